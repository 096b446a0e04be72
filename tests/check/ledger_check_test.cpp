#include <retailsim/check/ledger_check.hpp>

#include <cstdint>
#include <vector>

#include "check/row_of.hpp"

using namespace retailsim;
using namespace retailsim::check;
using namespace retailsim::test;

TEST_CASE("LedgerCheck: lines that do not add up, orders outside the window", "[check]") {
  Scenario scenario;
  scenario.from = Date{2023, 1, 1};
  scenario.to = Date{2023, 2, 1};
  const std::int64_t begin = scenario.from.start() * micros_per_second, end = scenario.to.start() * micros_per_second;
  const std::vector<std::int32_t> quantity{2, -1, 3};
  const std::vector<std::int64_t> price{150, 150, 99}, discount{30, -15, 0}, amount{270, -135, 298};
  const std::vector<std::int64_t> at{begin - 1, begin, end - 1, end};
  LineColumns<ConstColumn> lines;
  lines.quantity = quantity;
  lines.unit_price = price;
  lines.discount = discount;
  lines.amount = amount;
  OrderColumns<ConstColumn> orders;
  orders.ordered_at = at;

  LedgerCheck check(scenario);
  check.add(lines, orders);
  LedgerCheck both = check;
  both.merge(check);
  const CheckRow wrong = row_of(rows_of(both), "lines that do not add up");
  CHECK(wrong.observed == 2);
  CHECK(wrong.n == 6);
  CHECK(wrong.p_value == 0);
  const CheckRow outside = row_of(rows_of(both), "orders outside the window");
  CHECK(outside.observed == 4);
  CHECK(outside.n == 8);

  scenario.emit_from = Date{2023, 1, 20};
  LedgerCheck of_delta(scenario);
  of_delta.add(lines, orders);
  CHECK(row_of(rows_of(of_delta), "orders outside the window").observed == 3);
}
