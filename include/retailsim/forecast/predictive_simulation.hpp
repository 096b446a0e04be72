#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/purchase_history.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/random/uniform.hpp>

namespace retailsim::forecast {

/// A share of draws in the middle: [low, high].
struct Band {
  double low = 0, high = 0;
  bool holds(double value) const { return value >= low && value <= high; }
};

/// Simulated futures of customers: what a model says may happen, not only its mean.
struct PredictiveSimulation {
  std::size_t n_customers = 0, n_draws = 0;
  std::vector<std::int32_t> counts;  ///< n_draws x n_customers, row-major: purchases of a customer in one future
  std::vector<double> totals;        ///< of each future
  /// n_draws x n_bins: how many customers make 0, 1, ..., n_bins - 1 or more purchases in each future.
  std::vector<double> histograms;
  std::size_t n_bins = 0;

  /// The middle `level` of the futures' totals.
  Band total_band(double level) const { return band(totals, level); }
  Band bin_band(std::size_t bin, double level) const {
    std::vector<double> values(n_draws);
    for (std::size_t d = 0; d < n_draws; ++d) values[d] = histograms[d * n_bins + bin];
    return band(values, level);
  }
  Band customer_band(std::size_t customer, double level) const {
    std::vector<double> values(n_draws);
    for (std::size_t d = 0; d < n_draws; ++d) values[d] = counts[d * n_customers + customer];
    return band(values, level);
  }

 private:
  static Band band(std::vector<double> values, double level) {
    std::ranges::sort(values);
    const auto last = static_cast<double>(values.size() - 1);
    return {values[static_cast<std::size_t>(std::floor(last * (1 - level) / 2))],
            values[static_cast<std::size_t>(std::ceil(last * (1 + level) / 2))]};
  }
};

/// Draws `n_draws` futures of customers of counts' laws by inversion of one word each: the same futures in any block,
/// order or thread.
/// \param mean            of each customer's count, about
/// \param law             law(i, pmf): writes P(count of customer i = k), k < pmf.size()
/// \param first_customer  entity of row 0
/// \param first_draw      index of the first future
template <class Law>
PredictiveSimulation simulate_counts(std::span<const double> mean, Law&& law, std::size_t n_draws, std::uint64_t seed,
                                     std::uint64_t first_customer = 0, std::uint32_t first_draw = 0,
                                     std::size_t n_bins = 8) {
  retailsim::detail::at_least<std::size_t>(n_draws, 1, "simulate_counts: n_draws");
  retailsim::detail::at_least<std::size_t>(n_bins, 1, "simulate_counts: n_bins");
  const std::size_t n = mean.size();
  PredictiveSimulation result{n,
                              n_draws,
                              std::vector<std::int32_t>(n_draws * n),
                              std::vector<double>(n_draws, 0.0),
                              std::vector<double>(n_draws * n_bins, 0.0),
                              n_bins};
  std::vector<double> uniform(n_draws * n);
  for (std::size_t d = 0; d < n_draws; ++d)
    Draws{.seed = seed,
          .purpose = Purpose::forecast_count,
          .first_entity = first_customer,
          .index = first_draw + static_cast<std::uint32_t>(d)}
        .fill(std::span(uniform).subspan(d * n, n), Uniform(0.0, 1.0));
  std::vector<double> pmf;
  for (std::size_t i = 0; i < n; ++i) {
    double largest = 0;
    for (std::size_t d = 0; d < n_draws; ++d) largest = std::max(largest, uniform[d * n + i]);
    // As many counts as the largest word needs.
    std::size_t size = 8 + static_cast<std::size_t>(2 * mean[i]);
    for (double below = 0; below < largest && size < 1'000'000; size *= 4) {
      pmf.assign(size, 0);
      law(i, std::span<double>(pmf));
      below = 0;
      for (double& p : pmf) p = below += p;
      if (below >= largest || below > 1 - 1e-13) break;
    }
    for (std::size_t d = 0; d < n_draws; ++d) {
      const auto count = static_cast<std::size_t>(std::ranges::lower_bound(pmf, uniform[d * n + i]) - pmf.begin());
      result.counts[d * n + i] = static_cast<std::int32_t>(count);
      result.totals[d] += static_cast<double>(count);
      result.histograms[d * n_bins + std::min(count, n_bins - 1)] += 1;
    }
  }
  return result;
}

/// The same for purchases in (T, T + t], from a model's count_probabilities. The model's parameters are taken as they
/// are; their own uncertainty is in futures that are drawn with redrawn parameters, see simulate_futures.
template <class Model>
PredictiveSimulation simulate_purchases(const Model& model, const HistoryView& rows, double t, std::size_t n_draws,
                                        std::uint64_t seed, std::uint64_t first_customer = 0,
                                        std::uint32_t first_draw = 0, std::size_t n_bins = 8) {
  std::vector<double> mean(rows.size());
  model.expected_purchases(rows, t, mean);
  return simulate_counts(
      mean,
      [&](std::size_t i, std::span<double> pmf) { model.count_probabilities(rows.part(i, 1), t, pmf.size(), pmf, 1); },
      n_draws, seed, first_customer, first_draw, n_bins);
}

}  // namespace retailsim::forecast
