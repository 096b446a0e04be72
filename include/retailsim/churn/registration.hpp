#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/core/time.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim {

/// How registrations are spread over the scenario's registration range, one per customer at an address of its own.
enum class Registration {
  evenly,    ///< every day equally likely; the time of day follows that day's hours of the calendar
  seasonal,  ///< in proportion to the calendar's base intensity: busy days bring more new customers
};

/// Writes the registration times of the customers that `draws` names, in [registered_from, registered_to). The calendar
/// must cover that range. Seasonal registration over a range without any buying time falls back to even days.
inline void fill_registrations(std::span<Seconds> registered_at, Registration registration, const Scenario& scenario,
                               const Calendar& calendar, const Draws& draws) {
  assert(calendar.first() <= scenario.registered_from && scenario.registered_to <= calendar.last());
  const auto& base = calendar.base();
  const Ticks begin = base.ticks_at(scenario.registered_from.start());
  const auto ticks = static_cast<std::uint64_t>(base.ticks_at(scenario.registered_to.start()) - begin);
  const auto n_days = static_cast<std::uint64_t>(scenario.registered_to - scenario.registered_from);
  std::uint64_t words[Draws::chunk_size], times[Draws::chunk_size];
  for (std::size_t at = 0; at < registered_at.size(); at += Draws::chunk_size) {
    const std::size_t n = std::min(Draws::chunk_size, registered_at.size() - at);
    const Draws part = draws.part(at, n);
    part.of(Purpose::customer_registration).words(std::span(words, n));
    if (registration == Registration::seasonal && ticks > 0) {
      Ticks drawn[Draws::chunk_size];
      for (std::size_t i = 0; i < n; ++i) {
        drawn[i] = begin + static_cast<Ticks>(detail::multiply_high(words[i], ticks));
      }
      base.seconds_at(std::span<const Ticks>(drawn, n), registered_at.subspan(at, n));
    } else {
      part.of(Purpose::customer_time_of_day).words(std::span(times, n));
      const Seconds first_day = scenario.registered_from.start();
      for (std::size_t i = 0; i < n; ++i) {
        const auto day = static_cast<Seconds>(detail::multiply_high(words[i], n_days));
        registered_at[at + i] = first_day + day * seconds_per_day;
      }
      calendar.times_of_day(registered_at.subspan(at, n), std::span<const std::uint64_t>(times, n));
    }
  }
}

}  // namespace retailsim
