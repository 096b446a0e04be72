#include <cstdint>
#include <utility>

#include "support/catch.hpp"

#include <retailsim/crm/business_time.hpp>

using namespace retailsim;
using namespace retailsim::crm;

TEST_CASE("BusinessDays: Mondays to Fridays, from any day of the week on", "[crm]") {
  for (int shift = 0; shift < 7; ++shift) {
    const Date from = Date(2024, 1, 1) + shift;  // a Monday
    const BusinessDays days(from);
    Date expected = from;
    for (std::int64_t day = 0; day < 600; ++day) {
      while (expected.weekday() > 4) expected = expected + 1;
      CHECK(days.date(day) == expected);
      CHECK(days.count_before(expected) == day);
      CHECK(days.count_before(expected + 1) == day + 1);
      expected = expected + 1;
    }
  }
}

TEST_CASE("SharedHours: every tick lets the longest appointment end in both people's hours", "[crm]") {
  const BusinessDays days(Date(2024, 1, 1));
  const OpeningTimes opens(days, 700, 9 * 3600);
  const Seconds length = 8 * 3600 + 1800, longest = 90 * 60;
  // New York and London are five hours apart, four for some weeks; Sao Paulo and Chicago never less than two.
  for (const auto& [a, b] :
       {std::pair{"America/Chicago", "America/Los_Angeles"}, std::pair{"America/Sao_Paulo", "America/Chicago"},
        std::pair{"Europe/London", "Europe/Berlin"}}) {
    const TimeZone &zone_a = time_zone(a), &zone_b = time_zone(b);
    const SharedHours hours(opens.of(time_zone_index(a)), opens.of(time_zone_index(b)), length, longest);
    Seconds last = 0;
    for (Ticks tick = 0; tick < 700 * ticks_per_day; tick += 1777) {
      Seconds utc = 0;
      REQUIRE(hours.to_utc(tick, utc));
      CHECK(utc >= last);
      last = utc;
      for (const TimeZone& zone : {zone_a, zone_b}) {
        const Seconds local = utc_to_local(zone, utc), of_day = local - date_of(local).start();
        CHECK(date_of(local) == days.date(tick / ticks_per_day));
        CHECK(of_day >= 9 * 3600);
        CHECK(of_day + longest <= 9 * 3600 + length);
      }
      Seconds back = 0;
      const Ticks first = hours.first_tick(tick / ticks_per_day, utc);
      REQUIRE(hours.to_utc(first, back));
      CHECK(back >= utc);
      CHECK(first <= tick);
    }
    Seconds none = 0;
    CHECK(!hours.to_utc(700 * ticks_per_day, none));
  }
}
