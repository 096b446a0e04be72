#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/io/csv_records.hpp>
#include <retailsim/io/defect_ledger.hpp>
#include <retailsim/io/detail/row_text.hpp>
#include <retailsim/io/output_file.hpp>

namespace retailsim {

namespace detail {

/// Goes through the rows of a dirty file, one `row()` for each, and says what the clean rows are:
/// `kept(entries)` this row, with what has to be put back into it, and `lost(entry)` a row that has to come here from
/// the ledger. Memory is that of the late rows' numbers.
class DefectReplay {
 public:
  explicit DefectReplay(DefectLedgerReader& ledger) : ledger_(ledger) { advance(); }

  /// The next row of the file.
  template <class Kept, class Lost>
  void row(Kept&& kept, Lost&& lost) {
    put_back(lost);
    ++dirty_row_;
    if (extra_.erase(dirty_row_) > 0) return;
    if (!defect_.empty() && defect_[0].clean_row == clean_row_ + 1) {
      if (defect_[0].kind == DefectKind::duplicate) {
        extra_.insert(defect_[0].dirty_row);
        kept(std::vector<DefectEntry>{});
      } else {
        if (defect_[0].dirty_row != dirty_row_) does_not_fit();
        kept(defect_);
      }
      advance();
    } else {
      kept(std::vector<DefectEntry>{});
    }
    ++clean_row_;
  }

  /// After the last row. \throws std::invalid_argument where the ledger is about other rows
  template <class Lost>
  void finish(Lost&& lost) {
    put_back(lost);
    if (!defect_.empty() || !extra_.empty()) does_not_fit();
  }

 private:
  template <class Lost>
  void put_back(Lost& lost) {
    while (!defect_.empty() && defect_[0].clean_row == clean_row_ + 1 &&
           (defect_[0].kind == DefectKind::missing || defect_[0].kind == DefectKind::late)) {
      if (defect_[0].kind == DefectKind::late) extra_.insert(defect_[0].dirty_row);
      lost(defect_[0]);
      ++clean_row_;
      advance();
    }
  }

  // All entries of the next defect.
  void advance() {
    defect_.clear();
    if (!read_) read_ = ledger_.next();
    while (read_ && (defect_.empty() || defect_[0].number == read_->number)) {
      defect_.push_back(std::move(*read_));
      read_ = ledger_.next();
    }
  }

  [[noreturn]] void does_not_fit() const {
    const std::string number = defect_.empty() ? "one before the end" : std::to_string(defect_[0].number);
    throw std::invalid_argument("the ledger does not fit the file: defect " + number +
                                " is not where it says, at row " + std::to_string(dirty_row_) + " of the file");
  }

  DefectLedgerReader& ledger_;
  std::vector<DefectEntry> defect_;  // the next one
  std::optional<DefectEntry> read_;  // the first entry of the one after it
  std::set<std::int64_t> extra_;     // rows of the file that are copies, or were put back already
  std::int64_t clean_row_ = 0, dirty_row_ = 0;
};

/// Puts old values back. \throws std::invalid_argument where the row is not as the ledger says
inline void put_back(const std::vector<DefectEntry>& entries, const RowFields& names, RowFields& fields) {
  for (const DefectEntry& entry : entries) {
    std::size_t i = 0;
    while (i < names.size() && names[i] != entry.column) ++i;
    if (i == names.size() || i >= fields.size() || fields[i] != entry.new_value) {
      throw std::invalid_argument("the ledger does not fit the file: column " + entry.column + " of row " +
                                  std::to_string(entry.dirty_row) + " does not hold its new value");
    }
    fields[i] = entry.old_value;
  }
}

}  // namespace detail

/// Makes the clean CSV file again, byte for byte, of the dirty one and the ledger: in one pass, row by row.
/// \param header  whether the files begin with the names of the columns
/// \param columns  the names, for files without
/// \throws std::invalid_argument if the ledger is not that of the file, std::system_error
inline void undo_defects_csv(const std::filesystem::path& dirty, const std::filesystem::path& ledger,
                             const std::string& table, const std::filesystem::path& clean, bool header = true,
                             RowFields columns = {}) {
  CsvRecords records(dirty);
  DefectLedgerReader reader(ledger, table);
  detail::DefectReplay replay(reader);
  OutputFile file(clean);
  const auto fields_of = [&] {
    RowFields fields;
    for (std::size_t i = 0; i < records.fields().size(); ++i) {
      const auto text = records.fields()[i];
      text.empty() && !records.quoted(i) ? fields.emplace_back() : fields.emplace_back(std::string(text));
    }
    return fields;
  };
  if (header && records.next()) {
    columns = fields_of();
    file.write(detail::join_row(columns) + '\n');
  }
  const auto lost = [&](const DefectEntry& entry) { file.write(entry.old_value.value_or("") + '\n'); };
  try {
    while (records.next()) {
      replay.row(
          [&](const std::vector<DefectEntry>& entries) {
            RowFields fields = fields_of();
            detail::put_back(entries, columns, fields);
            file.write(detail::join_row(fields) + '\n');
          },
          lost);
    }
    replay.finish(lost);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(dirty.string() + ": " + error.what());
  }
  file.close();
}

}  // namespace retailsim
