#pragma once

#include <atomic>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include <retailsim/random/detail/kernel_table.hpp>
#include <retailsim/random/detail/kernels_avx2.hpp>
#include <retailsim/random/detail/kernels_avx512.hpp>
#include <retailsim/random/detail/kernels_scalar.hpp>

namespace retailsim::detail {

/// The table of an instruction set by name; null where this processor or build lacks it.
/// \throws std::invalid_argument if the name is unknown
inline const Kernels* find_kernels(std::string_view name) {
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
  throw std::invalid_argument("RETAILSIM_ISA: must be scalar, avx2 or avx512, got " + std::string(name));
}

/// The best table for this processor, or the one that the environment variable RETAILSIM_ISA names.
/// \throws std::invalid_argument if that name is unknown or this processor lacks it
inline const Kernels& choose_kernels() {
  if (const char* name = std::getenv("RETAILSIM_ISA"); name && *name) {
    if (const Kernels* forced = find_kernels(name)) return *forced;
    throw std::invalid_argument("RETAILSIM_ISA: must name an instruction set of this processor, got " +
                                std::string(name));
  }
  for (const char* name : {"avx512", "avx2"})
    if (const Kernels* best = find_kernels(name)) return *best;
  return isa_scalar::table;
}

inline std::atomic<const Kernels*> active_kernels{nullptr};

/// The table in use, chosen at the first call of the process. All tables give the same bits.
inline const Kernels& kernels() {
  const Kernels* active = active_kernels.load(std::memory_order_acquire);
  if (!active) {
    active = &choose_kernels();
    active_kernels.store(active, std::memory_order_release);
  }
  return *active;
}

/// For tests and benchmarks: uses the named table from now on; false where it is missing.
inline bool use_kernels(std::string_view name) {
  const Kernels* wanted = find_kernels(name);
  if (wanted) active_kernels.store(wanted, std::memory_order_release);
  return wanted != nullptr;
}

}  // namespace retailsim::detail
