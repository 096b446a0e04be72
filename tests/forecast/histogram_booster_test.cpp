#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/forecast/histogram_booster.hpp>
#include <retailsim/forecast/scores.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/poisson_each.hpp>
#include <retailsim/random/uniform.hpp>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::forecast;

namespace {

/// A mean with a step, an interaction and a feature that says nothing.
double mean_of(const double* z) { return (z[0] > 0.3 ? 1.5 : 0.2) * (1 + 2 * z[1] * (z[0] > 0.7 ? 1 : 0)); }

struct Data {
  std::vector<double> features, counts, mean;
};
Data simulate(std::size_t n, std::uint64_t seed) {
  Data data{std::vector<double>(3 * n), {}, {}};
  const Draws draws{.seed = seed};
  draws.of(user_purpose(1)).fill(data.features, Uniform(0.0, 1.0));
  for (std::size_t i = 0; i < n; ++i) data.mean.push_back(mean_of(&data.features[3 * i]));
  std::vector<std::int64_t> drawn(n);
  draws.of(user_purpose(2)).fill(drawn, PoissonEach(data.mean));
  data.counts.assign(drawn.begin(), drawn.end());
  return data;
}

double deviance(const std::vector<double>& forecast, const std::vector<double>& counts) {
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) sum += poisson_deviance(counts[i], forecast[i]);
  return sum / static_cast<double>(counts.size());
}

}  // namespace

TEST_CASE("HistogramBooster: new rows are forecast nearly as well as by the truth", "[forecast][statistical]") {
  const Data train = simulate(30'000, 3), test = simulate(30'000, 4);
  const auto booster = HistogramBooster::fit(train.features, 3, train.counts, {.n_trees = 120, .n_leaves = 15});
  std::vector<double> forecast(test.counts.size());
  booster.predict(test.features, forecast);
  const double truth = deviance(test.mean, test.counts);
  double total = 0;
  for (const double y : train.counts) total += y / static_cast<double>(train.counts.size());
  const double flat = deviance(std::vector<double>(test.counts.size(), total), test.counts);
  CHECK(deviance(forecast, test.counts) < truth + 0.02 * (flat - truth));
  // The same trees on any number of threads.
  const auto one = HistogramBooster::fit(train.features, 3, train.counts, {.n_trees = 5, .n_threads = 1});
  const auto three = HistogramBooster::fit(train.features, 3, train.counts, {.n_trees = 5, .n_threads = 3});
  std::vector<double> a(test.counts.size()), b(test.counts.size());
  one.predict(test.features, a);
  three.predict(test.features, b);
  CHECK(a == b);
}

TEST_CASE("HistogramBooster: more trees lower the loss on what they learn from", "[forecast]") {
  const Data data = simulate(3000, 5);
  double before = 1e9;
  for (const int n_trees : {1, 5, 25, 125}) {
    const auto booster = HistogramBooster::fit(data.features, 3, data.counts, {.n_trees = n_trees});
    std::vector<double> forecast(data.counts.size());
    booster.predict(data.features, forecast);
    const double now = deviance(forecast, data.counts);
    CHECK(now < before);
    before = now;
  }
}

TEST_CASE("HistogramBooster: bad input and bad trees are refused", "[forecast]") {
  const std::vector<double> z(8, 1.0);
  CHECK_THROWS_WITH(HistogramBooster::fit(z, 2, std::vector<double>(4, 0.0), {}), contains("counts must not all be 0"));
  CHECK_THROWS_WITH(HistogramBooster::fit(z, 3, std::vector<double>(4, 1.0), {}), contains("got 8 values"));
  using Tree = HistogramBooster::Tree;
  CHECK_THROWS_WITH(HistogramBooster(0, 2, {Tree{}}), contains("a tree must have a node"));
  CHECK_THROWS_WITH(HistogramBooster(0, 2, {Tree{{.feature = 2, .left = 1, .right = 2}, {}, {}}}),
                    contains("a feature"));
  CHECK_THROWS_WITH(HistogramBooster(0, 2, {Tree{{.feature = 0, .left = 0, .right = 2}, {}, {}}}),
                    contains("a left child"));
}
