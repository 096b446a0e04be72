#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <retailsim/core/time.hpp>

namespace retailsim::crm {

/// The calendar of one person: which five minutes are taken. Two appointments never share one.
class Appointments {
 public:
  static constexpr Seconds slot = 300;

  /// Empty, from `from` until before `to`, both multiples of five minutes.
  void reset(Seconds from, Seconds to) {
    from_ = from;
    n_slots_ = static_cast<std::size_t>((to - from) / slot);
    taken_.assign(n_slots_ / 64 + 2, 0);
  }

  /// Takes the first free time of `length` seconds that begins at `from` or a multiple of `step` after it, and ends by
  /// `by`; nothing where there is none. All are multiples of five minutes, `from` and `by` within the calendar.
  std::optional<Seconds> book(Seconds from, Seconds by, Seconds length, Seconds step) {
    const auto n = static_cast<std::size_t>(length / slot);
    const std::uint64_t mask = (std::uint64_t{1} << n) - 1;
    for (Seconds begin = from; begin + length <= by; begin += step) {
      const auto at = static_cast<std::size_t>((begin - from_) / slot);
      if (at + n > n_slots_) return std::nullopt;
      const std::size_t word = at / 64, bit = at % 64;
      const std::uint64_t high = bit == 0 ? 0 : mask >> (64 - bit);
      if ((taken_[word] & mask << bit) != 0 || (taken_[word + 1] & high) != 0) continue;
      taken_[word] |= mask << bit;
      taken_[word + 1] |= high;
      return begin;
    }
    return std::nullopt;
  }

 private:
  Seconds from_ = 0;
  std::size_t n_slots_ = 0;
  std::vector<std::uint64_t> taken_;
};

}  // namespace retailsim::crm
