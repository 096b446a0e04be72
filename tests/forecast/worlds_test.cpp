#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <retailsim/forecast/backtest.hpp>
#include <retailsim/forecast/baselines.hpp>
#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/btyd_forecast.hpp>
#include <retailsim/forecast/nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>
#include <retailsim/forecast/regression_forecast.hpp>
#include <retailsim/forecast/seasonal_forecast.hpp>
#include <retailsim/forecast/stacked_forecast.hpp>

#include "forecast/worlds.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;

// Forecasts of the next month at four monthly origins, 20,000 customers whose truth is known. A: BG/NBD. B: the same
// with a season of +-35 %. C: deaths at a gamma rate, Erlang-2 gaps, the season. Bars are those of
// experience with such worlds, with fixed seeds.
namespace {

/// The posterior mean given each history under the true parameters and season: nothing can do better.
struct Bound {
  const test::World* world;
  std::string name() const { return "bound"; }
  void fit(const PurchaseLog&, std::int32_t, std::int32_t) {}
  void predict(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const {
    const test::WorldPlan& plan = world->plan;
    PurchaseHistory history = rows.history;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::int32_t first = log.days_of(rows.customer[i]).front();
      history.age[i] = world->passed(rows.origin - 1) - world->passed(first);
      const double last = world->passed(first + static_cast<std::int32_t>(rows.history.age_at_last_order[i]));
      history.age_at_last_order[i] = std::min(history.age[i], last - world->passed(first));
    }
    BgNbd(plan.r, plan.alpha, plan.a, plan.b)
        .expected_purchases(history, world->passed(rows.origin + rows.horizon) - world->passed(rows.origin), out);
  }
};

Backtest run_world(const test::World& world, bool with_bound) {
  const HistogramBooster::Options trees{.n_trees = 60, .learning_rate = 0.12};
  std::vector<AnyModel> members{BtydForecast<BgNbd>{}, BtydForecast<ParetoNbd>{}, PoissonRegressionForecast(3),
                                BoosterForecast(3, trees)};
  if (world.plan.season > 0) {
    members.push_back(SeasonalForecast<BgNbd>{});
    members.push_back(SeasonalForecast<ParetoNbd>{});
  }
  std::vector<AnyModel> models = members;
  models.push_back(StackedForecast(members, 1));
  for (const int n : {1, 3, 12}) models.push_back(TrailingMean(n));
  models.push_back(BtydForecast<Nbd>{});
  if (with_bound) models.push_back(Bound{&world});
  BacktestOptions options{.check_leaks = false, .n_boots = 0};
  for (int k = 4; k >= 1; --k) options.origins.push_back(world.begin + world.plan.n_days - 30 * k);
  return run_backtest(world.log(), models, options);
}

double deviance(const Backtest& backtest, const std::string& model) { return backtest.of(model).scores.deviance.value; }

void check_ensemble(const Backtest& backtest, const std::vector<std::string>& members) {
  double best = 1e9;
  for (const std::string& member : members) best = std::min(best, deviance(backtest, member));
  const Scores& ensemble = backtest.of("ensemble").scores;
  INFO("ensemble " << ensemble.deviance.value << ", best member " << best);
  CHECK(ensemble.deviance.value <= 1.005 * best);
  CHECK(ensemble.deviance.value <= 0.90 * deviance(backtest, "trailing-12"));
  CHECK(ensemble.deviance.value <= 0.80 * deviance(backtest, "trailing-3"));
  CHECK(ensemble.deviance.value <= 0.60 * deviance(backtest, "trailing-1"));
  CHECK(ensemble.crps.value <= 0.96 * backtest.of("trailing-12").scores.crps.value);
  CHECK(ensemble.crps.value <= 0.80 * backtest.of("trailing-1").scores.crps.value);
}

}  // namespace

TEST_CASE("World A: the right model is as good as the bound, the ensemble as the right model",
          "[forecast][statistical]") {
  const test::World world = test::make_world({.seed = 20});
  const Backtest backtest = run_world(world, true);
  CHECK(deviance(backtest, "bg-nbd") <= 1.01 * deviance(backtest, "bound"));
  CHECK(std::abs(backtest.of("bg-nbd").scores.bias.value) <= 0.02);
  check_ensemble(backtest, {"bg-nbd", "pareto-nbd", "glm", "boost"});
  CHECK(deviance(backtest, "glm") <= 1.07 * deviance(backtest, "bound"));
  // Counts are overdispersed around a forecast, so a decile's spread is wider than Poisson's by sqrt(1 + variance /
  // mean of the posterior means): three Poisson errors for most, and 4.5 for all.
  int within = 0;
  for (const CalibrationBin& bin : backtest.of("bg-nbd").scores.deciles) {
    within += std::abs(bin.deviation()) < 3;
    CHECK(std::abs(bin.deviation()) < 4.5);
  }
  CHECK(within >= 9);
  CHECK(deviance(backtest, "bg-nbd") <= 0.92 * deviance(backtest, "nbd"));
}

TEST_CASE("World B: an estimated season comes near the bound", "[forecast][statistical]") {
  const test::World world = test::make_world({.seed = 21, .season = 0.35});
  const Backtest backtest = run_world(world, true);
  CHECK(deviance(backtest, "bg-nbd-season") <= 1.015 * deviance(backtest, "bound"));
  CHECK(deviance(backtest, "bg-nbd-season") < deviance(backtest, "bg-nbd"));
  CHECK(std::abs(backtest.of("bg-nbd-season").scores.bias.value) <= 0.08);
  check_ensemble(backtest, {"bg-nbd", "pareto-nbd", "glm", "boost", "bg-nbd-season", "pareto-nbd-season"});
}

TEST_CASE("World C: where no model is right the ensemble is the best or near it", "[forecast][statistical]") {
  const test::World world = test::make_world({.seed = 22, .season = 0.35, .lives = true});
  const Backtest backtest = run_world(world, false);
  CHECK(deviance(backtest, "pareto-nbd-season") < deviance(backtest, "pareto-nbd"));
  check_ensemble(backtest, {"bg-nbd", "pareto-nbd", "glm", "boost", "bg-nbd-season", "pareto-nbd-season"});
}

TEST_CASE("SeasonalForecast: the profile comes back, and under two years none is claimed", "[forecast][statistical]") {
  const test::World world = test::make_world({.seed = 23, .season = 0.35});
  SeasonalForecast<BgNbd> model;
  model.fit(world.log(), world.begin + 990, 30);
  for (int month = 0; month < 12; ++month) {
    // The middle of the month, in days of the year; repeat orders of a month number 4,000 to 8,000.
    const double truth = 1 + 0.35 * std::sin(6.283185307179586 * (15.2 + 30.44 * month) / 365.25);
    CHECK(model.profile().index[static_cast<std::size_t>(month)] == Approx(truth).margin(0.09));
  }
  CHECK_THROWS_WITH(model.fit(world.log(), world.begin + 700, 30), contains("not identifiable"));
}
