#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/core/columns.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/list_column.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/core/text_column.hpp>
#include <retailsim/core/text_view.hpp>

namespace retailsim {

namespace detail {

/// What a writer sees of a column's storage.
template <class Values>
ColumnValues column_values(const Values& values) {
  using Value = std::remove_cvref_t<decltype(*values.data())>;
  return std::span<const Value>(values.data(), values.size());
}
inline ColumnValues column_values(const TextView& values) { return values; }
inline ColumnValues column_values(const TextColumn& values) {
  return TextView(values.bytes().data(), values.offsets());
}
template <class T>
ColumnValues column_values(const ListColumn<T>& lists) {
  return lists.values();
}

template <class Values>
std::span<const std::int64_t> list_offsets(const Values&) {
  return {};
}
template <class T>
std::span<const std::int64_t> list_offsets(const ListColumn<T>& lists) {
  return lists.offsets();
}

}  // namespace detail

/// Which labels belong to which column of a table. The labels are not copied: they must outlive the writers.
using LabelsByColumn = std::map<std::string_view, const Labels*>;

/// Makes what writers see of a table of the simulation (core/columns.hpp): one view per batch, no value copied.
///
///     TableViewer viewer("transactions", {{"kind", &kind_labels}}, {"truth_column_to_leave_out"});
///     writer.write(viewer.view(batch.lines));
///
/// \throws std::invalid_argument from `view` if a label column has no labels, or columns differ in length
class TableViewer {
 public:
  explicit TableViewer(std::string_view name, LabelsByColumn labels = {}, std::vector<std::string_view> left_out = {})
      : name_(name), labels_(std::move(labels)), left_out_(std::move(left_out)) {}

  template <class Table>
  TableView view(const Table& table) const {
    TableView view{.name = name_, .columns = {}, .n_rows = 0};
    bool first = true;
    for_each_column(table, [&](const auto& field, const auto& values) {
      if (first) view.n_rows = values.size();
      first = false;
      if (values.size() != view.n_rows) {
        detail::invalid(std::string(name_) + ": length of " + std::string(field.name),
                        std::to_string(view.n_rows) + " as of the first column", std::to_string(values.size()));
      }
      for (const auto name : left_out_) {
        if (name == field.name) return;
      }
      view.columns.push_back({.name = field.name,
                              .kind = field.kind,
                              .values = detail::column_values(values),
                              .encoding = field.encoding,
                              .labels = labels_of(field.name, field.kind),
                              .null_value = field.null_value,
                              .list_offsets = detail::list_offsets(values)});
    });
    return view;
  }

 private:
  const Labels* labels_of(std::string_view column, ColumnKind kind) const {
    if (kind != ColumnKind::label) return nullptr;
    const auto found = labels_.find(column);
    if (found == labels_.end() || found->second == nullptr) {
      throw std::invalid_argument(std::string(name_) + ": column " + std::string(column) +
                                  " must have labels, got none");
    }
    return found->second;
  }

  std::string_view name_;
  LabelsByColumn labels_;
  std::vector<std::string_view> left_out_;
};

/// The rows `[first, first + n)` of a view.
inline TableView rows(const TableView& view, std::size_t first, std::size_t n) {
  TableView part = view;
  for (Column& column : part.columns) {
    if (column.is_list()) {
      column.list_offsets = column.list_offsets.subspan(first, n + 1);
      continue;
    }
    column.values = std::visit([&](auto values) { return ColumnValues(values.subspan(first, n)); }, column.values);
  }
  part.n_rows = n;
  return part;
}

}  // namespace retailsim
