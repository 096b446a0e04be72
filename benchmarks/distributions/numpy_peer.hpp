#pragma once

#include <string>
#include <vector>

#include <retailsim/bench/harness.hpp>

#include "contest.hpp"

namespace retailsim::distributions {

/// numpy's figures for the tasks, by the script beside this file, at the same sizes and for as long.
/// \param python  an interpreter with numpy
/// \throws std::runtime_error with one line that says what is missing
std::vector<bench::Result> numpy_results(const std::vector<NumpyTask>& tasks, const bench::HarnessOptions& options,
                                         const std::string& python);

}  // namespace retailsim::distributions
