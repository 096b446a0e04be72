#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#  include <immintrin.h>
#  define RETAILSIM_CRC32_FOLDS 1
#endif

namespace retailsim::detail {

// tables[k][b] is the remainder of byte b followed by k bytes of zeros.
inline constexpr auto crc32_tables = [] {
  std::array<std::array<std::uint32_t, 256>, 8> tables{};
  for (std::uint32_t b = 0; b < 256; ++b) {
    std::uint32_t r = b;
    for (int bit = 0; bit < 8; ++bit) r = (r >> 1) ^ ((r & 1) != 0 ? 0xEDB88320u : 0);
    tables[0][b] = r;
  }
  for (std::size_t k = 1; k < 8; ++k) {
    for (std::size_t b = 0; b < 256; ++b) {
      tables[k][b] = (tables[k - 1][b] >> 8) ^ tables[0][tables[k - 1][b] & 0xFF];
    }
  }
  return tables;
}();

/// The remainder of `crc` followed by n bytes; eight bytes a step.
/// Source: M. E. Kounavis and F. L. Berry, A Systematic Approach to Building High Performance Software-based CRC
/// Generators, 2005.
inline std::uint32_t crc32_by_tables(std::uint32_t crc, const char* at, std::size_t n) {
  static_assert(std::endian::native == std::endian::little);
  const auto& t = crc32_tables;
  for (; n >= 8; n -= 8, at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    word ^= crc;
    crc = t[7][word & 0xFF] ^ t[6][word >> 8 & 0xFF] ^ t[5][word >> 16 & 0xFF] ^ t[4][word >> 24 & 0xFF] ^
          t[3][word >> 32 & 0xFF] ^ t[2][word >> 40 & 0xFF] ^ t[1][word >> 48 & 0xFF] ^ t[0][word >> 56];
  }
  for (; n > 0; --n, ++at) crc = (crc >> 8) ^ t[0][(crc ^ static_cast<std::uint8_t>(*at)) & 0xFF];
  return crc;
}

#if RETAILSIM_CRC32_FOLDS
/// The same for a multiple of 16 bytes, 64 or more, by multiplying without carries: ten times as fast as tables.
/// Source: V. Gopal et al., Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction, Intel, 2009, with
/// the constants of its section on the reflected polynomial.
__attribute__((target("sse4.1,pclmul"))) inline std::uint32_t crc32_by_folding(std::uint32_t crc, const char* at,
                                                                               std::size_t n) {
  const auto load = [&](std::size_t i) __attribute__((target("sse4.1,pclmul"))) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at) + i);
  };
  const auto fold = [](__m128i x, __m128i by, __m128i next) __attribute__((target("sse4.1,pclmul"))) {
    return _mm_xor_si128(_mm_xor_si128(_mm_clmulepi64_si128(x, by, 0x00), _mm_clmulepi64_si128(x, by, 0x11)), next);
  };
  const __m128i by_64 = _mm_set_epi64x(0x01c6e41596, 0x0154442bd4), by_16 = _mm_set_epi64x(0x00ccaa009e, 0x01751997d0);
  __m128i a = _mm_xor_si128(load(0), _mm_cvtsi32_si128(static_cast<int>(crc))), b = load(1), c = load(2), d = load(3);
  for (at += 64, n -= 64; n >= 64; at += 64, n -= 64) {
    a = fold(a, by_64, load(0));
    b = fold(b, by_64, load(1));
    c = fold(c, by_64, load(2));
    d = fold(d, by_64, load(3));
  }
  a = fold(fold(fold(a, by_16, b), by_16, c), by_16, d);
  for (; n >= 16; at += 16, n -= 16) a = fold(a, by_16, load(0));
  // 128 bits to 64, to 32, and Barrett's reduction.
  const __m128i low = _mm_setr_epi32(-1, 0, -1, 0);
  a = _mm_xor_si128(_mm_srli_si128(a, 8), _mm_clmulepi64_si128(a, by_16, 0x10));
  a = _mm_xor_si128(_mm_srli_si128(a, 4),
                    _mm_clmulepi64_si128(_mm_and_si128(a, low), _mm_set_epi64x(0, 0x0163cd6124), 0x00));
  const __m128i polynomial = _mm_set_epi64x(0x01f7011641, 0x01db710641);
  __m128i q = _mm_clmulepi64_si128(_mm_and_si128(a, low), polynomial, 0x10);
  q = _mm_clmulepi64_si128(_mm_and_si128(q, low), polynomial, 0x00);
  return static_cast<std::uint32_t>(_mm_extract_epi32(_mm_xor_si128(a, q), 1));
}
#endif

/// CRC-32 of ISO 3309, as gzip and Parquet's pages have it.
inline std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  const char* at = bytes.data();
  std::size_t n = bytes.size();
#if RETAILSIM_CRC32_FOLDS
  static const bool folds = __builtin_cpu_supports("pclmul") != 0 && __builtin_cpu_supports("sse4.1") != 0;
  if (folds && n >= 64) {
    crc = crc32_by_folding(crc, at, n / 16 * 16);
    at += n / 16 * 16;
    n %= 16;
  }
#endif
  return ~crc32_by_tables(crc, at, n);
}

}  // namespace retailsim::detail
