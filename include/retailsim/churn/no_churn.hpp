#pragma once

#include <algorithm>

#include <retailsim/churn/concept.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim {

/// A fixed pool: everybody is there from the first instant of `registered_from` on, buys at their own rate from then
/// on, the first order coming after a gap like any other, and never leaves. The orders of customer i are a Poisson
/// process (with exponential gaps) over the whole window, and those of all of them the superposition.
class NoChurn {
 public:
  void lifecycles(const Lifecycles& lives, const CustomerBlock&, const Scenario& scenario, const Calendar&,
                  const Draws&) const {
    std::ranges::fill(lives.registered_at, scenario.registered_from.start());
    std::ranges::fill(lives.first_order_at, after_a_gap);
    std::ranges::fill(lives.ends_at, never);
    std::ranges::fill(lives.max_orders, no_order_limit);
  }
};
static_assert(ChurnModel<NoChurn>);

}  // namespace retailsim
