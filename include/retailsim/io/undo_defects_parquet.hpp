// Needs Arrow C++ with Parquet: link retailsim::parquet.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <retailsim/core/table.hpp>
#include <retailsim/io/clean_table.hpp>
#include <retailsim/io/defect_ledger.hpp>
#include <retailsim/io/detail/row_judge.hpp>
#include <retailsim/io/parquet.hpp>
#include <retailsim/io/parquet_reader.hpp>
#include <retailsim/io/table_viewer.hpp>
#include <retailsim/io/undo_defects.hpp>

namespace retailsim {

namespace detail {

/// A column of the clean table being made again.
class CleanValues {
 public:
  CleanValues(const CleanColumn& column, const OwnedColumn& dirty) : column_(column), dirty_(dirty) {
    switch (column.storage) {
      case 64:
        values_ = std::vector<std::int64_t>();
        break;
      case 32:
        values_ = std::vector<std::int32_t>();
        break;
      case 16:
        values_ = std::vector<std::int16_t>();
        break;
      case 8:
        values_ = std::vector<std::uint8_t>();
        break;
      default:
        if (column.kind == ColumnKind::real)
          values_ = std::vector<double>();
        else
          values_ = std::vector<std::string>();
    }
    for (std::size_t i = 0; i < column.labels.size(); ++i) codes_[column.labels[i]] = static_cast<std::int64_t>(i);
  }

  /// The value of a row of the dirty file.
  void append(std::size_t row) {
    const bool null = !dirty_.is_null.empty() && dirty_.is_null[row];
    if (const auto* texts = std::get_if<std::vector<std::string>>(&dirty_.values)) {
      return append_text(null ? std::nullopt : std::optional((*texts)[row]));
    }
    if (null) return append_text(std::nullopt);
    if (const auto* reals = std::get_if<std::vector<double>>(&dirty_.values)) {
      if (auto* to = std::get_if<std::vector<double>>(&values_)) return to->push_back((*reals)[row]);
      return append_number(std::llround((*reals)[row] * 100));  // money as double
    }
    append_number(std::get<std::vector<std::int64_t>>(dirty_.values)[row]);
  }

  void append_text(const std::optional<std::string>& field) {
    if (auto* texts = std::get_if<std::vector<std::string>>(&values_)) return texts->push_back(field.value_or(""));
    if (auto* reals = std::get_if<std::vector<double>>(&values_)) {
      const auto value = field ? parse_real(*field) : std::numeric_limits<double>::quiet_NaN();
      if (!value) wrong(*field);
      return reals->push_back(*value);
    }
    if (!field) {
      if (!column_.null_value) wrong("");
      return append_number(*column_.null_value);
    }
    if (column_.kind == ColumnKind::label) {
      const auto code = codes_.find(*field);
      if (code == codes_.end()) wrong(*field);
      return append_number(code->second);
    }
    const auto value = stored_value(column_.kind, *field);
    if (!value) wrong(*field);
    append_number(*value);
  }

  Column view() const {
    return {.name = column_.name,
            .kind = column_.kind,
            .values = std::visit([](const auto& values) { return column_values(values); }, values_),
            .encoding = column_.encoding,
            .labels = column_.kind == ColumnKind::label ? &column_.labels : nullptr,
            .null_value = column_.null_value};
  }

 private:
  void append_number(std::int64_t number) {
    std::visit(
        [&](auto& values) {
          using T = typename std::remove_cvref_t<decltype(values)>::value_type;
          if constexpr (std::is_arithmetic_v<T>) values.push_back(static_cast<T>(number));
        },
        values_);
  }
  [[noreturn]] void wrong(const std::string& value) const {
    throw std::invalid_argument("column " + column_.name + " cannot hold \"" + value +
                                "\": the ledger does not fit the file");
  }

  const CleanColumn& column_;
  const OwnedColumn& dirty_;
  std::variant<std::vector<std::int64_t>, std::vector<std::int32_t>, std::vector<std::int16_t>,
               std::vector<std::uint8_t>, std::vector<double>, std::vector<std::string>>
      values_;
  std::map<std::string, std::int64_t, std::less<>> codes_;
};

}  // namespace detail

/// Makes the clean Parquet file again, byte for byte, of the dirty one, the ledger and what the clean columns were. The
/// table is in memory meanwhile.
/// \throws std::invalid_argument if the ledger is not that of the file, std::system_error
inline void undo_defects_parquet(const std::filesystem::path& dirty, const std::filesystem::path& ledger,
                                 const CleanTable& table, const std::filesystem::path& clean) {
  const ParquetContents contents = read_parquet(dirty);
  DefectLedgerReader reader(ledger, table.name);
  detail::DefectReplay replay(reader);
  std::deque<detail::CleanValues> columns;
  RowFields names;
  for (const CleanColumn& column : table.columns) {
    columns.emplace_back(column, contents.table.column(column.name));
    names.emplace_back(column.name);
  }
  std::size_t n_rows = 0;
  const auto lost = [&](const DefectEntry& entry) {
    const RowFields fields = detail::split_row(entry.old_value.value_or(""));
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].append_text(fields.at(i));
    ++n_rows;
  };
  try {
    for (std::size_t row = 0; row < contents.table.n_rows; ++row) {
      replay.row(
          [&](const std::vector<DefectEntry>& entries) {
            for (std::size_t i = 0; i < columns.size(); ++i) {
              const DefectEntry* changed = nullptr;
              for (const DefectEntry& entry : entries) {
                if (entry.column == *names[i]) changed = &entry;
              }
              changed == nullptr ? columns[i].append(row) : columns[i].append_text(changed->old_value);
            }
            ++n_rows;
          },
          lost);
    }
    replay.finish(lost);
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(dirty.string() + ": " + error.what());
  }

  TableView view{.name = table.name, .columns = {}, .n_rows = n_rows};
  for (const auto& column : columns) view.columns.push_back(column.view());
  auto options = NativeParquetOptions::of_level(table.compression_level);
  options.money_as_double = table.money_as_double;
  for (const std::string& key : table.metadata) options.metadata.emplace_back(key, contents.metadata.at(key));
  NativeParquetWriter writer(clean, options);
  writer.write(rows(view, 0, 0));
  std::size_t first = 0;
  if (table.ids_per_block > 0) {
    const auto ids = std::get<std::span<const std::int64_t>>(view.columns.at(table.block_column).values);
    const auto block = [&](std::size_t row) { return (ids[row] - table.first_id) / table.ids_per_block; };
    for (std::size_t row = 1; row < n_rows; ++row) {
      if (block(row) == block(row - 1)) continue;
      writer.write(rows(view, first, row - first));
      writer.end_row_group();
      first = row;
    }
  }
  writer.write(rows(view, first, n_rows - first));
  writer.close();
}

}  // namespace retailsim
