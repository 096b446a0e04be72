#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/analytics/transactions.hpp>

namespace retailsim {

/// The rows grouped into orders, that is by customer and second, ascending; rows of one order in their own order.
struct OrderRows {
  std::vector<std::uint32_t> row;       ///< shape {n_rows}: indices of rows
  std::vector<std::uint32_t> begin;     ///< shape {n_orders + 1}: order o is row[begin[o]] to row[begin[o + 1]]
  std::vector<std::int32_t> customer;   ///< shape {n_orders}
  std::vector<std::uint32_t> at;        ///< shape {n_orders}: as `Transactions::at`
  std::vector<std::uint32_t> first_of;  ///< shape {n_customers + 1}: the orders of customer c

  std::size_t n_orders() const { return at.size(); }
  std::size_t n_lines(std::size_t order) const { return begin[order + 1] - begin[order]; }
};

/// A counting sort by customer; within a customer rows are sorted where the file is not.
inline OrderRows order_rows(const Transactions& transactions) {
  const std::size_t n = transactions.size(), n_customers = transactions.n_customers();
  OrderRows orders;
  std::vector<std::uint32_t> next(n_customers + 1);
  for (const std::int32_t customer : transactions.customer) ++next[static_cast<std::size_t>(customer) + 1];
  for (std::size_t c = 0; c < n_customers; ++c) next[c + 1] += next[c];
  orders.row.resize(n);
  {
    auto to = next;
    for (std::size_t i = 0; i < n; ++i) {
      orders.row[to[static_cast<std::size_t>(transactions.customer[i])]++] = static_cast<std::uint32_t>(i);
    }
  }
  const auto time = [&](std::uint32_t row) { return transactions.at[row]; };
  orders.first_of.reserve(n_customers + 1);
  for (std::size_t c = 0; c < n_customers; ++c) {
    orders.first_of.push_back(static_cast<std::uint32_t>(orders.at.size()));
    const auto rows = std::span(orders.row).subspan(next[c], next[c + 1] - next[c]);
    if (!std::ranges::is_sorted(rows, {}, time)) std::ranges::stable_sort(rows, {}, time);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (i > 0 && time(rows[i]) == orders.at.back()) continue;
      orders.begin.push_back(next[c] + static_cast<std::uint32_t>(i));
      orders.customer.push_back(static_cast<std::int32_t>(c));
      orders.at.push_back(time(rows[i]));
    }
  }
  orders.first_of.push_back(static_cast<std::uint32_t>(orders.at.size()));
  orders.begin.push_back(static_cast<std::uint32_t>(n));
  return orders;
}

}  // namespace retailsim
