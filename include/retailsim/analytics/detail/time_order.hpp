#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace retailsim::detail {

/// The rows in ascending order of key, rows of equal keys in their own order: three passes of a radix sort.
inline std::vector<std::uint32_t> stable_order(std::span<const std::uint32_t> keys) {
  constexpr int digit_bits = 11;
  constexpr std::size_t n_digits = std::size_t{1} << digit_bits;
  std::vector<std::uint32_t> order(keys.size()), other(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  if (std::ranges::is_sorted(keys)) return order;
  for (int shift = 0; shift < 32; shift += digit_bits) {
    const auto digit = [&](std::uint32_t row) { return keys[row] >> shift & (n_digits - 1); };
    std::vector<std::uint32_t> next(n_digits + 1);
    for (const std::uint32_t key : keys) ++next[(key >> shift & (n_digits - 1)) + 1];
    if (std::ranges::find(next, keys.size()) != next.end()) continue;  // all have the same digit
    for (std::size_t d = 1; d <= n_digits; ++d) next[d] += next[d - 1];
    for (const std::uint32_t row : order) other[next[digit(row)]++] = row;
    std::swap(order, other);
  }
  return order;
}

}  // namespace retailsim::detail
