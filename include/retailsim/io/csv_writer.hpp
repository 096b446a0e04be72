#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/io/detail/csv_rows.hpp>
#include <retailsim/io/detail/row_text.hpp>
#include <retailsim/io/detail/text.hpp>
#include <retailsim/io/detail/worker_pool.hpp>
#include <retailsim/io/output_file.hpp>

namespace retailsim {

struct CsvOptions {
  bool header = true;  ///< a first row of column names; shards but the first go without
  std::size_t buffer_bytes = OutputFile::default_buffer;
  int threads = 1;  ///< that turn rows into text, the one that calls `write` included; the file is the same
};

/// Writes batches of one table as UTF-8 CSV: comma, `\n` after every row, quotes as RFC 4180 has them.
///
/// Dates are `YYYY-MM-DD`, times `YYYY-MM-DD HH:MM:SS`, money has two decimals, reals are the shortest text that reads
/// back as the same number, labels are written out, booleans are `true` and `false`, nulls are empty.
/// Lists are refused: io/json/json_lists.hpp turns them into JSON text.
/// Source: Y. Shafranovich, RFC 4180, Common Format and MIME Type for CSV Files, 2005 (line ends are `\n` here).
class CsvWriter {
 public:
  /// \throws std::system_error if the file cannot be created; std::invalid_argument unless threads is 1 to 1024
  explicit CsvWriter(std::filesystem::path path, CsvOptions options = {})
      : file_(std::move(path), options.buffer_bytes), header_(options.header) {
    detail::in_range(options.threads, 1, 1024, "CsvWriter: threads");
    pool_ = std::make_unique<detail::WorkerPool>(options.threads);
    workers_.resize(pool_->size());
  }

  /// Appends the rows. Every batch has the columns of the first; one without rows writes the header alone.
  /// \throws std::system_error if the file cannot be written; std::invalid_argument on a code without label, a date
  ///   outside the years 0 to 9999 or columns other than before
  void write(const TableView& table) {
    rows_.bind(table);
    if (std::exchange(header_, false)) file_.write(rows_.header());
    if (pool_->size() > 1 && table.n_rows > rows_per_piece) {
      write_in_pieces(table.n_rows);
    } else {
      for (std::size_t row = 0; row < table.n_rows; ++row) {
        file_.advance_to(rows_.write(row, file_.reserve(rows_.room(row)), workers_[0].dates));
      }
    }
    n_rows_ += static_cast<std::int64_t>(table.n_rows);
  }

  /// Appends one row of fields that are what they are, whatever the columns' kinds; one without a value is null. To come
  /// after a batch, which may have no rows. \throws std::system_error
  void write_row(const std::vector<std::optional<std::string>>& fields) {
    file_.write(detail::join_row(fields) + '\n');
    ++n_rows_;
  }

  /// Writes what is left; the file is complete afterwards. \throws std::system_error
  void close() { file_.close(); }

  std::int64_t n_rows() const { return n_rows_; }
  std::int64_t n_bytes() const { return file_.size(); }
  const std::filesystem::path& path() const { return file_.path(); }

 private:
  struct Worker {
    detail::DateTexts dates;
    std::vector<char> text;
    std::size_t size = 0;
  };

  // Every thread turns a piece into text, then the pieces are written in their order; and so on.
  void write_in_pieces(std::size_t n_rows) {
    for (std::size_t first = 0; first < n_rows; first += workers_.size() * rows_per_piece) {
      const std::size_t n_pieces = std::min(workers_.size(), (n_rows - first + rows_per_piece - 1) / rows_per_piece);
      pool_->run(n_pieces, [&](std::size_t i) {
        const std::size_t begin = first + i * rows_per_piece;
        write_piece(workers_[i], begin, std::min(begin + rows_per_piece, n_rows));
      });
      for (std::size_t i = 0; i < n_pieces; ++i) file_.write({workers_[i].text.data(), workers_[i].size});
    }
  }

  void write_piece(Worker& worker, std::size_t begin, std::size_t end) const {
    worker.size = 0;
    for (std::size_t row = begin; row < end; ++row) {
      const std::size_t needed = worker.size + rows_.room(row);
      if (needed > worker.text.size()) worker.text.resize(std::max(needed, 2 * worker.text.size()));
      char* const to = worker.text.data() + worker.size;
      worker.size += static_cast<std::size_t>(rows_.write(row, to, worker.dates) - to);
    }
  }

  static constexpr std::size_t rows_per_piece = 8192;  // about 0.6 MB of transactions, a millisecond of work

  OutputFile file_;
  bool header_;
  detail::CsvRows rows_;
  std::unique_ptr<detail::WorkerPool> pool_;
  std::vector<Worker> workers_;
  std::int64_t n_rows_ = 0;
};

}  // namespace retailsim
