#include <string>

#include <retailsim/check/self_check.hpp>
#include <retailsim/presets.hpp>

#include "support/catch.hpp"

using namespace retailsim;

namespace {

CheckReport report_of(const RetailConfig& config, const RunOptions& options = {}) {
  const auto simulation = simulation_of(config);
  const auto world = simulation.world(scenario_of(config), options);
  SelfCheck check(world);
  simulation.run_in(world, check, options);
  return check.finish();
}

}  // namespace

TEST_CASE("presets: a right run of every preset passes its self-check", "[presets][statistical]") {
  for (const auto& preset : presets::all) {
    for (const std::uint64_t seed : {1, 2, 3}) {
      RetailConfig config = preset.config();
      config.seed = seed;
      config.customers.count = 12'000;
      const CheckReport report = report_of(config);
      CAPTURE(preset.name, seed, to_text(report));
      CHECK(report.passed());
      CHECK(report.count(Verdict::ok) > 60);
      // Behaviours of which every preset has numbers.
      for (const char* name : {"share never buying", "share buying at registration", "share of buyers who buy and go",
                               "orders per year: mean rate"}) {
        CAPTURE(name);
        CHECK(report.find("customers", name) != nullptr);
      }
      std::size_t n_odds_ratios = 0;
      for (const CheckRow& row : report.rows) n_odds_ratios += row.name.starts_with("odds ratio");
      CHECK(n_odds_ratios == config.affinities.size() + config.cross_sell.size());
    }
  }
}

TEST_CASE("presets: windows, deltas and shards pass their self-check too", "[presets][statistical]") {
  RetailConfig config = presets::apparel();
  config.customers.count = 12'000;
  config.from = Date{2023, 9, 1};
  config.to = Date{2024, 3, 1};
  CHECK(report_of(config).passed());

  config = presets::beauty();
  config.customers.count = 12'000;
  Scenario scenario = scenario_of(config);
  scenario.emit_from = Date{2024, 7, 1};
  const auto simulation = simulation_of(config);
  const auto passes = [&](const Scenario& piece) {
    const auto world = simulation.world(piece);
    SelfCheck check(world);
    simulation.run_in(world, check);
    const CheckReport report = check.finish();
    INFO(to_text(report));
    CHECK(report.passed());
  };
  passes(scenario);
  passes(scenario_of(config).shard(1, 3));
  passes(scenario_of(config).customers(5, 1));
}
