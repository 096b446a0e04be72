#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "simulated_year.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

#include <retailsim/vantage/demand.hpp>

using namespace retailsim;
using retailsim::testing::chi_square_counts_p_value;
using retailsim::testing::error_rate;
using vantage::Config;
using vantage::Demand;

namespace {

/// The orders of a year ten times as busy, by day and shop of the year.
struct Counted {
  Config config = vantage_config(7, 350'000);
  Demand demand{config};
  vantage::Year year = simulated_year(config);
  std::vector<double> by_day, by_shop = std::vector<double>(3);
  double n = static_cast<double>(year.orders.size());

  Counted() : by_day(static_cast<std::size_t>(config.end_day() - config.first_day())) {
    for (std::size_t i = 0; i < year.orders.size(); ++i) {
      const Date day = date_of(year.orders.order_ts[i] / micros_per_second);
      ++by_day[static_cast<std::size_t>(day - config.first_day())];
      ++by_shop[year.orders.shop_id[i]];
    }
  }
  Date day(std::size_t i) const { return config.first_day() + static_cast<int>(i); }

  /// z of the number of orders on the days for which `in(day)`, given what they are expected to be: Poisson.
  template <class In>
  double z(In&& in) const {
    double found = 0, expected = 0;
    for (std::size_t i = 0; i < by_day.size(); ++i) {
      if (!in(day(i))) continue;
      found += by_day[i];
      expected += demand.expected(day(i));
    }
    return (found - expected) / std::sqrt(expected);
  }
};

const Counted& counted() {
  static const Counted once;
  return once;
}

}  // namespace

TEST_CASE("Demand: the base of 2025 is 52.873 orders a day", "[vantage]") {
  CHECK(Demand(presets::vantage()).base() == Approx(52.873).margin(0.0005));
}

TEST_CASE("Demand: every year expects exactly 35,000 orders, leap years too", "[vantage]") {
  for (const int year : {1901, 1999, 2000, 2024, 2025, 2026, 2100, 2198}) {
    Config config = presets::vantage();
    config.year = year;
    config.demand.shops[1].weight = 0.7;
    const Demand demand(config);
    double sum = 0;
    for (Date day = config.first_day(); day < config.end_day(); day = day + 1) {
      for (std::size_t shop = 0; shop < 3; ++shop) sum += demand.expected(day, shop);
    }
    CHECK(sum == Approx(35'000).epsilon(1e-12));
  }
}

TEST_CASE("Demand: factors are those of the specification", "[vantage]") {
  const Config config = presets::vantage();
  const Demand demand(config);
  struct Case {
    Date day;
    double trend, week, month, event;
  };
  for (const Case& c : {Case{Date{2025, 1, 1}, 1, 0.90, 1, 1},                       // a Wednesday
                        Case{Date{2025, 1, 26}, 1 + 0.0003 * 25, 1.30, 1.15, 1},     // a Sunday
                        Case{Date{2025, 2, 25}, 1 + 0.0003 * 55, 0.85, 1, 1},        // a Tuesday
                        Case{Date{2025, 7, 14}, 1 + 0.0003 * 194, 0.90, 1, 1},       // a Monday
                        Case{Date{2025, 7, 15}, 1 + 0.0003 * 195, 0.85, 1, 1.5},     //
                        Case{Date{2025, 7, 30}, 1 + 0.0003 * 210, 0.90, 1.15, 1.5},  //
                        Case{Date{2025, 7, 31}, 1 + 0.0003 * 211, 0.95, 1.15, 1},    // a Thursday
                        Case{Date{2025, 11, 20}, 1 + 0.0003 * 323, 0.95, 1, 3},      //
                        Case{Date{2025, 11, 27}, 1 + 0.0003 * 330, 0.95, 1.15, 3},   //
                        Case{Date{2025, 11, 28}, 1 + 0.0003 * 331, 1.00, 1.15, 1},   // a Friday
                        Case{Date{2025, 12, 1}, 1 + 0.0003 * 334, 0.90, 1, 1.8},     //
                        Case{Date{2025, 12, 15}, 1 + 0.0003 * 348, 0.90, 1, 1.8},    //
                        Case{Date{2025, 12, 31}, 1 + 0.0003 * 364, 0.90, 1.15, 1},   //
                        Case{Date{2024, 12, 29}, 1 - 0.0003 * 3, 1.30, 1.15, 1}}) {
    CAPTURE(to_string(c.day));
    const DayFactors& f = demand.factors(c.day);
    CHECK(f.trend == Approx(c.trend).epsilon(1e-14));
    CHECK(f.weekday == c.week);
    CHECK(f.payday == c.month);
    CHECK(f.event == c.event);
    CHECK(demand.expected(c.day, 1) ==
          Approx(demand.base() * c.trend * c.week * c.month * c.event * 0.3).epsilon(1e-12));
  }
}

TEST_CASE("Demand: orders by day are Poisson with mean lambda", "[vantage][statistical]") {
  const Counted& c = counted();
  double statistic = 0;
  for (std::size_t i = 0; i < c.by_day.size(); ++i) {
    const double lambda = c.demand.expected(c.day(i));
    statistic += (c.by_day[i] - lambda) * (c.by_day[i] - lambda) / lambda;
  }
  // Neither larger than chance nor smaller: the counts are Poisson and not merely on average right.
  const double p = testing::chi_square_p_value(statistic, static_cast<double>(c.by_day.size()));
  CHECK(p > error_rate);
  CHECK(1 - p > error_rate);
  CHECK(std::abs(c.n - 350'000) < 4.9 * std::sqrt(350'000));
}

TEST_CASE("Demand: trend, weekdays, month's end and events are each as expected", "[vantage][statistical]") {
  const Counted& c = counted();
  for (int weekday = 0; weekday < 7; ++weekday) {
    CHECK(std::abs(c.z([&](Date day) { return day.weekday() == weekday; })) < 4.9);
  }
  for (int month = 1; month <= 12; ++month) {
    CHECK(std::abs(c.z([&](Date day) { return day.month() == month; })) < 4.9);
  }
  CHECK(std::abs(c.z([](Date day) { return day.day() >= 26; })) < 4.9);
  CHECK(std::abs(c.z([](Date day) { return day >= Date{2025, 7, 15} && day <= Date{2025, 7, 30}; })) < 4.9);
  CHECK(std::abs(c.z([](Date day) { return day >= Date{2025, 11, 20} && day <= Date{2025, 11, 27}; })) < 4.9);
  CHECK(std::abs(c.z([](Date day) { return day >= Date{2025, 12, 1} && day <= Date{2025, 12, 15}; })) < 4.9);
  // The trend: sum over days of t * (orders - lambda), whose variance is the sum of t^2 lambda.
  double score = 0, variance = 0;
  for (std::size_t i = 0; i < c.by_day.size(); ++i) {
    const double t = static_cast<double>(i) - 182, lambda = c.demand.expected(c.day(i));
    score += t * (c.by_day[i] - lambda);
    variance += t * t * lambda;
  }
  CHECK(std::abs(score) < 4.9 * std::sqrt(variance));
}

TEST_CASE("Demand: shops have their shares of the orders, on every day alike", "[vantage][statistical]") {
  const Counted& c = counted();
  const std::array expected{c.n * 2 / 3, c.n / 5, c.n * 2 / 15};
  CHECK(chi_square_counts_p_value(c.by_shop, expected) > error_rate);
  std::array<double, 3> on_weekend{};
  double n = 0;
  for (std::size_t i = 0; i < c.year.orders.size(); ++i) {
    if (date_of(c.year.orders.order_ts[i] / micros_per_second).weekday() < 5) continue;
    ++on_weekend[c.year.orders.shop_id[i]];
    ++n;
  }
  CHECK(chi_square_counts_p_value(on_weekend, std::array{n * 2 / 3, n / 5, n * 2 / 15}) > error_rate);
}

TEST_CASE("Demand: orders come evenly from 06:00:00 to 23:59:59", "[vantage][statistical]") {
  const Counted& c = counted();
  std::vector<double> by_minute(24 * 60);
  std::array<double, 60> by_second{};
  for (const std::int64_t at : c.year.orders.order_ts) {
    REQUIRE(at % micros_per_second == 0);
    const Seconds second = at / micros_per_second % seconds_per_day;
    ++by_minute[static_cast<std::size_t>(second / 60)];
    ++by_second[static_cast<std::size_t>(second % 60)];
  }
  const std::size_t open = 6 * 60;
  for (std::size_t m = 0; m < open; ++m) REQUIRE(by_minute[m] == 0);
  const std::vector<double> minutes(by_minute.begin() + open, by_minute.end());
  CHECK(chi_square_counts_p_value(minutes, std::vector(18 * 60, c.n / (18 * 60))) > error_rate);
  CHECK(chi_square_counts_p_value(by_second, std::vector(60, c.n / 60)) > error_rate);
}

TEST_CASE("Demand: a shop of weight 0 has no orders, and bad values are errors", "[vantage]") {
  Config config = presets::vantage();
  config.demand.shops[0].weight = 0;
  const Demand demand(config);
  CHECK(demand.expected(Date{2025, 6, 1}, 0) == 0);
  CHECK(demand.shop_share(1) == Approx(0.6));
  config.demand.weekday.assign(7, 0);
  CHECK_THROWS_AS(Demand(config), std::invalid_argument);
}
