#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/vantage/check.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/year.hpp>

namespace retailsim::vantage {

/// Keys, foreign keys and ranges of the five tables: each check counts the rows that break a rule, none of which may.
inline std::vector<Check> key_checks(const Config& config, const Year& year) {
  std::vector<Check> checks;
  const auto count = [&](const char* name, std::size_t n, auto&& breaks) {
    std::int64_t broken = 0;
    for (std::size_t i = 0; i < n; ++i) broken += breaks(i) ? 1 : 0;
    checks.push_back(Check::exact(name, 0, static_cast<double>(broken)));
  };
  const auto& [sku_id, category, sub_category, name, price, cost, rank, return_probability] = year.products;
  std::unordered_set<std::int64_t> skus;
  std::unordered_set<std::string> names;
  count("products: sku_id and product_name not unique", year.products.size(),
        [&](std::size_t i) { return !skus.insert(sku_id[i]).second || !names.insert(name[i]).second; });
  count("products: prices, costs, ranks or probabilities out of range", year.products.size(), [&](std::size_t i) {
    return price[i] <= 0 || cost[i] < 0 || !(rank[i] > 0) ||
           !(return_probability[i] >= 0 && return_probability[i] <= 1);
  });

  const Orders& orders = year.orders;
  count("orders: order_id not 1, 2, 3, ... in the order of order_ts", orders.size(), [&](std::size_t i) {
    return orders.order_id[i] != static_cast<std::int64_t>(i) + 1 ||
           (i > 0 && orders.order_ts[i] < orders.order_ts[i - 1]);
  });
  count("orders: order_ts outside the year or the opening hours", orders.size(), [&](std::size_t i) {
    const Seconds at = orders.order_ts[i] / micros_per_second;
    const Seconds hour = (at - date_of(at).start()) / seconds_per_hour;
    return at < config.first_day().start() || at >= config.end_day().start() || hour < config.demand.open_from_hour ||
           hour >= config.demand.open_to_hour;
  });
  count("orders: no such shop_id or customer_id", orders.size(), [&](std::size_t i) {
    const std::int64_t customer = orders.customer_id[i] - config.baskets.first_customer_id;
    return orders.shop_id[i] >= year.shops.size() || customer < 0 || customer >= config.baskets.n_customers;
  });

  const LineItems& lines = year.line_items;
  std::vector<std::int32_t> lines_of(orders.size() + 1);
  count("line_items: no such order_id or sku_id", lines.size(), [&](std::size_t i) {
    const bool known = lines.order_id[i] >= 1 && lines.order_id[i] <= static_cast<std::int64_t>(orders.size());
    return !known || !skus.contains(lines.sku_id[i]);
  });
  if (!config.literal) {
    count("line_items: line_no not 1, 2, ... within the order", lines.size(), [&](std::size_t i) {
      const std::int64_t order =
          std::clamp<std::int64_t>(lines.order_id[i], 0, static_cast<std::int64_t>(orders.size()));
      return lines.line_no[i] != ++lines_of[static_cast<std::size_t>(order)];
    });
  }
  const auto most_lines = static_cast<std::int64_t>(config.baskets.lines.size());
  std::vector<std::int64_t> per_order(orders.size() + 1);
  for (const std::int64_t order : lines.order_id) {
    if (order >= 1 && order <= static_cast<std::int64_t>(orders.size())) ++per_order[static_cast<std::size_t>(order)];
  }
  count("orders: without line_items, or with too many", orders.size(),
        [&](std::size_t i) { return per_order[i + 1] < 1 || per_order[i + 1] > most_lines; });
  count("line_items: qty or unit_price_paid out of range", lines.size(), [&](std::size_t i) {
    return lines.qty[i] < 1 || lines.qty[i] > static_cast<std::int32_t>(config.baskets.quantities.size()) ||
           lines.unit_price_paid[i] <= 0;
  });

  const std::size_t n_shops = year.shops.size();
  const Marketing& marketing = year.marketing;
  checks.push_back(
      Check::exact("marketing_daily: rows, one per day and shop",
                   static_cast<double>((config.end_day() - config.first_day()) * static_cast<int>(n_shops)),
                   static_cast<double>(marketing.size())));
  count("marketing_daily: (date, shop_id) out of order, or spend below 0", marketing.size(), [&](std::size_t i) {
    return marketing.date[i] != (config.first_day() + static_cast<int>(i / n_shops)).days ||
           marketing.shop_id[i] != i % n_shops || marketing.spend_eur[i] < 0;
  });
  checks.push_back(Check::exact("budget_monthly: rows, one per month and shop", static_cast<double>(12 * n_shops),
                                static_cast<double>(year.budget.size())));
  count("budget_monthly: (month, shop_id) out of order", year.budget.size(), [&](std::size_t i) {
    const std::string date = to_string(Date{config.year, static_cast<unsigned>(i / n_shops % 12 + 1), 1});
    return year.budget.month[i] != date.substr(0, 7) || year.budget.shop_id[i] != i % n_shops;
  });
  return checks;
}

}  // namespace retailsim::vantage
