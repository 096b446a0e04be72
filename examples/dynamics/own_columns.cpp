#include "own_columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <retailsim/analytics/transaction_columns.hpp>
#include <retailsim/io/csv_reader.hpp>
#include <retailsim/io/csv_records.hpp>
#if RETAILSIM_WITH_PARQUET
#  include <retailsim/io/parquet_reader.hpp>
#endif

#include "support/table_file.hpp"

namespace retailsim::dynamics {

namespace {

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
  for (const std::string_view field : records.fields())
    columns.push_back(
        {.name = std::string(retailsim::detail::trimmed(field)), .kind = ColumnKind::text, .nullable = true});
  return read_csv(path, columns).table;
}

std::string id_text(const OwnedColumn& column, std::size_t row) {
  if (const auto* texts = std::get_if<std::vector<std::string>>(&column.values))
    return std::string(retailsim::detail::trimmed((*texts)[row]));
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&column.values))
    return std::to_string((*numbers)[row]);
  return retailsim::detail::number_text(std::get<std::vector<double>>(column.values)[row]);
}

/// NaN for what is no number.
double number(const OwnedColumn& column, std::size_t row) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (!column.is_null.empty() && column.is_null[row]) return none;
  if (const auto* reals = std::get_if<std::vector<double>>(&column.values)) return (*reals)[row];
  if (const auto* numbers = std::get_if<std::vector<std::int64_t>>(&column.values)) {
    const auto value = static_cast<double>((*numbers)[row]);
    return column.kind == ColumnKind::money ? value / 100 : value;
  }
  const std::string_view text = retailsim::detail::trimmed(std::get<std::vector<std::string>>(column.values)[row]);
  if (text == "true" || text == "false") return text == "true";
  return retailsim::detail::parse_real(text).value_or(none);
}

}  // namespace

forecast::CustomerColumns read_own_columns(const std::filesystem::path& path, const Ids& customers,
                                           const std::string& customer_column) {
  const OwnedTable table = read_table(path);
  const auto fail = [&](const std::string& why) { throw std::invalid_argument(path.string() + ": " + why); };
  std::vector<std::string> header;
  for (const OwnedColumn& column : table.columns) header.push_back(column.name);
  const std::string who = std::ranges::find(header, customer_column) != header.end()
                              ? customer_column
                              : retailsim::detail::find_column(header, retailsim::detail::customer_names);
  if (who.empty()) fail("which column is the customer is not clear from the header, name it with --customer-column");
  forecast::CustomerColumns result;
  for (const std::string& name : header)
    if (name != who) result.names.push_back(name);
  if (result.names.empty()) fail("there must be a column beside that of the customer, got none");

  const std::size_t n_columns = result.names.size();
  result.values.resize(customers.size() * n_columns);
  std::vector<std::uint8_t> seen(customers.size(), 0);
  const OwnedColumn& ids = table.column(who);
  const std::size_t n_rows = std::visit([](const auto& values) { return values.size(); }, ids.values);
  for (std::size_t row = 0; row < n_rows; ++row) {
    const std::string id = id_text(ids, row);
    const std::optional<std::int32_t> code = customers.find(id);
    if (!code) continue;
    const auto customer = static_cast<std::size_t>(*code);
    if (seen[customer]++) fail("a customer must have one row, but " + id + " has two");
    for (std::size_t c = 0; c < n_columns; ++c) {
      const double value = number(table.column(result.names[c]), row);
      if (!std::isfinite(value)) fail(result.names[c] + " must be finite numbers, but customer " + id + " has none");
      result.values[customer * n_columns + c] = value;
    }
  }
  const auto n_missing = std::ranges::count(seen, 0);
  if (n_missing > 0)
    fail("every customer of the transactions must have a row, but " + std::to_string(n_missing) +
         " have none, the first being " +
         customers.text(static_cast<std::int32_t>(std::ranges::find(seen, 0) - seen.begin())));
  return result;
}

}  // namespace retailsim::dynamics
