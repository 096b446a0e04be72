#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/price/demand_factor.hpp>
#include <retailsim/price/event_discount.hpp>
#include <retailsim/seasonality/calendar_event.hpp>
#include <retailsim/seasonality/retail_calendar.hpp>

namespace retailsim {

/// The rhythm of the shop; see `RetailCalendar`. Factors are relative: only ratios count.
struct SeasonalityConfig {
  Date reference{2023, 1, 1};
  double trend = 0, growth_per_year = 0;
  std::array<double, 7> weekday{1, 1, 1, 1, 1, 1, 1};
  std::array<double, 12> month{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  double payday = 1;
  int payday_from_day = 26, payday_to_day = 31;
  HourProfile hours{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  double shock_cv = 0, shock_memory = 0;

  static auto parameters() {
    using C = SeasonalityConfig;
    constexpr Rule factor = Rule::between(0, 1e6);
    return std::tuple{
        Parameter{"reference", &C::reference, "the mean of the 365 days from here is 1, and trends are 1 here"},
        Parameter{"trend", &C::trend, "added to demand per day, as a share", Rule::between(-1, 1)},
        Parameter{"growth_per_year", &C::growth_per_year, "compound growth of each customer's demand in 365 days",
                  Rule{-1, 100, true}},
        Parameter{"weekday", &C::weekday, "factors, Monday first", factor},
        Parameter{"month", &C::month, "factors, January first", factor},
        Parameter{"payday", &C::payday, "factor on the days of the month below", factor},
        Parameter{"payday_from_day", &C::payday_from_day, "day of the month", Rule::between(1, 31)},
        Parameter{"payday_to_day", &C::payday_to_day, "day of the month, itself included; may wrap",
                  Rule::between(1, 31)},
        Parameter{"hours", &C::hours, "factors of the hours from 0; 0: closed", factor},
        Parameter{"shock_cv", &C::shock_cv, "coefficient of variation of each day's own factor", Rule::between(0, 10)},
        Parameter{"shock_memory", &C::shock_memory, "correlation of neighbouring days' factors",
                  Rule::between(-0.95, 0.95)}};
  }
  void check(const std::string& path) const {
    const auto some = [&](const auto& factors, const char* name) {
      double sum = 0;
      for (const double f : factors) sum += f;
      if (!(sum > 0)) throw ParameterError(path + '.' + name, "factors that do not sum to 0", "0");
    };
    some(weekday, "weekday");
    some(month, "month");
    some(hours, "hours");
  }
};

/// Days of higher or lower demand, a discount on every line, or both.
struct EventConfig {
  std::string name = "event";
  Date from{2024, 1, 1}, to{2024, 1, 1};
  bool every_year = false;
  double factor = 1, discount = 0, elasticity = 0;

  static auto parameters() {
    using C = EventConfig;
    return std::tuple{
        Parameter{"name", &C::name, "for messages and reports"},
        Parameter{"from", &C::from, "first day"},
        Parameter{"to", &C::to, "last day, itself included"},
        Parameter{"every_year", &C::every_year, "whether only month and day of the dates count"},
        Parameter{"factor", &C::factor, "of demand, beside what the discount brings", Rule::between(0, 1000)},
        Parameter{"discount", &C::discount, "on every line, as a share, to the basis point", Rule::between(0, 0.9)},
        Parameter{"elasticity", &C::elasticity, "of demand to the discount: factor (1 - discount)^elasticity",
                  Rule::between(-10, 0)}};
  }
  void check(const std::string& path) const {
    if (!every_year && to < from)
      throw ParameterError(path + ".to", "on or after from = " + to_string(from), to_string(to), {path + ".from"});
  }

  std::int32_t basis_points() const { return static_cast<std::int32_t>(std::fma(discount, 1e4, 0.5)); }
  CalendarEvent calendar_event() const {
    return {name, from, to, factor * demand_factor(basis_points(), elasticity), every_year};
  }
};

}  // namespace retailsim
