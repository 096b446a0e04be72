#pragma once

#include <string>
#include <utility>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>

namespace retailsim {

/// Days on which demand is `factor` times what the calendar says otherwise: a sale, a holiday, a closure. Both ends
/// belong to the event. Where events overlap, their factors multiply.
struct CalendarEvent {
  std::string name;
  Date first_day, last_day;
  double factor = 1;        ///< above 1 orders are added, below 1 base orders are dropped; >= 0
  bool every_year = false;  ///< only month and day of the dates count, and the event may span the turn of the year

  static CalendarEvent once(std::string name, Date first_day, Date last_day, double factor) {
    return {std::move(name), first_day, last_day, factor, false};
  }

  /// From one month and day to another in every year; 29 February is a day in leap years only.
  /// \throws std::invalid_argument unless both are days of a leap year
  static CalendarEvent yearly(std::string name, unsigned first_month, unsigned first_day, unsigned last_month,
                              unsigned last_day, double factor) {
    return {std::move(name), Date{2000, first_month, first_day}, Date{2000, last_month, last_day}, factor, true};
  }

  bool contains(Date day) const {
    if (!every_year) return day >= first_day && day <= last_day;
    const int from = of_year(first_day), to = of_year(last_day), at = of_year(day);
    return from <= to ? at >= from && at <= to : at >= from || at <= to;
  }

  /// \throws std::invalid_argument unless the factor is finite and >= 0 and the days are in order
  void check() const {
    detail::not_negative(factor, "CalendarEvent: factor of " + name);
    if (!every_year && last_day < first_day) {
      detail::invalid("CalendarEvent: last day of " + name, "on or after " + to_string(first_day), to_string(last_day));
    }
  }

 private:
  static int of_year(Date day) { return 32 * day.month() + day.day(); }
};

}  // namespace retailsim
