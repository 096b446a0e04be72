#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace retailsim {

/// A column of lists being made: the elements of all rows one after another, and where each row begins, as in Arrow's
/// large lists.
///
/// | expression    | effect                                   |
/// |---------------|------------------------------------------|
/// | `c.push(x)`   | one more element of the row being made   |
/// | `c.end_row()` | ends that row, which may have no element |
/// | `c[i]`        | row i; valid until the column is changed |
template <class T>
class ListColumn {
 public:
  using value_type = T;

  std::size_t size() const { return offsets_.size() - 1; }
  bool empty() const { return size() == 0; }
  std::span<const T> operator[](std::size_t row) const {
    assert(row < size());
    return std::span(values_).subspan(static_cast<std::size_t>(offsets_[row]),
                                      static_cast<std::size_t>(offsets_[row + 1] - offsets_[row]));
  }

  /// The elements of all rows, and size() + 1 offsets into them.
  std::span<const T> values() const { return values_; }
  std::span<const std::int64_t> offsets() const { return offsets_; }

  void push(T element) { values_.push_back(element); }
  void end_row() { offsets_.push_back(static_cast<std::int64_t>(values_.size())); }
  void append(std::span<const T> row) {
    for (const T& element : row) values_.push_back(element);  // lists are short
    end_row();
  }
  /// No rows; the memory is kept.
  void clear() {
    values_.clear();
    offsets_.assign(1, 0);
  }

  bool operator==(const ListColumn&) const = default;

 private:
  std::vector<T> values_;
  std::vector<std::int64_t> offsets_ = {0};
};

}  // namespace retailsim
