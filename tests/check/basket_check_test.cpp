#include <retailsim/check/basket_check.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/basket/cross_sell_basket.hpp>

#include "check/row_of.hpp"
#include "support/shoe_shop.hpp"

using namespace retailsim;
using namespace retailsim::check;
using retailsim::test::row_of;
using retailsim::test::rows_of;

TEST_CASE("ChoiceCheck: shares of product groups, launches taken into account", "[check]") {
  Catalogue catalogue = Catalogue::plain(4);
  catalogue.product_groups = {"tea", "soap"};
  catalogue.product_group = {0, 0, 1, 1};
  catalogue.popularity = {1, 1, 1, 5};
  const Date first{2023, 1, 1}, launch{2023, 1, 11}, last{2023, 2, 1};
  catalogue.launched_on[3] = launch.days;
  const SkuChoice choice(catalogue, {}, first, "test");
  ChoiceCheck check({.choice = &choice}, catalogue, first, last);
  CHECK(check.stretch(launch - 1) == 0);
  CHECK(check.stretch(launch) == 1);

  const std::vector<std::int64_t> before{11, 12, 13}, after{13, 14, 14, 11, 14};
  check.add(0, 0, before, 11);
  check.add(0, 1, after, 11);
  const CheckRow tea = row_of(rows_of(check), "share of tea");
  CHECK(tea.n == 8);
  CHECK(tea.observed == Approx(3 / 8.));
  CHECK(tea.expected == Approx((3 * 2 / 3. + 5 * 2 / 8.) / 8));
  CHECK(tea.standard_error == Approx(std::sqrt(3 * 2 / 9. + 5 * 12 / 64.) / 8));
  const CheckRow soap = row_of(rows_of(check), "share of soap");
  CHECK(soap.observed == Approx(5 / 8.));
  CHECK(soap.z() == Approx(-tea.z()));
  ChoiceCheck both = check;
  both.merge(check);
  CHECK(row_of(rows_of(both), "share of tea").n == 16);
}

TEST_CASE("ChoiceCheck: odds ratios of those whom a rule is about", "[check]") {
  const ::test::World world = ::test::world_of(::test::three_categories());
  CrossSellBasket basket({.cross_sell = {{::test::shoes, ::test::shirts, 3}},
                          .affinity = {{{Trait::gender, "female"}, ::test::shirts, 2.5}}});
  basket.prepare(world.setting());
  ChoiceCheck check({.choice = &basket.choice().choice(),
                     .grouped = &basket.choice(),
                     .affinity = basket.parameters().affinity,
                     .cross_sell = basket.parameters().cross_sell},
                    world.scenario.catalogue, Date{2023, 1, 1}, Date{2024, 1, 1});
  // SKU i of the shop is of category i % 3: shoes, shirts, gear. Group 0 are the women, 1 all others.
  const std::vector<std::int64_t> one_shirt{2}, one_shoe{1}, shoe_then_shirt{1, 5}, shirt_then_shoe{2, 1};
  for (int i = 0; i < 60; ++i) check.add(0, 0, one_shirt, 1);
  for (int i = 0; i < 40; ++i) check.add(0, 0, one_shoe, 1);
  for (int i = 0; i < 70; ++i) check.add(1, 0, shoe_then_shirt, 1);
  for (int i = 0; i < 30; ++i) check.add(1, 0, shirt_then_shoe, 1);
  const auto rows = rows_of(check);

  // Shirts have 155 of 465 in popularity: one third. Women: odds 2.5 / 2 instead of 1 / 2.
  const CheckRow women = row_of(rows, "odds ratio, gender \"female\" buys category_l1 \"shirts\"");
  const double p = 1.25 / 2.25, variance = 100 * p * (1 - p);
  CHECK(women.n == 100);
  CHECK(women.expected == 2.5);
  CHECK(women.observed == Approx(2.5 * (1 + (60 - 100 * p) / variance)));
  CHECK(women.z() == Approx((60 - 100 * p) / std::sqrt(variance)));
  // After shoes: odds 3 / 2. The second lines after a shirt do not count.
  const CheckRow cross = row_of(rows, "odds ratio, category_l1 \"shoes\" brings category_l1 \"shirts\"");
  CHECK(cross.n == 70);
  CHECK(cross.expected == 3);
  CHECK(cross.z() == Approx((70 - 70 * 0.6) / std::sqrt(70 * 0.6 * 0.4)));
  CHECK(cross.p_value < 1e-6);
}

TEST_CASE("ShapeCheck: sizes and quantities, impossible ones among them", "[check]") {
  ShapeCheck check(DiscreteTable(1, {1, 1}), DiscreteTable(1, {3, 1}));
  for (int i = 0; i < 100; ++i) check.add_size(1 + i % 2);
  const std::vector<std::int32_t> quantities{1, 1, 2, 1, 0, 7, -3};
  check.add_quantities(quantities);
  const auto rows = rows_of(check);
  CHECK(row_of(rows, "lines of an order: mean").expected == Approx(1.5));
  CHECK(row_of(rows, "lines of an order: mean").observed == Approx(1.5));
  CHECK(row_of(rows, "lines of an order: variance").observed == Approx(0.25));
  CHECK(row_of(rows, "lines of an order: values that cannot be").p_value == 1);
  CHECK(row_of(rows, "units of a line: values that cannot be").observed == 3);
  CHECK(row_of(rows, "units of a line: values that cannot be").p_value == 0);
}
