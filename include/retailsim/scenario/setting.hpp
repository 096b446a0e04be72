#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim {

/// What a run is about, as models see it once before the first row. The references outlive the run.
struct Setting {
  const Scenario& scenario;
  const Catalogue& catalogue;
  const Calendar& calendar;
  const TraitLabels& labels;
};

/// A model of any slot that needs tables of its own: `prepare` is called once on a copy of the model before the run.
/// It may throw `std::invalid_argument` where the model's parameters do not fit the scenario.
template <class M>
concept Preparable = requires(M m, const Setting& setting) {
  { m.prepare(setting) } -> std::same_as<void>;
};

}  // namespace retailsim
