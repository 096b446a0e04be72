#include <cmath>
#include <vector>

#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>
#include <retailsim/forecast/predictive_simulation.hpp>

#include "forecast/simulated_histories.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;

TEST_CASE("simulate_purchases: means are the expectations, blocks do not matter", "[forecast][statistical]") {
  const auto data = test::simulate_beta_geometric<false>({.n = 2000, .seed = 3}, 0.243, 4.414, 0.793, 2.426);
  const BgNbd model(0.243, 4.414, 0.793, 2.426);
  const HistoryView rows = data.history;
  const auto futures = simulate_purchases(model, rows, 39, 200, 5);
  std::vector<double> expected(rows.size());
  model.expected_purchases(rows, 39, expected);
  double sum = 0, total = 0, square = 0;
  for (const double e : expected) sum += e;
  for (const double t : futures.totals) {
    total += t / 200;
    square += t * t / 200;
  }
  const double error = std::sqrt((square - total * total) / 200);
  CHECK(std::abs(total - sum) < 4.9 * error);
  // The futures of customers 700 to 899 are those of a part.
  const auto part = simulate_purchases(model, rows.part(700, 200), 39, 200, 5, 700);
  for (std::size_t d = 0; d < 200; ++d)
    for (std::size_t i = 0; i < 200; ++i) REQUIRE(part.counts[d * 200 + i] == futures.counts[d * 2000 + 700 + i]);
  double bins = 0;
  for (std::size_t b = 0; b < futures.n_bins; ++b) bins += futures.histograms[b];
  CHECK(bins == 2000);
}

// In 60 worlds of 1,500 customers the totals to come fall into the middle 50, 80 and 95 % of 200 futures as often as
// they should: binomial counts of 60, within five standard deviations. The parameters are the true ones.
TEST_CASE("simulate_purchases: intervals cover what they say", "[forecast][statistical]") {
  const ParetoNbd model(0.553, 10.578, 0.606, 11.669);
  const double levels[] = {0.5, 0.8, 0.95};
  int inside[3] = {};
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const auto data = test::simulate_pareto({.n = 1500, .seed = seed}, 0.553, 10.578, 0.606, 11.669);
    const auto futures = simulate_purchases(model, data.history, 39, 200, 1000 + seed);
    double total = 0;
    for (const double y : data.later) total += y;
    for (int k = 0; k < 3; ++k) inside[k] += futures.total_band(levels[k]).holds(total);
  }
  for (int k = 0; k < 3; ++k) {
    const double p = levels[k];
    INFO(p << ": " << inside[k]);
    CHECK(std::abs(inside[k] - 60 * p) < 5 * std::sqrt(60 * p * (1 - p)) + 0.6);
  }
}
