#include "simulated_year.hpp"

#include <retailsim/vantage/simulate.hpp>

retailsim::vantage::Year simulated_year(const retailsim::vantage::Config& config, int threads) {
  return retailsim::vantage::simulate(config, threads);
}
