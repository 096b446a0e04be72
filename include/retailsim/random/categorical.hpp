#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>

#include <retailsim/random/alias_table.hpp>

namespace retailsim {

/// One of the categories 0 .. n - 1 with probability in proportion to its weight; see AliasTable. Copies share the
/// table.
class Categorical {
 public:
  using value_type = std::uint32_t;

  /// \throws std::invalid_argument unless each weight is finite and >= 0, and one at least > 0
  explicit Categorical(std::span<const double> weights) : table_(std::make_shared<const AliasTable>(weights)) {}
  Categorical(std::initializer_list<double> weights) : table_(std::make_shared<const AliasTable>(weights)) {}

  std::size_t size() const { return table_->size(); }
  double pmf(std::size_t category) const { return category < size() ? table_->probability(category) : 0.0; }
  const AliasTable& table() const { return *table_; }

  void transform(std::span<const std::uint64_t> words, std::span<std::uint32_t> out) const { table_->fill(words, out); }

 private:
  std::shared_ptr<const AliasTable> table_;
};

}  // namespace retailsim
