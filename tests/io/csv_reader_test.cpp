#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/io/csv_reader.hpp>
#include <retailsim/io/csv_writer.hpp>

using namespace retailsim;
using enum ColumnKind;

namespace {

std::vector<std::vector<std::string>> records(const std::filesystem::path& path) {
  std::vector<std::vector<std::string>> all;
  CsvRecords reader(path);
  while (reader.next()) all.emplace_back(reader.fields().begin(), reader.fields().end());
  return all;
}

}  // namespace

TEST_CASE("CsvRecords: quotes, line ends, empty lines and a byte order mark", "[io]") {
  const TemporaryDirectory folder;
  const auto path = folder / "a.csv";
  write_file(path,
             "\xEF\xBB\xBF"
             "a,b\r\n\r\n\"x,1\",\"say \"\"hi\"\"\"\n\"two\nlines\",\n,\"\"\r\nlast, 5\" pipe");
  using Rows = std::vector<std::vector<std::string>>;
  CHECK(records(path) == Rows{{"a", "b"}, {"x,1", "say \"hi\""}, {"two\nlines", ""}, {"", ""}, {"last", " 5\" pipe"}});
  CsvRecords reader(path);
  std::vector<std::int64_t> lines;
  while (reader.next()) lines.push_back(reader.line());
  CHECK(lines == std::vector<std::int64_t>{1, 3, 4, 6, 7});
}

TEST_CASE("CsvRecords: records longer than the buffer and across its ends", "[io]") {
  const TemporaryDirectory folder;
  std::string text;
  std::vector<std::vector<std::string>> expected;
  for (std::size_t i = 0; i < 200; ++i) {
    const std::string field(1 + i * i * 17 % 30'000, static_cast<char>('a' + i % 26));
    text += "\"" + field + "\"\"\n\",x\r\n";
    expected.push_back({field + "\"\n", "x"});
  }
  expected.push_back({std::string(700'000, 'z'), ""});
  text += expected.back()[0] + ",";
  write_file(folder / "a.csv", text);
  CHECK(records(folder / "a.csv") == expected);
}

TEST_CASE("CsvRecords: an open quote and a missing file are errors that name the file", "[io]") {
  const TemporaryDirectory folder;
  const auto path = folder / "a.csv";
  write_file(path, "a\n1\n\"open\n2\n");
  CHECK_THROWS_WITH(records(path), path.string() + ":3: a quote that opens in this record is never closed");
  CHECK_THROWS_WITH(CsvRecords(folder / "none.csv"),
                    "cannot open " + (folder / "none.csv").string() + ": No such file or directory");
  CHECK_THROWS_AS(records(folder.path()), std::system_error);
}

TEST_CASE("read_csv: columns by name, typed, with missing values", "[io]") {
  const TemporaryDirectory folder;
  const auto path = folder / "a.csv";
  write_file(path,
             "when,what,customer,price,skip,day,flag,rate\n"
             "2010-12-01 08:26:00,\"LAMP, red\",17850.0,2.55,?,2020-02-29,true,0.5\n"
             "2010-12-01 08:27:00,\"\",,-1,?,2020-03-01,0,\n");
  const auto contents = read_csv(path, {{"customer", integer, true},
                                        {"when", timestamp},
                                        {"price", money},
                                        {"what", text},
                                        {"day", date},
                                        {"flag", boolean},
                                        {"rate", real, true}});
  const OwnedTable& table = contents.table;
  CHECK(table.n_rows == 2);
  CHECK(table.integers("customer") == std::vector<std::int64_t>{17850, 0});
  CHECK(table.column("customer").is_null == std::vector<bool>{false, true});
  CHECK(table.integers("price") == std::vector<std::int64_t>{255, -100});
  CHECK(table.column("price").is_null.empty());
  CHECK(table.texts("what") == std::vector<std::string>{"LAMP, red", ""});
  CHECK(table.integers("when")[1] - table.integers("when")[0] == 60'000'000);
  CHECK(table.integers("day") == std::vector<std::int64_t>{Date(2020, 2, 29).days, Date(2020, 3, 1).days});
  CHECK(table.integers("flag") == std::vector<std::int64_t>{1, 0});
  CHECK(table.reals("rate")[0] == 0.5);
  CHECK(std::isnan(table.reals("rate")[1]));
  CHECK_THROWS_AS(table.column("skip"), std::out_of_range);
}

TEST_CASE("read_csv: bad rows are counted by kind with their first line, and left out on request", "[io]") {
  const TemporaryDirectory folder;
  const auto path = folder / "a.csv";
  write_file(path,
             "customer,quantity\n"
             "1,2\n"
             "2,two\n"
             "3\n"
             ",4\n"
             "5,\n"
             "\"6\"x,1\n"
             "7,three\n"
             "8,9\n");
  const std::vector<CsvColumn> columns{{"customer", integer}, {"quantity", integer}};
  const auto contents = read_csv(path, columns, {.skip_bad_rows = true});
  CHECK(contents.table.integers("customer") == std::vector<std::int64_t>{1, 8});
  CHECK(contents.table.integers("quantity") == std::vector<std::int64_t>{2, 9});
  CHECK(contents.table.n_rows == 2);
  const std::string file = path.string();
  CHECK_THROWS_WITH(read_csv(path, columns),
                    file + ": 2 rows, first in line 3: quantity: not a whole number (\"two\")\n" +  //
                        file + ": 1 row, in line 4: 2 fields expected, others found\n" +            //
                        file + ": 1 row, in line 5: customer: no value\n" +                         //
                        file + ": 1 row, in line 6: quantity: no value\n" +                         //
                        file + ": 1 row, in line 7: text after a closing quote");
}

TEST_CASE("read_csv: a column that is not there is named beside those that are", "[io]") {
  const TemporaryDirectory folder;
  const auto path = folder / "a.csv";
  write_file(path, "a,b\n1,2\n");
  CHECK_THROWS_WITH(read_csv(path, {{"c", integer}}), path.string() + ":1: there is no column c; the columns are a, b");
  write_file(path, "");
  CHECK_THROWS_WITH(read_csv(path, {{"c", integer}}), path.string() + ": the file is empty");
}

TEST_CASE("read_csv: what CsvWriter wrote is read back to the last bit", "[io]") {
  const TemporaryDirectory folder;
  const auto path = folder / "a.csv";
  const std::vector<std::int64_t> cents{-1, 0, 1, 99, -100, 123'456'789'012};
  const std::vector<std::int64_t> at{0, -1'000'000, 1'767'225'599'000'000, 1, 2'000'000, 3'000'000};
  const std::vector<double> reals{0.1, 1.0 / 3, 1e-310, -0.0, 1e22, 12345.678};
  const std::vector<std::string> texts{"", "a,b", "\"", "\r\n", "x\ny", " space "};
  TableView table{.name = "t", .columns = {}, .n_rows = cents.size()};
  table.columns.push_back({.name = "cents", .kind = money, .values = std::span<const std::int64_t>(cents)});
  table.columns.push_back({.name = "at", .kind = timestamp, .values = std::span<const std::int64_t>(at)});
  table.columns.push_back({.name = "real", .kind = real, .values = std::span<const double>(reals)});
  table.columns.push_back({.name = "text, quoted", .kind = text, .values = std::span<const std::string>(texts)});
  CsvWriter writer(path);
  writer.write(table);
  writer.close();
  const auto contents = read_csv(path, {{"cents", money}, {"at", timestamp}, {"real", real}, {"text, quoted", text}});
  CHECK(contents.table.integers("cents") == cents);
  CHECK(contents.table.integers("at") ==
        std::vector<std::int64_t>{0, -1'000'000, 1'767'225'599'000'000, 0, 2'000'000, 3'000'000});
  CHECK(contents.table.reals("real") == reals);
  CHECK(contents.table.texts("text, quoted") == texts);
}
