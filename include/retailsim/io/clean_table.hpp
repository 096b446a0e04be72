#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include <retailsim/core/table.hpp>

namespace retailsim {

/// A column as it is without defects: what a file that holds defects cannot tell.
struct CleanColumn {
  std::string name;
  ColumnKind kind = ColumnKind::integer;
  int storage = 64;  ///< bits of an integer or code; 0: reals and texts
  ColumnEncoding encoding = ColumnEncoding::automatic;
  std::optional<std::int64_t> null_value{};
  Labels labels{};
};

/// A Parquet file as it is without defects.
struct CleanTable {
  std::string name;
  std::vector<CleanColumn> columns{};
  int compression_level = 1;
  bool money_as_double = false;
  std::vector<std::string> metadata{};  ///< keys, in their order; the dirty file has their values
  /// A row group ends before a row whose id in the column of this number is in another block; no ids: there is one
  /// group.
  std::size_t block_column = 0;
  std::int64_t first_id = 0, ids_per_block = 0;
};

/// The columns of a view.
inline std::vector<CleanColumn> clean_columns(const TableView& view) {
  std::vector<CleanColumn> columns;
  for (const Column& column : view.columns) {
    const int storage = std::visit(
        [](auto values) {
          using T = typename decltype(values)::value_type;
          return std::is_integral_v<T> ? static_cast<int>(8 * sizeof(T)) : 0;
        },
        column.values);
    columns.push_back({.name = std::string(column.name),
                       .kind = column.kind,
                       .storage = storage,
                       .encoding = column.encoding,
                       .null_value = column.null_value,
                       .labels = column.labels != nullptr ? *column.labels : Labels{}});
  }
  return columns;
}

}  // namespace retailsim
