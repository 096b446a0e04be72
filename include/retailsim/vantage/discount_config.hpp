#pragma once

#include <string>
#include <tuple>

#include <retailsim/config/parameter.hpp>

namespace retailsim::vantage {

/// What is paid below the list price.
struct DiscountConfig {
  std::string event = "Black Week";  ///< the event that discounts every line
  double event_discount = 0.20;
  bool all_events = false;  ///< every event does
  double random_discount = 0.10;
  double random_probability = 0.05;  ///< of a line outside these events

  static auto parameters() {
    using T = DiscountConfig;
    return std::tuple{
        Parameter{"event", &T::event, "name of the event that discounts every line; empty: none"},
        Parameter{"event_discount", &T::event_discount, "share of the price, to a basis point", Rule::between(0, 0.99)},
        Parameter{"all_events", &T::all_events, "whether every event does"},
        Parameter{"random_discount", &T::random_discount, "share of the price, to a basis point",
                  Rule::between(0, 0.99)},
        Parameter{"random_probability", &T::random_probability, "of a line on other days", Rule::share()}};
  }
};

}  // namespace retailsim::vantage
