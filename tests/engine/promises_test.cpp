#include <algorithm>
#include <iterator>
#include <thread>
#include <vector>

#include "support/catch.hpp"
#include "support/simulated.hpp"

using namespace retailsim;
using namespace retailsim::test;

TEST_CASE("Simulation: the same rows whatever the threads, units and batches", "[engine]") {
  const auto simulation = lively_simulation();
  const Scenario scenario = lively_scenario();
  const Rows once = simulated(simulation, scenario);
  REQUIRE(once.lines.size() > 10'000);
  REQUIRE(once.customers.size() == 3000);
  for (const int threads : {2, 3, 8}) {
    CHECK(simulated(simulation, scenario, {.threads = threads, .customers_per_unit = 100}) == once);
  }
  for (const std::int64_t unit : {1, 7, 333, 100'000}) {
    CHECK(simulated(simulation, scenario, {.customers_per_unit = unit}) == once);
  }
  for (const std::size_t lines : {std::size_t{1}, std::size_t{50}, std::size_t{1} << 20}) {
    const Rows rows = simulated(simulation, scenario, {.lines_per_batch = lines});
    CHECK(rows == once);
    CHECK(rows.largest_batch <= std::max<std::size_t>(lines, 10));
  }
  const auto executor = [](int n, const std::function<void()>& worker) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < n; ++i) threads.emplace_back(worker);
  };
  CHECK(simulated(simulation, scenario, {.threads = 3, .executor = executor, .customers_per_unit = 64}) == once);
  // An executor that does one thing after the other is enough.
  const auto serial = [](int n, const std::function<void()>& worker) {
    for (int i = 0; i < n; ++i) worker();
  };
  CHECK(simulated(simulation, scenario, {.threads = 3, .executor = serial, .customers_per_unit = 64}) == once);
}

TEST_CASE("Simulation: other seeds give other rows", "[engine]") {
  Scenario scenario = lively_scenario(200);
  const Rows a = simulated(lively_simulation(), scenario);
  scenario.seed ^= std::uint64_t{1} << 63;
  const Rows b = simulated(lively_simulation(), scenario);
  CHECK_FALSE(a.lines == b.lines);
  CHECK_FALSE(a.customers == b.customers);
}

TEST_CASE("Simulation: shards hold exactly the rows of the whole", "[engine]") {
  const auto simulation = lively_simulation();
  for (const std::int64_t n_customers : {1, 100, 3000}) {
    const Scenario scenario = lively_scenario(n_customers);
    const Rows whole = simulated(simulation, scenario);
    for (const int n_shards : {1, 3, 7, 64}) {
      Rows pieces;
      for (int shard = 0; shard < n_shards; ++shard) {
        pieces.append(simulated(simulation, scenario.shard(shard, n_shards)));
      }
      CHECK(pieces == whole);
    }
  }
}

TEST_CASE("Scenario: shards are cut between blocks where there are enough, and differ by one unit at most",
          "[engine]") {
  Scenario scenario = lively_scenario(100'000);
  scenario.customers_per_block = 1000;
  std::int64_t end = 0, smallest = 1 << 30, largest = 0;
  for (int i = 0; i < 64; ++i) {
    const Scenario piece = scenario.shard(i, 64);
    CHECK(piece.first_customer == end);
    CHECK(piece.first_customer % 1000 == 0);
    end = piece.end_customer();
    smallest = std::min(smallest, piece.n_in_piece);
    largest = std::max(largest, piece.n_in_piece);
  }
  CHECK(end == 100'000);
  CHECK(largest - smallest <= 1000);
  CHECK_THROWS_WITH(scenario.shard(64, 64), "Scenario: shard index must be in [0, 63], got 64");
  CHECK_THROWS_WITH(scenario.shard(-1, 4), "Scenario: shard index must be in [0, 3], got -1");
  CHECK_THROWS_WITH(scenario.shard(0, 0), "Scenario: number of shards must be >= 1, got 0");
}

TEST_CASE("Simulation: random access gives the customers of the whole", "[engine]") {
  const auto simulation = lively_simulation();
  const Scenario scenario = lively_scenario();
  const Rows whole = simulated(simulation, scenario);
  const Rows piece = simulated(simulation, scenario.customers(1234, 100));
  std::vector<LineRow> expected;
  std::ranges::copy_if(whole.lines, std::back_inserter(expected),
                       [](const LineRow& row) { return row.customer_id > 1234 && row.customer_id <= 1334; });
  REQUIRE(!expected.empty());
  CHECK(piece.lines == expected);
  CHECK(piece.customers.size() == 100);

  // The ten-millionth customer costs no more than the first.
  Scenario large = scenario;
  large.n_customers = 20'000'000;
  const Rows far = simulated(simulation, large.customers(10'000'000, 100));
  CHECK(far.customers.size() == 100);
  CHECK(far.customers.front().customer_id == 10'000'001);
  CHECK(simulated(simulation, large.customers(1234, 100)) == piece);
}

TEST_CASE("Simulation: a later end date and more customers only add rows", "[engine]") {
  const auto simulation = lively_simulation();
  const Scenario scenario = lively_scenario();
  const Rows rows = simulated(simulation, scenario);

  Scenario later = scenario;
  later.to = Date{2024, 2, 15};
  const Rows longer = simulated(simulation, later);
  CHECK(longer.lines.size() > rows.lines.size());
  CHECK(holds_all(longer.lines, rows.lines));
  CHECK(holds_all(longer.orders, rows.orders));
  CHECK(holds_all(longer.customers, rows.customers));
  std::vector<LineRow> up_to;
  std::ranges::copy_if(longer.lines, std::back_inserter(up_to),
                       [&](const LineRow& row) { return row.ordered_at < scenario.to.start() * micros_per_second; });
  CHECK(up_to == rows.lines);

  Scenario more = scenario;
  more.n_customers = 4000;
  CHECK(holds_all(simulated(simulation, more).lines, rows.lines));

  Scenario earlier_window = scenario;  // an earlier beginning of the window shifts no row either
  earlier_window.from = Date{2021, 1, 1};
  CHECK(simulated(simulation, earlier_window) == rows);
}

TEST_CASE("Simulation: rows to a day and the delta from it are the rows of the whole", "[engine]") {
  const auto simulation = lively_simulation();
  const Scenario scenario = lively_scenario();
  const Rows whole = simulated(simulation, scenario);
  for (const Date cut : {Date{2022, 1, 2}, Date{2022, 6, 15}, Date{2023, 6, 30}}) {
    Scenario before = scenario, after = scenario;
    before.to = cut;
    after.emit_from = cut;
    Rows both = simulated(simulation, before);
    const Rows delta = simulated(simulation, after);
    for (const LineRow& row : delta.lines) REQUIRE(row.ordered_at >= cut.start() * micros_per_second);
    both.append(delta);
    CHECK(sorted(both.lines) == sorted(whole.lines));
    CHECK(sorted(both.orders) == sorted(whole.orders));
    CHECK(sorted(both.customers) == sorted(whole.customers));
  }
}

TEST_CASE("Simulation: another price model changes prices and nothing else", "[engine]") {
  const Scenario scenario = lively_scenario();
  const Rows a = simulated(lively_simulation(), scenario);
  const Rows b = simulated(lively_simulation(LogNormalPrice{4.0, 0.3}), scenario);
  REQUIRE(a.lines.size() == b.lines.size());
  std::size_t n_other_prices = 0;
  for (std::size_t i = 0; i < a.lines.size(); ++i) {
    LineRow row = b.lines[i];
    n_other_prices += row.unit_price != a.lines[i].unit_price;
    row.unit_price = a.lines[i].unit_price;
    row.discount = a.lines[i].discount;
    row.amount = a.lines[i].amount;
    REQUIRE(row == a.lines[i]);
  }
  CHECK(n_other_prices > a.lines.size() / 2);
  CHECK(a.customers == b.customers);
}

TEST_CASE("Simulation: events add orders of their own and keep the base orders", "[engine]") {
  const Scenario scenario = lively_scenario();
  RetailCalendarParameters calendar = lively_calendar();
  const auto sales_only = [](const Rows& rows, int stream) {
    std::vector<OrderRow> orders;
    std::ranges::copy_if(rows.orders, std::back_inserter(orders), [&](const OrderRow& order) {
      return order.kind == static_cast<std::uint8_t>(Kind::sale) && (order.order_id >> 16 & 3) == stream;
    });
    return orders;
  };
  calendar.events.resize(1);  // the sale
  const Rows with = simulated(lively_simulation(QuarterOff<>{}, calendar), scenario);
  calendar.events.clear();
  const Rows without = simulated(lively_simulation(QuarterOff<>{}, calendar), scenario);
  CHECK(sales_only(with, 0) == sales_only(without, 0));
  CHECK(sales_only(without, 1).empty());
  const auto extra = sales_only(with, 1);
  REQUIRE(extra.size() > 100);
  for (const OrderRow& order : extra) {
    const Date day = date_of(order.ordered_at / micros_per_second);
    CHECK(day.month() == 6);
    CHECK((day.day() >= 10 && day.day() <= 20));
  }
  CHECK(holds_all(with.lines, without.lines));

  calendar.events = {CalendarEvent::yearly("closed", 8, 1, 8, 5, 0.4)};
  const Rows lowered = simulated(lively_simulation(QuarterOff<>{}, calendar), scenario);
  CHECK(lowered.orders.size() < without.orders.size());
  CHECK(holds_all(without.orders, lowered.orders));
}
