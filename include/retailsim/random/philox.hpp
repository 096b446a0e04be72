#pragma once

#include <array>
#include <cstdint>

#include <retailsim/random/detail/portable.hpp>

namespace retailsim {

/// The counter-based generator under every draw: a block of four 32-bit words is a keyed scrambling of a 128-bit
/// counter, so any word can be had alone, in any order.
///
/// A draw's counter is { low 32 bits of the entity, high 32 bits, index, block << 16 | attempt } and its key
/// { low 32 bits of the seed, high 32 bits }. The 64-bit halves of the block are A = w1 << 32 | w0 and B = w3 << 32 |
/// w2. This map is a promise: rows drawn from a seed depend on it.
///
/// \tparam Rounds  10 as recommended; the tests also know the answers of fewer
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel Random Numbers: As Easy as 1, 2, 3, 2011.
template <int Rounds = 10>
struct Philox4x32 {
  static_assert(Rounds >= 1 && Rounds <= 16);

  static constexpr std::uint32_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
  static constexpr std::uint32_t key_step_0 = 0x9E3779B9, key_step_1 = 0xBB67AE85;

  static constexpr std::array<std::uint32_t, 4> block(std::array<std::uint32_t, 4> counter,
                                                      std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < Rounds; ++round) {
      const std::uint64_t product_0 = static_cast<std::uint64_t>(multiplier_0) * counter[0];
      const std::uint64_t product_1 = static_cast<std::uint64_t>(multiplier_1) * counter[2];
      counter = {
          static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product_1),
          static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product_0)};
      key[0] += key_step_0;
      key[1] += key_step_1;
    }
    return counter;
  }
};

}  // namespace retailsim
