#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/analytics/activity.hpp>
#include <retailsim/analytics/order_rows.hpp>
#include <retailsim/analytics/transactions.hpp>
#include <retailsim/core/error.hpp>

namespace retailsim {

struct CoPurchaseOptions {
  int n_products = 1000;       ///< pairs are looked for among so many products, those in most orders; in [2, 20000]
  std::int64_t together = 20;  ///< pairs that are in fewer orders together are left out; >= 1
  int k = 50;                  ///< how many pairs; >= 1
};

/// Two products that are bought together. Lift is how many times more often than if they were independent,
/// n_ab n / (n_a n_b) with n orders of two lines or more.
struct CoPurchase {
  std::int32_t a = 0, b = 0;  ///< product codes, a < b
  std::int64_t n_together = 0;
  std::int64_t n_a = 0, n_b = 0;
  double lift = 0, low = 0, high = 0;  ///< with a 95 % interval
};

/// The pairs of highest lift, ties by product codes, of the orders with two different products or more (which alone can
/// hold a pair). The interval takes the count of a pair as Poisson, log lift +- 1.96 / sqrt(n_ab).
/// Source: S. Brin, R. Motwani, J. D. Ullman and S. Tsur, Dynamic Itemset Counting and Implication Rules for Market
///   Basket Data, 1997 (lift is called interest there).
/// \throws std::invalid_argument unless the options are in their ranges
inline std::vector<CoPurchase> co_purchases(const Transactions& transactions, const OrderRows& orders,
                                            const CoPurchaseOptions& options = {}) {
  detail::in_range(options.n_products, 2, 20'000, "co_purchases: n_products");
  detail::at_least<std::int64_t>(options.together, 1, "co_purchases: together");
  detail::at_least(options.k, 1, "co_purchases: k");
  std::vector<std::int32_t> basket;
  const auto for_each_basket = [&](auto&& f) {
    for (std::size_t order = 0; order < orders.n_orders(); ++order) {
      if (orders.n_lines(order) < 2) continue;
      basket.clear();
      for (std::uint32_t i = orders.begin[order]; i < orders.begin[order + 1]; ++i) {
        basket.push_back(transactions.product[orders.row[i]]);
      }
      std::ranges::sort(basket);
      basket.erase(std::ranges::unique(basket).begin(), basket.end());
      if (basket.size() >= 2) f();
    }
  };
  std::vector<std::int32_t> n_orders(transactions.n_products());
  std::int64_t n = 0;
  for_each_basket([&] {
    ++n;
    for (const std::int32_t product : basket) ++n_orders[static_cast<std::size_t>(product)];
  });

  const Ranking ranking = ranked(n_orders);
  const std::size_t n_chosen = std::min(static_cast<std::size_t>(options.n_products), ranking.size());
  std::vector<std::int32_t> chosen(ranking.code.begin(), ranking.code.begin() + static_cast<std::ptrdiff_t>(n_chosen));
  std::ranges::sort(chosen);
  std::vector<std::int32_t> place(transactions.n_products(), -1);
  for (std::size_t i = 0; i < n_chosen; ++i) place[static_cast<std::size_t>(chosen[i])] = static_cast<std::int32_t>(i);

  // Of the places i < j the cell j (j - 1) / 2 + i.
  std::vector<std::uint32_t> together(n_chosen * (n_chosen + 1) / 2);
  std::vector<std::size_t> places;
  for_each_basket([&] {
    places.clear();
    for (const std::int32_t product : basket) {
      const std::int32_t at = place[static_cast<std::size_t>(product)];
      if (at >= 0) places.push_back(static_cast<std::size_t>(at));
    }
    for (std::size_t j = 1; j < places.size(); ++j) {
      std::uint32_t* const cells = together.data() + places[j] * (places[j] - 1) / 2;
      for (std::size_t i = 0; i < j; ++i) ++cells[places[i]];
    }
  });

  std::vector<CoPurchase> pairs;
  for (std::size_t j = 1; j < n_chosen; ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      const std::int64_t n_together = together[j * (j - 1) / 2 + i];
      if (n_together < options.together) continue;
      CoPurchase pair{.a = chosen[i], .b = chosen[j], .n_together = n_together};
      pair.n_a = n_orders[static_cast<std::size_t>(pair.a)];
      pair.n_b = n_orders[static_cast<std::size_t>(pair.b)];
      pair.lift = static_cast<double>(n_together) * static_cast<double>(n) /
                  (static_cast<double>(pair.n_a) * static_cast<double>(pair.n_b));
      const double width = std::exp(1.959964 / std::sqrt(static_cast<double>(n_together)));
      pair.low = pair.lift / width;
      pair.high = pair.lift * width;
      pairs.push_back(pair);
    }
  }
  const auto before = [](const CoPurchase& a, const CoPurchase& b) {
    if (a.lift != b.lift) return a.lift > b.lift;
    return a.a != b.a ? a.a < b.a : a.b < b.b;
  };
  const std::size_t k = std::min(static_cast<std::size_t>(options.k), pairs.size());
  std::ranges::partial_sort(pairs, pairs.begin() + static_cast<std::ptrdiff_t>(k), before);
  pairs.resize(k);
  return pairs;
}

}  // namespace retailsim
