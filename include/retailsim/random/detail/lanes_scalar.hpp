#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <retailsim/random/detail/portable.hpp>

/// The reference lanes: one lane, plain C++. Every set of lanes has these names; the algorithms in `kernels.inc.hpp`
/// are written in them once. U is a lane group of 64-bit words, D of doubles, M of truth values.
namespace retailsim::detail::isa_scalar {

inline constexpr std::size_t n_lanes = 1;
/// Independent Philox computations at a time.
inline constexpr std::size_t n_chains = 1;

using U = std::uint64_t;
using D = double;
using M = bool;

/// What a kernel does last.
RETAILSIM_ALWAYS_INLINE void leave() {}

// Loads and stores take the number of elements left, and touch no more than these.
RETAILSIM_ALWAYS_INLINE U load(const std::uint64_t* from, std::size_t) { return *from; }
RETAILSIM_ALWAYS_INLINE void store(std::uint64_t* to, U x, std::size_t) { *to = x; }
RETAILSIM_ALWAYS_INLINE U load_u32(const std::uint32_t* from, std::size_t) { return *from; }
/// 32-bit halves of words, low half first, from half `first` on, which is a multiple of the number of lanes.
RETAILSIM_ALWAYS_INLINE U load_halves(const std::uint64_t* words, std::size_t first, std::size_t) {
  return words[first / 2] >> first % 2 * 32 & 0xFFFFFFFF;
}
RETAILSIM_ALWAYS_INLINE void store_u32(std::uint32_t* to, U x, std::size_t) { *to = static_cast<std::uint32_t>(x); }
RETAILSIM_ALWAYS_INLINE D load_d(const double* from, std::size_t) { return *from; }
RETAILSIM_ALWAYS_INLINE void store_d(double* to, D x, std::size_t) { *to = x; }
/// Rounded to the nearest float.
RETAILSIM_ALWAYS_INLINE void store_f(float* to, D x, std::size_t) { *to = static_cast<float>(x); }
RETAILSIM_ALWAYS_INLINE void store_i64(std::int64_t* to, U x, std::size_t) { *to = static_cast<std::int64_t>(x); }
RETAILSIM_ALWAYS_INLINE void store_truth(std::uint8_t* to, M m, std::size_t) { *to = m ? 1 : 0; }
RETAILSIM_ALWAYS_INLINE U set(std::uint64_t x) { return x; }
RETAILSIM_ALWAYS_INLINE D set_d(double x) { return x; }
RETAILSIM_ALWAYS_INLINE U lane_numbers() { return 0; }

RETAILSIM_ALWAYS_INLINE U add(U x, U y) { return x + y; }
RETAILSIM_ALWAYS_INLINE U sub(U x, U y) { return x - y; }
RETAILSIM_ALWAYS_INLINE U and_(U x, U y) { return x & y; }
RETAILSIM_ALWAYS_INLINE U or_(U x, U y) { return x | y; }
RETAILSIM_ALWAYS_INLINE U xor_(U x, U y) { return x ^ y; }
RETAILSIM_ALWAYS_INLINE U xor_3(U x, U y, U z) { return x ^ y ^ z; }
/// (x and y) xor z
RETAILSIM_ALWAYS_INLINE U and_xor(U x, U y, U z) { return (x & y) ^ z; }
template <int Bits>
RETAILSIM_ALWAYS_INLINE U shift_left(U x) {
  return x << Bits;
}
template <int Bits>
RETAILSIM_ALWAYS_INLINE U shift_right(U x) {
  return x >> Bits;
}
RETAILSIM_ALWAYS_INLINE U shift_right_by(U x, int n_bits) { return x >> n_bits; }
/// Product of the low 32 bits of both.
RETAILSIM_ALWAYS_INLINE U multiply_32(U x, U y) { return (x & 0xFFFFFFFF) * (y & 0xFFFFFFFF); }
/// High half moved to the low one; what is left in the high half does not matter.
RETAILSIM_ALWAYS_INLINE U high_32(U x) { return x >> 32; }
RETAILSIM_ALWAYS_INLINE U swap_32(U x) { return x << 32 | x >> 32; }

RETAILSIM_ALWAYS_INLINE D as_double(U x) { return std::bit_cast<double>(x); }
RETAILSIM_ALWAYS_INLINE U as_bits(D x) { return std::bit_cast<std::uint64_t>(x); }
RETAILSIM_ALWAYS_INLINE D fused(D x, D y, D z) { return __builtin_fma(x, y, z); }
RETAILSIM_ALWAYS_INLINE D plus(D x, D y) { return x + y; }
RETAILSIM_ALWAYS_INLINE D minus(D x, D y) { return x - y; }
RETAILSIM_ALWAYS_INLINE D times(D x, D y) { return x * y; }
RETAILSIM_ALWAYS_INLINE D divided(D x, D y) { return x / y; }
RETAILSIM_ALWAYS_INLINE D root(D x) { return __builtin_sqrt(x); }
RETAILSIM_ALWAYS_INLINE D smaller(D x, D y) { return x < y ? x : y; }
RETAILSIM_ALWAYS_INLINE D larger(D x, D y) { return x > y ? x : y; }

RETAILSIM_ALWAYS_INLINE M less_d(D x, D y) { return x < y; }
RETAILSIM_ALWAYS_INLINE M less_signed(U x, U y) { return static_cast<std::int64_t>(x) < static_cast<std::int64_t>(y); }
RETAILSIM_ALWAYS_INLINE M less_unsigned(U x, U y) { return x < y; }
/// Truth of the highest bit.
RETAILSIM_ALWAYS_INLINE M high_bit(U x) { return (x >> 63) != 0; }
RETAILSIM_ALWAYS_INLINE M either(M x, M y) { return x || y; }
RETAILSIM_ALWAYS_INLINE M both(M x, M y) { return x && y; }
/// x and not y
RETAILSIM_ALWAYS_INLINE M unless(M x, M y) { return x && !y; }
RETAILSIM_ALWAYS_INLINE U choose(M m, U x, U y) { return m ? x : y; }
RETAILSIM_ALWAYS_INLINE D choose_d(M m, D x, D y) { return m ? x : y; }
/// x + 1 where m.
RETAILSIM_ALWAYS_INLINE U count_up(U x, M m) { return m ? x + 1 : x; }
/// Bit l is the truth of lane l.
RETAILSIM_ALWAYS_INLINE unsigned bits(M m) { return m ? 1u : 0u; }
RETAILSIM_ALWAYS_INLINE std::size_t count_true(M m) { return m ? 1 : 0; }

RETAILSIM_ALWAYS_INLINE U gather(const std::uint64_t* table, U index) { return table[index]; }
RETAILSIM_ALWAYS_INLINE D gather_d(const double* table, U index) { return table[index]; }
RETAILSIM_ALWAYS_INLINE U gather_u32(const std::uint32_t* table, U index) { return table[index]; }
/// Whether each 32-bit half is below the threshold, in order; the halves that equal it set bits of `equal`.
RETAILSIM_ALWAYS_INLINE void store_coins(std::uint8_t* to, U x, std::uint32_t threshold, std::size_t left, U& equal) {
  const auto low = static_cast<std::uint32_t>(x), high = static_cast<std::uint32_t>(x >> 32);
  to[0] = low < threshold ? 1 : 0;
  if (left > 1) to[1] = high < threshold ? 1 : 0;
  equal |= low == threshold || high == threshold ? 1 : 0;
}
/// x * 2^n for whole n, rounded once: 2^n in two factors, whose products are exact but for the last. `n_bits` are the
/// bits of n + 1.5 * 2^52.
RETAILSIM_ALWAYS_INLINE D times_power_of_2(D x, D, U n_bits) {
  const U biased = add(sub(n_bits, set(0x4338000000000000)), set(2048));
  const U first = shift_right<1>(biased);
  const U second = sub(biased, first);
  const D scale_1 = as_double(shift_left<52>(sub(first, set(1))));
  const D scale_2 = as_double(shift_left<52>(sub(second, set(1))));
  return times(times(x, scale_1), scale_2);
}
/// Writes the low halves of the lanes that are true to consecutive elements, and returns how many; may touch one for
/// each lane.
RETAILSIM_ALWAYS_INLINE std::size_t store_true(std::uint32_t* to, M m, U x) {
  *to = static_cast<std::uint32_t>(x);
  return m ? 1 : 0;
}
RETAILSIM_ALWAYS_INLINE std::size_t store_true(std::uint64_t* to, M m, U x) {
  *to = x;
  return m ? 1 : 0;
}
/// A table of eight doubles and places in it: the low three bits of each lane.
using Table8 = const double*;
using Index8 = U;
RETAILSIM_ALWAYS_INLINE Table8 table_8(const double* values) { return values; }
RETAILSIM_ALWAYS_INLINE Index8 index_8(U x) { return x & 7; }
RETAILSIM_ALWAYS_INLINE D lookup_8(Table8 table, Index8 index) { return table[index]; }
/// Sums of lanes 0..l of 64-bit integers.
RETAILSIM_ALWAYS_INLINE U prefix_sum(U x) { return x; }

}  // namespace retailsim::detail::isa_scalar
