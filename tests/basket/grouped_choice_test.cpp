#include "support/catch.hpp"

#include <retailsim/basket/affinity_basket.hpp>
#include <retailsim/basket/cross_sell_basket.hpp>

#include "support/shoe_shop.hpp"

using namespace retailsim;
using namespace test;

TEST_CASE("GroupedChoice: bad rules are named", "[basket]") {
  const test::World world = world_of(three_categories());
  CHECK_THROWS_WITH(AffinityBasket({.affinity = {{{Trait::gender, "female"}, shirts, 0}}}),
                    "AffinityBasket: affinity rule 1: odds_ratio must be finite and > 0, got 0");
  CHECK_THROWS_WITH(CrossSellBasket({.cross_sell = {{shoes, shirts, 1}, {shoes, shirts, -2}}}),
                    "CrossSellBasket: cross-sell rule 2: odds_ratio must be finite and > 0, got -2");
  const auto prepare = [&](auto basket) { basket.prepare(world.setting()); };
  CHECK_THROWS_WITH(prepare(AffinityBasket({.affinity = {{{Trait::gender, "male"}, {SkuLabel::brand, "none"}, 2}}})),
                    "AffinityBasket: affinity rule 1: skus must be a brand of the catalogue, got \"none\"");
  CHECK_THROWS_WITH(prepare(AffinityBasket({.affinity = {{{Trait::gender, "x"}, shirts, 2}}})),
                    "AffinityBasket: gender must be one that the population has, got \"x\"");
  Catalogue empty_label = three_categories();
  empty_label.categories_l1.push_back("hats");
  const test::World hats = world_of(empty_label);
  CrossSellBasket basket({.cross_sell = {{{SkuLabel::category_l1, "hats"}, shirts, 2}}});
  CHECK_THROWS_WITH(basket.prepare(hats.setting()),
                    "CrossSellBasket: cross-sell rule 1: from must be a category_l1 that some SKU has, got \"hats\"");
}
