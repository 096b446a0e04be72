#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/basket/affinity_basket.hpp>

#include "support/shoe_shop.hpp"

using namespace retailsim;
using namespace test;

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

TEST_CASE("AffinityBasket: groups must be given", "[basket]") {
  const test::World world = world_of(three_categories());
  AffinityBasket basket({.affinity = {{{Trait::gender, "female"}, shirts, 2.5}}});
  basket.prepare(world.setting());
  test::Sales sales(1, 1);
  sales.affinity_group.clear();
  CHECK_THROWS_AS(test::chosen_skus(basket, sales, 1), std::logic_error);
}
