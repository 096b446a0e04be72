#include <cstdint>
#include <limits>
#include <string>
#include <system_error>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/core/list_column.hpp>
#include <retailsim/core/text_column.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/io/csv_writer.hpp>
#include <retailsim/io/table_viewer.hpp>

using namespace retailsim;

namespace {

// One row of every kind of column, values the caller's.
struct Everything {
  std::vector<std::int64_t> id{1, -2, 9'007'199'254'740'991};
  std::vector<std::int32_t> count{0, 7, -7};
  std::vector<std::int64_t> price{1999, 0, -5};
  std::vector<std::int32_t> day{0, -1, Date{2024, 2, 29}.days};
  std::vector<std::int64_t> at{no_time, 0, Date{2025, 12, 31}.start() * 1'000'000 + 1'000'000};
  std::vector<std::uint8_t> gender{0, 1, 2};
  std::vector<std::int16_t> city{2, 1, 0};
  std::vector<double> rate{0.1, 1e300, -2};
  std::vector<std::uint8_t> flag{0, 1, 1};
  std::vector<std::string> name{"plain", "with \"quotes\", and a comma", ""};
  Labels genders{"women", "men", "un,known"}, cities{"Köln", "Linz", "São Paulo"};

  TableView view() const {
    using enum ColumnKind;
    TableView table{.name = "everything", .columns = {}, .n_rows = 3};
    const auto add = [&](std::string_view title, ColumnKind kind, ColumnValues values) -> Column& {
      return table.columns.emplace_back(Column{.name = title, .kind = kind, .values = values});
    };
    add("id", integer, std::span<const std::int64_t>(id));
    add("count", integer, std::span<const std::int32_t>(count)).null_value = 0;
    add("price", money, std::span<const std::int64_t>(price));
    add("day", date, std::span<const std::int32_t>(day));
    add("at", timestamp, std::span<const std::int64_t>(at)).null_value = no_time;
    add("gender", label, std::span<const std::uint8_t>(gender)).labels = &genders;
    add("city", label, std::span<const std::int16_t>(city)).labels = &cities;
    add("rate", real, std::span<const double>(rate));
    add("flag", boolean, std::span<const std::uint8_t>(flag));
    add("name", text, std::span<const std::string>(name));
    return table;
  }
};

const std::string expected =
    "id,count,price,day,at,gender,city,rate,flag,name\n"
    "1,,19.99,1970-01-01,,women,São Paulo,0.1,false,plain\n"
    "-2,7,0.00,1969-12-31,1970-01-01 00:00:00,men,Linz,1e+300,true,\"with \"\"quotes\"\", and a comma\"\n"
    "9007199254740991,-7,-0.05,2024-02-29,2025-12-31 00:00:01,\"un,known\",Köln,-2,true,\"\"\n";

}  // namespace

TEST_CASE("CsvWriter: every kind of column, nulls and quotes", "[io]") {
  const TemporaryDirectory folder;
  const Everything data;
  CsvWriter writer(folder / "a.csv");
  writer.write(data.view());
  writer.close();
  CHECK(file_text(folder / "a.csv") == expected);
  CHECK(writer.n_rows() == 3);
  CHECK(writer.n_bytes() == static_cast<std::int64_t>(expected.size()));
}

TEST_CASE("CsvWriter: texts of one buffer, missing reals and texts", "[io]") {
  const TemporaryDirectory folder;
  TextColumn note;
  const std::string long_text = std::string(100, '"') + ',';
  for (const std::string& text : {std::string("plain"), std::string(), std::string("a, \"b\"\nc"), long_text})
    note.append(text);
  const std::vector<double> ratio{0.5, std::numeric_limits<double>::quiet_NaN(), -1, 2};
  const bool nullable = GENERATE(true, false);
  TableView table{.name = "notes", .columns = {}, .n_rows = 4};
  for (const std::string_view name : {"note", "again"}) {
    table.columns.push_back({.name = name, .kind = ColumnKind::text, .values = detail::column_values(note)});
    if (nullable) table.columns.back().null_value = 0;
  }
  table.columns.push_back({.name = "ratio", .kind = ColumnKind::real, .values = std::span<const double>(ratio)});
  if (nullable) table.columns.back().null_value = 0;
  CsvWriter writer(folder / "a.csv", {.buffer_bytes = 16});
  writer.write(rows(table, 0, 1));
  writer.write(rows(table, 1, 0));
  writer.write(rows(table, 1, 3));
  writer.close();
  const std::string quoted = '"' + std::string(200, '"') + ",\"";
  CHECK(file_text(folder / "a.csv") ==
        "note,again,ratio\nplain,plain,0.5\n" + std::string(nullable ? ",,\n" : "\"\",\"\",nan\n") +
            "\"a, \"\"b\"\"\nc\",\"a, \"\"b\"\"\nc\",-1\n" + quoted + ',' + quoted + ",2\n");
}

TEST_CASE("CsvWriter: lists are refused", "[io]") {
  const TemporaryDirectory folder;
  ListColumn<std::int32_t> lists;
  lists.push(1);
  lists.end_row();
  CsvWriter writer(folder / "a.csv");
  const TableView table{.name = "lists",
                        .columns = {{.name = "tiers", .values = lists.values(), .list_offsets = lists.offsets()}},
                        .n_rows = 1};
  CHECK_THROWS_WITH(writer.write(table),
                    "CsvWriter: column tiers must be single values, got lists: CSV has none "
                    "(io/json/json_lists.hpp writes them as JSON text)");
}

TEST_CASE("CsvWriter: batches, a tiny buffer and a missing header change nothing else", "[io]") {
  const TemporaryDirectory folder;
  const Everything data;
  const bool header = GENERATE(true, false);
  CsvWriter writer(folder / "a.csv", {.header = header, .buffer_bytes = 16});
  for (std::size_t row = 0; row < 3; ++row) writer.write(rows(data.view(), row, 1));
  writer.close();
  CHECK(file_text(folder / "a.csv") == (header ? expected : expected.substr(expected.find('\n') + 1)));
}

TEST_CASE("CsvWriter: a table without rows has a header", "[io]") {
  const TemporaryDirectory folder;
  const Everything data;
  CsvWriter writer(folder / "a.csv");
  writer.write(rows(data.view(), 0, 0));
  writer.close();
  CHECK(file_text(folder / "a.csv") == expected.substr(0, expected.find('\n') + 1));
}

TEST_CASE("CsvWriter: a long text outgrows the buffer", "[io]") {
  const TemporaryDirectory folder;
  const std::vector<std::string> texts{std::string(10'000, '"'), "b"};
  TableView table{.name = "t", .columns = {}, .n_rows = 2};
  table.columns.push_back({.name = "text", .kind = ColumnKind::text, .values = std::span<const std::string>(texts)});
  CsvWriter writer(folder / "a.csv", {.header = false, .buffer_bytes = 64});
  writer.write(table);
  writer.close();
  CHECK(file_text(folder / "a.csv") == std::string(20'002, '"') + "\nb\n");
}

TEST_CASE("CsvWriter: the file is the same with any number of threads", "[io]") {
  const TemporaryDirectory folder;
  std::vector<std::int64_t> at;
  std::vector<std::string> texts;
  for (std::int64_t i = 0; i < 50'000; ++i) {
    at.push_back(i * 7'777'000'000 % 2'000'000'000'000'000);
    texts.push_back(i % 1000 == 0 ? std::string(static_cast<std::size_t>(i), 'x') : "short, " + std::to_string(i));
  }
  TableView table{.name = "t", .columns = {}, .n_rows = at.size()};
  table.columns.push_back({.name = "at", .kind = ColumnKind::timestamp, .values = std::span<const std::int64_t>(at)});
  table.columns.push_back({.name = "text", .kind = ColumnKind::text, .values = std::span<const std::string>(texts)});
  const auto write = [&](int threads) {
    CsvWriter writer(folder / "a.csv", {.threads = threads});
    writer.write(table);
    writer.write(rows(table, 0, 100));
    writer.close();
    return file_text(folder / "a.csv");
  };
  const std::string one = write(1);
  CHECK(write(2) == one);
  CHECK(write(5) == one);
  CHECK_THROWS_WITH(CsvWriter(folder / "b.csv", {.threads = 0}), "CsvWriter: threads must be in [1, 1024], got 0");
  CsvWriter writer(folder / "b.csv", {.threads = 3});
  at[40'000] = std::numeric_limits<std::int64_t>::max();
  CHECK_THROWS_AS(writer.write(table), std::invalid_argument);
}

TEST_CASE("CsvWriter: bad input is refused with the column's name", "[io]") {
  const TemporaryDirectory folder;
  Everything data;
  CsvWriter writer(folder / "a.csv");
  SECTION("a code without label") {
    data.gender[1] = 3;
    CHECK_THROWS_WITH(writer.write(data.view()), "CsvWriter: code of column gender must be below 3, got 3");
    data.gender[1] = 0;
    data.city[2] = -1;
    CHECK_THROWS_WITH(writer.write(data.view()), "CsvWriter: code of column city must be below 3, got -1");
  }
  SECTION("no labels") {
    auto view = data.view();
    view.columns[5].labels = nullptr;
    CHECK_THROWS_WITH(writer.write(view), "CsvWriter: column gender must have labels, got none");
  }
  SECTION("a day outside the calendar") {
    data.day[0] = std::numeric_limits<std::int32_t>::max();
    CHECK_THROWS_WITH(writer.write(data.view()),
                      "CsvWriter: column day must be in the years 0 to 9999, got day 2147483647 from 1970-01-01");
  }
  SECTION("other columns than before") {
    writer.write(data.view());
    auto view = data.view();
    std::swap(view.columns[0], view.columns[1]);
    CHECK_THROWS_WITH(writer.write(view),
                      "CsvWriter: every batch must have the columns of the first, got another count");
    view = data.view();
    view.columns.pop_back();
    CHECK_THROWS_AS(writer.write(view), std::invalid_argument);
  }
  SECTION("a kind stored in a type that it has not") {
    auto view = data.view();
    view.columns[0].kind = ColumnKind::real;
    CHECK_THROWS_WITH(writer.write(view), "CsvWriter: column id is stored in a type its kind has not");
  }
}

TEST_CASE("TableViewer: the columns of a table with their labels, without those left out", "[io]") {
  LineColumns<VectorColumn> lines;
  for_each_column(lines, [](const auto&, auto& column) { column.resize(2); });
  lines.order_id = {5, 6};
  const TableViewer viewer("transactions", {{"kind", &kind_labels}}, {"discount"});
  const TableView view = viewer.view(lines);
  CHECK(view.name == "transactions");
  CHECK(view.n_rows == 2);
  REQUIRE(view.columns.size() == 11);
  CHECK(view.columns[0].name == "order_id");
  CHECK(std::get<std::span<const std::int64_t>>(view.columns[0].values)[1] == 6);
  CHECK(view.columns[5].labels == &kind_labels);
  CHECK(view.columns[9].null_value == 0);
  lines.amount.resize(3);
  CHECK_THROWS_WITH(viewer.view(lines), "transactions: length of amount must be 2 as of the first column, got 3");
  lines.amount.resize(2);
  CHECK_THROWS_WITH(TableViewer("transactions").view(lines), "transactions: column kind must have labels, got none");
}
