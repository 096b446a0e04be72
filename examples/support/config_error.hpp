#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace retailsim::support {

/// Something wrong in a configuration file, after the place it stands at: `fmcg.toml:12:3: unknown key "chrun" ...`.
class ConfigError : public std::invalid_argument {
 public:
  ConfigError(const std::string& where, const std::string& what) : std::invalid_argument(where + ": " + what) {}
};

/// The name most like `word`, or nothing where none is like it. A letter wrong, missing, too many or swapped counts
/// one.
std::string_view most_like(std::string_view word, const std::vector<std::string_view>& names);

/// `; did you mean "churn"? Known are: churn, customers`, for messages about a name that is not known.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& names);

}  // namespace retailsim::support
