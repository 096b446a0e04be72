#include <retailsim/check/self_check.hpp>

#include <cstdint>
#include <string>

#include <retailsim/presets.hpp>

#include "support/catch.hpp"

using namespace retailsim;

TEST_CASE("SelfCheck: every preset passes its own check at several seeds", "[check][statistical]") {
  for (const presets::Preset& preset : presets::all) {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
      RetailConfig config = preset.config();
      config.seed = seed;
      config.customers.count = 7000;
      const RetailSimulation simulation = simulation_of(config);
      const auto world = simulation.world(scenario_of(config));
      SelfCheck check(world, {.n_examined = 1 << 20});
      simulation.run_in(world, check);
      const CheckReport report = check.finish();
      INFO(preset.name << ", seed " << seed << "\n" << to_text(report));
      CHECK(report.passed());  // fails one seed in a million
      CHECK(report.n_examined == 7000);
      CHECK(report.count(Verdict::ok) >= 60);
    }
  }
}
