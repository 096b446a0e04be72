#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/core/table.hpp>
#include <retailsim/io/defect_ledger.hpp>
#include <retailsim/io/defect_plan.hpp>
#include <retailsim/io/detail/csv_rows.hpp>
#include <retailsim/io/detail/defect_values.hpp>
#include <retailsim/io/detail/row_judge.hpp>
#include <retailsim/io/detail/row_text.hpp>
#include <retailsim/io/table_rules.hpp>
#include <retailsim/io/table_viewer.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Takes the rows of a table on their way to a file and makes some of them wrong, as a `DefectPlan` says, and tells a
/// `DefectLedger` what it did. The sink has two functions:
///
/// | expression    | effect                                                                                |
/// |---------------|---------------------------------------------------------------------------------------|
/// | `s.rows(v)`   | writes rows that are as they were; the first call has none and shows the columns      |
/// | `s.row(f)`    | writes one row of text, whose fields may have any value that its column's type allows |
///
///     DefectPass pass(plan, seed, rules);
///     pass.write(view, sink);       // batch by batch; rows of one group (of an order) come in one batch
///     pass.end_block(sink, ledger); // where late rows come, and what was done is told
///
/// What happens to a row is drawn at the address of its table and key: the same for any batches, threads and pieces.
/// Late rows come at the end of the block, so files of pieces that are cut at blocks make up the file of the whole.
/// Memory is that of a batch and, for each block, of its late rows and ledger entries.
class DefectPass {
 public:
  /// \param typed  every value must be of its column's type, as in Parquet: no typos in numbers, no invalid UTF-8, and
  ///   only columns of one type change places
  /// \throws std::invalid_argument on a plan that does not hold
  DefectPass(DefectPlan plan, std::uint64_t seed, TableRules rules, bool typed = false)
      : plan_(std::move(plan)), seed_(seed), judge_(std::move(rules)), values_(plan_, typed) {
    check_parameters(plan_, "DefectPlan");
    double sum = 0;
    for (std::size_t kind = 0; kind < n_defect_kinds; ++kind) {
      sum += plan_.concerns(judge_.rules().table) ? plan_.rate(static_cast<DefectKind>(kind)) : 0;
      thresholds_[kind] = static_cast<std::uint64_t>(std::min(sum, 1.0) * 0x1p53);
    }
    address_ = mix(plan_.seed, text_word(judge_.rules().table));
  }
  DefectPass(const DefectPass&) = delete;
  DefectPass& operator=(const DefectPass&) = delete;

  template <class Sink>
  void write(const TableView& view, Sink& sink) {
    bind(view, sink);
    if (view.n_rows == 0) return;
    addresses_.resize(view.n_rows);
    words_.resize(view.n_rows);
    for (std::size_t row = 0; row < view.n_rows; ++row) addresses_[row] = address_of(view, row);
    Draws{.seed = seed_, .purpose = detail::defect_purpose, .entities = addresses_}.words(words_);
    std::size_t begin = 0;
    for (std::size_t row = 0; row < view.n_rows; ++row) {
      const auto kind = drawn(words_[row] >> 11);
      if (!kind) continue;
      clean_rows_ += static_cast<std::int64_t>(row - begin);
      dirty_rows_ += static_cast<std::int64_t>(row - begin);
      if (row > begin) sink.rows(rows(view, begin, row - begin));
      make(*kind, view, row, sink);
      begin = row + 1;
    }
    clean_rows_ += static_cast<std::int64_t>(view.n_rows - begin);
    dirty_rows_ += static_cast<std::int64_t>(view.n_rows - begin);
    if (begin < view.n_rows) sink.rows(rows(view, begin, view.n_rows - begin));
  }

  /// Rows of other tables refer to the row with this key: were it missing, they would not find it. To be told before
  /// the end of the row's block, and only where all of the key's columns are numbers.
  void refer_to(std::span<const std::int64_t> key) {
    if (missing_.empty()) return;
    std::uint64_t address = address_;
    for (const std::int64_t part : key) address = mix(address, static_cast<std::uint64_t>(part));
    const auto found = missing_.find(address);
    if (found != missing_.end() && !entries_[found->second].visible()) {
      entries_[found->second].breaks = Invariant::reference;
    }
  }

  /// Writes the late rows of the block, and what was done to its rows.
  template <class Sink>
  void end_block(Sink& sink, DefectLedger& ledger) {
    for (auto& [entry, fields] : late_) {
      sink.row(fields);
      entries_[entry].dirty_row = ++dirty_rows_;
    }
    ledger.write(entries_);
    late_.clear();
    entries_.clear();
    missing_.clear();
  }

  /// Kinds that are asked for and that no column of the table takes. Known after the first batch.
  std::vector<DefectKind> left_out() const {
    std::vector<DefectKind> kinds;
    if (!plan_.concerns(judge_.rules().table)) return kinds;
    for (std::size_t i = first_of_values; i < n_defect_kinds; ++i) {
      const auto kind = static_cast<DefectKind>(i);
      const bool some = kind == DefectKind::swap ? !swaps_.empty() : !takers_[i].empty();
      if (plan_.rate(kind) > 0 && !some) kinds.push_back(kind);
    }
    return kinds;
  }
  std::int64_t n_dirty_rows() const { return dirty_rows_; }

 private:
  static constexpr auto first_of_values = static_cast<std::size_t>(DefectKind::broken_reference);

  // The finalizer of SplitMix64 (Steele, Lea and Flood 2014) over what is there already.
  static std::uint64_t mix(std::uint64_t state, std::uint64_t value) {
    std::uint64_t z = (state ^ value) + 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
  }
  // FNV-1a.
  static std::uint64_t text_word(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return hash;
  }

  template <class Sink>
  void bind(const TableView& view, Sink& sink) {
    text_.bind(view);
    if (bound_) return;
    bound_ = true;
    sink.rows(rows(view, 0, 0));
    judge_.bind(view);
    const auto& columns = judge_.columns();
    const TableRules& rules = judge_.rules();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (rules.key.empty() || columns[i].key) key_.push_back(i);
      for (std::size_t kind = first_of_values; kind < n_defect_kinds; ++kind) {
        if (values_.takes(static_cast<DefectKind>(kind), columns[i])) takers_[kind].push_back(i);
      }
    }
    for (const auto& [first, second] : rules.swappable) {
      const std::size_t a = judge_.position(first), b = judge_.position(second);
      if (a != detail::RowJudge::none && b != detail::RowJudge::none && values_.takes_swap(columns[a], columns[b])) {
        swaps_.emplace_back(a, b);
      }
    }
    group_ = judge_.position(rules.group);
    rising_ = judge_.position(rules.rising);
    numbered_ = judge_.position(rules.number) != detail::RowJudge::none;
  }

  // What a value is to the address of its row: labels by their text, as other catalogues give them other codes.
  static std::uint64_t word_at(const Column& column, std::size_t row) {
    return std::visit(
        [&](auto values) -> std::uint64_t {
          using T = typename decltype(values)::value_type;
          if constexpr (std::is_integral_v<T>) {
            if (column.kind == ColumnKind::label)
              return text_word((*column.labels)[static_cast<std::size_t>(values[row])]);
            return static_cast<std::uint64_t>(static_cast<std::int64_t>(values[row]));
          } else if constexpr (std::is_floating_point_v<T>) {
            return std::bit_cast<std::uint64_t>(values[row]);
          } else {
            return text_word(values[row]);
          }
        },
        column.values);
  }
  std::uint64_t address_of(const TableView& view, std::size_t row) const {
    std::uint64_t address = address_;
    for (const std::size_t i : key_) address = mix(address, word_at(view.columns[i], row));
    return address;
  }

  std::optional<DefectKind> drawn(std::uint64_t number) const {
    const auto found = std::ranges::upper_bound(thresholds_, number);
    if (found == thresholds_.end()) return std::nullopt;
    return static_cast<DefectKind>(found - thresholds_.begin());
  }

  RowFields fields_of(std::size_t row) {
    line_.resize(text_.room(row));
    const char* const end = text_.write(row, line_.data(), dates_);
    return detail::split_row({line_.data(), static_cast<std::size_t>(end - line_.data()) - 1});
  }

  bool same_group(const TableView& view, std::size_t a, std::size_t b) const {
    return group_ != detail::RowJudge::none && b < view.n_rows &&
           word_at(view.columns[group_], a) == word_at(view.columns[group_], b);
  }

  template <class Sink>
  void make(DefectKind kind, const TableView& view, std::size_t row, Sink& sink) {
    const RowFields clean = fields_of(row);
    DefectEntry entry{.table = judge_.rules().table, .kind = kind, .clean_row = ++clean_rows_};
    for (const std::size_t i : key_) {
      if (!entry.key.empty()) entry.key += '-';
      entry.key += clean[i].value_or("");
    }
    const bool before = row > 0 && same_group(view, row, row - 1), after = same_group(view, row, row + 1);
    switch (kind) {
      case DefectKind::duplicate:
        sink.row(clean);
        sink.row(clean);
        entry.dirty_row = dirty_rows_ += 2;
        entry.new_value = detail::join_row(clean);
        entry.breaks = Invariant::key;
        return entries_.push_back(std::move(entry));
      case DefectKind::late:
        entry.old_value = detail::join_row(clean);
        late_.emplace_back(entries_.size(), clean);
        return entries_.push_back(std::move(entry));
      case DefectKind::missing:
        entry.old_value = detail::join_row(clean);
        entry.breaks = judge_.rules().complete             ? Invariant::calendar
                       : judge_.rules().always_referred_to ? Invariant::reference
                       : numbered_ && after                ? Invariant::key
                                                           : Invariant::none;
        missing_.emplace(addresses_[row], entries_.size());
        return entries_.push_back(std::move(entry));
      default:
        change(std::move(entry), clean, view, row, before || after, sink);
    }
  }

  template <class Sink>
  void change(DefectEntry entry, const RowFields& clean, const TableView& view, std::size_t row, bool in_group,
              Sink& sink) {
    RowFields dirty = clean;
    detail::RowDraws draws(seed_, addresses_[row]);
    entry.kind == DefectKind::swap ? swap(dirty, draws) : change_one(entry.kind, dirty, draws);
    sink.row(dirty);
    entry.dirty_row = ++dirty_rows_;
    if (dirty == clean) return;
    entry.breaks =
        entry.kind == DefectKind::broken_reference ? Invariant::reference : judge_.breaks(clean, dirty, in_group);
    if (entry.breaks == Invariant::none && is_out_of_order(dirty, view, row)) entry.breaks = Invariant::calendar;
    for (std::size_t i = 0; i < clean.size(); ++i) {
      if (clean[i] == dirty[i]) continue;
      entry.column = judge_.columns()[i].name;
      entry.old_value = clean[i];
      entry.new_value = dirty[i];
      entries_.push_back(entry);
    }
  }

  // Beyond the second neighbour, or the only one there is, on one side.
  bool is_out_of_order(const RowFields& dirty, const TableView& view, std::size_t row) const {
    if (rising_ == detail::RowJudge::none || !dirty[rising_]) return false;
    const auto value = detail::stored_value(judge_.columns()[rising_].kind, *dirty[rising_]);
    const auto& times = std::get<std::span<const std::int64_t>>(view.columns[rising_].values);
    const std::size_t after = std::min(view.n_rows - 1, row + 2), before = row - std::min<std::size_t>(row, 2);
    return value && ((after > row && *value > times[after]) || (before < row && *value < times[before]));
  }

  // The first column, from one that is drawn on, whose value this kind changes; none where there is none in this row.
  void change_one(DefectKind kind, RowFields& row, detail::RowDraws& draws) const {
    const auto& takers = takers_[static_cast<std::size_t>(kind)];
    if (takers.empty()) return;
    const std::size_t first = draws.below(takers.size());
    for (std::size_t k = 0; k < takers.size(); ++k) {
      const std::size_t i = takers[(first + k) % takers.size()];
      if (!row[i] || row[i]->empty()) continue;
      if (kind == DefectKind::null) return row[i].reset();
      if (auto value = values_.changed(kind, judge_.columns()[i], *row[i], draws)) {
        row[i] = std::move(*value);
        return;
      }
    }
  }

  void swap(RowFields& row, detail::RowDraws& draws) const {
    if (swaps_.empty()) return;
    const std::size_t first = draws.below(swaps_.size());
    for (std::size_t k = 0; k < swaps_.size(); ++k) {
      const auto [a, b] = swaps_[(first + k) % swaps_.size()];
      if (row[a] && row[b] && row[a] != row[b]) return std::swap(row[a], row[b]);
    }
  }

  DefectPlan plan_;
  std::uint64_t seed_, address_ = 0;
  detail::RowJudge judge_;
  detail::DefectValues values_;
  std::array<std::uint64_t, n_defect_kinds> thresholds_{};
  std::array<std::vector<std::size_t>, n_defect_kinds> takers_{};  // columns that a kind may change
  std::vector<std::pair<std::size_t, std::size_t>> swaps_;
  std::vector<std::size_t> key_;
  std::size_t group_ = detail::RowJudge::none, rising_ = detail::RowJudge::none;
  bool numbered_ = false, bound_ = false;
  detail::CsvRows text_;
  detail::DateTexts dates_;
  std::vector<char> line_;
  std::vector<std::uint64_t> addresses_, words_;
  // Of the block.
  std::vector<DefectEntry> entries_;
  std::vector<std::pair<std::size_t, RowFields>> late_;     // with the position of their entry
  std::unordered_map<std::uint64_t, std::size_t> missing_;  // position of the entry by address
  std::int64_t clean_rows_ = 0, dirty_rows_ = 0;
};

}  // namespace retailsim
