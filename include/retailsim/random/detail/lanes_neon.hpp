#pragma once

// Two lanes in a NEON register; the same names as in lanes_scalar.hpp. NEON and its fused multiply-add are part of
// every 64-bit ARM processor, so these kernels need no region of their own.

#if defined(__aarch64__)

#  include <arm_neon.h>

#  include <cstddef>
#  include <cstdint>

#  include <retailsim/random/detail/portable.hpp>

namespace retailsim::detail::isa_neon {

inline constexpr std::size_t n_lanes = 2;
inline constexpr std::size_t n_chains = 1;

using U = uint64x2_t;
using D = float64x2_t;
using M = uint64x2_t;

RETAILSIM_ALWAYS_INLINE void leave() {}

RETAILSIM_ALWAYS_INLINE U load(const std::uint64_t* from, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    return vld1q_u64(from);
  return vsetq_lane_u64(*from, vdupq_n_u64(0), 0);
}
RETAILSIM_ALWAYS_INLINE void store(std::uint64_t* to, U x, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    vst1q_u64(to, x);
  else
    vst1q_lane_u64(to, x, 0);
}
RETAILSIM_ALWAYS_INLINE void store_i64(std::int64_t* to, U x, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    vst1q_s64(to, vreinterpretq_s64_u64(x));
  else
    vst1q_lane_s64(to, vreinterpretq_s64_u64(x), 0);
}
RETAILSIM_ALWAYS_INLINE U load_u32(const std::uint32_t* from, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    return vmovl_u32(vld1_u32(from));
  return vsetq_lane_u64(*from, vdupq_n_u64(0), 0);
}
RETAILSIM_ALWAYS_INLINE U load_halves(const std::uint64_t* words, std::size_t first, std::size_t left) {
  const uint64x1_t both = vld1_u64(words + first / 2);
  const U halves = vmovl_u32(vreinterpret_u32_u64(both));
  return left >= n_lanes ? halves : vsetq_lane_u64(0, halves, 1);
}
RETAILSIM_ALWAYS_INLINE void store_u32(std::uint32_t* to, U x, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    vst1_u32(to, vmovn_u64(x));
  else
    vst1_lane_u32(to, vmovn_u64(x), 0);
}
RETAILSIM_ALWAYS_INLINE D load_d(const double* from, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    return vld1q_f64(from);
  return vsetq_lane_f64(*from, vdupq_n_f64(0), 0);
}
RETAILSIM_ALWAYS_INLINE void store_d(double* to, D x, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    vst1q_f64(to, x);
  else
    vst1q_lane_f64(to, x, 0);
}
RETAILSIM_ALWAYS_INLINE void store_f(float* to, D x, std::size_t left) {
  const float32x2_t floats = vcvt_f32_f64(x);
  if (left >= n_lanes) [[likely]]
    vst1_f32(to, floats);
  else
    vst1_lane_f32(to, floats, 0);
}
RETAILSIM_ALWAYS_INLINE void store_truth(std::uint8_t* to, M m, std::size_t left) {
  to[0] = static_cast<std::uint8_t>(vgetq_lane_u64(m, 0) & 1);
  if (left > 1) to[1] = static_cast<std::uint8_t>(vgetq_lane_u64(m, 1) & 1);
}

RETAILSIM_ALWAYS_INLINE U set(std::uint64_t x) { return vdupq_n_u64(x); }
RETAILSIM_ALWAYS_INLINE D set_d(double x) { return vdupq_n_f64(x); }
RETAILSIM_ALWAYS_INLINE U lane_numbers() { return vsetq_lane_u64(1, vdupq_n_u64(0), 1); }

RETAILSIM_ALWAYS_INLINE U add(U x, U y) { return vaddq_u64(x, y); }
RETAILSIM_ALWAYS_INLINE U sub(U x, U y) { return vsubq_u64(x, y); }
RETAILSIM_ALWAYS_INLINE U and_(U x, U y) { return vandq_u64(x, y); }
RETAILSIM_ALWAYS_INLINE U or_(U x, U y) { return vorrq_u64(x, y); }
RETAILSIM_ALWAYS_INLINE U xor_(U x, U y) { return veorq_u64(x, y); }
RETAILSIM_ALWAYS_INLINE U xor_3(U x, U y, U z) { return xor_(xor_(x, y), z); }
RETAILSIM_ALWAYS_INLINE U and_xor(U x, U y, U z) { return xor_(and_(x, y), z); }
template <int Bits>
RETAILSIM_ALWAYS_INLINE U shift_left(U x) {
  return vshlq_n_u64(x, Bits);
}
template <int Bits>
RETAILSIM_ALWAYS_INLINE U shift_right(U x) {
  return vshrq_n_u64(x, Bits);
}
RETAILSIM_ALWAYS_INLINE U shift_right_by(U x, int n_bits) { return vshlq_u64(x, vdupq_n_s64(-n_bits)); }
RETAILSIM_ALWAYS_INLINE U multiply_32(U x, U y) { return vmull_u32(vmovn_u64(x), vmovn_u64(y)); }
RETAILSIM_ALWAYS_INLINE U high_32(U x) { return vshrq_n_u64(x, 32); }
RETAILSIM_ALWAYS_INLINE U swap_32(U x) { return vreinterpretq_u64_u32(vrev64q_u32(vreinterpretq_u32_u64(x))); }

RETAILSIM_ALWAYS_INLINE D as_double(U x) { return vreinterpretq_f64_u64(x); }
RETAILSIM_ALWAYS_INLINE U as_bits(D x) { return vreinterpretq_u64_f64(x); }
RETAILSIM_ALWAYS_INLINE D fused(D x, D y, D z) { return vfmaq_f64(z, x, y); }
RETAILSIM_ALWAYS_INLINE D plus(D x, D y) { return vaddq_f64(x, y); }
RETAILSIM_ALWAYS_INLINE D minus(D x, D y) { return vsubq_f64(x, y); }
RETAILSIM_ALWAYS_INLINE D times(D x, D y) { return vmulq_f64(x, y); }
RETAILSIM_ALWAYS_INLINE D divided(D x, D y) { return vdivq_f64(x, y); }
RETAILSIM_ALWAYS_INLINE D root(D x) { return vsqrtq_f64(x); }

RETAILSIM_ALWAYS_INLINE M less_d(D x, D y) { return vcltq_f64(x, y); }
RETAILSIM_ALWAYS_INLINE M less_signed(U x, U y) {
  return vcltq_s64(vreinterpretq_s64_u64(x), vreinterpretq_s64_u64(y));
}
RETAILSIM_ALWAYS_INLINE M less_unsigned(U x, U y) { return vcltq_u64(x, y); }
RETAILSIM_ALWAYS_INLINE M high_bit(U x) { return vcltzq_s64(vreinterpretq_s64_u64(x)); }
RETAILSIM_ALWAYS_INLINE M either(M x, M y) { return vorrq_u64(x, y); }
RETAILSIM_ALWAYS_INLINE M both(M x, M y) { return vandq_u64(x, y); }
RETAILSIM_ALWAYS_INLINE M unless(M x, M y) { return vbicq_u64(x, y); }
RETAILSIM_ALWAYS_INLINE U choose(M m, U x, U y) { return vbslq_u64(m, x, y); }
RETAILSIM_ALWAYS_INLINE D choose_d(M m, D x, D y) { return vbslq_f64(m, x, y); }
// As on x86: the second where they are equal or not comparable.
RETAILSIM_ALWAYS_INLINE D smaller(D x, D y) { return choose_d(less_d(x, y), x, y); }
RETAILSIM_ALWAYS_INLINE D larger(D x, D y) { return choose_d(less_d(y, x), x, y); }
RETAILSIM_ALWAYS_INLINE U count_up(U x, M m) { return vsubq_u64(x, m); }
RETAILSIM_ALWAYS_INLINE unsigned bits(M m) {
  return static_cast<unsigned>((vgetq_lane_u64(m, 0) & 1) | (vgetq_lane_u64(m, 1) & 2));
}
RETAILSIM_ALWAYS_INLINE std::size_t count_true(M m) {
  return static_cast<std::size_t>((vgetq_lane_u64(m, 0) & 1) + (vgetq_lane_u64(m, 1) & 1));
}

RETAILSIM_ALWAYS_INLINE U gather(const std::uint64_t* table, U index) {
  return vcombine_u64(vld1_u64(table + vgetq_lane_u64(index, 0)), vld1_u64(table + vgetq_lane_u64(index, 1)));
}
RETAILSIM_ALWAYS_INLINE D gather_d(const double* table, U index) {
  return vcombine_f64(vld1_f64(table + vgetq_lane_u64(index, 0)), vld1_f64(table + vgetq_lane_u64(index, 1)));
}
RETAILSIM_ALWAYS_INLINE U gather_u32(const std::uint32_t* table, U index) {
  return vsetq_lane_u64(table[vgetq_lane_u64(index, 1)], vdupq_n_u64(table[vgetq_lane_u64(index, 0)]), 1);
}
RETAILSIM_ALWAYS_INLINE void store_coins(std::uint8_t* to, U x, std::uint32_t threshold, std::size_t left, U& equal) {
  const uint32x4_t words = vreinterpretq_u32_u64(x), all = vdupq_n_u32(threshold);
  equal = vorrq_u64(equal, vreinterpretq_u64_u32(vceqq_u32(words, all)));
  const std::uint64_t coins = vget_lane_u64(vreinterpret_u64_u16(vmovn_u32(vcltq_u32(words, all))), 0);
  for (std::size_t i = 0; i < 4 && i < left; ++i) to[i] = static_cast<std::uint8_t>(coins >> 16 * i & 1);
}
RETAILSIM_ALWAYS_INLINE D times_power_of_2(D x, D, U n_bits) {
  const U biased = add(sub(n_bits, set(0x4338000000000000)), set(2048));
  const U first = shift_right<1>(biased);
  const U second = sub(biased, first);
  const D scale_1 = as_double(shift_left<52>(sub(first, set(1))));
  const D scale_2 = as_double(shift_left<52>(sub(second, set(1))));
  return times(times(x, scale_1), scale_2);
}
RETAILSIM_ALWAYS_INLINE std::size_t store_true(std::uint32_t* to, M m, U x) {
  const std::size_t first = vgetq_lane_u64(m, 0) & 1;
  to[0] = static_cast<std::uint32_t>(vgetq_lane_u64(x, 0));
  to[first] = static_cast<std::uint32_t>(vgetq_lane_u64(x, 1));
  return count_true(m);
}
RETAILSIM_ALWAYS_INLINE std::size_t store_true(std::uint64_t* to, M m, U x) {
  const std::size_t first = vgetq_lane_u64(m, 0) & 1;
  to[0] = vgetq_lane_u64(x, 0);
  to[first] = vgetq_lane_u64(x, 1);
  return count_true(m);
}

using Table8 = const double*;
using Index8 = U;
RETAILSIM_ALWAYS_INLINE Table8 table_8(const double* values) { return values; }
RETAILSIM_ALWAYS_INLINE Index8 index_8(U x) { return vandq_u64(x, vdupq_n_u64(7)); }
RETAILSIM_ALWAYS_INLINE D lookup_8(Table8 table, Index8 index) { return gather_d(table, index); }

RETAILSIM_ALWAYS_INLINE U prefix_sum(U x) { return vaddq_u64(x, vextq_u64(vdupq_n_u64(0), x, 1)); }

}  // namespace retailsim::detail::isa_neon

#endif
