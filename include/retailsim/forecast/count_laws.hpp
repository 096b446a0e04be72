// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/any_model.hpp>
#include <retailsim/forecast/detail/negative_binomial_counts.hpp>
#include <retailsim/forecast/predictive_simulation.hpp>
#include <retailsim/forecast/scores.hpp>

namespace retailsim::forecast {

/// The law of each customer's count in the horizon of a snapshot: a LifeModel's own; for other models the negative
/// binomial law around the forecast, whose dispersion is that of the horizon before the origin, which all may see.
class CountLaws {
 public:
  /// All three are kept by reference.
  CountLaws(const AnyModel& model, const PurchaseLog& log, const Snapshot& rows)
      : model_(model), log_(log), rows_(rows), mean_(rows.size()) {
    model.predict(log, rows, mean_);
    if (model.has_life()) return;
    const Snapshot before = log.snapshot(rows.origin - rows.horizon, rows.horizon);
    std::vector<double> forecast(before.size());
    if (forecast.empty()) return;
    model.predict(log, before, forecast);
    dispersion_ = moment_dispersion(forecast, log.counts(before.customer, before.origin, rows.origin));
  }

  std::span<const double> mean() const { return mean_; }
  /// Of the negative binomial law; 0 where the law is the model's own.
  double dispersion() const { return dispersion_; }

  /// P(count of row i = k), k < pmf.size().
  void write(std::size_t i, std::span<double> pmf) const {
    if (model_.has_life()) {
      model_.count_probabilities(log_, rows_.part(i, 1), pmf.size(), pmf);
    } else {
      const double r = dispersion_ > 1e-9 ? 1 / dispersion_ : 1e9;
      detail::negative_binomial_pmf(r, r / mean_[i], 1, pmf);
    }
  }
  /// Of row i, as far as the count `y` at least, and until what is left beyond is below 1e-9.
  std::vector<double> law(std::size_t i, double y) const {
    std::vector<double> pmf;
    for (std::size_t size = 16 + 2 * static_cast<std::size_t>(mean_[i] + y); size < 4'000'000; size *= 4) {
      pmf.assign(size, 0);
      write(i, pmf);
      double sum = 0;
      for (const double p : pmf) sum += p;
      if (sum > 1 - 1e-9) break;
    }
    return pmf;
  }

 private:
  const AnyModel& model_;
  const PurchaseLog& log_;
  const Snapshot& rows_;
  std::vector<double> mean_;
  double dispersion_ = 0;
};

struct FutureOptions {
  std::size_t n_draws = 200;
  /// Sets of parameters, drawn from what the fit knows of them, that the futures are shared by; 0: the fit itself. (Of
  /// models that are no LifeModel, or whose parameters the data leave open, the fit itself always.)
  std::size_t n_parameter_draws = 20;
  std::uint64_t seed = 1;
};

/// Futures of the customers of a snapshot as a model sees them.
inline PredictiveSimulation simulate_futures(const AnyModel& model, const PurchaseLog& log, const Snapshot& rows,
                                             const FutureOptions& options = {}) {
  retailsim::detail::at_least<std::size_t>(options.n_draws, 1, "simulate_futures: n_draws");
  const bool redraws = model.has_life() && options.n_parameter_draws > 0;
  const std::size_t n_sets = redraws ? std::min(options.n_parameter_draws, options.n_draws) : 1;
  PredictiveSimulation result;
  for (std::size_t k = 0; k < n_sets; ++k) {
    const std::size_t first = k * options.n_draws / n_sets, last = (k + 1) * options.n_draws / n_sets;
    const AnyModel redrawn = redraws ? model.redrawn(options.seed, static_cast<std::uint32_t>(k)) : model;
    const CountLaws laws(redrawn, log, rows);
    PredictiveSimulation part = simulate_counts(
        laws.mean(), [&](std::size_t i, std::span<double> pmf) { laws.write(i, pmf); }, last - first, options.seed, 0,
        static_cast<std::uint32_t>(first));
    if (k == 0) {
      result = std::move(part);
      continue;
    }
    result.n_draws += part.n_draws;
    result.counts.insert(result.counts.end(), part.counts.begin(), part.counts.end());
    result.totals.insert(result.totals.end(), part.totals.begin(), part.totals.end());
    result.histograms.insert(result.histograms.end(), part.histograms.begin(), part.histograms.end());
  }
  return result;
}

}  // namespace retailsim::forecast
