#pragma once

#include <string>
#include <tuple>

#include <retailsim/config/parameter.hpp>

namespace retailsim::vantage {

/// What the data must be like, or nothing is written.
struct ValidationConfig {
  double standard_errors = 5;  ///< tolerance of every statistical check
  double order_value_min = 200;
  double order_value_max = 240;
  double top_share = 0.20;  ///< the most popular SKUs, as a share of all,
  double top_sales = 0.80;  ///< make this share of the first lines of orders

  static auto parameters() {
    using T = ValidationConfig;
    return std::tuple{
        Parameter{"standard_errors", &T::standard_errors, "tolerance of the statistical checks", Rule::positive()},
        Parameter{"order_value_min", &T::order_value_min, "EUR, of the mean order", Rule::not_negative()},
        Parameter{"order_value_max", &T::order_value_max, "EUR, of the mean order", Rule::positive()},
        Parameter{"top_share", &T::top_share, "share of the SKUs that counts as the top", Rule::share()},
        Parameter{"top_sales", &T::top_sales, "their share of first lines", Rule::share()}};
  }
  void check(const std::string& path) const {
    if (order_value_max > order_value_min) return;
    throw ParameterError(path + ".order_value_max", "> order_value_min = " + detail::number_text(order_value_min),
                         detail::number_text(order_value_max), {path + ".order_value_min"});
  }
};

}  // namespace retailsim::vantage
