#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/vantage/check.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/year.hpp>

#include "support/defect_files.hpp"

/// A file of the year that was written.
struct WrittenFile {
  std::string name;
  std::int64_t rows = 0, bytes = 0;
};

/// Where a file of a name is to be written.
using PathOf = std::function<std::filesystem::path(std::string_view)>;

/// Writes the five tables as CSV. \param defects  that they get, or null \throws std::system_error
std::vector<WrittenFile> write_tables(const retailsim::vantage::Config& config, const retailsim::vantage::Year& year,
                                      const PathOf& path_of, retailsim::support::DefectFiles* defects = nullptr);

/// Writes `days.csv`: for each day of the year and shop every factor and lambda, the expected orders.
WrittenFile write_days(const retailsim::vantage::Config& config, const PathOf& path_of);

/// Writes `scenario.json`: program, version, every parameter, the files and the checks.
void write_scenario(const retailsim::vantage::Config& config, const std::vector<retailsim::vantage::Check>& checks,
                    const std::vector<WrittenFile>& files, const PathOf& path_of);
