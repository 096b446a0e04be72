// Needs Arrow C++ with Parquet: link retailsim::parquet.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <retailsim/crm/sales_dataset.hpp>
#include <retailsim/crm/sales_files.hpp>
#include <retailsim/io/output_directory.hpp>
#include <retailsim/io/parquet_writer.hpp>

namespace retailsim::crm {

/// Writes `products.parquet`, `companies.parquet` and so on into a new folder, which appears when all are complete.
/// Nested values are lists.
/// \throws std::invalid_argument if the folder exists and is not empty; std::system_error if it cannot be written
inline void save_parquet(const SalesDataset& data, const std::filesystem::path& folder) {
  OutputDirectory out(folder);
  SalesFiles<ParquetWriter> files(
      data.labels, data.products,
      {.truth = data.sales_people_truth.sales_person_id.size() > 0, .labels = data.config.as_of.has_value()},
      [&](const std::string& name) {
        // A row of `interactions` is some 300 bytes, so groups are smaller than those of narrow tables.
        return std::make_unique<ParquetWriter>(out.file(name + ".parquet"),
                                               ParquetOptions{.max_rows_per_group = std::int64_t{1} << 17});
      });
  files(static_cast<const SalesTables<XtensorColumn>&>(data));
  files.close();
  out.commit();
}

}  // namespace retailsim::crm
