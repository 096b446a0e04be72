#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/forecast/poisson_regression.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/random/poisson_each.hpp>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::forecast;

namespace {

struct Data {
  std::vector<double> features, counts;
};

/// ln mean = -0.5 + 0.7 z_1 - 0.3 z_2, times gamma noise of mean 1 where dispersion > 0.
Data simulate(std::size_t n, double dispersion) {
  std::vector<double> z_1(n), z_2(n), noise(n, 1.0), mean(n);
  std::vector<std::int64_t> drawn(n);
  const Draws draws{.seed = 9};
  draws.of(user_purpose(1)).fill(z_1, Normal(0.0, 1.0));
  draws.of(user_purpose(2)).fill(z_2, Normal(100.0, 20.0));
  if (dispersion > 0) draws.of(user_purpose(3)).fill(noise, Gamma(1 / dispersion, dispersion));
  for (std::size_t i = 0; i < n; ++i) mean[i] = noise[i] * std::exp(-0.5 + 0.7 * z_1[i] - 0.3 * (z_2[i] - 100) / 20);
  draws.of(user_purpose(4)).fill(drawn, PoissonEach(mean));
  Data data{{}, {drawn.begin(), drawn.end()}};
  for (std::size_t i = 0; i < n; ++i) {
    data.features.push_back(z_1[i]);
    data.features.push_back(z_2[i]);
    data.features.push_back(1);  // constant: no coefficient can be told
  }
  return data;
}

}  // namespace

TEST_CASE("CountRegression: coefficients come back, the scores are 0", "[forecast][statistical]") {
  const Data data = simulate(40'000, 0);
  const CountRegression model = CountRegression::fit(data.features, 3, data.counts, {.ridge = 0});
  // Standard errors are about 0.006: six of them.
  CHECK(model.coefficients()[1] == Approx(0.7).margin(0.036));
  CHECK(model.coefficients()[2] == Approx(-0.3 / 20).margin(0.036 / 20));
  CHECK(model.coefficients()[3] == 0);
  std::vector<double> mean(data.counts.size());
  model.predict(data.features, mean);
  double score[2] = {}, residual = 0, total = 0;
  for (std::size_t i = 0; i < mean.size(); ++i) {
    residual += data.counts[i] - mean[i];
    score[0] += (data.counts[i] - mean[i]) * data.features[3 * i];
    score[1] += (data.counts[i] - mean[i]) * (data.features[3 * i + 1] - 100) / 20;
    total += data.counts[i];
  }
  CHECK(std::abs(residual) < 1e-4 * total);
  for (const double s : score) CHECK(std::abs(s) < 1e-4 * total);
}

TEST_CASE("CountRegression: the dispersion comes back", "[forecast][statistical]") {
  const Data data = simulate(40'000, 0.8);
  const CountRegression model = CountRegression::fit(data.features, 3, data.counts, {.dispersion = -1});
  CHECK(model.dispersion() == Approx(0.8).epsilon(0.2));
  CHECK(model.coefficients()[1] == Approx(0.7).margin(0.06));
}

TEST_CASE("CountRegression: bad input is refused", "[forecast]") {
  const std::vector<double> none(4, 0.0), z(8, 1.0), three(3, 1.0);
  CHECK_THROWS_WITH(CountRegression::fit(z, 2, none, {}), contains("counts must not all be 0"));
  CHECK_THROWS_WITH(CountRegression::fit(z, 2, three, {}), contains("features must be 3 rows of 2, got 8 values"));
  CHECK_THROWS_WITH(CountRegression::fit(z, 2, std::vector<double>{1, -1, 0, 0}, {}), contains("counts (each)"));
}
