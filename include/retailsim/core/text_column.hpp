#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace retailsim {

/// A column of strings being made: the bytes of all rows one after another, and where each row begins. It is the layout
/// of Arrow's large_utf8 (64-bit offsets, one more than there are rows), without a heap block for each value.
///
/// | expression         | effect                                                                      |
/// |--------------------|-----------------------------------------------------------------------------|
/// | `c.append(text)`   | a row of the text                                                           |
/// | `c.room(most)`     | where the next row's bytes go; there is room for `most`, and `slack` beyond  |
/// | `c.commit(end)`    | ends the row that was written from `room` on                                 |
/// | `c[i]`             | row i; valid until the column is changed                                    |
class TextColumn {
 public:
  /// Bytes beyond the end of what is asked for that may be written: copies of a constant size are the fast ones.
  static constexpr std::size_t slack = 64;

  std::size_t size() const { return offsets_.size() - 1; }
  bool empty() const { return size() == 0; }
  std::string_view operator[](std::size_t row) const {
    assert(row < size());
    return {bytes_.data() + offsets_[row], static_cast<std::size_t>(offsets_[row + 1] - offsets_[row])};
  }

  /// The bytes of all rows, and size() + 1 offsets into them.
  std::string_view bytes() const { return {bytes_.data(), used()}; }
  std::span<const std::int64_t> offsets() const { return offsets_; }

  void append(std::string_view text) {
    char* const to = room(text.size());
    std::memcpy(to, text.data(), text.size());
    commit(to + text.size());
  }

  char* room(std::size_t most) {
    const std::size_t needed = used() + most + slack;
    if (needed > bytes_.size()) bytes_.resize(std::max({needed, 2 * bytes_.size(), std::size_t{4096}}));
    return bytes_.data() + used();
  }
  void commit(const char* end) {
    assert(end >= bytes_.data() + used() && end <= bytes_.data() + bytes_.size());
    offsets_.push_back(end - bytes_.data());
  }

  void reserve(std::size_t n_rows, std::size_t n_bytes) {
    offsets_.reserve(n_rows + 1);
    if (bytes_.size() < n_bytes + slack) bytes_.resize(n_bytes + slack);
  }
  /// No rows; the memory is kept.
  void clear() { offsets_.assign(1, 0); }

 private:
  std::size_t used() const { return static_cast<std::size_t>(offsets_.back()); }

  std::vector<char> bytes_;
  std::vector<std::int64_t> offsets_ = {0};
};

}  // namespace retailsim
