#include <retailsim/random/normal.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <retailsim/random/log_normal.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

TEST_CASE("Normal: mean, variance and law", "[random][statistical]") {
  const Normal law{-3, 0.5};
  const auto values = sample(law, 1'000'000);
  CHECK(mean_p_value(values, -3, 0.25) > error_rate);
  CHECK(variance_p_value(values, -3.0, 0.25, 3 * 0.0625) > error_rate);
  CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return law.cdf(x); }) > error_rate);
}

TEST_CASE("Normal: the tails have their share", "[random][statistical]") {
  const auto values = sample(Normal{}, 4'000'000, 19);
  for (const double bound : {3.0, 4.0, 4.5}) {
    double above = 0, below = 0;
    for (const double x : values) {
      above += x > bound;
      below += x < -bound;
    }
    const double expected = 4e6 * Normal{}.cdf(-bound);
    CHECK(normal_p_value((above - expected) / std::sqrt(expected)) > error_rate);
    CHECK(normal_p_value((below - expected) / std::sqrt(expected)) > error_rate);
  }
}

TEST_CASE("Normal: the two numbers of a block are uncorrelated, and so are their squares", "[random][statistical]") {
  constexpr std::size_t n = 1'600'000;
  const auto values = sample(Normal{}, n, 23);
  double product = 0, squares = 0;
  for (std::size_t group = 0; group < n; group += 16) {
    for (std::size_t l = 0; l < 8; ++l) {
      const double x = values[group + l], y = values[group + 8 + l];
      product += x * y;
      squares += (x * x - 1) * (y * y - 1);
    }
  }
  CHECK(normal_p_value(product / std::sqrt(n / 2.0)) > error_rate);
  CHECK(normal_p_value(squares / std::sqrt(4 * n / 2.0)) > error_rate);
}

TEST_CASE("Normal: the same numbers however they are drawn", "[random]") {
  check_addressing(Normal{1, 2});
  check_seeds(Normal{1, 2});
}

TEST_CASE("Normal: refuses bad parameters and slices", "[random]") {
  CHECK_THROWS_WITH((Normal{NAN, 1}), "Normal: mu must be finite, got nan");
  CHECK_THROWS_WITH((Normal{0, 0}), "Normal: sigma must be finite and > 0, got 0");
  CHECK_THROWS_AS((Normal{0, INFINITY}), std::invalid_argument);
  std::vector<double> out(4);
  CHECK_THROWS_WITH((Draws{.seed = 1, .purpose = Purpose::order_gap}.fill(out, Normal{})),
                    "Normal: needs a purpose with a block of its own, not a slice");
}

TEST_CASE("LogNormal: mean, variance and law", "[random][statistical]") {
  for (const double sigma : {0.01, 0.4, 2.0}) {
    const LogNormal law{1.2, sigma};
    auto values = sample(law, 500'000);
    CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return law.cdf(x); }) > error_rate);
    if (sigma < 1) CHECK(mean_p_value(values, law.mean(), law.variance()) > error_rate);
    for (double& x : values) x = std::log(x);
    CHECK(mean_p_value(values, 1.2, sigma * sigma) > error_rate);
    CHECK(variance_p_value(values, 1.2, sigma * sigma, 3 * std::pow(sigma, 4)) > error_rate);
  }
}

TEST_CASE("LogNormal: values are finite and positive at any parameters", "[random]") {
  for (const double mu : {-1e300, -800.0, 0.0, 800.0, 1e300}) {
    for (const double x : sample(LogNormal{mu, 500}, 1000)) {
      REQUIRE(x >= std::numeric_limits<double>::min());
      REQUIRE(x <= std::numeric_limits<double>::max());
    }
  }
}

TEST_CASE("LogNormal: the same numbers however they are drawn; bad parameters", "[random]") {
  check_addressing(LogNormal{1, 0.4});
  check_seeds(LogNormal{1, 0.4});
  CHECK_THROWS_WITH((LogNormal{0, -0.3}), "LogNormal: sigma must be finite and > 0, got -0.3");
  CHECK_THROWS_AS((LogNormal{INFINITY, 1}), std::invalid_argument);
  std::vector<double> out(4);
  CHECK_THROWS_AS((Draws{.seed = 1, .purpose = Purpose::line_return}.fill(out, LogNormal{0, 1})), std::logic_error);
}
