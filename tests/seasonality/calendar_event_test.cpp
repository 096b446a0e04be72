#include <retailsim/seasonality/calendar_event.hpp>

#include <limits>

#include "support/catch.hpp"

using namespace retailsim;

TEST_CASE("CalendarEvent: both ends of a dated event belong to it", "[seasonality]") {
  const auto event = CalendarEvent::once("Opening", Date{2023, 6, 30}, Date{2023, 7, 2}, 2.0);
  CHECK_FALSE(event.contains(Date{2023, 6, 29}));
  CHECK(event.contains(Date{2023, 6, 30}));
  CHECK(event.contains(Date{2023, 7, 1}));
  CHECK(event.contains(Date{2023, 7, 2}));
  CHECK_FALSE(event.contains(Date{2023, 7, 3}));
  CHECK_FALSE(event.contains(Date{2024, 7, 1}));
}

TEST_CASE("CalendarEvent: a yearly event comes every year and may span its turn", "[seasonality]") {
  const auto sale = CalendarEvent::yearly("Sale", 11, 20, 11, 27, 3.0);
  const auto turn = CalendarEvent::yearly("Turn", 12, 30, 1, 2, 0.5);
  int n_sale = 0, n_turn = 0;
  for (Date day{2020, 1, 1}; day < Date{2024, 1, 1}; day = day + 1) {
    n_sale += sale.contains(day);
    n_turn += turn.contains(day);
    REQUIRE(sale.contains(day) == (day.month() == 11 && day.day() >= 20 && day.day() <= 27));
  }
  CHECK(n_sale == 4 * 8);
  CHECK(n_turn == 4 * 4);
  CHECK(turn.contains(Date{2021, 1, 1}));
  CHECK(turn.contains(Date{2021, 12, 31}));
  CHECK_FALSE(turn.contains(Date{2021, 1, 3}));
}

TEST_CASE("CalendarEvent: 29 February is a day of leap years alone", "[seasonality]") {
  const auto leap = CalendarEvent::yearly("Leap", 2, 29, 2, 29, 2.0);
  int n_days = 0;
  for (Date day{2020, 1, 1}; day < Date{2024, 12, 31}; day = day + 1) n_days += leap.contains(day);
  CHECK(n_days == 2);
}

TEST_CASE("CalendarEvent: bad parameters are named", "[seasonality]") {
  CHECK_THROWS_WITH(CalendarEvent::once("Sale", Date{2023, 7, 2}, Date{2023, 7, 1}, 1.0).check(),
                    "CalendarEvent: last day of Sale must be on or after 2023-07-02, got 2023-07-01");
  CHECK_THROWS_WITH(CalendarEvent::yearly("Sale", 1, 1, 1, 2, -1.0).check(),
                    "CalendarEvent: factor of Sale must be finite and >= 0, got -1");
  CHECK_THROWS_AS(CalendarEvent::yearly("Sale", 1, 1, 1, 2, std::numeric_limits<double>::infinity()).check(),
                  std::invalid_argument);
  CHECK_THROWS_AS(CalendarEvent::yearly("Sale", 2, 30, 3, 1, 1.0), std::invalid_argument);
  CHECK_NOTHROW(CalendarEvent::yearly("Turn", 12, 30, 1, 2, 0.0).check());
}
