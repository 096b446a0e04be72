#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include <retailsim/core/blocks.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Whether, when and how many units come back.
///
/// | expression                                     | effect                                                          |
/// |------------------------------------------------|-----------------------------------------------------------------|
/// | `m.returns(returned, exchanged, lines, draws)` | may change any element: units of the line that come back for    |
/// |                                                | money, and units exchanged for the same SKU; each >= 0,         |
/// |                                                | together at most the quantity; both come in as 0                |
/// | `m.delays(seconds, orders, draws)`             | writes every element: seconds from the order to its return, > 0 |
///
/// What comes back of one order comes back in one parcel: one return order, one exchange order. In `returns` the
/// entities of `draws` are the lines, in `delays` the orders (all of the block's, with or without a return).
///
/// Models: NoReturns, CategoryReturns.
template <class M>
concept ReturnModel =
    std::copyable<M> &&
    requires(const M m, std::span<std::int32_t> returned, std::span<std::int32_t> exchanged, std::span<Seconds> seconds,
             const LineBlock& lines, const OrderBlock& orders, const Draws& draws) {
      { m.returns(returned, exchanged, lines, draws) } -> std::same_as<void>;
      { m.delays(seconds, orders, draws) } -> std::same_as<void>;
    };

}  // namespace retailsim
