// Two worlds: with a summer sale and without. The customers and their own orders are the same in both, so what the sale
// does is known for every customer, and its expectation is known exactly.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <map>
#include <vector>

#include <retailsim/models.hpp>
#include <retailsim/simulation.hpp>

using namespace retailsim;

namespace {

auto shop(bool with_sale) {
  constexpr std::int32_t discount = 2000;  // 20 % in basis points
  // At an elasticity of -2.62 (Bijmolt et al. 2005) 20 % off sells 1.79 times as much.
  const CalendarEvent event =
      CalendarEvent::once("summer sale", Date{2023, 6, 10}, Date{2023, 6, 20}, demand_factor(discount, -2.62));
  RetailCalendarParameters calendar = RetailCalendarParameters::mild();
  std::vector<DiscountEvent> discounts;
  if (with_sale) {
    calendar.events.push_back(event);
    discounts.push_back({event, discount});
  }
  return Simulation{EventDiscount{LogNormalPrice{2.5, 0.8}, discounts}, RetailCalendar{calendar},
                    IndependentBasket{{.sizes = DiscreteTable{1, {.5, .3, .2}}}},
                    LifetimeChurn{{.buy_and_go = .2, .lifetime = MonthsLaw::uniform(6, 30)}}, GammaRates{0.9, 0.1}};
}

/// Amount spent by each customer, in cents.
std::map<std::int64_t, std::int64_t> spend(const Dataset& data) {
  std::map<std::int64_t, std::int64_t> amounts;
  for (std::size_t i = 0; i < data.n_orders(); ++i) amounts[data.orders.customer_id(i)] += data.orders.amount(i);
  return amounts;
}

}  // namespace

int main() {
  Scenario scenario;
  scenario.seed = 7;
  scenario.n_customers = 20'000;
  const auto with_sale = shop(true), without_sale = shop(false);
  const Dataset sale = with_sale.run(scenario, {.truth = true}), none = without_sale.run(scenario);

  // Effect per customer: the difference between the two worlds.
  const auto spent = spend(sale), base = spend(none);
  std::int64_t effect = 0;
  std::size_t n_touched = 0;
  for (const auto& [customer, amount] : spent) {
    const auto found = base.find(customer);
    const std::int64_t difference = amount - (found == base.end() ? 0 : found->second);
    effect += difference;
    n_touched += difference != 0;
  }

  // Exactly expected number of added orders: rate times the calendar's extra time while each customer was there.
  const auto world = with_sale.world(scenario);
  const auto& extra = world.calendar.extra();
  double expected = 0;
  for (std::size_t i = 0; i < sale.truth.customer_id.size(); ++i) {
    if (sale.truth.first_order_at(i) == no_time) continue;
    const Seconds from = sale.truth.first_order_at(i) / micros_per_second;
    const Seconds gone = sale.truth.churned_at(i) == no_time ? never : sale.truth.churned_at(i) / micros_per_second;
    const Seconds to = std::min(gone, scenario.to.start());
    const double days = static_cast<double>(extra.ticks_at(to) - extra.ticks_at(from)) / ticks_per_day;
    expected += sale.truth.orders_per_year(i) / days_per_year * std::max(days, 0.0);
  }
  const double added = static_cast<double>(sale.n_orders()) - static_cast<double>(none.n_orders());
  const double standard_errors = (added - expected) / std::sqrt(expected);
  std::cout << "orders added: " << added << ", exactly expected: " << expected << " (" << standard_errors
            << " standard errors)\ncustomers touched: " << n_touched
            << "\nrevenue: " << static_cast<double>(effect) / 100 << '\n';
  assert(std::abs(standard_errors) < 4.9);  // a right world fails one seed in a million
  assert(n_touched > 100);
}
