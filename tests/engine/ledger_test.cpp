#include <map>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/simulated.hpp"

using namespace retailsim;
using namespace retailsim::test;

namespace {

using LineKey = std::pair<std::int64_t, std::int32_t>;

struct Refunded {
  std::int64_t units = 0, amount = 0;
};

}  // namespace

TEST_CASE("Simulation: the ledger closes on every line", "[engine]") {
  Rows rows = simulated(lively_simulation(), lively_scenario(30'000));
  REQUIRE(rows.lines.size() > 200'000);
  std::map<LineKey, const LineRow*> sales;
  std::map<LineKey, Refunded> refunds;
  std::size_t n_returned = 0, n_exchanged = 0;
  for (const LineRow& row : rows.lines) {
    REQUIRE(row.quantity * row.unit_price - row.discount == row.amount);
    if (row.kind == static_cast<std::uint8_t>(Kind::sale)) {
      REQUIRE(row.quantity > 0);
      REQUIRE(row.refers_to_order_id == 0);
      REQUIRE(row.refers_to_line_no == 0);
      REQUIRE(sales.emplace(LineKey{row.order_id, row.line_no}, &row).second);
    } else {
      const auto sale = sales.find({row.refers_to_order_id, row.refers_to_line_no});
      REQUIRE(sale != sales.end());  // rows are sorted by time within a customer: the sale came before
      REQUIRE(sale->second->ordered_at < row.ordered_at);
      REQUIRE(sale->second->customer_id == row.customer_id);
      REQUIRE(sale->second->sku_id == row.sku_id);
      REQUIRE(sale->second->unit_price == row.unit_price);
      REQUIRE(row.quantity != 0);
      if (row.kind == static_cast<std::uint8_t>(Kind::returned)) {
        REQUIRE(row.quantity < 0);
        Refunded& refunded = refunds[sale->first];
        refunded.units -= row.quantity;
        refunded.amount -= row.amount;
        ++n_returned;
      } else {
        n_exchanged += row.quantity < 0;
      }
    }
  }
  REQUIRE(n_returned > 5000);
  REQUIRE(n_exchanged > 1000);
  std::size_t n_whole = 0;
  for (const auto& [key, refunded] : refunds) {
    const LineRow& sale = *sales.at(key);
    REQUIRE(refunded.units <= sale.quantity);
    REQUIRE(refunded.amount <= sale.amount);
    if (refunded.units == sale.quantity) {
      REQUIRE(refunded.amount == sale.amount);
      ++n_whole;
    }
  }
  CHECK(n_whole > 1000);
}

TEST_CASE("Simulation: an exchange is one negative and one positive row, and costs nothing", "[engine]") {
  const Rows rows = simulated(lively_simulation(), lively_scenario());
  std::size_t n_exchanges = 0;
  for (std::size_t i = 0; i < rows.lines.size(); ++i) {
    const LineRow& row = rows.lines[i];
    if (row.kind != static_cast<std::uint8_t>(Kind::exchange)) continue;
    REQUIRE(row.line_no % 2 == 1);
    const LineRow& other = rows.lines.at(++i);
    REQUIRE(other.order_id == row.order_id);
    REQUIRE(other.line_no == row.line_no + 1);
    REQUIRE(row.quantity < 0);
    REQUIRE(other.quantity == -row.quantity);
    REQUIRE(other.amount == -row.amount);
    ++n_exchanges;
  }
  CHECK(n_exchanges > 50);
}

TEST_CASE("refund: parts of a line add up to what it cost, to the cent", "[engine]") {
  for (const std::int64_t amount : {0, 1, 2, 999, 1000, 12'345'678}) {
    for (const std::int32_t quantity : {1, 2, 3, 7, 10'000}) {
      for (const std::int32_t cut : {0, 1, quantity / 3, quantity - 1, quantity}) {
        const std::int64_t first = engine::refund(amount, quantity, 0, cut);
        const std::int64_t rest = engine::refund(amount, quantity, cut, quantity);
        CHECK(first + rest == amount);
        CHECK(first >= 0);
        CHECK(rest >= 0);
      }
    }
  }
}

TEST_CASE("Simulation: tables agree, keys are keys, rows are sorted and in the window", "[engine]") {
  const Scenario scenario = lively_scenario(10'000);
  const Rows rows = simulated(lively_simulation(), scenario);
  std::map<std::int64_t, const CustomerRow*> customers;
  for (const CustomerRow& row : rows.customers) REQUIRE(customers.emplace(row.customer_id, &row).second);
  const std::int64_t to = scenario.to.start() * micros_per_second;
  std::size_t line = 0;
  for (std::size_t o = 0; o < rows.orders.size(); ++o) {
    const OrderRow& order = rows.orders[o];
    REQUIRE(order.order_id >> 18 == order.customer_id);
    REQUIRE(order.order_id < std::int64_t{1} << 53);
    REQUIRE(customers.contains(order.customer_id));
    REQUIRE(order.ordered_at >= customers[order.customer_id]->registered_at);
    REQUIRE(order.ordered_at < to);
    REQUIRE(order.ordered_at % micros_per_second == 0);
    if (o > 0) {
      const OrderRow& before = rows.orders[o - 1];
      REQUIRE(std::tie(before.customer_id, before.ordered_at, before.order_id) <
              std::tie(order.customer_id, order.ordered_at, order.order_id));
    }
    std::int64_t amount = 0;
    for (std::int32_t k = 1; k <= order.n_lines; ++k, ++line) {
      const LineRow& row = rows.lines.at(line);
      REQUIRE(row.order_id == order.order_id);
      REQUIRE(row.line_no == k);
      REQUIRE(row.customer_id == order.customer_id);
      REQUIRE(row.ordered_at == order.ordered_at);
      REQUIRE(row.kind == order.kind);
      amount += row.amount;
    }
    REQUIRE(amount == order.amount);
  }
  CHECK(line == rows.lines.size());
}
