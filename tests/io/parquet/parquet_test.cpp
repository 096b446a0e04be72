#include <cstdint>
#include <limits>
#include <string>
#include <system_error>
#include <vector>

#include <parquet/statistics.h>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/core/columns.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/io/parquet_reader.hpp>
#include <retailsim/io/parquet_writer.hpp>
#include <retailsim/io/table_viewer.hpp>

using namespace retailsim;

namespace {

// Enough rows for several pages and row groups, with every kind and storage of column.
struct Everything {
  std::vector<std::int64_t> id, price, at, sparse;
  std::vector<std::int32_t> count, day, wide_label;
  std::vector<std::uint8_t> gender, flag, small;
  std::vector<std::int16_t> city;
  std::vector<double> rate;
  std::vector<std::string> name;
  Labels genders{"women", "men", "unknown"}, cities{"Köln", "Linz", ""}, wide{"a", "b"};

  explicit Everything(std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      const auto k = static_cast<std::int64_t>(i);
      id.push_back(k * 7 - 3);
      price.push_back((k * 7919) % 100'003 - 50'000);
      at.push_back(k % 5 == 0 ? no_time : k * 61'000'000 - 5'000'000'000);
      sparse.push_back(k % 17 == 3 ? k : 0);
      count.push_back(static_cast<std::int32_t>(k % 9) - 4);
      day.push_back(static_cast<std::int32_t>(k % 20'000) - 100);
      wide_label.push_back(static_cast<std::int32_t>(k % 3) - 1);  // -1: null
      gender.push_back(static_cast<std::uint8_t>(k % 3));
      flag.push_back(static_cast<std::uint8_t>(k % 2));
      small.push_back(static_cast<std::uint8_t>(k % 251));
      city.push_back(static_cast<std::int16_t>(k / 3 % 3));
      rate.push_back(1.0 / static_cast<double>(k + 1));
      name.push_back("name " + std::to_string(k % 100));
    }
  }

  TableView view() const {
    using enum ColumnKind;
    using enum ColumnEncoding;
    TableView table{.name = "everything", .columns = {}, .n_rows = id.size()};
    const auto add = [&](std::string_view title, ColumnKind kind, ColumnValues values,
                         ColumnEncoding encoding = automatic) -> Column& {
      return table.columns.emplace_back(Column{.name = title, .kind = kind, .values = values, .encoding = encoding});
    };
    add("id", integer, std::span<const std::int64_t>(id), delta);
    add("price", money, std::span<const std::int64_t>(price), dictionary);
    add("at", timestamp, std::span<const std::int64_t>(at), plain).null_value = no_time;
    add("sparse", integer, std::span<const std::int64_t>(sparse), delta).null_value = 0;
    add("count", integer, std::span<const std::int32_t>(count), dictionary).null_value = 0;
    add("day", date, std::span<const std::int32_t>(day), plain);
    auto& wide_column = add("wide_label", label, std::span<const std::int32_t>(wide_label), dictionary);
    wide_column.labels = &wide;
    wide_column.null_value = -1;
    add("gender", label, std::span<const std::uint8_t>(gender), dictionary).labels = &genders;
    add("flag", boolean, std::span<const std::uint8_t>(flag));
    add("small", integer, std::span<const std::uint8_t>(small));
    add("city", label, std::span<const std::int16_t>(city)).labels = &cities;
    add("rate", real, std::span<const double>(rate), plain);
    add("name", text, std::span<const std::string>(name), plain);
    return table;
  }
};

void check_equal(const OwnedTable& table, const Everything& data) {
  REQUIRE(table.n_rows == data.id.size());
  CHECK(table.integers("id") == data.id);
  CHECK(table.integers("price") == data.price);
  CHECK(table.reals("rate") == data.rate);
  CHECK(table.texts("name") == data.name);
  std::size_t n_wrong = 0;
  const auto& at = table.column("at").is_null;
  const auto& sparse = table.column("sparse").is_null;
  const auto& count = table.column("count").is_null;
  const auto& wide = table.column("wide_label").is_null;
  for (std::size_t i = 0; i < table.n_rows; ++i) {
    n_wrong += at[i] != (data.at[i] == no_time) || (!at[i] && table.integers("at")[i] != data.at[i]);
    n_wrong += sparse[i] != (data.sparse[i] == 0) || table.integers("sparse")[i] != data.sparse[i];
    n_wrong += count[i] != (data.count[i] == 0) || table.integers("count")[i] != data.count[i];
    n_wrong += wide[i] != (data.wide_label[i] < 0);
    n_wrong += !wide[i] && table.texts("wide_label")[i] != data.wide[static_cast<std::size_t>(data.wide_label[i])];
    n_wrong += table.integers("day")[i] != data.day[i];
    n_wrong += table.integers("small")[i] != data.small[i];
    n_wrong += table.integers("flag")[i] != data.flag[i];
    n_wrong += table.texts("gender")[i] != data.genders[data.gender[i]];
    n_wrong += table.texts("city")[i] != data.cities[static_cast<std::size_t>(data.city[i])];
  }
  CHECK(n_wrong == 0);
}

}  // namespace

TEST_CASE("ParquetWriter: every kind of column, nulls and storage come back", "[io][parquet]") {
  const TemporaryDirectory folder;
  const Everything data(50'000);
  const int level = GENERATE(0, 1, 3);
  ParquetWriter writer(folder / "a.parquet", {.compression_level = level, .metadata = {{"scenario", "{\"seed\": 1}"}}});
  writer.write(data.view());
  writer.close();
  const auto contents = read_parquet(folder / "a.parquet");
  check_equal(contents.table, data);
  CHECK(contents.metadata.at("scenario") == "{\"seed\": 1}");
  CHECK(writer.n_rows() == 50'000);
  CHECK(writer.n_bytes() == static_cast<std::int64_t>(std::filesystem::file_size(folder / "a.parquet")));
}

TEST_CASE("ParquetWriter: types are those other tools expect", "[io][parquet]") {
  const TemporaryDirectory folder;
  const Everything data(10);
  ParquetWriter writer(folder / "a.parquet");
  writer.write(data.view());
  writer.close();
  auto reader = parquet::ParquetFileReader::OpenFile((folder / "a.parquet").string());
  const auto* schema = reader->metadata()->schema();
  std::vector<std::string> types;
  for (int i = 0; i < schema->num_columns(); ++i) {
    const auto* column = schema->Column(i);
    types.push_back(column->name() + " " + parquet::TypeToString(column->physical_type()) + " " +
                    column->logical_type()->ToString() + (column->max_definition_level() > 0 ? " optional" : ""));
  }
  CHECK(types == std::vector<std::string>{
                     "id INT64 None", "price INT64 Decimal(precision=12, scale=2)",
                     "at INT64 Timestamp(isAdjustedToUTC=false, timeUnit=microseconds, is_from_converted_type=false, "
                     "force_set_converted_type=false) optional",
                     "sparse INT64 None optional", "count INT32 None optional", "day INT32 Date",
                     "wide_label BYTE_ARRAY String optional", "gender BYTE_ARRAY String", "flag BOOLEAN None",
                     "small INT32 None", "city BYTE_ARRAY String", "rate DOUBLE None", "name BYTE_ARRAY String"});
  const auto group = reader->metadata()->RowGroup(0);
  const auto id = group->ColumnChunk(0);
  CHECK(id->compression() == parquet::Compression::ZSTD);
  REQUIRE(id->is_stats_set());
  const auto statistics = std::static_pointer_cast<parquet::Int64Statistics>(id->statistics());
  CHECK(statistics->min() == -3);
  CHECK(statistics->max() == 60);
}

TEST_CASE("ParquetWriter: money as double on request", "[io][parquet]") {
  const TemporaryDirectory folder;
  const Everything data(1000);
  ParquetWriter writer(folder / "a.parquet", {.money_as_double = true});
  writer.write(data.view());
  writer.close();
  const auto contents = read_parquet(folder / "a.parquet");
  const auto& prices = contents.table.reals("price");
  std::size_t n_wrong = 0;
  for (std::size_t i = 0; i < prices.size(); ++i) n_wrong += prices[i] != static_cast<double>(data.price[i]) / 100;
  CHECK(prices.size() == 1000);
  CHECK(n_wrong == 0);
}

TEST_CASE("ParquetWriter: row groups end where they are told to, and at their largest size", "[io][parquet]") {
  const TemporaryDirectory folder;
  const Everything data(1000);
  ParquetWriter writer(folder / "a.parquet", {.max_rows_per_group = 300});
  writer.end_row_group();
  writer.write(rows(data.view(), 0, 100));
  writer.end_row_group();
  writer.end_row_group();
  writer.write(rows(data.view(), 100, 700));
  writer.end_row_group();
  writer.write(rows(data.view(), 800, 200));
  writer.close();
  const auto contents = read_parquet(folder / "a.parquet");
  CHECK(contents.group_rows == std::vector<std::int64_t>{100, 300, 300, 100, 200});
  check_equal(contents.table, data);
}

TEST_CASE("ParquetWriter: the file does not depend on how rows are cut into batches, nor on threads", "[io][parquet]") {
  const TemporaryDirectory folder;
  const Everything data(100'000);
  const auto write = [&](const char* name, std::size_t batch, int threads = 1) {
    ParquetWriter writer(folder / name, {.max_rows_per_group = 70'000, .threads = threads});
    for (std::size_t first = 0; first < 100'000; first += batch) {
      writer.write(rows(data.view(), first, std::min(batch, 100'000 - first)));
    }
    writer.close();
    return file_text(folder / name);
  };
  const std::string whole = write("whole.parquet", 100'000);
  CHECK(write("even.parquet", 4096) == whole);
  CHECK(write("odd.parquet", 777) == whole);
  CHECK(write("threads.parquet", 5000, 3) == whole);
}

TEST_CASE("ParquetWriter: a table without rows has its columns", "[io][parquet]") {
  const TemporaryDirectory folder;
  const Everything data(1);
  ParquetWriter writer(folder / "a.parquet");
  writer.write(rows(data.view(), 0, 0));
  writer.close();
  const auto contents = read_parquet(folder / "a.parquet");
  CHECK(contents.table.n_rows == 0);
  CHECK(contents.table.columns.size() == 13);
  CHECK(contents.group_rows.empty());
}

TEST_CASE("ParquetWriter: bad input is refused", "[io][parquet]") {
  const TemporaryDirectory folder;
  Everything data(10);
  ParquetWriter writer(folder / "a.parquet");
  SECTION("a code without label") {
    data.gender[5] = 3;
    CHECK_THROWS_WITH(writer.write(data.view()), "ParquetWriter: code of column gender must be below 3, got 3");
  }
  SECTION("a code without label, on another thread") {
    data.gender[5] = 3;
    ParquetWriter other(folder / "b.parquet", {.threads = 4});
    CHECK_THROWS_WITH(other.write(data.view()), "ParquetWriter: code of column gender must be below 3, got 3");
  }
  SECTION("other columns than before") {
    writer.write(data.view());
    auto view = data.view();
    view.columns.pop_back();
    CHECK_THROWS_AS(writer.write(view), std::invalid_argument);
  }
  SECTION("no batch") { CHECK_THROWS_AS(writer.close(), std::logic_error); }
  SECTION("options") {
    CHECK_THROWS_WITH(ParquetWriter(folder / "b.parquet", {.compression_level = 23}),
                      "ParquetWriter: compression_level must be in [0, 22], got 23");
  }
}

TEST_CASE("ParquetWriter: a file that is not closed is none", "[io][parquet]") {
  const TemporaryDirectory folder;
  const Everything data(10'000);
  {
    ParquetWriter writer(folder / "a.parquet");
    writer.write(data.view());
    writer.end_row_group();
  }
  CHECK_THROWS_AS(read_parquet(folder / "a.parquet"), std::invalid_argument);
}

TEST_CASE("ParquetWriter: a full disk is an error that names the file and the cause", "[io][parquet]") {
  const Everything data(300'000);
  ParquetWriter writer("/dev/full");
  const auto all = [&] {
    writer.write(data.view());
    writer.close();
  };
  CHECK_THROWS_WITH(all(), "cannot write /dev/full: No space left on device");
}

TEST_CASE("read_parquet: names the file where it is none, and the columns where one is missing", "[io][parquet]") {
  const TemporaryDirectory folder;
  const auto path = folder / "a.parquet";
  write_file(path, "this is not Parquet, whatever its name says");
  CHECK_THROWS_WITH(read_parquet(path), Catch::Matchers::StartsWith(path.string() + ": "));
  const Everything data(1);
  ParquetWriter writer(path);
  auto view = data.view();
  view.columns.resize(2);
  writer.write(view);
  writer.close();
  const std::vector<std::string> names{"id", "nmae"};
  CHECK_THROWS_WITH(read_parquet(path, names), path.string() + ": there is no column nmae; the columns are id, price");
}
