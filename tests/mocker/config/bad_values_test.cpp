#include <string>

#include <retailsim/presets.hpp>

#include "support/bad_values.hpp"
#include "support/catch.hpp"

using namespace retailsim;

TEST_CASE("mocker: what is wrong with any parameter of any preset is told with its place, its key and its rule",
          "[mocker]") {
  for (const auto& preset : presets::all) {
    RetailConfig config = preset.config();
    for (GroupConfig& group : config.catalogue.groups) group.n_skus = 5;
    config.customers.count = 2;
    const auto faults = test::bad_messages(config, [](const RetailConfig& read) {
      const Scenario scenario = scenario_of(read);
      const auto world = world_of(simulation_of(read), scenario);
      CHECK(world.n_skus() == static_cast<std::size_t>(read.catalogue.n_skus()));
    });
    for (const std::string& fault : faults) FAIL_CHECK(preset.name << ": " << fault);
  }
}
