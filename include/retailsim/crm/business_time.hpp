#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/crm/locale/time_zone.hpp>

namespace retailsim::crm {

/// Business time: ticks in which the deals' processes run. A business day, Monday to Friday, has `per_day` of them,
/// however long the hours are that two people share on it.
using Ticks = std::int64_t;
inline constexpr Ticks ticks_per_day = 28'800;

/// The business days from a date on, numbered from 0. There are no holidays.
class BusinessDays {
 public:
  explicit BusinessDays(Date from) : monday_(from - from.weekday()), skipped_(std::min(from.weekday(), 5)) {}

  Date date(std::int64_t day) const {
    const std::int64_t n = day + skipped_;
    return monday_ + static_cast<int>(n / 5 * 7 + n % 5);
  }
  /// Business days before the date.
  std::int64_t count_before(Date date) const {
    const int days = date - monday_;
    return std::max<std::int64_t>(0, days / 7 * 5 + std::min(days % 7, 5) - skipped_);
  }

 private:
  Date monday_;
  int skipped_;  // of its first week
};

/// When work begins in each zone on each business day, in UTC.
class OpeningTimes {
 public:
  OpeningTimes() = default;
  /// \param opens  seconds after local midnight
  OpeningTimes(const BusinessDays& days, std::int64_t n_days, Seconds opens) {
    table_.resize(time_zones().size());
    for (std::size_t zone = 0; zone < table_.size(); ++zone) {
      table_[zone].resize(static_cast<std::size_t>(n_days));
      for (std::int64_t day = 0; day < n_days; ++day) {
        table_[zone][static_cast<std::size_t>(day)] = local_to_utc(time_zones()[zone], days.date(day).start() + opens);
      }
    }
  }
  std::span<const Seconds> of(std::size_t zone) const { return table_[zone]; }
  std::int64_t n_days() const { return static_cast<std::int64_t>(table_.empty() ? 0 : table_[0].size()); }

 private:
  std::vector<std::vector<Seconds>> table_;
};

/// The hours that two people of two zones both work, and business time in them.
///
/// On a business day they share the hours from the later opening to the earlier closing. Its ticks cover the part of
/// them in which something as long as `longest` can begin, evenly; so every point of business time is one at which a
/// meeting may begin and still end in both people's hours. Clocks change on Sundays, so days do not change within.
class SharedHours {
 public:
  /// \param length   seconds of a working day
  /// \param longest  seconds of the longest appointment; what is left of any day's shared hours without it is > 0
  SharedHours(std::span<const Seconds> opens_a, std::span<const Seconds> opens_b, Seconds length, Seconds longest)
      : opens_a_(opens_a), opens_b_(opens_b), length_(length), longest_(longest) {}

  std::int64_t n_days() const { return static_cast<std::int64_t>(opens_a_.size()); }
  UtcInterval hours(std::int64_t day) const {
    assert(day >= 0 && day < n_days());
    const auto i = static_cast<std::size_t>(day);
    return {std::max(opens_a_[i], opens_b_[i]), std::min(opens_a_[i], opens_b_[i]) + length_};
  }
  /// The instant of a tick; false past the last day.
  bool to_utc(Ticks tick, Seconds& utc) const {
    const std::int64_t day = tick / ticks_per_day;
    if (day >= n_days()) return false;
    const UtcInterval shared = hours(day);
    utc = shared.begin + tick % ticks_per_day * (shared.end - longest_ - shared.begin) / ticks_per_day;
    return true;
  }
  /// The first tick that is not before an instant of the day.
  Ticks first_tick(std::int64_t day, Seconds utc) const {
    const UtcInterval shared = hours(day);
    const Seconds room = shared.end - longest_ - shared.begin, into = utc - shared.begin;
    if (into >= room) return (day + 1) * ticks_per_day;
    return day * ticks_per_day + (std::max<Seconds>(into, 0) * ticks_per_day + room - 1) / room;
  }

 private:
  std::span<const Seconds> opens_a_, opens_b_;
  Seconds length_, longest_;
};

}  // namespace retailsim::crm
