#pragma once

// What "same bits on every machine" needs from the compiler. Floating point that shapes rows is written with explicit
// fused multiply-adds, and these flags would let a compiler regroup it or leave NaNs and infinities out.
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) || defined(__RECIPROCAL_MATH__)
#  error "retailsim: -ffast-math and its parts change the rows drawn from a seed; compile without them"
#endif
#if defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__
#  error "retailsim: -ffinite-math-only (part of -ffast-math) is not supported; compile without it"
#endif

#include <cstdint>

// Small helpers of a kernel must be inlined into the code of their own instruction set: a copy of their own could be
// merged by the linker with one compiled for another.
#define RETAILSIM_ALWAYS_INLINE [[gnu::always_inline]] static inline

namespace retailsim::detail {

__extension__ typedef unsigned __int128 uint128;  // NOLINT: the attribute form is the one -Wpedantic accepts

/// High 64 bits of a 128-bit product.
constexpr std::uint64_t multiply_high(std::uint64_t a, std::uint64_t b) {
  return static_cast<std::uint64_t>((static_cast<uint128>(a) * b) >> 64);
}

}  // namespace retailsim::detail
