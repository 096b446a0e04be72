#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include <retailsim/io/output_directory.hpp>

#include "chart.hpp"
#include "data_options.hpp"

namespace retailsim::dynamics {

/// A table of texts; numbers are set to the right.
struct TextTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows{};

  /// Columns in line, a line for each row.
  std::string text() const;
  /// With quotes where they are needed.
  std::string csv() const;
};

/// One finding: what it says, what shows it.
struct Section {
  std::string id;  ///< of the finding in the page and the JSON
  std::string title;
  std::vector<std::string> sentences{};
  std::vector<Chart> charts{};
  TextTable table{};
  nlohmann::json figures = nlohmann::json::object();  ///< the numbers of the sentences, for programs
};

/// A page of findings and its files.
struct Page {
  std::string title, about;
  std::vector<Section> sections{};
};

/// The folder of a page. It is made before anything is read, so that an output that may not be replaced stops the run
/// at once, and appears as a whole or not at all.
class PageFolder {
 public:
  /// \throws std::invalid_argument, std::system_error as `OutputDirectory`
  explicit PageFolder(const OutputOptions& options);

  /// Writes `report.json` with every figure and chart as data, `<id>.csv` for each table, and `index.html`, which needs
  /// nothing beside it and asks no network; without ECharts, or where pictures are asked for, `<id>-<number>.svg` for
  /// each chart rather than the page. Standard output is flushed before the folder appears.
  /// \returns a line that says what was written where
  /// \throws std::system_error; Interrupted if a stop was asked for
  std::string write(const Page& page, const std::stop_token& stop);

 private:
  OutputDirectory output_;
  bool svg_;
};

}  // namespace retailsim::dynamics
