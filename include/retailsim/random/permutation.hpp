#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// A random permutation of 0, 1, ..., n - 1, all equally likely: element i is drawn at entity draws.first() + i. It
/// depends on n: one of more elements is another permutation.
/// Source: D. E. Knuth, The Art of Computer Programming, volume 2, 3rd edition, 1997, algorithm 3.4.2 P, inside out.
inline std::vector<std::uint32_t> addressed_permutation(std::size_t n, const Draws& draws) {
  detail::in_range<std::size_t>(n, 0, 0xFFFFFFFF, "addressed_permutation: n");
  std::vector<std::uint64_t> words(n);
  draws.words(words);
  std::vector<std::uint32_t> result(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto j = static_cast<std::size_t>(detail::multiply_high(words[i], i + 1));
    result[i] = result[j];
    result[j] = static_cast<std::uint32_t>(i);
  }
  return result;
}

}  // namespace retailsim
