#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string_view>

#include <retailsim/core/error.hpp>

/// Checks of parameters given for each element: a quick look at all, then the error of the first that is wrong.
namespace retailsim::detail {

inline void each_in_range(std::span<const double> values, double low, double high, std::string_view what) {
  std::size_t n_right = 0;  // counting is what compilers make vectors of
  for (const double x : values) n_right += ((x >= low) & (x <= high)) ? 1 : 0;
  if (n_right == values.size()) return;
  for (const double x : values) in_range(x, low, high, what);
}

inline void each_positive(std::span<const double> values, std::string_view what) {
  std::size_t n_right = 0;
  for (const double x : values) n_right += ((x > 0) & (x <= std::numeric_limits<double>::max())) ? 1 : 0;
  if (n_right == values.size()) return;
  for (const double x : values) positive(x, what);
}

inline void each_finite(std::span<const double> values, std::string_view what) {
  for (const double x : values)
    if (!(x - x == 0)) finite(x, what);
}

inline void same_size(std::size_t size, std::size_t other, std::string_view what) {
  if (size != other) invalid(what, "of equal sizes", number_text(size) + " and " + number_text(other));
}

}  // namespace retailsim::detail
