#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <span>
#include <vector>

#include <retailsim/core/columns.hpp>
#include <retailsim/core/xtensor.hpp>
#include <retailsim/engine/batch.hpp>
#include <retailsim/population/concept.hpp>

namespace retailsim {

/// The tables of a run in memory: one-dimensional xtensor arrays, one per column, allocated once at their final size.
/// Labels say what codes mean. Times are microseconds, dates days since 1970-01-01, money is cents.
struct Dataset {
  CustomerColumns<XtensorColumn> customers;
  ProductColumns<VectorColumn> products;  ///< small, and it has text
  OrderColumns<XtensorColumn> orders;
  LineColumns<XtensorColumn> lines;   ///< order lines with their order's customer, time and kind
  TruthColumns<XtensorColumn> truth;  ///< empty unless asked for
  TraitLabels labels;
  Labels shops, product_groups, brands, categories_l1, categories_l2, categories_l3;

  std::size_t n_customers() const { return customers.customer_id.size(); }
  std::size_t n_orders() const { return orders.order_id.size(); }
  std::size_t n_lines() const { return lines.order_id.size(); }
};

/// A money column as currency units instead of cents.
inline XtensorColumn<double> in_currency(const XtensorColumn<std::int64_t>& cents) {
  XtensorColumn<double> amounts = XtensorColumn<double>::from_shape({cents.size()});
  for (std::size_t i = 0; i < cents.size(); ++i) amounts[i] = static_cast<double>(cents[i]) / 100;
  return amounts;
}

namespace engine {

/// Keeps batches until their number of rows is known, then moves them into arrays of that size column by column.
template <template <template <class> class> class Table>
class Gatherer {
 public:
  void add(const Table<ConstColumn>& batch) {
    std::size_t n = 0;
    for_each_column(batch, [&](const auto&, const auto& column) { n = column.size(); });
    if (n == 0) return;
    Table<VectorColumn>& part = parts_.emplace_back();
    for_each_column(part, batch, [](auto& to, const auto& from) { to.assign(from.begin(), from.end()); });
    n_rows_ += n;
  }

  void move_into(Table<XtensorColumn>& table) {
    const auto fields = Table<VectorColumn>::fields();
    const auto targets = Table<XtensorColumn>::fields();
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      (move_column(std::get<I>(fields).member, table.*(std::get<I>(targets).member)), ...);
    }(std::make_index_sequence<std::tuple_size_v<decltype(fields)>>{});
    parts_.clear();
  }

 private:
  template <class T>
  void move_column(VectorColumn<T> Table<VectorColumn>::*member, XtensorColumn<T>& target) {
    target = XtensorColumn<T>::from_shape({n_rows_});
    T* to = target.data();
    for (auto& part : parts_) {
      std::vector<T>& from = part.*member;
      std::memcpy(to, from.data(), from.size() * sizeof(T));
      to += from.size();
      std::vector<T>().swap(from);  // the copy and the parts are never both whole
    }
  }

  std::deque<Table<VectorColumn>> parts_;
  std::size_t n_rows_ = 0;
};

/// The sink behind `Simulation::run(scenario)`.
class DatasetSink {
 public:
  void products(const ProductColumns<ConstColumn>& products) {
    for_each_column(dataset_.products, products,
                    [](auto& to, const auto& from) { to.assign(from.begin(), from.end()); });
  }
  void operator()(const Batch& batch) {
    customers_.add(batch.customers);
    orders_.add(batch.orders);
    lines_.add(batch.lines);
    truth_.add(batch.truth);
  }
  Dataset finish() {
    customers_.move_into(dataset_.customers);
    orders_.move_into(dataset_.orders);
    lines_.move_into(dataset_.lines);
    truth_.move_into(dataset_.truth);
    return std::move(dataset_);
  }

 private:
  Dataset dataset_;
  Gatherer<CustomerColumns> customers_;
  Gatherer<OrderColumns> orders_;
  Gatherer<LineColumns> lines_;
  Gatherer<TruthColumns> truth_;
};

}  // namespace engine

}  // namespace retailsim
