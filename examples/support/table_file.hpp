#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/table.hpp>

namespace retailsim::support {

enum class FileFormat { parquet, csv };

struct TableFileOptions {
  FileFormat format = FileFormat::parquet;
  bool money_as_double = false;  ///< Parquet only
  int compression_level = 1;     ///< of zstd; Parquet only
  bool header = true;            ///< CSV only
  int threads = 1;               ///< that encode and compress, the one that calls included
  bool loose = false;            ///< rows of text may come too: in Parquet every column can be null, labels are texts
  std::vector<std::pair<std::string, std::string>> metadata{};  ///< Parquet only
};

/// A file of one table, in either format.
class TableFile {
 public:
  virtual ~TableFile() = default;
  virtual void write(const TableView& table) = 0;
  /// One row of text, of a file that is loose. To come after a batch, which may have no rows.
  virtual void write_row(const std::vector<std::optional<std::string>>& fields) = 0;
  virtual void end_row_group() = 0;  ///< nothing in CSV
  virtual void close() = 0;
  virtual std::int64_t n_rows() const = 0;
  virtual std::int64_t n_bytes() const = 0;
};

/// Whether this program can write the format, which for Parquet depends on whether Arrow C++ was there when it was
/// built. \throws std::invalid_argument that says what is missing and how to get it
void require_format(FileFormat format);

/// `<folder>/<name>.parquet` or `.csv`.
std::filesystem::path table_path(const std::filesystem::path& folder, const std::string& name, FileFormat format);

/// \throws std::invalid_argument if the format cannot be written, std::system_error
std::unique_ptr<TableFile> make_table_file(const std::filesystem::path& path, const TableFileOptions& options);

/// A whole table as a file that appears whole or not at all: Parquet by its name `*.parquet`, else CSV.
/// \param force  replace an earlier file
/// \throws std::invalid_argument if the format cannot be written or the file is there, std::system_error
void write_whole_table(const std::filesystem::path& path, const TableView& table, bool force);

}  // namespace retailsim::support
