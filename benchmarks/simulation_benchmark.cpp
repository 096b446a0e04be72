// The whole simulation, single thread: ns per line item into reused buffers, and end to end into files. CPU time of the
// thread; `rows_per_s` and `ns_per_line` count rows of transactions, returns and exchanges included.
#include <benchmark/benchmark.h>

#include <ctime>
#include <filesystem>
#include <string>

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

void report(benchmark::State& state, std::int64_t lines, std::int64_t customers, double bytes = 0) {
  const auto n = static_cast<double>(lines);
  using benchmark::Counter;
  state.counters["rows_per_s"] = Counter(n, Counter::kIsRate);
  state.counters["ns_per_line"] = Counter(n * 1e-9, Counter::kIsRate | Counter::kInvert);
  state.counters["lines_per_customer"] = n / static_cast<double>(customers);
  if (bytes > 0) state.counters["MB_per_s"] = Counter(bytes * 1e-6, Counter::kIsRate);
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
  std::int64_t lines = 0, customers = 0;
  for (auto _ : state) {
    const auto sink = [](const Batch& batch) { benchmark::DoNotOptimize(batch.lines.amount.data()); };
    const RunSummary summary = simulation.run_in(world, sink, options);
    lines += summary.lines;
    customers += summary.customers;
  }
  report(state, lines, customers);
}
BENCHMARK(columns)->ArgsProduct({{0, 1, 2, 3, 4, 5}, {0}})->Args({3, 1})->Unit(benchmark::kMillisecond);

/// The five tables of the vantage year, in memory: catalogue and its pairing, simulation, sorting by time, plans.
void vantage_year(benchmark::State& state) {
  const vantage::Config config = presets::vantage();
  std::int64_t lines = 0;
  for (auto _ : state) lines += static_cast<std::int64_t>(vantage::simulate(config).line_items.order_id.size());
  report(state, lines, lines);
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
  std::int64_t lines = 0, customers = 0;
  double bytes = 0;
  for (auto _ : state) {
    const double start = thread_seconds();
    OutputDirectory out(folder);
    support::DatasetWriter writer(out, world.scenario, world.labels, {.file = {.format = format}});
    const RunSummary summary = simulation.run_in(world, writer);
    writer.close();
    state.SetIterationTime(thread_seconds() - start);
    lines += summary.lines;
    customers += summary.customers;
    bytes += static_cast<double>(writer.n_bytes());
  }  // the files go with `out`, which was never committed
  report(state, lines, customers, bytes);
}
BENCHMARK(files)->ArgsProduct({{3, 5}, {0, 1}})->UseManualTime()->Unit(benchmark::kMillisecond);
#endif

}  // namespace
