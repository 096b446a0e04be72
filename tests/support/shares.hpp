#pragma once

#include <cmath>
#include <cstddef>

#include "support/statistics.hpp"

namespace retailsim::testing {

/// p-value of `count` successes in `n` trials of probability p: exact at p = 0 and 1, else normal (n p of 100 and
/// more).
inline double share_p_value(std::size_t count, std::size_t n, double p) {
  if (p <= 0) return count == 0 ? 1 : 0;
  if (p >= 1) return count == n ? 1 : 0;
  const double expected = static_cast<double>(n) * p;
  return normal_p_value((static_cast<double>(count) - expected) / std::sqrt(expected * (1 - p)));
}

}  // namespace retailsim::testing
