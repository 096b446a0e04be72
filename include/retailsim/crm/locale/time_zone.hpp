#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>

/// Local time by rule: what the clocks of the locales' cities show, without the system's zone data.
///
/// Exact from the start of `first_zone_year` to the end of `last_zone_year`, by the rules of today for the years ahead;
/// outside of these years it is standard time. Source: the IANA time zone database, release 2024a.
namespace retailsim::crm {

inline constexpr int first_zone_year = 2014, last_zone_year = 2099;

/// When clocks are set an hour forward.
enum class DaylightSaving : std::uint8_t {
  none,
  europe,         ///< last Sunday of March to last Sunday of October, 01:00 UTC (Directive 2000/84/EC)
  united_states,  ///< second Sunday of March to first Sunday of November, 02:00 local (Energy Policy Act of 2005)
  brazil,         ///< October or November to February, 00:00 local; none since 2019 (decrees 6,558, 9,242 and 9,772)
};

struct TimeZone {
  std::string_view name;              ///< IANA
  std::int32_t standard_minutes = 0;  ///< offset from UTC without daylight saving; east is positive
  DaylightSaving daylight = DaylightSaving::none;
};

namespace zones {

inline constexpr TimeZone time_zone_table[] = {
    {"America/Anchorage", -540, DaylightSaving::united_states},
    {"America/Bahia", -180},
    {"America/Belem", -180},
    {"America/Campo_Grande", -240, DaylightSaving::brazil},
    {"America/Chicago", -360, DaylightSaving::united_states},
    {"America/Cuiaba", -240, DaylightSaving::brazil},
    {"America/Denver", -420, DaylightSaving::united_states},
    {"America/Fortaleza", -180},
    {"America/Los_Angeles", -480, DaylightSaving::united_states},
    {"America/Manaus", -240},
    {"America/New_York", -300, DaylightSaving::united_states},
    {"America/Phoenix", -420},
    {"America/Recife", -180},
    {"America/Rio_Branco", -300},
    {"America/Sao_Paulo", -180, DaylightSaving::brazil},
    {"Asia/Kolkata", 330},
    {"Asia/Tokyo", 540},
    {"Atlantic/Canary", 0, DaylightSaving::europe},
    {"Europe/Amsterdam", 60, DaylightSaving::europe},
    {"Europe/Berlin", 60, DaylightSaving::europe},
    {"Europe/London", 0, DaylightSaving::europe},
    {"Europe/Madrid", 60, DaylightSaving::europe},
    {"Europe/Paris", 60, DaylightSaving::europe},
    {"Europe/Rome", 60, DaylightSaving::europe},
    {"Europe/Stockholm", 60, DaylightSaving::europe},
    {"Europe/Warsaw", 60, DaylightSaving::europe},
    {"Pacific/Honolulu", -600},
};

/// Daylight saving from `begin` to `end`; begin > end: over the turn of the year, both within this one.
struct DaylightYear {
  Seconds begin = 0, end = 0;
};

/// The n-th Sunday of a month, from 1; the last one for 0.
constexpr Date sunday_of(int year, unsigned month, int n) {
  const Date first(year, month, 1);
  const Date sunday = first + (6 - first.weekday());
  if (n > 0) return sunday + 7 * (n - 1);
  const Date next = month == 12 ? Date(year + 1, 1, 1) : Date(year, month + 1, 1);
  return next - 1 - (next - 1 - sunday) % 7;
}

// From the year before: the first hours of UTC's first year are the last of it in America.
inline constexpr int first_table_year = first_zone_year - 1;
inline constexpr std::size_t n_zone_years = last_zone_year - first_table_year + 1;
using DaylightYears = std::array<DaylightYear, n_zone_years>;

/// Europe: instants in UTC.
constexpr DaylightYears europe_years() {
  DaylightYears years;
  for (std::size_t i = 0; i < n_zone_years; ++i) {
    const int year = first_table_year + static_cast<int>(i);
    years[i] = {sunday_of(year, 3, 0).start() + seconds_per_hour, sunday_of(year, 10, 0).start() + seconds_per_hour};
  }
  return years;
}

/// United States: instants in local standard time; clocks go back at 02:00 daylight time.
constexpr DaylightYears united_states_years() {
  DaylightYears years;
  for (std::size_t i = 0; i < n_zone_years; ++i) {
    const int year = first_table_year + static_cast<int>(i);
    years[i] = {sunday_of(year, 3, 2).start() + 2 * seconds_per_hour,
                sunday_of(year, 11, 1).start() + seconds_per_hour};
  }
  return years;
}

/// Brazil: instants in local standard time; clocks go back at 00:00 daylight time. Third Sunday of October (2018: first
/// of November) to third Sunday of February, a week later where that is the Sunday of carnival (2015).
constexpr DaylightYears brazil_years() {
  DaylightYears years;
  for (std::size_t i = 0; i < n_zone_years; ++i) {
    const int year = first_table_year + static_cast<int>(i);
    if (year > 2019) break;
    const Seconds end = sunday_of(year, 2, year == 2015 ? 4 : 3).start() - seconds_per_hour;
    const Seconds never = Date(year + 1, 1, 1).start();
    years[i] = {year == 2019 ? never : (year == 2018 ? sunday_of(2018, 11, 1) : sunday_of(year, 10, 3)).start(), end};
  }
  return years;
}

inline constexpr DaylightYears daylight_europe = europe_years();
inline constexpr DaylightYears daylight_united_states = united_states_years();
inline constexpr DaylightYears daylight_brazil = brazil_years();

/// Is `at`, in the scale of the rule's instants, in daylight saving time?
constexpr bool in_daylight(const DaylightYears& years, Seconds at) {
  const int year = date_of(at).year();
  if (year < first_table_year || year > last_zone_year) return false;
  const DaylightYear& y = years[static_cast<std::size_t>(year - first_table_year)];
  return y.begin <= y.end ? at >= y.begin && at < y.end : at >= y.begin || at < y.end;
}

}  // namespace zones

/// The zones of all cities, sorted by name.
constexpr std::span<const TimeZone> time_zones() { return zones::time_zone_table; }

/// Where in `time_zones()` a zone is. \throws std::invalid_argument if it is none of them
constexpr std::size_t time_zone_index(std::string_view name) {
  for (std::size_t i = 0; i < time_zones().size(); ++i) {
    if (time_zones()[i].name == name) return i;
  }
  retailsim::detail::invalid("time_zone: name", "one of retailsim::crm::time_zones()", name);
}
constexpr const TimeZone& time_zone(std::string_view name) { return time_zones()[time_zone_index(name)]; }

/// Seconds that local time is ahead of UTC at an instant in UTC.
constexpr Seconds utc_offset(const TimeZone& zone, Seconds utc) {
  const Seconds standard = Seconds{zone.standard_minutes} * 60;
  bool daylight = false;
  switch (zone.daylight) {
    case DaylightSaving::none:
      break;
    case DaylightSaving::europe:
      daylight = zones::in_daylight(zones::daylight_europe, utc);
      break;
    case DaylightSaving::united_states:
      daylight = zones::in_daylight(zones::daylight_united_states, utc + standard);
      break;
    case DaylightSaving::brazil:
      daylight = zones::in_daylight(zones::daylight_brazil, utc + standard);
      break;
  }
  return standard + (daylight ? seconds_per_hour : 0);
}

constexpr Seconds utc_to_local(const TimeZone& zone, Seconds utc) { return utc + utc_offset(zone, utc); }

/// The instant of a local time. A time that clocks show twice (the hour they are set back) is the first of the two; one
/// that they skip is as far past the gap as it is into it, as if the clock had not been set: 02:30 becomes 03:30.
constexpr Seconds local_to_utc(const TimeZone& zone, Seconds local) {
  const Seconds standard = Seconds{zone.standard_minutes} * 60;
  const Seconds in_daylight_time = local - standard - seconds_per_hour;  // the earlier of the two candidates
  if (zone.daylight == DaylightSaving::none) return local - standard;
  return utc_offset(zone, in_daylight_time) != standard ? in_daylight_time : local - standard;
}

/// From `begin` on, before `end`; UTC.
struct UtcInterval {
  Seconds begin = 0, end = 0;
  constexpr bool empty() const { return end <= begin; }
};

/// The instants at which both hold.
constexpr UtcInterval overlap(UtcInterval a, UtcInterval b) {
  return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

/// Working hours of a local day, in UTC. Of any day: weekends and holidays are for the caller to leave out.
/// \param from,to  seconds since local midnight; 0 <= from <= to <= 86 400
constexpr UtcInterval working_hours(const TimeZone& zone, Date day, Seconds from = 9 * seconds_per_hour,
                                    Seconds to = 17 * seconds_per_hour) {
  return {local_to_utc(zone, day.start() + from), local_to_utc(zone, day.start() + to)};
}

/// The difference of the standard times of two zones, in minutes; for the rule who is near whom, in which daylight
/// saving has no say.
constexpr int standard_distance(const TimeZone& a, const TimeZone& b) {
  const int minutes = a.standard_minutes - b.standard_minutes;
  return minutes < 0 ? -minutes : minutes;
}

}  // namespace retailsim::crm
