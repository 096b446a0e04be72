#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/io/output_file.hpp>

namespace retailsim {

/// The records of a CSV file one after the other, as fields of text. Line ends are `\n` or `\r\n`, a field in quotes
/// may hold separators, line breaks and doubled quotes, empty lines are passed over, a UTF-8 byte order mark is
/// ignored. Memory is that of the longest record.
class CsvRecords {
 public:
  /// \throws std::system_error if the file cannot be read
  explicit CsvRecords(std::filesystem::path path, char separator = ',')
      : path_(std::move(path)), separator_(separator), buffer_(std::size_t{1} << 18) {
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) detail::io_error("cannot open", path_);
  }
  CsvRecords(const CsvRecords&) = delete;
  CsvRecords& operator=(const CsvRecords&) = delete;
  ~CsvRecords() { ::close(descriptor_); }

  /// The next record, whose fields are valid until the next call; false at the end of the file.
  /// \throws std::invalid_argument if a quote is never closed, std::system_error if the file cannot be read
  bool next() {
    do {
      line_ = next_line_;
      fields_.clear();
      malformed_ = false;
      if (!scan()) return false;
    } while (fields_.size() == 1 && fields_[0].size == 0 && !fields_[0].quoted);
    texts_.clear();
    for (const Field& field : fields_) texts_.push_back(text_of(field));
    return true;
  }

  std::span<const std::string_view> fields() const { return texts_; }
  /// Whether the field was in quotes: an empty one is then an empty text, not a missing value.
  bool quoted(std::size_t field) const { return fields_[field].quoted; }
  /// Something stands between a closing quote and the next separator.
  bool malformed() const { return malformed_; }
  /// The line the record begins on, from 1.
  std::int64_t line() const { return line_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  struct Field {
    std::size_t begin, size;
    bool quoted, escaped;
  };

  // One pass over the record's bytes; starts again with a fuller buffer where they do not suffice.
  bool scan() {
    for (;;) {
      if (!begun_ && (end_ >= 3 || at_end_)) {
        if (end_ >= 3 && std::memcmp(buffer_.data(), "\xEF\xBB\xBF", 3) == 0) begin_ = 3;
        begun_ = true;
      }
      fields_.clear();
      malformed_ = false;
      if (begun_ && begin_ < end_ && split()) return true;
      if (at_end_) return finish();
      refill();
    }
  }

  // True if the record's end is in the buffer (or the file ends here).
  bool split() {
    std::size_t at = begin_;
    std::int64_t line = next_line_;
    for (;;) {
      Field field{.begin = at, .size = 0, .quoted = false, .escaped = false};
      if (at < end_ && buffer_[at] == '"') {
        field = {.begin = ++at, .size = 0, .quoted = true, .escaped = false};
        for (;; ++at) {
          if (at >= end_) return false;
          if (buffer_[at] == '\n') ++line;
          if (buffer_[at] != '"') continue;
          if (at + 1 >= end_ && !at_end_) return false;
          if (at + 1 < end_ && buffer_[at + 1] == '"') {
            field.escaped = true;
            ++at;
          } else {
            break;
          }
        }
        field.size = at++ - field.begin;
      }
      const std::size_t rest = at;
      while (at < end_ && buffer_[at] != separator_ && buffer_[at] != '\n') ++at;
      if (at >= end_ && !at_end_) return false;
      std::size_t rest_end = at;
      if ((at >= end_ || buffer_[at] == '\n') && rest_end > rest && buffer_[rest_end - 1] == '\r') --rest_end;
      if (field.quoted) {
        malformed_ = malformed_ || rest_end > rest;
      } else {
        field.size = rest_end - rest;
      }
      fields_.push_back(field);
      if (at >= end_ || buffer_[at] == '\n') {
        begin_ = at < end_ ? at + 1 : end_;
        next_line_ = line + 1;
        return true;
      }
      ++at;
    }
  }

  bool finish() {
    if (begin_ >= end_) return false;
    throw std::invalid_argument(path_.string() + ":" + std::to_string(line_) +
                                ": a quote that opens in this record is never closed");
  }

  void refill() {
    if (begin_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    } else if (end_ == buffer_.size()) {
      buffer_.resize(2 * buffer_.size());
    }
    ::ssize_t n;
    while ((n = ::read(descriptor_, buffer_.data() + end_, buffer_.size() - end_)) < 0 && errno == EINTR) {
    }
    if (n < 0) detail::io_error("cannot read", path_);
    at_end_ = n == 0;
    end_ += static_cast<std::size_t>(n);
  }

  std::string_view text_of(const Field& field) {
    char* const text = buffer_.data() + field.begin;
    if (!field.escaped) return {text, field.size};
    std::size_t n = 0;
    for (std::size_t i = 0; i < field.size; ++i) {
      if (text[i] == '"') ++i;  // of two quotes the second stays
      text[n++] = text[i];
    }
    return {text, n};
  }

  std::filesystem::path path_;
  char separator_;
  int descriptor_ = -1;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0;
  std::int64_t line_ = 1, next_line_ = 1;
  bool begun_ = false, at_end_ = false, malformed_ = false;
  std::vector<Field> fields_;
  std::vector<std::string_view> texts_;
};

}  // namespace retailsim
