// A shop whose truth is known, and what a model of purchases finds of it: fit BG/NBD to two years, forecast the next 90
// days of every customer, compare with what happens.
#include <cassert>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <vector>

#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/summarise_purchases.hpp>
#include <retailsim/models.hpp>
#include <retailsim/simulation.hpp>

using namespace retailsim;

int main() {
  // Rates per year ~ Gamma(0.8, 0.2); after each repeat order a customer is gone with a probability ~ Beta(0.8, 4).
  Simulation simulation{LogNormalPrice{2.5, 0.8}, NoSeasonality{},
                        IndependentBasket{{.sizes = DiscreteTable{1, {1.0}}}}, BgNbdChurn{0.8, 4.0},
                        GammaRates{0.8, 0.2}};
  Scenario scenario;
  scenario.seed = 11;
  scenario.n_customers = 20'000;
  scenario.registered_from = {2020, 1, 1};
  scenario.registered_to = {2021, 6, 30};
  scenario.from = {2020, 1, 1};
  scenario.to = {2022, 4, 1};
  const Dataset data = simulation.run(scenario);

  const std::int32_t until = Date(2022, 1, 1).days;
  std::vector<std::uint32_t> customer;
  std::vector<std::int64_t> second;
  for (std::size_t i = 0; i < data.n_orders(); ++i) {
    customer.push_back(static_cast<std::uint32_t>(data.orders.customer_id(i) - 1));
    second.push_back(data.orders.ordered_at(i) / micros_per_second);
  }
  // Histories (x, t_x, T) in days, to the second.
  const auto known = forecast::summarise_purchases<std::int64_t>(
      customer, second, scenario.n_customers, {.until = until * seconds_per_day, .unit = seconds_per_day});
  const auto [model, report] = forecast::BgNbd::fit(forecast::GroupedHistory(known.history));
  std::cout << "r " << model.r() << ", alpha " << model.alpha() / days_per_year << " years, a " << model.a() << ", b "
            << model.b() << ", log likelihood " << report.log_likelihood << '\n';

  std::vector<double> expected(known.history.size());
  model.expected_purchases(known.history, 90, expected);
  double total = 0, happened = 0;
  for (const double orders : expected) total += orders;
  for (const std::int64_t at : second) happened += at >= until * seconds_per_day;
  std::cout << "orders of the next 90 days: " << total << " expected, " << happened << " made\n";

  // Four standard errors of each parameter, and of the total (counts of a customer vary more than Poisson's).
  const double truth[] = {0.8, 0.2 * days_per_year, 0.8, 4.0};
  for (std::size_t k = 0; k < 4; ++k)
    assert(std::abs(std::log(report.parameters[k] / truth[k])) < 4 * report.standard_errors[k] / report.parameters[k]);
  assert(std::abs(total - happened) < 0.05 * happened);
}
