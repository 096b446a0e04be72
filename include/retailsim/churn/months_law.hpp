#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/uniform_int.hpp>

namespace retailsim {

/// Law of a stretch of a customer's life in months of 30 days: how long until the first order, how long until the end.
/// Drawn in whole seconds from one word, at least one second.
class MonthsLaw {
 public:
  /// Uniform over (low, high]; exactly `high` where they are equal.
  /// \throws std::invalid_argument unless 0 <= low <= high, 0 < high <= 1200
  static MonthsLaw uniform(double low, double high) {
    detail::in_range(high, 1.0 / seconds_per_month, most_months, "MonthsLaw: high");
    detail::in_range(low, 0, high, "MonthsLaw: low");
    return MonthsLaw(Kind::uniform, low, high);
  }
  static MonthsLaw fixed(double months) { return uniform(months, months); }

  /// P(longer than x) = exp(-x / mean).
  /// \throws std::invalid_argument unless 0 < mean <= 1200
  static MonthsLaw exponential(double mean) {
    detail::in_range(mean, 1.0 / seconds_per_month, most_months, "MonthsLaw: mean");
    return MonthsLaw(Kind::exponential, 0, mean);
  }

  /// No end: every value is `never`.
  static MonthsLaw forever() { return MonthsLaw(Kind::forever, 0, 0); }

  bool is_forever() const { return kind_ == Kind::forever; }
  /// Mean in months; infinite for `forever`.
  double mean() const {
    if (kind_ == Kind::forever) return std::numeric_limits<double>::infinity();
    return kind_ == Kind::uniform ? (low_ + high_) / 2 : high_;
  }
  /// P(value <= months), for expectations; not part of any row.
  double cdf(double months) const {
    if (kind_ == Kind::forever || months <= 0) return 0;
    if (kind_ == Kind::exponential) return -std::expm1(-months / high_);
    if (months >= high_) return 1;
    return months <= low_ ? 0.0 : (months - low_) / (high_ - low_);
  }
  /// Density of `cdf` where it has one.
  double density(double months) const {
    if (kind_ == Kind::forever || months <= 0) return 0;
    if (kind_ == Kind::exponential) return std::exp(-months / high_) / high_;
    return months > low_ && months <= high_ ? 1 / (high_ - low_) : 0.0;
  }
  bool is_fixed() const { return kind_ == Kind::uniform && low_ == high_; }
  /// No value is longer.
  double longest() const {
    if (kind_ == Kind::forever) return std::numeric_limits<double>::infinity();
    return kind_ == Kind::uniform ? high_ : 40 * high_;
  }
  Seconds longest_seconds() const { return kind_ == Kind::forever ? never : in_seconds(longest()); }
  /// Months at which `cdf` is not smooth, in order.
  std::vector<double> kinks() const {
    return kind_ == Kind::uniform ? std::vector<double>{low_, high_} : std::vector<double>{};
  }

  /// Writes one stretch in seconds for each element, >= 1.
  void fill(std::span<Seconds> out, const Draws& draws) const {
    if (kind_ == Kind::forever) {
      std::ranges::fill(out, never);
    } else if (kind_ == Kind::uniform) {
      const Seconds low = in_seconds(low_), high = in_seconds(high_);
      draws.fill(out, UniformInt{std::min(low + 1, high), high});
    } else {
      double values[Draws::chunk_size];
      const Exponential law{high_ * seconds_per_month};
      for (std::size_t at = 0; at < out.size(); at += Draws::chunk_size) {
        const std::size_t n = std::min(Draws::chunk_size, out.size() - at);
        draws.part(at, n).fill(std::span(values, n), law);
        for (std::size_t i = 0; i < n; ++i) out[at + i] = static_cast<Seconds>(values[i]) + 1;
      }
    }
  }

  /// Nearest whole second.
  static Seconds in_seconds(double months) { return static_cast<Seconds>(std::fma(months, seconds_per_month, 0.5)); }

  static constexpr double seconds_per_month = days_per_month * seconds_per_day;
  static constexpr double most_months = 1200;

 private:
  enum class Kind { uniform, exponential, forever };
  MonthsLaw(Kind kind, double low, double high) : kind_(kind), low_(low), high_(high) {}

  Kind kind_;
  double low_, high_;
};

}  // namespace retailsim
