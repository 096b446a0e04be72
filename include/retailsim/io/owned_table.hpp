#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/core/table.hpp>

namespace retailsim {

/// A column that was read: integers, money in cents, days, microseconds and booleans are int64; reals are double;
/// labels and texts are strings.
struct OwnedColumn {
  std::string name;
  ColumnKind kind = ColumnKind::integer;
  std::variant<std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>> values{};
  std::vector<bool> is_null{};  ///< empty: no value is missing; the value itself is 0, NaN or "" there
};

/// A table that was read, column-wise; all columns have `n_rows` elements.
struct OwnedTable {
  std::vector<OwnedColumn> columns;
  std::size_t n_rows = 0;

  /// \throws std::out_of_range if there is no such column
  const OwnedColumn& column(std::string_view name) const {
    for (const OwnedColumn& column : columns) {
      if (column.name == name) return column;
    }
    throw std::out_of_range("OwnedTable: there is no column " + std::string(name));
  }
  /// The values of a column: `integers` for all that is stored as int64.
  /// \throws std::out_of_range if there is no such column, std::bad_variant_access if it holds something else
  const std::vector<std::int64_t>& integers(std::string_view name) const {
    return std::get<std::vector<std::int64_t>>(column(name).values);
  }
  const std::vector<double>& reals(std::string_view name) const {
    return std::get<std::vector<double>>(column(name).values);
  }
  const std::vector<std::string>& texts(std::string_view name) const {
    return std::get<std::vector<std::string>>(column(name).values);
  }
};

}  // namespace retailsim
