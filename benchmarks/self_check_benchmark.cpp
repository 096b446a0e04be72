// What the self-check costs, by preset, number of customers and what is written (nothing, CSV, zstd Parquet):
// "ns_per_line" is the check's own processor time per row of transactions, "ms_fixed" that of its making and its
// report, "percent" all of it as a share of the run's, check included.
#include <benchmark/benchmark.h>

#include <exception>
#include <string>

#include <retailsim/check/self_check.hpp>
#include <retailsim/presets.hpp>
#ifdef RETAILSIM_WITH_SUPPORT
#  include "support/dataset_writer.hpp"
#endif

#include "support.hpp"

namespace {

using namespace retailsim;
using measured::process_seconds;

enum class Output { none, csv, parquet };

/// The run of a world into `rows`, past its check.
template <class World, class Sink>
void run_checked(benchmark::State& state, const RetailSimulation& simulation, const World& world, Sink& rows,
                 double& in_check, double& fixed, std::int64_t& n_lines) {
  double start = process_seconds();
  SelfCheck check(world);
  fixed += process_seconds() - start;
  const auto sink = [&](const Batch& batch) {
    rows(batch);
    const double begin = process_seconds();
    check(batch);
    in_check += process_seconds() - begin;
  };
  n_lines += simulation.run_in(world, sink).lines;
  start = process_seconds();
  const CheckReport report = check.finish();
  fixed += process_seconds() - start;
  if (!report.passed()) state.SkipWithError("a row is outside");
}

void self_check(benchmark::State& state) {
  const presets::Preset& preset = presets::all[static_cast<std::size_t>(state.range(0))];
  const auto output = static_cast<Output>(state.range(2));
  RetailConfig config = preset.config();
  config.customers.count = state.range(1);
  const RetailSimulation simulation = simulation_of(config);
  double in_check = 0, fixed = 0, total = 0;
  std::int64_t n_lines = 0;
  const char* const names[] = {" into memory", " csv", " parquet"};
  state.SetLabel(std::string(preset.name) + names[state.range(2)]);
  try {
    for (auto _ : state) {
      const double start = process_seconds();
      const auto world = simulation.world(scenario_of(config));
      if (output == Output::none) {
        const auto rows = [](const Batch& batch) { benchmark::DoNotOptimize(batch.lines.amount.data()); };
        run_checked(state, simulation, world, rows, in_check, fixed, n_lines);
      } else {
#ifdef RETAILSIM_WITH_SUPPORT
        const auto format = output == Output::csv ? support::FileFormat::csv : support::FileFormat::parquet;
        support::require_format(format);
        OutputDirectory out(measured::out_path("self-check"));
        support::DatasetWriter writer(out, world.scenario, world.labels, {.file = {.format = format}});
        run_checked(state, simulation, world, writer, in_check, fixed, n_lines);
        writer.close();
#else
        return state.SkipWithError("the programs are not built");
#endif
      }
      total += process_seconds() - start;
    }
  } catch (const std::exception& error) {
    return state.SkipWithError(error.what());
  }
  state.counters["ns_per_line"] = 1e9 * in_check / static_cast<double>(n_lines);
  state.counters["ms_fixed"] = 1e3 * fixed / static_cast<double>(state.iterations());
  state.counters["percent"] = 100 * (in_check + fixed) / total;
}
BENCHMARK(self_check)
    ->ArgsProduct({{0, 1, 2, 3, 4, 5}, {10'000, 100'000}, {0}})
    ->ArgsProduct({{3, 5}, {10'000, 100'000}, {1, 2}})
    ->ArgsProduct({{5}, {1'000'000}, {1, 2}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
