// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/check/rows.hpp>
#include <retailsim/core/columns.hpp>
#include <retailsim/scenario/scenario.hpp>

namespace retailsim::check {

/// What must hold of every row: quantity * unit price - discount = amount, and times within the window.
class LedgerCheck {
 public:
  explicit LedgerCheck(const Scenario& scenario)
      : from_(scenario.shown_from().start() * micros_per_second), to_(scenario.to.start() * micros_per_second) {}

  void add(const LineColumns<ConstColumn>& lines, const OrderColumns<ConstColumn>& orders) {
    const std::int32_t* const quantity = lines.quantity.data();
    const std::int64_t *const price = lines.unit_price.data(), *const discount = lines.discount.data(),
                              *const amount = lines.amount.data();
    const std::size_t n = lines.amount.size();
    std::int64_t n_wrong = 0;
    for (std::size_t i = 0; i < n; ++i) n_wrong += quantity[i] * price[i] - discount[i] != amount[i];
    n_wrong_lines_ += n_wrong;
    n_lines_ += static_cast<std::int64_t>(n);
    for (const std::int64_t at : orders.ordered_at) n_outside_ += at < from_ || at >= to_;
    n_orders_ += static_cast<std::int64_t>(orders.ordered_at.size());
  }

  void merge(const LedgerCheck& other) {
    n_lines_ += other.n_lines_;
    n_wrong_lines_ += other.n_wrong_lines_;
    n_orders_ += other.n_orders_;
    n_outside_ += other.n_outside_;
  }

  void add_rows(std::vector<CheckRow>& rows) const {
    rows.push_back(identity_row("ledger", "lines that do not add up", n_lines_, n_wrong_lines_));
    rows.push_back(identity_row("ledger", "orders outside the window", n_orders_, n_outside_));
  }

 private:
  std::int64_t from_, to_;
  std::int64_t n_lines_ = 0, n_wrong_lines_ = 0, n_orders_ = 0, n_outside_ = 0;
};

}  // namespace retailsim::check
