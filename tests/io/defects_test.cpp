#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/core/time.hpp>
#include <retailsim/io/csv_writer.hpp>
#include <retailsim/io/defects.hpp>
#include <retailsim/io/loose_rows.hpp>
#include <retailsim/io/undo_defects.hpp>

using namespace retailsim;

namespace {

// Orders of one to four lines: a key, a reference, a closed and an open label, money, a ledger and times.
struct Lines {
  std::vector<std::int64_t> order_id, sku_id, sold_at, unit_price, discount, amount;
  std::vector<std::int32_t> line_no, quantity, listed_on;
  std::vector<std::uint8_t> kind;
  std::vector<std::int16_t> city;
  Labels kinds{"sale", "return"}, cities{"Köln", "Linz", "São Paulo", "un, known"};

  explicit Lines(std::int64_t n_orders) {
    for (std::int64_t order = 1; order <= n_orders; ++order) {
      for (std::int32_t line = 1; line <= 1 + order % 4; ++line) {
        const std::int64_t i = 7 * order + line;
        order_id.push_back(order);
        line_no.push_back(line);
        sku_id.push_back(101 + i % 50);
        sold_at.push_back((Date{2024, 1, 1}.start() + 3600 * order) * micros_per_second);
        listed_on.push_back(Date(2023, 1, 1).days + static_cast<std::int32_t>(i % 300));
        kind.push_back(order % 5 == 0);
        quantity.push_back(static_cast<std::int32_t>(2 + i % 3));
        unit_price.push_back(199 + 10 * (i % 80));
        discount.push_back(i % 4 == 0 ? 50 : 0);
        amount.push_back(quantity.back() * unit_price.back() - discount.back());
        city.push_back(static_cast<std::int16_t>(i % 4));
      }
    }
  }
  std::size_t size() const { return order_id.size(); }
  std::size_t order_begin(std::int64_t order) const {
    return static_cast<std::size_t>(std::lower_bound(order_id.begin(), order_id.end(), order) - order_id.begin());
  }
  TableView view() const {
    using enum ColumnKind;
    TableView table{.name = "lines", .columns = {}, .n_rows = size()};
    const auto add = [&](std::string_view name, ColumnKind what, auto values) -> Column& {
      return table.columns.emplace_back(Column{.name = name, .kind = what, .values = values});
    };
    add("order_id", integer, std::span(order_id));
    add("line_no", integer, std::span(line_no));
    add("sku_id", integer, std::span(sku_id));
    add("sold_at", timestamp, std::span(sold_at));
    add("listed_on", date, std::span(listed_on));
    add("kind", label, std::span(kind)).labels = &kinds;
    add("city", label, std::span(city)).labels = &cities;
    add("quantity", integer, std::span(quantity));
    add("unit_price", money, std::span(unit_price));
    add("discount", money, std::span(discount));
    add("amount", money, std::span(amount));
    return table;
  }
  static TableRules rules() {
    constexpr std::int64_t day = seconds_per_day * micros_per_second;
    return {.table = "lines",
            .key = {"order_id", "line_no"},
            .ranges = {{"sold_at", Date(1900, 1, 1).days * day, Date(2200, 1, 1).days * day},
                       {"listed_on", Date(1900, 1, 1).days, Date(2200, 1, 1).days}},
            .references = {{"sku_id", 101, 150}},
            .closed_labels = {"kind"},
            .ordered = {{"listed_on", "sold_at"}},
            .quantity = "quantity",
            .unit_price = "unit_price",
            .discount = "discount",
            .amount = "amount",
            .group = "order_id",
            .number = "line_no",
            .constants = {{"sold_at", Invariant::calendar}},
            .swappable = {{"line_no", "quantity"}, {"discount", "amount"}, {"kind", "city"}, {"listed_on", "sold_at"}},
            .quantities = {"quantity"}};
  }
};

struct CsvSink {
  CsvWriter writer;
  void rows(const TableView& view) { writer.write(view); }
  void row(const RowFields& fields) { writer.write_row(fields); }
};
struct TypedSink {  // as a Parquet file would take them
  LooseRows loose{};
  std::size_t n = 0;
  void rows(const TableView& view) { n += loose.rows(view).n_rows; }
  void row(const RowFields& fields) { n += loose.row(fields).n_rows; }
};

DefectPlan only(DefectKind kind, double rate) {
  static constexpr double DefectPlan::*members[] = {
      &DefectPlan::duplicate, &DefectPlan::late, &DefectPlan::missing,   &DefectPlan::broken_reference,
      &DefectPlan::null,      &DefectPlan::typo, &DefectPlan::encoding,  &DefectPlan::unit,
      &DefectPlan::currency,  &DefectPlan::swap, &DefectPlan::time_zone, &DefectPlan::outlier};
  DefectPlan plan;
  plan.*members[static_cast<std::size_t>(kind)] = rate;
  return plan;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Spoiled {
 public:
  // Orders a batch, and a block; 0: all.
  explicit Spoiled(const DefectPlan& plan, std::int64_t n_orders = 3000, std::int64_t per_batch = 0,
                   std::int64_t per_block = 0, int threads = 1)
      : lines(n_orders) {
    CsvSink sink{CsvWriter(dirty, {.threads = threads})};
    DefectLedger ledger(ledger_path);
    DefectPass pass(plan, 42, Lines::rules());
    const std::int64_t step = per_batch > 0 ? per_batch : n_orders;
    for (std::int64_t order = 1; order <= std::max<std::int64_t>(n_orders, 1);
         order += std::max<std::int64_t>(step, 1)) {
      const std::size_t begin = lines.order_begin(order), end = lines.order_begin(order + step);
      pass.write(rows(lines.view(), begin, end - begin), sink);
      if (per_block > 0 && (order + step - 1) % per_block == 0) pass.end_block(sink, ledger);
    }
    pass.end_block(sink, ledger);
    sink.writer.close();
    ledger.close();
    CsvWriter plain(clean);
    plain.write(lines.view());
    plain.close();
    DefectLedgerReader reader(ledger_path, "lines");
    for (auto entry = reader.next(); entry; entry = reader.next()) entries.push_back(*entry);
  }
  std::string undone() const {
    undo_defects_csv(dirty, ledger_path, "lines", folder.path() / "undone.csv");
    return bytes_of(folder.path() / "undone.csv");
  }

  TemporaryDirectory folder;
  std::filesystem::path dirty = folder.path() / "dirty.csv", clean = folder.path() / "clean.csv",
                        ledger_path = folder.path() / "defects.csv";
  Lines lines;
  std::vector<DefectEntry> entries;
};

std::vector<RowFields> rows_of(const std::filesystem::path& path) {
  std::vector<RowFields> all;
  CsvRecords records(path);
  records.next();
  while (records.next()) {
    RowFields& row = all.emplace_back();
    for (std::size_t i = 0; i < records.fields().size(); ++i) {
      const auto field = records.fields()[i];
      row.push_back(field.empty() && !records.quoted(i) ? std::nullopt : std::optional(std::string(field)));
    }
  }
  return all;
}

// Whether anything is wrong with a whole table: by other means than the pass, which sees one row and its order.
bool is_wrong(const std::vector<RowFields>& table) {
  std::map<std::string, std::set<std::string>> numbers, times;
  std::size_t n_numbers = 0;
  for (const RowFields& row : table) {
    for (const auto& field : row) {
      if (!field) return true;
    }
    const auto number = [&](std::size_t i) {
      char* end = nullptr;
      const long long value = std::strtoll(row[i]->c_str(), &end, 10);
      return *end == 0 ? std::optional(value) : std::nullopt;
    };
    const auto cents = [&](std::size_t i) -> std::optional<long long> {
      const auto point = row[i]->find('.');
      if (point == std::string::npos || row[i]->find_first_not_of("-0123456789.") != std::string::npos)
        return std::nullopt;
      return std::atoll((row[i]->substr(0, point) + row[i]->substr(point + 1)).c_str());
    };
    const auto day = [&](std::size_t i, std::size_t size) {
      const std::string& text = *row[i];
      return text.size() == size && parse_date(text.substr(0, 10)) &&
             text.find_first_not_of("0123456789-: ") == std::string::npos && text > "1900" && text < "2200-01-01";
    };
    if (!number(0) || !number(1) || !number(2) || !number(7)) return true;
    if (*number(2) < 101 || *number(2) > 150) return true;
    if (*row[5] != "sale" && *row[5] != "return") return true;
    if (!day(3, 19) || !day(4, 10) || *row[4] > row[3]->substr(0, 10)) return true;
    if (!cents(8) || !cents(9) || !cents(10) || *number(7) * *cents(8) - *cents(9) != *cents(10)) return true;
    if (detail::is_damaged(*row[6])) return true;
    numbers[*row[0]].insert(*row[1]);
    times[*row[0]].insert(*row[3]);
    ++n_numbers;
  }
  std::size_t n_different = 0;
  for (const auto& [order, of_order] : numbers) {
    n_different += of_order.size();
    for (std::size_t i = 1; i <= of_order.size(); ++i) {
      if (!of_order.contains(std::to_string(i))) return true;
    }
    if (times[order].size() != 1) return true;
  }
  return n_different != n_numbers;
}

}  // namespace

TEST_CASE("DefectPass: at rate 0 the file is the clean one and the ledger has no entry", "[io][defects]") {
  const Spoiled none{DefectPlan{}};
  CHECK(bytes_of(none.dirty) == bytes_of(none.clean));
  CHECK(bytes_of(none.ledger_path) == DefectLedger::header);
  DefectPlan elsewhere = DefectPlan::all(1.0 / 12);
  elsewhere.tables = {"customers"};
  const Spoiled other(elsewhere);
  CHECK(bytes_of(other.dirty) == bytes_of(other.clean));
}

TEST_CASE("DefectPass: at rate 1 every row that can gets the defect, and undoing it gives back the clean bytes",
          "[io][defects]") {
  for (std::size_t i = 0; i < n_defect_kinds; ++i) {
    const auto kind = static_cast<DefectKind>(i);
    INFO(name_of(kind));
    const Spoiled all(only(kind, 1), 400);
    std::set<std::int64_t> defects;
    for (const DefectEntry& entry : all.entries) {
      CHECK(entry.kind == kind);
      CHECK(entry.old_value != entry.new_value);
      defects.insert(entry.clean_row);
    }
    CHECK(defects.size() == all.lines.size());
    const auto dirty = rows_of(all.dirty);
    const std::size_t expected = kind == DefectKind::missing     ? 0
                                 : kind == DefectKind::duplicate ? 2 * all.lines.size()
                                                                 : all.lines.size();
    CHECK(dirty.size() == expected);
    CHECK(all.undone() == bytes_of(all.clean));
  }
}

TEST_CASE("DefectPass: the ledger says what the dirty file holds and the clean one held", "[io][defects]") {
  const Spoiled some(DefectPlan::all(0.04), 1000);
  const auto dirty = rows_of(some.dirty), clean = rows_of(some.clean);
  CHECK(some.entries.size() > 700);
  const TableView view = some.lines.view();
  for (const DefectEntry& entry : some.entries) {
    const auto& was = clean.at(static_cast<std::size_t>(entry.clean_row - 1));
    CHECK(entry.key == *was[0] + "-" + *was[1]);
    if (entry.kind == DefectKind::missing || entry.kind == DefectKind::late) {
      CHECK(detail::split_row(*entry.old_value) == was);
    }
    if (entry.kind == DefectKind::missing) {
      CHECK(entry.dirty_row == 0);
      continue;
    }
    const auto& is = dirty.at(static_cast<std::size_t>(entry.dirty_row - 1));
    if (entry.column.empty()) {
      CHECK(is == was);
      continue;
    }
    std::size_t column = 0;
    while (view.columns[column].name != entry.column) ++column;
    CHECK(was[column] == entry.old_value);
    CHECK(is[column] == entry.new_value);
  }
  CHECK(some.undone() == bytes_of(some.clean));
}

TEST_CASE("DefectPass: a defect is visible exactly where it alone makes the table wrong", "[io][defects]") {
  DefectPlan plan = DefectPlan::all(1.0 / 12);
  plan.seed = 3;
  const Spoiled some(plan, 220);
  const auto clean = rows_of(some.clean), dirty = rows_of(some.dirty);
  REQUIRE_FALSE(is_wrong(clean));
  std::map<DefectKind, std::pair<int, int>> seen;  // visible and not
  std::int64_t last = 0;
  for (const DefectEntry& entry : some.entries) {
    if (entry.clean_row == last) continue;  // the other half of a swap
    last = entry.clean_row;
    auto table = clean;
    const auto at = table.begin() + (entry.clean_row - 1);
    if (entry.kind == DefectKind::missing) {
      table.erase(at);
    } else if (entry.kind == DefectKind::duplicate) {
      table.insert(at, *at);
    } else {
      *at = dirty.at(static_cast<std::size_t>(entry.dirty_row - 1));
    }
    INFO(name_of(entry.kind) << " " << entry.key << " " << entry.column << " " << entry.new_value.value_or("null"));
    const bool visible = is_wrong(table);
    auto& count = seen[entry.kind];
    ++(visible ? count.first : count.second);
    CHECK(entry.visible() == visible);
  }
  CHECK(seen.size() == n_defect_kinds);
  CHECK(seen[DefectKind::missing].first * seen[DefectKind::missing].second > 0);
  CHECK(seen[DefectKind::swap].first * seen[DefectKind::swap].second > 0);
  CHECK(seen[DefectKind::time_zone].first * seen[DefectKind::time_zone].second > 0);
  CHECK(seen[DefectKind::late].first == 0);
}

TEST_CASE("DefectPass: each kind gets its share of the rows", "[io][defects][statistical]") {
  DefectPlan plan;
  plan.duplicate = 0.01, plan.missing = 0.02, plan.null = 0.05, plan.unit = 0.1, plan.outlier = 0.003;
  const Spoiled some(plan, 40'000);
  std::map<DefectKind, int> counts;
  for (const DefectEntry& entry : some.entries) ++counts[entry.kind];
  const auto n = static_cast<double>(some.lines.size());
  for (const auto& [kind, count] : counts) {
    // Both tails of the binomial law, exactly: a right pass fails one seed in a million for each of the five kinds.
    const double p = plan.rate(kind);
    double below = 0, above = 0;
    for (int k = 0; k <= static_cast<int>(4 * n * p); ++k) {
      const double pmf = std::exp(std::lgamma(n + 1) - std::lgamma(k + 1.0) - std::lgamma(n - k + 1) + k * std::log(p) +
                                  (n - k) * std::log1p(-p));
      if (k <= count) below += pmf;
      if (k >= count) above += pmf;
    }
    INFO(name_of(kind) << " " << count << " of " << n * p);
    CHECK(std::min(below, above) > 5e-7);
  }
  CHECK(counts.size() == 5);
}

TEST_CASE("DefectPass: the same for any batches, threads and pieces", "[io][defects]") {
  const DefectPlan plan = DefectPlan::all(0.05);
  const Spoiled whole(plan, 600, 0, 0);
  const Spoiled batches(plan, 600, 7, 0, 3);
  CHECK(bytes_of(batches.dirty) == bytes_of(whole.dirty));
  CHECK(bytes_of(batches.ledger_path) == bytes_of(whole.ledger_path));
  // Late rows come at the ends of blocks: a piece of whole blocks is that piece of the whole.
  const Spoiled blocks(plan, 600, 10, 200), piece(plan, 200, 50, 200);
  CHECK(bytes_of(blocks.dirty).starts_with(bytes_of(piece.dirty)));
  CHECK(bytes_of(blocks.ledger_path).starts_with(bytes_of(piece.ledger_path)));
  CHECK(blocks.undone() == bytes_of(blocks.clean));
  CHECK(bytes_of(blocks.dirty) != bytes_of(whole.dirty));
  DefectPlan other = plan;
  other.seed = 2;
  CHECK(bytes_of(Spoiled(other, 600).dirty) != bytes_of(whole.dirty));
}

TEST_CASE("DefectPass: a missing row that others refer to can be seen", "[io][defects]") {
  const TemporaryDirectory folder;
  const Lines lines(3);
  CsvSink sink{CsvWriter(folder.path() / "dirty.csv")};
  DefectLedger ledger(folder.path() / "defects.csv");
  TableRules rules = Lines::rules();
  rules.number.clear();
  DefectPass pass(only(DefectKind::missing, 1), 1, rules);
  pass.write(lines.view(), sink);
  pass.refer_to(std::vector<std::int64_t>{2, 1});
  pass.refer_to(std::vector<std::int64_t>{9, 1});
  pass.end_block(sink, ledger);
  CHECK(ledger.n_defects() == static_cast<std::int64_t>(lines.size()));
  CHECK(ledger.n_visible() == 1);
}

TEST_CASE("DefectPass: a time beyond two neighbours of a column that rises can be seen", "[io][defects]") {
  const TemporaryDirectory folder;
  DefectPlan plan = only(DefectKind::time_zone, 1);
  for (const auto& [hours, visible] :
       std::vector<std::pair<double, std::int64_t>>{{1.5, 1}, {2.5, 4}, {-2, 1}, {-2.5, 4}}) {
    // Five orders, an hour apart: a line each.
    Lines lines(0);
    for (std::int64_t order = 1; order <= 5; ++order) {
      lines.order_id.push_back(order);
      lines.sold_at.push_back((Date{2024, 1, 1}.start() + 3600 * order) * micros_per_second);
    }
    TableView view{.name = "lines", .columns = {}, .n_rows = 5};
    view.columns.push_back({.name = "order_id", .values = std::span<const std::int64_t>(lines.order_id)});
    view.columns.push_back(
        {.name = "sold_at", .kind = ColumnKind::timestamp, .values = std::span<const std::int64_t>(lines.sold_at)});
    CsvSink sink{CsvWriter(folder.path() / "dirty.csv")};
    DefectLedger ledger(folder.path() / "defects.csv");
    plan.hours = {hours};
    DefectPass pass(plan, 1, {.table = "lines", .key = {"order_id"}, .rising = "sold_at"});
    pass.write(view, sink);
    pass.end_block(sink, ledger);
    INFO(hours);
    CHECK(ledger.n_defects() == 5);
    CHECK(ledger.n_visible() == visible);
  }
}

TEST_CASE("DefectPass: typed, every value is of its column's type", "[io][defects]") {
  const Lines lines(500);
  const TemporaryDirectory folder;
  for (std::size_t i = 0; i < n_defect_kinds; ++i) {
    const auto kind = static_cast<DefectKind>(i);
    INFO(name_of(kind));
    TypedSink sink;
    DefectLedger ledger(folder.path() / std::string(name_of(kind)));
    DefectPass pass(only(kind, 1), 7, Lines::rules(), true);
    pass.write(lines.view(), sink);
    pass.end_block(sink, ledger);
    CHECK(ledger.n_defects() == static_cast<std::int64_t>(lines.size()));
    CHECK(pass.left_out().empty());
    CHECK(sink.n == static_cast<std::size_t>(pass.n_dirty_rows()));
  }
  TypedSink sink;
  sink.rows(rows(lines.view(), 0, 0));
  RowFields row(11, "1");
  CHECK_THROWS_WITH(sink.row(row), "LooseRows: column sold_at must be of its type, got \"1\"");
}

TEST_CASE("DefectPass: a table without rows or without columns for a kind", "[io][defects]") {
  const Spoiled empty(DefectPlan::all(0.05), 0);
  CHECK(bytes_of(empty.dirty) == bytes_of(empty.clean));
  CHECK(empty.undone() == bytes_of(empty.clean));
  TypedSink sink;
  DefectPass pass(DefectPlan::all(0.05), 1, TableRules{.table = "lines"}, true);
  pass.write(Lines(10).view(), sink);
  CHECK(pass.left_out() == std::vector{DefectKind::broken_reference, DefectKind::swap});
}

TEST_CASE("DefectPlan: bad rates are named", "[io][defects]") {
  DefectPlan plan;
  plan.null = -0.1;
  CHECK_THROWS_WITH(DefectPass(plan, 1, {}), "DefectPlan.null must be in [0, 1], got -0.1");
  plan.null = 0.6, plan.typo = 0.5;
  CHECK_THROWS_WITH(
      DefectPass(plan, 1, {}),
      "DefectPlan.duplicate must be a rate that makes those of all kinds sum to 1 at most, as a row gets one "
      "defect, got 0 in a sum of 1.1");
  CHECK_THROWS_WITH(DefectPlan::all(0.1),
                    "DefectPlan: rate of each of 12 kinds must be in [0, 0.08333333333333333], got 0.1");
  plan = {};
  plan.hours.clear();
  CHECK_THROWS_WITH(DefectPass(plan, 1, {}), "DefectPlan.hours must be at least one number, got none");
}

TEST_CASE("undo_defects_csv: a ledger of another file is an error that says where", "[io][defects]") {
  const Spoiled some(DefectPlan::all(0.05), 300), other(only(DefectKind::unit, 0.5), 300);
  const auto out = some.folder.path() / "out.csv";
  CHECK_THROWS_WITH(undo_defects_csv(some.dirty, other.ledger_path, "lines", out),
                    contains("dirty.csv: the ledger does not fit the file: "));
  CHECK_THROWS_WITH(undo_defects_csv(some.clean, some.dirty, "lines", out),
                    contains("dirty.csv:1: not a ledger of defects"));
}

TEST_CASE("readable: bytes that are no text are hex, and come back", "[io][defects]") {
  CHECK(detail::readable("Köln") == "Köln");
  CHECK(detail::readable("K\xF6ln") == "\\x4bf66c6e");
  CHECK(detail::readable("\\x41") == "\\x5c783431");
  for (const std::string text : {"K\xF6ln", "a\nb", "\\x", "plain", "", "\xC2\x80"}) {
    CHECK(detail::bytes_of(detail::readable(text)) == text);
  }
  CHECK(detail::is_damaged("KÃ¶ln"));
  CHECK(detail::is_damaged("K\xEF\xBF\xBDln"));
  CHECK_FALSE(detail::is_damaged("Köln São Tomé Ålesund Łódź 東京"));
}
