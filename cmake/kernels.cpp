// The random kernels of our own programs, tests and benchmarks, compiled once for all of them.
#include <string_view>

#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/detail/find_kernels.hpp>

const retailsim::detail::Kernels* retailsim::detail::find_kernels(std::string_view name) {
  return find_kernels_here(name);
}
