#include <retailsim/churn/months_law.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include <retailsim/random/purpose.hpp>

#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

namespace {

std::vector<Seconds> sample(const MonthsLaw& law, std::size_t n = 100'000) {
  std::vector<Seconds> values(n);
  law.fill(values, Draws{.seed = 2, .purpose = Purpose::customer_lifetime});
  return values;
}

}  // namespace

TEST_CASE("MonthsLaw: draws follow the distribution function", "[churn][statistical]") {
  const MonthsLaw law = GENERATE(MonthsLaw::uniform(0, 3), MonthsLaw::uniform(6, 30), MonthsLaw::uniform(29.5, 30),
                                 MonthsLaw::exponential(0.5), MonthsLaw::exponential(1000));
  std::vector<double> months;
  double sum = 0;
  for (const Seconds seconds : sample(law)) {
    REQUIRE(seconds >= 1);
    REQUIRE(seconds <= law.longest_seconds());
    months.push_back(static_cast<double>(seconds) / MonthsLaw::seconds_per_month);
    sum += months.back();
  }
  CHECK(testing::kolmogorov_smirnov_p_value(months, [&](double x) { return law.cdf(x); }) > testing::error_rate);
  // No law here has a standard deviation above its mean.
  CHECK(std::abs(sum / 100'000 - law.mean()) < 4.9 * law.mean() / std::sqrt(1e5));
  // The density is the derivative of the distribution function.
  for (const double x : {0.7, 2.0, 8.0, 29.7}) {
    CHECK(law.density(x) == Approx((law.cdf(x + 1e-4) - law.cdf(x - 1e-4)) / 2e-4).margin(1e-6));
  }
}

TEST_CASE("MonthsLaw: the upper end of a uniform law belongs to it, the lower does not", "[churn]") {
  // Two seconds: both must come up, and no other.
  const double second = 1 / MonthsLaw::seconds_per_month;
  std::size_t n_low = 0;
  for (const Seconds seconds : sample(MonthsLaw::uniform(10 * second, 12 * second), 1000)) {
    REQUIRE((seconds == 11 || seconds == 12));
    n_low += seconds == 11;
  }
  CHECK(n_low > 400);
  CHECK(n_low < 600);
  for (const Seconds seconds : sample(MonthsLaw::fixed(2), 100)) REQUIRE(seconds == 2 * 30 * 86'400);
  for (const Seconds seconds : sample(MonthsLaw::forever(), 100)) REQUIRE(seconds == never);
  CHECK(MonthsLaw::fixed(2).is_fixed());
  CHECK(MonthsLaw::fixed(2).cdf(2) == 1);
  CHECK(MonthsLaw::fixed(2).cdf(1.999) == 0);
  CHECK(MonthsLaw::forever().cdf(1e9) == 0);
  CHECK(MonthsLaw::forever().mean() == std::numeric_limits<double>::infinity());
}

TEST_CASE("MonthsLaw: bad parameters are named", "[churn]") {
  CHECK_THROWS_WITH(MonthsLaw::uniform(5, 3), "MonthsLaw: low must be in [0, 3], got 5");
  CHECK_THROWS_WITH(MonthsLaw::uniform(-1, 3), "MonthsLaw: low must be in [0, 3], got -1");
  CHECK_THROWS_AS(MonthsLaw::uniform(0, 0), std::invalid_argument);
  CHECK_THROWS_AS(MonthsLaw::uniform(0, std::nan("")), std::invalid_argument);
  CHECK_THROWS_AS(MonthsLaw::uniform(0, 1201), std::invalid_argument);
  CHECK_THROWS_AS(MonthsLaw::exponential(0), std::invalid_argument);
  CHECK_THROWS_AS(MonthsLaw::exponential(std::numeric_limits<double>::infinity()), std::invalid_argument);
}
