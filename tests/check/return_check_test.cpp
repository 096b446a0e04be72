#include <retailsim/check/return_check.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "check/row_of.hpp"

using namespace retailsim;
using namespace retailsim::check;
using namespace retailsim::test;

namespace {

const ReturnDelay delay = ReturnDelay::uniform(1, 10);

ReturnSetting setting() {
  return {.of_sku = {{0.2, 0.05}, {0.4, 0}},
          .whole_line_share = 0.5,
          .delay = &delay,
          .to = 100 * seconds_per_day,
          .all_shown = true};
}

/// What comes back of one sale: line 1 of two units at 1.50, line 2 of three at 1.00 less 0.01; it was on day 10.
struct Rows {
  std::vector<std::int64_t> order_id{77}, customer_id{5}, ordered_at{10 * seconds_per_day * micros_per_second};
  std::vector<std::uint8_t> kind{0};
  std::vector<std::int32_t> n_lines{2}, quantity{2, 3}, refers_to_line_no{0, 0};
  std::vector<std::int64_t> amount{300, 299}, refers_to_order_id{0, 0};

  void back(int day, Kind of_kind, std::int64_t sale, std::int32_t line_no, std::int32_t units, std::int64_t cents) {
    order_id.push_back(100 + day);
    customer_id.push_back(5);
    ordered_at.push_back(day * seconds_per_day * micros_per_second);
    kind.push_back(static_cast<std::uint8_t>(of_kind));
    n_lines.push_back(1);
    quantity.push_back(-units);
    amount.push_back(-cents);
    refers_to_line_no.push_back(line_no);
    refers_to_order_id.push_back(sale);
  }

  ReturnCheck checked() const {
    OrderColumns<ConstColumn> orders;
    orders.order_id = order_id;
    orders.customer_id = customer_id;
    orders.ordered_at = ordered_at;
    orders.kind = kind;
    orders.n_lines = n_lines;
    LineColumns<ConstColumn> lines;
    lines.quantity = quantity;
    lines.amount = amount;
    lines.refers_to_line_no = refers_to_line_no;
    lines.refers_to_order_id = refers_to_order_id;
    ReturnCheck check(setting());
    check.begin_customer();
    check.add_sale(10 * seconds_per_day, std::array<std::int64_t, 2>{1, 2}, 1);
    for (std::size_t o = 1; o < order_id.size(); ++o) check.add_return(orders, o, lines, o + 1);
    return check;
  }
};

double n_wrong(const Rows& rows) { return row_of(rows_of(rows.checked()), "rows that do not fit their sale").observed; }

}  // namespace

TEST_CASE("ReturnCheck: shares, units and delays of what comes back", "[check]") {
  Rows rows;
  rows.back(14, Kind::returned, 77, 2, 1, 99);
  const auto found = rows_of(rows.checked());
  CHECK(row_of(found, "rows that do not fit their sale").n == 1);
  CHECK(row_of(found, "rows that do not fit their sale").p_value == 1);
  CHECK(row_of(found, "share of lines returned").n == 2);
  CHECK(row_of(found, "share of lines returned").observed == Approx(0.5));
  CHECK(row_of(found, "share of lines returned").expected == Approx(0.3));
  CHECK(row_of(found, "share of lines exchanged").expected == Approx(0.025));
  // Of three units: all with probability 1/2, else 1 to 3 alike.
  CHECK(row_of(found, "units back of lines of several: mean").expected == Approx(2.5));
  CHECK(row_of(found, "units back of lines of several: mean").observed == Approx(1));
  CHECK(row_of(found, "days until goods come back: mean").observed == Approx(4));
  CHECK(row_of(found, "days until goods come back: mean").expected == Approx(delay.mean_days()));
}

TEST_CASE("ReturnCheck: never more than was sold, all money for all units, never before the sale", "[check]") {
  Rows all_in_two;
  all_in_two.back(12, Kind::returned, 77, 2, 1, 99);
  all_in_two.back(13, Kind::returned, 77, 2, 2, 200);
  CHECK(n_wrong(all_in_two) == 0);
  Rows cent_missing;
  cent_missing.back(12, Kind::returned, 77, 1, 2, 299);
  CHECK(n_wrong(cent_missing) == 1);
  Rows too_many_units;
  too_many_units.back(12, Kind::returned, 77, 1, 3, 300);
  CHECK(n_wrong(too_many_units) == 1);
  Rows too_much_money;
  too_much_money.back(12, Kind::returned, 77, 1, 1, 301);
  CHECK(n_wrong(too_much_money) == 1);
  Rows before;
  before.back(9, Kind::returned, 77, 1, 1, 150);
  CHECK(n_wrong(before) == 1);
  Rows no_such_line;
  no_such_line.back(12, Kind::returned, 77, 3, 1, 100);
  CHECK(n_wrong(no_such_line) == 1);
  Rows no_such_sale;
  no_such_sale.back(12, Kind::returned, 78, 1, 1, 150);
  CHECK(n_wrong(no_such_sale) == 1);
}
