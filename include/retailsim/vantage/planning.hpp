#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/daily.hpp>
#include <retailsim/vantage/discounts.hpp>
#include <retailsim/vantage/tables.hpp>

/// What a company would have written down beside its orders: marketing spend by day, budget by month.
namespace retailsim::vantage {

/// Spend of each day and shop: the revenue of the day `spend_days_ahead` later times a normal number, in cents, rounded
/// half up, never below 0. One draw for each day (entity) and shop (index).
inline Marketing marketing_of(const Config& config, const Daily& daily) {
  const PlanningConfig& plan = config.planning;
  const Normal law(plan.spend_mean, plan.spend_sigma);
  Marketing table;
  for (Date day = config.first_day(); day < config.end_day(); day = day + 1) {
    for (std::size_t shop = 0; shop < daily.n_shops(); ++shop) {
      const Draws draws{.seed = config.seed,
                        .purpose = Purpose::marketing_spend,
                        .first_entity = static_cast<std::uint64_t>(std::int64_t{day.days}),
                        .index = static_cast<std::uint32_t>(shop)};
      const double revenue = static_cast<double>(daily.at(day + plan.spend_days_ahead, shop).revenue);
      table.date.push_back(day.days);
      table.shop_id.push_back(static_cast<std::uint8_t>(shop));
      table.spend_eur.push_back(static_cast<std::int64_t>(std::max(0.0, std::fma(revenue, draws.at(0, law), 0.5))));
    }
  }
  return table;
}

/// Nearest whole number to a / b, halves up; b > 0.
constexpr std::int64_t rounded_ratio(std::int64_t a, std::int64_t b) {
  const std::int64_t doubled = 2 * a + b, quotient = doubled / (2 * b);
  return doubled % (2 * b) < 0 ? quotient - 1 : quotient;
}

/// A month's plan in a shop: the sum over its days of the centred rolling mean, times 1 + bias or 1 - bias by the toss
/// of a coin for each month (entity, from January 1970) and shop (index). Revenue and margin to the cent, orders whole.
inline Budget budget_of(const Config& config, const Daily& daily) {
  const PlanningConfig& plan = config.planning;
  const int half = plan.budget_window / 2;
  const std::int64_t bias = basis_points(plan.budget_bias);
  Budget table;
  for (unsigned month = 1; month <= 12; ++month) {
    const Date first{config.year, month, 1};
    const Date end = month == 12 ? config.end_day() : Date{config.year, month + 1, 1};
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u", config.year, month);
    for (std::size_t shop = 0; shop < daily.n_shops(); ++shop) {
      Totals sum;
      for (Date day = first; day < end; day = day + 1) {
        for (Date near = day - half; near <= day + half; near = near + 1) {
          const Totals& totals = daily.at(near, shop);
          sum.orders += totals.orders;
          sum.revenue += totals.revenue;
          sum.cost += totals.cost;
        }
      }
      const Draws draws{.seed = config.seed,
                        .purpose = Purpose::budget_bias,
                        .first_entity = static_cast<std::uint64_t>(std::int64_t{config.year - 1970} * 12 + month - 1),
                        .index = static_cast<std::uint32_t>(shop)};
      const std::int64_t points = 10'000 + (draws.at(0, Bernoulli(0.5)) ? bias : -bias);
      const auto planned = [&](std::int64_t value) {
        return rounded_ratio(value * points, std::int64_t{10'000} * plan.budget_window);
      };
      table.month.emplace_back(text);
      table.shop_id.push_back(static_cast<std::uint8_t>(shop));
      table.plan_revenue.push_back(planned(sum.revenue));
      table.plan_orders.push_back(planned(sum.orders));
      table.plan_margin.push_back(planned(sum.revenue - sum.cost));
    }
  }
  return table;
}

}  // namespace retailsim::vantage
