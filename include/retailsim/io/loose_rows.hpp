#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/core/table.hpp>
#include <retailsim/core/text_column.hpp>
#include <retailsim/io/detail/parse.hpp>
#include <retailsim/io/detail/row_judge.hpp>

namespace retailsim {

/// The rows of a table with room for what is wrong with them but for its type: every column can be null, and labels are
/// texts of any kind. A view it gives is valid until the next.
class LooseRows {
 public:
  /// The same rows, loosened. Every view has the columns of the first.
  TableView rows(const TableView& view) {
    TableView loose{.name = view.name, .columns = {}, .n_rows = view.n_rows};
    texts_.resize(view.columns.size());
    for (std::size_t i = 0; i < view.columns.size(); ++i) {
      Column column = view.columns[i];
      if (column.kind == ColumnKind::label) label_texts(column, texts_[i], view.n_rows);
      if (!column.null_value) column.null_value = null_of(column.values);
      loose.columns.push_back(column);
    }
    columns_ = loose.columns;
    return loose;
  }

  /// One row of fields, of the columns of the last view. \throws std::invalid_argument where a field is not of its type
  TableView row(const std::vector<std::optional<std::string>>& fields) {
    TableView one{.name = {}, .columns = columns_, .n_rows = 1};
    cells_.assign(columns_.size(), {});
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      Column& column = one.columns[i];
      std::visit([&](auto values) { set(cells_[i], column, values, fields.at(i)); }, columns_[i].values);
    }
    return one;
  }

 private:
  struct Cell {
    std::int64_t wide = 0;
    std::int32_t narrow = 0;
    std::int16_t shorter = 0;
    std::uint8_t byte = 0;
    double real = 0;
    std::string text{};
  };

  static std::int64_t null_of(const ColumnValues& values) {
    return std::visit(
        [](auto span) -> std::int64_t {
          using T = typename decltype(span)::value_type;
          if constexpr (std::is_same_v<T, std::uint8_t>) return 255;
          if constexpr (std::is_integral_v<T>) return std::numeric_limits<std::remove_const_t<T>>::min();
          return 0;
        },
        values);
  }

  static void label_texts(Column& column, TextColumn& texts, std::size_t n_rows) {
    texts.clear();
    std::visit(
        [&](auto codes) {
          if constexpr (std::is_integral_v<typename decltype(codes)::value_type>) {
            for (std::size_t i = 0; i < n_rows; ++i) {
              const bool null = column.null_value && codes[i] == *column.null_value;
              texts.append(null ? std::string_view() : column.labels->at(static_cast<std::size_t>(codes[i])));
            }
          }
        },
        column.values);
    column.kind = ColumnKind::text;
    column.labels = nullptr;
    column.values = TextView(texts.bytes().data(), texts.offsets());
    column.null_value = 0;
  }

  template <class Values>
  static void set(Cell& cell, Column& column, const Values&, const std::optional<std::string>& field) {
    using T = typename Values::value_type;
    if constexpr (std::is_integral_v<T>) {
      const auto value = field ? detail::stored_value(column.kind, *field) : column.null_value;
      if (!value || !std::in_range<std::remove_const_t<T>>(*value)) wrong(column, *field);
      const auto store = [&](auto& to) {
        to = static_cast<std::remove_reference_t<decltype(to)>>(*value);
        column.values = std::span<const std::remove_reference_t<decltype(to)>>(&to, 1);
      };
      if constexpr (std::is_same_v<std::remove_const_t<T>, std::int64_t>) store(cell.wide);
      if constexpr (std::is_same_v<std::remove_const_t<T>, std::int32_t>) store(cell.narrow);
      if constexpr (std::is_same_v<std::remove_const_t<T>, std::int16_t>) store(cell.shorter);
      if constexpr (std::is_same_v<std::remove_const_t<T>, std::uint8_t>) store(cell.byte);
    } else if constexpr (std::is_floating_point_v<T>) {
      const auto value = field ? detail::parse_real(*field) : std::numeric_limits<double>::quiet_NaN();
      if (!value) wrong(column, *field);
      cell.real = *value;
      column.values = std::span<const double>(&cell.real, 1);
    } else {
      cell.text = field.value_or("");
      column.values = std::span<const std::string>(&cell.text, 1);
    }
  }

  [[noreturn]] static void wrong(const Column& column, const std::string& field) {
    throw std::invalid_argument("LooseRows: column " + std::string(column.name) + " must be of its type, got \"" +
                                field + '"');
  }

  std::vector<Column> columns_;
  std::vector<TextColumn> texts_;
  std::deque<Cell> cells_;
};

}  // namespace retailsim
