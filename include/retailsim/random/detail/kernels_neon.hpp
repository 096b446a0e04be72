#pragma once

#if defined(__aarch64__)
#  define RETAILSIM_HAS_NEON_KERNELS 1

#  include <cstddef>
#  include <cstdint>
#  include <type_traits>

#  include <retailsim/random/detail/kernel_table.hpp>
#  include <retailsim/random/detail/lanes_neon.hpp>
#  include <retailsim/random/philox.hpp>

namespace retailsim::detail::isa_neon {

inline constexpr const char* kernels_name = "neon";

#  include <retailsim/random/detail/kernels.inc.hpp>

}  // namespace retailsim::detail::isa_neon

#endif
