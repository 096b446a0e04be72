#include <retailsim/seasonality/no_seasonality.hpp>

#include <vector>

#include <retailsim/seasonality/calendar.hpp>

#include "support/catch.hpp"

using namespace retailsim;

static_assert(SeasonalityModel<NoSeasonality>);
static_assert(!EventfulSeasonality<NoSeasonality>);

TEST_CASE("NoSeasonality: operational time is the clock", "[seasonality]") {
  const Date first{2023, 5, 6};
  const Calendar calendar(NoSeasonality{}, first, first + 1000, first, 1);
  CHECK_FALSE(calendar.has_extra());
  CHECK_FALSE(calendar.lowers());
  // An hour has a whole number of ticks, so 24 * 1000 hours are at most half a tick each off.
  for (Seconds at = 0; at < 1000 * seconds_per_day; at += 86'413) {
    const double days = static_cast<double>(calendar.base().ticks_at(first.start() + at)) / ticks_per_day;
    REQUIRE(days == Approx(static_cast<double>(at) / seconds_per_day).margin(1e-5));
  }
  CHECK(calendar.mean_count(first.start(), first.start() + 365 * seconds_per_day) == Approx(365).epsilon(1e-8));
}
