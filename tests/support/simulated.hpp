#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <vector>

#include <retailsim/simulation.hpp>

#include <retailsim/churn/lifetime_churn.hpp>
#include <retailsim/population/gamma_rates.hpp>
#include <retailsim/seasonality/retail_calendar.hpp>

/// Rows of a run as comparable values, and a lively world to make them: what the tests of the engine share.
namespace retailsim::test {

struct LineRow {
  std::int64_t order_id, customer_id, sku_id, ordered_at, unit_price, discount, amount, refers_to_order_id;
  std::int32_t line_no, quantity, refers_to_line_no;
  std::uint8_t kind;
  auto operator<=>(const LineRow&) const = default;
};

struct CustomerRow {
  std::int64_t customer_id, registered_at;
  std::int32_t birth_date;
  std::uint8_t gender, segment;
  auto operator<=>(const CustomerRow&) const = default;
};

struct OrderRow {
  std::int64_t order_id, customer_id, ordered_at, amount;
  std::int32_t n_lines;
  std::uint8_t kind, shop;
  auto operator<=>(const OrderRow&) const = default;
};

/// A sink that keeps every row, in the order of delivery.
struct Rows {
  std::vector<CustomerRow> customers;
  std::vector<OrderRow> orders;
  std::vector<LineRow> lines;
  std::int64_t end_customer = 0;
  std::size_t largest_batch = 0, n_batches = 0;

  void operator()(const Batch& b) {
    for (std::size_t i = 0; i < b.customers.customer_id.size(); ++i) {
      customers.push_back({b.customers.customer_id[i], b.customers.registered_at[i], b.customers.birth_date[i],
                           b.customers.gender[i], b.customers.segment[i]});
    }
    for (std::size_t i = 0; i < b.orders.order_id.size(); ++i) {
      orders.push_back({b.orders.order_id[i], b.orders.customer_id[i], b.orders.ordered_at[i], b.orders.amount[i],
                        b.orders.n_lines[i], b.orders.kind[i], b.orders.shop[i]});
    }
    for (std::size_t i = 0; i < b.lines.order_id.size(); ++i) {
      lines.push_back({b.lines.order_id[i], b.lines.customer_id[i], b.lines.sku_id[i], b.lines.ordered_at[i],
                       b.lines.unit_price[i], b.lines.discount[i], b.lines.amount[i], b.lines.refers_to_order_id[i],
                       b.lines.line_no[i], b.lines.quantity[i], b.lines.refers_to_line_no[i], b.lines.kind[i]});
    }
    end_customer = std::max(end_customer, b.end_customer);
    largest_batch = std::max(largest_batch, b.lines.order_id.size());
    ++n_batches;
  }

  bool operator==(const Rows& other) const {
    return customers == other.customers && orders == other.orders && lines == other.lines;
  }
  void append(const Rows& other) {
    customers.insert(customers.end(), other.customers.begin(), other.customers.end());
    orders.insert(orders.end(), other.orders.begin(), other.orders.end());
    lines.insert(lines.end(), other.lines.begin(), other.lines.end());
  }
};

template <class Row>
std::vector<Row> sorted(std::vector<Row> rows) {
  std::ranges::sort(rows);
  return rows;
}

/// Whether every row of `part` is one of `whole`, both without repeats.
template <class Row>
bool holds_all(const std::vector<Row>& whole, const std::vector<Row>& part) {
  return std::ranges::includes(sorted(whole), sorted(part));
}

/// List price of an inner model, and 25 % off a quarter of the lines.
template <class Inner = LogNormalPrice>
struct QuarterOff {
  Inner inner{2.5, 0.7};
  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue& c, const Draws& d) const {
    inner.list_prices(prices, costs, c, d);
  }
  void paid_prices(std::span<std::int64_t>, std::span<std::int32_t> discounts, const LineBlock&, const Draws& d) const {
    std::vector<std::uint64_t> words(discounts.size());
    d.of(Purpose::line_discount).words(words);
    for (std::size_t i = 0; i < words.size(); ++i) discounts[i] = words[i] >> 62 == 0 ? 2500 : 0;
  }
};
static_assert(PriceModel<QuarterOff<>>);

/// A quarter of the lines comes back, wholly or in part; some units are exchanged; after 1 to 40 days.
struct ManyReturns {
  void returns(std::span<std::int32_t> returned, std::span<std::int32_t> exchanged, const LineBlock& lines,
               const Draws& d) const {
    std::vector<std::uint64_t> words(returned.size());
    d.of(Purpose::line_return).words(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i] >> 62 != 0) continue;
      returned[i] = static_cast<std::int32_t>((words[i] >> 40) % static_cast<std::uint64_t>(lines.quantity[i] + 1));
      exchanged[i] = (words[i] >> 50) % 3 == 0 ? lines.quantity[i] - returned[i] : 0;
    }
  }
  void delays(std::span<Seconds> seconds, const OrderBlock&, const Draws& d) const {
    std::vector<std::uint64_t> words(seconds.size());
    d.of(Purpose::order_return_delay).words(words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      seconds[i] = seconds_per_day + static_cast<Seconds>(words[i] % (39 * 86'400));
    }
  }
};
static_assert(ReturnModel<ManyReturns>);

inline RetailCalendarParameters lively_calendar() {
  RetailCalendarParameters p = RetailCalendarParameters::mild();
  p.events = {CalendarEvent::yearly("sale", 6, 10, 6, 20, 2.5), CalendarEvent::yearly("closed", 8, 1, 8, 5, 0.4)};
  return p;
}

inline LifetimeChurnParameters lively_life() {
  return {.never_buys = 0.1,
          .at_registration = 0.6,
          .first_delay = MonthsLaw::uniform(0, 3),
          .lost_after_months = 2.5,
          .buy_and_go = 0.2,
          .lifetime = MonthsLaw::uniform(3, 20)};
}

inline BasketShape lively_baskets() {
  return {.sizes = DiscreteTable{1, {.4, .3, .2, .05, .05}}, .quantities = DiscreteTable{1, {.8, .1, .05, .05}}};
}

/// Every part of the engine at work: events that raise and lower, discounts, returns, exchanges, churn.
template <PriceModel Price = QuarterOff<>>
auto lively_simulation(Price price = {}, RetailCalendarParameters calendar = lively_calendar()) {
  return Simulation(std::move(price), RetailCalendar(std::move(calendar)), IndependentBasket(lively_baskets()),
                    LifetimeChurn(lively_life()), GammaRates(1.2, 0.1), ManyReturns{});
}

inline Scenario lively_scenario(std::int64_t n_customers = 3000) {
  Scenario scenario;
  scenario.seed = 20;
  scenario.n_customers = n_customers;
  scenario.catalogue = Catalogue::plain(200);
  scenario.registered_from = scenario.from = Date{2022, 1, 1};
  scenario.registered_to = Date{2023, 3, 1};
  scenario.to = Date{2023, 7, 1};
  scenario.customers_per_block = 256;
  return scenario;
}

template <class Simulation>
Rows simulated(const Simulation& simulation, const Scenario& scenario, const RunOptions& options = {}) {
  Rows rows;
  simulation.run(scenario, rows, options);
  return rows;
}

}  // namespace retailsim::test
