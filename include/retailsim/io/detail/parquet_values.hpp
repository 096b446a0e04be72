#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/io/detail/parquet_encoding.hpp>

/// The values of one column of an open row group, by what they are: numbers, booleans, labels, texts. Each gathers a
/// page's values, encodes them, and keeps the row group's dictionary and extremes.
namespace retailsim::detail {

/// A dictionary past so many bytes costs more than it saves: later pages do without it.
inline constexpr std::size_t most_dictionary_bytes = std::size_t{1} << 20;

/// Places of values in the order of their first appearance: open addressing, at most half full, and before it a table
/// of the whole numbers near the first ones, as quantities, products and most prices are.
template <class T>
class NumberDictionary {
 public:
  std::size_t size() const { return values_.size(); }
  std::span<const T> values() const { return values_; }

  void places(std::span<const T> values, std::span<std::uint32_t> places) {
    if constexpr (std::is_integral_v<T>) {
      if (values.empty()) return;
      if (near_.empty()) {
        near_.assign(near_size, 0);
        near_begin_ = bits(*std::min_element(values.begin(), values.end())) - near_size / 8;
      }
      std::uint32_t* const near = near_.data();
      const std::uint64_t begin = near_begin_;
      for (std::size_t i = 0; i < values.size(); ++i) {
        const std::uint64_t offset = bits(values[i]) - begin;
        if (offset >= near_size) {
          places[i] = place(values[i]);
        } else {
          if (near[offset] == 0) near[offset] = place(values[i]) + 1;
          places[i] = near[offset] - 1;
        }
      }
    } else {
      for (std::size_t i = 0; i < values.size(); ++i) places[i] = place(values[i]);
    }
  }
  std::uint32_t place(T value) {
    for (std::size_t at = slot(value);; at = (at + 1) & (slots_.size() - 1)) {
      const std::uint32_t found = slots_[at];
      if (found == 0) return insert(at, value);
      if (same(values_[found - 1], value)) return found - 1;
    }
  }
  void clear() {
    values_.clear();
    near_.clear();
    slots_.assign(first_size, 0);
    shift_ = 64 - first_bits;
  }

 private:
  static constexpr std::uint64_t near_size = std::uint64_t{1} << 15;
  static constexpr int first_bits = 10;
  static constexpr std::size_t first_size = std::size_t{1} << first_bits;

  // By bits, so that NaN equals itself and -0 is not 0.
  static std::uint64_t bits(T value) {
    if constexpr (std::is_floating_point_v<T>) {
      return std::bit_cast<std::uint64_t>(value);
    } else {
      return static_cast<std::uint64_t>(value);
    }
  }
  static bool same(T a, T b) { return bits(a) == bits(b); }
  std::size_t slot(T value) const { return static_cast<std::size_t>(bits(value) * 0x9E3779B97F4A7C15u >> shift_); }

  std::uint32_t insert(std::size_t at, T value) {
    values_.push_back(value);
    const auto place = static_cast<std::uint32_t>(values_.size());
    slots_[at] = place;
    if (2 * values_.size() > slots_.size()) {
      slots_.assign(2 * slots_.size(), 0);
      --shift_;
      for (std::uint32_t i = 1; i <= place; ++i) {
        std::size_t free = slot(values_[i - 1]);
        while (slots_[free] != 0) free = (free + 1) & (slots_.size() - 1);
        slots_[free] = i;
      }
    }
    return place - 1;
  }

  std::vector<T> values_;
  std::vector<std::uint32_t> near_;
  std::uint64_t near_begin_ = 0;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(first_size, 0);
  int shift_ = 64 - first_bits;
};

/// Appends indices into a dictionary of `size` entries as a page has them: the width, then runs and packed bits.
inline void append_indices(std::span<const std::uint32_t> indices, std::size_t size, std::string& out) {
  const auto width = static_cast<unsigned>(std::bit_width(size > 1 ? size - 1 : 1));
  out.push_back(static_cast<char>(width));
  append_hybrid(indices, width, out);
}

/// int32, int64 or double.
template <class T>
class NumberValues {
 public:
  using Physical = T;

  NumberValues(ColumnEncoding encoding, bool compressed) : encoding_(encoding), compressed_(compressed) {}

  std::size_t size() const { return buffer_.size(); }
  std::size_t bytes() const { return 0; }  // a page's rows bound them
  template <class From>
  void push(From value) {
    buffer_.push_back(static_cast<T>(value));
  }
  template <class From>
  void append(std::span<const From> values) {
    buffer_.insert(buffer_.end(), values.begin(), values.end());
  }
  /// Those that are not null; `present` says which.
  template <class From>
  void append(std::span<const From> values, std::span<const std::uint8_t> present) {
    std::size_t n = buffer_.size();
    buffer_.resize(n + values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      buffer_[n] = static_cast<T>(values[i]);
      n += present[i];
    }
    buffer_.resize(n);
  }

  ParquetEncoding encode(std::string& out) {
    const ParquetEncoding used = encode(std::span<const T>(buffer_), out);
    buffer_.clear();
    return used;
  }
  /// A page from where its values are.
  ParquetEncoding encode(std::span<const T> values, std::string& out) {
    if (encoding_ == ColumnEncoding::dictionary && !overflowed_) {
      indices_.resize(values.size());
      dictionary_.places(values, indices_);
      if (dictionary_.size() * sizeof(T) > most_dictionary_bytes) overflowed_ = true;
      append_indices(indices_, dictionary_.size(), out);
      return ParquetEncoding::rle_dictionary;
    }
    see(values);
    if constexpr (std::is_integral_v<T>) {
      if (encoding_ == ColumnEncoding::delta) {
        append_delta_binary_packed(values, out);
        return ParquetEncoding::delta_binary_packed;
      }
    } else if (encoding_ == ColumnEncoding::plain && compressed_) {
      append_byte_stream_split(values, out);
      return ParquetEncoding::byte_stream_split;
    }
    append_plain(values, out);
    return ParquetEncoding::plain;
  }

  std::size_t dictionary_size() const { return dictionary_.size(); }
  void append_dictionary(std::string& out) const { append_plain(dictionary_.values(), out); }

  /// Extremes of the row group as Parquet stores them; false where there are none.
  bool extremes(std::string& least, std::string& most) {
    see(dictionary_.values());
    if (!(least_ <= most_)) return false;
    T low = least_, high = most_;
    if constexpr (std::is_floating_point_v<T>) {  // zeros of both signs must lie between
      if (low == 0) low = -0.0;
      if (high == 0) high = 0.0;
    }
    least.assign(reinterpret_cast<const char*>(&low), sizeof low);
    most.assign(reinterpret_cast<const char*>(&high), sizeof high);
    return true;
  }
  void end_row_group() {
    dictionary_.clear();
    overflowed_ = false;
    least_ = highest;
    most_ = lowest;
  }

 private:
  static constexpr T highest =
      std::is_floating_point_v<T> ? std::numeric_limits<T>::infinity() : std::numeric_limits<T>::max();
  static constexpr T lowest =
      std::is_floating_point_v<T> ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest();

  void see(std::span<const T> values) {  // NaN is neither less nor more
    T least = least_, most = most_;
    for (const T value : values) {
      least = value < least ? value : least;
      most = value > most ? value : most;
    }
    least_ = least;
    most_ = most;
  }

  ColumnEncoding encoding_;
  bool compressed_, overflowed_ = false;
  std::vector<T> buffer_;
  std::vector<std::uint32_t> indices_;
  NumberDictionary<T> dictionary_;
  T least_ = highest, most_ = lowest;
};

/// Bytes 0 and 1, a bit each.
class BooleanValues {
 public:
  using Physical = std::uint8_t;

  std::size_t size() const { return buffer_.size(); }
  std::size_t bytes() const { return 0; }
  template <class From>
  void push(From value) {
    buffer_.push_back(value != From{} ? 1 : 0);
  }
  template <class From>
  void append(std::span<const From> values) {
    for (const From value : values) push(value);
  }
  ParquetEncoding encode(std::string& out) {
    const std::size_t n = buffer_.size();
    char* to = grow(out, (n + 7) / 8);
    buffer_.resize((n + 7) / 8 * 8, 0);
    for (std::size_t i = 0; i < buffer_.size(); i += 8) {
      unsigned byte = 0;
      for (unsigned k = 0; k < 8; ++k) byte |= static_cast<unsigned>(buffer_[i + k]) << k;
      *to++ = static_cast<char>(byte);
    }
    for (std::size_t i = 0; i < n; ++i) (buffer_[i] != 0 ? some_ : none_) = true;
    buffer_.clear();
    return ParquetEncoding::plain;
  }
  std::size_t dictionary_size() const { return 0; }
  void append_dictionary(std::string&) const {}
  bool extremes(std::string& least, std::string& most) const {
    least.assign(1, none_ ? '\0' : '\1');
    most.assign(1, some_ ? '\1' : '\0');
    return some_ || none_;
  }
  void end_row_group() { some_ = none_ = false; }

 private:
  std::vector<std::uint8_t> buffer_;
  bool some_ = false, none_ = false;
};

/// Appends a text as plain pages and dictionaries have it. \throws std::invalid_argument on more than 2^30 bytes
inline void append_plain_text(std::string_view text, std::string& out) {
  if (text.size() > (std::size_t{1} << 30)) {
    invalid("ParquetWriter: a text", "of at most 2^30 bytes", std::to_string(text.size()));
  }
  const auto size = static_cast<std::uint32_t>(text.size());
  out.append(reinterpret_cast<const char*>(&size), 4);
  out += text;
}

/// The least and the greatest of texts, by bytes.
class TextExtremes {
 public:
  void see(std::string_view text) {
    if (!any_ || text < least_) least_ = text;
    if (!any_ || text > most_) most_ = text;
    any_ = true;
  }
  bool get(std::string& least, std::string& most) const {
    // What is longer than a key would make the footer long.
    if (!any_ || least_.size() > 64 || most_.size() > 64) return false;
    least = least_;
    most = most_;
    return true;
  }
  void clear() { any_ = false; }

 private:
  std::string least_, most_;
  bool any_ = false;
};

/// Codes of labels: the dictionary has the labels that occur, in the order of their first appearance.
class LabelValues {
 public:
  using Physical = std::uint32_t;

  explicit LabelValues(std::string name) : name_(std::move(name)) {}

  /// Codes from here on are of these labels.
  void use(const Labels* labels) {
    if (labels == nullptr)
      throw std::invalid_argument("ParquetWriter: column " + name_ + " must have labels, got none");
    if (labels == labels_ && labels->size() == places_.size()) return;
    labels_ = labels;
    places_.assign(labels->size(), 0);
  }
  std::size_t size() const { return indices_.size(); }
  std::size_t bytes() const { return 0; }
  template <class From>
  void push(From code) {
    indices_.push_back(place(code));
  }
  template <class From>
  void append(std::span<const From> codes) {
    const std::size_t before = indices_.size();
    indices_.resize(before + codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) indices_[before + i] = place(codes[i]);
  }
  ParquetEncoding encode(std::string& out) {
    append_indices(indices_, n_, out);
    indices_.clear();
    return ParquetEncoding::rle_dictionary;
  }
  std::size_t dictionary_size() const { return n_; }
  void append_dictionary(std::string& out) const { out += dictionary_; }
  bool extremes(std::string& least, std::string& most) const { return extremes_.get(least, most); }
  void end_row_group() {
    std::fill(places_.begin(), places_.end(), 0u);
    dictionary_.clear();
    extremes_.clear();
    n_ = 0;
  }

 private:
  template <class From>
  std::uint32_t place(From code) {
    if (static_cast<std::uint64_t>(code) >= places_.size()) {
      invalid("ParquetWriter: code of column " + name_, "below " + std::to_string(places_.size()),
              std::to_string(code));
    }
    std::uint32_t& place = places_[static_cast<std::size_t>(code)];
    if (place == 0) {
      const std::string& label = (*labels_)[static_cast<std::size_t>(code)];
      append_plain_text(label, dictionary_);
      extremes_.see(label);
      place = ++n_;
    }
    return place - 1;
  }

  std::string name_;
  const Labels* labels_ = nullptr;
  std::vector<std::uint32_t> places_, indices_;  // of codes, from 1; 0: not seen yet
  std::string dictionary_;
  TextExtremes extremes_;
  std::uint32_t n_ = 0;
};

/// Texts, plain or by a dictionary.
class TextValues {
 public:
  using Physical = std::string_view;

  explicit TextValues(ColumnEncoding encoding) : with_dictionary_(encoding == ColumnEncoding::dictionary) {}

  std::size_t size() const { return n_; }
  std::size_t bytes() const { return plain_.size(); }
  void push(std::string_view text) {
    ++n_;
    if (with_dictionary_ && !overflowed_) {
      indices_.push_back(place(text));
      return;
    }
    append_plain_text(text, plain_);
    extremes_.see(text);
  }
  ParquetEncoding encode(std::string& out) {
    n_ = 0;
    if (with_dictionary_ && !overflowed_) {
      append_indices(indices_, places_.size(), out);
      indices_.clear();
      overflowed_ = dictionary_.size() > most_dictionary_bytes;
      return ParquetEncoding::rle_dictionary;
    }
    out += plain_;
    plain_.clear();
    return ParquetEncoding::plain;
  }
  std::size_t dictionary_size() const { return places_.size(); }
  void append_dictionary(std::string& out) const { out += dictionary_; }
  bool extremes(std::string& least, std::string& most) const { return extremes_.get(least, most); }
  void end_row_group() {
    places_.clear();
    dictionary_.clear();
    extremes_.clear();
    overflowed_ = false;
  }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::uint32_t place(std::string_view text) {
    const auto found = places_.find(text);
    if (found != places_.end()) return found->second;
    const auto place = static_cast<std::uint32_t>(places_.size());
    places_.emplace(text, place);
    append_plain_text(text, dictionary_);
    extremes_.see(text);
    return place;
  }

  bool with_dictionary_, overflowed_ = false;
  std::size_t n_ = 0;
  std::string plain_, dictionary_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> places_;
  std::vector<std::uint32_t> indices_;
  TextExtremes extremes_;
};

}  // namespace retailsim::detail
