#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/crm/config.hpp>

#include "set_writer.hpp"
#include "support/command_line.hpp"

/// The options that only this program has; each overrides a parameter or says what to write.
struct Options {
  std::optional<std::int64_t> companies, sales_people;
  std::optional<retailsim::Date> from, to, as_of;
  std::optional<std::vector<std::string>> locales;
  SetFormat format = SetFormat::json;
  bool truth = false;
};

void add_options(retailsim::support::CommandLine& line, Options& options);

/// The configuration that preset or file and the options make together, checked. Where the number of companies is given
/// and that of sellers is not, it follows in proportion.
retailsim::crm::SalesConfig read_config(retailsim::support::CommandLine& line, const Options& options);

/// Seed, version and every parameter, to lie beside the data.
std::string scenario_json(const retailsim::crm::SalesConfig& config);
