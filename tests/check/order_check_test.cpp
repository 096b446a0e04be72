#include <retailsim/check/order_check.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/seasonality/calendar_event.hpp>
#include <retailsim/seasonality/no_seasonality.hpp>

#include "check/row_of.hpp"

using namespace retailsim;
using namespace retailsim::check;
using namespace retailsim::test;

namespace {

const Date first{2023, 1, 1}, last{2024, 1, 1};

/// Customers who register on the first day, as the engine would show them.
struct Latent {
  std::vector<double> per_year;
  std::vector<Seconds> registered_at, first_order_at, ends_at;
  std::vector<std::uint32_t> max_orders, all;

  void add(double rate, Seconds first_order, Seconds end, std::uint32_t most = no_order_limit) {
    all.push_back(static_cast<std::uint32_t>(per_year.size()));
    per_year.push_back(rate);
    registered_at.push_back(first.start());
    first_order_at.push_back(first_order);
    ends_at.push_back(end);
    max_orders.push_back(most);
  }
  LatentCustomers customers() const {
    LatentCustomers latent;
    latent.block.n = per_year.size();
    latent.block.orders_per_year = per_year;
    latent.block.registered_at = registered_at;
    latent.first_order_at = first_order_at;
    latent.ends_at = ends_at;
    latent.max_orders = max_orders;
    return latent;
  }
};

const std::vector<CalendarEvent> no_events;

}  // namespace

TEST_CASE("OrderCheck: each customer is judged by rate, first order and end", "[check]") {
  const Calendar calendar(NoSeasonality{}, first, last, first, 1);
  OrderCheck check(
      {.calendar = &calendar, .from = first.start(), .to = last.start(), .gap_shape = 1, .buy_and_go = 0.2});
  Latent latent;
  latent.add(10, first.start(), never);                                 // a whole year
  latent.add(10, first.start(), first.start() + 73 * seconds_per_day);  // a fifth of it
  latent.add(10, last.start() + 5, never);                              // buys after the window
  latent.add(10, first.start() + seconds_per_day, first.start() + 2 * seconds_per_day);
  check.begin_unit(latent.customers(), latent.all);
  const auto add = [&](std::size_t customer, Seconds at, std::uint32_t number) {
    check.add(customer, at, Stream::base, number);
  };
  add(0, first.start(), 0);
  add(0, first.start() + 30 * seconds_per_day, 1);
  add(0, first.start() + 60 * seconds_per_day, 2);
  add(1, first.start(), 0);
  add(3, first.start() + seconds_per_day, 0);
  check.end_unit();

  const auto rows = rows_of(check, no_events);
  CHECK(row_of(rows, "first orders in the window").expected == 3);
  CHECK(row_of(rows, "first orders in the window").observed == 3);
  CHECK(row_of(rows, "first orders in the window").p_value == 1);
  const CheckRow one_only = row_of(rows, "buyers with one order only");
  CHECK(one_only.n == 3);
  CHECK(one_only.observed == Approx(2 / 3.));
  CHECK(one_only.expected == Approx(0.2 + 0.8 * (std::exp(-10.) + std::exp(-2.) + std::exp(-10 / 365.)) / 3));
  CHECK(row_of(rows, "repeat orders").observed == 2);
  CHECK(row_of(rows, "repeat orders").expected == Approx(10 + 2 + 10 / 365.));
  CHECK(row_of(rows, "first gap (distance)").n == 1);
}

TEST_CASE("OrderCheck: a first order that is missing is an error", "[check]") {
  const Calendar calendar(NoSeasonality{}, first, last, first, 1);
  OrderCheck check({.calendar = &calendar, .from = first.start(), .to = last.start()});
  Latent latent;
  latent.add(10, first.start(), never);
  check.begin_unit(latent.customers(), latent.all);
  check.end_unit();
  CHECK(row_of(rows_of(check, no_events), "first orders in the window").p_value == 0);
}

TEST_CASE("OrderCheck: who starts with a gap may have no order yet; a limit of orders ends the time at risk",
          "[check]") {
  const Calendar calendar(NoSeasonality{}, first, last, first, 1);
  OrderCheck check({.calendar = &calendar, .from = first.start(), .to = last.start()});
  Latent latent;
  latent.add(1, after_a_gap, never);
  latent.add(2, first.start(), never, 2);  // one order more after the first
  check.begin_unit(latent.customers(), latent.all);
  check.add(1, first.start(), Stream::base, 0);
  check.add(1, first.start() + 100 * seconds_per_day, Stream::base, 1);
  check.end_unit();
  const auto rows = rows_of(check, no_events);
  CHECK(row_of(rows, "customers without an order yet").observed == 1);
  CHECK(row_of(rows, "customers without an order yet").expected == Approx(std::exp(-1)));
  CHECK(row_of(rows, "repeat orders").observed == 1);
  CHECK(row_of(rows, "repeat orders").expected == Approx(1 + 200 / 365.));
}
