#include <string>

#include <retailsim/vantage/catalogue.hpp>
#include <retailsim/vantage/demand.hpp>

#include "simulated_year.hpp"
#include "support/bad_values.hpp"
#include "support/catch.hpp"

using namespace retailsim;

TEST_CASE("vantage: what is wrong with any parameter is told with its place, its key and its rule", "[vantage]") {
  vantage::Config config = presets::vantage();
  config.catalogue.n_skus = 20;
  config.catalogue.pairing_tolerance = 0.05;
  config.catalogue.pairing_candidates = 10'000;
  const auto faults = test::bad_messages(config, [](const vantage::Config& read) {
    const vantage::Demand demand(read);
    if (read.catalogue.n_skus <= 1000) vantage::make_catalogue(read, demand);
  });
  for (const std::string& fault : faults) FAIL_CHECK(fault);
}
