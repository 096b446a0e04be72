#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/analytics/order_rows.hpp>
#include <retailsim/analytics/transactions.hpp>
#include <retailsim/core/error.hpp>

namespace retailsim {

/// How often each whole number occurs: n[v] times the value v.
struct Histogram {
  std::vector<std::int64_t> n;

  void add(std::size_t value) {
    if (value >= n.size()) n.resize(value + 1);
    ++n[value];
  }
  std::int64_t total() const {
    std::int64_t sum = 0;
    for (const std::int64_t count : n) sum += count;
    return sum;
  }
  double mean() const {
    double sum = 0;
    for (std::size_t value = 0; value < n.size(); ++value)
      sum += static_cast<double>(value) * static_cast<double>(n[value]);
    const std::int64_t count = total();
    return count > 0 ? sum / static_cast<double>(count) : 0;
  }
  /// The smallest value that at least a share p of all does not exceed: SQL's `quantile_disc`. 0 where there is none.
  /// \throws std::invalid_argument unless p is in [0, 1]
  std::size_t quantile(double p) const {
    detail::share(p, "Histogram: p");
    const double wanted = p * static_cast<double>(total());
    std::int64_t below = 0;
    for (std::size_t value = 0; value < n.size(); ++value) {
      below += n[value];
      if (n[value] > 0 && static_cast<double>(below) >= wanted) return value;
    }
    return 0;
  }
};

/// Lines per order.
inline Histogram basket_sizes(const OrderRows& orders) {
  Histogram sizes;
  for (std::size_t order = 0; order < orders.n_orders(); ++order) sizes.add(orders.n_lines(order));
  return sizes;
}

/// Days from one day on which a customer buys to the next, over all customers; several orders of a day are one.
inline Histogram purchase_gaps(const OrderRows& orders) {
  Histogram gaps;
  constexpr auto day = static_cast<std::uint32_t>(seconds_per_day);
  for (std::size_t order = 1; order < orders.n_orders(); ++order) {
    if (orders.customer[order] != orders.customer[order - 1]) continue;
    const std::uint32_t gap = orders.at[order] / day - orders.at[order - 1] / day;
    if (gap > 0) gaps.add(gap);
  }
  return gaps;
}

}  // namespace retailsim
