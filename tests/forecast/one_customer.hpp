#pragma once

#include <retailsim/forecast/purchase_history.hpp>

/// What a model says of a single customer: x repeat orders, the last at age t_x, of age T.
namespace retailsim::testing {

inline double expected(const auto& model, int x, double t_x, double T, double t) {
  forecast::PurchaseHistory row;
  row.push_back(x, t_x, T);
  double result = 0;
  model.expected_purchases(row, t, {&result, 1}, 1);
  return result;
}
inline double alive(const auto& model, int x, double t_x, double T) {
  forecast::PurchaseHistory row;
  row.push_back(x, t_x, T);
  double result = 0;
  model.probability_alive(row, {&result, 1}, 1);
  return result;
}

}  // namespace retailsim::testing
