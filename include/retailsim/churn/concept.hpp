#pragma once

#include <concepts>

#include <retailsim/core/blocks.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim {

/// When customers register, whether and when they first buy, when they stop.
///
/// | expression                                                | effect                                               |
/// |-----------------------------------------------------------|------------------------------------------------------|
/// | `m.lifecycles(lives, customers, scenario, calendar, draws)` | writes every element of the four spans; see        |
/// |                                                           | `Lifecycles` for ranges                              |
///
/// Registration lies in [scenario.registered_from, registered_to). Nothing may depend on the scenario's window
/// (`from`, `to`, `emit_from`) or piece: a later end date only adds rows. The customers have traits and rates; the
/// entities of `draws` are the customers.
///
/// Models: NoChurn, LifetimeChurn, BgNbdChurn, ParetoNbdChurn.
template <class M>
concept ChurnModel =
    std::copyable<M> && requires(const M m, const Lifecycles& lives, const CustomerBlock& customers,
                                 const Scenario& scenario, const Calendar& calendar, const Draws& draws) {
      { m.lifecycles(lives, customers, scenario, calendar, draws) } -> std::same_as<void>;
    };

}  // namespace retailsim
