#pragma once

#include <string_view>

namespace retailsim::dynamics {

/// The source text of ECharts, or nothing where the program was built without it.
std::string_view echarts_script();

}  // namespace retailsim::dynamics
