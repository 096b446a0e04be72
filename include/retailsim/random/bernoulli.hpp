#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// A coin: 1 with probability p, else 0; p = 0 never and p = 1 always gives 1.
///
/// Drawn for a plain purpose it takes 32 random bits and, where these equal the first 32 of p, 32 more (attempt 1): p
/// is then taken to the nearest multiple of 2^-64. From words, p is taken to the nearest multiple of 2^-53, and so of
/// 2^-32 from a 32-bit slice.
class Bernoulli {
 public:
  using value_type = std::uint8_t;

  /// \throws std::invalid_argument unless p is in [0, 1]
  explicit Bernoulli(double p)
      : p_(detail::share(p, "Bernoulli: p")),
        threshold_(nearest(p_ * 0x1p53)),
        long_threshold_(p_ < 1 ? nearest(p_ * 0x1p64) : 0) {}

  double mean() const { return p_; }
  double variance() const { return p_ * (1 - p_); }
  double pmf(int k) const { return k == 1 ? p_ : k == 0 ? 1 - p_ : 0.0; }

  void draw(const Draws& draws, std::span<std::uint8_t> out) const {
    if (!detail::is_plain(draws.purpose)) return draws.transform_words(out, *this);
    if (p_ == 1) {
      std::fill(out.begin(), out.end(), std::uint8_t{1});
      return;
    }
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      alignas(64) std::uint64_t words[Draws::chunk_size / 2];
      draws.short_words(begin, n, 0, words);
      const auto first_bits = static_cast<std::uint32_t>(long_threshold_ >> 32);
      if (!detail::kernels().short_bernoulli(words, n, first_bits, out.data() + begin)) return;
      for (std::size_t i = 0; i < n; ++i) {
        if (static_cast<std::uint32_t>(words[i / 2] >> i % 2 * 32) != first_bits) continue;
        std::uint64_t more;
        draws.part(begin + i, 1).words({&more, 1}, 1);
        out[begin + i] = more >> 32 < (long_threshold_ & 0xFFFFFFFF) ? 1 : 0;
      }
    });
  }
  void transform(std::span<const std::uint64_t> words, std::span<std::uint8_t> out) const {
    assert(words.size() == out.size());
    detail::kernels().bernoulli(words.data(), words.size(), threshold_, out.data());
  }
  /// The coin of one word.
  bool operator()(std::uint64_t word) const { return word >> 11 < threshold_; }

 private:
  static std::uint64_t nearest(double x) {  // x in [0, 2^64); the difference below is exact
    const auto whole = static_cast<std::uint64_t>(x);
    return whole + (x - static_cast<double>(whole) >= 0.5 ? 1 : 0);
  }
  double p_;
  std::uint64_t threshold_, long_threshold_;
};

}  // namespace retailsim
