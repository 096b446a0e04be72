#include <retailsim/random/gamma.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <boost/math/special_functions/beta.hpp>

#include <retailsim/random/beta.hpp>
#include <retailsim/random/dirichlet.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

TEST_CASE("Gamma: mean, variance and law from shape 0.05 to 10^6", "[random][statistical]") {
  for (const double shape : {0.05, 0.2, 0.7, 1.0, 2.5, 40.0, 1e6}) {
    const Gamma law{shape, 2};
    const auto values = sample(law, shape < 1000 ? 300'000 : 30'000);  // the exact law is slow for large shapes
    CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return boost::math::gamma_p(shape, x / 2); }) >
          error_rate);
    CHECK(mean_p_value(values, law.mean(), law.variance()) > error_rate);
    CHECK(variance_p_value(values, law.mean(), law.variance(), 16 * (3 * shape * shape + 6 * shape)) > error_rate);
  }
}

namespace {

/// Largest relative error of the variates as quantiles: x against the law's own probability of the same normal number,
/// where the tail known better than the other is that of `lower(x)` or `upper(x)`; divided by the elasticity.
template <class Law, class Lower, class Upper, class Elasticity>
double largest_error(const Law& law, const Lower& lower, const Upper& upper, const Elasticity& elasticity) {
  const auto z = sample(Normal{}, 20'000);
  const auto x = sample(law, z.size());
  double worst = 0;
  for (std::size_t i = 0; i < z.size(); ++i) {
    if (x[i] == 1) continue;  // beta variates may be rounded to it
    const double tail = std::erfc(std::abs(z[i]) / std::sqrt(2.0)) / 2;
    const double relative = (z[i] < 0 ? lower(x[i]) : upper(x[i])) / tail - 1;
    worst = std::max(worst, std::abs(relative * tail / elasticity(x[i])));
  }
  return worst;
}

}  // namespace

TEST_CASE("Gamma: from shape 0.2 to 1000 the quantile of the address's normal number", "[random]") {
  struct Case {
    double shape, error;
  };
  for (const auto [a, error] :
       {Case{0.2, 5e-7}, {0.5, 1e-8}, {0.99, 1e-9}, {1, 4e-9}, {2.5, 5e-11}, {77, 1e-13}, {1000, 1e-12}}) {
    const double shape = a;
    CHECK(largest_error(
              Gamma{shape, 3}, [&](double x) { return boost::math::gamma_p(shape, x / 3); },
              [&](double x) { return boost::math::gamma_q(shape, x / 3); },
              [&](double x) { return x / 3 * boost::math::gamma_p_derivative(shape, x / 3); }) < error);
  }
}

TEST_CASE("Beta: with parameters from 0.2 to 1000 the quantile of the address's normal number", "[random]") {
  struct Case {
    double a, b, error;
  };
  for (const auto c :
       {Case{0.2, 0.2, 3e-6}, {0.5, 3, 2e-8}, {1, 1, 4e-9}, {2, 5, 1e-10}, {1000, 20, 1e-12}, {1000, 0.2, 1e-8}}) {
    CHECK(largest_error(
              Beta{c.a, c.b}, [&](double x) { return boost::math::ibeta(c.a, c.b, x); },
              [&](double x) { return boost::math::ibetac(c.a, c.b, x); },
              [&](double x) { return x * boost::math::ibeta_derivative(c.a, c.b, x); }) < c.error);
  }
}

TEST_CASE("Gamma: the logarithm has its law where values are tiny", "[random][statistical]") {
  // E ln X = digamma(shape) and its variance is trigamma(shape); shape 0.05: -20.497845, 401.539.
  auto values = sample(Gamma{0.05, 1}, 300'000);
  double smallest = 1;
  for (double& x : values) {
    smallest = std::min(smallest, x);
    x = std::log(x);
  }
  CHECK(mean_p_value(values, -20.49784494, 401.5323) > error_rate);
  CHECK(smallest > 1e-200);
}

TEST_CASE("Gamma: positive and normal at the smallest shape", "[random]") {
  for (const double x : sample(Gamma{0.001, 1}, 20'000)) REQUIRE(x >= std::numeric_limits<double>::min());
}

TEST_CASE("Gamma: the same numbers however they are drawn", "[random]") {
  check_addressing(Gamma{2.5, 2});
  check_addressing(Gamma{0.5, 2});
  check_addressing(Gamma{2000, 2});
  check_addressing(Gamma{0.05, 3});
  check_addressing(Gamma{1, 3});
  check_seeds(Gamma{2.5, 2});
}

TEST_CASE("Gamma: refuses bad parameters and slices", "[random]") {
  CHECK_THROWS_WITH((Gamma{0, 1}), "Gamma: shape must be in [0.001, 1e+09], got 0");
  CHECK_THROWS_WITH((Gamma{1, -1}), "Gamma: scale must be finite and > 0, got -1");
  CHECK_THROWS_AS((Gamma{NAN, 1}), std::invalid_argument);
  std::vector<double> out(3);
  CHECK_THROWS_AS((Draws{.seed = 1, .purpose = Purpose::order_gap}.fill(out, Gamma{1, 1})), std::logic_error);
}

TEST_CASE("Beta: mean, variance and law", "[random][statistical]") {
  struct Shapes {
    double a, b;
  };
  for (const auto [a, b] : {Shapes{0.05, 0.2}, {0.8, 2.5}, {1, 1}, {2, 5}, {300, 20}, {0.05, 1000}}) {
    const Beta law{a, b};
    const auto values = sample(law, 100'000);
    CHECK(mean_p_value(values, law.mean(), law.variance()) > error_rate);
    const double shape_a = a, shape_b = b;
    CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return boost::math::ibeta(shape_a, shape_b, x); }) >
          error_rate);
    for (const double x : values) REQUIRE((x > 0 && x <= 1));
  }
}

TEST_CASE("Beta: the same numbers however they are drawn; bad parameters", "[random]") {
  check_addressing(Beta{2, 5});
  check_addressing(Beta{0.3, 0.05});
  check_addressing(Beta{0.3, 4});
  check_seeds(Beta{2, 5});
  CHECK_THROWS_WITH((Beta{0, 1}), "Beta: a must be in [0.001, 1e+09], got 0");
  CHECK_THROWS_WITH((Beta{1, NAN}), "Beta: b must be in [0.001, 1e+09], got nan");
}

TEST_CASE("Dirichlet: rows sum to 1 and each share has its beta law", "[random][statistical]") {
  for (const double first : {0.05, 0.4}) {
    const std::vector<double> alphas{first, 1, 3, 0.7};
    const double sum_of_alphas = 4.7 + first;
    const Dirichlet law{alphas};
    constexpr std::size_t n = 100'000;
    std::vector<double> rows(4 * n);
    law.fill(rows, Draws{.seed = 4, .purpose = Purpose::sku_brand, .first_entity = 3});
    for (std::size_t i = 0; i < n; ++i) {
      double sum = 0;
      for (std::size_t j = 0; j < 4; ++j) {
        REQUIRE(rows[4 * i + j] > 0);
        sum += rows[4 * i + j];
      }
      REQUIRE(sum == Approx(1).epsilon(1e-14));
    }
    for (std::size_t j = 0; j < 4; ++j) {
      std::vector<double> column(n);
      for (std::size_t i = 0; i < n; ++i) column[i] = rows[4 * i + j];
      CHECK(mean_p_value(column, law.mean(j), law.variance(j)) > error_rate);
      CHECK(kolmogorov_smirnov_p_value(column, [&](double x) {
              return boost::math::ibeta(alphas[j], sum_of_alphas - alphas[j], x);
            }) > error_rate);
    }
    // Components are negatively correlated: -alpha_i alpha_j / (sum^2 (sum + 1)).
    double covariance = 0;
    for (std::size_t i = 0; i < n; ++i)
      covariance += (rows[4 * i + 1] - law.mean(1)) * (rows[4 * i + 2] - law.mean(2)) / static_cast<double>(n);
    CHECK(covariance == Approx(-3 / (sum_of_alphas * sum_of_alphas * (sum_of_alphas + 1))).epsilon(0.05));
  }
}

TEST_CASE("Dirichlet: the same rows in pieces, lists and with every set of kernels", "[random]") {
  for (const double first : {0.5, 0.05}) {
    const Dirichlet law{first, 2, 1};
    constexpr std::size_t n = 700;
    const Draws draws{.seed = 8, .purpose = Purpose::sku_brand, .first_entity = 21, .index = 2};
    std::vector<double> whole(3 * n), other(3 * n);
    law.fill(whole, draws);
    for (std::size_t begin = 0; begin < n; begin += 99)
      law.fill(std::span<double>(other).subspan(3 * begin, 3 * std::min<std::size_t>(99, n - begin)),
               draws.part(begin, 99));
    CHECK(other == whole);
    std::vector<std::uint64_t> entities(n);
    std::vector<std::uint32_t> indices(n, 2);
    for (std::size_t i = 0; i < n; ++i) entities[i] = 21 + i;
    law.fill(other, Draws{.seed = 8, .purpose = Purpose::sku_brand, .entities = entities, .indices = indices});
    CHECK(other == whole);
    const KernelsGuard guard;
    for (const auto& name : available_kernels()) {
      detail::use_kernels(name);
      law.fill(other, draws);
      CHECK(other == whole);
    }
    law.fill(other, draws.at_index(3));
    CHECK(other != whole);
  }
}

TEST_CASE("Dirichlet: one component is certain; bad parameters", "[random]") {
  std::vector<double> rows(10);
  Dirichlet{0.2}.fill(rows, Draws{.seed = 1, .purpose = Purpose::cost});
  CHECK(rows == std::vector<double>(10, 1.0));
  CHECK_THROWS_WITH((Dirichlet{1, 0}), "Dirichlet: alpha must be in [0.001, 1e+09], got 0");
  CHECK_THROWS_AS(Dirichlet{std::vector<double>{}}, std::invalid_argument);
}
