#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace retailsim::vantage {

/// One thing that must hold: what was found is within `tolerance` of what is expected, and in [least, most].
struct Check {
  std::string name;
  double expected = 0;
  double tolerance = 0;  ///< 0: exactly
  double found = 0;
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  int decimals = 0;  ///< for tables

  bool passed() const { return std::abs(found - expected) <= tolerance && found >= least && found <= most; }

  static Check near(std::string name, double expected, double tolerance, double found, int decimals) {
    return {
        .name = std::move(name), .expected = expected, .tolerance = tolerance, .found = found, .decimals = decimals};
  }
  static Check exact(std::string name, double expected, double found) {
    return {.name = std::move(name), .expected = expected, .found = found};
  }
  /// Found is above a bound.
  static Check above(std::string name, double bound, double found, int decimals) {
    return {.name = std::move(name),
            .expected = bound,
            .tolerance = std::numeric_limits<double>::infinity(),
            .found = found,
            .least = std::nextafter(bound, std::numeric_limits<double>::infinity()),
            .decimals = decimals};
  }
  bool is_bound() const { return std::isinf(tolerance); }
};

}  // namespace retailsim::vantage
