#include "customer_state.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/io/csv_reader.hpp>
#include <retailsim/io/csv_records.hpp>
#if RETAILSIM_WITH_PARQUET
#  include <retailsim/io/parquet_reader.hpp>
#endif

#include "support/table_file.hpp"

namespace retailsim::dynamics {

using forecast::Snapshot;

void write_state(const std::filesystem::path& path, const Ids& customers, const Snapshot& rows, double unit,
                 bool force) {
  const std::size_t n = rows.size(), n_features = rows.names.size();
  std::vector<std::int64_t> number;
  std::vector<std::string> text;
  std::vector<std::int32_t> first(n), last(n), as_of(n, rows.origin), horizon(n, rows.horizon);
  std::vector<double> t_x(n), T(n);
  std::vector<std::vector<double>> features(n_features, std::vector<double>(n));
  for (std::size_t i = 0; i < n; ++i) {
    const auto code = static_cast<std::int32_t>(rows.customer[i]);
    if (customers.is_text())
      text.push_back(customers.text(code));
    else
      number.push_back(customers.numbers()[static_cast<std::size_t>(code)]);
    first[i] = rows.origin - 1 - static_cast<std::int32_t>(rows.history.age[i]);
    last[i] = first[i] + static_cast<std::int32_t>(rows.history.age_at_last_order[i]);
    t_x[i] = rows.history.age_at_last_order[i] / unit;
    T[i] = rows.history.age[i] / unit;
    for (std::size_t f = 0; f < n_features; ++f) features[f][i] = rows.features[i * n_features + f];
  }
  TableView table{.name = "state", .columns = {}, .n_rows = n};
  const auto add = [&](std::string_view name, ColumnKind kind, auto values) {
    table.columns.push_back({.name = name, .kind = kind, .values = values});
  };
  if (customers.is_text())
    add("customer_id", ColumnKind::text, std::span<const std::string>(text));
  else
    add("customer_id", ColumnKind::integer, std::span<const std::int64_t>(number));
  add("first_purchase", ColumnKind::date, std::span<const std::int32_t>(first));
  add("last_purchase", ColumnKind::date, std::span<const std::int32_t>(last));
  add("as_of", ColumnKind::date, std::span<const std::int32_t>(as_of));
  add("horizon_days", ColumnKind::integer, std::span<const std::int32_t>(horizon));
  add("x", ColumnKind::integer, std::span<const std::int32_t>(rows.history.n_repeat_orders));
  add("t_x", ColumnKind::real, std::span<const double>(t_x));
  add("T", ColumnKind::real, std::span<const double>(T));
  for (std::size_t f = 0; f < n_features; ++f)
    add(rows.names[f], ColumnKind::real, std::span<const double>(features[f]));
  support::write_whole_table(path, table, force);
}

namespace {

constexpr std::size_t n_fixed = 8;
constexpr std::array<std::string_view, n_fixed> fixed_names{
    "customer_id", "first_purchase", "last_purchase", "as_of", "horizon_days", "x", "t_x", "T"};

OwnedTable read_table(const std::filesystem::path& path) {
  if (path.extension() == ".parquet") {
    support::require_format(support::FileFormat::parquet);
#if RETAILSIM_WITH_PARQUET
    return read_parquet(path).table;
#endif
  }
  std::vector<CsvColumn> columns;
  CsvRecords records(path, ',');
  if (!records.next()) throw std::invalid_argument(path.string() + ": the file is empty");
  for (const std::string_view field : records.fields()) {
    const std::size_t at = columns.size();
    columns.push_back({.name = std::string(field),
                       .kind = at == 0   ? ColumnKind::text
                               : at <= 3 ? ColumnKind::date
                               : at <= 5 ? ColumnKind::integer
                                         : ColumnKind::real});
  }
  return read_csv(path, columns).table;
}

}  // namespace

CustomerState read_state(const std::filesystem::path& path) {
  const OwnedTable table = read_table(path);
  const auto fail = [&](const std::string& why) { throw std::invalid_argument(path.string() + ": " + why); };
  for (std::size_t c = 0; c < n_fixed; ++c)
    if (c >= table.columns.size() || table.columns[c].name != fixed_names[c])
      fail(
          "is no state: its columns must begin with customer_id, first_purchase, last_purchase, as_of, "
          "horizon_days, x, t_x, T");
  const std::size_t n = std::visit([](const auto& v) { return v.size(); }, table.columns[0].values);
  if (n == 0) fail("a state must have a customer, got none");
  if (n > std::numeric_limits<std::int32_t>::max()) fail("a state must have fewer than 2^31 customers");
  for (const OwnedColumn& column : table.columns)
    if (std::ranges::find(column.is_null, true) != column.is_null.end()) fail(column.name + " has empty values");
  const auto integers = [&](const char* name) -> const std::vector<std::int64_t>& {
    const auto* values = std::get_if<std::vector<std::int64_t>>(&table.column(name).values);
    if (values == nullptr) fail(std::string(name) + " must be of whole numbers or dates");
    return *values;
  };
  const auto& id = table.column("customer_id").values;
  IdColumn ids;
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&id))
    ids = encode_ids(*numbers);
  else if (const auto* texts = std::get_if<std::vector<std::string>>(&id))
    ids = encode_ids(*texts);
  else
    fail("customer_id must be of whole numbers or texts");
  if (ids.ids.size() != n) fail("customer_id must be different in each row");
  const std::vector<std::int64_t>&first = integers("first_purchase"), &last = integers("last_purchase"),
        &as_of = integers("as_of"), &horizon = integers("horizon_days"), &x = integers("x");
  std::vector<const std::vector<double>*> features;
  for (std::size_t c = n_fixed; c < table.columns.size(); ++c) {
    const auto* values = std::get_if<std::vector<double>>(&table.columns[c].values);
    if (values == nullptr) fail(table.columns[c].name + " must be of real numbers");
    features.push_back(values);
  }
  std::vector<std::size_t> row_of(n);
  for (std::size_t i = 0; i < n; ++i) row_of[static_cast<std::size_t>(ids.codes[i])] = i;

  CustomerState state{std::move(ids.ids), {}};
  Snapshot& rows = state.rows;
  rows.names.clear();
  for (std::size_t c = n_fixed; c < table.columns.size(); ++c) rows.names.push_back(table.columns[c].name);
  constexpr std::int64_t far = 1'000'000;  // days; the year 4707
  for (std::size_t code = 0; code < n; ++code) {
    const std::size_t i = row_of[code];
    const auto must = [&](bool holds, const char* rule) {
      if (!holds) fail(std::string(rule) + ", broken by row " + std::to_string(i + 1));
    };
    must(as_of[i] == as_of[0] && std::abs(as_of[i]) < far, "as_of must be one day in all rows");
    must(horizon[i] == horizon[0] && horizon[i] >= 1 && horizon[i] < far, "horizon_days must be one number >= 1");
    must(-far < first[i] && first[i] <= last[i] && last[i] < as_of[i],
         "first_purchase <= last_purchase < as_of must hold");
    must(x[i] >= 0 && x[i] <= std::numeric_limits<std::int32_t>::max(), "x must be in [0, 2^31)");
    must(x[i] > 0 || first[i] == last[i], "x must be > 0 where the last purchase is not the first");
    rows.customer.push_back(static_cast<std::uint32_t>(code));
    rows.history.push_back(static_cast<std::int32_t>(x[i]), static_cast<double>(last[i] - first[i]),
                           static_cast<double>(as_of[i] - 1 - first[i]));
    for (const auto* values : features) {
      must(std::isfinite((*values)[i]), "features must be finite");
      rows.features.push_back((*values)[i]);
    }
  }
  rows.origin = static_cast<std::int32_t>(as_of[0]);
  rows.horizon = static_cast<std::int32_t>(horizon[0]);
  return state;
}

Snapshot advanced(Snapshot rows, std::int32_t as_of) {
  for (double& age : rows.history.age) age += as_of - rows.origin;
  rows.origin = as_of;
  return rows;
}

}  // namespace retailsim::dynamics
