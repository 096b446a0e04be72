#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/discrete_table.hpp>

namespace retailsim::detail {

/// The table of a law of counts with one mode, from the ratios of neighbouring probabilities, so that neither
/// factorials nor powers are needed; what is left out on either side has a probability of about 1e-17. \param mode   a
/// value of about the greatest probability \param ratio  ratio(k) = P(k + 1) / P(k), from the mode on below or about 1
/// and falling \param offset added to every value
template <class Ratio>
DiscreteTable count_table(std::int64_t mode, std::int64_t offset, const Ratio& ratio) {
  constexpr double tail = 1e-18;
  std::vector<double> below, weights;
  double sum = 1;
  double weight = 1;
  for (std::int64_t k = mode; k > 0; --k) {
    weight = product(weight, 1 / ratio(k - 1));
    // Weights fall at least as fast from here as from the last to this one, and there are k of them left.
    if (weight * static_cast<double>(k) < tail * sum) break;
    below.push_back(weight);
    sum += weight;
  }
  weights.assign(below.rbegin(), below.rend());
  const std::int64_t first = mode - static_cast<std::int64_t>(below.size());
  weight = 1;
  for (std::int64_t k = mode;; ++k) {
    weights.push_back(weight);
    const double step = ratio(k);
    weight = product(weight, step);
    sum += weight;
    // Geometric bound of all that follows.
    if (step < 1 && weight < tail * sum * (1 - step)) break;
  }
  return {first + offset, weights};
}

}  // namespace retailsim::detail
