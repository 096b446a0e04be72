// Eight lanes in two AVX2 registers each; the same names as in lanes_scalar.hpp. Included inside the target region of
// kernels_avx2.hpp only: compilers do not define __AVX2__ there, so nothing may ask for it.

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include <retailsim/random/detail/portable.hpp>

namespace retailsim::detail::isa_avx2 {

inline constexpr std::size_t n_lanes = 8;
/// One Philox computation at a time: its two halves do not wait for each other.
inline constexpr std::size_t n_chains = 1;

struct U {
  __m256i a, b;
};
struct D {
  __m256d a, b;
};
struct M {
  __m256d a, b;
};

/// Clears the upper halves of the registers: with them in use, code without AVX pays for every instruction after.
RETAILSIM_ALWAYS_INLINE void leave() { _mm256_zeroupper(); }

/// The first `left` of four lanes, as a mask for loads and stores.
RETAILSIM_ALWAYS_INLINE __m256i first_of_4(std::size_t left) {
  const __m256i count = _mm256_set1_epi64x(static_cast<long long>(left));
  return _mm256_cmpgt_epi64(count, _mm256_set_epi64x(3, 2, 1, 0));
}
RETAILSIM_ALWAYS_INLINE std::size_t past_4(std::size_t left) { return left > 4 ? left - 4 : 0; }

RETAILSIM_ALWAYS_INLINE U load(const std::uint64_t* from, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    return {_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)),
            _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + 4))};
  const auto* words = reinterpret_cast<const long long*>(from);
  return {_mm256_maskload_epi64(words, first_of_4(left)), _mm256_maskload_epi64(words + 4, first_of_4(past_4(left)))};
}
RETAILSIM_ALWAYS_INLINE void store(std::uint64_t* to, U x, std::size_t left) {
  if (left >= n_lanes) [[likely]] {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), x.a);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + 4), x.b);
    return;
  }
  auto* words = reinterpret_cast<long long*>(to);
  _mm256_maskstore_epi64(words, first_of_4(left), x.a);
  _mm256_maskstore_epi64(words + 4, first_of_4(past_4(left)), x.b);
}
RETAILSIM_ALWAYS_INLINE void store_i64(std::int64_t* to, U x, std::size_t left) {
  store(reinterpret_cast<std::uint64_t*>(to), x, left);
}
RETAILSIM_ALWAYS_INLINE __m256i first_of_8(std::size_t left) {
  const __m256i count = _mm256_set1_epi32(static_cast<int>(left));
  return _mm256_cmpgt_epi32(count, _mm256_set_epi32(7, 6, 5, 4, 3, 2, 1, 0));
}
RETAILSIM_ALWAYS_INLINE U load_u32(const std::uint32_t* from, std::size_t left) {
  const __m256i words = left >= n_lanes ? _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))
                                        : _mm256_maskload_epi32(reinterpret_cast<const int*>(from), first_of_8(left));
  return {_mm256_cvtepu32_epi64(_mm256_castsi256_si128(words)),
          _mm256_cvtepu32_epi64(_mm256_extracti128_si256(words, 1))};
}
RETAILSIM_ALWAYS_INLINE U load_halves(const std::uint64_t* words, std::size_t first, std::size_t left) {
  const auto* from = reinterpret_cast<const __m256i*>(words + first / 2);
  const __m256i halves = left >= n_lanes ? _mm256_loadu_si256(from)
                                         : _mm256_maskload_epi32(reinterpret_cast<const int*>(from), first_of_8(left));
  return {_mm256_cvtepu32_epi64(_mm256_castsi256_si128(halves)),
          _mm256_cvtepu32_epi64(_mm256_extracti128_si256(halves, 1))};
}
RETAILSIM_ALWAYS_INLINE __m256i low_halves(U x) {
  // Pairs of 128-bit lanes first, then their quarters in order.
  const __m256 mixed = _mm256_shuffle_ps(_mm256_castsi256_ps(x.a), _mm256_castsi256_ps(x.b), 0x88);
  return _mm256_permute4x64_epi64(_mm256_castps_si256(mixed), 0xD8);
}
RETAILSIM_ALWAYS_INLINE void store_u32(std::uint32_t* to, U x, std::size_t left) {
  const __m256i words = low_halves(x);
  if (left >= n_lanes) [[likely]]
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), words);
  else
    _mm256_maskstore_epi32(reinterpret_cast<int*>(to), first_of_8(left), words);
}
RETAILSIM_ALWAYS_INLINE D load_d(const double* from, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    return {_mm256_loadu_pd(from), _mm256_loadu_pd(from + 4)};
  return {_mm256_maskload_pd(from, first_of_4(left)), _mm256_maskload_pd(from + 4, first_of_4(past_4(left)))};
}
RETAILSIM_ALWAYS_INLINE void store_d(double* to, D x, std::size_t left) {
  if (left >= n_lanes) [[likely]] {
    _mm256_storeu_pd(to, x.a);
    _mm256_storeu_pd(to + 4, x.b);
    return;
  }
  _mm256_maskstore_pd(to, first_of_4(left), x.a);
  _mm256_maskstore_pd(to + 4, first_of_4(past_4(left)), x.b);
}

RETAILSIM_ALWAYS_INLINE U set(std::uint64_t x) {
  const __m256i all = _mm256_set1_epi64x(static_cast<long long>(x));
  return {all, all};
}
RETAILSIM_ALWAYS_INLINE D set_d(double x) { return {_mm256_set1_pd(x), _mm256_set1_pd(x)}; }
RETAILSIM_ALWAYS_INLINE U lane_numbers() { return {_mm256_set_epi64x(3, 2, 1, 0), _mm256_set_epi64x(7, 6, 5, 4)}; }

RETAILSIM_ALWAYS_INLINE U add(U x, U y) { return {_mm256_add_epi64(x.a, y.a), _mm256_add_epi64(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE U sub(U x, U y) { return {_mm256_sub_epi64(x.a, y.a), _mm256_sub_epi64(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE U and_(U x, U y) { return {_mm256_and_si256(x.a, y.a), _mm256_and_si256(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE U or_(U x, U y) { return {_mm256_or_si256(x.a, y.a), _mm256_or_si256(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE U xor_(U x, U y) { return {_mm256_xor_si256(x.a, y.a), _mm256_xor_si256(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE U xor_3(U x, U y, U z) { return xor_(xor_(x, y), z); }
RETAILSIM_ALWAYS_INLINE U and_xor(U x, U y, U z) { return xor_(and_(x, y), z); }
template <int Bits>
RETAILSIM_ALWAYS_INLINE U shift_left(U x) {
  return {_mm256_slli_epi64(x.a, Bits), _mm256_slli_epi64(x.b, Bits)};
}
template <int Bits>
RETAILSIM_ALWAYS_INLINE U shift_right(U x) {
  return {_mm256_srli_epi64(x.a, Bits), _mm256_srli_epi64(x.b, Bits)};
}
RETAILSIM_ALWAYS_INLINE U shift_right_by(U x, int n_bits) {
  const __m128i count = _mm_cvtsi32_si128(n_bits);
  return {_mm256_srl_epi64(x.a, count), _mm256_srl_epi64(x.b, count)};
}
RETAILSIM_ALWAYS_INLINE U multiply_32(U x, U y) { return {_mm256_mul_epu32(x.a, y.a), _mm256_mul_epu32(x.b, y.b)}; }
// A shuffle and not a shift: shifts share a port with multiplications.
RETAILSIM_ALWAYS_INLINE U high_32(U x) { return {_mm256_shuffle_epi32(x.a, 0xF5), _mm256_shuffle_epi32(x.b, 0xF5)}; }
RETAILSIM_ALWAYS_INLINE U swap_32(U x) { return {_mm256_shuffle_epi32(x.a, 0xB1), _mm256_shuffle_epi32(x.b, 0xB1)}; }

RETAILSIM_ALWAYS_INLINE D as_double(U x) { return {_mm256_castsi256_pd(x.a), _mm256_castsi256_pd(x.b)}; }
RETAILSIM_ALWAYS_INLINE U as_bits(D x) { return {_mm256_castpd_si256(x.a), _mm256_castpd_si256(x.b)}; }
RETAILSIM_ALWAYS_INLINE D fused(D x, D y, D z) {
  return {_mm256_fmadd_pd(x.a, y.a, z.a), _mm256_fmadd_pd(x.b, y.b, z.b)};
}
RETAILSIM_ALWAYS_INLINE D plus(D x, D y) { return {_mm256_add_pd(x.a, y.a), _mm256_add_pd(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE D minus(D x, D y) { return {_mm256_sub_pd(x.a, y.a), _mm256_sub_pd(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE D times(D x, D y) { return {_mm256_mul_pd(x.a, y.a), _mm256_mul_pd(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE D divided(D x, D y) { return {_mm256_div_pd(x.a, y.a), _mm256_div_pd(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE D root(D x) { return {_mm256_sqrt_pd(x.a), _mm256_sqrt_pd(x.b)}; }
RETAILSIM_ALWAYS_INLINE D smaller(D x, D y) { return {_mm256_min_pd(x.a, y.a), _mm256_min_pd(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE D larger(D x, D y) { return {_mm256_max_pd(x.a, y.a), _mm256_max_pd(x.b, y.b)}; }

RETAILSIM_ALWAYS_INLINE M less_d(D x, D y) {
  return {_mm256_cmp_pd(x.a, y.a, _CMP_LT_OQ), _mm256_cmp_pd(x.b, y.b, _CMP_LT_OQ)};
}
RETAILSIM_ALWAYS_INLINE M less_signed(U x, U y) {
  return {_mm256_castsi256_pd(_mm256_cmpgt_epi64(y.a, x.a)), _mm256_castsi256_pd(_mm256_cmpgt_epi64(y.b, x.b))};
}
RETAILSIM_ALWAYS_INLINE M less_unsigned(U x, U y) {
  const U sign = set(0x8000000000000000);
  return less_signed(xor_(x, sign), xor_(y, sign));
}
/// Blends and `bits` look at the highest bit only, so the word is its own mask; not for `both` and `either`.
RETAILSIM_ALWAYS_INLINE M high_bit(U x) { return {_mm256_castsi256_pd(x.a), _mm256_castsi256_pd(x.b)}; }
RETAILSIM_ALWAYS_INLINE M either(M x, M y) { return {_mm256_or_pd(x.a, y.a), _mm256_or_pd(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE M both(M x, M y) { return {_mm256_and_pd(x.a, y.a), _mm256_and_pd(x.b, y.b)}; }
RETAILSIM_ALWAYS_INLINE M unless(M x, M y) { return {_mm256_andnot_pd(y.a, x.a), _mm256_andnot_pd(y.b, x.b)}; }
RETAILSIM_ALWAYS_INLINE D choose_d(M m, D x, D y) {
  return {_mm256_blendv_pd(y.a, x.a, m.a), _mm256_blendv_pd(y.b, x.b, m.b)};
}
RETAILSIM_ALWAYS_INLINE U choose(M m, U x, U y) { return as_bits(choose_d(m, as_double(x), as_double(y))); }
RETAILSIM_ALWAYS_INLINE U count_up(U x, M m) {
  return {_mm256_sub_epi64(x.a, _mm256_castpd_si256(m.a)), _mm256_sub_epi64(x.b, _mm256_castpd_si256(m.b))};
}
RETAILSIM_ALWAYS_INLINE unsigned bits(M m) {
  return static_cast<unsigned>(_mm256_movemask_pd(m.a)) | static_cast<unsigned>(_mm256_movemask_pd(m.b)) << 4;
}
RETAILSIM_ALWAYS_INLINE void store_f(float* to, D x, std::size_t left) {
  const __m256 floats = _mm256_set_m128(_mm256_cvtpd_ps(x.b), _mm256_cvtpd_ps(x.a));
  if (left >= n_lanes) [[likely]]
    _mm256_storeu_ps(to, floats);
  else
    _mm256_maskstore_ps(to, first_of_8(left), floats);
}
RETAILSIM_ALWAYS_INLINE void store_truth(std::uint8_t* to, M m, std::size_t left) {
  // Bits 0 to 6 spread to the bytes of their number by one multiplication, bit 7 apart.
  const std::uint64_t mask = bits(m);
  const std::uint64_t bytes = ((mask & 0x7F) * 0x0002040810204081 & 0x0101010101010101) | (mask >> 7) << 56;
  __builtin_memcpy(to, &bytes, left < n_lanes ? left : n_lanes);
}

RETAILSIM_ALWAYS_INLINE std::size_t count_true(M m) { return static_cast<std::size_t>(__builtin_popcount(bits(m))); }

RETAILSIM_ALWAYS_INLINE U gather(const std::uint64_t* table, U index) {
  const auto* words = reinterpret_cast<const long long*>(table);
  return {_mm256_i64gather_epi64(words, index.a, 8), _mm256_i64gather_epi64(words, index.b, 8)};
}
RETAILSIM_ALWAYS_INLINE D gather_d(const double* table, U index) {
  return {_mm256_i64gather_pd(table, index.a, 8), _mm256_i64gather_pd(table, index.b, 8)};
}
RETAILSIM_ALWAYS_INLINE U gather_u32(const std::uint32_t* table, U index) {
  const auto* words = reinterpret_cast<const int*>(table);
  return {_mm256_cvtepu32_epi64(_mm256_i64gather_epi32(words, index.a, 4)),
          _mm256_cvtepu32_epi64(_mm256_i64gather_epi32(words, index.b, 4))};
}
RETAILSIM_ALWAYS_INLINE void store_coins(std::uint8_t* to, U x, std::uint32_t threshold, std::size_t left, U& equal) {
  const __m256i sign = _mm256_set1_epi32(static_cast<int>(0x80000000)),
                all = _mm256_set1_epi32(static_cast<int>(threshold));
  const __m256i signed_all = _mm256_xor_si256(all, sign);
  const __m256i a = _mm256_cmpgt_epi32(signed_all, _mm256_xor_si256(x.a, sign));
  const __m256i b = _mm256_cmpgt_epi32(signed_all, _mm256_xor_si256(x.b, sign));
  equal.a = _mm256_or_si256(equal.a, _mm256_cmpeq_epi32(x.a, all));
  equal.b = _mm256_or_si256(equal.b, _mm256_cmpeq_epi32(x.b, all));
  const __m256i words = _mm256_permute4x64_epi64(_mm256_packs_epi32(a, b), 0xD8);
  const __m128i bytes = _mm_packs_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
  const __m128i coins = _mm_and_si128(bytes, _mm_set1_epi8(1));
  if (left >= 16) [[likely]] {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), coins);
  } else {
    alignas(16) std::uint8_t all_coins[16];
    _mm_store_si128(reinterpret_cast<__m128i*>(all_coins), coins);
    __builtin_memcpy(to, all_coins, left);
  }
}
RETAILSIM_ALWAYS_INLINE D times_power_of_2(D x, D, U n_bits) {
  const U biased = add(sub(n_bits, set(0x4338000000000000)), set(2048));
  const U first = shift_right<1>(biased);
  const U second = sub(biased, first);
  const D scale_1 = as_double(shift_left<52>(sub(first, set(1))));
  const D scale_2 = as_double(shift_left<52>(sub(second, set(1))));
  return times(times(x, scale_1), scale_2);
}
/// order[mask]: the numbers of the mask's bits, one in each byte.
struct LaneOrders {
  std::uint64_t order[256];
  constexpr LaneOrders() : order() {
    for (unsigned mask = 0; mask < 256; ++mask) {
      unsigned n = 0;
      for (unsigned lane = 0; lane < 8; ++lane)
        if ((mask >> lane & 1) != 0) order[mask] |= std::uint64_t{lane} << 8 * n++;
    }
  }
};
inline constexpr LaneOrders lane_orders;

RETAILSIM_ALWAYS_INLINE std::size_t store_true(std::uint32_t* to, M m, U x) {
  const unsigned mask = bits(m);
  const __m128i order = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(&lane_orders.order[mask]));
  const __m256i kept = _mm256_permutevar8x32_epi32(low_halves(x), _mm256_cvtepu8_epi32(order));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), kept);
  return static_cast<std::size_t>(__builtin_popcount(mask));
}
/// pairs[mask]: the numbers of the mask's bits as pairs of 32-bit words, one word in each byte.
struct PairOrders {
  std::uint64_t order[16];
  constexpr PairOrders() : order() {
    for (unsigned mask = 0; mask < 16; ++mask) {
      unsigned n = 0;
      for (unsigned lane = 0; lane < 4; ++lane)
        if ((mask >> lane & 1) != 0) order[mask] |= std::uint64_t{(2 * lane + 1) << 8 | 2 * lane} << 16 * n++;
    }
  }
};
inline constexpr PairOrders pair_orders;

RETAILSIM_ALWAYS_INLINE void store_true_4(std::uint64_t* to, unsigned mask, __m256i x) {
  const __m128i order = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(&pair_orders.order[mask]));
  const __m256i kept = _mm256_permutevar8x32_epi32(x, _mm256_cvtepu8_epi32(order));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), kept);
}
RETAILSIM_ALWAYS_INLINE std::size_t store_true(std::uint64_t* to, M m, U x) {
  const unsigned mask = bits(m);
  store_true_4(to, mask & 15, x.a);
  store_true_4(to + __builtin_popcount(mask & 15), mask >> 4, x.b);
  return static_cast<std::size_t>(__builtin_popcount(mask));
}
// AVX2 permutes eight 32-bit words at will, but not doubles: a table is one register of low and one of high halves.
// Shuffles within 128 bits leave both the table's entries and the lanes looked up in the order 0 1 4 5 2 3 6 7.
struct Table8 {
  __m256 low, high;
};
using Index8 = __m256i;
RETAILSIM_ALWAYS_INLINE Table8 table_8(const double* values) {
  const __m256 a = _mm256_castpd_ps(_mm256_loadu_pd(values)), b = _mm256_castpd_ps(_mm256_loadu_pd(values + 4));
  return {_mm256_shuffle_ps(a, b, 0x88), _mm256_shuffle_ps(a, b, 0xDD)};
}
RETAILSIM_ALWAYS_INLINE Index8 index_8(U x) {
  const __m256 lanes = _mm256_shuffle_ps(_mm256_castsi256_ps(x.a), _mm256_castsi256_ps(x.b), 0x88);
  return _mm256_permutevar8x32_epi32(_mm256_set_epi32(7, 6, 3, 2, 5, 4, 1, 0), _mm256_castps_si256(lanes));
}
RETAILSIM_ALWAYS_INLINE D lookup_8(Table8 table, Index8 index) {
  const __m256 low = _mm256_permutevar8x32_ps(table.low, index), high = _mm256_permutevar8x32_ps(table.high, index);
  return {_mm256_castps_pd(_mm256_unpacklo_ps(low, high)), _mm256_castps_pd(_mm256_unpackhi_ps(low, high))};
}
RETAILSIM_ALWAYS_INLINE __m256i prefix_sum_4(__m256i v) {
  const __m256i zero = _mm256_setzero_si256();
  v = _mm256_add_epi64(v, _mm256_blend_epi32(_mm256_permute4x64_epi64(v, 0x90), zero, 0x03));
  return _mm256_add_epi64(v, _mm256_permute2x128_si256(v, v, 0x08));
}
RETAILSIM_ALWAYS_INLINE U prefix_sum(U x) {
  const __m256i low = prefix_sum_4(x.a);
  return {low, _mm256_add_epi64(prefix_sum_4(x.b), _mm256_permute4x64_epi64(low, 0xFF))};
}

}  // namespace retailsim::detail::isa_avx2
