#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/discrete_table.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// How long after a sale its goods come back: a histogram over cells of equal length, evenly over the seconds within a
/// cell. A delay is a whole number of seconds, at least 1.
class ReturnDelay {
 public:
  /// Density in proportion to x^(shape - 1) exp(-x / scale), x in days, scale = mean_days / shape, given x <= max_days:
  /// the gamma law cut at the last day on which the shop takes things back. Taken at the middle of each hour (beyond
  /// 365 days, of each two hours, and so on), so short delays of shapes below 1 are smoothed within their first hour.
  /// \param mean_days  mean before the cut; `mean_days()` of the result is the one after it
  /// \throws std::invalid_argument unless shape is in [0.1, 1000], mean_days in [0.01, 3650], max_days in [1, 3650]
  static ReturnDelay gamma(double shape, double mean_days, int max_days) {
    detail::in_range(shape, 0.1, 1000, "ReturnDelay: shape");
    detail::in_range(mean_days, 0.01, 3650, "ReturnDelay: mean_days");
    detail::in_range(max_days, 1, 3650, "ReturnDelay: max_days");
    const Seconds cell = seconds_per_hour * ((max_days + 364) / 365);
    const auto n = static_cast<std::size_t>(max_days * seconds_per_day / cell);
    const double cell_days = static_cast<double>(cell) / static_cast<double>(seconds_per_day);
    std::vector<double> logs(n);
    for (std::size_t i = 0; i < n; ++i) {
      const double x = (static_cast<double>(i) + 0.5) * cell_days;
      logs[i] = std::fma(shape - 1, detail::portable_log(x), -(x * shape / mean_days));
    }
    const double largest = *std::ranges::max_element(logs);
    for (double& value : logs) value = value - largest < -80 ? 0.0 : detail::portable_exp(value - largest);
    return {0, cell, DiscreteTable(0, logs)};
  }

  /// Every second after `min_days` and up to `max_days` equally likely.
  /// \throws std::invalid_argument unless min_days is in [0, 3649] and max_days in [min_days + 1, 3650]
  static ReturnDelay uniform(int min_days, int max_days) {
    detail::in_range(min_days, 0, 3649, "ReturnDelay: min_days");
    detail::in_range(max_days, min_days + 1, 3650, "ReturnDelay: max_days");
    return {min_days * seconds_per_day, (max_days - min_days) * seconds_per_day, DiscreteTable(0, {1.0})};
  }

  /// weights[j] is the share of what comes back after more than j and at most j + 1 days; any scale.
  /// \throws std::invalid_argument unless there are 1 to 3650 weights, finite, >= 0 and not all 0
  static ReturnDelay by_day(std::span<const double> weights) {
    detail::in_range<std::size_t>(weights.size(), 1, 3650, "ReturnDelay: number of days");
    detail::weights(weights, "ReturnDelay: weights");
    return {0, seconds_per_day, DiscreteTable(0, weights)};
  }

  /// Writes the delay of each element of the draws, seconds; shape {n}. Takes attempt 0 of an address for the cell and
  /// attempt 1 for the second within it.
  void write(std::span<Seconds> delays, const Draws& draws) const {
    std::uint64_t words[Draws::chunk_size];
    std::int64_t cells[Draws::chunk_size];
    for (std::size_t begin = 0; begin < delays.size(); begin += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, delays.size() - begin);
      const Draws part = draws.part(begin, n);
      part.fill(std::span<std::int64_t>(cells, n), cells_);
      part.words(std::span<std::uint64_t>(words, n), 1);
      for (std::size_t i = 0; i < n; ++i) {
        const auto within = detail::multiply_high(words[i], static_cast<std::uint64_t>(cell_seconds_));
        delays[begin + i] = first_ + cells[i] * cell_seconds_ + static_cast<Seconds>(within) + 1;
      }
    }
  }

  /// Exact mean, days.
  double mean_days() const {
    const double cells = (cells_.mean() + 0.5) * static_cast<double>(cell_seconds_) + 0.5;
    return (static_cast<double>(first_) + cells) / static_cast<double>(seconds_per_day);
  }
  /// Exact variance, days squared.
  double variance_days() const {
    const auto cell = static_cast<double>(cell_seconds_), day = static_cast<double>(seconds_per_day);
    return (cells_.variance() * cell * cell + (cell * cell - 1) / 12) / (day * day);
  }
  /// Exact probability of a delay of at most so many seconds.
  double probability_within(Seconds seconds) const {
    const Seconds into = seconds - first_;
    if (into <= 0) return 0;
    const std::int64_t cell = into / cell_seconds_;
    double sum = 0;
    for (std::int64_t k = 0; k < cell && k <= cells_.last_value(); ++k) sum += cells_.pmf(k);
    return sum + cells_.pmf(cell) * static_cast<double>(into % cell_seconds_) / static_cast<double>(cell_seconds_);
  }
  /// The longest possible delay, seconds.
  Seconds longest() const { return first_ + (cells_.last_value() + 1) * cell_seconds_; }

 private:
  ReturnDelay(Seconds first, Seconds cell_seconds, DiscreteTable cells)
      : first_(first), cell_seconds_(cell_seconds), cells_(std::move(cells)) {}

  Seconds first_, cell_seconds_;
  DiscreteTable cells_;
};

}  // namespace retailsim
