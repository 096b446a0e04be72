#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

#include <retailsim/analytics/transaction_columns.hpp>
#include <retailsim/core/time.hpp>

namespace retailsim::dynamics {

/// Where the transactions come from, as the command line says.
struct DataOptions {
  std::filesystem::path file;
  TransactionReadOptions read;
  std::string separator = ",";
  std::filesystem::path features;  ///< customers' own columns, or empty
};

/// Where a command's page goes.
struct OutputOptions {
  std::filesystem::path folder;
  bool force = false;
  bool svg = false;  ///< pictures rather than a page
};

/// FILE, --customer-column and so on, --time-format, --skip-bad-rows, --keep-returns, --separator.
/// \param required  whether there must be a FILE
void add_data_options(CLI::App& command, DataOptions& options, bool required = true);
/// --order-column and --features, for commands that count purchases; the file then needs no products.
void add_log_options(CLI::App& command, DataOptions& options);
/// --out, --force, --svg.
void add_output_options(CLI::App& command, OutputOptions& options, const std::string& default_folder);

/// Reads a CSV or, by its name `*.parquet`, a Parquet file, and tells on standard error what was left out.
/// \throws std::invalid_argument, std::system_error as the readers do; Interrupted if a stop was asked for meanwhile
TransactionFile read_transactions(const DataOptions& options, const std::stop_token& stop);

/// `YYYY-MM-DD`, with or without ` HH:MM:SS`.
/// \throws std::invalid_argument naming the option
Seconds parse_instant(const std::string& text, const std::string& option);
/// `YYYY-MM-DD HH:MM:SS`.
std::string instant_text(Seconds at);

/// What the file is, in one line: rows, transactions, customers, products, days.
std::string summary_text(const TransactionFile& file);

}  // namespace retailsim::dynamics
