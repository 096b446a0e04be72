#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include <retailsim/analytics/order_rows.hpp>
#include <retailsim/analytics/transactions.hpp>
#include <retailsim/core/error.hpp>

namespace retailsim {

/// Recency, frequency and monetary value of every customer as of an instant. Shape of each column: {n_customers}.
struct Rfm {
  std::vector<std::int32_t> days_since_last_order;  ///< calendar days; -1 where there is no order
  std::vector<std::int32_t> frequency;              ///< orders, the first included
  std::vector<std::int64_t> amount;                 ///< cents over all orders; empty where amounts are not known

  /// Mean value per order in cents, the first included; 0 where there is no order.
  double monetary(std::size_t customer) const {
    return frequency[customer] > 0 ? static_cast<double>(amount[customer]) / frequency[customer] : 0;
  }
};

namespace detail {

/// One customer's sums, side by side: a row touches one line of the cache.
struct RfmSums {
  std::uint32_t last = 0;
  std::int32_t n_orders = 0;
  std::int64_t amount = 0;
};

/// One pass over the rows before `end`. Counts a row as a new order where its time is not that of the customer's row
/// before it, which is right if each customer's rows ascend in time.
/// \returns whether they do
template <bool HasAmount>
bool sum_rfm(const Transactions& transactions, std::uint32_t end, std::span<RfmSums> sums) {
  // Customers lie anywhere: 24 rows ahead is where a load has arrived in time.
  constexpr std::size_t ahead = 24;
  const std::size_t n = transactions.size();
  const std::int32_t* const customer = transactions.customer.data();
  const std::uint32_t* const at = transactions.at.data();
  const std::int64_t* const amount = transactions.amount.data();
  bool ascending = true;
  for (std::size_t i = 0; i < n; ++i) {
    if (i + ahead < n) __builtin_prefetch(&sums[static_cast<std::size_t>(customer[i + ahead])], 1);
    if (at[i] >= end) continue;
    RfmSums& sum = sums[static_cast<std::size_t>(customer[i])];
    const bool first = sum.n_orders == 0;
    ascending &= first | (at[i] >= sum.last);
    sum.n_orders += first | (at[i] != sum.last);
    sum.last = at[i];
    if constexpr (HasAmount) sum.amount += amount[i];
  }
  return ascending;
}

inline std::vector<RfmSums> sum_sorted_rfm(const Transactions& transactions, std::uint32_t end) {
  const OrderRows orders = order_rows(transactions);
  std::vector<RfmSums> sums(transactions.n_customers());
  for (std::size_t order = 0; order < orders.n_orders(); ++order) {
    if (orders.at[order] >= end) continue;
    RfmSums& sum = sums[static_cast<std::size_t>(orders.customer[order])];
    ++sum.n_orders;
    sum.last = orders.at[order];
    if (!transactions.has_amount()) continue;
    for (std::uint32_t i = orders.begin[order]; i < orders.begin[order + 1]; ++i) {
      sum.amount += transactions.amount[orders.row[i]];
    }
  }
  return sums;
}

}  // namespace detail

/// Of the rows before an instant, which is exclusive. One pass where each customer's rows ascend in time.
inline Rfm rfm(const Transactions& transactions, Seconds as_of) {
  const std::uint32_t end = transactions.offset(as_of);
  std::vector<detail::RfmSums> sums(transactions.n_customers());
  const bool ascending = transactions.has_amount() ? detail::sum_rfm<true>(transactions, end, sums)
                                                   : detail::sum_rfm<false>(transactions, end, sums);
  if (!ascending) sums = detail::sum_sorted_rfm(transactions, end);
  Rfm result;
  result.days_since_last_order.resize(sums.size());
  result.frequency.resize(sums.size());
  if (transactions.has_amount()) result.amount.resize(sums.size());
  const std::int32_t today = date_of(as_of) - transactions.first_day;
  for (std::size_t c = 0; c < sums.size(); ++c) {
    const auto last_day = static_cast<std::int32_t>(sums[c].last / static_cast<std::uint32_t>(seconds_per_day));
    result.days_since_last_order[c] = sums[c].n_orders > 0 ? today - last_day : -1;
    result.frequency[c] = sums[c].n_orders;
  }
  if (transactions.has_amount()) {
    for (std::size_t c = 0; c < sums.size(); ++c) result.amount[c] = sums[c].amount;
  }
  return result;
}

/// Scores from 1 to `n_scores`, the best highest, of those customers who have ordered; 0 for the others.
struct RfmScores {
  std::vector<std::uint8_t> recency, frequency, monetary;
};

/// Groups of equal size by rank, as SQL's `ntile(n) over (order by value, customer)`: of n customers and s groups, the
/// first n mod s groups have one more. Recency is scored by few days, frequency and monetary value by much; ties by
/// customer, the lower id in the group that comes first.
/// Source of the method: A. M. Hughes, Strategic Database Marketing, 1994.
/// \throws std::invalid_argument unless n_scores is in [2, 100]
inline RfmScores rfm_scores(const Rfm& rfm, int n_scores = 5) {
  detail::in_range(n_scores, 2, 100, "rfm_scores: n_scores");
  const std::size_t n_customers = rfm.frequency.size();
  std::vector<std::uint32_t> buyers;
  for (std::size_t c = 0; c < n_customers; ++c) {
    if (rfm.frequency[c] > 0) buyers.push_back(static_cast<std::uint32_t>(c));
  }
  const auto scores = [&](auto&& value) {
    std::vector<std::uint8_t> result(n_customers);
    auto order = buyers;
    std::ranges::stable_sort(order, {}, value);
    const auto n = static_cast<std::size_t>(n_scores);
    const std::size_t size = order.size() / n, n_larger = order.size() % n;
    std::size_t i = 0;
    for (std::size_t score = 1; score <= n; ++score) {
      const std::size_t end = i + size + (score <= n_larger);
      for (; i < end; ++i) result[order[i]] = static_cast<std::uint8_t>(score);
    }
    return result;
  };
  RfmScores result;
  result.recency = scores([&](std::uint32_t c) { return -rfm.days_since_last_order[c]; });
  result.frequency = scores([&](std::uint32_t c) { return rfm.frequency[c]; });
  if (!rfm.amount.empty()) result.monetary = scores([&](std::uint32_t c) { return rfm.monetary(c); });
  return result;
}

}  // namespace retailsim
