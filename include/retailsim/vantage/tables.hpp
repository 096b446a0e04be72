#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/core/columns.hpp>
#include <retailsim/core/table.hpp>

/// The five tables of the vantage year. Money is cents, times are microseconds, dates days since 1970-01-01.
namespace retailsim::vantage {

struct Products {
  std::vector<std::int64_t> sku_id;
  std::vector<std::int16_t> category, sub_category;
  std::vector<std::string> product_name;
  std::vector<std::int64_t> base_price_eur, cost_price_eur;
  std::vector<double> sales_rank;  ///< weight in the choice of SKUs: large = popular
  std::vector<double> return_probability;

  std::size_t size() const { return sku_id.size(); }
  static auto fields() {
    using T = Products;
    using enum ColumnKind;
    return std::tuple{Field{"sku_id", &T::sku_id, integer},
                      Field{"category", &T::category, label},
                      Field{"sub_category", &T::sub_category, label},
                      Field{"product_name", &T::product_name, text},
                      Field{"base_price_eur", &T::base_price_eur, money},
                      Field{"cost_price_eur", &T::cost_price_eur, money},
                      Field{"sales_rank", &T::sales_rank, real},
                      Field{"return_probability", &T::return_probability, real}};
  }
};

/// Sorted by time; ids count from 1.
struct Orders {
  std::vector<std::int64_t> order_id;
  std::vector<std::uint8_t> shop_id;
  std::vector<std::int64_t> customer_id;
  std::vector<std::int64_t> order_ts;

  std::size_t size() const { return order_id.size(); }
  static auto fields() {
    using T = Orders;
    using enum ColumnKind;
    return std::tuple{Field{"order_id", &T::order_id, integer}, Field{"shop_id", &T::shop_id, label},
                      Field{"customer_id", &T::customer_id, integer}, Field{"order_ts", &T::order_ts, timestamp}};
  }
};

/// Sorted by order and line.
struct LineItems {
  std::vector<std::int64_t> order_id;
  std::vector<std::int32_t> line_no;  ///< from 1 within the order
  std::vector<std::int64_t> sku_id;
  std::vector<std::int32_t> qty;
  std::vector<std::int64_t> unit_price_paid;
  std::vector<std::uint8_t> is_returned;

  std::size_t size() const { return order_id.size(); }
  static auto fields() {
    using T = LineItems;
    using enum ColumnKind;
    return std::tuple{Field{"order_id", &T::order_id, integer},
                      Field{"line_no", &T::line_no, integer},
                      Field{"sku_id", &T::sku_id, integer},
                      Field{"qty", &T::qty, integer},
                      Field{"unit_price_paid", &T::unit_price_paid, money},
                      Field{"is_returned", &T::is_returned, boolean}};
  }
};

/// One row per day and shop.
struct Marketing {
  std::vector<std::int32_t> date;
  std::vector<std::uint8_t> shop_id;
  std::vector<std::int64_t> spend_eur;

  std::size_t size() const { return date.size(); }
  static auto fields() {
    using T = Marketing;
    using enum ColumnKind;
    return std::tuple{Field{"date", &T::date, ColumnKind::date}, Field{"shop_id", &T::shop_id, label},
                      Field{"spend_eur", &T::spend_eur, money}};
  }
};

/// One row per month and shop.
struct Budget {
  std::vector<std::string> month;  ///< "YYYY-MM"
  std::vector<std::uint8_t> shop_id;
  std::vector<std::int64_t> plan_revenue;
  std::vector<std::int64_t> plan_orders;
  std::vector<std::int64_t> plan_margin;

  std::size_t size() const { return month.size(); }
  static auto fields() {
    using T = Budget;
    using enum ColumnKind;
    return std::tuple{Field{"month", &T::month, text}, Field{"shop_id", &T::shop_id, label},
                      Field{"plan_revenue", &T::plan_revenue, money}, Field{"plan_orders", &T::plan_orders, integer},
                      Field{"plan_margin", &T::plan_margin, money}};
  }
};

}  // namespace retailsim::vantage
