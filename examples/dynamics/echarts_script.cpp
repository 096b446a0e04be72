#include "echarts_script.hpp"

#include <cstddef>

#ifdef RETAILSIM_ECHARTS
// The file as it is, in the program's read-only data: a literal of a megabyte is beyond what compilers promise.
__asm__(
    ".pushsection .rodata\n"
    "retailsim_echarts_begin: .incbin \"" RETAILSIM_ECHARTS
    "\"\n"
    "retailsim_echarts_end: .byte 0\n"
    ".popsection\n");
extern const char retailsim_echarts_begin[], retailsim_echarts_end[];
#endif

namespace retailsim::dynamics {

std::string_view echarts_script() {
#ifdef RETAILSIM_ECHARTS
  return {retailsim_echarts_begin, static_cast<std::size_t>(retailsim_echarts_end - retailsim_echarts_begin)};
#else
  return {};
#endif
}

}  // namespace retailsim::dynamics
