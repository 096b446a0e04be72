#pragma once

#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/count_table.hpp>

namespace retailsim {

/// Binomial law: how many of n independent trials succeed, each with probability p. By an alias table of all values but
/// a tail of probability about 1e-17, built once in time O(sqrt(n p (1 - p))); copies share it.
/// Source: J. Bernoulli, Ars conjectandi, 1713.
class Binomial {
 public:
  using value_type = std::int64_t;

  /// \throws std::invalid_argument unless n is in [0, 1e9] and p in [0, 1]
  Binomial(std::int64_t n, double p)
      : n_(detail::in_range<std::int64_t>(n, 0, 1'000'000'000, "Binomial: n")),
        p_(detail::share(p, "Binomial: p")),
        table_(make_table(n_, p_)) {}

  double mean() const { return static_cast<double>(n_) * p_; }
  double variance() const { return mean() * (1 - p_); }
  double pmf(std::int64_t k) const { return table_.pmf(k); }
  const DiscreteTable& table() const { return table_; }

  void transform(std::span<const std::uint64_t> words, std::span<std::int64_t> out) const {
    table_.transform(words, out);
  }

 private:
  static DiscreteTable make_table(std::int64_t n, double p) {
    if (p == 1) return {n, {1.0}};
    const auto trials = static_cast<double>(n);
    const double odds = p / (1 - p);
    return detail::count_table(static_cast<std::int64_t>(trials * p), 0, [trials, odds](std::int64_t k) {
      return (trials - static_cast<double>(k)) / static_cast<double>(k + 1) * odds;
    });
  }

  std::int64_t n_;
  double p_;
  DiscreteTable table_;
};

}  // namespace retailsim
