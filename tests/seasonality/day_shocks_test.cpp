#include <retailsim/seasonality/day_shocks.hpp>

#include <cmath>
#include <span>
#include <vector>

#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

TEST_CASE("DayShocks: the log of a shock is normal, mean and spread as stated", "[seasonality][statistical]") {
  const double cv = GENERATE(0.05, 0.15, 0.9);
  // Every 70th day: these share no noise, so they are independent.
  const DayShocks shocks(cv, 0.4);
  const double variance = std::log1p(cv * cv);
  CHECK(shocks.log_variance() == Approx(variance).epsilon(1e-12));
  std::vector<double> all(70 * 20'000), logs;
  shocks.fill(all, Date{2000, 1, 1}, 11);
  double sum = 0;
  for (std::size_t t = 0; t < all.size(); t += 70) {
    logs.push_back((std::log(all[t]) + variance / 2) / std::sqrt(variance));
    sum += all[t];
  }
  const auto cdf = [](double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; };
  CHECK(testing::kolmogorov_smirnov_p_value(logs, cdf) > testing::error_rate);
  CHECK(testing::variance_p_value(logs, 0, 1, 3) > testing::error_rate);
  const double n = static_cast<double>(logs.size());
  // The mean of a log-normal law is close to normal at 20,000 values; 5.5 leaves room for its skewness at cv 0.9.
  CHECK(std::abs((sum / n - 1) / (cv / std::sqrt(n))) < 5.5);
}

TEST_CASE("DayShocks: neighbouring days are correlated as the formula says", "[seasonality][statistical]") {
  const double memory = GENERATE(-0.5, 0.0, 0.3, 0.8, 0.95);
  const DayShocks shocks(0.2, memory);
  for (const int lag : {1, 2, 7, 63}) {
    const double expected = std::pow(memory, lag) * (1 - std::pow(memory, 128 - 2 * lag)) / (1 - std::pow(memory, 128));
    CHECK(shocks.log_correlation(static_cast<std::size_t>(lag)) == Approx(expected).margin(1e-12));
  }
  CHECK(shocks.log_correlation(0) == Approx(1).epsilon(1e-12));
  CHECK(shocks.log_correlation(64) == 0);

  // Pairs of neighbours, one per 200 days, are independent of each other; Fisher's z of n pairs has variance 1/(n - 3).
  constexpr std::size_t n = 20'000;
  std::vector<double> all(200 * n);
  shocks.fill(all, Date{1960, 1, 1}, 4);
  double xx = 0, yy = 0, xy = 0, sx = 0, sy = 0;
  for (std::size_t t = 0; t < all.size(); t += 200) {
    const double x = std::log(all[t]), y = std::log(all[t + 1]);
    sx += x, sy += y, xx += x * x, yy += y * y, xy += x * y;
  }
  const double r = (xy - sx * sy / n) / std::sqrt((xx - sx * sx / n) * (yy - sy * sy / n));
  CHECK(std::abs(std::atanh(r) - std::atanh(shocks.log_correlation(1))) * std::sqrt(n - 3.0) < 4.9);
}

TEST_CASE("DayShocks: a day's shock does not depend on the range it is asked in", "[seasonality]") {
  const DayShocks shocks(0.15, 0.3);
  const Date first{1969, 11, 1};  // across the zero of the day numbers
  std::vector<double> whole(500);
  shocks.fill(whole, first, 7);
  for (const std::size_t offset : {1, 15, 16, 61, 123}) {
    std::vector<double> part(200);
    shocks.fill(part, first + static_cast<int>(offset), 7);
    for (std::size_t t = 0; t < part.size(); ++t) REQUIRE(part[t] == whole[offset + t]);
  }
  std::vector<double> other(500);
  shocks.fill(other, first, 8);
  CHECK(other != whole);
}

TEST_CASE("DayShocks: without spread every factor is 1", "[seasonality]") {
  std::vector<double> factors(100, 5.0);
  DayShocks{}.fill(factors, Date{2023, 1, 1}, 1);
  CHECK(factors == std::vector<double>(100, 1.0));
  DayShocks(0.0, 0.5).fill(factors, Date{2023, 1, 1}, 1);
  CHECK(factors == std::vector<double>(100, 1.0));
}

TEST_CASE("DayShocks: bad parameters are named", "[seasonality]") {
  CHECK_THROWS_WITH(DayShocks(-0.1), "DayShocks: cv must be in [0, 100], got -0.1");
  CHECK_THROWS_WITH(DayShocks(std::nan("")), "DayShocks: cv must be in [0, 100], got nan");
  CHECK_THROWS_WITH(DayShocks(0.1, 1.0), "DayShocks: memory must be in [-0.95, 0.95], got 1");
}
