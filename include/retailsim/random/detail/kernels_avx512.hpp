#pragma once

// The kernels compiled for AVX-512 (F, DQ, BW, VL), whatever the flags of the rest; dispatch.hpp calls them on
// processors that have all four. Standard headers come before the region, so that none of their functions is compiled
// in it.

#if defined(__x86_64__)
#  define RETAILSIM_HAS_AVX512_KERNELS 1

#  include <immintrin.h>

#  include <cstddef>
#  include <cstdint>
#  include <type_traits>

#  include <retailsim/random/detail/kernel_table.hpp>
#  include <retailsim/random/detail/portable.hpp>
#  include <retailsim/random/philox.hpp>

#  if defined(__clang__)
#    pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), \
                                     apply_to = function)
#  else
#    pragma GCC push_options
#    pragma GCC target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma")
#  endif

#  include <retailsim/random/detail/lanes_avx512.inc.hpp>

namespace retailsim::detail::isa_avx512 {

inline constexpr const char* kernels_name = "avx512";

#  include <retailsim/random/detail/kernels.inc.hpp>

}  // namespace retailsim::detail::isa_avx512

#  if defined(__clang__)
#    pragma clang attribute pop
#  else
#    pragma GCC pop_options
#  endif

#endif
