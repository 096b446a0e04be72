#include <cmath>
#include <map>
#include <vector>

#include <retailsim/churn/bg_nbd_churn.hpp>
#include <retailsim/engine/renewal_count.hpp>

#include "support/catch.hpp"
#include "support/simulated.hpp"

using namespace retailsim;
using namespace retailsim::test;

namespace {

struct Erlang3 : GammaRates {
  using GammaRates::GammaRates;
  int gap_shape() const { return 3; }
};
static_assert(ErlangPopulation<Erlang3>);

/// Distance in standard errors between the orders of the days after a date and what the truth table expected of them.
template <class Simulation>
double distance(const Simulation& simulation, Scenario scenario, int days) {
  const Date date = scenario.to;
  const Dataset before = simulation.run(scenario, {.truth = true, .outlook = date});
  scenario.to = date + days;
  std::map<std::int64_t, int> orders;
  simulation.run(scenario, [&](const Batch& batch) {
    for (std::size_t i = 0; i < batch.orders.order_id.size(); ++i) {
      if (batch.orders.kind[i] == 0 && batch.orders.ordered_at[i] >= date.start() * micros_per_second) {
        ++orders[batch.orders.customer_id[i]];
      }
    }
  });
  double sum = 0, squares = 0;
  std::int64_t total = 0;
  for (std::size_t i = 0; i < before.truth.customer_id.size(); ++i) {
    const double expected = days == 30   ? before.truth.expected_orders_30(i)
                            : days == 90 ? before.truth.expected_orders_90(i)
                                         : before.truth.expected_orders_365(i);
    const auto found = orders.find(before.truth.customer_id(i));
    const double observed = found == orders.end() ? 0 : found->second;
    total += static_cast<std::int64_t>(observed);
    sum += observed - expected;
    squares += (observed - expected) * (observed - expected);
  }
  REQUIRE(total > 1000);
  return sum / std::sqrt(squares);
}

Scenario truth_scenario() {
  Scenario scenario = lively_scenario(20'000);
  scenario.registered_to = Date{2022, 12, 1};  // everybody is registered by the date of the outlook
  return scenario;
}

}  // namespace

// A right expectation fails one seed in a million in each of these.
TEST_CASE("truth: expected orders are what comes, with lifetimes, events and shocks", "[engine][statistical]") {
  const auto simulation = lively_simulation();
  for (const int days : {30, 90, 365}) CHECK(std::abs(distance(simulation, truth_scenario(), days)) < 4.9);
}

TEST_CASE("truth: expected orders are what comes, with Erlang gaps", "[engine][statistical]") {
  const auto simulation = simulate_with(LogNormalPrice{3, 0.5}, IndependentBasket(),
                                        RetailCalendar(RetailCalendarParameters::mild()), Erlang3(1.2, 0.1));
  for (const int days : {30, 90, 365}) CHECK(std::abs(distance(simulation, truth_scenario(), days)) < 4.9);
}

TEST_CASE("truth: expected orders are what comes, with drop-out after orders", "[engine][statistical]") {
  RetailCalendarParameters calendar = lively_calendar();
  calendar.events.resize(1);
  const auto simulation = simulate_with(LogNormalPrice{3, 0.5}, IndependentBasket(), RetailCalendar(calendar),
                                        BgNbdChurn(0.8, 2.5), GammaRates(1.2, 0.1));
  for (const int days : {30, 90, 365}) CHECK(std::abs(distance(simulation, truth_scenario(), days)) < 4.9);
}

TEST_CASE("truth: nobody buys after churning, and who never buys has no first order", "[engine]") {
  const auto simulation = lively_simulation();
  const Dataset data = simulation.run(lively_scenario(), {.truth = true});
  REQUIRE(data.truth.customer_id.size() == data.n_customers());
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> first_and_last;
  std::map<std::int64_t, int> n_orders;
  for (std::size_t i = 0; i < data.n_orders(); ++i) {
    if (data.orders.kind(i) != 0) continue;
    auto& [first, last] = first_and_last.try_emplace(data.orders.customer_id(i), INT64_MAX, INT64_MIN).first->second;
    first = std::min(first, data.orders.ordered_at(i));
    last = std::max(last, data.orders.ordered_at(i));
    ++n_orders[data.orders.customer_id(i)];
  }
  std::size_t n_never = 0;
  for (std::size_t i = 0; i < data.truth.customer_id.size(); ++i) {
    CHECK(data.truth.customer_id(i) == data.customers.customer_id(i));
    const auto bought = first_and_last.find(data.truth.customer_id(i));
    CHECK(data.truth.n_orders(i) == n_orders[data.truth.customer_id(i)]);
    if (data.truth.first_order_at(i) == no_time) {
      CHECK(bought == first_and_last.end());
      CHECK(data.truth.churned_at(i) == data.customers.registered_at(i));
      CHECK(data.truth.expected_orders_365(i) == 0);
      ++n_never;
    } else if (bought != first_and_last.end()) {
      if (data.truth.churned_at(i) != no_time) CHECK(bought->second.second < data.truth.churned_at(i));
    }
  }
  CHECK(n_never > 200);
}

TEST_CASE("expected_renewals: the Poisson count, its limit, and the renewal function of Erlang-2", "[engine]") {
  using engine::expected_renewals;
  CHECK(expected_renewals(1, 0.3, 2.5, UINT64_MAX) == 2.5);
  CHECK(expected_renewals(1, 0, 0.7, 1) == Approx(1 - std::exp(-0.7)).epsilon(1e-12));
  // E min(N, 2) = P(N >= 1) + P(N >= 2).
  CHECK(expected_renewals(1, 0, 1.3, 2) == Approx(2 - std::exp(-1.3) * (2 + 1.3)).epsilon(1e-12));
  // Cox 1962: for Erlang-2 gaps of unit mean, H(t) = t - 1/4 + exp(-4 t) / 4.
  for (const double t : {0.1, 1.0, 5.0}) {
    CHECK(expected_renewals(2, 0, t, UINT64_MAX) == Approx(t - 0.25 + std::exp(-4 * t) / 4).epsilon(1e-10));
  }
  // Long after the last event every further one is a step away.
  CHECK(expected_renewals(2, 1e6, 1e-3, UINT64_MAX) == Approx(2e-3).epsilon(1e-3));
  CHECK(expected_renewals(3, 0.5, 1e4, UINT64_MAX) == Approx(1e4).epsilon(1e-4));
  CHECK(expected_renewals(2, 0.5, 0, UINT64_MAX) == 0);
  CHECK(expected_renewals(2, 0.5, 10, 0) == 0);
}
