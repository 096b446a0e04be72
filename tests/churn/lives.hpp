#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/churn/concept.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/seasonality/calendar.hpp>
#include <retailsim/seasonality/retail_calendar.hpp>

#include "support/catch.hpp"

/// Lives of customers as a model draws them: what the tests of churn models share.
namespace retailsim::testing {

struct Lives {
  explicit Lives(std::size_t n) : registered_at(n), first_order_at(n), ends_at(n), max_orders(n) {}
  Lifecycles spans(std::size_t begin, std::size_t n) {
    return {std::span(registered_at).subspan(begin, n), std::span(first_order_at).subspan(begin, n),
            std::span(ends_at).subspan(begin, n), std::span(max_orders).subspan(begin, n)};
  }
  bool operator==(const Lives&) const = default;

  std::vector<Seconds> registered_at, first_order_at, ends_at;
  std::vector<std::uint32_t> max_orders;
};

/// A year of registrations, seen for three.
inline Scenario three_years() {
  Scenario scenario;
  scenario.registered_from = scenario.from = Date{2021, 3, 1};
  scenario.registered_to = Date{2022, 3, 1};
  scenario.to = Date{2024, 3, 1};
  return scenario;
}

/// Closed on Mondays and from 20 to 8, busier later in the week and the day.
inline RetailCalendar opening_hours() {
  RetailCalendarParameters p;
  p.weekday = {0, 0.8, 0.9, 1, 1.1, 1.6, 1.2};
  for (std::size_t h = 0; h < 24; ++h) p.hours[h] = h < 8 || h >= 20 ? 0 : static_cast<double>(h);
  return RetailCalendar(p);
}

template <class Seasonality>
Calendar calendar_of(const Seasonality& seasonality, const Scenario& scenario, int n_days_more = 0) {
  return Calendar(seasonality, scenario.registered_from, scenario.to + n_days_more, scenario.registered_from, 5);
}

template <ChurnModel Churn>
Lives lives_of(const Churn& churn, std::size_t n, const Scenario& scenario, const Calendar& calendar,
               std::uint64_t seed = 5) {
  Lives lives(n);
  churn.lifecycles(lives.spans(0, n), {}, scenario, calendar, Draws{.seed = seed});
  return lives;
}

/// Blocks of any size give the same lives, and ranges hold: what every churn model keeps.
template <ChurnModel Churn>
void check_lives(const Churn& churn, const Calendar& calendar, const Scenario& scenario) {
  constexpr std::size_t n = 3000;
  const Lives whole = lives_of(churn, n, scenario, calendar);
  for (const std::size_t size : {1u, 37u, 512u, 1000u}) {
    Lives pieces(n);
    for (std::size_t begin = 0; begin < n; begin += size) {
      const std::size_t part = std::min(size, n - begin);
      churn.lifecycles(pieces.spans(begin, part), {}, scenario, calendar, Draws{.seed = 5, .first_entity = begin});
    }
    CHECK(pieces == whole);
  }
  CHECK_FALSE(lives_of(churn, n, scenario, calendar, 6) == whole);
  for (std::size_t i = 0; i < n; ++i) {
    REQUIRE(whole.registered_at[i] >= scenario.registered_from.start());
    REQUIRE(whole.registered_at[i] < scenario.registered_to.start());
    const Seconds first = whole.first_order_at[i];
    REQUIRE((first == never || first == after_a_gap || first >= whole.registered_at[i]));
    REQUIRE((first == never || first < whole.ends_at[i]));
    REQUIRE(whole.ends_at[i] > whole.registered_at[i]);
    REQUIRE(whole.max_orders[i] >= 1);
  }
}

}  // namespace retailsim::testing
