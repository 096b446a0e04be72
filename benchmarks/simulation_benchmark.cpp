// The whole simulation: ns per line item into reused buffers, end to end into files, on two threads, and a few
// customers out of many. Counters are per processor time of the thread and count rows of transactions, returns and
// exchanges included.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include <retailsim/models.hpp>
#include <retailsim/presets.hpp>
#include <retailsim/presets/vantage.hpp>
#include <retailsim/simulation.hpp>
#include <retailsim/vantage/simulate.hpp>

#ifdef RETAILSIM_WITH_SUPPORT
#  include "support/dataset_writer.hpp"
#endif

#include "support.hpp"

namespace {

using namespace retailsim;
using measured::thread_seconds;

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

/// A shop of the library's simpler models, as in the README, in the shape that the budget of the engine was set in: 3
/// years, 2,000 SKUs, about 3.7 orders a buyer and 2.2 lines an order, a tenth of the lines returned.
void simple_columns(benchmark::State& state) {
  const auto simulation = simulate_with(
      RandomDiscount{LogNormalPrice{2.5, 0.8}, {.probability = 0.2}}, RetailCalendar{RetailCalendarParameters::mild()},
      IndependentBasket{
          {.sizes = DiscreteTable{1, {.4, .3, .15, .1, .05}}, .quantities = DiscreteTable{1, {.7, .2, .1}}}},
      LifetimeChurn{
          {.never_buys = .2, .at_registration = .5, .buy_and_go = .3, .lifetime = MonthsLaw::exponential(18)}},
      GammaRates{0.9, 0.32}, CategoryReturns{{.probability = 0.1}});
  Scenario scenario{.seed = 42, .n_customers = 100'000, .catalogue = Catalogue::plain(2000)};
  scenario.to = Date(2026, 1, 1);
  const auto world = simulation.world(scenario);
  Made made;
  std::int64_t orders = 0;
  for (auto _ : state) {
    const double start = thread_seconds();
    const auto sink = [](const Batch& batch) { benchmark::DoNotOptimize(batch.lines.amount.data()); };
    const RunSummary summary = simulation.run_in(world, sink);
    made.seconds += thread_seconds() - start;
    made.lines += summary.lines;
    made.customers += summary.customers;
    orders += summary.orders;
  }
  report(state, made);
  state.counters["lines_per_order"] = static_cast<double>(made.lines) / static_cast<double>(orders);
}
BENCHMARK(simple_columns)->Unit(benchmark::kMillisecond);

/// The simulation of the vantage year alone. Argument: whether into the buffers of the year before, as a run that is
/// long enough does, or into fresh memory, whose first touch costs more than any draw.
void vantage_columns(benchmark::State& state) {
  const vantage::Config config = presets::vantage();
  const vantage::Demand demand(config);
  vantage::PricedCatalogue priced = vantage::make_catalogue(config, demand);
  const Scenario scenario = vantage::scenario_of(config, std::move(priced.catalogue));
  const auto simulation = vantage::simulation_of(config, demand, priced);
  const auto world = simulation.world(scenario);
  engine::Workspace buffers;
  Made made;
  for (auto _ : state) {
    const double start = thread_seconds();
    const auto sink = [](const Batch& batch) { benchmark::DoNotOptimize(batch.lines.amount.data()); };
    constexpr std::int64_t unit = 512;
    for (std::int64_t first = 0; first < scenario.n_customers; first += unit) {
      const std::int64_t end = std::min(first + unit, scenario.n_customers);
      const LatentCustomers latent =
          engine::simulate_unit(world, first, static_cast<std::size_t>(end - first), false, buffers);
      engine::deliver(buffers.rows, latent, end, 65'536, sink);
      made.lines += static_cast<std::int64_t>(buffers.rows.n_lines);
    }
    made.seconds += thread_seconds() - start;
    made.customers += scenario.n_customers;
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

/// One thread and two in turn, by preset: "speedup" by the clock on the wall, which needs two idle cores, and how much
/// more processor time two threads take together.
void two_threads(benchmark::State& state) {
  const RetailConfig config = config_of(state.range(0), 200'000);
  state.SetLabel(std::string(presets::all[static_cast<std::size_t>(state.range(0))].name));
  const auto simulation = simulation_of(config);
  const auto world = simulation.world(scenario_of(config));
  double wall[2] = {}, processor[2] = {};
  for (auto _ : state) {
    for (const int threads : {1, 2}) {
      const double start = measured::wall_seconds(), processor_start = measured::process_seconds();
      const auto sink = [](const Batch& batch) { benchmark::DoNotOptimize(batch.lines.amount.data()); };
      simulation.run_in(world, sink, {.threads = threads});
      wall[threads - 1] += measured::wall_seconds() - start;
      processor[threads - 1] += measured::process_seconds() - processor_start;
    }
  }
  state.counters["speedup"] = wall[0] / wall[1];
  state.counters["processor_ratio"] = processor[1] / processor[0];
}
BENCHMARK(two_threads)->Arg(3)->Arg(5)->Unit(benchmark::kMillisecond)->UseRealTime();

/// A hundred customers of fmcg out of so many, from the first one (0) or the last ones (1): all columns should agree.
void random_access(benchmark::State& state) {
  constexpr std::int64_t n = 100;
  const RetailConfig config = config_of(3, state.range(0));
  const auto simulation = simulation_of(config);
  const Scenario whole = scenario_of(config);
  const std::int64_t first = state.range(1) != 0 ? state.range(0) - n : 0;
  double making = 0, running = 0;
  std::int64_t lines = 0;
  for (auto _ : state) {
    const double start = thread_seconds();
    const auto world = simulation.world(whole.customers(first, n));
    const double made = thread_seconds();
    const auto sink = [](const Batch& batch) { benchmark::DoNotOptimize(batch.lines.amount.data()); };
    lines += simulation.run_in(world, sink).lines;
    making += made - start;
    running += thread_seconds() - made;
  }
  const auto iterations = static_cast<double>(state.iterations());
  state.counters["ms_of_world"] = 1e3 * making / iterations;
  state.counters["us_per_customer"] = 1e6 * running / iterations / n;
  state.counters["ns_per_line"] = 1e9 * running / static_cast<double>(lines);
}
BENCHMARK(random_access)
    ->ArgNames({"customers", "last"})
    ->ArgsProduct({{10'000, 10'000'000, 10'000'000'000}, {0, 1}})
    ->Unit(benchmark::kMillisecond);

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
  const auto folder = measured::out_path("simulation");
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
