#include "data_options.hpp"

#include <cstdio>
#include <stdexcept>

#include <fmt/format.h>

#include <retailsim/analytics/transactions_csv.hpp>
#include <retailsim/io/detail/parse.hpp>
#include <retailsim/io/detail/text.hpp>
#if RETAILSIM_WITH_PARQUET
#  include <retailsim/analytics/transactions_parquet.hpp>
#endif

#include "support/exit_status.hpp"
#include "support/number_text.hpp"
#include "support/table_file.hpp"

namespace retailsim::dynamics {

void add_data_options(CLI::App& command, DataOptions& options, bool required) {
  command.add_option(required ? "file" : "file,--data", options.file, "transactions, CSV with a header or *.parquet")
      ->type_name("FILE")
      ->required(required);
  TransactionColumns& columns = options.read.columns;
  const auto column = [&](const char* name, std::string& to, const char* about) {
    command.add_option(name, to, about)->type_name("NAME");
  };
  column("--customer-column", columns.customer, "who bought; common names are known");
  column("--product-column", columns.product, "what was bought; common names are known");
  column("--time-column", columns.time, "when; common names are known");
  column("--quantity-column", columns.quantity, "units; not needed");
  column("--price-column", columns.price, "price of one unit; not needed");
  column("--amount-column", columns.amount, "value of the row, rather than quantity times price; not needed");
  command
      .add_option("--time-format", options.read.time_format,
                  "of times: unix, unix_ms or as of strptime, such as %d/%m/%Y [YYYY-MM-DD HH:MM:SS]")
      ->type_name("FORMAT");
  command.add_flag("--skip-bad-rows", options.read.skip_bad_rows,
                   "leave out rows that cannot be read; they are counted");
  command.add_flag("--keep-returns", options.read.keep_returns, "rows of negative quantity are transactions too");
  command.add_option("--separator", options.separator, "between the fields of a CSV file")->type_name("CHARACTER");
}

void add_log_options(CLI::App& command, DataOptions& options) {
  options.read.needs_product = false;
  command
      .add_option("--order-column", options.read.columns.order,
                  "number of the order, for --collapse order; not needed: an order is a customer's rows of one second")
      ->type_name("NAME");
  command
      .add_option("--features", options.features,
                  "customers' own columns: CSV with a header or *.parquet, a row for each, all columns numbers")
      ->type_name("FILE");
}

void add_output_options(CLI::App& command, OutputOptions& options, const std::string& default_folder) {
  options.folder = default_folder;
  command.add_option("--out", options.folder, "folder for the page and its data [" + default_folder + "]")
      ->type_name("FOLDER");
  command.add_flag("--force", options.force, "replace an earlier output");
  command.add_flag("--svg", options.svg, "a picture for each chart rather than one page");
}

TransactionFile read_transactions(const DataOptions& options, const std::stop_token& stop) {
  TransactionReadOptions read = options.read;
  if (options.separator == "\\t") {
    read.separator = '\t';
  } else if (options.separator.size() == 1) {
    read.separator = options.separator[0];
  } else {
    throw std::invalid_argument("--separator must be one character, got \"" + options.separator + "\"");
  }
  TransactionFile file;
  std::string place = "line";
  if (options.file.extension() == ".parquet") {
    support::require_format(support::FileFormat::parquet);
#if RETAILSIM_WITH_PARQUET
    file = read_transactions_parquet(options.file, read);
    place = "row";
#endif
  } else {
    file = read_transactions_csv(options.file, read);
  }
  if (!file.bad_rows.empty()) {
    std::fprintf(stderr, "left out:\n%s\n", bad_rows_text(options.file, file.bad_rows, place).c_str());
  }
  support::stop_if_asked(stop);
  return file;
}

Seconds parse_instant(const std::string& text, const std::string& option) {
  const auto micros = detail::parse_timestamp(text);
  if (!micros) throw std::invalid_argument(option + " must be a time YYYY-MM-DD or YYYY-MM-DD HH:MM:SS, got " + text);
  return *micros / micros_per_second;
}

std::string instant_text(Seconds at) {
  char text[32];
  detail::DateTexts dates;
  return {text, detail::write_timestamp(text, at * micros_per_second, dates, "time")};
}

std::string summary_text(const TransactionFile& file) {
  const Transactions& table = file.transactions;
  return fmt::format(
      "{} transactions of {} customers and {} products, {} to {} ({} rows, {} returns and {} bad rows left out)",
      support::grouped(static_cast<std::int64_t>(table.size())),
      support::grouped(static_cast<std::int64_t>(table.n_customers())),
      support::grouped(static_cast<std::int64_t>(table.n_products())), to_string(table.first_day),
      to_string(table.end_day() - 1), support::grouped(file.n_rows), support::grouped(file.n_returns),
      support::grouped(file.n_bad_rows()));
}

}  // namespace retailsim::dynamics
