#include "simulated_year.hpp"

#include <utility>

#include <retailsim/vantage/simulate.hpp>

#include "vantage_rows.hpp"

retailsim::vantage::Year simulated_year(const retailsim::vantage::Config& config, int threads,
                                        const std::stop_token& stop) {
  return retailsim::vantage::simulate(config, threads, stop);
}

retailsim::test::Rows vantage_rows(const retailsim::vantage::Config& config,
                                   const std::function<retailsim::Scenario(const retailsim::Scenario&)>& change) {
  const retailsim::vantage::Demand demand(config);
  retailsim::vantage::PricedCatalogue priced = retailsim::vantage::make_catalogue(config, demand);
  const auto scenario = change(retailsim::vantage::scenario_of(config, std::move(priced.catalogue)));
  retailsim::test::Rows rows;
  retailsim::vantage::simulation_of(config, demand, priced).run(scenario, rows);
  return rows;
}
