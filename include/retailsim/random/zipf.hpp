#pragma once

#include <cassert>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/alias_table.hpp>
#include <retailsim/random/detail/scalar_math.hpp>

namespace retailsim {

/// Zipf law of ranks 1, 2, ..., n: P(k) in proportion to k^-s. By an alias table; copies share it.
/// Source: G. K. Zipf, Human Behavior and the Principle of Least Effort, 1949.
class Zipf {
 public:
  using value_type = std::uint32_t;

  /// \param n  number of ranks, in [1, 2^26]
  /// \param s  exponent, in [0, 100]; 0 is the uniform law
  /// \throws std::invalid_argument unless both are in range
  Zipf(std::uint32_t n, double s)
      : table_(std::make_shared<const AliasTable>(weights(detail::in_range<std::uint32_t>(n, 1, 1u << 26, "Zipf: n"),
                                                          detail::in_range(s, 0, 100, "Zipf: s")))) {}

  double pmf(std::uint32_t rank) const {
    return rank >= 1 && rank <= table_->size() ? table_->probability(rank - 1) : 0.0;
  }

  /// k^-s for k = 1 ... n: the weights of the law, with the same bits on every machine.
  static std::vector<double> weights(std::uint32_t n, double s) {
    std::vector<double> result(n);
    for (std::uint32_t k = 1; k <= n; ++k) result[k - 1] = detail::portable_pow(k, -s);
    return result;
  }

  void transform(std::span<const std::uint64_t> words, std::span<std::uint32_t> out) const {
    table_->fill(words, out, 1);
  }

 private:
  std::shared_ptr<const AliasTable> table_;
};

}  // namespace retailsim
