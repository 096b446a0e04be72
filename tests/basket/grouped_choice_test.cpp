#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/basket/affinity_basket.hpp>
#include <retailsim/basket/cross_sell_basket.hpp>

#include "support/sales.hpp"

using namespace retailsim;

namespace {

/// 30 SKUs in three categories of 10, popularities 1 to 30.
Catalogue three_categories() {
  Catalogue catalogue = Catalogue::plain(30);
  catalogue.categories_l1 = {"shoes", "shirts", "gear"};
  for (std::size_t i = 0; i < 30; ++i) {
    catalogue.category_l1[i] = static_cast<std::int16_t>(i % 3);
    catalogue.popularity[i] = static_cast<double>(i + 1);
  }
  return catalogue;
}
const SkuSet shoes{SkuLabel::category_l1, "shoes"}, shirts{SkuLabel::category_l1, "shirts"};

test::World world_of(Catalogue catalogue) {
  test::World world(std::move(catalogue));
  world.labels.gender = {"female", "male"};
  return world;
}

double odds(double p) { return p / (1 - p); }

/// Distance, in standard errors, of a count of successes from n p.
double z_of(double count, double n, double p) { return (count - n * p) / std::sqrt(n * p * (1 - p)); }

}  // namespace

TEST_CASE("AffinityBasket: the odds of the rule's SKUs are multiplied exactly", "[basket]") {
  const test::World world = world_of(three_categories());
  AffinityBasket basket({.affinity = {{{Trait::gender, "female"}, shirts, 2.5}}});
  basket.prepare(world.setting());
  const GroupedChoice& choice = basket.choice();
  REQUIRE(choice.groups().size() == 2);
  const auto members = shirts.members(world.scenario.catalogue, "test");
  const Date day{2023, 6, 1};
  const double with = choice.share(0, members, day), without = choice.share(1, members, day);
  CHECK(without == Approx(155.0 / 465));
  CHECK(odds(with) / odds(without) == Approx(2.5).epsilon(1e-13));
  CHECK(choice.probability_ratio(0, 0, members, day) == Approx(with / without).epsilon(1e-13));
  CHECK(choice.probability_ratio(0, 1, members, day) == 1);
}

TEST_CASE("AffinityBasket: each group buys by its own law", "[basket][statistical]") {
  Catalogue catalogue = three_categories();
  for (std::size_t i = 20; i < 30; ++i) catalogue.launched_on[i] = Date{2023, 6, 2}.days;
  const test::World world = world_of(catalogue);
  AffinityBasket basket({.affinity = {{{Trait::gender, "female"}, shirts, 2.5}, {{Trait::gender, "male"}, shoes, .4}}});
  basket.prepare(world.setting());
  test::Sales sales(60'000, 2, Date{2023, 6, 1}.start() + 7200);
  for (std::size_t o = 0; o < 60'000; ++o) {
    sales.affinity_group[o] = o % 2;
    if (o >= 30'000) sales.ordered_at[o] += seconds_per_day;
  }
  const auto skus = test::chosen_skus(basket, sales, 21);
  for (const auto& set : {shirts, shoes}) {
    const auto members = set.members(catalogue, "test");
    for (std::uint32_t group = 0; group < 2; ++group) {
      for (const bool later : {false, true}) {
        double count = 0;
        for (std::size_t i = 0; i < skus.size(); ++i) {
          const std::size_t o = sales.order[i];
          count += o % 2 == group && (o >= 30'000) == later && members[skus[i]];
        }
        const double p = basket.choice().share(group, members, later ? Date{2023, 6, 2} : Date{2023, 6, 1});
        CAPTURE(set.label, group, later);
        CHECK(std::abs(z_of(count, 30'000, p)) < 5.3);  // eight looks: one seed in a million
      }
    }
  }
}

TEST_CASE("CrossSellBasket: the odds of the other lines are multiplied exactly", "[basket][statistical]") {
  const test::World world = world_of(three_categories());
  CrossSellBasket basket({.cross_sell = {{.from = shoes, .to = shirts, .odds_ratio = 3}}});
  basket.prepare(world.setting());
  const GroupedChoice& choice = basket.choice();
  REQUIRE(choice.n_states() == 2);
  const Date day{2023, 6, 1};
  const auto in_shoes = shoes.members(world.scenario.catalogue, "test");
  const auto in_shirts = shirts.members(world.scenario.catalogue, "test");
  const double plain = choice.share_after(0, 0, in_shirts, day), prompted = choice.share_after(0, 1, in_shirts, day);
  CHECK(plain == Approx(choice.share(0, in_shirts, day)));
  CHECK(odds(prompted) / odds(plain) == Approx(3).epsilon(1e-13));

  const test::Sales sales(50'000, 3);
  const auto skus = test::chosen_skus(basket, sales, 22);
  double n_shoes_first = 0, n_shirts_first = 0, others = 0;
  std::array<double, 2> n_others{}, n_shirts{};
  for (std::size_t i = 0; i < skus.size(); i += 3) {
    const std::size_t state = in_shoes[skus[i]];
    n_shoes_first += static_cast<double>(state);
    n_shirts_first += in_shirts[skus[i]];
    for (std::size_t k = 1; k < 3; ++k) {
      n_others[state] += 1;
      n_shirts[state] += in_shirts[skus[i + k]];
    }
    others += in_shirts[skus[i + 1]];
  }
  // Five looks: a right model fails one seed in a million.
  CHECK(std::abs(z_of(n_shoes_first, 50'000, choice.share(0, in_shoes, day))) < 5.2);
  CHECK(std::abs(z_of(n_shirts_first, 50'000, choice.share(0, in_shirts, day))) < 5.2);
  CHECK(std::abs(z_of(n_shirts[0], n_others[0], plain)) < 5.2);
  CHECK(std::abs(z_of(n_shirts[1], n_others[1], prompted)) < 5.2);
  CHECK(std::abs(z_of(others, 50'000, choice.share_after_any(0, in_shirts, day))) < 5.2);
}

TEST_CASE("CrossSellBasket: first lines, and orders that start otherwise, stay as they are without the rule",
          "[basket]") {
  const test::World world = world_of(three_categories());
  CrossSellBasket with({.cross_sell = {{.from = shoes, .to = shirts, .odds_ratio = 3}}}), without({});
  with.prepare(world.setting());
  without.prepare(world.setting());
  const test::Sales sales(2000, 4);
  const auto a = test::chosen_skus(with, sales, 23), b = test::chosen_skus(without, sales, 23);
  const auto in_shoes = shoes.members(world.scenario.catalogue, "test");
  std::size_t n_changed = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t first = i - i % 4;
    if (i == first || !in_shoes[a[first]]) {
      CHECK(a[i] == b[i]);
    } else {
      n_changed += a[i] != b[i];
    }
  }
  CHECK(n_changed > 100);
}

TEST_CASE("CrossSellBasket: any split of the orders gives the same SKUs", "[basket]") {
  Catalogue catalogue = three_categories();
  for (std::size_t i = 12; i < 30; ++i) catalogue.launched_on[i] = Date{2024, 1, 1}.days;
  const test::World world = world_of(catalogue);
  CrossSellBasket basket({.cross_sell = {{shoes, shirts, 3}, {shirts, shoes, .5}},
                          .affinity = {{{Trait::gender, "female"}, shirts, 2.5}}});
  basket.prepare(world.setting());
  test::Sales sales(400, 7);  // 7 does not divide a chunk: orders go on in the next one
  for (std::size_t o = 0; o < 400; ++o) sales.affinity_group[o] = o % 2;
  const auto whole = test::chosen_skus(basket, sales, 24);
  CHECK(test::chosen_skus(basket, sales, 24, 1) == whole);
  CHECK(test::chosen_skus(basket, sales, 24, 37) == whole);
  for (const std::uint32_t sku : whole) CHECK(sku < 12);
}

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

TEST_CASE("AffinityBasket: groups must be given", "[basket]") {
  const test::World world = world_of(three_categories());
  AffinityBasket basket({.affinity = {{{Trait::gender, "female"}, shirts, 2.5}}});
  basket.prepare(world.setting());
  test::Sales sales(1, 1);
  sales.affinity_group.clear();
  CHECK_THROWS_AS(test::chosen_skus(basket, sales, 1), std::logic_error);
}
