// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/any_model.hpp>
#include <retailsim/forecast/scores.hpp>

namespace retailsim::forecast {

struct BacktestOptions {
  std::vector<std::int32_t> origins{};  ///< rising; of each, what is scored are the days [origin, origin + horizon)
  std::int32_t horizon = 30;            ///< days
  bool check_leaks = true;              ///< each model once more on a log that ends at the origin: equal bits
  std::uint64_t seed = 1;               ///< of the bootstrap over customers
  int n_boots = 200;
};

/// Forecasts of one model over all origins, one after the other.
struct BacktestResult {
  std::string model;
  std::vector<double> forecast;
  Scores scores;                    ///< of all origins together
  std::vector<Scores> each_origin;  ///< without bootstrap
};

struct Backtest {
  std::vector<double> counts;           ///< purchases of each customer and origin
  std::vector<std::uint32_t> customer;  ///< who they are
  std::vector<std::size_t> begin;       ///< of each origin's rows, and their end
  std::vector<BacktestResult> results;  ///< one per model, in their order

  /// The model of least deviance.
  const BacktestResult& best() const {
    return *std::ranges::min_element(results, {}, [](const BacktestResult& r) { return r.scores.deviance.value; });
  }
  const BacktestResult& of(const std::string& model) const {
    for (const BacktestResult& result : results)
      if (result.model == model) return result;
    throw std::invalid_argument("Backtest: " + model + " was not among the models");
  }
};

/// Rolling origin: at each origin every model is fitted to what was seen before it and forecasts the horizon after it
/// of the same customers, those with an order before the origin.
/// \throws std::invalid_argument without origins or models, and where a horizon ends after the log
/// \throws std::runtime_error "<model>: ... sees days from the origin on" if a forecast changes with what it may not
/// see
inline Backtest run_backtest(const PurchaseLog& log, std::vector<AnyModel> models, const BacktestOptions& options) {
  retailsim::detail::at_least(options.horizon, 1, "run_backtest: horizon");
  if (options.origins.empty()) throw std::invalid_argument("run_backtest: there must be an origin, got none");
  if (models.empty()) throw std::invalid_argument("run_backtest: there must be a model, got none");
  const std::int32_t end = log.end_day();
  Backtest result;
  for (const AnyModel& model : models) result.results.push_back({model.name(), {}, {}, {}});
  for (const std::int32_t origin : options.origins) {
    if (origin + options.horizon > end)
      throw std::invalid_argument("run_backtest: origins must lie a horizon before the end of the log, day " +
                                  std::to_string(end) + ", got " + std::to_string(origin));
    const Snapshot rows = log.snapshot(origin, options.horizon);
    if (rows.size() == 0)
      throw std::invalid_argument("run_backtest: customers must be seen before an origin, got none before day " +
                                  std::to_string(origin));
    const std::vector<double> counts = log.counts(rows.customer, origin, origin + options.horizon);
    result.begin.push_back(result.counts.size());
    result.counts.insert(result.counts.end(), counts.begin(), counts.end());
    result.customer.insert(result.customer.end(), rows.customer.begin(), rows.customer.end());
    std::vector<double> forecast(rows.size()), blind(rows.size());
    for (std::size_t m = 0; m < models.size(); ++m) {
      AnyModel unfitted = models[m];
      models[m].fit(log, origin, options.horizon);
      models[m].predict(log, rows, forecast);
      if (options.check_leaks) {
        const PurchaseLog seen = log.before(origin);
        unfitted.fit(seen, origin, options.horizon);
        unfitted.predict(seen, rows, blind);
        if (blind != forecast)
          throw std::runtime_error(models[m].name() +
                                   ": a forecast sees days from the origin on: it changes without them");
      }
      result.results[m].forecast.insert(result.results[m].forecast.end(), forecast.begin(), forecast.end());
      result.results[m].each_origin.push_back(score_forecasts(forecast, counts, options.seed, 0));
    }
  }
  result.begin.push_back(result.counts.size());
  for (BacktestResult& each : result.results)
    each.scores = score_forecasts(each.forecast, result.counts, options.seed, options.n_boots, 0.95, result.customer);
  return result;
}

}  // namespace retailsim::forecast
