#pragma once

#include <cassert>
#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim {

/// Uniform law on the integers low, low + 1, ..., high: low + floor(word * n / 2^64), n = high - low + 1. No value is
/// more than n / 2^64 (relative) likelier than another; drawn from a 32-bit slice, n / 2^32.
class UniformInt {
 public:
  using value_type = std::int64_t;

  /// \throws std::invalid_argument unless low <= high
  UniformInt(std::int64_t low, std::int64_t high)
      : low_(low), span_(static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1) {
    if (low > high)
      detail::invalid("UniformInt: high", ">= low = " + detail::number_text(low), detail::number_text(high));
  }

  double mean() const { return static_cast<double>(low_) + (count() - 1) / 2; }
  double variance() const { return (count() * count() - 1) / 12; }
  double pmf(std::int64_t k) const {
    const std::uint64_t offset = static_cast<std::uint64_t>(k) - static_cast<std::uint64_t>(low_);
    return k >= low_ && (span_ == 0 || offset < span_) ? 1 / count() : 0.0;
  }

  void transform(std::span<const std::uint64_t> words, std::span<std::int64_t> out) const {
    assert(words.size() == out.size());
    detail::kernels().uniform_int(words.data(), words.size(), low_, span_, out.data());
  }

 private:
  double count() const { return span_ == 0 ? 0x1p64 : static_cast<double>(span_); }
  std::int64_t low_;
  std::uint64_t span_;  // 0 stands for 2^64
};

}  // namespace retailsim
