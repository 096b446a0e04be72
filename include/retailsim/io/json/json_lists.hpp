// Needs nlohmann-json: link retailsim::json.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include <nlohmann/json.hpp>

#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/core/text_column.hpp>
#include <retailsim/io/detail/text.hpp>

namespace retailsim {

/// Columns of lists as columns of JSON text, for formats that have no lists: `["en","de"]`, `[10,50]`.
///
///     CsvWriter writer(path);
///     JsonLists lists;
///     writer.write(lists.as_texts(view));
///
/// Integers, labels, texts and reals may be in lists. Each label is turned into JSON once.
class JsonLists {
 public:
  /// The view with every column of lists replaced; valid until the next call, and as long as `table` is.
  /// \throws std::invalid_argument on lists of other kinds, or a code without label
  TableView as_texts(const TableView& table) {
    TableView result = table;
    std::size_t n_lists = 0;
    for (const Column& column : table.columns) n_lists += column.is_list() ? 1 : 0;
    if (texts_.size() < n_lists) texts_.resize(n_lists);
    std::size_t next = 0;
    for (Column& column : result.columns) {
      if (!column.is_list()) continue;
      TextColumn& texts = texts_[next++];
      texts.clear();
      std::visit([&](const auto& values) { write(column, values, texts); }, column.values);
      column.values = TextView(texts.bytes().data(), texts.offsets());
      column.kind = ColumnKind::text;
      column.encoding = ColumnEncoding::dictionary;
      column.labels = nullptr;
      column.list_offsets = {};
    }
    return result;
  }

 private:
  template <class Values>
  void write(const Column& column, const Values& values, TextColumn& texts) {
    using T = typename Values::value_type;
    const bool is_label = column.kind == ColumnKind::label;
    if constexpr (std::is_integral_v<T>) {
      if (!is_label && column.kind != ColumnKind::integer) wrong_kind(column);
    }
    const std::vector<std::string>* labels = is_label ? &in_json(column) : nullptr;
    for (std::size_t row = 0; row + 1 < column.list_offsets.size(); ++row) {
      line_ = '[';
      for (std::int64_t i = column.list_offsets[row]; i < column.list_offsets[row + 1]; ++i) {
        if (line_.size() > 1) line_ += ',';
        add(column, labels, values[static_cast<std::size_t>(i)]);
      }
      line_ += ']';
      texts.append(line_);
    }
  }

  template <class T>
  void add(const Column& column, const std::vector<std::string>* labels, const T& value) {
    if constexpr (std::is_integral_v<T>) {
      if (labels != nullptr) {
        if (static_cast<std::uint64_t>(value) >= labels->size()) {
          detail::invalid("JsonLists: code of column " + std::string(column.name),
                          "below " + std::to_string(labels->size()), std::to_string(value));
        }
        line_ += (*labels)[static_cast<std::size_t>(value)];
      } else {
        char digits[24];
        line_.append(digits, detail::write_integer(digits, static_cast<std::int64_t>(value)));
      }
    } else if constexpr (std::is_floating_point_v<T>) {
      line_ += nlohmann::json(value).dump();
    } else {
      line_ += nlohmann::json(std::string_view(value)).dump();
    }
  }

  const std::vector<std::string>& in_json(const Column& column) {
    if (column.labels == nullptr) {
      throw std::invalid_argument("JsonLists: column " + std::string(column.name) + " must have labels, got none");
    }
    std::vector<std::string>& texts = labels_[column.labels];
    for (std::size_t i = texts.size(); i < column.labels->size(); ++i) {
      texts.push_back(nlohmann::json((*column.labels)[i]).dump());
    }
    return texts;
  }

  [[noreturn]] static void wrong_kind(const Column& column) {
    throw std::invalid_argument("JsonLists: column " + std::string(column.name) +
                                " must hold lists of integers, labels, texts or reals");
  }

  std::vector<TextColumn> texts_;
  std::map<const Labels*, std::vector<std::string>> labels_;
  std::string line_;
};

}  // namespace retailsim
