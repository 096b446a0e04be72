#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/io/csv_records.hpp>
#include <retailsim/io/defect_plan.hpp>
#include <retailsim/io/detail/csv_rows.hpp>
#include <retailsim/io/detail/parse.hpp>
#include <retailsim/io/detail/row_text.hpp>
#include <retailsim/io/output_file.hpp>
#include <retailsim/io/table_rules.hpp>

namespace retailsim {

/// The fields of a row as CSV writes them, without quotes; one that is null has no value.
using RowFields = std::vector<std::optional<std::string>>;

/// What was done to a row. A swap changes two columns and is two entries of one number.
struct DefectEntry {
  std::int64_t number = 0;  ///< from 1 in the ledger
  std::string table{};
  std::string key{};  ///< of the clean row: values of its key columns joined by `-`
  DefectKind kind{};
  std::string column{};        ///< none where the row is there twice, late or not at all
  std::int64_t clean_row = 0;  ///< from 1 in the clean file
  std::int64_t dirty_row = 0;  ///< from 1 in the dirty file: of the second copy, or of the late row; 0: missing
  std::optional<std::string> old_value{};  ///< as in CSV; the whole row as CSV where it is late or missing
  std::optional<std::string> new_value{};
  Invariant breaks = Invariant::none;  ///< the invariant that this alone breaks; none: nobody can see it

  bool visible() const { return breaks != Invariant::none; }
};

inline std::string_view name_of(Invariant invariant) {
  static constexpr std::string_view names[] = {"", "key", "reference", "domain", "ledger", "calendar"};
  return names[static_cast<std::size_t>(invariant)];
}

/// Writes what was done as CSV, an entry a row: `defect, table, key, kind, column, clean_row, dirty_row, old_value,
/// new_value, breaks, visible`. Values that are no UTF-8, or hold control characters, are `\x` and their bytes in hex,
/// as PostgreSQL writes bytes; so are texts that begin with `\x`. A value that is null is empty, an empty text is "".
class DefectLedger {
 public:
  static constexpr std::string_view header =
      "defect,table,key,kind,column,clean_row,dirty_row,old_value,new_value,breaks,visible\n";

  /// \throws std::system_error if the file cannot be created
  explicit DefectLedger(std::filesystem::path path) : file_(std::move(path)) { file_.write(header); }

  /// Entries of one defect follow each other and share its number, which is given here. \throws std::system_error
  void write(const std::vector<DefectEntry>& entries) {
    std::int64_t row = 0;
    for (const DefectEntry& entry : entries) {
      const bool another = entry.clean_row != std::exchange(row, entry.clean_row);
      n_defects_ += another;
      n_visible_ += another && entry.visible();
      std::string line = std::to_string(n_defects_);
      const auto add = [&line](std::string_view text) { line.append(1, ',').append(text); };
      add(entry.table);
      add(csv_quoted(detail::readable(entry.key)));
      add(name_of(entry.kind));
      add(entry.column);
      add(std::to_string(entry.clean_row));
      add(entry.dirty_row == 0 ? "" : std::to_string(entry.dirty_row));
      for (const auto* value : {&entry.old_value, &entry.new_value}) {
        add(*value ? csv_quoted(detail::readable(**value)) : std::string());
      }
      add(name_of(entry.breaks));
      add(entry.visible() ? "true" : "false");
      line += '\n';
      file_.write(line);
    }
  }
  void close() { file_.close(); }
  std::int64_t n_defects() const { return n_defects_; }
  std::int64_t n_visible() const { return n_visible_; }
  std::int64_t n_bytes() const { return file_.size(); }

 private:
  OutputFile file_;
  std::int64_t n_defects_ = 0, n_visible_ = 0;
};

/// Reads the entries of one table, in the order of their clean rows.
class DefectLedgerReader {
 public:
  /// \throws std::system_error if the file cannot be read, std::invalid_argument if it is no ledger
  DefectLedgerReader(const std::filesystem::path& path, std::string table) : records_(path), table_(std::move(table)) {
    if (!records_.next() || records_.fields().size() != 11 || records_.fields()[0] != "defect") {
      throw std::invalid_argument(path.string() + ":1: not a ledger of defects");
    }
  }

  /// The next entry of the table, or none. \throws std::invalid_argument naming file and line
  std::optional<DefectEntry> next() {
    while (records_.next()) {
      const auto fields = records_.fields();
      if (fields.size() != 11) wrong("11 fields");
      if (fields[1] != table_) continue;
      DefectEntry entry;
      entry.number = integer(fields[0]);
      entry.table = table_;
      entry.key = detail::bytes_of(fields[2]);
      entry.kind = kind(fields[3]);
      entry.column = fields[4];
      entry.clean_row = integer(fields[5]);
      entry.dirty_row = fields[6].empty() ? 0 : integer(fields[6]);
      entry.old_value = value(7);
      entry.new_value = value(8);
      entry.breaks = invariant(fields[9]);
      return entry;
    }
    return std::nullopt;
  }

 private:
  [[noreturn]] void wrong(const std::string& rule) const {
    throw std::invalid_argument(records_.path().string() + ":" + std::to_string(records_.line()) + ": must be " + rule);
  }
  std::int64_t integer(std::string_view text) const {
    const auto number = detail::parse_integer(text);
    if (!number || *number < 1) wrong("a number from 1, got \"" + std::string(text) + '"');
    return *number;
  }
  DefectKind kind(std::string_view text) const {
    const auto& names = names_of(DefectKind{});
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i] == text) return static_cast<DefectKind>(i);
    }
    wrong("a kind of defect, got \"" + std::string(text) + '"');
  }
  Invariant invariant(std::string_view text) const {
    for (auto one = Invariant::none; one <= Invariant::calendar;
         one = static_cast<Invariant>(static_cast<int>(one) + 1)) {
      if (name_of(one) == text) return one;
    }
    wrong("an invariant, got \"" + std::string(text) + '"');
  }
  std::optional<std::string> value(std::size_t i) const {
    const auto text = records_.fields()[i];
    if (text.empty() && !records_.quoted(i)) return std::nullopt;
    return detail::bytes_of(text);
  }

  CsvRecords records_;
  std::string table_;
};

}  // namespace retailsim
