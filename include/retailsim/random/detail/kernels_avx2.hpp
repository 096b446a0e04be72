#pragma once

// The kernels compiled for AVX2 and FMA, whatever the flags of the rest; dispatch.hpp calls them on processors that
// have both. Standard headers come before the region, so that none of their functions is compiled in it.

#if defined(__x86_64__)
#  define RETAILSIM_HAS_AVX2_KERNELS 1

#  include <immintrin.h>

#  include <cstddef>
#  include <cstdint>
#  include <type_traits>

#  include <retailsim/random/detail/kernel_table.hpp>
#  include <retailsim/random/detail/portable.hpp>
#  include <retailsim/random/philox.hpp>

#  if defined(__clang__)
#    pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#  else
#    pragma GCC push_options
#    pragma GCC target("avx2,fma")
#  endif

#  include <retailsim/random/detail/lanes_avx2.inc.hpp>

namespace retailsim::detail::isa_avx2 {

inline constexpr const char* kernels_name = "avx2";

#  include <retailsim/random/detail/kernels.inc.hpp>

}  // namespace retailsim::detail::isa_avx2

#  if defined(__clang__)
#    pragma clang attribute pop
#  else
#    pragma GCC pop_options
#  endif

#endif
