// Needs nlohmann-json: link retailsim::json.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/io/detail/text.hpp>

namespace retailsim {

/// The rows of a table as JSON objects, with its columns as members in their order.
///
/// Money is a number with its cents as decimals, dates are `2025-03-31`, times `2025-03-31T09:30:00`, with a `Z` where
/// the column is said to be UTC; labels are texts, nulls null, lists arrays.
class JsonRows {
 public:
  /// \param local_times  columns of times that are not UTC
  explicit JsonRows(std::vector<std::string_view> local_times = {}) : local_times_(std::move(local_times)) {}

  /// Takes the rows of another batch; the view's columns must stay where they are meanwhile.
  void bind(TableView table) { table_ = std::move(table); }
  std::size_t size() const { return table_.n_rows; }

  /// \throws std::invalid_argument on a code without label or a date outside the years 0 to 9999
  nlohmann::ordered_json operator[](std::size_t row) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    for (const Column& column : table_.columns) {
      object.emplace(std::string(column.name),
                     std::visit([&](const auto& values) { return cell(column, values, row); }, column.values));
    }
    return object;
  }

 private:
  template <class Values>
  nlohmann::ordered_json cell(const Column& column, const Values& values, std::size_t row) {
    if (!column.is_list()) return element(column, values[row]);
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (std::int64_t i = column.list_offsets[row]; i < column.list_offsets[row + 1]; ++i) {
      list.push_back(element(column, values[static_cast<std::size_t>(i)]));
    }
    return list;
  }

  template <class T>
  nlohmann::ordered_json element(const Column& column, const T& value) {
    if constexpr (std::is_integral_v<T>) {
      return integer(column, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
      if (column.null_value && std::isnan(value)) return nullptr;
      return value;
    } else {
      const std::string_view text(value);
      if (column.null_value && text.empty()) return nullptr;
      return std::string(text);
    }
  }

  nlohmann::ordered_json integer(const Column& column, std::int64_t value) {
    if (column.null_value && value == *column.null_value) return nullptr;
    char text[32];
    switch (column.kind) {
      case ColumnKind::money:
        return static_cast<double>(value) / 100;
      case ColumnKind::date:
        return std::string(text, dates_.write(text, static_cast<std::int32_t>(value), column.name));
      case ColumnKind::timestamp: {
        char* end = detail::write_timestamp(text, value, dates_, column.name);
        text[10] = 'T';
        if (is_utc(column.name)) *end++ = 'Z';
        return std::string(text, end);
      }
      case ColumnKind::label: {
        if (column.labels == nullptr || static_cast<std::uint64_t>(value) >= column.labels->size()) {
          detail::invalid("JsonRows: code of column " + std::string(column.name), "that of a label",
                          std::to_string(value));
        }
        return (*column.labels)[static_cast<std::size_t>(value)];
      }
      case ColumnKind::boolean:
        return value != 0;
      default:
        return value;
    }
  }

  bool is_utc(std::string_view name) const {
    for (const std::string_view local : local_times_) {
      if (local == name) return false;
    }
    return true;
  }

  std::vector<std::string_view> local_times_;
  TableView table_;
  detail::DateTexts dates_;
};

}  // namespace retailsim
