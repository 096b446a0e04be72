// Needs Arrow C++ with Parquet: link retailsim::parquet.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <arrow/memory_pool.h>
#include <arrow/util/key_value_metadata.h>
#include <parquet/file_writer.h>

#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/io/detail/parquet_column.hpp>
#include <retailsim/io/detail/parquet_sink.hpp>
#include <retailsim/io/detail/worker_pool.hpp>
#include <retailsim/io/output_file.hpp>

namespace retailsim {

struct ParquetOptions {
  int compression_level = 1;     ///< of zstd, 1 (fast) to 22; 0: not compressed
  bool money_as_double = false;  ///< for tools that dislike decimals; else decimal(12, 2)
  /// A row group is cut after so many rows where nobody asks for it earlier: it bounds the memory of the writer.
  std::int64_t max_rows_per_group = std::int64_t{1} << 20;
  int threads = 1;  ///< that encode and compress columns, the one that calls `write` included; the file is the same
  /// Stored in the file beside its columns, such as the scenario.
  std::vector<std::pair<std::string, std::string>> metadata{};
  std::string created_by = "retailsim";
};

/// Writes batches of one table as Parquet through Arrow C++'s column writers, with the encoding each column asks for
/// (core/table.hpp) and no more than one copy of the values.
///
/// Money is decimal(12, 2) on INT64, times are timestamp[us] without a zone, dates date32, labels dictionary-encoded
/// strings, lists LIST. Columns with nulls are optional, the others required. The file does not depend on how rows are
/// cut into batches, only on where row groups end.
class ParquetWriter {
 public:
  /// \throws std::system_error if the file cannot be created; std::invalid_argument on a bad option
  explicit ParquetWriter(std::filesystem::path path, ParquetOptions options = {})
      : options_(std::move(options)), sink_(std::make_shared<detail::ParquetSink>(OutputFile(std::move(path)))) {
    detail::in_range(options_.compression_level, 0, 22, "ParquetWriter: compression_level");
    detail::at_least<std::int64_t>(options_.max_rows_per_group, 1, "ParquetWriter: max_rows_per_group");
    detail::in_range(options_.threads, 1, 1024, "ParquetWriter: threads");
    pool_ = std::make_unique<detail::WorkerPool>(options_.threads);
  }
  ParquetWriter(ParquetWriter&&) = default;
  ParquetWriter& operator=(ParquetWriter&&) = delete;
  ~ParquetWriter() {
    if (sink_ != nullptr) sink_->abandon();  // nobody wants what is left to write, nor a footer
  }

  /// Appends the rows. Every batch has the columns of the first; one without rows settles the columns alone.
  /// \throws std::system_error if the file cannot be written; std::invalid_argument on a code without label or columns
  ///   other than before
  void write(const TableView& table) {
    guarded([&] {
      if (writer_ == nullptr) open(table);
      for (std::size_t i = 0; i < columns_.size() || i < table.columns.size(); ++i) {
        if (i >= columns_.size() || i >= table.columns.size() || !columns_[i].fits(table.columns[i])) {
          throw std::invalid_argument("ParquetWriter: every batch must have the columns of the first, got others");
        }
      }
      for (std::size_t first = 0; first < table.n_rows;) {
        if (group_ == nullptr) group_ = writer_->AppendBufferedRowGroup();
        const auto room = static_cast<std::size_t>(options_.max_rows_per_group - rows_in_group_);
        const std::size_t n = std::min(room, table.n_rows - first);
        pool_->run(columns_.size(), [&](std::size_t i) {
          columns_[i].write(*group_->column(static_cast<int>(i)), table.columns[i], first, n);
        });
        first += n;
        rows_in_group_ += static_cast<std::int64_t>(n);
        n_rows_ += static_cast<std::int64_t>(n);
        if (rows_in_group_ == options_.max_rows_per_group) cut();
      }
    });
  }

  /// The next row begins a new row group. Nothing happens where the present one is empty.
  void end_row_group() {
    guarded([&] { cut(); });
  }

  /// Writes what is left and the footer; the file is complete afterwards. A file without any batch has no columns to
  /// name and is an error. \throws std::system_error, std::logic_error
  void close() {
    if (writer_ == nullptr) throw std::logic_error("ParquetWriter: close needs a batch first, to know the columns");
    guarded([&] {
      cut();
      writer_->Close();
      sink_->finish();
    });
  }

  std::int64_t n_rows() const { return n_rows_; }
  std::int64_t n_bytes() const { return sink_->size(); }
  const std::filesystem::path& path() const { return sink_->path(); }

 private:
  void open(const TableView& table) {
    parquet::WriterProperties::Builder builder;
    // Arrow's own pool keeps what it has freed, for each thread that asked for it: 123 MB in a run of the mocker on one
    // thread, where 56 do, and 290 more on eight. It is 1 to 3 % faster.
    builder.memory_pool(arrow::system_memory_pool());
    builder.created_by(options_.created_by);
    builder.disable_dictionary();
    builder.disable_statistics();
    if (options_.compression_level > 0) {
      builder.compression(parquet::Compression::ZSTD)->compression_level(options_.compression_level);
    }
    detail::cut_pages_by_rows(builder);
    parquet::schema::NodeVector nodes;
    for (const Column& column : table.columns) {
      columns_.emplace_back(column, options_.money_as_double);
      nodes.push_back(columns_.back().node());
      columns_.back().set_properties(builder);
    }
    auto schema = std::static_pointer_cast<parquet::schema::GroupNode>(
        parquet::schema::GroupNode::Make("schema", parquet::Repetition::REQUIRED, nodes));
    auto metadata = std::make_shared<arrow::KeyValueMetadata>();
    for (const auto& [key, value] : options_.metadata) metadata->Append(key, value);
    writer_ = parquet::ParquetFileWriter::Open(sink_, std::move(schema), builder.build(), std::move(metadata));
  }

  void cut() {
    if (group_ == nullptr) return;
    group_->Close();
    group_ = nullptr;
    rows_in_group_ = 0;
  }

  // Arrow wraps an error of the file into one of its own, which loses its type and says more than one line.
  template <class F>
  void guarded(F&& f) {
    try {
      f();
    } catch (const parquet::ParquetException& error) {
      sink_->rethrow_error();
      throw std::runtime_error("cannot write " + path().string() + ": " + error.what());
    }
  }

  ParquetOptions options_;
  std::shared_ptr<detail::ParquetSink> sink_;
  std::vector<detail::ParquetColumn> columns_;
  std::unique_ptr<parquet::ParquetFileWriter> writer_;
  std::unique_ptr<detail::WorkerPool> pool_;
  parquet::RowGroupWriter* group_ = nullptr;  // owned by writer_
  std::int64_t rows_in_group_ = 0, n_rows_ = 0;
};

}  // namespace retailsim
