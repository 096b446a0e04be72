#pragma once

#include <stop_token>
#include <tuple>

#include <retailsim/presets/vantage.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/year.hpp>

/// `vantage::simulate`, which takes long to compile, once for all files of tests.
retailsim::vantage::Year simulated_year(const retailsim::vantage::Config& config, int threads = 1,
                                        const std::stop_token& stop = {});

/// Whether two tables are the same, column by column.
template <class Columns>
bool equal_columns(const Columns& a, const Columns& b) {
  bool same = true;
  std::apply([&](const auto&... field) { ((same = same && a.*field.member == b.*field.member), ...); },
             Columns::fields());
  return same;
}

/// The preset with another seed and number of orders.
inline retailsim::vantage::Config vantage_config(std::uint64_t seed, double orders = 35'000) {
  retailsim::vantage::Config config = retailsim::presets::vantage();
  config.seed = seed;
  config.demand.orders = orders;
  return config;
}
