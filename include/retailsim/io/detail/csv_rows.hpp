#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/core/text_view.hpp>
#include <retailsim/io/detail/text.hpp>

namespace retailsim {

/// The text as one CSV field: in quotes where it holds a comma, a quote or a line break, or where it is empty (a null
/// is the field without quotes).
inline std::string csv_quoted(std::string_view text) {
  if (!text.empty() && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

namespace detail {

/// The rows of a batch as CSV text. Every batch has the columns of the first.
class CsvRows {
 public:
  /// Makes the batch the one whose rows are written; its columns must stay where they are meanwhile.
  /// \throws std::invalid_argument on columns other than before, missing labels, a type that the kind has not, or lists
  void bind(const TableView& table) {
    const bool first = fields_.empty();
    if (table.columns.empty()) throw std::invalid_argument("CsvWriter: number of columns must be >= 1, got 0");
    if (!first && table.columns.size() != fields_.size()) changed("number of columns");
    strings_.clear();
    texts_.clear();
    fixed_room_ = 1;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      if (first) {
        fields_.push_back({.form = Form::text,
                           .nullable = false,
                           .null_value = 0,
                           .values = nullptr,
                           .name = std::string(column.name),
                           .title = "CsvWriter: column " + std::string(column.name),
                           .kind = column.kind});
      }
      Field& field = fields_[i];
      if (field.name != column.name || field.kind != column.kind) changed(column.name);
      if (column.is_list()) {
        throw std::invalid_argument(
            field.title +
            " must be single values, got lists: CSV has none (io/json/json_lists.hpp writes them as JSON text)");
      }
      std::visit([&](auto values) { bind_values(field, column, values, table.n_rows); }, column.values);
      field.nullable = column.null_value.has_value();
      field.null_value = column.null_value.value_or(0);
      fixed_room_ += 1 + std::max<std::size_t>(32, field.label_text.longest + 1);
    }
  }

  /// The names of the columns as a row.
  std::string header() const {
    std::string header;
    for (const Field& field : fields_) {
      header += csv_quoted(field.name);
      header += ',';
    }
    header.back() = '\n';
    return header;
  }

  /// Bytes that the row may need.
  std::size_t room(std::size_t row) const {
    std::size_t room = fixed_room_;
    for (const auto& strings : strings_) room += 2 * strings[row].size() + 2;
    for (const TextView& texts : texts_) room += 2 * texts[row].size() + 2;
    return room;
  }

  /// Writes the row at `to` and returns its end. Several threads may write rows, each with its own dates.
  /// \throws std::invalid_argument on a code without label or a date outside the years 0 to 9999
  char* write(std::size_t row, char* to, DateTexts& dates) const {
    for (const Field& field : fields_) {
      to = write_field(field, row, to, dates);
      *to++ = ',';
    }
    to[-1] = '\n';
    return to;
  }

 private:
  // How a field is written: meaning and storage in one number, so that a row is one walk over a short switch.
  enum class Form : std::uint8_t {
    integer64,
    integer32,
    integer16,
    integer8,
    money,
    date,
    timestamp,
    label32,
    label16,
    label8,
    real,
    boolean,
    string,
    text
  };
  struct LabelText {
    std::vector<std::string> quoted;
    std::size_t longest = 0;
  };
  struct Field {
    Form form;
    bool nullable;
    std::int64_t null_value;
    const void* values;
    std::string name, title;  // title: as errors name the column
    ColumnKind kind;
    const Labels* labels = nullptr;
    LabelText label_text{};
    TextView texts{};
  };

  static void check_length(const Field& field, std::size_t n_values, std::size_t n_rows) {
    if (n_values < n_rows) {
      invalid("CsvWriter: length of " + field.name, std::to_string(n_rows), std::to_string(n_values));
    }
  }

  void bind_values(Field& field, const Column& column, const TextView& values, std::size_t n_rows) {
    check_length(field, values.size(), n_rows);
    if (column.kind != ColumnKind::text) wrong_type(field);
    field.form = Form::text;
    field.texts = values;
    texts_.push_back(values);
  }

  template <class T>
  void bind_values(Field& field, const Column& column, std::span<const T> values, std::size_t n_rows) {
    check_length(field, values.size(), n_rows);
    const auto form = form_of<T>(column.kind);
    if (!form) wrong_type(field);
    field.form = *form;
    field.values = values.data();
    if constexpr (std::is_same_v<T, std::string>) strings_.push_back(values);
    if (column.kind == ColumnKind::label && (column.labels == nullptr || field.labels != column.labels))
      bind_labels(field, column.labels);
  }

  [[noreturn]] static void wrong_type(const Field& field) {
    throw std::invalid_argument(field.title + " is stored in a type its kind has not");
  }

  static void bind_labels(Field& field, const Labels* labels) {
    if (labels == nullptr)
      throw std::invalid_argument("CsvWriter: column " + field.name + " must have labels, got none");
    field.labels = labels;
    field.label_text = {};
    for (const std::string& label : *labels) {
      field.label_text.quoted.push_back(csv_quoted(label));
      field.label_text.longest = std::max(field.label_text.longest, field.label_text.quoted.back().size());
    }
  }

  template <class T>
  static std::optional<Form> form_of(ColumnKind kind) {
    using enum ColumnKind;
    if constexpr (std::is_same_v<T, std::int64_t>) {
      if (kind == integer) return Form::integer64;
      if (kind == money) return Form::money;
      if (kind == timestamp) return Form::timestamp;
    } else if constexpr (std::is_same_v<T, std::int32_t>) {
      if (kind == integer) return Form::integer32;
      if (kind == date) return Form::date;
      if (kind == label) return Form::label32;
    } else if constexpr (std::is_same_v<T, std::int16_t>) {
      if (kind == integer) return Form::integer16;
      if (kind == label) return Form::label16;
    } else if constexpr (std::is_same_v<T, std::uint8_t>) {
      if (kind == integer) return Form::integer8;
      if (kind == label) return Form::label8;
      if (kind == boolean) return Form::boolean;
    } else if constexpr (std::is_same_v<T, double>) {
      if (kind == real) return Form::real;
    } else {
      if (kind == text) return Form::string;
    }
    return std::nullopt;
  }

  template <class T>
  static T at(const Field& field, std::size_t row) {
    return static_cast<const T*>(field.values)[row];
  }
  static bool is_null(const Field& field, std::int64_t value) { return field.nullable && value == field.null_value; }

  static char* write_field(const Field& field, std::size_t row, char* to, DateTexts& dates) {
    switch (field.form) {
      case Form::integer64:
        return integer(field, at<std::int64_t>(field, row), to);
      case Form::integer32:
        return integer(field, at<std::int32_t>(field, row), to);
      case Form::integer16:
        return integer(field, at<std::int16_t>(field, row), to);
      case Form::integer8:
        return integer(field, at<std::uint8_t>(field, row), to);
      case Form::money: {
        const auto cents = at<std::int64_t>(field, row);
        return is_null(field, cents) ? to : write_money(to, cents);
      }
      case Form::date: {
        const auto day = at<std::int32_t>(field, row);
        return is_null(field, day) ? to : dates.write(to, day, field.title);
      }
      case Form::timestamp: {
        const auto micros = at<std::int64_t>(field, row);
        return is_null(field, micros) ? to : write_timestamp(to, micros, dates, field.title);
      }
      case Form::label32:
        return label(field, at<std::int32_t>(field, row), to);
      case Form::label16:
        return label(field, at<std::int16_t>(field, row), to);
      case Form::label8:
        return label(field, at<std::uint8_t>(field, row), to);
      case Form::real: {
        const auto value = at<double>(field, row);
        return field.nullable && std::isnan(value) ? to : write_real(to, value);
      }
      case Form::boolean:
        return boolean(field, at<std::uint8_t>(field, row), to);
      case Form::string:
        return text(field, static_cast<const std::string*>(field.values)[row], to);
      case Form::text:
        return text(field, field.texts[row], to);
    }
    return to;
  }

  static char* integer(const Field& field, std::int64_t value, char* to) {
    return is_null(field, value) ? to : write_integer(to, value);
  }
  static char* boolean(const Field& field, std::uint8_t value, char* to) {
    return is_null(field, value) ? to : copy(value != 0 ? "true" : "false", to);
  }
  static char* label(const Field& field, std::int64_t code, char* to) {
    if (is_null(field, code)) return to;
    const auto& texts = field.label_text.quoted;
    if (static_cast<std::uint64_t>(code) >= texts.size()) {
      invalid("CsvWriter: code of column " + field.name, "below " + std::to_string(texts.size()), std::to_string(code));
    }
    return copy(texts[static_cast<std::size_t>(code)], to);
  }
  // As csv_quoted. One pass over the bytes finds out whether quotes are needed: most texts need none.
  static char* text(const Field& field, std::string_view value, char* to) {
    if (value.empty()) return field.nullable ? to : copy("\"\"", to);
    bool special = false;
    for (const char c : value) special |= c == ',' || c == '"' || c == '\n' || c == '\r';
    if (!special) return copy(value, to);
    *to++ = '"';
    for (;;) {
      const std::size_t quote = value.find('"');
      if (quote == std::string_view::npos) break;
      to = copy(value.substr(0, quote + 1), to);
      *to++ = '"';
      value.remove_prefix(quote + 1);
    }
    to = copy(value, to);
    *to++ = '"';
    return to;
  }
  static char* copy(std::string_view text, char* to) {
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
  }

  [[noreturn]] static void changed(std::string_view what) {
    throw std::invalid_argument("CsvWriter: every batch must have the columns of the first, got another " +
                                std::string(what));
  }

  std::vector<Field> fields_;
  std::vector<std::span<const std::string>> strings_;
  std::vector<TextView> texts_;
  std::size_t fixed_room_ = 0;
};

}  // namespace detail
}  // namespace retailsim
