#pragma once

#include <retailsim/presets/vantage.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/year.hpp>

/// `vantage::simulate`, which takes long to compile, once for all files of tests.
retailsim::vantage::Year simulated_year(const retailsim::vantage::Config& config, int threads = 1);

/// The preset with another seed and number of orders.
inline retailsim::vantage::Config vantage_config(std::uint64_t seed, double orders = 35'000) {
  retailsim::vantage::Config config = retailsim::presets::vantage();
  config.seed = seed;
  config.demand.orders = orders;
  return config;
}
