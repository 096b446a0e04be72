#include <retailsim/check/tail.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

#include "support/catch.hpp"

using namespace retailsim;

namespace {

/// Twice the smaller tail, from probabilities added up one by one.
double summed_tail(const std::vector<double>& p, std::size_t k) {
  double lower = 0, upper = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (i <= k) lower += p[i];
    if (i >= k) upper += p[i];
  }
  return std::min(1.0, 2 * std::min(lower, upper));
}

}  // namespace

TEST_CASE("binomial_tail is the doubled sum of the smaller side", "[check]") {
  const std::int64_t n = 60;
  for (const double p : {0.02, 0.3, 0.5, 0.97}) {
    std::vector<double> law;
    for (std::int64_t k = 0; k <= n; ++k) {
      const auto size = static_cast<double>(n), hits = static_cast<double>(k);
      law.push_back(std::exp(std::lgamma(size + 1) - std::lgamma(hits + 1) - std::lgamma(size - hits + 1) +
                             hits * std::log(p) + (size - hits) * std::log1p(-p)));
    }
    for (std::int64_t k = 0; k <= n; ++k) {
      CHECK(check::binomial_tail(n, p, k) == Approx(summed_tail(law, static_cast<std::size_t>(k))).epsilon(1e-9));
    }
  }
}

TEST_CASE("binomial_tail of certain trials allows one count only", "[check]") {
  CHECK(check::binomial_tail(1000, 0, 0) == 1);
  CHECK(check::binomial_tail(1000, 0, 1) == 0);
  CHECK(check::binomial_tail(1000, 1, 1000) == 1);
  CHECK(check::binomial_tail(1000, 1, 999) == 0);
  CHECK(check::binomial_tail(0, 0.5, 0) == 1);
}

TEST_CASE("poisson_tail is the doubled sum of the smaller side", "[check]") {
  for (const double mean : {1e-3, 1.0, 30.0, 400.0}) {
    std::vector<double> law;
    for (int k = 0; k < 900; ++k) law.push_back(std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0)));
    for (const std::size_t k : {0u, 1u, 2u, 25u, 30u, 60u, 350u, 400u, 500u}) {
      const double summed = summed_tail(law, k);
      if (summed > 1e-200)
        CHECK(check::poisson_tail(mean, static_cast<std::int64_t>(k)) == Approx(summed).epsilon(1e-8));
    }
  }
  CHECK(check::poisson_tail(0, 0) == 1);
  CHECK(check::poisson_tail(0, 1) == 0);
}

TEST_CASE("skewed_tail is the normal tail without a third moment", "[check]") {
  CHECK(check::skewed_tail(0, 4, 0) == Approx(1));
  CHECK(check::skewed_tail(2 * 1.959963984540054, 4, 0) == Approx(0.05));
  CHECK(check::skewed_tail(-2 * 4.891638475699, 4, 0) == Approx(1e-6));
}

TEST_CASE("skewed_tail is exact for sums of exponential variates", "[check]") {
  // The sum of n exponentials of mean 1 passes x where a Poisson count of mean x stays below n.
  const int n = 100;
  for (const double x : {60.0, 80.0, 100.0, 130.0, 170.0}) {
    double lower = 0;
    for (int k = 0; k < n; ++k) lower += std::exp(k * std::log(x) - x - std::lgamma(k + 1.0));
    const double expected = std::min(1.0, 2 * std::min(lower, 1 - lower));
    if (std::min(lower, 1 - lower) > 1e-10) {
      CHECK(check::skewed_tail(x - n, n, 2 * n) == Approx(expected).epsilon(1e-5));
      CHECK(check::skewed_tail(n - x, n, -2 * n) == Approx(expected).epsilon(1e-5));
    }
  }
}

TEST_CASE("skewed_tail comes close to a skewed binomial where the normal tail is far off", "[check]") {
  const double n = 5000, p = 0.02, variance = n * p * (1 - p), third = variance * (1 - 2 * p);
  const double skewed = check::skewed_tail(160 - n * p - 0.5, variance, third);
  const double exact = check::binomial_tail(5000, p, 160);
  CHECK(skewed / exact == Approx(1).epsilon(0.25));
  CHECK(check::normal_tail((160 - n * p - 0.5) / std::sqrt(variance)) / exact < 0.1);
}

TEST_CASE("distance_tail bounds the tail of Kolmogorov's distance", "[check]") {
  // One value of a uniform law is at least 0.75 from it with probability 0.5.
  CHECK(check::distance_tail(1, 0.75) >= 0.5);
  CHECK(check::distance_tail(100, 0) == 1);
  CHECK(check::distance_tail(1'000'000, 0.003) == Approx(2 * std::exp(-18.0)));
}
