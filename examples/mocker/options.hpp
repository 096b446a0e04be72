#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include <retailsim/basket/customer_groups.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/presets/retail_config.hpp>

#include "support/command_line.hpp"
#include "support/table_file.hpp"

namespace mocker {

/// The options that this program adds to those that all have.
struct Options {
  std::optional<std::int64_t> customers, skus;
  std::optional<retailsim::Date> from, to, emit_from;
  retailsim::support::FileFormat format = retailsim::support::FileFormat::parquet;
  bool money_as_double = false;
  bool truth = false;
  std::filesystem::path report;
  double alarm_rate = 1e-6;
  std::int64_t shard = 0, n_shards = 1;
  std::optional<std::string> defects;
};

void add_options(retailsim::support::CommandLine& line, Options& options);

/// The configuration that preset or file and the options make together, checked.
/// \throws std::invalid_argument that names the option or the place in the file, std::system_error
retailsim::RetailConfig read_config(retailsim::support::CommandLine& line, const Options& options);

/// `scenario.json`: program, version, piece, every parameter, and what the numbers in `truth.affinity_group` mean.
std::string scenario_json(const retailsim::RetailConfig& config, const Options& options,
                          const retailsim::CustomerGroups& affinity_groups);

}  // namespace mocker
