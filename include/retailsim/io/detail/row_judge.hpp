#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/core/table.hpp>
#include <retailsim/io/defect_ledger.hpp>
#include <retailsim/io/detail/parse.hpp>
#include <retailsim/io/detail/row_text.hpp>
#include <retailsim/io/table_rules.hpp>

namespace retailsim::detail {

/// A field as it is stored: integers, cents, days, microseconds, 0 or 1. Nothing where it cannot be read; texts and
/// reals have no number.
inline std::optional<std::int64_t> stored_value(ColumnKind kind, std::string_view text) {
  switch (kind) {
    case ColumnKind::money:
      return parse_fixed(text, 2);
    case ColumnKind::date: {
      const auto date = parse_date(text);
      return date ? std::optional<std::int64_t>(date->days) : std::nullopt;
    }
    case ColumnKind::timestamp:
      return text.size() == 19 ? parse_timestamp(text) : std::nullopt;
    case ColumnKind::boolean:
      if (text == "true") return 1;
      return text == "false" ? std::optional<std::int64_t>(0) : std::nullopt;
    case ColumnKind::integer:
      return parse_integer(text);
    default:
      return std::nullopt;
  }
}

/// What the rules of a table say about one of its columns.
struct RuledColumn {
  std::string name;
  ColumnKind kind = ColumnKind::integer;
  bool nullable = false, small = false;  // small: stored in 32 bits or fewer
  bool key = false, quantity = false;
  const Labels* labels = nullptr;  // of which it must be one; null: any text
  const TableRules::Range* range = nullptr;
  const TableRules::Reference* reference = nullptr;
  Invariant constant = Invariant::none;

  bool is_text() const { return kind == ColumnKind::text || kind == ColumnKind::label; }
  bool is_time() const { return kind == ColumnKind::date || kind == ColumnKind::timestamp; }
};

/// Tells which invariant a changed row breaks, if any.
class RowJudge {
 public:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  explicit RowJudge(TableRules rules) : rules_(std::move(rules)) {}

  /// The columns that the rules are about. \param view  labels are kept by their address
  void bind(const TableView& view) {
    columns_.clear();
    for (const Column& column : view.columns) {
      RuledColumn& ruled = columns_.emplace_back();
      ruled.name = column.name;
      ruled.kind = column.kind;
      ruled.nullable = column.null_value.has_value();
      ruled.small = !std::holds_alternative<std::span<const std::int64_t>>(column.values);
      ruled.key = has(rules_.key, column.name);
      ruled.quantity = has(rules_.quantities, column.name);
      if (has(rules_.closed_labels, column.name)) ruled.labels = column.labels;
      for (const auto& range : rules_.ranges) {
        if (range.column == column.name) ruled.range = &range;
      }
      for (const auto& reference : rules_.references) {
        if (reference.column == column.name) ruled.reference = &reference;
      }
      for (const auto& constant : rules_.constants) {
        if (constant.column == column.name) ruled.constant = constant.invariant;
      }
    }
    quantity_ = position(rules_.quantity), unit_price_ = position(rules_.unit_price);
    discount_ = position(rules_.discount), amount_ = position(rules_.amount);
  }

  const TableRules& rules() const { return rules_; }
  const std::vector<RuledColumn>& columns() const { return columns_; }
  std::size_t position(std::string_view name) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].name == name) return i;
    }
    return none;
  }

  /// \param in_group  whether other rows of its group are there to compare it with
  Invariant breaks(const RowFields& clean, const RowFields& dirty, bool in_group) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (clean[i] == dirty[i]) continue;
      const Invariant broken = by_itself(columns_[i], dirty[i]);
      if (broken != Invariant::none) return broken;
      if (columns_[i].key) return Invariant::key;
      if (in_group && columns_[i].constant != Invariant::none) return columns_[i].constant;
    }
    if (ledger_is_open(dirty)) return Invariant::ledger;
    for (const auto& [low, high] : rules_.ordered) {
      const std::size_t a = position(low), b = position(high);
      const auto below = number(a, dirty), above = number(b, dirty);
      if (below && above && on_one_scale(a, *below) > on_one_scale(b, *above)) {
        return columns_[a].is_time() ? Invariant::calendar : Invariant::domain;
      }
    }
    return Invariant::none;
  }

 private:
  static bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
  }

  static Invariant by_itself(const RuledColumn& column, const std::optional<std::string>& field) {
    if (!field) return column.key ? Invariant::key : column.nullable ? Invariant::none : Invariant::domain;
    if (column.is_text()) {
      const bool known = column.labels == nullptr || std::ranges::find(*column.labels, *field) != column.labels->end();
      return known && !is_damaged(*field) ? Invariant::none : Invariant::domain;
    }
    if (column.kind == ColumnKind::real) return parse_real(*field) ? Invariant::none : Invariant::domain;
    const auto value = stored_value(column.kind, *field);
    if (!value) return Invariant::domain;
    if (column.range != nullptr && (*value < column.range->least || *value > column.range->most)) {
      return column.is_time() ? Invariant::calendar : Invariant::domain;
    }
    if (column.reference != nullptr && column.reference->last >= column.reference->first &&
        (*value < column.reference->first || *value > column.reference->last)) {
      return Invariant::reference;
    }
    return Invariant::none;
  }

  std::optional<std::int64_t> number(std::size_t i, const RowFields& row) const {
    if (i == none || !row[i]) return std::nullopt;
    return stored_value(columns_[i].kind, *row[i]);
  }
  std::int64_t on_one_scale(std::size_t i, std::int64_t value) const {
    return columns_[i].kind == ColumnKind::timestamp ? date_of(value / micros_per_second).days : value;
  }

  bool ledger_is_open(const RowFields& row) const {
    const auto quantity = number(quantity_, row), price = number(unit_price_, row), amount = number(amount_, row);
    if (!quantity || !price || !amount) return false;
    return *quantity * *price - number(discount_, row).value_or(0) != *amount;
  }

  TableRules rules_;
  std::vector<RuledColumn> columns_;
  std::size_t quantity_ = none, unit_price_ = none, discount_ = none, amount_ = none;
};

}  // namespace retailsim::detail
