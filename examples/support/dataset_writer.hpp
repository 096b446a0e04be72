#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/columns.hpp>
#include <retailsim/engine/batch.hpp>
#include <retailsim/io/output_directory.hpp>
#include <retailsim/io/table_viewer.hpp>
#include <retailsim/scenario/scenario.hpp>

#include "support/defect_files.hpp"
#include "support/table_file.hpp"

namespace retailsim::support {

struct DatasetOptions {
  TableFileOptions file{};
  bool truth = false;           ///< also write the latent table
  std::string scenario = "{}";  ///< JSON: seed, version, every parameter; beside the data, and inside Parquet files
  DefectFiles* defects = nullptr;  ///< where asked for: the tables but `truth` get defects
};

/// The sink of a simulation that writes its tables into an output folder: `customers`, `products`, `transactions`, and
/// `truth` on request, with `scenario.json` beside them.
///
/// A row group of a Parquet file holds the rows of one customer block of the scenario (at most 2^20 rows of it), so a
/// shard's files hold the row groups of the whole. So do late rows of files with defects. The files are complete after `close()`, and in their place after
/// `OutputDirectory::commit()`.
/// \throws std::system_error if a file cannot be written, std::invalid_argument if the format cannot
class DatasetWriter {
 public:
  /// The labels are those of the models and of the scenario's catalogue; both outlive the writer.
  DatasetWriter(const OutputDirectory& out, const Scenario& scenario, const TraitLabels& labels,
                DatasetOptions options);
  ~DatasetWriter();

  void products(const ProductColumns<ConstColumn>& products);
  void operator()(const Batch& batch);
  void close();

  /// Of all files so far.
  std::int64_t n_bytes() const;

 private:
  // A file whose row groups are cut at customer blocks.
  struct BlockFile {
    std::unique_ptr<TableFile> own;  // unless it is that of a dirty table
    TableViewer viewer;
    std::int64_t block = -1;  // of the last row
    DirtyTable* dirty = nullptr;
    TableFile& file() const { return dirty != nullptr ? dirty->file() : *own; }
  };

  template <class Table>
  void write(BlockFile& to, const Table& table);
  void write_dirty(const Batch& batch);
  void refer_to_others(const LineColumns<ConstColumn>& lines);
  std::int64_t block_of(std::int64_t customer_id) const { return (customer_id - first_customer_id_) / customers_per_block_; }
  void open(BlockFile& to, const char* name, TableRules rules);
  std::size_t rows_of_block(std::span<const std::int64_t> ids, std::int64_t block) const;
  void end_block();
  TableFileOptions file_options(bool header) const;

  const OutputDirectory& out_;
  DatasetOptions options_;
  std::int64_t first_customer_id_, customers_per_block_;
  bool first_shard_;
  LabelsByColumn product_labels_;
  BlockFile customers_, transactions_, truth_;
  DirtyTable* products_ = nullptr;  // of a writer of defects, until it is closed
  std::int64_t n_bytes_ = 0;
};

}  // namespace retailsim::support
