// Eight lanes in one AVX-512 register; the same names as in lanes_scalar.hpp. Included inside the target region of
// kernels_avx512.hpp only: compilers do not define __AVX512F__ there, so nothing may ask for it.
//
// Many calls are the zero-masked forms with a full mask. They compile to the plain instruction; the plain forms begin
// with an undefined register, which g++ 12 reports to users as uninitialised.

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

#include <retailsim/random/detail/portable.hpp>

namespace retailsim::detail::isa_avx512 {

inline constexpr std::size_t n_lanes = 8;
/// Independent Philox computations at a time: one alone waits for its own products.
inline constexpr std::size_t n_chains = 2;

using U = __m512i;
using D = __m512d;
using M = __mmask8;

inline constexpr M all_lanes = 0xFF;

/// Clears the upper halves of the registers: with them in use, code without AVX pays for every instruction after.
RETAILSIM_ALWAYS_INLINE void leave() { _mm256_zeroupper(); }

/// The first `left` lanes, as a mask for loads and stores.
RETAILSIM_ALWAYS_INLINE M first_lanes(std::size_t left) {
  return left < n_lanes ? static_cast<M>((1u << left) - 1) : all_lanes;
}

RETAILSIM_ALWAYS_INLINE U load(const std::uint64_t* from, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    return _mm512_loadu_si512(from);
  return _mm512_maskz_loadu_epi64(first_lanes(left), from);
}
RETAILSIM_ALWAYS_INLINE void store(std::uint64_t* to, U x, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    _mm512_storeu_si512(to, x);
  else
    _mm512_mask_storeu_epi64(to, first_lanes(left), x);
}
RETAILSIM_ALWAYS_INLINE void store_i64(std::int64_t* to, U x, std::size_t left) {
  store(reinterpret_cast<std::uint64_t*>(to), x, left);
}
RETAILSIM_ALWAYS_INLINE U load_u32(const std::uint32_t* from, std::size_t left) {
  const __m256i words = left >= n_lanes ? _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from))
                                        : _mm256_maskz_loadu_epi32(first_lanes(left), from);
  return _mm512_maskz_cvtepu32_epi64(all_lanes, words);
}
RETAILSIM_ALWAYS_INLINE U load_halves(const std::uint64_t* words, std::size_t first, std::size_t left) {
  const void* from = words + first / 2;
  const __m256i halves = left >= n_lanes ? _mm256_loadu_si256(static_cast<const __m256i*>(from))
                                         : _mm256_maskz_loadu_epi32(first_lanes(left), from);
  return _mm512_maskz_cvtepu32_epi64(all_lanes, halves);
}
RETAILSIM_ALWAYS_INLINE void store_u32(std::uint32_t* to, U x, std::size_t left) {
  const __m256i words = _mm512_maskz_cvtepi64_epi32(all_lanes, x);
  if (left >= n_lanes) [[likely]]
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), words);
  else
    _mm256_mask_storeu_epi32(to, first_lanes(left), words);
}
RETAILSIM_ALWAYS_INLINE D load_d(const double* from, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    return _mm512_loadu_pd(from);
  return _mm512_maskz_loadu_pd(first_lanes(left), from);
}
RETAILSIM_ALWAYS_INLINE void store_d(double* to, D x, std::size_t left) {
  if (left >= n_lanes) [[likely]]
    _mm512_storeu_pd(to, x);
  else
    _mm512_mask_storeu_pd(to, first_lanes(left), x);
}
RETAILSIM_ALWAYS_INLINE void store_f(float* to, D x, std::size_t left) {
  const __m256 floats = _mm512_maskz_cvtpd_ps(all_lanes, x);
  if (left >= n_lanes) [[likely]]
    _mm256_storeu_ps(to, floats);
  else
    _mm256_mask_storeu_ps(to, first_lanes(left), floats);
}
RETAILSIM_ALWAYS_INLINE void store_truth(std::uint8_t* to, M m, std::size_t left) {
  _mm_mask_storeu_epi8(to, first_lanes(left), _mm_maskz_set1_epi8(m, 1));
}

RETAILSIM_ALWAYS_INLINE U set(std::uint64_t x) { return _mm512_set1_epi64(static_cast<long long>(x)); }
RETAILSIM_ALWAYS_INLINE D set_d(double x) { return _mm512_set1_pd(x); }
RETAILSIM_ALWAYS_INLINE U lane_numbers() { return _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0); }

RETAILSIM_ALWAYS_INLINE U add(U x, U y) { return _mm512_add_epi64(x, y); }
RETAILSIM_ALWAYS_INLINE U sub(U x, U y) { return _mm512_sub_epi64(x, y); }
RETAILSIM_ALWAYS_INLINE U and_(U x, U y) { return _mm512_and_si512(x, y); }
RETAILSIM_ALWAYS_INLINE U or_(U x, U y) { return _mm512_or_si512(x, y); }
RETAILSIM_ALWAYS_INLINE U xor_(U x, U y) { return _mm512_xor_si512(x, y); }
RETAILSIM_ALWAYS_INLINE U xor_3(U x, U y, U z) { return _mm512_ternarylogic_epi64(x, y, z, 0x96); }
RETAILSIM_ALWAYS_INLINE U and_xor(U x, U y, U z) { return _mm512_ternarylogic_epi64(x, y, z, 0x6A); }
template <int Bits>
RETAILSIM_ALWAYS_INLINE U shift_left(U x) {
  return _mm512_maskz_slli_epi64(all_lanes, x, Bits);
}
template <int Bits>
RETAILSIM_ALWAYS_INLINE U shift_right(U x) {
  return _mm512_maskz_srli_epi64(all_lanes, x, Bits);
}
RETAILSIM_ALWAYS_INLINE U shift_right_by(U x, int n_bits) {
  return _mm512_maskz_srl_epi64(all_lanes, x, _mm_cvtsi32_si128(n_bits));
}
RETAILSIM_ALWAYS_INLINE U multiply_32(U x, U y) { return _mm512_maskz_mul_epu32(all_lanes, x, y); }
// A shuffle and not a shift: shifts share a port with multiplications.
RETAILSIM_ALWAYS_INLINE U high_32(U x) {
  return _mm512_maskz_shuffle_epi32(0xFFFF, x, static_cast<_MM_PERM_ENUM>(0xF5));
}
RETAILSIM_ALWAYS_INLINE U swap_32(U x) {
  return _mm512_maskz_shuffle_epi32(0xFFFF, x, static_cast<_MM_PERM_ENUM>(0xB1));
}

RETAILSIM_ALWAYS_INLINE D as_double(U x) { return _mm512_castsi512_pd(x); }
RETAILSIM_ALWAYS_INLINE U as_bits(D x) { return _mm512_castpd_si512(x); }
RETAILSIM_ALWAYS_INLINE D fused(D x, D y, D z) { return _mm512_fmadd_pd(x, y, z); }
RETAILSIM_ALWAYS_INLINE D plus(D x, D y) { return _mm512_add_pd(x, y); }
RETAILSIM_ALWAYS_INLINE D minus(D x, D y) { return _mm512_sub_pd(x, y); }
RETAILSIM_ALWAYS_INLINE D times(D x, D y) { return _mm512_mul_pd(x, y); }
RETAILSIM_ALWAYS_INLINE D divided(D x, D y) { return _mm512_div_pd(x, y); }
RETAILSIM_ALWAYS_INLINE D root(D x) { return _mm512_maskz_sqrt_pd(all_lanes, x); }
RETAILSIM_ALWAYS_INLINE D smaller(D x, D y) { return _mm512_maskz_min_pd(all_lanes, x, y); }
RETAILSIM_ALWAYS_INLINE D larger(D x, D y) { return _mm512_maskz_max_pd(all_lanes, x, y); }

RETAILSIM_ALWAYS_INLINE M less_d(D x, D y) { return _mm512_cmp_pd_mask(x, y, _CMP_LT_OQ); }
RETAILSIM_ALWAYS_INLINE M less_signed(U x, U y) { return _mm512_cmplt_epi64_mask(x, y); }
RETAILSIM_ALWAYS_INLINE M less_unsigned(U x, U y) { return _mm512_cmplt_epu64_mask(x, y); }
RETAILSIM_ALWAYS_INLINE M high_bit(U x) { return _mm512_movepi64_mask(x); }
RETAILSIM_ALWAYS_INLINE M either(M x, M y) { return static_cast<M>(x | y); }
RETAILSIM_ALWAYS_INLINE M both(M x, M y) { return static_cast<M>(x & y); }
RETAILSIM_ALWAYS_INLINE M unless(M x, M y) { return static_cast<M>(x & ~y); }
RETAILSIM_ALWAYS_INLINE D choose_d(M m, D x, D y) { return _mm512_mask_blend_pd(m, y, x); }
RETAILSIM_ALWAYS_INLINE U choose(M m, U x, U y) { return _mm512_mask_blend_epi64(m, y, x); }
RETAILSIM_ALWAYS_INLINE U count_up(U x, M m) { return _mm512_mask_add_epi64(x, m, x, _mm512_set1_epi64(1)); }
RETAILSIM_ALWAYS_INLINE unsigned bits(M m) { return m; }
RETAILSIM_ALWAYS_INLINE std::size_t count_true(M m) { return static_cast<std::size_t>(__builtin_popcount(m)); }

RETAILSIM_ALWAYS_INLINE D times_power_of_2(D x, D n, U) { return _mm512_maskz_scalef_pd(all_lanes, x, n); }
RETAILSIM_ALWAYS_INLINE std::size_t store_true(std::uint32_t* to, M m, U x) {
  const __m256i words = _mm512_maskz_cvtepi64_epi32(all_lanes, x);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm256_maskz_compress_epi32(m, words));
  return count_true(m);
}
RETAILSIM_ALWAYS_INLINE std::size_t store_true(std::uint64_t* to, M m, U x) {
  _mm512_storeu_si512(to, _mm512_maskz_compress_epi64(m, x));
  return count_true(m);
}
RETAILSIM_ALWAYS_INLINE U gather_u32(const std::uint32_t* table, U index) {
  return _mm512_maskz_cvtepu32_epi64(all_lanes,
                                     _mm512_mask_i64gather_epi32(_mm256_setzero_si256(), all_lanes, index, table, 4));
}
RETAILSIM_ALWAYS_INLINE D gather_d(const double* table, U index) {
  return _mm512_mask_i64gather_pd(_mm512_setzero_pd(), all_lanes, index, table, 8);
}
RETAILSIM_ALWAYS_INLINE U gather(const std::uint64_t* table, U index) {
  return _mm512_mask_i64gather_epi64(_mm512_setzero_si512(), all_lanes, index, table, 8);
}
RETAILSIM_ALWAYS_INLINE void store_coins(std::uint8_t* to, U x, std::uint32_t threshold, std::size_t left, U& equal) {
  const U all = _mm512_set1_epi32(static_cast<int>(threshold));
  const __m128i coins = _mm_maskz_set1_epi8(_mm512_cmplt_epu32_mask(x, all), 1);
  equal = _mm512_mask_set1_epi32(equal, _mm512_cmpeq_epi32_mask(x, all), 1);
  if (left >= 16) [[likely]]
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), coins);
  else
    _mm_mask_storeu_epi8(to, static_cast<__mmask16>((1u << left) - 1), coins);
}
using Table8 = D;
using Index8 = U;
RETAILSIM_ALWAYS_INLINE Table8 table_8(const double* values) { return _mm512_loadu_pd(values); }
RETAILSIM_ALWAYS_INLINE Index8 index_8(U x) { return x; }
RETAILSIM_ALWAYS_INLINE D lookup_8(Table8 table, Index8 index) {
  return _mm512_maskz_permutexvar_pd(all_lanes, index, table);
}
RETAILSIM_ALWAYS_INLINE U prefix_sum(U x) {
  const U zero = _mm512_setzero_si512();
  x = add(x, _mm512_maskz_alignr_epi64(all_lanes, x, zero, 7));
  x = add(x, _mm512_maskz_alignr_epi64(all_lanes, x, zero, 6));
  return add(x, _mm512_maskz_alignr_epi64(all_lanes, x, zero, 4));
}

}  // namespace retailsim::detail::isa_avx512
