#include <retailsim/random/detail/special_functions.hpp>

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include "support/catch.hpp"

using namespace retailsim;

TEST_CASE("log_gamma: near the exact value", "[random]") {
  double worst = 0;
  for (double x = 0.001; x < 1e10; x *= 1.07) {
    const double exact = boost::math::lgamma(x);
    worst = std::max(worst, std::abs(detail::portable_log_gamma(x) - exact) / (1 + std::abs(x * std::log(x))));
  }
  CHECK(worst < 2e-14);
}

TEST_CASE("LogGammaTails: the logarithms of both tails and of the slope", "[random]") {
  for (const double shape : {0.1, 0.5, 1.0, 2.5, 30.0, 1000.0}) {
    const detail::LogGammaTails tails(shape);
    double worst = 0;
    for (double w = std::log(shape) - 10; w < std::log(shape) + 4; w += 0.1) {
      const auto at = tails(w);
      const double x = std::exp(w), p = boost::math::gamma_p(shape, x), q = boost::math::gamma_q(shape, x);
      if (p > 1e-300) worst = std::max(worst, std::abs(at.lower - std::log(p)));
      if (q > 1e-300) worst = std::max(worst, std::abs(at.upper - std::log(q)));
      const double slope = x * boost::math::gamma_p_derivative(shape, x);
      if (slope > 1e-300) worst = std::max(worst, std::abs(at.slope - std::log(slope)));
    }
    CHECK(worst < 5e-12);
  }
}

TEST_CASE("LogitBetaTails: the logarithms of both tails and of the slope", "[random]") {
  struct Shapes {
    double a, b;
  };
  for (const auto [a, b] : {Shapes{1, 1}, {2, 5}, {0.3, 0.2}, {1, 300}, {800, 20}}) {
    const detail::LogitBetaTails tails(a, b);
    double worst = 0;
    for (double w = std::log(a / b) - 8; w < std::log(a / b) + 8; w += 0.1) {
      const auto at = tails(w);
      const double x = 1 / (1 + std::exp(-w)), p = boost::math::ibeta(a, b, x), q = boost::math::ibetac(a, b, x);
      if (p > 1e-300) worst = std::max(worst, std::abs(at.lower - std::log(p)));
      if (q > 1e-300) worst = std::max(worst, std::abs(at.upper - std::log(q)));
    }
    CHECK(worst < 1e-9);  // x itself is known to 1e-16 only
  }
}

TEST_CASE("log_normal_tail: the tail of a normal number", "[random]") {
  for (const double z : {0.0, 1e-9, 0.01, 1.0, 1.7, 3.0, 8.57})
    CHECK(detail::log_normal_tail(z) == Approx(std::log(std::erfc(z / std::sqrt(2.0)) / 2)).epsilon(1e-14));
}
