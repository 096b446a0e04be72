#pragma once

#include <concepts>
#include <span>

#include <retailsim/core/time.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// How busy each hour of the calendar is.
///
/// | expression                                | effect                                                              |
/// |-------------------------------------------|---------------------------------------------------------------------|
/// | `m.hour_weights(weights, first, draws)`   | writes every element; weights[24 * d + h] is the weight of hour h   |
/// |                                           | of day first + d; shape {24 * days}; any scale; finite and >= 0     |
///
/// Only ratios count: the engine divides by the mean over the 365 days from the scenario's `season_reference`, so a
/// customer's rate is what they buy in such a year. It builds the cumulated intensity and its inverse by itself.
/// The weights of a day must not depend on which days are asked for together. `draws` has one entity per day: its
/// days since 1970-01-01, as unsigned 64 bits.
///
/// A floating-point product that is added to something must be an explicit `std::fma`, or bits differ by compiler.
///
/// Models: NoSeasonality, RetailCalendar, EmpiricalProfile.
template <class M>
concept SeasonalityModel =
    std::copyable<M> && requires(const M m, std::span<double> weights, Date first, const Draws& draws) {
      { m.hour_weights(weights, first, draws) } -> std::same_as<void>;
    };

/// A seasonality with events, which raise or lower demand against the base that `hour_weights` gives.
///
/// | expression                                | effect                                                              |
/// |-------------------------------------------|---------------------------------------------------------------------|
/// | `m.event_factors(factors, first, draws)`  | writes every element; same shape; 1 = no event; finite and >= 0     |
///
/// A factor f > 1 adds an independent process of f - 1 times the base intensity (stream `extra`, with its own order
/// ids); f < 1 keeps each base order with probability f. The base orders are the same with and without the event.
template <class M>
concept EventfulSeasonality =
    SeasonalityModel<M> && requires(const M m, std::span<double> factors, Date first, const Draws& draws) {
      { m.event_factors(factors, first, draws) } -> std::same_as<void>;
    };

}  // namespace retailsim
