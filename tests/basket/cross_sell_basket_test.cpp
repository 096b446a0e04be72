#include "support/catch.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/basket/cross_sell_basket.hpp>

#include "support/shoe_shop.hpp"

using namespace retailsim;
using namespace test;

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
