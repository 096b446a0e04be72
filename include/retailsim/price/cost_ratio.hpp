#pragma once

#include <cassert>
#include <cstddef>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/uniform.hpp>

namespace retailsim {

/// What a SKU costs the shop: cost = list price * ratio, the ratio uniform on [low, high), own to each SKU. The
/// expected margin of a line at list price is 1 - (low + high) / 2 of it.
struct CostRatio {
  double low = 0.4;   ///< >= 0
  double high = 0.6;  ///< >= low; equal: the same ratio for all SKUs

  /// \param owner  whose parameter it is, for the message
  /// \throws std::invalid_argument unless 0 <= low <= high, both finite
  const CostRatio& checked(const std::string& owner) const {
    detail::not_negative(low, owner + ": cost.low");
    detail::finite(high, owner + ": cost.high");
    detail::require(high >= low, high, owner + ": cost.high", ">= cost.low");
    return *this;
  }

  /// Writes the costs of SKUs draws.first() + i from their list prices; both of shape {n}, currency units.
  void write(std::span<double> costs, std::span<const double> prices, const Draws& draws) const {
    assert(costs.size() == prices.size());
    if (low == high) {
      for (double& cost : costs) cost = low;
    } else {
      draws.of(Purpose::cost).fill(costs, Uniform{low, high});
    }
    for (std::size_t i = 0; i < costs.size(); ++i) costs[i] *= prices[i];
  }
};

}  // namespace retailsim
