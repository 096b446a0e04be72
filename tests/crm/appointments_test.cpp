#include <cstddef>
#include <cstdint>
#include <vector>

#include "support/catch.hpp"

#include <retailsim/crm/appointments.hpp>

using namespace retailsim;
using namespace retailsim::crm;

TEST_CASE("Appointments: two never share five minutes, and the next free time is taken", "[crm]") {
  Appointments calendar;
  const Seconds begin = Date(2024, 1, 1).start();
  calendar.reset(begin, begin + seconds_per_day);
  CHECK(calendar.book(begin + 3600, begin + 7200, 1800, 900) == begin + 3600);
  CHECK(calendar.book(begin + 3600, begin + 7200, 1800, 900) == begin + 5400);
  CHECK(!calendar.book(begin + 3600, begin + 7200, 300, 300));
  CHECK(calendar.book(begin + 2700, begin + 7200, 900, 900) == begin + 2700);
  CHECK(calendar.book(begin, begin + 7200, 2700, 300) == begin);  // across the 64 slots of a word: 05:20
  CHECK(calendar.book(begin + 5 * 3600, begin + 6 * 3600, 3600, 300) == begin + 5 * 3600);
  CHECK(!calendar.book(begin + 5 * 3600, begin + 6 * 3600, 300, 300));
  // Not past the calendar's end.
  CHECK(!calendar.book(begin + seconds_per_day - 600, begin + 2 * seconds_per_day, 900, 300));
  // Against a list of what was booked.
  calendar.reset(begin, begin + 10 * seconds_per_day);
  std::vector<bool> taken(2880, false);
  std::uint64_t state = 7;
  for (int i = 0; i < 3000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const auto at = static_cast<std::size_t>((state >> 33) % 2800),
               n = 1 + static_cast<std::size_t>((state >> 20) % 18);
    const auto booked =
        calendar.book(begin + static_cast<Seconds>(at) * 300, begin + 2880 * 300, static_cast<Seconds>(n) * 300, 300);
    std::size_t expected = at;
    const auto is_free = [&](std::size_t from) {
      for (std::size_t k = from; k < from + n; ++k) {
        if (taken[k]) return false;
      }
      return true;
    };
    while (expected + n <= 2880 && !is_free(expected)) ++expected;
    REQUIRE(booked.has_value() == (expected + n <= 2880));
    if (!booked) continue;
    REQUIRE(*booked == begin + static_cast<Seconds>(expected) * 300);
    for (std::size_t k = expected; k < expected + n; ++k) taken[k] = true;
  }
}
