#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/random/detail/scalar_math.hpp>

/// Building of alias tables in whole numbers, so that a table is exact and the same on every machine.
namespace retailsim::detail {

/// The weights as shares: sum of w / total. `least` is the smallest share above 0.
struct Shares {
  std::vector<double> values;
  double least = 1;
};

inline Shares shares_of(std::span<const double> weights) {
  double largest = 0;
  for (const double w : weights) largest = w > largest ? w : largest;
  // Scaled by a power of two first, so that no sum of finite weights overflows.
  const double scale = largest > 0x1p900 ? 0x1p-200 : largest < 0x1p-900 ? 0x1p200 : 1.0;
  CarefulSum total;
  for (const double w : weights) total.add(w * scale);
  Shares shares;
  shares.values.reserve(weights.size());
  for (const double w : weights) {
    const double share = w * scale / total.value();
    shares.values.push_back(share);
    if (share > 0 && share < shares.least) shares.least = share;
  }
  return shares;
}

/// Capacities of 2^CoinBits for each of n cells. A weight above 0 has at least one unit and weight 0 has none; what
/// rounding leaves over goes to the largest, where it is relatively least.
template <int CoinBits>
std::vector<uint128> alias_units(std::span<const double> shares) {
  const std::size_t n = shares.size();
  const uint128 capacity = static_cast<uint128>(1) << CoinBits;
  std::vector<uint128> units(n);
  uint128 sum = 0;
  std::size_t largest = 0;
  for (std::size_t i = 0; i < n; ++i) {
    // share * n is at most n and its product with 2^32 is exact; the rest of the factor is an integer shift.
    const double scaled = shares[i] * static_cast<double>(n) * 0x1p32;
    const double whole = static_cast<double>(static_cast<std::uint64_t>(scaled));
    units[i] = static_cast<uint128>(static_cast<std::uint64_t>(scaled)) << (CoinBits - 32);
    if constexpr (CoinBits > 32)
      units[i] += static_cast<std::uint64_t>((scaled - whole) * 0x1p32);
    else
      units[i] += scaled - whole >= 0.5 ? 1 : 0;
    if (units[i] == 0 && shares[i] > 0) units[i] = 1;
    sum += units[i];
    if (units[i] > units[largest]) largest = i;
  }
  units[largest] += capacity * n - sum;  // modulo 2^128, so right when the sum is too large, too
  return units;
}

/// Cells of threshold (in units, below the capacity) and alias; a certain cell is its own alias.
struct AliasCells {
  std::vector<std::uint64_t> thresholds;
  std::vector<std::uint32_t> aliases;
};

/// Source: A. J. Walker, An Efficient Method for Generating Discrete Random Variables with General Distributions, 1977;
/// linear-time building after M. D. Vose, 1991. Whole numbers leave nothing over at the end.
template <int CoinBits>
AliasCells alias_cells(std::span<const double> shares) {
  const std::size_t n = shares.size();
  const uint128 capacity = static_cast<uint128>(1) << CoinBits;
  std::vector<uint128> left = alias_units<CoinBits>(shares);
  AliasCells cells{std::vector<std::uint64_t>(n, 0), std::vector<std::uint32_t>(n)};
  std::vector<std::uint32_t> small, large;
  for (std::size_t i = 0; i < n; ++i) {
    cells.aliases[i] = static_cast<std::uint32_t>(i);
    if (left[i] < capacity)
      small.push_back(static_cast<std::uint32_t>(i));
    else if (left[i] > capacity)
      large.push_back(static_cast<std::uint32_t>(i));
  }
  while (!small.empty()) {
    const std::uint32_t poor = small.back(), rich = large.back();
    small.pop_back();
    cells.thresholds[poor] = static_cast<std::uint64_t>(left[poor]);
    cells.aliases[poor] = rich;
    left[rich] -= capacity - left[poor];
    if (left[rich] <= capacity) {
      large.pop_back();
      if (left[rich] < capacity) small.push_back(rich);
    }
  }
  return cells;
}

/// Entries as the kernels read them; `first` is added to nothing: cells count from 0 within a table.
inline void append_alias_entries(std::span<const double> shares, bool wide, std::vector<std::uint64_t>& entries) {
  if (wide) {
    const AliasCells cells = alias_cells<64>(shares);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      entries.push_back(cells.thresholds[i]);
      entries.push_back(cells.aliases[i]);
    }
  } else {
    const AliasCells cells = alias_cells<32>(shares);
    for (std::size_t i = 0; i < shares.size(); ++i) entries.push_back(cells.thresholds[i] << 32 | cells.aliases[i]);
  }
}

}  // namespace retailsim::detail
