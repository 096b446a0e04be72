#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include "simulated_year.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

#include <retailsim/vantage/planning.hpp>

using namespace retailsim;
using retailsim::testing::error_rate;
using vantage::Config;
using vantage::Daily;
using vantage::rounded_ratio;

namespace {

/// Days with large figures, so that rounding to cents does not show.
Daily made_up(const Config& config) {
  Daily daily(config.simulated_from(), config.simulated_to(), config.demand.shops.size());
  for (Date day = daily.first(); day < daily.end(); day = day + 1) {
    for (std::size_t shop = 0; shop < daily.n_shops(); ++shop) {
      const std::int64_t k = (day - daily.first()) * 7 + static_cast<std::int64_t>(shop) * 31 + 1;
      daily.at(day, shop) = {.orders = k * k % 97 + 20, .revenue = 1'000'000 + k * 12'345, .cost = 600'000 + k * 7'001};
    }
  }
  return daily;
}

}  // namespace

TEST_CASE("rounded_ratio: to the nearest, halves up, below 0 too", "[vantage]") {
  CHECK(rounded_ratio(7, 2) == 4);
  CHECK(rounded_ratio(6, 4) == 2);
  CHECK(rounded_ratio(5, 4) == 1);
  CHECK(rounded_ratio(-5, 4) == -1);
  CHECK(rounded_ratio(-6, 4) == -1);
  CHECK(rounded_ratio(-7, 4) == -2);
  CHECK(rounded_ratio(0, 4) == 0);
}

TEST_CASE("marketing_of: spend is revenue two days later times a normal of 0.15 and 0.02", "[vantage][statistical]") {
  Config config = presets::vantage();
  const Daily daily = made_up(config);
  std::vector<double> ratios;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    config.seed = seed;
    const auto table = vantage::marketing_of(config, daily);
    REQUIRE(table.size() == 1'095);
    for (std::size_t i = 0; i < table.size(); ++i) {
      const Date day{table.date[i]};
      REQUIRE(day == Date{2025, 1, 1} + static_cast<int>(i / 3));
      REQUIRE(table.shop_id[i] == i % 3);
      ratios.push_back(static_cast<double>(table.spend_eur[i]) /
                       static_cast<double>(daily.at(day + 2, table.shop_id[i]).revenue));
    }
  }
  CHECK(testing::kolmogorov_smirnov_p_value(
            ratios, [](double x) { return std::erfc(-(x - 0.15) / (0.02 * std::sqrt(2.0))) / 2; }) > error_rate);
}

TEST_CASE("marketing_of: spend is never below 0", "[vantage]") {
  Config config = presets::vantage();
  config.planning.spend_mean = 0.01;
  config.planning.spend_sigma = 1;
  for (const std::int64_t spend : vantage::marketing_of(config, made_up(config)).spend_eur) REQUIRE(spend >= 0);
}

TEST_CASE("budget_of: the plan is the rolling mean times 1.02 or 0.98", "[vantage]") {
  for (const int year : {2024, 2025}) {
    Config config = presets::vantage();
    config.year = year;
    const Daily daily = made_up(config);
    const auto table = vantage::budget_of(config, daily);
    REQUIRE(table.size() == 36);
    std::set<double> seen;
    for (std::size_t i = 0; i < 36; ++i) {
      const auto month = static_cast<int>(i / 3 + 1);
      CHECK(table.month[i] == to_string(Date{year, static_cast<unsigned>(month), 1}).substr(0, 7));
      CHECK(table.shop_id[i] == i % 3);
      double revenue = 0, orders = 0, margin = 0;
      for (Date day = config.first_day(); day < config.end_day(); day = day + 1) {
        if (day.month() != month) continue;
        for (int offset = -3; offset <= 3; ++offset) {
          const auto& totals = daily.at(day + offset, i % 3);
          revenue += static_cast<double>(totals.revenue) / 7;
          orders += static_cast<double>(totals.orders) / 7;
          margin += static_cast<double>(totals.revenue - totals.cost) / 7;
        }
      }
      const double bias = std::round(static_cast<double>(table.plan_revenue[i]) / revenue * 1e4) / 1e4;
      CHECK((bias == 1.02 || bias == 0.98));
      seen.insert(bias);
      CHECK(std::abs(static_cast<double>(table.plan_revenue[i]) - revenue * bias) <= 0.5001);
      CHECK(std::abs(static_cast<double>(table.plan_margin[i]) - margin * bias) <= 0.5001);
      CHECK(std::abs(static_cast<double>(table.plan_orders[i]) - orders * bias) <= 0.5001);
    }
    CHECK(seen.size() == 2);
  }
}

TEST_CASE("budget_of: each month and shop tosses a coin of its own", "[vantage][statistical]") {
  Config config = presets::vantage();
  const Daily daily = made_up(config);
  double n_high = 0, together = 0, last = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    config.seed = seed;
    const auto table = vantage::budget_of(config, daily);
    config.planning.budget_bias = 0;
    const auto unbiased = vantage::budget_of(config, daily);
    config.planning.budget_bias = 0.02;
    for (std::size_t i = 0; i < 36; ++i) {
      const double high = table.plan_revenue[i] > unbiased.plan_revenue[i];
      n_high += high;
      together += high == last;
      last = high;
    }
  }
  const double n = 300 * 36;
  CHECK(std::abs(n_high - n / 2) < 4.9 * std::sqrt(n) / 2);
  CHECK(std::abs(together - n / 2) < 4.9 * std::sqrt(n) / 2);
}

TEST_CASE("planning: the tables of a year follow from its orders", "[vantage]") {
  const Config config = vantage_config(42);
  const auto year = simulated_year(config);
  // Revenue, cost and number of orders of each day and shop, again from the files' own tables.
  Daily daily(config.first_day(), config.end_day(), 3);
  std::size_t line = 0;
  for (std::size_t o = 0; o < year.orders.size(); ++o) {
    auto& totals = daily.at(date_of(year.orders.order_ts[o] / micros_per_second), year.orders.shop_id[o]);
    ++totals.orders;
    for (; line < year.line_items.size() && year.line_items.order_id[line] == year.orders.order_id[o]; ++line) {
      const auto sku = static_cast<std::size_t>(year.line_items.sku_id[line] - 10'000);
      totals.revenue += year.line_items.qty[line] * year.line_items.unit_price_paid[line];
      totals.cost += year.line_items.qty[line] * year.products.cost_price_eur[sku];
    }
  }
  CHECK(line == year.line_items.size());
  for (Date day = config.first_day(); day < config.end_day(); day = day + 1) {
    for (std::size_t shop = 0; shop < 3; ++shop) {
      REQUIRE(daily.at(day, shop).orders == year.daily.at(day, shop).orders);
      REQUIRE(daily.at(day, shop).revenue == year.daily.at(day, shop).revenue);
      REQUIRE(daily.at(day, shop).cost == year.daily.at(day, shop).cost);
    }
  }
  // The days around the year are simulated like those in it.
  for (int offset = 1; offset <= 3; ++offset) {
    CHECK(year.daily.at(config.first_day() - offset, 0).orders > 20);
    CHECK(year.daily.at(config.end_day() + (offset - 1), 0).orders > 20);
  }
}
