// A model of purchases of one's own, in one header: judged at rolling origins beside the others, stacked with them,
// saved and loaded.
#include <cassert>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <vector>

#include <unistd.h>

#include <retailsim/forecast/backtest.hpp>
#include <retailsim/forecast/baselines.hpp>
#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/btyd_forecast.hpp>
#include <retailsim/forecast/stacked_forecast.hpp>
#include <retailsim/models.hpp>
#include <retailsim/simulation.hpp>

#include "decayed_rate.hpp"

using namespace retailsim;

int main() {
  Simulation simulation{LogNormalPrice{2.5, 0.8}, NoSeasonality{},
                        IndependentBasket{{.sizes = DiscreteTable{1, {1.0}}}}, BgNbdChurn{0.8, 4.0},
                        GammaRates{0.8, 0.1}};
  Scenario scenario;
  scenario.seed = 11;
  scenario.n_customers = 4000;
  scenario.registered_from = {2020, 1, 1};
  scenario.registered_to = {2021, 6, 30};
  scenario.from = {2020, 1, 1};
  scenario.to = {2022, 1, 1};
  const Dataset data = simulation.run(scenario);
  std::vector<std::uint32_t> customer;
  std::vector<std::int32_t> day;
  for (std::size_t i = 0; i < data.n_orders(); ++i) {
    customer.push_back(static_cast<std::uint32_t>(data.orders.customer_id(i) - 1));
    day.push_back(static_cast<std::int32_t>(data.orders.ordered_at(i) / (micros_per_second * seconds_per_day)));
  }
  const forecast::PurchaseLog log(customer, day, static_cast<std::size_t>(scenario.n_customers));

  // Each forecast is made again from a log that ends at the origin: the backtest would tell if the model looked
  // further.
  const std::int32_t end = log.end_day();
  const forecast::Backtest backtest =
      forecast::run_backtest(log,
                             {DecayedRate(), forecast::BtydForecast<forecast::BgNbd>(), forecast::TrailingMean(12),
                              forecast::StackedForecast({DecayedRate(), forecast::BtydForecast<forecast::BgNbd>()})},
                             {.origins = {end - 120, end - 90, end - 60, end - 30}});
  for (const forecast::BacktestResult& result : backtest.results)
    std::cout << result.model << ": deviance " << result.scores.deviance.value << '\n';
  const auto deviance = [&](const char* name) { return backtest.of(name).scores.deviance.value; };
  assert(deviance("decayed-rate") < deviance("trailing-12"));
  assert(deviance("ensemble") < 1.005 * deviance("decayed-rate"));

  DecayedRate model;
  model.fit(log, end, 30);
  const auto path = std::filesystem::temp_directory_path() / ("decayed-rate-" + std::to_string(::getpid()) + ".json");
  forecast::write_model_file(path, forecast::json_of_model(model), true);
  const forecast::AnyModel loaded = forecast::load_model(forecast::read_model_file(path), path);
  std::filesystem::remove(path);
  const forecast::Snapshot rows = log.snapshot(end, 30);
  std::vector<double> before(rows.size()), after(rows.size());
  model.predict(log, rows, before);
  loaded.predict(log, rows, after);
  assert(loaded.name() == "decayed-rate" && before == after);
}
