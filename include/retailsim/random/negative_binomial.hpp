#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/count_table.hpp>

namespace retailsim {

/// Negative binomial law on 0, 1, 2, ...: a Poisson law whose mean is gamma distributed with shape r and the given
/// mean; variance mean + mean^2 / r. By an alias table of all values but a tail of probability about 1e-17; copies
/// share it. Source: M. Greenwood and G. U. Yule, An Inquiry into the Nature of Frequency Distributions, 1920.
class NegativeBinomial {
 public:
  using value_type = std::int64_t;

  /// \param r     shape, > 0; the smaller, the more spread
  /// \param mean  in [0, 1e6]
  /// \throws std::invalid_argument unless r is finite and > 0, mean in its range and mean / r <= 4e5 (the table's
  /// length)
  NegativeBinomial(double r, double mean) : NegativeBinomial(r, mean, 0, "NegativeBinomial") {}

  double mean() const { return mean_ + static_cast<double>(offset_); }
  double variance() const { return mean_ + mean_ * mean_ / r_; }
  double pmf(std::int64_t k) const { return table_.pmf(k); }
  const DiscreteTable& table() const { return table_; }

  void transform(std::span<const std::uint64_t> words, std::span<std::int64_t> out) const {
    table_.transform(words, out);
  }

 protected:
  NegativeBinomial(double r, double mean, std::int64_t offset, std::string owner)
      : r_(detail::positive(r, owner + ": r")),
        mean_(detail::in_range(mean, static_cast<double>(offset), 1e6, owner + ": mean") - static_cast<double>(offset)),
        offset_(offset),
        table_(make_table(r, mean_, offset, owner)) {}

 private:
  static DiscreteTable make_table(double r, double mean, std::int64_t offset, const std::string& owner) {
    detail::require(mean / r <= 4e5, mean / r, owner + ": mean / r", "<= 4e5");
    const double q = mean / (r + mean);
    const double mode = r > 1 ? mean - mean / r : 0;  // a shape of at most 1 has its mode at 0
    return detail::count_table(static_cast<std::int64_t>(mode), offset, [r, q](std::int64_t k) {
      return (static_cast<double>(k) + r) * q / static_cast<double>(k + 1);
    });
  }

  double r_, mean_;
  std::int64_t offset_;
  DiscreteTable table_;
};

/// Negative binomial law on 1, 2, 3, ...: one plus a NegativeBinomial, for counts that are never 0, such as basket
/// sizes.
class ShiftedNegativeBinomial : public NegativeBinomial {
 public:
  /// \param r     shape of the law before the shift
  /// \param mean  mean of the shifted law, in [1, 1e6]
  /// \throws std::invalid_argument unless r is finite and > 0, mean in its range and (mean - 1) / r <= 4e5
  ShiftedNegativeBinomial(double r, double mean) : NegativeBinomial(r, mean, 1, "ShiftedNegativeBinomial") {}
};

}  // namespace retailsim
