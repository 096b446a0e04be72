#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <retailsim/random/detail/kernel_table.hpp>
#include <retailsim/random/detail/lanes_scalar.hpp>
#include <retailsim/random/philox.hpp>

namespace retailsim::detail::isa_scalar {

inline constexpr const char* kernels_name = "scalar";

#include <retailsim/random/detail/kernels.inc.hpp>

}  // namespace retailsim::detail::isa_scalar
