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
#include <retailsim/vantage/year.hpp>

namespace retailsim::vantage {

/// A ratio of two sums over orders, and its standard error. Orders are independent, their lines are not: lines of one
/// order share its day, and so its discount. Source: W. G. Cochran, Sampling Techniques, 3rd edition, 1977, chapter 6.
struct RatioOfSums {
  const std::vector<double>& numerator;    // by order
  const std::vector<double>& denominator;  // by order

  double value() const {
    return std::accumulate(numerator.begin(), numerator.end(), 0.0) /
           std::accumulate(denominator.begin(), denominator.end(), 0.0);
  }
  double standard_error() const {
    const double ratio = value();
    double squares = 0, total = 0;
    for (std::size_t i = 0; i < numerator.size(); ++i) {
      const double rest = numerator[i] - ratio * denominator[i];
      squares += rest * rest;
      total += denominator[i];
    }
    return std::sqrt(squares) / total;
  }
};

inline bool all_passed(const std::vector<Check>& checks) {
  return std::ranges::all_of(checks, [](const Check& check) { return check.passed(); });
}

/// What the year must be like, each with the tolerance that chance needs: `standard_errors` of what is measured, and
/// for order value and margin the distance at which the pairing stops. The laws are those of the configuration, the
/// numbers those of the tables alone, so the checks cover everything between the two.
inline std::vector<Check> validate(const Config& config, const Year& year) {
  // The numbers below follow the keys into other tables, so broken keys are all that can be said of such a year.
  const auto keys = key_checks(config, year);
  if (!all_passed(keys)) return keys;
  const Demand demand(config);
  const double errors = config.validation.standard_errors;
  const auto n_orders = static_cast<double>(year.orders.size());
  const auto n = year.orders.size();
  const LineItems& lines = year.line_items;
  const CatalogueConfig& catalogue = config.catalogue;
  std::vector<Check> checks;

  // By order: value, cost, lines, discounted lines, whether the first line is of a top SKU. One by one: ones.
  std::vector<double> value(n), cost(n), n_lines(n), discounted(n), top(n), ones(n, 1.0);
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
    const auto order = static_cast<std::size_t>(lines.order_id[i] - 1);
    const auto sku = static_cast<std::size_t>(lines.sku_id[i] - catalogue.first_sku_id);
    const double p = year.products.return_probability[sku];
    value[order] += static_cast<double>(lines.qty[i] * lines.unit_price_paid[i]) / 100;
    cost[order] += static_cast<double>(lines.qty[i] * year.products.cost_price_eur[sku]) / 100;
    if (n_lines[order] == 0) top[order] = is_top[sku];
    n_lines[order] += 1;
    discounted[order] += lines.unit_price_paid[i] < year.products.base_price_eur[sku] ? 1 : 0;
    returned += lines.is_returned[i];
    expected_returned += p;
    variance_returned += p * (1 - p);
  }

  const RatioOfSums order_value{value, ones}, cost_ratio{cost, value}, discounts{discounted, n_lines},
      top_sales{top, ones};
  Check mean = Check::near("average order value, EUR", catalogue.order_value,
                           errors * order_value.standard_error() + catalogue.pairing_tolerance * catalogue.order_value,
                           order_value.value(), 2);
  mean.least = config.validation.order_value_min;
  mean.most = config.validation.order_value_max;
  checks.push_back(mean);
  checks.push_back(
      Check::near("margin, (revenue - cost) / revenue", catalogue.margin,
                  errors * cost_ratio.standard_error() + catalogue.pairing_tolerance * (1 - catalogue.margin),
                  1 - cost_ratio.value(), 4));

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
      sales, errors * std::sqrt(sales * (1 - sales) / n_orders), top_sales.value(), 4));
  checks.push_back(Check::near("discounted lines, share", expected_discounts(config, demand).lines,
                               errors * discounts.standard_error(), discounts.value(), 4));

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
