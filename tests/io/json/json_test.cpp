#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"

#include <retailsim/core/columns.hpp>
#include <retailsim/core/list_column.hpp>
#include <retailsim/core/text_column.hpp>
#include <retailsim/io/json/json_lists.hpp>
#include <retailsim/io/json/json_rows.hpp>
#include <retailsim/io/table_viewer.hpp>

using namespace retailsim;

namespace {

struct Everything {
  std::vector<std::int64_t> id{1, 2}, price{1999, -5}, at{no_time, Date{2025, 3, 31}.start() * 1'000'000 + 1'000'000};
  std::vector<std::int32_t> count{0, 7}, day{0, Date{2024, 2, 29}.days};
  std::vector<std::uint8_t> kind{2, 1}, flag{0, 1};
  std::vector<double> rate{0.1, std::numeric_limits<double>::quiet_NaN()};
  std::vector<std::string> name{"Köln \"am\" Rhein\n", ""};
  TextColumn note;
  ListColumn<std::int32_t> tiers;
  ListColumn<std::int16_t> labels;
  ListColumn<double> reals;
  Labels kinds{"a", "b", "c \"quoted\""};

  Everything() {
    note.append("");
    note.append("日本");
    tiers.append(std::vector<std::int32_t>{10, -50});
    tiers.end_row();
    labels.end_row();
    labels.append(std::vector<std::int16_t>{2, 0});
    reals.append(std::vector<double>{0.5});
    reals.end_row();
  }

  TableView view() const {
    using enum ColumnKind;
    TableView table{.name = "everything", .columns = {}, .n_rows = 2};
    const auto add = [&](std::string_view title, ColumnKind what, ColumnValues values) -> Column& {
      return table.columns.emplace_back(Column{.name = title, .kind = what, .values = values});
    };
    add("id", integer, std::span<const std::int64_t>(id));
    add("price", money, std::span<const std::int64_t>(price));
    add("at", timestamp, std::span<const std::int64_t>(at)).null_value = no_time;
    add("here", timestamp, std::span<const std::int64_t>(at)).null_value = no_time;
    add("count", integer, std::span<const std::int32_t>(count)).null_value = 0;
    add("day", date, std::span<const std::int32_t>(day));
    add("kind", label, std::span<const std::uint8_t>(kind)).labels = &kinds;
    add("flag", boolean, std::span<const std::uint8_t>(flag));
    add("rate", real, std::span<const double>(rate)).null_value = 0;
    add("name", text, std::span<const std::string>(name));
    add("note", text, retailsim::detail::column_values(note)).null_value = 0;
    add("tiers", integer, tiers.values()).list_offsets = tiers.offsets();
    Column& codes = add("labels", label, labels.values());
    codes.labels = &kinds;
    codes.list_offsets = labels.offsets();
    add("reals", real, reals.values()).list_offsets = reals.offsets();
    return table;
  }
};

std::string_view text_at(const TableView& table, std::string_view name, std::size_t row) {
  for (const Column& column : table.columns) {
    if (column.name == name) return std::get<TextView>(column.values)[row];
  }
  return "no such column";
}

}  // namespace

TEST_CASE("JsonRows: every kind of column, nulls and lists", "[io][json]") {
  const Everything data;
  JsonRows rows({"here"});
  rows.bind(data.view());
  REQUIRE(rows.size() == 2);
  CHECK(
      rows[0].dump() ==
      R"({"id":1,"price":19.99,"at":null,"here":null,"count":null,"day":"1970-01-01","kind":"c \"quoted\"","flag":false,)"
      R"("rate":0.1,"name":"Köln \"am\" Rhein\n","note":null,"tiers":[10,-50],"labels":[],"reals":[0.5]})");
  CHECK(
      rows[1].dump() ==
      R"({"id":2,"price":-0.05,"at":"2025-03-31T00:00:01Z","here":"2025-03-31T00:00:01","count":7,"day":"2024-02-29",)"
      R"("kind":"b","flag":true,"rate":null,"name":"","note":"日本","tiers":[],"labels":["c \"quoted\"","a"],"reals":[]})");
}

TEST_CASE("JsonRows: a code without label is refused", "[io][json]") {
  Everything data;
  data.kind[1] = 3;
  JsonRows rows;
  rows.bind(data.view());
  CHECK_THROWS_WITH(rows[1], "JsonRows: code of column kind must be that of a label, got 3");
}

TEST_CASE("JsonLists: lists become JSON text, all else stays as it is", "[io][json]") {
  const Everything data;
  JsonLists lists;
  for (int again = 0; again < 2; ++again) {
    const TableView table = lists.as_texts(data.view());
    CHECK(text_at(table, "tiers", 0) == "[10,-50]");
    CHECK(text_at(table, "tiers", 1) == "[]");
    CHECK(text_at(table, "labels", 0) == "[]");
    CHECK(text_at(table, "labels", 1) == R"(["c \"quoted\"","a"])");
    CHECK(text_at(table, "reals", 0) == "[0.5]");
    CHECK(table.columns.size() == data.view().columns.size());
    for (const Column& column : table.columns) CHECK(!column.is_list());
    CHECK(table.columns[0].kind == ColumnKind::integer);
  }
  // Part of the rows: offsets do not begin at 0.
  CHECK(text_at(lists.as_texts(rows(data.view(), 1, 1)), "labels", 0) == R"(["c \"quoted\"","a"])");
}

TEST_CASE("JsonLists: bad codes and kinds are refused", "[io][json]") {
  Everything data;
  data.labels.append(std::vector<std::int16_t>{3});
  data.labels.clear();
  data.labels.append(std::vector<std::int16_t>{3});
  data.labels.end_row();
  JsonLists lists;
  CHECK_THROWS_WITH(lists.as_texts(data.view()), "JsonLists: code of column labels must be below 3, got 3");
  const TableView dates{.name = "dates",
                        .columns = {{.name = "days",
                                     .kind = ColumnKind::date,
                                     .values = data.tiers.values(),
                                     .list_offsets = data.tiers.offsets()}},
                        .n_rows = 2};
  CHECK_THROWS_WITH(lists.as_texts(dates),
                    "JsonLists: column days must hold lists of integers, labels, texts or reals");
}
