#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>

/// Checks of parameters given for each element: a quick look at all, then the error of the first that is wrong.
namespace retailsim::detail {

inline bool all_between(std::span<const double> values, double below, double above) {
  return kernels().count_between(values.data(), values.size(), below, above) == values.size();
}

inline void each_in_range(std::span<const double> values, double low, double high, std::string_view what) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (all_between(values, std::nextafter(low, -infinity), std::nextafter(high, infinity))) return;
  for (const double x : values) in_range(x, low, high, what);
}

inline void each_positive(std::span<const double> values, std::string_view what) {
  if (all_between(values, 0, std::numeric_limits<double>::infinity())) return;
  for (const double x : values) positive(x, what);
}

inline void each_finite(std::span<const double> values, std::string_view what) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (all_between(values, -infinity, infinity)) return;
  for (const double x : values) finite(x, what);
}

inline void same_size(std::size_t size, std::size_t other, std::string_view what) {
  if (size != other) invalid(what, "of equal sizes", number_text(size) + " and " + number_text(other));
}

}  // namespace retailsim::detail
