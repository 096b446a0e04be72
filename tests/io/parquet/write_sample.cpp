// Writes a table that read_back.py knows by formula, as Parquet and as CSV, into the folder named by the argument.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include <retailsim/core/columns.hpp>
#include <retailsim/core/list_column.hpp>
#include <retailsim/core/text_column.hpp>
#include <retailsim/io/csv_writer.hpp>
#include <retailsim/io/parquet_writer.hpp>
#include <retailsim/io/table_viewer.hpp>

using namespace retailsim;

int main(int, char** argv) {
  const std::filesystem::path folder = argv[1];
  constexpr std::size_t n = 100'000;
  std::vector<std::int64_t> id(n), amount(n), at(n);
  std::vector<std::int32_t> day(n), quantity(n);
  std::vector<std::uint8_t> kind(n), flag(n);
  std::vector<double> rate(n);
  std::vector<double> ratio(n);
  std::vector<std::string> name(n);
  TextColumn note;
  ListColumn<std::uint8_t> kinds;
  ListColumn<std::int32_t> counts;
  for (std::size_t i = 0; i < n; ++i) {
    const auto k = static_cast<std::int64_t>(i);
    id[i] = k << 18;
    amount[i] = k * 7919 % 200'003 - 100'000;
    at[i] = k % 7 == 0 ? no_time : (1'600'000'000 + k * 997) * 1'000'000;
    day[i] = static_cast<std::int32_t>(k % 30'000);
    quantity[i] = static_cast<std::int32_t>(k % 9 - 4);
    kind[i] = static_cast<std::uint8_t>(k % 3);
    flag[i] = static_cast<std::uint8_t>(k % 2);
    rate[i] = 1.0 / static_cast<double>(k + 1);
    ratio[i] = k % 5 == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(k) / 8;
    note.append(k % 3 == 0 ? "" : "note " + std::to_string(k));
    for (std::int64_t j = 0; j < k % 4; ++j) kinds.push(static_cast<std::uint8_t>((k + j) % 3));
    kinds.end_row();
    for (std::int64_t j = 0; j < k % 3; ++j) counts.push(static_cast<std::int32_t>(k - j));
    counts.end_row();
    name[i] = "a \"b\", " + std::to_string(k % 100) + "\nü";
  }
  using enum ColumnKind;
  using enum ColumnEncoding;
  TableView table{.name = "sample", .columns = {}, .n_rows = n};
  const auto add = [&](std::string_view title, ColumnKind what, ColumnValues values,
                       ColumnEncoding encoding) -> Column& {
    return table.columns.emplace_back(Column{.name = title, .kind = what, .values = values, .encoding = encoding});
  };
  add("id", integer, std::span<const std::int64_t>(id), delta);
  add("amount", money, std::span<const std::int64_t>(amount), dictionary);
  add("at", timestamp, std::span<const std::int64_t>(at), delta).null_value = no_time;
  add("day", date, std::span<const std::int32_t>(day), plain);
  add("quantity", integer, std::span<const std::int32_t>(quantity), dictionary).null_value = 0;
  add("kind", label, std::span<const std::uint8_t>(kind), dictionary).labels = &kind_labels;
  add("flag", boolean, std::span<const std::uint8_t>(flag), automatic);
  add("rate", real, std::span<const double>(rate), plain);
  add("name", text, std::span<const std::string>(name), plain);
  add("ratio", real, std::span<const double>(ratio), plain).null_value = 0;
  add("note", text, detail::column_values(note), plain).null_value = 0;
  const std::size_t n_single = table.columns.size();
  Column& kind_lists = add("kinds", label, kinds.values(), dictionary);
  kind_lists.labels = &kind_labels;
  kind_lists.list_offsets = kinds.offsets();
  add("counts", integer, counts.values(), delta).list_offsets = counts.offsets();

  ParquetWriter parquet(folder / "sample.parquet", {.max_rows_per_group = 30'000, .threads = 2});
  CsvWriter csv(folder / "sample.csv", {.threads = 2});
  for (std::size_t first = 0; first < n; first += 12'345) {
    TableView batch = rows(table, first, std::min<std::size_t>(12'345, n - first));
    parquet.write(batch);
    batch.columns.resize(n_single);  // CSV has no lists
    csv.write(batch);
  }
  parquet.close();
  csv.close();
}
