// A shop in a page: compose models, run a scenario, use the arrays.
#include <cassert>
#include <iostream>

#include <retailsim/core/xtensor.hpp>
#include <retailsim/models.hpp>
#include <retailsim/simulation.hpp>

using namespace retailsim;

int main() {
  Simulation simulation{LogNormalPrice{2.5, 0.8}, RetailCalendar{RetailCalendarParameters::mild()},
                        IndependentBasket{{.sizes = DiscreteTable{1, {.5, .3, .15, .05}}}},
                        LifetimeChurn{{.never_buys = .1, .buy_and_go = .3, .lifetime = MonthsLaw::uniform(6, 30)}},
                        GammaRates{0.9, 0.1}};  // 9 orders a year on average, very different from customer to customer
  Scenario scenario;
  scenario.seed = 42;
  scenario.n_customers = 10'000;
  Dataset data = simulation.run(scenario);

  // Columns are xtensor arrays: money in cents, times in microseconds since 1970.
  std::int64_t revenue = 0;
  for (const std::int64_t amount : data.lines.amount) revenue += amount;
  std::cout << data.n_customers() << " customers, " << data.n_orders() << " orders, " << data.n_lines() << " lines, "
            << revenue / 100 << " revenue\n";
  std::cout << "first line: order " << data.lines.order_id(0) << ", SKU " << data.lines.sku_id(0) << ", "
            << static_cast<double>(data.lines.amount(0)) / 100 << '\n';

  // The same rows in batches, with bounded memory: the sink sees spans of columns.
  std::int64_t streamed = 0;
  const RunSummary summary = simulation.run(scenario,
                                            [&](const Batch& batch) {
                                              for (const std::int64_t amount : batch.lines.amount) streamed += amount;
                                            },
                                            {.threads = 2});
  assert(streamed == revenue);
  assert(summary.lines == static_cast<std::int64_t>(data.n_lines()));

  // Random access: customers 5,000 to 5,009 alone are the same as in the whole.
  const Dataset ten = simulation.run(scenario.customers(5'000, 10));
  assert(ten.n_customers() == 10);
  assert(ten.customers.registered_at(0) == data.customers.registered_at(5'000));
}
