#pragma once

#include <algorithm>
#include <span>

#include <retailsim/core/time.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/seasonality/concept.hpp>

namespace retailsim {

/// Every hour of every day is equally busy: orders come evenly over the clock.
class NoSeasonality {
 public:
  void hour_weights(std::span<double> weights, Date, const Draws&) const { std::ranges::fill(weights, 1.0); }
};
static_assert(SeasonalityModel<NoSeasonality>);

}  // namespace retailsim
