#pragma once

#include <functional>
#include <string>
#include <vector>

#include "contest.hpp"

namespace retailsim::distributions {

/// A law of the library that can be measured, with its parameters in the order of its constructor.
struct LawEntry {
  std::string name;
  std::vector<std::string> parameter_names;  ///< a last one that ends in "..." stands for any number, one at least
  std::vector<Parameters> defaults;          ///< what is measured unless --param says otherwise
  std::function<void(Contest&)> enter;       ///< everybody who draws it
};

/// Every law of `random/`.
std::vector<LawEntry> law_entries();

}  // namespace retailsim::distributions
