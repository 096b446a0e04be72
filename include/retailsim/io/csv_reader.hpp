#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/core/table.hpp>
#include <retailsim/io/csv_records.hpp>
#include <retailsim/io/detail/parse.hpp>
#include <retailsim/io/owned_table.hpp>

namespace retailsim {

/// A column to read from a CSV file: its name in the header, what its text means, and whether it may be empty.
struct CsvColumn {
  std::string name;
  ColumnKind kind = ColumnKind::text;
  bool nullable = false;
};

/// Rows that could not be read for one and the same reason.
struct BadRows {
  std::string reason;  ///< `quantity: not a whole number`
  std::int64_t n = 0;
  std::int64_t first_line = 0;
  std::string example;  ///< the first line's value
};

struct CsvReadOptions {
  char separator = ',';
  bool skip_bad_rows = false;  ///< leave them out; else any bad row is an error, after all have been counted
};

/// What `read_csv` found.
struct CsvContents {
  OwnedTable table;               ///< the columns asked for, in that order
  std::vector<BadRows> bad_rows;  ///< in the order of their first lines
};

/// One line per reason: `sales.csv: 3 rows, first in line 17: quantity: not a whole number ("x")`.
/// \param place  what `BadRows::first_line` counts: `line`, or `row` of a file that has no lines
inline std::string bad_rows_text(const std::filesystem::path& path, std::span<const BadRows> bad_rows,
                                 const std::string& place = "line") {
  std::string text;
  for (const BadRows& bad : bad_rows) {
    if (!text.empty()) text += '\n';
    text += path.string();
    text += ": " + std::to_string(bad.n) + (bad.n == 1 ? " row, in " : " rows, first in ") + place + ' ';
    text += std::to_string(bad.first_line) + ": " + bad.reason;
    if (!bad.example.empty()) text += " (\"" + bad.example + "\")";
  }
  return text;
}

namespace detail {

class CsvTableBuilder {
 public:
  CsvTableBuilder(CsvRecords& records, std::span<const CsvColumn> wanted) : records_(records) {
    if (!records.next()) throw std::invalid_argument(records.path().string() + ": the file is empty");
    for (const CsvColumn& column : wanted) {
      positions_.push_back(position(column.name));
      nullable_.push_back(column.nullable);
      OwnedColumn& owned = contents_.table.columns.emplace_back();
      owned.name = column.name;
      owned.kind = column.kind;
      if (column.kind == ColumnKind::real) owned.values = std::vector<double>();
      if (column.kind == ColumnKind::text || column.kind == ColumnKind::label)
        owned.values = std::vector<std::string>();
    }
    n_fields_ = records.fields().size();
  }

  CsvContents build() {
    while (records_.next()) {
      if (const auto reason = add_row()) count_bad(*reason);
    }
    return std::move(contents_);
  }

 private:
  struct Reason {
    std::string text;
    std::string_view value;
  };

  std::size_t position(std::string_view name) const {
    const auto header = records_.fields();
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (trimmed(header[i]) == name) return i;
    }
    std::string names;
    for (const auto field : header) {
      if (!names.empty()) names += ", ";
      names += trimmed(field);
    }
    throw std::invalid_argument(records_.path().string() + ":1: there is no column " + std::string(name) +
                                "; the columns are " + names);
  }

  std::optional<Reason> add_row() {
    const auto fields = records_.fields();
    if (records_.malformed()) return Reason{"text after a closing quote", {}};
    if (fields.size() != n_fields_) {
      return Reason{std::to_string(n_fields_) + " fields expected, others found", {}};
    }
    OwnedTable& table = contents_.table;
    for (std::size_t i = 0; i < positions_.size(); ++i) {
      if (const char* wrong = append(table.columns[i], fields[positions_[i]], i)) {
        for (std::size_t k = 0; k < i; ++k) shorten(table.columns[k], table.n_rows);
        return Reason{table.columns[i].name + ": " + wrong, fields[positions_[i]]};
      }
    }
    ++table.n_rows;
    return std::nullopt;
  }

  // What is wrong, or nothing after the value was appended.
  const char* append(OwnedColumn& column, std::string_view text, std::size_t i) {
    const bool is_text = column.kind == ColumnKind::text || column.kind == ColumnKind::label;
    const bool missing = text.empty() && !(is_text && records_.quoted(positions_[i]));
    if (missing && !nullable_[i]) return "no value";
    if (missing && column.is_null.empty()) column.is_null.resize(contents_.table.n_rows);
    if (auto* texts = std::get_if<std::vector<std::string>>(&column.values)) {
      texts->emplace_back(text);
    } else if (auto* reals = std::get_if<std::vector<double>>(&column.values)) {
      const auto value = missing ? std::optional(std::numeric_limits<double>::quiet_NaN()) : parse_real(text);
      if (!value) return "not a number";
      reals->push_back(*value);
    } else {
      const auto value = missing ? std::optional<std::int64_t>(0) : parse_stored(column.kind, text);
      if (!value) return expectation(column.kind);
      std::get<std::vector<std::int64_t>>(column.values).push_back(*value);
    }
    if (!column.is_null.empty()) column.is_null.push_back(missing);
    return nullptr;
  }

  static std::optional<std::int64_t> parse_stored(ColumnKind kind, std::string_view text) {
    switch (kind) {
      case ColumnKind::money:
        return parse_fixed(text, 2);
      case ColumnKind::timestamp:
        return parse_timestamp(text);
      case ColumnKind::date: {
        const auto date = parse_date(trimmed(text));
        return date ? std::optional<std::int64_t>(date->days) : std::nullopt;
      }
      case ColumnKind::boolean:
        for (const auto yes : {"true", "TRUE", "True", "1"}) {
          if (text == yes) return 1;
        }
        for (const auto no : {"false", "FALSE", "False", "0"}) {
          if (text == no) return 0;
        }
        return std::nullopt;
      default:
        return parse_integer(text);
    }
  }

  static const char* expectation(ColumnKind kind) {
    switch (kind) {
      case ColumnKind::money:
        return "not an amount of money";
      case ColumnKind::timestamp:
        return "not a time YYYY-MM-DD HH:MM:SS";
      case ColumnKind::date:
        return "not a date YYYY-MM-DD";
      case ColumnKind::boolean:
        return "neither true nor false";
      default:
        return "not a whole number";
    }
  }

  static void shorten(OwnedColumn& column, std::size_t n_rows) {
    std::visit([&](auto& values) { values.resize(n_rows); }, column.values);
    if (!column.is_null.empty()) column.is_null.resize(n_rows);
  }

  void count_bad(const Reason& reason) {
    auto& all = contents_.bad_rows;
    auto found = std::ranges::find(all, reason.text, &BadRows::reason);
    if (found == all.end()) {
      all.push_back(
          {.reason = reason.text, .n = 0, .first_line = records_.line(), .example = std::string(reason.value)});
      found = all.end() - 1;
    }
    ++found->n;
  }

  CsvRecords& records_;
  std::vector<std::size_t> positions_;
  std::vector<bool> nullable_;
  std::size_t n_fields_ = 0;
  CsvContents contents_;
};

}  // namespace detail

/// Reads columns of a CSV file with a header, by name and in any order; other columns are passed over.
/// \throws std::invalid_argument naming file and line if a column is missing, a quote is never closed, or rows cannot
/// be
///   read and are not to be skipped (one line per reason); std::system_error if the file cannot be read
inline CsvContents read_csv(const std::filesystem::path& path, std::span<const CsvColumn> columns,
                            CsvReadOptions options = {}) {
  CsvRecords records(path, options.separator);
  CsvContents contents = detail::CsvTableBuilder(records, columns).build();
  if (!options.skip_bad_rows && !contents.bad_rows.empty()) {
    throw std::invalid_argument(bad_rows_text(path, contents.bad_rows));
  }
  return contents;
}
inline CsvContents read_csv(const std::filesystem::path& path, std::initializer_list<CsvColumn> columns,
                            CsvReadOptions options = {}) {
  return read_csv(path, std::span(columns.begin(), columns.size()), options);
}

}  // namespace retailsim
