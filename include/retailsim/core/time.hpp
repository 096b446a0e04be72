#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include <retailsim/core/error.hpp>

/// Dates and times are naive local shop time: no zone, no leap second, no daylight saving.
namespace retailsim {

/// A point in time: whole seconds since 1970-01-01 00:00:00 local. Columns that users see hold microseconds.
using Seconds = std::int64_t;

inline constexpr Seconds seconds_per_hour = 3600;
inline constexpr Seconds seconds_per_day = 86'400;
inline constexpr std::int64_t micros_per_second = 1'000'000;

/// Rates are orders in a year of this many days; months of customers' lives are this many days.
inline constexpr int days_per_year = 365;
inline constexpr int days_per_month = 30;

/// A calendar day, proleptic Gregorian: days since 1970-01-01, as in Arrow's date32.
struct Date {
  std::int32_t days = 0;

  constexpr Date() = default;
  constexpr explicit Date(std::int32_t days_since_1970) : days(days_since_1970) {}
  /// \throws std::invalid_argument unless it is a day of the calendar
  constexpr Date(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!ymd.ok()) {
      detail::invalid("Date: year, month, day", "a day of the calendar",
                      std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day));
    }
    days = static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count());
  }

  constexpr std::chrono::year_month_day ymd() const {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days}}};
  }
  constexpr int year() const { return static_cast<int>(ymd().year()); }
  constexpr int month() const { return static_cast<int>(static_cast<unsigned>(ymd().month())); }
  constexpr int day() const { return static_cast<int>(static_cast<unsigned>(ymd().day())); }
  /// 0 = Monday to 6 = Sunday.
  constexpr int weekday() const { return ((days + 3) % 7 + 7) % 7; }
  /// Seconds since 1970 at the start of the day.
  constexpr Seconds start() const { return Seconds{days} * seconds_per_day; }

  constexpr auto operator<=>(const Date&) const = default;
  friend constexpr Date operator+(Date date, int n_days) { return Date{date.days + n_days}; }
  friend constexpr Date operator-(Date date, int n_days) { return Date{date.days - n_days}; }
  friend constexpr int operator-(Date a, Date b) { return a.days - b.days; }
};

/// `YYYY-MM-DD`.
inline std::string to_string(Date date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year(), date.month(), date.day());
  return text;
}

/// The date written as `YYYY-MM-DD`, or nothing if the text is not a day of the calendar.
inline std::optional<Date> parse_date(std::string_view text) {
  const auto digits = [&](std::size_t at, std::size_t n) {
    int value = 0;
    for (std::size_t i = at; i < at + n; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(0, 4), month = digits(5, 2), day = digits(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return Date{year, static_cast<unsigned>(month), static_cast<unsigned>(day)};
}

/// The day a point in time falls on.
constexpr Date date_of(Seconds at) {
  const Seconds day = at >= 0 ? at / seconds_per_day : -((-at + seconds_per_day - 1) / seconds_per_day);
  return Date{static_cast<std::int32_t>(day)};
}

}  // namespace retailsim
