#include <retailsim/check/calendar_check.hpp>

#include <cmath>
#include <vector>

#include <retailsim/seasonality/no_seasonality.hpp>
#include <retailsim/seasonality/retail_calendar.hpp>

#include "check/row_of.hpp"

using namespace retailsim;
using namespace retailsim::check;
using namespace retailsim::test;

namespace {

const Date first{2023, 1, 2}, last{2023, 1, 16};  // two weeks from a Monday
const double daily = 1.0 / ticks_per_day;
const std::vector<CalendarEvent> no_events;

}  // namespace

TEST_CASE("CalendarCheck: expected orders are rates times the time at risk", "[check]") {
  const Calendar calendar(NoSeasonality{}, first, last, first, 1);
  CalendarCheck check(calendar), other(calendar);
  check.add_life(first.start(), last.start(), 3 * daily);  // 42
  const Seconds half_past_six = (first + 1).start() + 6 * 3600 + 1800;
  other.add_life(half_past_six, half_past_six + 11 * 3600 + 2700, 8 * daily);  // 11.75 hours
  other.add_life(half_past_six, half_past_six, 8 * daily);
  for (int i = 0; i < 40; ++i) check.add_base_order(first.start() + 5 * 3600);
  other.add_base_order(half_past_six);
  check.merge(other);

  const auto rows = rows_of(check, 1, 0.0, no_events);
  const double all = 42 + 8 * 11.75 / 24;
  const CheckRow orders = row_of(rows, "repeat orders");
  CHECK(orders.expected == Approx(all).epsilon(1e-7));
  CHECK(orders.observed == 41);
  CHECK(orders.standard_error == Approx(std::sqrt(all)));
  CHECK(row_of(rows, "share on Monday").expected == Approx(6 / all));
  CHECK(row_of(rows, "share on Monday").observed == Approx(40 / 41.));
  CHECK(row_of(rows, "share on Tuesday").expected == Approx((6 + 8 * 11.75 / 24) / all));
  CHECK(row_of(rows, "share in January").expected == Approx(1));
  CHECK(rows.back().name.starts_with("share by hour of day, farthest of 24: 5 h"));
}

TEST_CASE("CalendarCheck: what events add, and on which days", "[check]") {
  RetailCalendarParameters parameters;
  parameters.events = {CalendarEvent::once("sale", first + 3, first + 4, 2.5)};
  const Calendar calendar(RetailCalendar(parameters), first, last, first, 1);
  CalendarCheck check(calendar);
  check.add_life(first.start(), last.start(), 10 * daily);
  check.add_extra_order((first + 3).start() + 12 * 3600);
  const auto rows = rows_of(check, 1, 0.0, parameters.events);
  const CheckRow added = row_of(rows, "orders added by events"), on_days = row_of(rows, "orders on days of sale");
  const auto ticks = [&](Date day) { return static_cast<double>(calendar.base().ticks_at(day.start())); };
  const double base = 10 * daily * (ticks(first + 5) - ticks(first + 3));
  CHECK(added.expected == Approx(1.5 * base).epsilon(1e-6));
  CHECK(added.observed == 1);
  CHECK(on_days.expected == Approx(2.5 * base).epsilon(1e-6));
}

TEST_CASE("CalendarCheck: regular gaps vary less in all, and more in step with their own rhythm", "[check]") {
  CHECK(largest_dispersion(1) == 1);
  CHECK(largest_dispersion(2) == 1);
  CHECK(largest_dispersion(4) > 1);
  CHECK(largest_dispersion(16) > largest_dispersion(4));
  const Calendar calendar(NoSeasonality{}, first, last, first, 1);
  CalendarCheck check(calendar);
  check.add_life(first.start(), last.start(), 100 * daily);
  for (int i = 0; i < 1400; ++i) check.add_base_order(first.start() + i * 864);
  const auto rows = rows_of(check, 4, 350.0, no_events);
  CHECK(row_of(rows, "repeat orders of settled customers").standard_error == Approx(std::sqrt(350)));
  CHECK(row_of(rows, "share on Monday").standard_error == Approx(std::sqrt(largest_dispersion(4) / 7 * 6 / 7 / 1400)));
}
