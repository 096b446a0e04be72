#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace retailsim::detail {

/// Writes the positions of the flags that are 1, in order, and returns how many there are. For flags that are not often
/// set: eight are looked at together, and where there are some among them, no branch depends on which.
/// \param flags      each 0 or 1
/// \param positions  room for one more than there are flags
inline std::size_t positions_of(std::span<const std::uint8_t> flags, std::span<std::uint32_t> positions) {
  const std::uint8_t* const flag = flags.data();
  std::uint32_t* to = positions.data();
  const std::size_t n = flags.size();
  std::size_t i = 0;
  for (; i + 8 <= n; i += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, flag + i, 8);
    if (eight == 0) continue;
    for (std::size_t k = i; k < i + 8; ++k) {
      *to = static_cast<std::uint32_t>(k);
      to += flag[k];
    }
  }
  for (; i < n; ++i) {
    *to = static_cast<std::uint32_t>(i);
    to += flag[i];
  }
  return static_cast<std::size_t>(to - positions.data());
}

}  // namespace retailsim::detail
