// Needs xtensor-blas, LAPACK and Boost.Math.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/concept.hpp>
#include <retailsim/forecast/histogram_booster.hpp>
#include <retailsim/forecast/poisson_regression.hpp>

namespace retailsim::forecast {

/// Examples to learn from: features at earlier origins, and the counts of the horizon after each.
struct Examples {
  std::vector<std::string> names;
  std::vector<double> features, counts;
};

namespace detail {

/// \throws std::invalid_argument unless the rows have the features a model learnt from
inline void require_features(const Snapshot& rows, const std::vector<std::string>& names, const std::string& model) {
  if (rows.names == names) return;
  std::string wanted, there;
  for (const std::string& name : names) wanted += (wanted.empty() ? "" : ", ") + name;
  for (const std::string& name : rows.names) there += (there.empty() ? "" : ", ") + name;
  throw std::invalid_argument(model + ": features must be those it learnt from, " + wanted + ", got " + there);
}

}  // namespace detail

/// The last `n_origins` horizons that end before the origin; fewer where the log begins later. An origin is used where
/// a third of the customers of the last one are known already.
/// \throws std::invalid_argument if there is none
inline Examples earlier_examples(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon, int n_origins) {
  Examples result;
  std::size_t most = 0;
  for (int k = 1; k <= n_origins; ++k) {
    const std::int32_t start = origin - k * horizon;
    const Snapshot rows = log.snapshot(start, horizon);
    result.names = rows.names;
    most = std::max(most, rows.size());
    if (rows.size() == 0 || 3 * rows.size() < most) break;
    const std::vector<double> counts = log.counts(rows.customer, start, start + horizon);
    result.features.insert(result.features.end(), rows.features.begin(), rows.features.end());
    result.counts.insert(result.counts.end(), counts.begin(), counts.end());
  }
  double total = 0;
  for (const double y : result.counts) total += y;
  if (!(total > 0))
    throw std::invalid_argument(
        "earlier_examples: there must be purchases in a horizon before the origin to learn from, got none");
  return result;
}

/// A regression of the count of the next horizon on features, learnt at earlier origins.
class PoissonRegressionForecast {
 public:
  explicit PoissonRegressionForecast(int n_origins = 6, CountRegression::Options options = {})
      : n_origins_(retailsim::detail::at_least(n_origins, 1, "PoissonRegressionForecast: n_origins")),
        options_(options) {}
  /// A regression that was fitted before.
  PoissonRegressionForecast(CountRegression model, std::vector<std::string> names)
      : n_origins_(1), names_(std::move(names)), model_(std::move(model)) {
    options_.dispersion = model_->dispersion();
    if (model_->coefficients().size() != names_.size() + 1)
      throw std::invalid_argument("PoissonRegressionForecast: coefficients must be " +
                                  std::to_string(names_.size() + 1) + ", got " +
                                  std::to_string(model_->coefficients().size()));
  }
  std::string name() const { return options_.dispersion == 0 ? "glm" : "glm-nb"; }

  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    const Examples examples = earlier_examples(log, origin, horizon, n_origins_);
    names_ = examples.names;
    model_ = CountRegression::fit(examples.features, names_.size(), examples.counts, options_);
  }
  void predict(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    if (!model_) throw std::logic_error("PoissonRegressionForecast: predict needs a fit");
    detail::require_features(rows, names_, name());
    model_->predict(rows.features, out);
  }
  const CountRegression& model() const { return model_.value(); }
  const std::vector<std::string>& feature_names() const { return names_; }

 private:
  int n_origins_;
  std::vector<std::string> names_;
  CountRegression::Options options_;
  std::optional<CountRegression> model_;
};
static_assert(PurchaseModel<PoissonRegressionForecast>);

/// The same by boosted trees.
class BoosterForecast {
 public:
  explicit BoosterForecast(int n_origins = 6, HistogramBooster::Options options = {})
      : n_origins_(retailsim::detail::at_least(n_origins, 1, "BoosterForecast: n_origins")), options_(options) {}
  /// Trees that were grown before.
  BoosterForecast(HistogramBooster model, std::vector<std::string> names)
      : n_origins_(1), names_(std::move(names)), model_(std::move(model)) {
    if (model_->n_features() != names_.size())
      throw std::invalid_argument("BoosterForecast: trees must be of " + std::to_string(names_.size()) +
                                  " features, got " + std::to_string(model_->n_features()));
  }
  std::string name() const { return "boost"; }

  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    const Examples examples = earlier_examples(log, origin, horizon, n_origins_);
    names_ = examples.names;
    model_ = HistogramBooster::fit(examples.features, names_.size(), examples.counts, options_);
  }
  void predict(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    if (!model_) throw std::logic_error("BoosterForecast: predict needs a fit");
    detail::require_features(rows, names_, name());
    model_->predict(rows.features, out);
  }
  const HistogramBooster& model() const { return model_.value(); }
  const std::vector<std::string>& feature_names() const { return names_; }

 private:
  int n_origins_;
  std::vector<std::string> names_;
  HistogramBooster::Options options_;
  std::optional<HistogramBooster> model_;
};
static_assert(PurchaseModel<BoosterForecast>);

}  // namespace retailsim::forecast
