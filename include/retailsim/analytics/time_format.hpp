#pragma once

#include <time.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <retailsim/core/time.hpp>
#include <retailsim/io/detail/parse.hpp>

namespace retailsim {

/// A time as files write it, as microseconds since 1970-01-01.
/// \param format  `unix` or `unix_ms`, seconds or milliseconds since 1970-01-01 (UTC), or as of POSIX strptime, such as
///                `%d/%m/%Y %H:%M`; the whole text must be of it and name a day that exists, without an offset from UTC
inline std::optional<std::int64_t> parse_time(std::string_view text, const std::string& format) {
  if (format == "unix" || format == "unix_ms") {
    const auto number = detail::parse_integer(text);
    std::int64_t micros = 0;
    const std::int64_t unit = format == "unix" ? micros_per_second : micros_per_second / 1000;
    if (!number || __builtin_mul_overflow(*number, unit, &micros)) return std::nullopt;
    return micros;
  }
  constexpr int missing = -1'000'000;
  struct ::tm parts = {};
  parts.tm_year = parts.tm_mon = parts.tm_mday = missing;
  const std::string whole(text);
  const char* const end = ::strptime(whole.c_str(), format.c_str(), &parts);
  if (end == nullptr || *end != '\0' || whole.size() != static_cast<std::size_t>(end - whole.c_str())) return {};
  if (parts.tm_year == missing || parts.tm_mon == missing || parts.tm_mday == missing) return {};
  const int year = parts.tm_year + 1900, month = parts.tm_mon + 1, day = parts.tm_mday;
  if (year < 0 || year > 9999 || parts.tm_sec > 59 || parts.tm_gmtoff != 0) return {};
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return {};  // 31 February
  const Date start(static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count()));
  return (start.start() + parts.tm_hour * 3600 + parts.tm_min * 60 + parts.tm_sec) * micros_per_second;
}

namespace detail {

/// How messages name a format.
inline std::string time_format_text(const std::string& format) {
  return format.empty() ? "YYYY-MM-DD HH:MM:SS" : "of the format " + format;
}

}  // namespace detail

}  // namespace retailsim
