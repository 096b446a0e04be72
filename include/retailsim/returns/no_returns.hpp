#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include <retailsim/returns/concept.hpp>

namespace retailsim {

/// Nothing ever comes back: the neutral default of the slot.
struct NoReturns {
  void returns(std::span<std::int32_t>, std::span<std::int32_t>, const LineBlock&, const Draws&) const {}
  void delays(std::span<Seconds> seconds, const OrderBlock&, const Draws&) const {
    std::ranges::fill(seconds, seconds_per_day);  // of orders without a return nobody asks
  }
};
static_assert(ReturnModel<NoReturns>);

}  // namespace retailsim
