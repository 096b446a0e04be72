#pragma once

#include <atomic>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#include <retailsim/random/detail/kernel_table.hpp>
#if !defined(RETAILSIM_KERNELS_ELSEWHERE)
#  include <retailsim/random/detail/find_kernels.hpp>
#endif

namespace retailsim::detail {

#if defined(RETAILSIM_KERNELS_ELSEWHERE)
/// Another translation unit of the program includes find_kernels.hpp and defines this by `find_kernels_here`: the
/// kernels are then compiled once for all.
const Kernels* find_kernels(std::string_view name);
#else
inline const Kernels* find_kernels(std::string_view name) { return find_kernels_here(name); }
#endif

/// The best table for this processor, or the one that the environment variable RETAILSIM_ISA names.
/// \throws std::invalid_argument if that name is unknown or this processor lacks it
inline const Kernels& choose_kernels() {
  if (const char* name = std::getenv("RETAILSIM_ISA"); name && *name) {
    if (const Kernels* forced = find_kernels(name)) return *forced;
    throw std::invalid_argument("RETAILSIM_ISA: must name an instruction set of this processor, got " +
                                std::string(name));
  }
  for (const char* name : {"avx512", "avx2", "neon"})
    if (const Kernels* best = find_kernels(name)) return *best;
  return *find_kernels("scalar");
}

/// Compares known answers: notices threads whose processor flushes subnormal numbers to zero (programs that have a part
/// linked with -ffast-math start so), another rounding than to nearest, and kernels that were compiled wrong.
/// \throws std::runtime_error if one differs
inline void check_arithmetic(const Kernels& active) {
  volatile double one = 1, smallest = 0x1p-1022;  // volatile: the compiler must not know the answers
  const bool keeps_subnormals = smallest / 2 > 0;
  const bool to_nearest = one + 0x1.8p-53 > 1 && one + 0x1p-54 == 1 && -one - 0x1p-54 == -1;
  std::uint64_t a[16], b[16];
  double logs[16];
  active.philox_range({0x299F31D0A4093822, 0x13198A2E, 0x03707344}, 0x85A308D3243F6A88, 16, a, b);
  active.scaled_log(a, 16, -2.5, logs);
  const bool as_known = a[0] == 0x94FDCCEBD16CFE09 && b[0] == 0x24126EA15001E420 &&  // Random123's known answer
                        std::bit_cast<std::uint64_t>(logs[0]) == 0x3FF5A6CC1F4C7C5D &&
                        std::bit_cast<std::uint64_t>(logs[15]) == 0x401221206BC1B343;
  if (!keeps_subnormals || !to_nearest || !as_known)
    throw std::runtime_error(std::string("retailsim: the arithmetic of this thread would change the rows of a seed: ") +
                             (!keeps_subnormals ? "subnormal numbers are flushed to zero (-ffast-math in another part?)"
                              : !to_nearest     ? "rounding is not to nearest"
                                                : "a known answer differs"));
}

inline std::atomic<const Kernels*> active_kernels{nullptr};

/// The table in use, chosen at the first call of the process. All tables give the same bits.
/// \throws std::runtime_error at that call, see `check_arithmetic`
inline const Kernels& kernels() {
  const Kernels* active = active_kernels.load(std::memory_order_acquire);
  if (!active) {
    active = &choose_kernels();
    check_arithmetic(*active);
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
