#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>

/// Numbers, dates and times as decimal text. Each function writes at `to` and returns the end of what it wrote; the
/// comment says how many bytes there must be room for.
namespace retailsim::detail {

inline constexpr auto digit_pairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

/// Two digits of 0 to 99. Room: 2.
inline char* write_pair(char* to, std::uint32_t value) {
  std::memcpy(to, digit_pairs.data() + 2 * value, 2);
  return to + 2;
}

constexpr int n_digits(std::uint64_t value) {
  int n = 1;
  for (;; n += 4, value /= 10'000) {
    if (value < 10) return n;
    if (value < 100) return n + 1;
    if (value < 1000) return n + 2;
    if (value < 10'000) return n + 3;
  }
}

/// Room: 20.
inline char* write_unsigned(char* to, std::uint64_t value) {
  char* const end = to + n_digits(value);
  char* at = end;
  // 64-bit division by a constant costs twice the 32-bit one, and most values are small.
  while (value >= 100'000'000) {
    const std::uint64_t quotient = value / 100;
    at -= 2;
    write_pair(at, static_cast<std::uint32_t>(value - 100 * quotient));
    value = quotient;
  }
  auto low = static_cast<std::uint32_t>(value);
  while (low >= 100) {
    const std::uint32_t quotient = low / 100;
    at -= 2;
    write_pair(at, low - 100 * quotient);
    low = quotient;
  }
  if (low >= 10) {
    write_pair(at - 2, low);
  } else {
    *--at = static_cast<char>('0' + low);
  }
  return end;
}

inline std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

/// Room: 20.
inline char* write_integer(char* to, std::int64_t value) {
  if (value < 0) *to++ = '-';
  return write_unsigned(to, magnitude(value));
}

/// Cents as currency units with two decimals: -5 is `-0.05`. Room: 22.
inline char* write_money(char* to, std::int64_t cents) {
  if (cents < 0) *to++ = '-';
  const std::uint64_t value = magnitude(cents);
  to = write_unsigned(to, value / 100);
  *to++ = '.';
  return write_pair(to, static_cast<std::uint32_t>(value % 100));
}

/// The shortest text that reads back as the same number; `nan`, `inf`, `-inf`. Room: 32.
inline char* write_real(char* to, double value) { return std::to_chars(to, to + 32, value).ptr; }

/// `YYYY-MM-DD`, which has no room for years outside 0 to 9999.
/// \throws std::invalid_argument "<what> must be in the years 0 to 9999, got day <day> from 1970-01-01"
inline char* write_date(char* to, std::int32_t day, std::string_view what) {
  if (day < -719'528 || day > 2'932'896) {
    invalid(what, "in the years 0 to 9999", "day " + number_text(day) + " from 1970-01-01");
  }
  const auto ymd = Date{day}.ymd();
  const auto year = static_cast<std::uint32_t>(static_cast<int>(ymd.year()));
  to = write_pair(write_pair(to, year / 100), year % 100);
  *to++ = '-';
  to = write_pair(to, static_cast<unsigned>(ymd.month()));
  *to++ = '-';
  return write_pair(to, static_cast<unsigned>(ymd.day()));
}

/// Dates as text, remembered: a column holds the same few thousand days again and again.
class DateTexts {
 public:
  DateTexts() : entries_(size) {}
  /// As `write_date`. Room: 12.
  char* write(char* to, std::int32_t day, std::string_view what) {
    Entry& entry = entries_[static_cast<std::uint32_t>(day) % size];
    if (entry.day != day) {
      write_date(entry.text, day, what);
      entry.day = day;
    }
    std::memcpy(to, entry.text, sizeof entry.text);
    return to + 10;
  }

 private:
  static constexpr std::size_t size = 4096;  // eleven years without a clash, 64 kB
  struct Entry {
    std::int32_t day = std::numeric_limits<std::int32_t>::min();
    char text[12] = {};
  };
  std::vector<Entry> entries_;
};

/// `YYYY-MM-DD HH:MM:SS` of microseconds since 1970, floored to the second. Room: 19.
inline char* write_timestamp(char* to, std::int64_t micros, DateTexts& dates, std::string_view what) {
  constexpr std::int64_t micros_per_day = seconds_per_day * micros_per_second;
  std::int64_t day = micros / micros_per_day, rest = micros % micros_per_day;
  if (rest < 0) --day, rest += micros_per_day;
  const auto second = static_cast<std::uint32_t>(rest / micros_per_second);
  to = dates.write(to, static_cast<std::int32_t>(day), what);
  *to++ = ' ';
  to = write_pair(to, second / 3600);
  *to++ = ':';
  to = write_pair(to, second / 60 % 60);
  *to++ = ':';
  return write_pair(to, second % 60);
}

}  // namespace retailsim::detail
