#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>

#include <retailsim/random/alias_table.hpp>

namespace retailsim {

/// An integer law given by a table: value first_value + i with probability in proportion to weights[i]; see AliasTable.
/// Copies share the table.
class DiscreteTable {
 public:
  using value_type = std::int64_t;

  /// \throws std::invalid_argument unless each weight is finite and >= 0, and one at least > 0
  DiscreteTable(std::int64_t first_value, std::span<const double> weights)
      : first_value_(first_value), table_(std::make_shared<const AliasTable>(weights)) {
    detail::CarefulSum mean, second;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      mean.add(detail::product(table_->probability(i), static_cast<double>(i)));
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double distance = static_cast<double>(i) - mean.value();
      second.add(detail::product(table_->probability(i) * distance, distance));
    }
    mean_ = static_cast<double>(first_value) + mean.value();
    variance_ = second.value();
  }
  DiscreteTable(std::int64_t first_value, std::initializer_list<double> weights)
      : DiscreteTable(first_value, std::span<const double>(weights.begin(), weights.size())) {}

  double mean() const { return mean_; }
  double variance() const { return variance_; }
  std::int64_t first_value() const { return first_value_; }
  std::int64_t last_value() const { return first_value_ + static_cast<std::int64_t>(table_->size()) - 1; }
  double pmf(std::int64_t value) const {
    if (value < first_value_ || value > last_value()) return 0.0;
    return table_->probability(static_cast<std::size_t>(value - first_value_));
  }
  const AliasTable& table() const { return *table_; }

  void transform(std::span<const std::uint64_t> words, std::span<std::int64_t> out) const {
    table_->fill(words, out, first_value_);
  }

 private:
  std::int64_t first_value_;
  std::shared_ptr<const AliasTable> table_;
  double mean_ = 0, variance_ = 0;
};

}  // namespace retailsim
