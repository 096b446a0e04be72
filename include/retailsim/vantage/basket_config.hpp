#pragma once

#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>

namespace retailsim::vantage {

/// Who orders, and what an order holds.
struct BasketConfig {
  int n_customers = 5'000;
  int first_customer_id = 1;
  double customer_exponent = 1;                       ///< the customer of rank r orders in proportion to r^-exponent
  std::vector<double> lines{0.50, 0.30, 0.15, 0.05};  ///< of an order: weights of 1, 2, ...
  std::vector<double> quantities{0.90, 0.10};         ///< of a line: weights of 1, 2, ...
  std::string cross_sell_from = "Schuhe";
  std::string cross_sell_to = "Bekleidung";
  double cross_sell_odds_ratio = 3;

  static auto parameters() {
    using T = BasketConfig;
    return std::tuple{
        Parameter{"n_customers", &T::n_customers, "customers of the pool", Rule::between(1, 10'000'000)},
        Parameter{"first_customer_id", &T::first_customer_id, "id of the first one", Rule::between(0, 500'000'000)},
        Parameter{"customer_exponent", &T::customer_exponent, "s of the customers' weights r^-s", Rule::between(0, 20)},
        Parameter{"lines", &T::lines, "weights of 1, 2, ... lines per order", Rule::not_negative()},
        Parameter{"quantities", &T::quantities, "weights of 1, 2, ... units per line", Rule::not_negative()},
        Parameter{"cross_sell_from", &T::cross_sell_from, "category of the first line that prompts"},
        Parameter{"cross_sell_to", &T::cross_sell_to, "category that it prompts"},
        Parameter{"cross_sell_odds_ratio",
                  &T::cross_sell_odds_ratio,
                  "factor of its weights in the other lines",
                  {.low = 0, .high = 1e6, .above_low = true}}};
  }
  void check(const std::string& path) const {
    const auto weights = [&](const std::vector<double>& values, std::size_t most, const char* name) {
      double sum = 0;
      for (const double value : values) sum += value;
      if (values.size() > most || !(sum > 0)) {
        throw ParameterError(path + '.' + name, "1 to " + std::to_string(most) + " weights, not all 0",
                             std::to_string(values.size()) + " that sum to " + detail::number_text(sum));
      }
    };
    weights(lines, 100, "lines");
    weights(quantities, 100, "quantities");
  }
};

}  // namespace retailsim::vantage
