#include <algorithm>
#include <vector>

#include <retailsim/forecast/backtest.hpp>
#include <retailsim/forecast/baselines.hpp>
#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/btyd_forecast.hpp>
#include <retailsim/forecast/nbd.hpp>
#include <retailsim/forecast/stacked_forecast.hpp>

#include "forecast/worlds.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;

namespace {

/// Learns the mean of the month it is to forecast: a leak in fit.
struct LeakyFit {
  double mean = 1;
  std::string name() const { return "leaky fit"; }
  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    const Snapshot rows = log.snapshot(origin, horizon);
    const auto counts = log.counts(rows.customer, origin, origin + horizon);
    double sum = 0;
    for (const double y : counts) sum += y;
    mean = std::max(sum, 0.5) / static_cast<double>(rows.size());
  }
  void predict(const PurchaseLog&, const Snapshot&, std::span<double> out) const { std::ranges::fill(out, mean); }
};

/// Looks a single day too far when it predicts.
struct LeakyPredict {
  std::string name() const { return "leaky predict"; }
  void fit(const PurchaseLog&, std::int32_t, std::int32_t) {}
  void predict(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const {
    const auto counts = log.counts(rows.customer, rows.origin - 30, rows.origin + 1);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::max(counts[i], 0.01);
  }
};

}  // namespace

TEST_CASE("Backtest: a planted leak is caught", "[forecast]") {
  const test::World world = test::make_world({.n_customers = 500, .seed = 3, .n_days = 200, .n_joining_days = 100});
  const PurchaseLog log = world.log();
  const BacktestOptions options{.origins = {world.begin + 140, world.begin + 170}};
  CHECK_THROWS_WITH(run_backtest(log, {LeakyFit{}}, options),
                    contains("leaky fit: a forecast sees days from the origin on"));
  CHECK_THROWS_WITH(run_backtest(log, {LeakyPredict{}}, options), contains("leaky predict: a forecast sees days"));
  const Backtest clean = run_backtest(log,
                                      {BtydForecast<BgNbd>{}, BtydForecast<Nbd>{}, TrailingMean(3), SeasonalNaive{},
                                       SameAsLastYear{}, StackedForecast({BtydForecast<BgNbd>{}, TrailingMean(3)}, 1)},
                                      options);
  CHECK(clean.results.size() == 6);
  CHECK(clean.begin.size() == 3);
  CHECK(clean.begin.back() == clean.counts.size());
  for (const BacktestResult& result : clean.results) {
    CHECK(result.forecast.size() == clean.counts.size());
    CHECK(result.each_origin.size() == 2);
  }
  CHECK(clean.best().scores.deviance.value <= clean.of("trailing-3").scores.deviance.value);
}

TEST_CASE("Backtest: origins without a horizon after them are refused", "[forecast]") {
  const test::World world = test::make_world({.n_customers = 100, .seed = 3, .n_days = 200, .n_joining_days = 100});
  CHECK_THROWS_WITH(run_backtest(world.log(), {TrailingMean(1)}, {.origins = {world.begin + 190}}),
                    contains("origins must lie a horizon before the end of the log"));
  CHECK_THROWS_WITH(run_backtest(world.log(), {TrailingMean(1)}, {}), contains("there must be an origin"));
  CHECK_THROWS_WITH(run_backtest(world.log(), {}, {.origins = {world.begin + 100}}), contains("there must be a model"));
}

TEST_CASE("stacking_weights: the weights of a mixture come back", "[forecast]") {
  std::vector<std::vector<double>> forecasts(3, std::vector<double>(2000));
  std::vector<double> counts(2000);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    forecasts[0][i] = 0.1 + static_cast<double>(i % 7);
    forecasts[1][i] = 0.1 + static_cast<double>(i % 11);
    forecasts[2][i] = 0.1 + static_cast<double>(i % 5);
    counts[i] = 0.75 * forecasts[0][i] + 0.25 * forecasts[1][i];
  }
  const std::vector<double> weights = stacking_weights(forecasts, counts);
  CHECK(weights[0] == Approx(0.75).margin(0.005));
  CHECK(weights[1] == Approx(0.25).margin(0.005));
  CHECK(weights[2] < 0.005);
}
