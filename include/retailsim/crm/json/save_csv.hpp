// Needs nlohmann-json: link retailsim::json.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include <retailsim/crm/sales_dataset.hpp>
#include <retailsim/crm/sales_files.hpp>
#include <retailsim/io/csv_writer.hpp>
#include <retailsim/io/json/json_lists.hpp>
#include <retailsim/io/output_directory.hpp>

namespace retailsim::crm {

/// A CSV file whose columns of lists are JSON text.
class CsvFile {
 public:
  explicit CsvFile(std::filesystem::path path, CsvOptions options = {}) : writer_(std::move(path), options) {}
  void write(const TableView& table) { writer_.write(lists_.as_texts(table)); }
  void close() { writer_.close(); }

 private:
  CsvWriter writer_;
  JsonLists lists_;
};

/// Writes `products.csv`, `companies.csv` and so on into a new folder, which appears when all are complete. Nested
/// values are JSON text.
/// \throws std::invalid_argument if the folder exists and is not empty; std::system_error if it cannot be written
inline void save_csv(const SalesDataset& data, const std::filesystem::path& folder) {
  OutputDirectory out(folder);
  SalesFiles<CsvFile> files(
      data.labels, data.products,
      {.truth = data.sales_people_truth.sales_person_id.size() > 0, .labels = data.config.as_of.has_value()},
      [&](const std::string& name) { return std::make_unique<CsvFile>(out.file(name + ".csv")); });
  files(static_cast<const SalesTables<XtensorColumn>&>(data));
  files.close();
  out.commit();
}

}  // namespace retailsim::crm
