#include "support/catch.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <retailsim/analytics/seasonality_profile.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/log_normal.hpp>
#include <retailsim/random/poisson_each.hpp>

using namespace retailsim;

namespace {

struct World {
  std::uint64_t seed = 1;
  int n_days = 3 * 365;
  double per_day = 100;
  double shock = 0.3;               // sigma of the day shocks
  double growth = 0;                // of the logarithm, a year
  double growth_ends = 1e9;         // day
  std::array<double, 12> month{};   // of the logarithm
  std::array<double, 7> weekday{};  // of the logarithm; -100: closed
  std::array<double, 24> hour{};    // of the logarithm
};

DayCounts counts_of(const World& world) {
  const auto n = static_cast<std::size_t>(world.n_days);
  DayCounts counts{
      .first_day = Date{2021, 1, 1}, .by_day = std::vector<double>(n), .by_hour = std::vector<double>(24 * n)};
  std::vector<double> shock(n, 1), mean(24 * n);
  const Draws draws{.seed = world.seed, .purpose = user_purpose(0)};
  if (world.shock > 0) draws.fill(std::span(shock), LogNormal{-world.shock * world.shock / 2, world.shock});
  double total = 0;
  for (const double h : world.hour) total += std::exp(h);
  for (std::size_t day = 0; day < n; ++day) {
    const Date date = counts.first_day + static_cast<int>(day);
    const double level = world.per_day * shock[day] *
                         std::exp(world.growth * std::min(static_cast<double>(day), world.growth_ends) / 365 +
                                  world.month[static_cast<std::size_t>(date.month() - 1)] +
                                  world.weekday[static_cast<std::size_t>(date.weekday())]);
    for (std::size_t h = 0; h < 24; ++h) mean[24 * day + h] = level * std::exp(world.hour[h]) / total;
  }
  std::vector<std::int64_t> number(24 * n);
  draws.of(user_purpose(1)).fill(std::span(number), PoissonEach{mean});
  for (std::size_t i = 0; i < number.size(); ++i) {
    counts.by_hour[i] = static_cast<double>(number[i]);
    counts.by_day[i / 24] += counts.by_hour[i];
  }
  return counts;
}

std::array<double, 12> winter_peak(double size) {
  std::array<double, 12> month{};
  for (std::size_t m = 0; m < 12; ++m) month[m] = size * std::cos(2 * 3.14159265358979 * static_cast<double>(m) / 12);
  return month;
}

}  // namespace

TEST_CASE("seasonality: at 5 % it rejects 3 to 7 % of worlds with day shocks and no season",
          "[analytics][statistical]") {
  // Of 1,000 right tests 5 % +- 0.7 % reject: beyond 3 to 7 % lie three in a thousand of each, and the seeds are fixed.
  int month = 0, weekday = 0, hour = 0, naive = 0;
  constexpr int n_worlds = 1000;
  for (int seed = 1; seed <= n_worlds; ++seed) {
    const Seasonality found = seasonality(counts_of({.seed = static_cast<std::uint64_t>(seed), .growth = 0.1}));
    REQUIRE((found.month.identifiable && found.weekday.identifiable && found.hour.identifiable));
    month += found.month.p_value < 0.05;
    weekday += found.weekday.p_value < 0.05;
    hour += found.hour.p_value < 0.05;
    // What the test would say if the counts were Poisson.
    naive += detail::f_tail(found.weekday.f_statistic * found.weekday.dispersion, 6, 1e7) < 0.05;
  }
  INFO("month " << month << ", weekday " << weekday << ", hour " << hour << ", weekday as if Poisson " << naive);
  CHECK(month >= 0.03 * n_worlds);
  CHECK(month <= 0.07 * n_worlds);
  CHECK(weekday >= 0.03 * n_worlds);
  CHECK(weekday <= 0.07 * n_worlds);
  CHECK(hour >= 0.03 * n_worlds);
  CHECK(hour <= 0.07 * n_worlds);
  CHECK(naive > 0.5 * n_worlds);
}

TEST_CASE("seasonality: finds profiles, growth and their intervals", "[analytics][statistical]") {
  World world{.growth = std::log(1.2), .month = winter_peak(0.35), .weekday = {0, 0, 0.1, 0, 0.3, 0.5, -0.4}};
  for (std::size_t h = 0; h < 24; ++h) world.hour[h] = h >= 9 && h < 20 ? 0 : -2;
  double sum = 0;
  for (const double m : world.month) sum += std::exp(m);
  int covered = 0, growth_covered = 0;
  constexpr int n_worlds = 100;
  for (int seed = 1; seed <= n_worlds; ++seed) {
    world.seed = static_cast<std::uint64_t>(1000 + seed);
    const Seasonality found = seasonality(counts_of(world));
    REQUIRE(found.month.p_value < 1e-4);
    REQUIRE(found.weekday.p_value < 1e-6);
    REQUIRE(found.hour.p_value < 1e-6);
    for (std::size_t m = 0; m < 12; ++m) {
      const double factor = 12 * std::exp(world.month[m]) / sum;
      covered += found.month.low[m] <= factor && factor <= found.month.high[m];
    }
    growth_covered += found.growth.low <= 0.2 && 0.2 <= found.growth.high;
  }
  // 1,140 and 95 expected; months of a world go together, so that the spread of the first is at most 12 * 2.2.
  CHECK(covered > 1140 - 5 * 26);
  CHECK(growth_covered > 95 - 11);
}

TEST_CASE("seasonality: growth that ends after a year is neither season nor spread", "[analytics][statistical]") {
  // Poisson counts: Pearson's statistic of 21 degrees of freedom is above 3 times them once in a million.
  const Seasonality found = seasonality(counts_of({.shock = 0, .growth = 0.6, .growth_ends = 365}));
  CHECK(found.month.dispersion < 3);
  CHECK(found.month.p_value > 1e-6);
}

TEST_CASE("seasonality: counts more even than chance are no proof of a season", "[analytics]") {
  DayCounts counts{
      .first_day = Date{2021, 1, 1}, .by_day = std::vector<double>(1095), .by_hour = std::vector<double>(24 * 1095)};
  for (std::size_t i = 0; i < counts.by_hour.size(); ++i) {
    counts.by_hour[i] = i % 7 == 0 ? 380 : 381;
    counts.by_day[i / 24] += counts.by_hour[i];
  }
  const Seasonality found = seasonality(counts);
  for (const SeasonalProfile* profile : {&found.month, &found.weekday, &found.hour}) {
    CHECK(profile->dispersion == 1);
    CHECK(profile->p_value > 0.5);
  }
}

TEST_CASE("seasonality: factors have mean 1, closed days the factor 0", "[analytics]") {
  World world{.shock = 0.1};
  world.weekday[6] = -100;
  const Seasonality found = seasonality(counts_of(world));
  CHECK(found.weekday.factor[6] == 0);
  CHECK(found.weekday.n_parts_free == 5);
  for (const SeasonalProfile* profile : {&found.month, &found.weekday, &found.hour}) {
    double mean = 0;
    for (const double factor : profile->factor) mean += factor / static_cast<double>(profile->factor.size());
    CHECK(mean == Approx(1));
  }
}

TEST_CASE("seasonality: under two years neither month nor growth is identifiable, and it says so", "[analytics]") {
  const Seasonality found = seasonality(counts_of({.n_days = 700, .month = winter_peak(0.4)}));
  CHECK_FALSE(found.month.identifiable);
  CHECK(found.month.why_not ==
        "not identifiable: with 1.9 years of data a month of the year cannot be told from the trend; it takes two");
  CHECK(found.month.factor.empty());
  CHECK_FALSE(found.growth.identifiable);
  CHECK(found.growth.why_not.find("not identifiable: with 1.9 years") == 0);
  CHECK(found.weekday.identifiable);
  CHECK_FALSE(seasonality(counts_of({.n_days = 20})).weekday.identifiable);
  CHECK_FALSE(seasonality(counts_of({.n_days = 10})).hour.identifiable);
  const Seasonality nothing = seasonality(DayCounts{});
  CHECK_FALSE(nothing.weekday.identifiable);
}
