#include <retailsim/seasonality/retail_calendar.hpp>

#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

#include "support/catch.hpp"

using namespace retailsim;

namespace {

const Date first{2023, 1, 1};

Draws draws_of(Date day, std::uint64_t seed = 1) {
  return {.seed = seed, .first_entity = static_cast<std::uint64_t>(std::int64_t{day.days})};
}

std::vector<double> weights_of(const RetailCalendar& calendar, Date from, std::size_t n_days, std::uint64_t seed = 1) {
  std::vector<double> weights(24 * n_days);
  calendar.hour_weights(weights, from, draws_of(from, seed));
  return weights;
}

double day_sum(const std::vector<double>& weights, int day) {
  return std::accumulate(weights.begin() + 24 * day, weights.begin() + 24 * (day + 1), 0.0);
}

}  // namespace

TEST_CASE("RetailCalendar: every part is off unless asked for", "[seasonality]") {
  CHECK(weights_of(RetailCalendar{}, first, 1000) == std::vector<double>(24'000, 1.0));
  std::vector<double> factors(24'000);
  RetailCalendar{}.event_factors(factors, first, draws_of(first));
  CHECK(factors == std::vector<double>(24'000, 1.0));
}

TEST_CASE("RetailCalendar: each part multiplies as stated", "[seasonality]") {
  const auto weight = [](RetailCalendarParameters parameters, Date day, int hour = 0) {
    return weights_of(RetailCalendar(parameters), day, 1)[static_cast<std::size_t>(hour)];
  };
  RetailCalendarParameters p;
  SECTION("linear trend, from an origin of its own and never below 0") {
    p.trend_origin = Date{2023, 1, 1};
    p.trend = 0.0003;
    CHECK(weight(p, Date{2023, 1, 1}) == 1);
    CHECK(weight(p, Date{2023, 12, 31}) == Approx(1 + 0.0003 * 364).epsilon(1e-15));
    CHECK(weight(p, Date{2022, 12, 31}) == Approx(1 - 0.0003).epsilon(1e-15));
    p.trend = -0.01;
    CHECK(weight(p, Date{2023, 4, 10}) == Approx(0.01).epsilon(1e-12));
    CHECK(weight(p, Date{2023, 6, 1}) == 0);
  }
  SECTION("growth per year") {
    p.trend_origin = Date{2021, 1, 1};
    p.growth_per_year = 0.2;
    CHECK(weight(p, Date{2021, 1, 1}) == 1);
    CHECK(weight(p, p.trend_origin + 365) == Approx(1.2).epsilon(1e-14));
    CHECK(weight(p, p.trend_origin + 1000) == Approx(std::pow(1.2, 1000 / 365.0)).epsilon(1e-14));
    CHECK(weight(p, p.trend_origin - 365) == Approx(1 / 1.2).epsilon(1e-14));
    p.growth_per_year = -0.5;
    CHECK(weight(p, p.trend_origin + 730) == Approx(0.25).epsilon(1e-14));
  }
  SECTION("weekday and month") {
    p.weekday = {0.90, 0.85, 0.90, 0.95, 1.00, 1.20, 1.30};
    p.month = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    CHECK(weight(p, Date{2023, 5, 1}) == Approx(0.90 * 5));   // a Monday
    CHECK(weight(p, Date{2023, 7, 16}) == Approx(1.30 * 7));  // a Sunday
    CHECK(weight(p, Date{2024, 2, 29}) == Approx(0.95 * 2));  // a Thursday
  }
  SECTION("payday, which may wrap around the end of the month") {
    p.payday = 1.15;
    CHECK(weight(p, Date{2023, 2, 25}) == 1);
    CHECK(weight(p, Date{2023, 2, 26}) == 1.15);
    CHECK(weight(p, Date{2023, 3, 31}) == 1.15);
    CHECK(weight(p, Date{2023, 4, 1}) == 1);
    p.payday_from_day = 30;
    p.payday_to_day = 2;
    CHECK(weight(p, Date{2023, 4, 29}) == 1);
    CHECK(weight(p, Date{2023, 4, 30}) == 1.15);
    CHECK(weight(p, Date{2023, 5, 2}) == 1.15);
    CHECK(weight(p, Date{2023, 5, 3}) == 1);
  }
  SECTION("hours, scaled to mean 1 so that a weekday's factor is that of its day") {
    p.hours.fill(0);
    for (std::size_t h = 6; h < 24; ++h) p.hours[h] = 5;
    CHECK(weight(p, first, 5) == 0);
    CHECK(weight(p, first, 6) == Approx(24.0 / 18));
    CHECK(weight(p, first, 23) == Approx(24.0 / 18));
    p.weekday[6] = 2;
    p.hours_by_weekday.assign(7, p.hours);
    p.hours_by_weekday[6].fill(0);
    p.hours_by_weekday[6][12] = 0.1;
    const auto weights = weights_of(RetailCalendar(p), Date{2023, 1, 2}, 7);
    for (int day = 0; day < 6; ++day) CHECK(day_sum(weights, day) == Approx(24));
    CHECK(day_sum(weights, 6) == Approx(48));
    CHECK(weights[24 * 6 + 12] == Approx(48));
  }
}

TEST_CASE("RetailCalendar: weights are the product of the factors it reports", "[seasonality]") {
  auto p = RetailCalendarParameters::mild();
  p.trend = 0.0002;
  p.growth_per_year = 0.07;
  p.payday = 1.15;
  p.events = {CalendarEvent::yearly("Sale", 11, 20, 11, 27, 3.0)};
  const RetailCalendar calendar(p);
  const auto weights = weights_of(calendar, first, 800, 5);
  const auto days = calendar.day_factors(first, 800, 5);
  double hours = 0;
  for (const double hour : p.hours) hours += hour;
  for (std::size_t d = 0; d < 800; ++d) {
    REQUIRE(days[d].shock > 0);
    REQUIRE(days[d].event ==
            ((first + static_cast<int>(d)).month() == 11 && (first + static_cast<int>(d)).day() >= 20 &&
                     (first + static_cast<int>(d)).day() <= 27
                 ? 3.0
                 : 1.0));
    for (std::size_t h = 0; h < 24; ++h) {
      REQUIRE(weights[24 * d + h] == Approx(days[d].trend * days[d].weekday * days[d].month * days[d].payday *
                                            days[d].shock * p.hours[h] * 24 / hours));
    }
  }
}

TEST_CASE("RetailCalendar: events stand beside the base and multiply where they meet", "[seasonality]") {
  RetailCalendarParameters p;
  const auto without = weights_of(RetailCalendar(p), first, 400);
  p.events = {CalendarEvent::once("A", Date{2023, 3, 1}, Date{2023, 3, 10}, 4.0),
              CalendarEvent::once("B", Date{2023, 3, 10}, Date{2023, 3, 12}, 0.5)};
  const RetailCalendar calendar(p);
  CHECK(weights_of(calendar, first, 400) == without);
  CHECK(calendar.event_factor(Date{2023, 3, 9}) == 4);
  CHECK(calendar.event_factor(Date{2023, 3, 10}) == 2);
  CHECK(calendar.event_factor(Date{2023, 3, 11}) == 0.5);
  CHECK(calendar.event_factor(Date{2023, 3, 13}) == 1);
  std::vector<double> factors(24 * 2);
  calendar.event_factors(factors, Date{2023, 3, 10}, draws_of(Date{2023, 3, 10}));
  CHECK(factors[0] == 2);
  CHECK(factors[23] == 2);
  CHECK(factors[24] == 0.5);
}

TEST_CASE("RetailCalendar: a day has the same weights in whatever range it is asked", "[seasonality]") {
  auto p = RetailCalendarParameters::mild();
  p.trend = 0.001;
  p.growth_per_year = 0.1;
  const RetailCalendar calendar(p);
  const auto whole = weights_of(calendar, first, 500, 3);
  for (const int offset : {1, 7, 64, 333}) {
    const auto part = weights_of(calendar, first + offset, 100, 3);
    for (std::size_t i = 0; i < part.size(); ++i) REQUIRE(part[i] == whole[24 * static_cast<std::size_t>(offset) + i]);
  }
  CHECK(weights_of(calendar, first, 500, 4) != whole);
}

TEST_CASE("RetailCalendar: bad parameters are named", "[seasonality]") {
  const auto with = [](auto change) {
    RetailCalendarParameters p;
    change(p);
    return RetailCalendar(p);
  };
  using P = RetailCalendarParameters;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(with([&](P& p) { p.trend = nan; }), "RetailCalendar: trend must be finite, got nan");
  CHECK_THROWS_WITH(with([](P& p) { p.growth_per_year = -1; }),
                    "RetailCalendar: growth_per_year must be finite and > -1, got -1");
  CHECK_THROWS_WITH(with([](P& p) { p.weekday[3] = -0.2; }),
                    "RetailCalendar: weekday (each weight) must be finite and >= 0, got -0.2");
  CHECK_THROWS_WITH(with([](P& p) { p.month.fill(0); }),
                    "RetailCalendar: month must be weights with at least one > 0, got none");
  CHECK_THROWS_WITH(with([](P& p) { p.hours.fill(0); }),
                    "RetailCalendar: hours must be weights with at least one > 0, got none");
  CHECK_THROWS_WITH(with([](P& p) { p.hours_by_weekday.resize(6); }),
                    "RetailCalendar: number of hours_by_weekday must be 0 or 7, got 6");
  CHECK_THROWS_WITH(with([](P& p) { p.payday = -1; }), "RetailCalendar: payday must be finite and >= 0, got -1");
  CHECK_THROWS_WITH(with([](P& p) { p.payday_to_day = 32; }),
                    "RetailCalendar: payday_to_day must be in [1, 31], got 32");
  CHECK_THROWS_WITH(with([](P& p) { p.shock_memory = 2; }), "DayShocks: memory must be in [-0.95, 0.95], got 2");
  CHECK_THROWS_AS(with([](P& p) { p.events = {CalendarEvent::yearly("E", 1, 1, 1, 2, -1)}; }), std::invalid_argument);
}
