#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include <retailsim/core/blocks.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/population/planned_traits.hpp>
#include <retailsim/population/trait_plan.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// Customers with traits: gender, birth date, country and city, acquisition channel, segment, loyalty tier, drawn from
/// the weights of a `TraitPlan`. The segment bends the others' weights and multiplies the rate that the inner model
/// gives, so that traits and buying go together:
///
///     SegmentedPopulation population{GammaRates{0.8, 0.15}, {.segments = {{"regular", 0.8}, {"loyal", 0.2, 3.0}}}};
///
/// \tparam Rates  a population whose `rates` are taken; its traits are not
template <Population Rates>
class SegmentedPopulation {
 public:
  /// \throws std::invalid_argument on a plan that does not hold; see `PlannedTraits`
  SegmentedPopulation(Rates rates, const TraitPlan& plan) : rates_(std::move(rates)), traits_(plan) {}

  void prepare(const Setting& setting)
    requires Preparable<Rates>
  {
    rates_.prepare(setting);
  }

  void traits(const TraitSpans& traits, const Draws& draws) const { traits_.fill(traits, draws); }
  const TraitLabels& labels() const { return traits_.labels(); }
  void rates(std::span<double> rates, const CustomerBlock& customers, const Draws& draws) const {
    rates_.rates(rates, customers, draws);
    for (std::size_t i = 0; i < rates.size(); ++i) rates[i] *= traits_.rate_factor(customers.traits.segment[i]);
  }
  int gap_shape() const
    requires ErlangPopulation<Rates>
  {
    return rates_.gap_shape();
  }

  const PlannedTraits& planned_traits() const { return traits_; }
  const Rates& inner() const { return rates_; }

  // Mean and variance of the rate over customers, where the inner model knows its own.
  double mean_rate() const
    requires requires(const Rates inner) { inner.mean_rate(); }
  {
    return rates_.mean_rate() * traits_.mean_rate_factor();
  }
  double rate_variance() const
    requires requires(const Rates inner) { inner.rate_variance(); }
  {
    const double mean = rates_.mean_rate();
    return traits_.mean_rate_factor(2) * (rates_.rate_variance() + mean * mean) - mean_rate() * mean_rate();
  }

 private:
  Rates rates_;
  PlannedTraits traits_;
};

}  // namespace retailsim
