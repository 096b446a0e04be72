#pragma once

#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/count_table.hpp>

namespace retailsim {

/// Poisson law of one mean for all draws: P(k) = mean^k exp(-mean) / k!, by an alias table of all values but a tail of
/// probability about 1e-17. Built once in time O(sqrt(mean)); copies share it.
/// Source: S.-D. Poisson, Recherches sur la probabilite des jugements, 1837.
class Poisson {
 public:
  using value_type = std::int64_t;

  /// \throws std::invalid_argument unless the mean is in [0, 1e9]
  explicit Poisson(double mean)
      : mean_(detail::in_range(mean, 0, 1e9, "Poisson: mean")),
        table_(detail::count_table(static_cast<std::int64_t>(mean), 0,
                                   [mean](std::int64_t k) { return mean / static_cast<double>(k + 1); })) {}

  double mean() const { return mean_; }
  double variance() const { return mean_; }
  double pmf(std::int64_t k) const { return table_.pmf(k); }
  const DiscreteTable& table() const { return table_; }

  void transform(std::span<const std::uint64_t> words, std::span<std::int64_t> out) const {
    table_.transform(words, out);
  }

 private:
  double mean_;
  DiscreteTable table_;
};

}  // namespace retailsim
