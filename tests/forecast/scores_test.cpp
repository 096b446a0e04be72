#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <retailsim/forecast/scores.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/poisson_each.hpp>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::forecast;

TEST_CASE("Scores: deviance, CRPS and bias by hand", "[forecast]") {
  CHECK(poisson_deviance(0, 0.5) == Approx(1));
  CHECK(poisson_deviance(2, 2) == Approx(0));
  CHECK(poisson_deviance(2, 1) == Approx(2 * (2 * std::log(2.0) - 1)));
  // A law of 0 or 1 with equal chances, seen 1: (1/2)^2.
  const std::vector<double> coin{0.5, 0.5};
  CHECK(crps(1, coin) == Approx(0.25));
  CHECK(crps(0, coin) == Approx(0.25));
  // The CRPS of a law is the mean absolute error less half the mean distance of two draws.
  const double mean = 1.3;
  double pmf[60], p = std::exp(-mean), distance = 0, error = 0;
  for (int k = 0; k < 60; ++k) {
    pmf[k] = p;
    p *= mean / (k + 1);
  }
  for (int i = 0; i < 60; ++i) {
    error += pmf[i] * std::abs(i - 3);
    for (int j = 0; j < 60; ++j) distance += pmf[i] * pmf[j] * std::abs(i - j);
  }
  CHECK(crps(3, pmf) == Approx(error - distance / 2).epsilon(1e-10));
  CHECK(negative_binomial_crps(3, mean, 0) == Approx(error - distance / 2).epsilon(1e-6));
  const std::vector<double> forecast{1, 2, 0.5}, counts{1, 3, 0};
  const Scores scores = score_forecasts(forecast, counts, 1, 0);
  CHECK(scores.mae.value == Approx(0.5));
  CHECK(scores.bias.value == Approx(3.5 / 4 - 1));
  CHECK(scores.actual == 4);
}

TEST_CASE("Scores: right forecasts are calibrated and their interval holds the value", "[forecast][statistical]") {
  const std::size_t n = 50'000;
  std::vector<double> mean(n);
  std::vector<std::int64_t> drawn(n);
  const Draws draws{.seed = 5};
  draws.of(user_purpose(1)).fill(mean, Gamma(0.5, 0.6));
  draws.of(user_purpose(2)).fill(drawn, PoissonEach(mean));
  const std::vector<double> counts(drawn.begin(), drawn.end());
  const Scores scores = score_forecasts(mean, counts, 7, 200);
  // Ten deviations of Poisson totals beyond 5.4: 1e-6 for a right one, in deciles that expect anything.
  for (const CalibrationBin& bin : scores.deciles) {
    CHECK(bin.n == n / 10);
    if (bin.expected > 50) CHECK(std::abs(bin.deviation()) < 5.4);
  }
  CHECK(scores.deviance.low < scores.deviance.value);
  CHECK(scores.deviance.value < scores.deviance.high);
  // A factor of 1.1 on every forecast is seen: by the score, by the bias, by the deciles.
  std::vector<double> high = mean;
  for (double& m : high) m *= 1.1;
  const Scores worse = score_forecasts(high, counts, 7, 200);
  CHECK(worse.deviance.value > scores.deviance.value);
  CHECK(worse.bias.low > 0.05);
  CHECK(worse.deciles[9].deviation() < -5);
  // The same seed, the same interval.
  CHECK(score_forecasts(mean, counts, 7, 200).deviance.low == scores.deviance.low);
}

TEST_CASE("Scores: rows of one customer are resampled together, gains are paired", "[forecast][statistical]") {
  // Every customer four times, the same each time: as much is known as from one row each.
  const std::size_t n = 2000;
  std::vector<double> mean(n);
  std::vector<std::int64_t> drawn(n);
  const Draws draws{.seed = 6};
  draws.of(user_purpose(1)).fill(mean, Gamma(0.5, 0.6));
  draws.of(user_purpose(2)).fill(drawn, PoissonEach(mean));
  for (double& m : mean) m = std::max(m, 1e-3);
  const std::vector<double> counts(drawn.begin(), drawn.end());
  std::vector<double> mean_4, counts_4;
  std::vector<std::uint32_t> customer;
  for (int k = 0; k < 4; ++k)
    for (std::uint32_t i = 0; i < n; ++i) {
      mean_4.push_back(mean[i]);
      counts_4.push_back(counts[i]);
      customer.push_back(i);
    }
  const Scores once = score_forecasts(mean, counts, 3, 200),
               four = score_forecasts(mean_4, counts_4, 3, 200, 0.95, customer);
  const Scores apart = score_forecasts(mean_4, counts_4, 3, 200);
  CHECK(four.deviance.value == Approx(once.deviance.value));
  CHECK(four.deviance.low == Approx(once.deviance.low));
  CHECK(four.deviance.high == Approx(once.deviance.high));
  CHECK(apart.deviance.high - apart.deviance.low < 0.6 * (once.deviance.high - once.deviance.low));
  // A forecast 30 % too high loses; the difference is known better than either score.
  std::vector<double> high = mean;
  for (double& m : high) m *= 1.3;
  const Score gain = deviance_gain(mean, high, counts);
  CHECK(gain.low > 0);
  CHECK(gain.value == Approx(1 - once.deviance.value / score_forecasts(high, counts, 1, 0).deviance.value));
  CHECK(gain.high - gain.low < 0.5 * (once.deviance.high - once.deviance.low) / once.deviance.value);
  const std::vector<double> law{0.5, 0.3, 0.2};
  CHECK(randomised_pit(0, law, 0.5) == Approx(0.25));
  CHECK(randomised_pit(1, law, 0.0) == Approx(0.5));
  CHECK(randomised_pit(2, law, 1.0) == Approx(1.0));
  CHECK(moment_dispersion(mean, mean) == 0);
}

TEST_CASE("Scores: bad forecasts are refused", "[forecast]") {
  const std::vector<double> zero{0.0}, one{1.0}, nan{std::numeric_limits<double>::quiet_NaN()};
  CHECK_THROWS_WITH(score_forecasts(zero, one), contains("forecast (each) must be finite and > 0, got 0"));
  CHECK_THROWS_WITH(score_forecasts(nan, one), contains("got nan"));
  CHECK_THROWS_WITH(score_forecasts(one, {}), contains("must be of one length > 0, got 1 and 0"));
}
