// Needs Arrow C++: link retailsim::parquet.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <string_view>
#include <utility>

#include <arrow/io/interfaces.h>
#include <arrow/result.h>
#include <arrow/status.h>

#include <retailsim/io/output_file.hpp>

namespace retailsim::detail {

/// An `OutputFile` as Arrow's writers see it. Keeps the error of the file, as Arrow passes on no more than its text.
class ParquetSink : public arrow::io::OutputStream {
 public:
  explicit ParquetSink(OutputFile file) : file_(std::move(file)) { set_mode(arrow::io::FileMode::WRITE); }

  arrow::Status Write(const void* data, std::int64_t n_bytes) override {
    if (abandoned_) return arrow::Status::OK();
    return kept([&] { file_.write({static_cast<const char*>(data), static_cast<std::size_t>(n_bytes)}); });
  }
  using arrow::io::OutputStream::Write;
  arrow::Status Flush() override { return arrow::Status::OK(); }  // asked for after every row group: the buffer is ours
  arrow::Status Close() override { return arrow::Status::OK(); }  // `finish` does it
  bool closed() const override { return false; }
  arrow::Result<std::int64_t> Tell() const override { return file_.size(); }

  /// Swallows what is still written: Arrow's writer, destroyed without `Close`, writes all it has and a footer. (The
  /// end of the footer would stay in the buffer of the file, which only `finish` empties.)
  void abandon() { abandoned_ = true; }
  void finish() { file_.close(); }
  void rethrow_error() const {
    if (error_) std::rethrow_exception(error_);
  }
  std::int64_t size() const { return file_.size(); }
  const std::filesystem::path& path() const { return file_.path(); }

 private:
  template <class F>
  arrow::Status kept(F&& f) {
    try {
      f();
      return arrow::Status::OK();
    } catch (const std::exception& error) {
      if (!error_) error_ = std::current_exception();
      return arrow::Status::IOError(error.what());
    }
  }

  OutputFile file_;
  std::exception_ptr error_;
  bool abandoned_ = false;
};

}  // namespace retailsim::detail
