#include "support/table_file.hpp"

#include <stdexcept>

#include <retailsim/io/csv_writer.hpp>
#include <retailsim/io/loose_rows.hpp>
#include <retailsim/io/whole_file.hpp>
#if RETAILSIM_WITH_PARQUET
#  include <retailsim/io/parquet.hpp>
#endif

namespace retailsim::support {
namespace {

class CsvTableFile : public TableFile {
 public:
  CsvTableFile(const std::filesystem::path& path, const TableFileOptions& options)
      : writer_(path, {.header = options.header, .threads = options.threads}) {}
  void write(const TableView& table) override { writer_.write(table); }
  void write_row(const std::vector<std::optional<std::string>>& fields) override { writer_.write_row(fields); }
  void end_row_group() override {}
  void close() override { writer_.close(); }
  std::int64_t n_rows() const override { return writer_.n_rows(); }
  std::int64_t n_bytes() const override { return writer_.n_bytes(); }

 private:
  CsvWriter writer_;
};

#if RETAILSIM_WITH_PARQUET
class ParquetTableFile : public TableFile {
 public:
  ParquetTableFile(const std::filesystem::path& path, const TableFileOptions& options)
      : writer_(path, writer_options(options)), loose_(options.loose) {}
  void write(const TableView& table) override { writer_.write(loose_ ? rows_.rows(table) : table); }
  void write_row(const std::vector<std::optional<std::string>>& fields) override { writer_.write(rows_.row(fields)); }
  void end_row_group() override { writer_.end_row_group(); }
  void close() override { writer_.close(); }
  std::int64_t n_rows() const override { return writer_.n_rows(); }
  std::int64_t n_bytes() const override { return writer_.n_bytes(); }

 private:
  static NativeParquetOptions writer_options(const TableFileOptions& options) {
    auto result = NativeParquetOptions::of_level(options.compression_level);
    result.money_as_double = options.money_as_double;
    result.threads = options.threads;
    result.metadata = options.metadata;
    return result;
  }

  NativeParquetWriter writer_;
  LooseRows rows_;
  bool loose_;
};
#endif

}  // namespace

void require_format([[maybe_unused]] FileFormat format) {
#if !RETAILSIM_WITH_PARQUET
  if (format == FileFormat::parquet) {
    throw std::invalid_argument(
        "this program was built without Parquet: use --format csv, or install Arrow C++ (packages libarrow-dev and "
        "libparquet-dev, or `pip install pyarrow` into the environment named by -DRETAILSIM_PYTHON) and build it "
        "again");
  }
#endif
}

std::filesystem::path table_path(const std::filesystem::path& folder, const std::string& name, FileFormat format) {
  return folder / (name + (format == FileFormat::parquet ? ".parquet" : ".csv"));
}

std::unique_ptr<TableFile> make_table_file(const std::filesystem::path& path, const TableFileOptions& options) {
  require_format(options.format);
#if RETAILSIM_WITH_PARQUET
  if (options.format == FileFormat::parquet) return std::make_unique<ParquetTableFile>(path, options);
#endif
  return std::make_unique<CsvTableFile>(path, options);
}

void write_whole_table(const std::filesystem::path& path, const TableView& table, bool force) {
  const FileFormat format = path.extension() == ".parquet" ? FileFormat::parquet : FileFormat::csv;
  require_format(format);
  WholeFile whole(path, force);
  const auto file = make_table_file(whole.partial(), {.format = format});
  file->write(table);
  file->close();
  whole.commit();
}

}  // namespace retailsim::support
