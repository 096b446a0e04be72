#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace retailsim {

namespace detail {

/// The error every writer throws: `cannot write out/customers.csv: No space left on device`.
[[noreturn]] inline void io_error(std::string_view what, const std::filesystem::path& path, int code = errno) {
  throw std::system_error(code, std::generic_category(), std::string(what) + " " + path.string());
}

}  // namespace detail

/// A file being written through a buffer; every error is checked and names the file. Only `close()` makes it complete:
/// a file whose writer is destroyed before that may lack its end.
///
/// \throws std::system_error from the constructor, `write`, `reserve`, `flush` and `close`; what() names file and
/// cause.
///   Programs must ignore SIGPIPE to see a closed pipe as such an error.
class OutputFile {
 public:
  static constexpr std::size_t default_buffer = std::size_t{1} << 20;

  /// Creates the file, or empties it where it exists.
  explicit OutputFile(std::filesystem::path path, std::size_t buffer_bytes = default_buffer)
      : path_(std::move(path)), capacity_(buffer_bytes) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ < 0) detail::io_error("cannot create", path_);
    buffer_ = std::make_unique_for_overwrite<char[]>(capacity_);
  }
  OutputFile(OutputFile&& other) noexcept
      : path_(std::move(other.path_)),
        buffer_(std::move(other.buffer_)),
        capacity_(other.capacity_),
        used_(std::exchange(other.used_, 0)),
        flushed_(other.flushed_),
        descriptor_(std::exchange(other.descriptor_, -1)) {}
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  void write(std::string_view bytes) {
    if (bytes.size() > capacity_ - used_) {
      flush();
      if (bytes.size() >= capacity_) return write_through(bytes.data(), bytes.size());
    }
    std::memcpy(buffer_.get() + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
  }

  /// Room for `n` bytes, to be filled from the start and taken over by `advance_to`.
  char* reserve(std::size_t n) {
    if (n > capacity_ - used_) {
      flush();
      if (n > capacity_) {
        buffer_ = std::make_unique_for_overwrite<char[]>(n);
        capacity_ = n;
      }
    }
    return buffer_.get() + used_;
  }
  /// What was reserved is filled up to `end`.
  void advance_to(const char* end) { used_ = static_cast<std::size_t>(end - buffer_.get()); }

  void flush() { write_through(buffer_.get(), std::exchange(used_, 0)); }

  /// Writes what is left and waits until the device has it, as some file systems report a full disk only then.
  void close() {
    flush();
    // Devices and pipes cannot be synchronised (EINVAL), some network file systems do not know how (ENOTSUP).
    if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != ENOTSUP && errno != EROFS) {
      detail::io_error("cannot write", path_);
    }
    if (::close(std::exchange(descriptor_, -1)) != 0) detail::io_error("cannot write", path_);
  }

  const std::filesystem::path& path() const { return path_; }
  /// Bytes written so far, those in the buffer included.
  std::int64_t size() const { return flushed_ + static_cast<std::int64_t>(used_); }

 private:
  void write_through(const char* bytes, std::size_t n) {
    while (n > 0) {
      const ::ssize_t done = ::write(descriptor_, bytes, n);
      if (done < 0) {
        if (errno == EINTR) continue;
        detail::io_error("cannot write", path_);
      }
      bytes += done;
      n -= static_cast<std::size_t>(done);
      flushed_ += done;
    }
  }

  std::filesystem::path path_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0, used_ = 0;
  std::int64_t flushed_ = 0;
  int descriptor_ = -1;
};

}  // namespace retailsim
