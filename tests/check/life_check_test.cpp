#include <retailsim/check/life_check.hpp>

#include <algorithm>
#include <cstdint>

#include <retailsim/core/blocks.hpp>
#include <retailsim/seasonality/no_seasonality.hpp>

#include "check/row_of.hpp"

using namespace retailsim;
using namespace retailsim::check;
using namespace retailsim::test;

TEST_CASE("RegistrationCheck: days and weekdays, and days out of range", "[check]") {
  const Date first{2023, 1, 2}, last{2023, 1, 16};
  const Calendar calendar(NoSeasonality{}, first, last, first, 1);
  RegistrationCheck check(Registration::evenly, first, last, calendar);
  for (int day = 0; day < 14; ++day) {
    for (int i = 0; i < 10; ++i) check.add((first + day).start() + i * 3600);
  }
  CHECK(row_of(rows_of(check), "day of registration: law (distance)").observed == Approx(0).margin(1e-12));
  CHECK(row_of(rows_of(check), "registrations out of range").p_value == 1);
  RegistrationCheck worse = check;
  for (int i = 0; i < 140; ++i) worse.add(first.start());  // half of all on the first day
  worse.add(first.start() - 1);
  worse.add(last.start());
  const auto rows = rows_of(worse);
  CHECK(row_of(rows, "day of registration: law (distance)").observed == Approx(150 / 280. - 1 / 14.));
  CHECK(row_of(rows, "registrations out of range").observed == 2);
  CHECK(rows[1].name == "weekday of registration, farthest of 7: Monday");
  CHECK(rows[1].observed == Approx(160 / 280.));
  check.merge(worse);
  CHECK(row_of(rows_of(check), "registrations out of range").n == 422);
}

TEST_CASE("LifeCheck: shares of customers, and lives that cannot be", "[check]") {
  LifeCheck check(
      {.never_buys = 0.2, .at_registration = 0.5, .buy_and_go = 0.25, .lifetime = MonthsLaw::uniform(1, 3)});
  const Seconds day = seconds_per_day, end = 60 * day;
  const auto add = [&](int n, Seconds first_order, std::uint32_t max_orders) {
    for (int i = 0; i < n; ++i) check.add(0, first_order, end, max_orders);
  };
  add(30, never, no_order_limit);
  add(20, 0, no_order_limit);
  add(10, 0, 1);
  add(40, 5 * day, no_order_limit);
  const auto rows = rows_of(check);
  CHECK(row_of(rows, "share never buying").observed == Approx(0.3));
  CHECK(row_of(rows, "share never buying").expected == 0.2);
  CHECK(row_of(rows, "share buying at registration").observed == Approx(0.3));
  CHECK(row_of(rows, "share of buyers who buy and go").observed == Approx(10 / 70.));
  CHECK(row_of(rows, "share of buyers who buy and go").n == 70);
  CHECK(row_of(rows, "lifetime in months: mean").observed == Approx(2));
  CHECK(row_of(rows, "lifetime in months: mean").expected == Approx(2));
  CHECK(row_of(rows, "lifetime: law (distance)").observed == Approx(0.5).margin(1 / 64.));
  CHECK(row_of(rows, "lives that cannot be").p_value == 1);

  check.add(10, 9, end, no_order_limit);     // buys before registration
  check.add(10, end, end, no_order_limit);   // and after the end
  check.add(10, 10, end, 0);                 // and though no order is allowed
  check.add(10, never, 10, no_order_limit);  // has no life
  check.add(10, never, never, no_order_limit);
  CHECK(row_of(rows_of(check), "lives that cannot be").observed == 5);
}

TEST_CASE("LifeCheck: days until a delayed first order", "[check]") {
  // Delays uniform over (0, 1] month; the share of those who buy later does not matter to their law.
  LifeCheck check({.never_buys = 0,
                   .at_registration = 0,
                   .buy_and_go = 0,
                   .lifetime = MonthsLaw::forever(),
                   .latest_months = 1,
                   .delayed_within = [](double months) { return 0.4 * std::min(months, 1.0); }});
  LifeCheck at_noon = check;
  for (int day = 0; day < 30; ++day) {
    check.add(0, day * seconds_per_day + 3600, never, no_order_limit);
    at_noon.add(seconds_per_day / 2, day * seconds_per_day + 13 * 3600, never, no_order_limit);
  }
  const auto rows = rows_of(check);
  const CheckRow mean = row_of(rows, "days until a delayed first order: mean");
  CHECK(mean.n == 30);
  CHECK(mean.expected == Approx(14.5));
  CHECK(mean.observed == Approx(14.5));
  CHECK(mean.standard_error == Approx(std::sqrt((30. * 30 - 1) / 12 / 30)));
  // Days begin at midnight: half of the first and half of the last are part of the month from noon on.
  CHECK(row_of(rows_of(at_noon), "days until a delayed first order: mean").expected == Approx(15));
  for (const CheckRow& row : rows) {
    if (row.name.starts_with("share of delayed first orders within")) CHECK(row.observed == Approx(row.expected));
  }
}
