#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/seasonality/calendar_event.hpp>
#include <retailsim/seasonality/concept.hpp>
#include <retailsim/seasonality/day_shocks.hpp>

namespace retailsim {

using HourProfile = std::array<double, 24>;

/// The parts of a `RetailCalendar`. Each is off as it stands here; factors are finite and >= 0.
struct RetailCalendarParameters {
  Date trend_origin{2023, 1, 1};  ///< the day t = 0 of both trends
  double trend = 0;               ///< added per day: 1 + trend t, or 0 where that is negative
  double growth_per_year = 0;     ///< compound: (1 + growth)^(t / 365); > -1

  std::array<double, 7> weekday{1, 1, 1, 1, 1, 1, 1};                ///< Monday first
  std::array<double, 12> month{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  ///< January first
  double payday = 1;                                                 ///< on the days of the month
  int payday_from_day = 26;                                          ///< from this one
  int payday_to_day = 31;                                            ///< to this one, both included; may wrap

  HourProfile hours{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  ///< 0 = closed
  std::vector<HourProfile> hours_by_weekday{};  ///< seven profiles, Monday first, in place of `hours`; or none

  std::vector<CalendarEvent> events{};
  double shock_cv = 0;      ///< of the day's own factor, see `DayShocks`
  double shock_memory = 0;  ///< correlation of neighbouring days

  /// A gentle rhythm: busier weekends, evenings and Decembers, days that vary a little.
  static RetailCalendarParameters mild() {
    RetailCalendarParameters p;
    p.weekday = {0.95, 0.92, 0.94, 0.97, 1.04, 1.12, 1.06};
    p.month = {0.95, 0.93, 0.97, 0.98, 1.00, 0.99, 0.96, 0.95, 1.00, 1.02, 1.10, 1.15};
    p.hours = {0.25, 0.12, 0.07, 0.05, 0.06, 0.15, 0.35, 0.60, 0.85, 1.10, 1.25, 1.30,
               1.35, 1.30, 1.25, 1.20, 1.25, 1.35, 1.50, 1.75, 1.95, 1.80, 1.25, 0.60};
    p.shock_cv = 0.15;
    p.shock_memory = 0.3;
    return p;
  }
};

/// The factors of one day; base weight = trend * weekday * month * payday * shock.
struct DayFactors {
  double trend = 1, weekday = 1, month = 1, payday = 1, shock = 1;
  double event = 1;  ///< not part of the base
  double base() const { return trend * weekday * month * payday * shock; }
};

/// The rhythm of a shop. Weight of hour h of day t, t counted from `trend_origin`:
///
///     max(0, 1 + trend t) * (1 + growth)^(t / 365) * weekday * month * payday * shock_t * hour(h)
///
/// with every hour profile scaled to mean 1, so that a weekday's factor is that of its whole day. Events stand beside
/// it: they raise or lower demand against this base, so that worlds with and without them share their base orders.
///
/// With constant weights w the orders of a customer of rate c form a Poisson process of intensity c / 365 a day; with
/// these, one of intensity c / 365 * w(t) / w0 where w0 is the mean weight of the 365 days from the scenario's
/// `season_reference`. Trend and growth make the process non-stationary for good; without them it repeats every year
/// but for weekdays and shocks. Shocks are common to all customers: the count of a day with expectation m (given no
/// shock) has variance m + cv^2 m^2.
class RetailCalendar {
 public:
  RetailCalendar() : RetailCalendar(RetailCalendarParameters{}) {}

  /// \throws std::invalid_argument on factors that are not finite and >= 0, profiles without an open hour, growth <=
  /// -1,
  ///   days of the month outside 1 to 31, events that do not check
  explicit RetailCalendar(RetailCalendarParameters parameters)
      : parameters_(std::move(parameters)), shocks_(parameters_.shock_cv, parameters_.shock_memory) {
    const auto& p = parameters_;
    detail::finite(p.trend, "RetailCalendar: trend");
    detail::require(std::isfinite(p.growth_per_year) && p.growth_per_year > -1, p.growth_per_year,
                    "RetailCalendar: growth_per_year", "finite and > -1");
    log_growth_ = detail::portable_log(1 + p.growth_per_year);
    detail::weights(p.weekday, "RetailCalendar: weekday");
    detail::weights(p.month, "RetailCalendar: month");
    detail::not_negative(p.payday, "RetailCalendar: payday");
    detail::in_range(p.payday_from_day, 1, 31, "RetailCalendar: payday_from_day");
    detail::in_range(p.payday_to_day, 1, 31, "RetailCalendar: payday_to_day");
    for (const CalendarEvent& event : p.events) event.check();

    const std::size_t n_profiles = p.hours_by_weekday.size();
    detail::require(n_profiles == 0 || n_profiles == 7, n_profiles, "RetailCalendar: number of hours_by_weekday",
                    "0 or 7");
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
      const HourProfile& profile = n_profiles ? p.hours_by_weekday[weekday] : p.hours;
      detail::weights(profile, n_profiles ? "RetailCalendar: hours_by_weekday" : "RetailCalendar: hours");
      double sum = 0;
      for (const double hour : profile) sum += hour;
      detail::finite(sum, "RetailCalendar: sum of an hour profile");
      for (std::size_t h = 0; h < 24; ++h) hours_[weekday][h] = profile[h] / sum * 24;
    }
  }

  const RetailCalendarParameters& parameters() const { return parameters_; }
  const DayShocks& shocks() const { return shocks_; }

  void hour_weights(std::span<double> weights, Date first, const Draws& draws) const {
    const auto factors = day_factors(first, weights.size() / 24, draws.seed);
    for (std::size_t d = 0; d < factors.size(); ++d) {
      const double base = factors[d].base();
      const HourProfile& profile = hours_[static_cast<std::size_t>((first + static_cast<int>(d)).weekday())];
      for (std::size_t h = 0; h < 24; ++h) weights[24 * d + h] = base * profile[h];
    }
  }

  void event_factors(std::span<double> factors, Date first, const Draws&) const {
    for (std::size_t d = 0; d < factors.size() / 24; ++d) {
      std::ranges::fill(factors.subspan(24 * d, 24), event_factor(first + static_cast<int>(d)));
    }
  }

  /// Product of the factors of the events of a day.
  double event_factor(Date day) const {
    double factor = 1;
    for (const CalendarEvent& event : parameters_.events) {
      if (event.contains(day)) factor *= event.factor;
    }
    return factor;
  }

  /// Every factor of `n_days` days, as `hour_weights` and `event_factors` use them.
  std::vector<DayFactors> day_factors(Date first, std::size_t n_days, std::uint64_t seed) const {
    const auto& p = parameters_;
    std::vector<DayFactors> result(n_days);
    std::vector<double> shocks(n_days);
    shocks_.fill(shocks, first, seed);
    for (std::size_t d = 0; d < n_days; ++d) {
      const Date day = first + static_cast<int>(d);
      const double t = day - p.trend_origin;
      DayFactors& f = result[d];
      f.trend = std::max(0.0, std::fma(p.trend, t, 1.0));
      if (p.growth_per_year != 0) f.trend *= detail::portable_exp(log_growth_ * (t / days_per_year));
      f.weekday = p.weekday[static_cast<std::size_t>(day.weekday())];
      f.month = p.month[static_cast<std::size_t>(day.month() - 1)];
      f.payday = is_payday(day.day()) ? p.payday : 1;
      f.shock = shocks[d];
      f.event = event_factor(day);
    }
    return result;
  }

 private:
  bool is_payday(int day) const {
    const int from = parameters_.payday_from_day, to = parameters_.payday_to_day;
    return from <= to ? day >= from && day <= to : day >= from || day <= to;
  }

  RetailCalendarParameters parameters_;
  DayShocks shocks_;
  double log_growth_ = 0;
  std::array<HourProfile, 7> hours_{};
};
static_assert(EventfulSeasonality<RetailCalendar>);

}  // namespace retailsim
