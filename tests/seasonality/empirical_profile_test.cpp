#include <retailsim/seasonality/empirical_profile.hpp>

#include <cmath>
#include <vector>

#include <retailsim/seasonality/calendar.hpp>

#include "support/catch.hpp"

using namespace retailsim;

TEST_CASE("EmpiricalProfile: the weight is that of the hour of the week times the month's", "[seasonality]") {
  std::vector<double> week(168), months(12);
  for (std::size_t i = 0; i < 168; ++i) week[i] = static_cast<double>(i);
  for (std::size_t m = 0; m < 12; ++m) months[m] = static_cast<double>(m + 1);
  const EmpiricalProfile profile(week, months);
  const Date first{2022, 6, 5};
  std::vector<double> weights(24 * 700);
  profile.hour_weights(weights, first, Draws{});
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Date day = first + static_cast<int>(i / 24);
    REQUIRE(weights[i] == (24 * day.weekday() + static_cast<int>(i % 24)) * day.month());
  }
}

TEST_CASE("EmpiricalProfile: counting even orders gives an even profile", "[seasonality]") {
  // One order an hour over whole weeks of a leap year and the next: all hours and months alike.
  std::vector<Seconds> ordered_at;
  const Date first{2024, 1, 1}, last = first + 2 * 364;
  for (Seconds at = first.start() + 17; at < last.start(); at += seconds_per_hour) ordered_at.push_back(at);
  ordered_at.push_back(last.start());  // outside the range
  ordered_at.push_back(first.start() - 1);
  const auto profile = EmpiricalProfile::counted(ordered_at, first, last);
  CHECK(profile.week() == std::vector<double>(168, 104.0));
  for (const double month : profile.months()) CHECK(month == Approx(1).epsilon(1e-12));
}

TEST_CASE("EmpiricalProfile: counts find hours and months again", "[seasonality]") {
  std::vector<Seconds> ordered_at;
  const Date first{2023, 1, 1}, last{2023, 7, 1};
  for (Date day = first; day < last; day = day + 1) {
    const int n = day.month() == 2 ? 30 : 10;
    for (int k = 0; k < n; ++k) ordered_at.push_back(day.start() + (day.weekday() == 5 ? 12 : 9) * 3600 + k);
  }
  const auto profile = EmpiricalProfile::counted(ordered_at, first, last, 2.0);
  const double mean = (10.0 * (181 - 28) + 30 * 28) / 181;
  CHECK(profile.months()[1] == Approx(30 / mean));
  CHECK(profile.months()[4] == Approx(10 / mean));
  CHECK(profile.months()[11] == Approx(1));  // never seen
  CHECK(profile.week()[24 * 5 + 9] == 2);
  CHECK(profile.week()[24 * 5 + 12] > 200);
  CHECK(profile.week()[24 * 0 + 9] > 200);
  CHECK(profile.week()[24 * 0 + 12] == 2);
}

TEST_CASE("EmpiricalProfile: bad parameters are named", "[seasonality]") {
  CHECK_THROWS_WITH(EmpiricalProfile(std::vector<double>(167, 1.0)),
                    "EmpiricalProfile: number of weights of the week must be 168, got 167");
  CHECK_THROWS_WITH(EmpiricalProfile(std::vector<double>(168, 1.0), std::vector<double>(11, 1.0)),
                    "EmpiricalProfile: number of months must be 12, got 11");
  CHECK_THROWS_WITH(EmpiricalProfile(std::vector<double>(168, 0.0)),
                    "EmpiricalProfile: week must be weights with at least one > 0, got none");
  CHECK_THROWS_WITH(EmpiricalProfile(std::vector<double>(168, -1.0)),
                    "EmpiricalProfile: week (each weight) must be finite and >= 0, got -1");
  const std::vector<Seconds> none;
  CHECK_THROWS_WITH(EmpiricalProfile::counted(none, Date{2023, 1, 1}, Date{2024, 1, 1}),
                    "EmpiricalProfile: number of orders in the range must be > 0, got 0");
  CHECK_THROWS_WITH(EmpiricalProfile::counted(none, Date{2023, 1, 1}, Date{2023, 1, 1}),
                    "EmpiricalProfile: last day of the orders must be after 2023-01-01, got 2023-01-01");
}
