#include "support/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/random/exponential.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/poisson.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

// The tests of laws must themselves find a law that is a few per cent off.

TEST_CASE("statistics: p-values of textbook statistics", "[random]") {
  CHECK(normal_p_value(1.959964) == Approx(0.05).epsilon(1e-5));
  CHECK(chi_square_p_value(18.307, 10) == Approx(0.05).epsilon(1e-3));
  // 10,000 values, all a little too large: distance 0.0163, the 1 % point of the law of sqrt(n) times the distance.
  std::vector<double> values(10'000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i) / 10'000 + 0.01628;
  CHECK(kolmogorov_smirnov_p_value(values, [](double x) { return std::min(x, 1.0); }) == Approx(0.01).epsilon(0.05));
}

TEST_CASE("statistics: a mean 3 % off is found", "[random]") {
  const auto values = sample(Exponential{1.03}, 100'000);
  CHECK(kolmogorov_smirnov_p_value(values, [](double x) { return Exponential{1}.cdf(x); }) < error_rate);
  CHECK(mean_p_value(values, 1, 1) < error_rate);
  CHECK(variance_p_value(values, 1.0, 1.0, 9.0) < 0.01);
}

TEST_CASE("statistics: a shape 3 % off with the same mean is found", "[random]") {
  const auto values = sample(Gamma{2.5 * 1.03, 1 / 1.03}, 1'000'000);
  CHECK(mean_p_value(values, 2.5, 2.5) > error_rate);
  CHECK(kolmogorov_smirnov_p_value(values, [](double x) { return boost::math::gamma_p(2.5, x); }) < error_rate);
}

TEST_CASE("statistics: counts of a mean 3 % off are found, and pooling keeps the total", "[random]") {
  const auto values = sample(Poisson{4.12}, 200'000);
  const Poisson wrong(4);
  CHECK(chi_square_p_value(values, 0, 12, [&](std::int64_t k) { return wrong.pmf(k); }) < error_rate);
  const std::vector<double> counts{100, 3, 90, 2}, expected{100, 3, 90, 2};
  CHECK(chi_square_counts_p_value(counts, expected) == Approx(1));
  CHECK(chi_square_counts_p_value(std::vector<double>{1, 0}, std::vector<double>{0, 1}) == 1);  // too few to judge
}
