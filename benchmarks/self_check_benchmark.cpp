// What the self-check adds to a run into memory, by preset and number of customers: "ns_per_line" is the check's own
// processor time per row of transactions, "ms_fixed" that of its making and its report.
#include <benchmark/benchmark.h>

#include <ctime>
#include <string>

#include <retailsim/check/self_check.hpp>
#include <retailsim/presets.hpp>

namespace {

using namespace retailsim;

/// Processor time of the process, seconds.
double now() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void run_with_check(benchmark::State& state) {
  const presets::Preset& preset = presets::all[static_cast<std::size_t>(state.range(0))];
  RetailConfig config = preset.config();
  config.customers.count = state.range(1);
  const RetailSimulation simulation = simulation_of(config);
  const auto world = simulation.world(scenario_of(config));
  double in_check = 0, fixed = 0;
  std::int64_t n_lines = 0;
  for (auto _ : state) {
    double start = now();
    SelfCheck check(world);
    fixed += now() - start;
    const auto sink = [&](const Batch& batch) {
      const double begin = now();
      check(batch);
      in_check += now() - begin;
    };
    n_lines += simulation.run_in(world, sink).lines;
    start = now();
    const CheckReport report = check.finish();
    fixed += now() - start;
    if (!report.passed()) state.SkipWithError("a row is outside");
  }
  state.SetLabel(std::string(preset.name));
  state.SetItemsProcessed(n_lines);
  state.counters["ns_per_line"] = 1e9 * in_check / static_cast<double>(n_lines);
  state.counters["ms_fixed"] = 1e3 * fixed / static_cast<double>(state.iterations());
}
BENCHMARK(run_with_check)->ArgsProduct({{0, 1, 2, 3, 4, 5}, {10'000, 100'000, 400'000}})->Unit(benchmark::kMillisecond);

}  // namespace
