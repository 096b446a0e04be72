#include "support/retail_rules.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <retailsim/core/time.hpp>

namespace retailsim::support {
namespace {

// No scenario is about other days (retailsim/config/parameter.hpp), but its customers may be older.
constexpr Date first_day{1780, 1, 1}, last_day{2200, 1, 1};
constexpr std::int64_t micros_per_day = seconds_per_day * micros_per_second;

TableRules::Range days(const char* column) { return {column, first_day.days, last_day.days}; }
TableRules::Range times(const char* column) {
  return {column, first_day.days * micros_per_day, last_day.days * micros_per_day};
}
TableRules::Range from(const char* column, std::int64_t least) {
  return {column, least, std::numeric_limits<std::int64_t>::max()};
}

}  // namespace

TableRules customer_rules(const TraitLabels& labels) {
  // Warehouses know these; other labels are a scenario's own.
  static constexpr std::array<std::string_view, 4> genders{"female", "male", "other", "unknown"};
  const bool usual = std::ranges::all_of(
      labels.gender, [](const std::string& label) { return std::ranges::find(genders, label) != genders.end(); });
  TableRules rules{
      .key = {"customer_id"},
      .ranges = {times("registered_at"), days("birth_date")},
      .ordered = {{"birth_date", "registered_at"}},
      .swappable = {
          {"country", "city"}, {"channel", "segment"}, {"registered_at", "birth_date"}, {"gender", "loyalty_tier"}}};
  if (usual) rules.closed_labels = {"gender"};
  return rules;
}

TableRules product_rules() {
  return {.key = {"sku_id"},
          .ranges = {from("price", 1), from("cost", 0), days("launched_on")},
          .ordered = {{"cost", "price"}},
          .swappable = {{"price", "cost"}, {"name", "brand"}, {"category_l1", "category_l2"}}};
}

TableRules transaction_rules(const Scenario& scenario) {
  const auto n_skus = static_cast<std::int64_t>(scenario.catalogue.n_skus());
  return {
      .key = {"order_id", "line_no"},
      .ranges = {times("ordered_at"), from("line_no", 1), from("unit_price", 0)},
      .references = {{"customer_id", scenario.first_customer_id, scenario.first_customer_id + scenario.n_customers - 1},
                     {"sku_id", scenario.first_sku_id, scenario.first_sku_id + n_skus - 1},
                     {"refers_to_order_id"}},
      .closed_labels = {"kind"},
      .quantity = "quantity",
      .unit_price = "unit_price",
      .discount = "discount",
      .amount = "amount",
      .group = "order_id",
      .number = "line_no",
      .constants = {{"customer_id", Invariant::reference}, {"ordered_at", Invariant::calendar}},
      .swappable = {{"customer_id", "sku_id"},
                    {"line_no", "quantity"},
                    {"unit_price", "amount"},
                    {"discount", "amount"}},
      .quantities = {"quantity"}};
}

}  // namespace retailsim::support
