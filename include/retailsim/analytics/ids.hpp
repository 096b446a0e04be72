#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/core/text_column.hpp>

namespace retailsim {

/// The ids of the customers or products of a file, ascending: code c, from 0, stands for the id of rank c. Whole
/// numbers ascend as numbers, all else as bytes, so that "by code" is what SQL calls `order by id`.
class Ids {
 public:
  Ids() = default;
  /// \param numbers  ascending, no two alike
  explicit Ids(std::vector<std::int64_t> numbers) : numbers_(std::move(numbers)) {}
  /// \param texts  ascending, no two alike
  explicit Ids(TextColumn texts) : texts_(std::move(texts)), is_text_(true) {}

  std::size_t size() const { return is_text_ ? texts_.size() : numbers_.size(); }
  bool is_text() const { return is_text_; }

  /// The id as it is written.
  std::string text(std::int32_t code) const {
    const auto at = static_cast<std::size_t>(code);
    return is_text_ ? std::string(texts_[at]) : std::to_string(numbers_.at(at));
  }
  /// The ids, where they are whole numbers; else empty.
  std::span<const std::int64_t> numbers() const { return numbers_; }

  /// The code of an id as it is written, or nothing if the file does not have it.
  std::optional<std::int32_t> find(std::string_view id) const {
    if (is_text_) {
      const std::size_t at = first_not_below(id);
      if (at < texts_.size() && texts_[at] == id) return static_cast<std::int32_t>(at);
      return std::nullopt;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc{} || end != id.data() + id.size()) return std::nullopt;
    const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), number);
    if (found == numbers_.end() || *found != number) return std::nullopt;
    return static_cast<std::int32_t>(found - numbers_.begin());
  }

 private:
  std::size_t first_not_below(std::string_view id) const {
    std::size_t low = 0, high = texts_.size();
    while (low < high) {
      const std::size_t middle = (low + high) / 2;
      if (texts_[middle] < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  std::vector<std::int64_t> numbers_;
  TextColumn texts_;
  bool is_text_ = false;
};

/// A column of ids: what each row's code stands for.
struct IdColumn {
  std::vector<std::int32_t> codes;
  Ids ids;
};

/// Gives codes to ids that come one by one, as from the rows of a file.
///
///     IdEncoder encoder;
///     for (const auto row : rows) codes.push_back(encoder.add(row.customer));  // in the order of first appearance
///     const Ids ids = encoder.finish(codes);                                   // codes are ranks from here on
class IdEncoder {
 public:
  /// The provisional code of an id.
  /// \throws std::length_error at 2^31 different ids
  std::int32_t add(std::string_view id) {
    if (2 * texts_.size() >= slots_.size()) grow();
    std::size_t slot = std::hash<std::string_view>{}(id)&mask_;
    while (slots_[slot] >= 0) {
      if (texts_[static_cast<std::size_t>(slots_[slot])] == id) return slots_[slot];
      slot = (slot + 1) & mask_;
    }
    if (texts_.size() >= std::numeric_limits<std::int32_t>::max()) throw std::length_error("IdEncoder: 2^31 ids");
    slots_[slot] = static_cast<std::int32_t>(texts_.size());
    texts_.append(id);
    return slots_[slot];
  }
  std::int32_t add(std::int64_t id) {
    char text[24];
    const auto end = std::to_chars(text, text + sizeof text, id).ptr;
    return add(std::string_view(text, static_cast<std::size_t>(end - text)));
  }

  /// Turns provisional codes into ranks and gives the ids. They are numbers if every id is a whole number as it is
  /// usually written, or all are such numbers with `.0` after them, as tools write a column of numbers with gaps.
  Ids finish(std::span<std::int32_t> codes) {
    const std::size_t n = texts_.size();
    std::vector<std::int32_t> order(n), rank(n);
    for (std::size_t i = 0; i < n; ++i) order[i] = static_cast<std::int32_t>(i);
    Ids ids;
    if (auto numbers = as_numbers()) {
      std::ranges::sort(order, {}, [&](std::int32_t i) { return (*numbers)[static_cast<std::size_t>(i)]; });
      std::vector<std::int64_t> ascending;
      for (const std::int32_t i : order) {
        const std::int64_t number = (*numbers)[static_cast<std::size_t>(i)];
        if (ascending.empty() || ascending.back() != number) ascending.push_back(number);
        rank[static_cast<std::size_t>(i)] = static_cast<std::int32_t>(ascending.size() - 1);
      }
      ids = Ids(std::move(ascending));
    } else {
      std::ranges::sort(order, {}, [&](std::int32_t i) { return texts_[static_cast<std::size_t>(i)]; });
      TextColumn ascending;
      ascending.reserve(n, texts_.bytes().size());
      for (const std::int32_t i : order) {
        rank[static_cast<std::size_t>(i)] = static_cast<std::int32_t>(ascending.size());
        ascending.append(texts_[static_cast<std::size_t>(i)]);
      }
      ids = Ids(std::move(ascending));
    }
    for (std::int32_t& code : codes) code = rank[static_cast<std::size_t>(code)];
    return ids;
  }

 private:
  void grow() {
    slots_.assign(std::max<std::size_t>(1024, 4 * texts_.size()), -1);
    // A power of two from 1024 on.
    std::size_t size = 1024;
    while (size < slots_.size()) size *= 2;
    slots_.resize(size, -1);
    mask_ = size - 1;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      std::size_t slot = std::hash<std::string_view>{}(texts_[i]) & mask_;
      while (slots_[slot] >= 0) slot = (slot + 1) & mask_;
      slots_[slot] = static_cast<std::int32_t>(i);
    }
  }

  std::optional<std::vector<std::int64_t>> as_numbers() const {
    std::vector<std::int64_t> numbers(texts_.size());
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      std::string_view text = texts_[i];
      if (text.ends_with(".0")) text.remove_suffix(2);
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), numbers[i]);
      if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
      const std::size_t sign = text[0] == '-';
      if (text[sign] == '0' && text.size() > 1) return std::nullopt;  // 007 and -0 are texts
    }
    return numbers;
  }

  TextColumn texts_;
  std::vector<std::int32_t> slots_;
  std::size_t mask_ = 0;
};

/// Codes of a column of whole numbers. Numbers that lie close together take one table look-up per row.
inline IdColumn encode_ids(std::span<const std::int64_t> ids) {
  IdColumn column;
  column.codes.resize(ids.size());
  if (ids.empty()) return column;
  const auto [least, most] = std::ranges::minmax(ids);
  const std::uint64_t range = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
  if (range < 4 * ids.size() + 1024 && range < std::numeric_limits<std::int32_t>::max()) {
    std::vector<std::int32_t> rank(static_cast<std::size_t>(range) + 1);
    for (const std::int64_t id : ids) rank[static_cast<std::size_t>(id - least)] = 1;
    std::vector<std::int64_t> ascending;
    for (std::size_t i = 0; i < rank.size(); ++i) {
      if (rank[i] == 0) continue;
      rank[i] = static_cast<std::int32_t>(ascending.size());
      ascending.push_back(least + static_cast<std::int64_t>(i));
    }
    for (std::size_t i = 0; i < ids.size(); ++i) column.codes[i] = rank[static_cast<std::size_t>(ids[i] - least)];
    column.ids = Ids(std::move(ascending));
    return column;
  }
  IdEncoder encoder;
  for (std::size_t i = 0; i < ids.size(); ++i) column.codes[i] = encoder.add(ids[i]);
  column.ids = encoder.finish(column.codes);
  return column;
}

/// Codes of a column of texts.
inline IdColumn encode_ids(std::span<const std::string> ids) {
  IdColumn column;
  column.codes.reserve(ids.size());
  IdEncoder encoder;
  for (const std::string& id : ids) column.codes.push_back(encoder.add(std::string_view(id)));
  column.ids = encoder.finish(column.codes);
  return column;
}

}  // namespace retailsim
