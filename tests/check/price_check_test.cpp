#include <retailsim/check/price_check.hpp>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include <retailsim/seasonality/no_seasonality.hpp>

#include "check/row_of.hpp"

using namespace retailsim;
using namespace retailsim::check;
using namespace retailsim::test;

namespace {

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("DiscountCheck: every discount is the day's or the line's own, to the cent", "[check]") {
  DiscountCheck check({.probability = 0.1, .points = 1000, .of_day = {0, 2000, 500}});
  const std::vector<std::int32_t> quantities{1, 2, 1};
  const std::vector<std::int64_t> prices{999, 105, 4};
  check.add(0, quantities, prices, std::vector<std::int64_t>{100, 0, 0});   // 99.9 rounds up; 0.4 cents show not
  check.add(1, quantities, prices, std::vector<std::int64_t>{200, 42, 1});  // the day's is the larger one
  check.add(2, quantities, prices, std::vector<std::int64_t>{50, 21, 0});   // one of its own
  const CheckRow own = row_of(rows_of(check), "share with a discount of their own");
  CHECK(own.n == 4);
  CHECK(own.observed == Approx(0.5));
  CHECK(own.expected == 0.1);
  CHECK(row_of(rows_of(check), "discounts of another size").p_value == 1);
  check.add(0, quantities, prices, std::vector<std::int64_t>{99, 0, 0});
  check.add(1, quantities, prices, std::vector<std::int64_t>{100, 42, 1});
  check.add(2, quantities, prices, std::vector<std::int64_t>{0, 0, 0});
  CHECK(row_of(rows_of(check), "discounts of another size").observed == 4);
}

TEST_CASE("read_discounts: through the chain of price models", "[check]") {
  const Date first{2023, 6, 1};
  DiscountSetting setting{.of_day = std::vector<std::int32_t>(3)};
  EventDiscount price(RandomDiscount(PriceEndings(LogNormalPrice(2, 0.5)), {.probability = 0.1, .basis_points = 700}),
                      {{CalendarEvent::once("sale", first + 1, first + 1, 1), 1500}});
  const Scenario scenario;
  const Calendar calendar(NoSeasonality{}, first, first + 3, first, 1);
  const TraitLabels labels;
  price.prepare({scenario, scenario.catalogue, calendar, labels});
  read_discounts(price, first, setting);
  CHECK(setting.is_known);
  CHECK(setting.probability == 0.1);
  CHECK(setting.points == 700);
  CHECK(setting.of_day == std::vector<std::int32_t>{0, 1500, 0});

  DiscountSetting two_coins{.of_day = std::vector<std::int32_t>(3)};
  read_discounts(RandomDiscount(RandomDiscount(LogNormalPrice(2, 0.5), {.probability = 0.1, .basis_points = 700}),
                                {.probability = 0.2, .basis_points = 100}),
                 first, two_coins);
  CHECK_FALSE(two_coins.is_known);
}

TEST_CASE("price_sample: the law of list prices in cents, clips and endings included", "[check]") {
  const Catalogue catalogue = Catalogue::plain(1);
  CHECK(mean_of(PriceSample::uniform(10, 20).cents) == Approx(1500).epsilon(1e-3));
  const auto plain = price_sample(LogNormalPrice(2, 0.5), catalogue, 0).cents;
  CHECK(mean_of(plain) == Approx(100 * std::exp(2.125)).epsilon(2e-3));
  const auto clipped = price_sample(LogNormalPrice({.mu = 2, .sigma = 0.5, .min = 5, .max = 9}), catalogue, 0).cents;
  CHECK(clipped.front() == 500);
  CHECK(clipped.back() == 900);
  for (const double cents : price_sample(PriceEndings(LogNormalPrice(2, 0.5)), catalogue, 0).cents) {
    REQUIRE(std::fmod(cents, 100) == 99);
  }
}

TEST_CASE("add_price_rows: mean log price of the SKUs, in all and by group", "[check]") {
  Catalogue catalogue = Catalogue::plain(4);
  catalogue.product_groups = {"tea", "soap"};
  catalogue.product_group = {0, 0, 0, 1};
  const std::vector<std::int64_t> prices{100, 200, 400, 800};
  std::vector<CheckRow> rows;
  add_price_rows(rows, LogNormalPrice(0.5, 0.3), catalogue, prices);
  const CheckRow all = row_of(rows, "mean log price");
  CHECK(all.n == 4);
  CHECK(all.observed == Approx(std::log(2) * 6 / 4));
  CHECK(all.expected == Approx(0.5).margin(1e-3));
  CHECK(all.standard_error == Approx(0.15).epsilon(5e-3));
  CHECK(rows[1].name == "mean log price, farthest of 2: soap");
  CHECK(rows[1].observed == Approx(std::log(8)));
}
