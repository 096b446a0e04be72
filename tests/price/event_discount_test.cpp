#include "support/catch.hpp"

#include <cstdint>
#include <vector>

#include <retailsim/price/event_discount.hpp>
#include <retailsim/price/log_normal_price.hpp>
#include <retailsim/price/random_discount.hpp>
#include <retailsim/seasonality/no_seasonality.hpp>

#include "support/prices.hpp"

using namespace retailsim;

namespace {

const CalendarEvent black_week = CalendarEvent::once("black week", Date{2025, 11, 20}, Date{2025, 11, 27}, 3);
static_assert(PriceModel<EventDiscount<RandomDiscount<LogNormalPrice>>>);

}  // namespace

TEST_CASE("EventDiscount: lines of orders on the event's days are discounted, first and last day included", "[price]") {
  test::Sales sales(4, 2);
  sales.ordered_at = {Date{2025, 11, 20}.start() - 1, Date{2025, 11, 20}.start(), Date{2025, 11, 28}.start() - 1,
                      Date{2025, 11, 28}.start()};
  EventDiscount model(LogNormalPrice(3, 1), {{black_week, 2000}});
  const std::vector<std::int32_t> expected{0, 0, 2000, 2000, 2000, 2000, 0, 0};
  CHECK(test::paid_prices(model, sales, 1).discounts == expected);
  CHECK(test::paid_prices(model, sales, 1, 3).discounts == expected);
  CHECK(test::paid_prices(model, sales, 1).unit_prices == sales.list_price);

  test::World world(Catalogue::plain(1));
  world.calendar = Calendar(NoSeasonality{}, Date{2025, 1, 1}, Date{2025, 11, 25}, Date{2025, 1, 1}, 1);
  model.prepare(world.setting());  // the last days are outside of the calendar
  CHECK(test::paid_prices(model, sales, 1).discounts == expected);
}

TEST_CASE("EventDiscount: yearly events return, and of several discounts the largest counts", "[price]") {
  const EventDiscount model(LogNormalPrice(3, 1), {{CalendarEvent::yearly("new year", 12, 30, 1, 2, 1), 1000},
                                                   {CalendarEvent::yearly("winter", 12, 1, 2, 28, 1), 500}});
  CHECK(model.basis_points(Date{2023, 12, 29}) == 500);
  CHECK(model.basis_points(Date{2023, 12, 30}) == 1000);
  CHECK(model.basis_points(Date{2031, 1, 2}) == 1000);
  CHECK(model.basis_points(Date{2031, 1, 3}) == 500);
  CHECK(model.basis_points(Date{2031, 6, 1}) == 0);
}

TEST_CASE("EventDiscount: bad parameters are named", "[price]") {
  CHECK_THROWS_WITH(EventDiscount(LogNormalPrice(3, 1), {{black_week, -1}}),
                    "EventDiscount: basis_points of black week must be in [0, 10000], got -1");
  CHECK_THROWS_WITH(
      EventDiscount(LogNormalPrice(3, 1), {{CalendarEvent::once("sale", Date{2025, 2, 1}, Date{2025, 1, 1}, 1), 1}}),
      "CalendarEvent: last day of sale must be on or after 2025-02-01, got 2025-01-01");
}
