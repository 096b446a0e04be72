#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/vantage/check.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/demand.hpp>
#include <retailsim/vantage/discounts.hpp>
#include <retailsim/vantage/keys.hpp>
#include <retailsim/vantage/order_law.hpp>
#include <retailsim/vantage/year.hpp>

namespace retailsim::vantage {

inline bool all_passed(const std::vector<Check>& checks) {
  return std::ranges::all_of(checks, [](const Check& check) { return check.passed(); });
}

/// What the year must be like, each with the tolerance that chance needs: `standard_errors` times the standard error
/// that the configuration and the catalogue imply for as many orders as there are (`OrderLaw`), never one estimated
/// from the orders judged. Expected values are those of the configuration; the numbers found are those of the tables
/// alone, so the checks cover everything between the two. For the year of the specification, at five standard errors:
///
/// | check              | standard error                                                               | 5 of them   |
/// |--------------------|------------------------------------------------------------------------------|-------------|
/// | order value        | sqrt(Var V / n), V an order's value                                          | 4.2 EUR     |
/// | margin             | sqrt(E (C - (1 - m) V)^2 / n) / E V, C its cost: a ratio of sums over orders | 0.0018      |
/// | discounted lines   | sqrt(E (D - d L)^2 / n) / E L, D of its L lines: the same                    | 0.0081      |
/// | orders of the year | sqrt(35,000), a Poisson count                                                | 935.4       |
/// | a share s          | sqrt(s (1 - s) / n), of orders or first lines                                | 0.009-0.013 |
/// | spend / revenue    | 0.02 sqrt(sum R^2) / sum R over the R of days and shops                      | 0.005       |
/// | returned lines     | sqrt(sum p (1 - p)) over the lines                                           |             |
///
/// Order value and margin of a finished catalogue lie off their targets by less than 0.1 %, where its pairing stops:
/// that distance, which is known, is added. The specification has 0.0075 for the discounted lines: that is
/// 5 sqrt(0.95^2 q (1 - q) + 0.05 0.95 (1 - q) / 1.75) / sqrt(35,000), q = 0.062 the share of orders in Black Week, as
/// if all orders had equally many lines. They have not, and orders of many lines weigh more: E L^2 / (E L)^2 = 1.26.
/// Source of ratios of sums: W. G. Cochran, Sampling Techniques, 3rd edition, 1977, chapter 6.
inline std::vector<Check> validate(const Config& config, const Year& year) {
  // The numbers below follow the keys into other tables, so broken keys are all that can be said of such a year.
  const auto keys = key_checks(config, year);
  if (!all_passed(keys)) return keys;
  const Demand demand(config);
  const double errors = config.validation.standard_errors;
  const auto n_orders = static_cast<double>(year.orders.size());
  const LineItems& lines = year.line_items;
  const CatalogueConfig& catalogue = config.catalogue;
  std::vector<Check> checks;

  double value = 0, cost = 0, discounted = 0, top = 0;  // sums over lines, in cents; first lines of a top SKU
  std::vector<std::size_t> by_rank(year.products.size());
  std::iota(by_rank.begin(), by_rank.end(), std::size_t{0});
  std::ranges::sort(
      by_rank, [&](std::size_t a, std::size_t b) { return year.products.sales_rank[a] > year.products.sales_rank[b]; });
  std::vector<std::uint8_t> is_top(by_rank.size());
  const auto n_top =
      static_cast<std::size_t>(std::floor(config.validation.top_share * static_cast<double>(by_rank.size()) + 0.5));
  for (std::size_t r = 0; r < n_top; ++r) is_top[by_rank[r]] = 1;
  double returned = 0, expected_returned = 0, variance_returned = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto sku = static_cast<std::size_t>(lines.sku_id[i] - catalogue.first_sku_id);
    const double p = year.products.return_probability[sku];
    value += static_cast<double>(lines.qty[i] * lines.unit_price_paid[i]);
    cost += static_cast<double>(lines.qty[i] * year.products.cost_price_eur[sku]);
    if (lines.line_no[i] == 1) top += is_top[sku];
    discounted += lines.unit_price_paid[i] < year.products.base_price_eur[sku] ? 1 : 0;
    returned += lines.is_returned[i];
    expected_returned += p;
    variance_returned += p * (1 - p);
  }

  const OrderLaw law(config, demand, year.products, year.categories);
  const auto paid_of = [&](std::size_t sku, std::int64_t qty, std::int32_t points) {
    return static_cast<double>(qty * net_price(year.products.base_price_eur[sku], points));
  };
  const auto cost_of = [&](std::size_t sku, std::int64_t qty) {
    return static_cast<double>(qty * year.products.cost_price_eur[sku]);
  };
  const auto off_target = [&](double found, double target) {
    return std::min(std::abs(found - target), catalogue.pairing_tolerance * target);
  };
  const OrderLaw::Moments order_value = law.sum_over_lines(paid_of);
  Check mean = Check::near("average order value, EUR", catalogue.order_value,
                           errors * std::sqrt(order_value.variance() / n_orders) / 100 +
                               off_target(order_value.mean / 100, catalogue.order_value),
                           value / n_orders / 100, 2);
  mean.least = config.validation.order_value_min;
  mean.most = config.validation.order_value_max;
  checks.push_back(mean);
  const double cost_ratio =
      law.sum_over_lines([&](std::size_t sku, std::int64_t qty, std::int32_t) { return cost_of(sku, qty); }).mean /
      order_value.mean;
  const OrderLaw::Moments cost_off = law.sum_over_lines([&](std::size_t sku, std::int64_t qty, std::int32_t points) {
    return cost_of(sku, qty) - cost_ratio * paid_of(sku, qty, points);
  });
  checks.push_back(Check::near(
      "margin, (revenue - cost) / revenue", catalogue.margin,
      errors * std::sqrt(cost_off.square / n_orders) / order_value.mean + off_target(cost_ratio, 1 - catalogue.margin),
      1 - cost / value, 4));

  std::array<double, 7> by_weekday{}, n_days{};
  for (Date day = config.first_day(); day < config.end_day(); day = day + 1)
    ++n_days[static_cast<std::size_t>(day.weekday())];
  for (const std::int64_t at : year.orders.order_ts) {
    ++by_weekday[static_cast<std::size_t>(date_of(at / micros_per_second).weekday())];
  }
  for (std::size_t d = 0; d < 7; ++d) by_weekday[d] /= n_days[d];
  const double busiest = *std::max_element(by_weekday.begin(), by_weekday.begin() + 5);
  checks.push_back(Check::above("orders on a mean Saturday, above every weekday's", busiest, by_weekday[5], 2));
  checks.push_back(Check::above("orders on a mean Sunday, above every weekday's", busiest, by_weekday[6], 2));

  checks.push_back(
      Check::near("orders in the year", config.demand.orders, errors * std::sqrt(config.demand.orders), n_orders, 0));
  std::vector<double> of_shop(year.shops.size());
  for (const std::uint8_t shop : year.orders.shop_id) ++of_shop[shop];
  for (std::size_t shop = 0; shop < of_shop.size(); ++shop) {
    const double share = demand.shop_share(shop);
    checks.push_back(Check::near("share of orders of shop " + year.shops[shop], share,
                                 errors * std::sqrt(share * (1 - share) / n_orders), of_shop[shop] / n_orders, 4));
  }
  const double sales = config.validation.top_sales;
  checks.push_back(Check::near(
      "most popular " + detail::number_text(100 * config.validation.top_share) + " % of SKUs, share of first lines",
      sales, errors * std::sqrt(sales * (1 - sales) / n_orders), top / n_orders, 4));
  const double discounted_share = expected_discounts(config, demand).lines;
  const OrderLaw::Moments discounts_off = law.sum_over_lines(
      [&](std::size_t, std::int64_t, std::int32_t points) { return (points > 0 ? 1 : 0) - discounted_share; });
  const double lines_per_order = law.sum_over_lines([](auto...) { return 1.0; }).mean;
  checks.push_back(Check::near("discounted lines, share", discounted_share,
                               errors * std::sqrt(discounts_off.square / n_orders) / lines_per_order,
                               discounted / static_cast<double>(lines.size()), 4));

  double spend = 0, revenue = 0, squares = 0;
  for (std::size_t i = 0; i < year.marketing.size(); ++i) {
    const Date day{year.marketing.date[i] + config.planning.spend_days_ahead};
    const double sold = static_cast<double>(year.daily.at(day, year.marketing.shop_id[i]).revenue);
    spend += static_cast<double>(year.marketing.spend_eur[i]);
    revenue += sold;
    squares += sold * sold;
  }
  checks.push_back(Check::near("marketing spend / revenue of the days it is for", config.planning.spend_mean,
                               errors * config.planning.spend_sigma * std::sqrt(squares) / revenue, spend / revenue,
                               4));
  checks.push_back(Check::near("returned lines, against the sum of their probabilities", expected_returned,
                               errors * std::sqrt(variance_returned), returned, 0));

  checks.insert(checks.end(), keys.begin(), keys.end());
  return checks;
}

}  // namespace retailsim::vantage
