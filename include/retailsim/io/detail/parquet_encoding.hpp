#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include <retailsim/io/detail/thrift_compact.hpp>

/// The encodings of values in Parquet's pages. Each appends to a buffer; little-endian machines only.
/// Source: Apache Parquet, Encodings.md of the format.
namespace retailsim::detail {

static_assert(std::endian::native == std::endian::little);

enum class ParquetEncoding : std::int32_t {
  plain = 0,
  rle = 3,
  delta_binary_packed = 5,
  rle_dictionary = 8,
  byte_stream_split = 9,
};

/// Room for `n` more bytes; what is written there counts after `resize` to the true end.
inline char* grow(std::string& out, std::size_t n) {
  const std::size_t before = out.size();
  out.resize(before + n);
  return out.data() + before;
}

template <class T>
void append_plain(std::span<const T> values, std::string& out) {
  out.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

/// Byte b of all values, then byte b + 1: what doubles have in common lies together.
inline void append_byte_stream_split(std::span<const double> values, std::string& out) {
  char* to = grow(out, values.size_bytes());
  for (int b = 0; b < 8; ++b) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      to[i] = static_cast<char>(std::bit_cast<std::uint64_t>(values[i]) >> (8 * b));
    }
    to += values.size();
  }
}

// --- bits ----------------------------------------------------------------------------------------------------------

/// Packs 32 values of `Width` bits each, the lowest bits first, into 4 * Width bytes.
template <unsigned Width, class T>
void pack_32(const T* values, char* to) {
  if constexpr (Width > 0) {
    std::uint64_t gathered = 0;
    unsigned used = 0;
#pragma GCC unroll 32
    for (unsigned i = 0; i < 32; ++i) {
      const std::uint64_t value = values[i];
      gathered |= value << used;
      if (used + Width >= 64) {
        std::memcpy(to, &gathered, 8);
        to += 8;
        gathered = used == 0 ? 0 : value >> (64 - used);
        if (used + Width == 64) gathered = 0;
        used = used + Width - 64;
      } else {
        used += Width;
      }
    }
    if (used > 0) std::memcpy(to, &gathered, 4);  // 32 values fill an even number of half words
  }
}

template <class T>
using PackFunction = void (*)(const T*, char*);
template <class T>
inline constexpr auto pack_functions = []<std::size_t... W>(std::index_sequence<W...>) {
  return std::array<PackFunction<T>, sizeof...(W)>{&pack_32<static_cast<unsigned>(W), T>...};
}(std::make_index_sequence<8 * sizeof(T) + 1>{});

// --- runs and packed bits: levels, indices of dictionaries ---------------------------------------------------------

/// Values below 2^width as runs of equal ones and packed groups of eight.
template <class T>
void append_hybrid(std::span<const T> values, unsigned width, std::string& out) {
  const std::size_t n = values.size();
  // A shorter run costs more than its bits.
  const std::size_t least = width <= 2 ? 64 : width <= 4 ? 24 : 16;
  const auto run = [&](std::size_t length, T value) {
    append_varint(out, length << 1);
    const auto wide = static_cast<std::uint32_t>(value);
    out.append(reinterpret_cast<const char*>(&wide), (width + 7) / 8);
  };
  const auto packed = [&](std::size_t begin, std::size_t end) {  // a multiple of 8 but at the end
    if (begin == end) return;
    const std::size_t groups = (end - begin + 7) / 8;
    append_varint(out, groups << 1 | 1);
    const std::size_t bytes = groups * width, size = out.size();
    out.resize(size + (groups + 3) / 4 * 4 * width);
    char* to = out.data() + size;
    const auto pack = pack_functions<T>[width];
    T block[32];
    for (std::size_t i = begin; i < end; i += 32, to += 4 * width) {
      const std::size_t m = std::min<std::size_t>(32, end - i);
      if (m == 32) {
        pack(values.data() + i, to);
      } else {
        std::fill(std::copy_n(values.data() + i, m, block), block + 32, T{0});
        pack(block, to);
      }
    }
    out.resize(size + bytes);
  };
  std::size_t literal = 0;  // where the group begins that is not written yet
  for (std::size_t i = 0; i < n;) {
    std::size_t same = 1;
    if (i + least <= n) {
      const T first = values[i];
      bool all = true;
      for (std::size_t k = 1; k < 8; ++k) all &= values[i + k] == first;
      if (all) {
        same = 8;
        while (i + same < n && values[i + same] == first) ++same;
      }
    }
    if (same >= least) {
      packed(literal, i);
      run(same, values[i]);
      literal = i += same;
    } else {
      i += std::max<std::size_t>(same / 8 * 8, 8);
    }
  }
  packed(literal, n);
}

// --- differences ---------------------------------------------------------------------------------------------------

/// DELTA_BINARY_PACKED: differences to the value before, less the least of a block of 128, in groups of 32 of as many
/// bits as their largest has. T: int32_t or int64_t.
template <class T>
void append_delta_binary_packed(std::span<const T> values, std::string& out) {
  using U = std::make_unsigned_t<T>;
  constexpr std::size_t block_size = 128, group_size = 32, n_groups = block_size / group_size;
  const std::size_t n = values.size();
  append_varint(out, block_size);
  append_varint(out, n_groups);
  append_varint(out, n);
  append_varint(out, n == 0 ? 0 : zigzag(values[0]));
  U deltas[block_size];
  for (std::size_t begin = 1; begin < n; begin += block_size) {
    const std::size_t m = std::min(block_size, n - begin);
    const T* const now = values.data() + begin;
    for (std::size_t i = 0; i < m; ++i)
      deltas[i] = static_cast<U>(now[i]) - static_cast<U>(now[i - 1]);  // modulo 2^bits
    T least = static_cast<T>(deltas[0]);
    for (std::size_t i = 1; i < m; ++i) least = std::min(least, static_cast<T>(deltas[i]));
    for (std::size_t i = 0; i < m; ++i) deltas[i] -= static_cast<U>(least);
    std::fill(deltas + m, deltas + block_size, U{0});
    append_varint(out, zigzag(least));
    std::array<unsigned, n_groups> widths{};
    for (std::size_t g = 0; g < n_groups; ++g) {
      U any = 0;
      for (std::size_t i = 0; i < group_size; ++i) any |= deltas[g * group_size + i];
      widths[g] = static_cast<unsigned>(std::bit_width(any));
      out.push_back(static_cast<char>(widths[g]));
    }
    for (std::size_t g = 0; g * group_size < m; ++g) {
      char* const to = grow(out, 4 * widths[g]);
      pack_functions<U>[widths[g]](deltas + g * group_size, to);
    }
  }
}

}  // namespace retailsim::detail
