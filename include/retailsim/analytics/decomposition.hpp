#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>

namespace retailsim {

/// A series as the sum of three: y = trend + season + rest. Shape of each: that of the series.
struct Decomposition {
  std::vector<double> trend, season, rest;
};

struct DecompositionOptions {
  int season_window = 7;  ///< cycles whose values at one place smooth each other; odd, >= 3
  bool outliers = false;  ///< weigh down values far from the fit, by 15 rounds of bisquare weights
};

namespace detail {

/// Locally weighted straight lines through (1, y_1) to (n, y_n).
class Loess {
 public:
  /// \param width    values that a line sees
  /// \param weights  of each value, or none
  Loess(std::span<const double> y, int width, std::span<const double> weights)
      : y_(y), width_(width), weights_(weights), w_(y.size()) {}

  /// The value at x by the line through values `left` to `right`, or `otherwise` where all weights are 0.
  double at(double x, int left, int right, double otherwise) {
    const auto n = static_cast<int>(y_.size());
    double reach = std::max(x - left, right - x);
    if (width_ > n) reach += (width_ - n) / 2;
    double sum = 0;
    for (int j = left; j <= right; ++j) {
      const double distance = std::abs(j - x);
      double& w = w_[static_cast<std::size_t>(j - 1)];
      w = 0;
      if (distance > 0.999 * reach) continue;
      const double ratio = distance > 0.001 * reach ? distance / reach : 0;
      w = std::pow(1 - ratio * ratio * ratio, 3);
      if (!weights_.empty()) w *= weights_[static_cast<std::size_t>(j - 1)];
      sum += w;
    }
    if (!(sum > 0)) return otherwise;
    double center = 0, spread = 0;
    for (int j = left; j <= right; ++j) center += w_[static_cast<std::size_t>(j - 1)] / sum * j;
    for (int j = left; j <= right; ++j) {
      spread += w_[static_cast<std::size_t>(j - 1)] / sum * (j - center) * (j - center);
    }
    const double slope = std::sqrt(spread) > 0.001 * (n - 1) ? (x - center) / spread : 0;
    double value = 0;
    for (int j = left; j <= right; ++j) {
      const auto i = static_cast<std::size_t>(j - 1);
      value += w_[i] / sum * (1 + slope * (j - center)) * y_[i];
    }
    return value;
  }

  /// The values at 1 to n.
  std::vector<double> all() {
    const auto n = static_cast<int>(y_.size());
    std::vector<double> smooth(y_.begin(), y_.end());
    if (n < 2) return smooth;
    int left = 1, right = std::min(width_, n);
    for (int i = 1; i <= n; ++i) {
      if (i > (width_ + 1) / 2 && right < n) ++left, ++right;
      smooth[static_cast<std::size_t>(i - 1)] = at(i, left, right, y_[static_cast<std::size_t>(i - 1)]);
    }
    return smooth;
  }

 private:
  std::span<const double> y_;
  int width_;
  std::span<const double> weights_;
  std::vector<double> w_;
};

inline std::vector<double> moving_average(std::span<const double> y, std::size_t width) {
  std::vector<double> means;
  double sum = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    sum += y[i];
    if (i >= width) sum -= y[i - width];
    if (i + 1 >= width) means.push_back(sum / static_cast<double>(width));
  }
  return means;
}

/// Every place of the cycle smoothed over the cycles, and carried on by one cycle at either end: n + 2 period values.
inline std::vector<double> smooth_cycles(std::span<const double> y, std::size_t period, int window,
                                         std::span<const double> weights) {
  std::vector<double> smooth(y.size() + 2 * period);
  for (std::size_t place = 0; place < period; ++place) {
    std::vector<double> values, value_weights;
    for (std::size_t i = place; i < y.size(); i += period) {
      values.push_back(y[i]);
      if (!weights.empty()) value_weights.push_back(weights[i]);
    }
    const auto k = static_cast<int>(values.size());
    Loess loess(values, window, value_weights);
    const auto inside = loess.all();
    const auto put = [&](std::size_t cycle, double value) { smooth[cycle * period + place] = value; };
    put(0, loess.at(0, 1, std::min(window, k), inside.front()));
    for (std::size_t i = 0; i < inside.size(); ++i) put(i + 1, inside[i]);
    put(inside.size() + 1, loess.at(k + 1, std::max(1, k - window + 1), k, inside.back()));
  }
  return smooth;
}

inline std::vector<double> bisquare_weights(std::span<const double> rest) {
  std::vector<double> size(rest.size());
  std::ranges::transform(rest, size.begin(), [](double value) { return std::abs(value); });
  auto sorted = size;
  std::ranges::sort(sorted);
  const std::size_t n = sorted.size();
  const double reach = 3 * (sorted[n / 2] + sorted[(n - 1) / 2]);
  for (double& value : size) {
    const double ratio = reach > 0 ? value / reach : 0;
    value = ratio <= 0.001 ? 1 : ratio <= 0.999 ? std::pow(1 - ratio * ratio, 2) : 0;
  }
  return size;
}

}  // namespace detail

/// Seasonal-trend decomposition by loess, with straight lines everywhere, five inner rounds (two where outliers are
/// weighed down), and the widths that the paper recommends for trend and low-pass filter.
/// Source: R. B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning, STL: A Seasonal-Trend Decomposition
///   Procedure Based on Loess, 1990.
/// \param period  values to a cycle: 12 for months, 7 for days of the week
/// \throws std::invalid_argument unless period >= 2, the series has two cycles, and the window is odd and >= 3
inline Decomposition decompose(std::span<const double> y, int period, const DecompositionOptions& options = {}) {
  detail::at_least(period, 2, "decompose: period");
  const auto n = static_cast<int>(y.size());
  detail::require(n >= 2 * period, n, "decompose: length of the series", "two cycles, " + std::to_string(2 * period));
  const int window = options.season_window;
  detail::require(window >= 3 && window % 2 == 1, window, "decompose: season_window", "odd and >= 3");
  const auto odd_from = [](double least) {
    const int value = static_cast<int>(std::ceil(least));
    return value % 2 == 1 ? value : value + 1;
  };
  const int trend_window = odd_from(1.5 * period / (1 - 1.5 / window)), low_pass = odd_from(period + 1);
  const auto cycle = static_cast<std::size_t>(period);

  Decomposition parts{.trend = std::vector<double>(y.size()), .season = {}, .rest = {}};
  parts.season = parts.rest = parts.trend;
  std::vector<double> weights, work(y.size());
  const int n_inner = options.outliers ? 2 : 5, n_outer = options.outliers ? 15 : 0;
  for (int outer = 0; outer <= n_outer; ++outer) {
    for (int inner = 0; inner < n_inner; ++inner) {
      for (std::size_t i = 0; i < y.size(); ++i) work[i] = y[i] - parts.trend[i];
      const auto cycles = detail::smooth_cycles(work, cycle, window, weights);
      const auto averages =
          detail::moving_average(detail::moving_average(detail::moving_average(cycles, cycle), cycle), 3);
      const auto low = detail::Loess(averages, low_pass, {}).all();
      for (std::size_t i = 0; i < y.size(); ++i) {
        parts.season[i] = cycles[cycle + i] - low[i];
        work[i] = y[i] - parts.season[i];
      }
      parts.trend = detail::Loess(work, trend_window, weights).all();
    }
    for (std::size_t i = 0; i < y.size(); ++i) parts.rest[i] = y[i] - parts.trend[i] - parts.season[i];
    if (outer < n_outer) weights = detail::bisquare_weights(parts.rest);
  }
  return parts;
}

}  // namespace retailsim
