#pragma once

#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include <retailsim/core/time.hpp>

/// Values read from text. Each function takes the whole text or gives nothing.
namespace retailsim::detail {

inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Decimal text times 10^places, rounded half away from zero: `-1.235` with two places is -124.
inline std::optional<std::int64_t> parse_fixed(std::string_view text, int places) {
  text = trimmed(text);
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 10 - 1;
  std::int64_t value = 0;
  int decimals = -1;  // -1: before the point
  bool any = false, round_up = false;
  for (const char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    any = true;
    if (decimals < places) {
      if (value > most) return std::nullopt;
      value = 10 * value + (c - '0');
      if (decimals >= 0) ++decimals;
    } else if (decimals == places) {
      round_up = c >= '5';
      ++decimals;
    }
  }
  if (!any) return std::nullopt;
  for (int i = decimals < 0 ? 0 : decimals; i < places; ++i) {
    if (value > most) return std::nullopt;
    value *= 10;
  }
  value += round_up;
  return negative ? -value : value;
}

/// A whole number; `12346.0`, as tools write a column of integers with gaps, is one too.
inline std::optional<std::int64_t> parse_integer(std::string_view text) {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return std::nullopt;
  std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (rest.empty()) return value;
  if (rest.front() != '.' || rest.find_first_not_of('0', 1) != std::string_view::npos) return std::nullopt;
  return value;
}

inline std::optional<double> parse_real(std::string_view text) {
  text = trimmed(text);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// `YYYY-MM-DD`, then nothing or, after a blank or `T`, `HH:MM`, `HH:MM:SS` or `HH:MM:SS.ffffff`; microseconds.
inline std::optional<std::int64_t> parse_timestamp(std::string_view text) {
  text = trimmed(text);
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  std::int64_t micros = date->start() * micros_per_second;
  if (text.size() == 10) return micros;
  const auto two_digits = [&](std::size_t at) {
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    return digit(at) && digit(at + 1) ? 10 * (text[at] - '0') + (text[at + 1] - '0') : -1;
  };
  const auto is = [&](std::size_t at, char c) { return at < text.size() && text[at] == c; };
  if (!(is(10, ' ') || is(10, 'T')) || !is(13, ':')) return std::nullopt;
  const int hour = two_digits(11), minute = two_digits(14);
  const int second = is(16, ':') ? two_digits(17) : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  micros += (hour * std::int64_t{3600} + minute * 60 + second) * micros_per_second;
  if (!is(16, ':')) return text.size() == 16 ? std::optional(micros) : std::nullopt;
  if (text.size() == 19) return micros;
  if (!is(19, '.') || text.size() == 20) return std::nullopt;
  std::int64_t unit = micros_per_second;
  for (const char c : text.substr(20)) {
    if (c < '0' || c > '9') return std::nullopt;
    unit /= 10;
    micros += unit * (c - '0');
  }
  return micros;
}

}  // namespace retailsim::detail
