#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <retailsim/core/table.hpp>

/// The tables of the simulation. Each is one template over its storage: `std::vector` while rows are made, spans in
/// a batch, xtensor arrays in a data set. `fields()` lists the columns once, for writers, copies and tests.
namespace retailsim {

/// What a row of `orders` and `line_items` stands for.
enum class Kind : std::uint8_t { sale, returned, exchange };
inline const Labels kind_labels{"sale", "return", "exchange"};

template <class T>
using ConstColumn = std::span<const T>;
template <class T>
using VectorColumn = std::vector<T>;

/// A column's name, meaning, encoding and null, and where the table keeps it.
template <class Table, class Member>
struct Field {
  std::string_view name;
  Member Table::*member;
  ColumnKind kind;
  ColumnEncoding encoding = ColumnEncoding::automatic;
  std::optional<std::int64_t> null_value{};
};
template <class Table, class Member>
Field(std::string_view, Member Table::*, ColumnKind) -> Field<Table, Member>;
template <class Table, class Member>
Field(std::string_view, Member Table::*, ColumnKind, ColumnEncoding) -> Field<Table, Member>;
template <class Table, class Member>
Field(std::string_view, Member Table::*, ColumnKind, ColumnEncoding, std::int64_t) -> Field<Table, Member>;

inline constexpr std::int64_t no_time = INT64_MIN;  ///< null of a timestamp column

template <template <class> class Column>
struct CustomerColumns {
  Column<std::int64_t> customer_id;
  Column<std::int64_t> registered_at;  ///< microseconds
  Column<std::int32_t> birth_date;
  Column<std::uint8_t> gender;
  Column<std::uint8_t> country;
  Column<std::int16_t> city;
  Column<std::uint8_t> channel;
  Column<std::uint8_t> segment;
  Column<std::uint8_t> loyalty_tier;

  static auto fields() {
    using T = CustomerColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"customer_id", &T::customer_id, integer, delta},
                      Field{"registered_at", &T::registered_at, timestamp, plain},
                      Field{"birth_date", &T::birth_date, date, plain},
                      Field{"gender", &T::gender, label, dictionary},
                      Field{"country", &T::country, label, dictionary},
                      Field{"city", &T::city, label, dictionary},
                      Field{"channel", &T::channel, label, dictionary},
                      Field{"segment", &T::segment, label, dictionary},
                      Field{"loyalty_tier", &T::loyalty_tier, label, dictionary}};
  }
};

template <template <class> class Column>
struct OrderColumns {
  Column<std::int64_t> order_id;
  Column<std::int64_t> customer_id;
  Column<std::int64_t> ordered_at;  ///< microseconds
  Column<std::uint8_t> kind;        ///< `Kind`
  Column<std::uint8_t> shop;
  Column<std::int32_t> n_lines;
  Column<std::int64_t> amount;  ///< cents, sum over the lines

  static auto fields() {
    using T = OrderColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"order_id", &T::order_id, integer, delta},
                      Field{"customer_id", &T::customer_id, integer, delta},
                      Field{"ordered_at", &T::ordered_at, timestamp, delta},
                      Field{"kind", &T::kind, label, dictionary},
                      Field{"shop", &T::shop, label, dictionary},
                      Field{"n_lines", &T::n_lines, integer, dictionary},
                      Field{"amount", &T::amount, money, plain}};
  }
};

/// One row per order line, with the order's customer, time and kind beside it (`transactions`).
template <template <class> class Column>
struct LineColumns {
  Column<std::int64_t> order_id;
  Column<std::int32_t> line_no;  ///< from 1 within the order
  Column<std::int64_t> customer_id;
  Column<std::int64_t> sku_id;
  Column<std::int64_t> ordered_at;          ///< microseconds
  Column<std::uint8_t> kind;                ///< `Kind`
  Column<std::int32_t> quantity;            ///< negative for goods that come back
  Column<std::int64_t> unit_price;          ///< cents
  Column<std::int64_t> discount;            ///< cents for the whole line; quantity * unit_price - discount = amount
  Column<std::int64_t> amount;              ///< cents
  Column<std::int64_t> refers_to_order_id;  ///< the sale a return or exchange belongs to; 0: a sale
  Column<std::int32_t> refers_to_line_no;   ///< 0: a sale

  static auto fields() {
    using T = LineColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"order_id", &T::order_id, integer, delta},
                      Field{"line_no", &T::line_no, integer, dictionary},
                      Field{"customer_id", &T::customer_id, integer, delta},
                      Field{"sku_id", &T::sku_id, integer, dictionary},
                      Field{"ordered_at", &T::ordered_at, timestamp, delta},
                      Field{"kind", &T::kind, label, dictionary},
                      Field{"quantity", &T::quantity, integer, dictionary},
                      Field{"unit_price", &T::unit_price, money, dictionary},
                      Field{"discount", &T::discount, money, dictionary},
                      Field{"amount", &T::amount, money, dictionary},
                      Field{"refers_to_order_id", &T::refers_to_order_id, integer, delta, 0},
                      Field{"refers_to_line_no", &T::refers_to_line_no, integer, dictionary, 0}};
  }
};

/// What no real data set has: each customer's latent process, and what it implies for the time after a date.
template <template <class> class Column>
struct TruthColumns {
  Column<std::int64_t> customer_id;
  Column<double> orders_per_year;       ///< rate while alive, in mean days of the season; year of 365 days
  Column<std::int64_t> first_order_at;  ///< microseconds; null: never buys
  Column<std::int64_t> churned_at;  ///< microseconds; nothing is bought after it; null: later than the calendar knows
  Column<std::int32_t> max_orders;  ///< orders after which the customer is gone whatever the time; 0: no limit
  Column<std::int32_t> affinity_group;
  Column<std::int32_t> n_orders;      ///< orders before the date of the outlook, from the customer's beginning
  Column<double> expected_orders_30;  ///< expected orders in the 30 days from the date of the outlook
  Column<double> expected_orders_90;
  Column<double> expected_orders_365;

  static auto fields() {
    using T = TruthColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"customer_id", &T::customer_id, integer, delta},
                      Field{"orders_per_year", &T::orders_per_year, real, plain},
                      Field{"first_order_at", &T::first_order_at, timestamp, plain, no_time},
                      Field{"churned_at", &T::churned_at, timestamp, plain, no_time},
                      Field{"max_orders", &T::max_orders, integer, dictionary, 0},
                      Field{"affinity_group", &T::affinity_group, integer, dictionary},
                      Field{"n_orders", &T::n_orders, integer, dictionary},
                      Field{"expected_orders_30", &T::expected_orders_30, real, plain},
                      Field{"expected_orders_90", &T::expected_orders_90, real, plain},
                      Field{"expected_orders_365", &T::expected_orders_365, real, plain}};
  }
};

template <template <class> class Column>
struct ProductColumns {
  Column<std::int64_t> sku_id;
  Column<std::int16_t> product_group;
  Column<std::string> name;
  Column<std::int16_t> brand;
  Column<std::int16_t> category_l1;
  Column<std::int16_t> category_l2;
  Column<std::int16_t> category_l3;
  Column<std::int64_t> price;  ///< cents
  Column<std::int64_t> cost;   ///< cents
  Column<std::int32_t> launched_on;
  Column<double> popularity;          ///< weight in the choice of SKUs, any scale
  Column<double> return_probability;  ///< of one sold line

  static auto fields() {
    using T = ProductColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"sku_id", &T::sku_id, integer, delta},
                      Field{"product_group", &T::product_group, label, dictionary},
                      Field{"name", &T::name, text, plain},
                      Field{"brand", &T::brand, label, dictionary},
                      Field{"category_l1", &T::category_l1, label, dictionary},
                      Field{"category_l2", &T::category_l2, label, dictionary},
                      Field{"category_l3", &T::category_l3, label, dictionary},
                      Field{"price", &T::price, money, plain},
                      Field{"cost", &T::cost, money, plain},
                      Field{"launched_on", &T::launched_on, date, plain},
                      Field{"popularity", &T::popularity, real, plain},
                      Field{"return_probability", &T::return_probability, real, plain}};
  }
};

/// Calls `f(field, column)` for every column of a table.
template <class Table, class F>
void for_each_column(Table& table, F&& f) {
  std::apply([&](const auto&... field) { (f(field, table.*field.member), ...); }, std::remove_cvref_t<Table>::fields());
}

/// Calls `f(column_a, column_b)` for each pair of like-named columns of two storages of one table.
template <class A, class B, class F>
void for_each_column(A& a, B& b, F&& f) {
  const auto fields_a = std::remove_cvref_t<A>::fields();
  const auto fields_b = std::remove_cvref_t<B>::fields();
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (f(a.*(std::get<I>(fields_a).member), b.*(std::get<I>(fields_b).member)), ...);
  }(std::make_index_sequence<std::tuple_size_v<decltype(fields_a)>>{});
}

/// The rows `[first, first + n)` of a table of contiguous columns, as spans.
template <template <template <class> class> class Table, template <class> class Column>
Table<ConstColumn> rows(const Table<Column>& table, std::size_t first, std::size_t n) {
  Table<ConstColumn> view;
  for_each_column(view, table, [&](auto& to, const auto& from) { to = {from.data() + first, n}; });
  return view;
}

}  // namespace retailsim
