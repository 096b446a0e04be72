#pragma once

#include <cassert>
#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim {

/// A coin: 1 with probability p, else 0. p is taken to the nearest multiple of 2^-53 (from a 32-bit slice, 2^-32);
/// p = 0 never and p = 1 always gives 1.
class Bernoulli {
 public:
  using value_type = std::uint8_t;

  /// \throws std::invalid_argument unless p is in [0, 1]
  explicit Bernoulli(double p) : p_(detail::share(p, "Bernoulli: p")), threshold_(nearest(p_ * 0x1p53)) {}

  double mean() const { return p_; }
  double variance() const { return p_ * (1 - p_); }
  double pmf(int k) const { return k == 1 ? p_ : k == 0 ? 1 - p_ : 0.0; }

  void transform(std::span<const std::uint64_t> words, std::span<std::uint8_t> out) const {
    assert(words.size() == out.size());
    detail::kernels().bernoulli(words.data(), words.size(), threshold_, out.data());
  }
  /// The coin of one word.
  bool operator()(std::uint64_t word) const { return word >> 11 < threshold_; }

 private:
  static std::uint64_t nearest(double x) {  // x in [0, 2^53]; the difference below is exact
    const auto whole = static_cast<std::uint64_t>(x);
    return whole + (x - static_cast<double>(whole) >= 0.5 ? 1 : 0);
  }
  double p_;
  std::uint64_t threshold_;
};

}  // namespace retailsim
