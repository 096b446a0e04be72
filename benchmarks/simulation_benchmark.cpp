// The whole simulation, single thread: ns per line item into reused buffers, and end to end into files. Counters are
// per processor time of the thread and count rows of transactions, returns and exchanges included.
#include <benchmark/benchmark.h>

#include <ctime>
#include <filesystem>
#include <string>
#include <utility>

#include <retailsim/presets.hpp>
#include <retailsim/presets/vantage.hpp>
#include <retailsim/vantage/simulate.hpp>

#ifdef RETAILSIM_WITH_SUPPORT
#  include "support/dataset_writer.hpp"
#endif

namespace {

using namespace retailsim;

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// What all iterations made, in so much processor time.
struct Made {
  std::int64_t lines = 0, customers = 0;
  double bytes = 0, seconds = 0;
};

void report(benchmark::State& state, const Made& made) {
  const auto lines = static_cast<double>(made.lines);
  state.counters["ns_per_line"] = made.seconds * 1e9 / lines;
  state.counters["rows_per_s"] = lines / made.seconds;
  if (made.customers > 0) state.counters["lines_per_customer"] = lines / static_cast<double>(made.customers);
  if (made.bytes > 0) state.counters["MB_per_s"] = made.bytes * 1e-6 / made.seconds;
}

RetailConfig config_of(std::int64_t preset, std::int64_t customers) {
  RetailConfig config = presets::all[static_cast<std::size_t>(preset)].config();
  config.customers.count = customers;
  return config;
}

/// Arguments: preset, truth table or not.
void columns(benchmark::State& state) {
  const RetailConfig config = config_of(state.range(0), 50'000);
  state.SetLabel(std::string(presets::all[static_cast<std::size_t>(state.range(0))].name) +
                 (state.range(1) != 0 ? " with truth" : ""));
  const auto simulation = simulation_of(config);
  const RunOptions options{.truth = state.range(1) != 0};
  const auto world = simulation.world(scenario_of(config), options);
  Made made;
  for (auto _ : state) {
    const double start = thread_seconds();
    const auto sink = [](const Batch& batch) { benchmark::DoNotOptimize(batch.lines.amount.data()); };
    const RunSummary summary = simulation.run_in(world, sink, options);
    made.seconds += thread_seconds() - start;
    made.lines += summary.lines;
    made.customers += summary.customers;
  }
  report(state, made);
}
BENCHMARK(columns)->ArgsProduct({{0, 1, 2, 3, 4, 5}, {0}})->Args({3, 1})->Unit(benchmark::kMillisecond);

/// The simulation of the vantage year alone, into reused buffers.
void vantage_columns(benchmark::State& state) {
  const vantage::Config config = presets::vantage();
  const vantage::Demand demand(config);
  vantage::PricedCatalogue priced = vantage::make_catalogue(config, demand);
  const Scenario scenario = vantage::scenario_of(config, std::move(priced.catalogue));
  const auto simulation = vantage::simulation_of(config, demand, priced);
  const auto world = simulation.world(scenario);
  Made made;
  for (auto _ : state) {
    const double start = thread_seconds();
    const auto sink = [](const Batch& batch) { benchmark::DoNotOptimize(batch.lines.amount.data()); };
    const RunSummary summary = simulation.run_in(world, sink);
    made.seconds += thread_seconds() - start;
    made.lines += summary.lines;
    made.customers += summary.customers;
  }
  report(state, made);
}
BENCHMARK(vantage_columns)->Unit(benchmark::kMillisecond);

/// The five tables of the vantage year, in memory: catalogue and its pairing, simulation, sorting by time, plans.
void vantage_year(benchmark::State& state) {
  const vantage::Config config = presets::vantage();
  Made made;
  for (auto _ : state) {
    const double start = thread_seconds();
    made.lines += static_cast<std::int64_t>(vantage::simulate(config).line_items.order_id.size());
    made.seconds += thread_seconds() - start;
  }
  report(state, made);
}
BENCHMARK(vantage_year)->Unit(benchmark::kMillisecond);

#ifdef RETAILSIM_WITH_SUPPORT
/// Arguments: preset, 0 = CSV or 1 = zstd Parquet. Customers, products and transactions, as the mocker writes them.
void files(benchmark::State& state) {
  const auto format = state.range(1) != 0 ? support::FileFormat::parquet : support::FileFormat::csv;
  try {
    support::require_format(format);
  } catch (const std::exception& error) {
    state.SkipWithError(error.what());
    return;
  }
  const RetailConfig config = config_of(state.range(0), 100'000);
  state.SetLabel(std::string(presets::all[static_cast<std::size_t>(state.range(0))].name) +
                 (state.range(1) != 0 ? " parquet" : " csv"));
  const auto simulation = simulation_of(config);
  const auto world = simulation.world(scenario_of(config));
  const auto folder = std::filesystem::temp_directory_path() / "retailsim-simulation-benchmark";
  Made made;
  for (auto _ : state) {
    const double start = thread_seconds();
    OutputDirectory out(folder);
    support::DatasetWriter writer(out, world.scenario, world.labels, {.file = {.format = format}});
    const RunSummary summary = simulation.run_in(world, writer);
    writer.close();
    made.seconds += thread_seconds() - start;
    made.lines += summary.lines;
    made.customers += summary.customers;
    made.bytes += static_cast<double>(writer.n_bytes());
  }  // the files go with `out`, which was never committed
  report(state, made);
}
BENCHMARK(files)->ArgsProduct({{3, 5}, {0, 1}})->Unit(benchmark::kMillisecond);
#endif

}  // namespace
