// Pages are compressed by libzstd or libsnappy: define RETAILSIM_WITH_ZSTD=1 or RETAILSIM_WITH_SNAPPY=1 and link them.
// Without the two nothing is needed, and pages stay as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/io/detail/parquet_chunk.hpp>
#include <retailsim/io/detail/worker_pool.hpp>
#include <retailsim/io/output_file.hpp>

namespace retailsim {

struct NativeParquetOptions {
  PageCodec codec = detail::has_codec(PageCodec::zstd) ? PageCodec::zstd : PageCodec::none;
  int compression_level = 1;     ///< of zstd, 1 (fast) to 22
  bool money_as_double = false;  ///< for tools that dislike decimals; else decimal(12, 2)
  /// A row group is cut after so many rows where nobody asks for it earlier: it bounds the memory of the writer.
  std::int64_t max_rows_per_group = std::int64_t{1} << 20;
  int threads = 1;  ///< that encode and compress columns, the one that calls `write` included; the file is the same
  /// Stored in the file beside its columns, such as the scenario.
  std::vector<std::pair<std::string, std::string>> metadata{};
  std::string created_by = "retailsim";

  /// \param level  of zstd; 0: not compressed
  static NativeParquetOptions of_level(int level) {
    NativeParquetOptions options;
    if (level > 0) {
      options.compression_level = level;
    } else {
      options.codec = PageCodec::none;
    }
    return options;
  }
};

/// Writes batches of one table as Parquet, with the encoding that each column asks for (core/table.hpp): labels with
/// the codes they have as a dictionary's, ids and times as differences, reals by byte. Nothing but the standard library
/// is needed.
///
/// Money is decimal(12, 2) on INT64, times are timestamp[us] without a zone, dates date32, labels and texts strings,
/// lists LIST. Columns with nulls are optional, the others required. Every column chunk has its least and greatest
/// value and its number of nulls, every page a checksum. The file does not depend on how rows are cut into batches nor
/// on the threads, only on where row groups end. Source: Apache Parquet, format 2.
class NativeParquetWriter {
 public:
  /// \throws std::system_error if the file cannot be created; std::invalid_argument on a bad option
  explicit NativeParquetWriter(std::filesystem::path path, NativeParquetOptions options = {})
      : options_(checked(std::move(options))), file_(std::move(path)), pool_(options_.threads) {
    file_.write(magic);
  }

  /// Appends the rows. Every batch has the columns of the first; one without rows settles the columns alone.
  /// \throws std::system_error if the file cannot be written; std::invalid_argument on a code without label or columns
  ///   other than before
  void write(const TableView& table) {
    if (!is_open_) open(table);
    bool fits = columns_.size() == table.columns.size();
    for (std::size_t i = 0; fits && i < columns_.size(); ++i) fits = columns_[i]->fits(table.columns[i]);
    if (!fits) throw std::invalid_argument("ParquetWriter: every batch must have the columns of the first, got others");
    for (std::size_t first = 0; first < table.n_rows;) {
      const auto room = static_cast<std::size_t>(options_.max_rows_per_group - rows_in_group_);
      const std::size_t n = std::min(room, table.n_rows - first);
      pool_.run(columns_.size(), [&](std::size_t i) { columns_[i]->take(table.columns[i], first, n); });
      first += n;
      rows_in_group_ += static_cast<std::int64_t>(n);
      n_rows_ += static_cast<std::int64_t>(n);
      if (rows_in_group_ == options_.max_rows_per_group) end_row_group();
    }
  }

  /// The next row begins a new row group. Nothing happens where the present one is empty.
  void end_row_group() {
    if (rows_in_group_ == 0) return;
    const std::int64_t begin = file_.size();
    std::string entries;
    detail::ThriftCompact columns(entries);
    std::int64_t uncompressed = 0;
    for (const auto& column : columns_) {
      column->finish(file_, columns);
      uncompressed += column->uncompressed_bytes();
    }
    detail::ThriftCompact group(groups_);
    group.begin_element();
    group.begin_list(1, detail::ThriftCompact::Type::structure, columns_.size());
    group.append_raw(entries);
    group.i64(2, uncompressed);
    group.i64(3, rows_in_group_);
    group.i64(5, begin);
    group.i64(6, file_.size() - begin);
    if (n_groups_ < 32'768) group.i16(7, static_cast<std::int16_t>(n_groups_));
    group.end_struct();
    ++n_groups_;
    rows_in_group_ = 0;
  }

  /// Writes what is left and the footer; the file is complete afterwards. A file without any batch has no columns to
  /// name and is an error. \throws std::system_error, std::logic_error
  void close() {
    if (!is_open_) throw std::logic_error("ParquetWriter: close needs a batch first, to know the columns");
    end_row_group();
    const std::string footer = make_footer();
    file_.write(footer);
    const auto size = static_cast<std::uint32_t>(footer.size());
    file_.write({reinterpret_cast<const char*>(&size), 4});
    file_.write(magic);
    file_.close();
  }

  std::int64_t n_rows() const { return n_rows_; }
  std::int64_t n_bytes() const { return file_.size(); }
  const std::filesystem::path& path() const { return file_.path(); }

 private:
  static constexpr std::string_view magic = "PAR1";

  static NativeParquetOptions checked(NativeParquetOptions options) {
    detail::in_range(options.compression_level, 1, 22, "ParquetWriter: compression_level");
    detail::at_least<std::int64_t>(options.max_rows_per_group, 1, "ParquetWriter: max_rows_per_group");
    detail::in_range(options.threads, 1, 1024, "ParquetWriter: threads");
    if (!detail::has_codec(options.codec)) {
      throw std::invalid_argument(std::string("ParquetWriter: codec must be one that is compiled in, got ") +
                                  (options.codec == PageCodec::zstd ? "zstd" : "snappy"));
    }
    return options;
  }

  void open(const TableView& table) {
    const detail::PageSettings settings{options_.codec, options_.compression_level, options_.money_as_double};
    for (const Column& column : table.columns) columns_.push_back(detail::make_chunk(column, settings));
    is_open_ = true;
  }

  std::string make_footer() const {
    using Type = detail::ThriftCompact::Type;
    std::string text;
    detail::ThriftCompact footer(text);
    footer.begin_element();
    footer.i32(1, 2);
    std::size_t n_elements = 1;
    for (const auto& column : columns_) n_elements += column->n_schema_elements();
    footer.begin_list(2, Type::structure, n_elements);
    footer.begin_element();
    footer.binary(4, "schema");
    footer.i32(5, static_cast<std::int32_t>(columns_.size()));
    footer.end_struct();
    for (const auto& column : columns_) column->append_schema(footer);
    footer.i64(3, n_rows_);
    footer.begin_list(4, Type::structure, n_groups_);
    footer.append_raw(groups_);
    if (!options_.metadata.empty()) {
      footer.begin_list(5, Type::structure, options_.metadata.size());
      for (const auto& [key, value] : options_.metadata) {
        footer.begin_element();
        footer.binary(1, key);
        footer.binary(2, value);
        footer.end_struct();
      }
    }
    footer.binary(6, options_.created_by);
    footer.begin_list(7, Type::structure, columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {  // extremes are by the order of the type
      footer.begin_element();
      footer.empty_struct(1);
      footer.end_struct();
    }
    footer.end_struct();
    return text;
  }

  NativeParquetOptions options_;
  OutputFile file_;
  std::vector<std::unique_ptr<detail::ParquetChunk>> columns_;
  detail::WorkerPool pool_;
  std::string groups_;  // the footer's entries
  std::size_t n_groups_ = 0;
  std::int64_t rows_in_group_ = 0, n_rows_ = 0;
  bool is_open_ = false;
};

}  // namespace retailsim
