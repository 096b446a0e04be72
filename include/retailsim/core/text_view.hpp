#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace retailsim {

/// Texts that somebody else owns, one after the other in one buffer: text i is the bytes from offsets[i] to
/// offsets[i + 1], as in Arrow's large strings.
class TextView {
 public:
  using value_type = std::string_view;

  TextView() = default;
  /// \param offsets  one more than there are texts, not falling
  TextView(const char* bytes, std::span<const std::int64_t> offsets) : bytes_(bytes), offsets_(offsets) {}

  std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
  bool empty() const { return size() == 0; }
  std::string_view operator[](std::size_t row) const {
    assert(row < size());
    return {bytes_ + offsets_[row], static_cast<std::size_t>(offsets_[row + 1] - offsets_[row])};
  }

  /// Texts first to first + n.
  TextView subspan(std::size_t first, std::size_t n) const {
    assert(first + n <= size());
    return n == 0 ? TextView() : TextView(bytes_, offsets_.subspan(first, n + 1));
  }

 private:
  const char* bytes_ = nullptr;
  std::span<const std::int64_t> offsets_{};
};

}  // namespace retailsim
