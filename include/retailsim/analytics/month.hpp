#pragma once

#include <algorithm>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/core/time.hpp>

namespace retailsim {

/// A month of the calendar. `index` counts months from January of the year 0.
struct Month {
  std::int32_t index = 0;

  constexpr Month() = default;
  constexpr explicit Month(std::int32_t months_since_year_0) : index(months_since_year_0) {}
  /// \param month  1 to 12
  constexpr Month(int year, int month) : index(12 * year + month - 1) {}

  constexpr int year() const { return (index >= 0 ? index : index - 11) / 12; }
  constexpr int month() const { return index - 12 * year() + 1; }
  constexpr Date first_day() const { return Date{year(), static_cast<unsigned>(month()), 1}; }
  constexpr int n_days() const { return Month{index + 1}.first_day() - first_day(); }

  constexpr auto operator<=>(const Month&) const = default;
  friend constexpr Month operator+(Month month, int n) { return Month{month.index + n}; }
  friend constexpr Month operator-(Month month, int n) { return Month{month.index - n}; }
  friend constexpr int operator-(Month a, Month b) { return a.index - b.index; }
};

constexpr Month month_of(Date date) { return Month{date.year(), date.month()}; }

/// `YYYY-MM`.
inline std::string to_string(Month month) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d", month.year(), month.month());
  return text;
}

/// The same day and time of day n calendar months earlier; the last day of that month where it has no such day: 31
/// August minus six months is 28 or 29 February.
constexpr Seconds months_before(Seconds at, int n) {
  const Date date = date_of(at);
  const Month month = month_of(date) - n;
  const int day = std::min(date.day(), month.n_days());
  return (month.first_day() + (day - 1)).start() + (at - date.start());
}

/// The months of a range of days.
class MonthAxis {
 public:
  MonthAxis() = default;
  /// \param n_days  > 0, or the axis has no months
  MonthAxis(Date first_day, int n_days) : first_(month_of(first_day)) {
    month_of_day_.reserve(static_cast<std::size_t>(n_days));
    for (int day = 0; day < n_days; ++day) {
      month_of_day_.push_back(static_cast<std::uint16_t>(month_of(first_day + day) - first_));
    }
    size_ = n_days > 0 ? month_of_day_.back() + 1u : 0;
  }

  Month first() const { return first_; }
  std::size_t size() const { return size_; }
  Month operator[](std::size_t i) const { return first_ + static_cast<int>(i); }
  /// The month of each day, counted from the first.
  const std::vector<std::uint16_t>& month_of_day() const { return month_of_day_; }

 private:
  Month first_;
  std::size_t size_ = 0;
  std::vector<std::uint16_t> month_of_day_;
};

}  // namespace retailsim
