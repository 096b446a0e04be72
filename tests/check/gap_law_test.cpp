#include <retailsim/check/gap_law.hpp>

#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

#include <retailsim/seasonality/retail_calendar.hpp>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::check;

TEST_CASE("gap_cdf: the Erlang law of mean 1", "[check]") {
  CHECK(gap_cdf(1, 0) == 0);
  CHECK(gap_cdf(3, -1) == 0);
  CHECK(gap_cdf(1, 0.7) == Approx(1 - std::exp(-0.7)).epsilon(1e-14));
  CHECK(gap_cdf(2, 0.7) == Approx(1 - std::exp(-1.4) * 2.4).epsilon(1e-14));
  for (int shape = 1; shape <= 16; ++shape) {
    for (const double x : {1e-9, 1e-4, 0.03, 0.5 / shape, 1.0 / shape, 1.001 / shape, 0.5, 1.0, 3.0, 40.0}) {
      CAPTURE(shape, x);
      CHECK(gap_cdf(shape, x) == Approx(boost::math::gamma_p(shape, shape * x)).epsilon(1e-11).margin(1e-14));
    }
  }
}

TEST_CASE("LoweredTimes: gaps that end in an event that drops orders are left out", "[check]") {
  RetailCalendarParameters parameters;
  parameters.events = {CalendarEvent::once("quiet", Date{2023, 1, 4}, Date{2023, 1, 5}, 0.25),
                       CalendarEvent::once("sale", Date{2023, 1, 8}, Date{2023, 1, 8}, 2)};
  const Calendar calendar(RetailCalendar(parameters), Date{2023, 1, 1}, Date{2023, 1, 11}, Date{2023, 1, 1}, 1);
  const LoweredTimes lowered(calendar);
  const auto ticks = [&](unsigned day) { return calendar.base().ticks_at(Date{2023, 1, day}.start()); };
  CHECK_FALSE(lowered.contains(ticks(4) - 1));
  CHECK(lowered.contains(ticks(4)));
  CHECK(lowered.contains(ticks(6) - 1));
  CHECK_FALSE(lowered.contains(ticks(6)));
  CHECK_FALSE(lowered.contains(ticks(8) + 1));

  const double per_tick = 0.4 / ticks_per_day;
  const auto cdf = [&](unsigned from, unsigned to) {
    return gap_cdf(2, static_cast<double>(ticks(to) - ticks(from)) * per_tick);
  };
  CHECK(lowered.cdf_outside(2, ticks(1), ticks(4), per_tick) == Approx(cdf(1, 4)));
  CHECK(lowered.cdf_outside(2, ticks(1), ticks(5), per_tick) == Approx(cdf(1, 4)));
  CHECK(lowered.cdf_outside(2, ticks(1), ticks(9), per_tick) == Approx(cdf(1, 9) - cdf(1, 6) + cdf(1, 4)));
  CHECK(lowered.cdf_outside(2, ticks(5), ticks(9), per_tick) == Approx(cdf(5, 9) - cdf(5, 6)));
  CHECK(LoweredTimes().cdf_outside(2, ticks(1), ticks(9), per_tick) == Approx(cdf(1, 9)));
}
