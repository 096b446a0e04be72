#include <retailsim/random/exponential.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <retailsim/random/pareto.hpp>
#include <retailsim/random/weibull.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

TEST_CASE("Exponential: mean, variance and law", "[random][statistical]") {
  for (const double mean : {1e-8, 2.5, 1e6}) {
    const Exponential law{mean};
    const auto values = sample(law, 300'000);
    CHECK(mean_p_value(values, mean, mean * mean) > error_rate);
    CHECK(variance_p_value(values, mean, mean * mean, 9 * std::pow(mean, 4)) > error_rate);
    CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return law.cdf(x); }) > error_rate);
  }
}

TEST_CASE("Exponential: the first and the last word give the stated range", "[random]") {
  const std::vector<std::uint64_t> words{0, ~std::uint64_t{0}};
  std::vector<double> out(2);
  Exponential{1}.transform(words, out);
  CHECK(out[0] == Approx(53 * std::log(2.0)).epsilon(1e-15));
  CHECK(out[1] == 0x1p-53);
}

TEST_CASE("Exponential: a 32-bit slice serves", "[random][statistical]") {
  const auto values = sample(Exponential{3}, 300'000, 7, Purpose::order_keep);
  CHECK(kolmogorov_smirnov_p_value(values, [](double x) { return Exponential{3}.cdf(x); }) > error_rate);
}

TEST_CASE("Exponential: the same numbers however they are drawn; bad parameters", "[random]") {
  check_addressing(Exponential{2});
  check_addressing(Exponential{2}, Purpose::order_gap);
  check_seeds(Exponential{2});
  CHECK_THROWS_WITH(Exponential{0}, "Exponential: mean must be finite and > 0, got 0");
  CHECK_THROWS_AS(Exponential{NAN}, std::invalid_argument);
  CHECK_THROWS_AS(Exponential{INFINITY}, std::invalid_argument);
}

TEST_CASE("Weibull: mean, variance and law", "[random][statistical]") {
  for (const double shape : {0.05, 0.7, 1.0, 5.0, 200.0}) {
    const Weibull law{shape, 2};
    const auto values = sample(law, 300'000);
    CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return law.cdf(x); }) > error_rate);
    if (shape >= 1) {
      CHECK(mean_p_value(values, law.mean(), law.variance()) > error_rate);
      const double g1 = std::tgamma(1 + 1 / shape), g2 = std::tgamma(1 + 2 / shape), g3 = std::tgamma(1 + 3 / shape),
                   g4 = std::tgamma(1 + 4 / shape);
      if (shape < 10)  // above, the fourth moment is lost in cancellation
        CHECK(variance_p_value(values, law.mean(), law.variance(),
                               16 * (g4 - 4 * g3 * g1 + 6 * g2 * g1 * g1 - 3 * g1 * g1 * g1 * g1)) > error_rate);
    }
  }
}

TEST_CASE("Weibull: finite and positive at the smallest shapes; bad parameters", "[random]") {
  for (const double x : sample(Weibull{0.001, 1}, 10'000)) {
    REQUIRE(x >= std::numeric_limits<double>::min());
    REQUIRE(x <= std::numeric_limits<double>::max());
  }
  check_addressing(Weibull{0.7, 2});
  check_seeds(Weibull{0.7, 2});
  CHECK_THROWS_WITH((Weibull{-1, 2}), "Weibull: shape must be finite and > 0, got -1");
  CHECK_THROWS_WITH((Weibull{1, 0}), "Weibull: scale must be finite and > 0, got 0");
}

TEST_CASE("Pareto: mean, variance and law", "[random][statistical]") {
  for (const double alpha : {0.05, 1.5, 5.5}) {
    const Pareto law{3, alpha};
    const auto values = sample(law, 300'000);
    CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return law.cdf(x); }) > error_rate);
    if (alpha > 4) CHECK(mean_p_value(values, law.mean(), law.variance()) > error_rate);
    for (const double x : values) REQUIRE(x >= 3);
  }
  CHECK(std::isinf(Pareto{1, 1}.mean()));
  CHECK(std::isinf(Pareto{1, 2}.variance()));
  CHECK(Pareto{1, 3}.variance() == Approx(0.75));
}

TEST_CASE("Pareto: finite where values pass the range of a double; bad parameters", "[random]") {
  for (const double x : sample(Pareto{1, 0.001}, 10'000)) REQUIRE(x <= std::numeric_limits<double>::max());
  check_addressing(Pareto{1, 2});
  check_seeds(Pareto{1, 2});
  CHECK_THROWS_WITH((Pareto{0, 2}), "Pareto: x_min must be finite and > 0, got 0");
  CHECK_THROWS_WITH((Pareto{1, -2}), "Pareto: alpha must be finite and > 0, got -2");
}
