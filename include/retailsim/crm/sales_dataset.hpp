#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <retailsim/core/columns.hpp>
#include <retailsim/core/list_column.hpp>
#include <retailsim/core/text_column.hpp>
#include <retailsim/core/xtensor.hpp>
#include <retailsim/crm/generate.hpp>
#include <retailsim/crm/sales_labels.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_world.hpp>

namespace retailsim::crm {

/// A CRM set in memory: numbers and codes as xtensor arrays, texts as `TextColumn`, lists as `ListColumn`. Labels say
/// what codes mean (`view_of` puts the two together).
///
///     SalesDataset data = crm::generate({.seed = 42, .companies = 100, .sales_people = 10});
///     data.opportunities.value[0];   // cents
///     data.contacts.email[0];        // std::string_view
struct SalesDataset : SalesTables<XtensorColumn> {
  SalesConfig config;
  ProductColumns<VectorColumn> products;
  SalesLabels labels;
};

namespace detail {

template <class T>
void append_column(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}
inline void append_column(TextColumn& to, const TextColumn& from) {
  for (std::size_t row = 0; row < from.size(); ++row) to.append(from[row]);
}
template <class T>
void append_column(ListColumn<T>& to, const ListColumn<T>& from) {
  for (std::size_t row = 0; row < from.size(); ++row) to.append(from[row]);
}

template <class T>
void move_column(XtensorColumn<T>& to, std::vector<T>& from) {
  to = XtensorColumn<T>::from_shape({from.size()});
  std::copy(from.begin(), from.end(), to.data());
  std::vector<T>().swap(from);  // no more than one column is there twice
}
template <class Column>
void move_column(Column& to, Column& from) {
  to = std::move(from);
}

template <class To, class From>
void move_table(To& to, From& from) {
  for_each_column(to, from, [](auto& column, auto& values) { move_column(column, values); });
}

}  // namespace detail

/// Appends rows to rows.
inline void append(SalesRows& to, const SalesRows& from) {
  const auto table = [](auto& a, const auto& b) {
    for_each_column(a, b, [](auto& x, const auto& y) { detail::append_column(x, y); });
  };
  table(to.sales_people, from.sales_people);
  table(to.companies, from.companies);
  table(to.contacts, from.contacts);
  table(to.opportunities, from.opportunities);
  table(to.opportunity_lines, from.opportunity_lines);
  table(to.opportunity_stages, from.opportunity_stages);
  table(to.interactions, from.interactions);
  table(to.sales_people_truth, from.sales_people_truth);
  table(to.opportunities_truth, from.opportunities_truth);
  table(to.outcomes, from.outcomes);
}

/// All rows of a world in memory.
inline SalesDataset generate(const SalesWorld& world, const GenerateOptions& options = {}) {
  SalesRows rows;
  generate(
      world, [&](const SalesRows& batch) { append(rows, batch); }, options);
  SalesDataset data{{}, world.config, world.products.columns(), world.labels};
  detail::move_table(data.sales_people, rows.sales_people);
  detail::move_table(data.companies, rows.companies);
  detail::move_table(data.contacts, rows.contacts);
  detail::move_table(data.opportunities, rows.opportunities);
  detail::move_table(data.opportunity_lines, rows.opportunity_lines);
  detail::move_table(data.opportunity_stages, rows.opportunity_stages);
  detail::move_table(data.interactions, rows.interactions);
  detail::move_table(data.sales_people_truth, rows.sales_people_truth);
  detail::move_table(data.opportunities_truth, rows.opportunities_truth);
  detail::move_table(data.outcomes, rows.outcomes);
  return data;
}

/// \throws ParameterError (std::invalid_argument) on a bad value, before the first row
inline SalesDataset generate(const SalesConfig& config, const GenerateOptions& options = {}) {
  return generate(SalesWorld(config), options);
}

}  // namespace retailsim::crm
