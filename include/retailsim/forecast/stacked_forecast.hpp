#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/any_model.hpp>

namespace retailsim::forecast {

/// Non-negative weights w of forecasts f_j that make the Poisson deviance of sum_j w_j f_j least, by the multiplicative
/// steps w_j <- w_j sum_i(y_i f_ij / mu_i) / sum_i f_ij, each of which lowers it.
/// Source: L. A. Shepp and Y. Vardi, Maximum Likelihood Reconstruction for Emission Tomography, 1982.
/// \param forecasts  one span per model, all of the counts' length, > 0
inline std::vector<double> stacking_weights(const std::vector<std::vector<double>>& forecasts,
                                            std::span<const double> counts, int max_iterations = 2000) {
  const std::size_t n_models = forecasts.size(), n = counts.size();
  std::vector<double> weights(n_models, 1 / static_cast<double>(n_models)), totals(n_models, 0.0), ratio(n);
  for (std::size_t j = 0; j < n_models; ++j)
    for (std::size_t i = 0; i < n; ++i) totals[j] += forecasts[j][i];
  for (int iteration = 0; iteration < max_iterations; ++iteration) {
    for (std::size_t i = 0; i < n; ++i) {
      double mu = 0;
      for (std::size_t j = 0; j < n_models; ++j) mu += weights[j] * forecasts[j][i];
      ratio[i] = counts[i] / std::max(mu, 1e-300);
    }
    double largest = 0;
    for (std::size_t j = 0; j < n_models; ++j) {
      double sum = 0;
      for (std::size_t i = 0; i < n; ++i) sum += ratio[i] * forecasts[j][i];
      const double next = weights[j] * sum / totals[j];
      largest = std::max(largest, std::abs(next - weights[j]));
      weights[j] = next;
    }
    if (largest < 1e-6) break;
  }
  return weights;
}

/// A weighted sum of models. Weights are learnt on earlier origins, from forecasts each model made there of what it had
/// not seen; then the models are fitted again at the origin. (Equal weights do worse than the best member.)
class StackedForecast {
 public:
  /// \param members    at least one
  /// \param n_origins  earlier origins to learn weights on, one horizon apart
  explicit StackedForecast(std::vector<AnyModel> members, int n_origins = 2)
      : members_(std::move(members)),
        n_origins_(retailsim::detail::at_least(n_origins, 1, "StackedForecast: n_origins")) {
    if (members_.empty()) throw std::invalid_argument("StackedForecast: there must be a member, got none");
  }
  /// Members that were fitted before, and their weights.
  StackedForecast(std::vector<AnyModel> members, std::vector<double> weights)
      : members_(std::move(members)), n_origins_(1), weights_(std::move(weights)) {
    if (members_.empty() || members_.size() != weights_.size())
      throw std::invalid_argument("StackedForecast: there must be a weight for each member, got " +
                                  std::to_string(weights_.size()) + " for " + std::to_string(members_.size()));
    for (const double w : weights_) retailsim::detail::not_negative(w, "StackedForecast: weights (each)");
  }
  std::string name() const { return "ensemble"; }

  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    std::vector<std::vector<double>> forecasts(members_.size());
    std::vector<double> counts;
    for (int k = n_origins_; k >= 1; --k) {
      const std::int32_t start = origin - k * horizon;
      const Snapshot rows = log.snapshot(start, horizon);
      const std::vector<double> seen = log.counts(rows.customer, start, start + horizon);
      counts.insert(counts.end(), seen.begin(), seen.end());
      std::vector<double> values(rows.size());
      for (std::size_t j = 0; j < members_.size(); ++j) {
        members_[j].fit(log, start, horizon);
        members_[j].predict(log, rows, values);
        forecasts[j].insert(forecasts[j].end(), values.begin(), values.end());
      }
    }
    weights_ = stacking_weights(forecasts, counts);
    for (AnyModel& member : members_) member.fit(log, origin, horizon);
  }
  void predict(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const {
    if (weights_.empty()) throw std::logic_error("StackedForecast: predict needs a fit");
    std::vector<double> values(rows.size());
    std::ranges::fill(out, 1e-12);
    for (std::size_t j = 0; j < members_.size(); ++j) {
      if (!(weights_[j] > 0)) continue;
      members_[j].predict(log, rows, values);
      for (std::size_t i = 0; i < out.size(); ++i) out[i] += weights_[j] * values[i];
    }
  }

  const std::vector<AnyModel>& members() const { return members_; }
  const std::vector<double>& weights() const { return weights_; }

 private:
  std::vector<AnyModel> members_;
  int n_origins_;
  std::vector<double> weights_;
};
static_assert(PurchaseModel<StackedForecast>);

}  // namespace retailsim::forecast
