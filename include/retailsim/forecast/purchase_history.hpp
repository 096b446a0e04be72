#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>

namespace retailsim::forecast {

/// What models of purchases know of customers: the sufficient statistics (x, t_x, T) of each, as columns of equal
/// length that somebody else owns. Time runs from a customer's first order, in any one unit.
///
/// | column            | symbol | meaning                                                            |
/// |-------------------|--------|--------------------------------------------------------------------|
/// | n_repeat_orders   | x      | orders after the first, >= 0                                       |
/// | age_at_last_order | t_x    | from the first to the last order, in [0, T]; 0 where x = 0         |
/// | age               | T      | from the first order to the end of what is observed, finite, >= 0 |
struct HistoryView {
  std::span<const std::int32_t> n_repeat_orders;
  std::span<const double> age_at_last_order;
  std::span<const double> age;

  std::size_t size() const { return n_repeat_orders.size(); }

  HistoryView part(std::size_t begin, std::size_t n) const {
    return {n_repeat_orders.subspan(begin, n), age_at_last_order.subspan(begin, n), age.subspan(begin, n)};
  }

  /// \throws std::invalid_argument "<owner>: ..." with the first row that breaks a rule of the table above
  void check(const char* owner) const {
    const auto fail = [&](const char* rule, double value, std::size_t row) {
      throw std::invalid_argument(std::string(owner) + ": " + rule + ", got " + retailsim::detail::number_text(value) +
                                  " in row " + std::to_string(row));
    };
    if (age_at_last_order.size() != size() || age.size() != size())
      throw std::invalid_argument(std::string(owner) + ": the columns of a history must be of equal length, got " +
                                  std::to_string(size()) + ", " + std::to_string(age_at_last_order.size()) + " and " +
                                  std::to_string(age.size()));
    for (std::size_t i = 0; i < size(); ++i) {
      const double last = age_at_last_order[i], now = age[i];
      if (n_repeat_orders[i] < 0) fail("n_repeat_orders must be >= 0", n_repeat_orders[i], i);
      if (!(now >= 0 && now <= largest_age)) fail("age must be in [0, 1e15]", now, i);
      if (!(last >= 0 && last <= now)) fail("age_at_last_order must be in [0, age]", last, i);
      if (n_repeat_orders[i] == 0 && last != 0) fail("age_at_last_order without repeat orders must be 0", last, i);
    }
  }

  static constexpr double largest_age = 1e15;
};

/// The same columns, owned.
struct PurchaseHistory {
  std::vector<std::int32_t> n_repeat_orders;
  std::vector<double> age_at_last_order;
  std::vector<double> age;

  std::size_t size() const { return n_repeat_orders.size(); }
  operator HistoryView() const { return {n_repeat_orders, age_at_last_order, age}; }

  void resize(std::size_t n) {
    n_repeat_orders.resize(n);
    age_at_last_order.resize(n);
    age.resize(n);
  }
  void push_back(std::int32_t x, double t_x, double T) {
    n_repeat_orders.push_back(x);
    age_at_last_order.push_back(t_x);
    age.push_back(T);
  }
};

}  // namespace retailsim::forecast
