#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include <retailsim/random/detail/kernel_table.hpp>
#include <retailsim/random/detail/kernels_avx2.hpp>
#include <retailsim/random/detail/kernels_avx512.hpp>
#include <retailsim/random/detail/kernels_neon.hpp>
#include <retailsim/random/detail/kernels_scalar.hpp>

namespace retailsim::detail {

/// The table of an instruction set by name; null where this processor or build lacks it.
/// \throws std::invalid_argument if the name is unknown
inline const Kernels* find_kernels_here(std::string_view name) {
  if (name == "scalar") return &isa_scalar::table;
  if (name == "avx2") {
#if defined(RETAILSIM_HAS_AVX2_KERNELS)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &isa_avx2::table;
#endif
    return nullptr;
  }
  if (name == "avx512") {
#if defined(RETAILSIM_HAS_AVX512_KERNELS)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("fma"))
      return &isa_avx512::table;
#endif
    return nullptr;
  }
  if (name == "neon") {
#if defined(RETAILSIM_HAS_NEON_KERNELS)
    return &isa_neon::table;
#else
    return nullptr;
#endif
  }
  throw std::invalid_argument("RETAILSIM_ISA: must be scalar, avx2, avx512 or neon, got " + std::string(name));
}

}  // namespace retailsim::detail
