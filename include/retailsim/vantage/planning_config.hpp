#pragma once

#include <string>
#include <tuple>

#include <retailsim/config/parameter.hpp>

namespace retailsim::vantage {

/// Marketing spend and budget, which follow from the orders.
struct PlanningConfig {
  double spend_mean = 0.15;  ///< marketing spend / revenue
  double spend_sigma = 0.02;
  int spend_days_ahead = 2;   ///< spend of a day is for the revenue so many days later
  int budget_window = 7;      ///< days of the centred rolling mean
  double budget_bias = 0.02;  ///< a month's plan is too high or too low by this share

  static auto parameters() {
    using T = PlanningConfig;
    return std::tuple{
        Parameter{"spend_mean", &T::spend_mean, "marketing spend / revenue, mean", Rule::between(0, 10)},
        Parameter{"spend_sigma", &T::spend_sigma, "its standard deviation", {.low = 0, .high = 10, .above_low = true}},
        Parameter{"spend_days_ahead", &T::spend_days_ahead, "days from spend to the sale", Rule::between(0, 60)},
        Parameter{"budget_window", &T::budget_window, "days of the centred rolling mean, odd", Rule::between(1, 61)},
        Parameter{"budget_bias", &T::budget_bias, "share by which a month's plan is off, to a basis point",
                  Rule::between(0, 0.99)}};
  }
  void check(const std::string& path) const {
    if (budget_window % 2 == 0) throw ParameterError(path + ".budget_window", "odd", std::to_string(budget_window));
  }
};

}  // namespace retailsim::vantage
