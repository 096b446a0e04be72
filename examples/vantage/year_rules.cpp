#include "year_rules.hpp"

#include <cmath>
#include <cstdint>

#include <retailsim/core/time.hpp>

using namespace retailsim;

namespace {

std::int64_t cents(double units) { return std::llround(units * 100); }

}  // namespace

TableRules product_rules(const vantage::Config& config) {
  return {.key = {"sku_id"},
          .ranges = {{"base_price_eur", cents(config.catalogue.price_min), cents(config.catalogue.price_max)},
                     {"cost_price_eur", 1, cents(config.catalogue.price_max)}},
          .ordered = {{"cost_price_eur", "base_price_eur"}},
          .swappable = {
              {"base_price_eur", "cost_price_eur"}, {"product_name", "sub_category"}, {"category", "sub_category"}}};
}

TableRules order_rules(const vantage::Config& config) {
  return {.key = {"order_id"},
          .ranges = {{"order_ts", config.first_day().start() * micros_per_second,
                      config.end_day().start() * micros_per_second - 1}},
          .closed_labels = {"shop_id"},
          .rising = "order_ts",
          .swappable = {{"order_id", "customer_id"}},
          .always_referred_to = true};
}

TableRules line_rules(const vantage::Config& config, const vantage::Year& year) {
  TableRules rules{.key = {"order_id", "line_no"},
                   .ranges = {{"qty", 1, static_cast<std::int64_t>(config.baskets.quantities.size())},
                              {"unit_price_paid", 1, cents(config.catalogue.price_max)}},
                   .references = {{"order_id", 1, static_cast<std::int64_t>(year.orders.size())},
                                  {"sku_id", config.catalogue.first_sku_id,
                                   config.catalogue.first_sku_id + config.catalogue.n_skus - 1}},
                   .group = "order_id",
                   .number = "line_no",
                   .swappable = {{"line_no", "qty"}, {"order_id", "sku_id"}},
                   .quantities = {"qty"}};
  // Without numbers an order may have a line twice.
  if (config.literal) rules.key = {"order_id", "sku_id", "qty", "unit_price_paid"};
  return rules;
}

TableRules marketing_rules(const vantage::Config& config) {
  return {.key = {"date", "shop_id"},
          .ranges = {{"date", config.first_day().days, config.end_day().days - 1}, {"spend_eur", 0, INT64_MAX}},
          .closed_labels = {"shop_id"},
          .swappable = {{"date", "shop_id"}},
          .complete = true};
}

TableRules budget_rules() {
  return {.key = {"month", "shop_id"},
          .ranges = {{"plan_revenue", 0, INT64_MAX}, {"plan_orders", 0, INT64_MAX}, {"plan_margin", 0, INT64_MAX}},
          .closed_labels = {"shop_id"},
          .ordered = {{"plan_margin", "plan_revenue"}},
          .swappable = {{"plan_revenue", "plan_margin"}, {"plan_orders", "plan_revenue"}},
          .quantities = {"plan_orders"},
          .complete = true};
}
