// Simulates a shop's customers, catalogue and transactions into Parquet or CSV files, and checks what it made.
#include <malloc.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <retailsim/check/self_check.hpp>
#include <retailsim/io/output_directory.hpp>
#include <retailsim/io/stop_signals.hpp>
#include <retailsim/io/whole_file.hpp>
#include <retailsim/presets/retail_simulation.hpp>
#include <retailsim/simulation.hpp>

#include "affinities.hpp"
#include "embedded_presets.hpp"
#include "options.hpp"
#include "report.hpp"
#include "support/command_line.hpp"
#include "support/dataset_writer.hpp"
#include "support/defect_files.hpp"
#include "support/exit_status.hpp"
#include "support/number_text.hpp"
#include "support/progress_bar.hpp"

namespace {

using namespace retailsim;

/// Seconds since it was made: of the clock on the wall, and of processors.
class Stopwatch {
 public:
  double wall() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }
  double processor() const {
    return static_cast<double>(std::clock() - processor_begin_) / static_cast<double>(CLOCKS_PER_SEC);
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begin_ = Clock::now();
  std::clock_t processor_begin_ = std::clock();
};

/// What goes wrong is told by `flush_standard_output`.
void print(const std::string& text) { std::fputs(text.c_str(), stdout); }

/// Every batch goes to the files and past the self-check.
template <class Check>
struct CheckedWriter {
  support::DatasetWriter& writer;
  Check& check;
  void products(const ProductColumns<ConstColumn>& products) { writer.products(products); }
  void operator()(const Batch& batch) {
    writer(batch);
    check(batch);
  }
};

/// The report stands beside the output, as that appears only where the self-check passes.
/// \throws std::invalid_argument if it is to be inside
void check_place(const std::filesystem::path& report, const OutputDirectory& out) {
  const auto output = std::filesystem::weakly_canonical(out.target());
  const auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(report));
  for (auto folder = path.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    if (folder == output) {
      throw std::invalid_argument(
          "--report must be outside of the folder of --out, which appears only where the "
          "self-check passes, got " +
          report.string());
    }
  }
}

template <class World, class Sink>
RunSummary run_in(const RetailSimulation& simulation, const World& world, Sink& sink, const RunOptions& options) {
  try {
    return simulation.run_in(world, sink, options);
  } catch (const OrderIdOverflow& error) {
    const int bits = world.scenario.order_id.number_bits;
    throw ParameterError("ids.order_number_bits",
                         "larger: customer " + std::to_string(error.customer_id()) + " has more than the " +
                             std::to_string(1 << (bits - 1)) + " orders it has room for",
                         std::to_string(bits), {"frequency.mean", "frequency.high"});
  }
}

int run(support::CommandLine& line, const mocker::Options& options, const StopSignals& signals) {
  const support::CommonOptions& common = line.options();
  const RetailConfig config = mocker::read_config(line, options);
  if (common.out.empty()) throw std::invalid_argument("--out DIR is missing: the folder to write");
  support::require_format(options.format);
  std::optional<DefectPlan> plan;
  if (options.defects) plan = support::read_defect_plan(*options.defects, {"customers", "products", "transactions"});
  OutputDirectory out(common.out, {.force = common.force});
  std::optional<WholeFile> report_to;
  if (!options.report.empty()) {
    check_place(options.report, out);
    report_to.emplace(options.report, common.force);
  }

  const RetailSimulation simulation = simulation_of(config);
  Scenario scenario = scenario_of(config);
  support::stop_if_asked(signals.token());
  scenario.emit_from = options.emit_from;
  if (options.n_shards > 1) {
    scenario = scenario.shard(static_cast<int>(options.shard), static_cast<int>(options.n_shards));
  }
  support::ProgressBar bar("rows", common.quiet);
  const RunOptions run_options{
      .threads = common.threads,
      .truth = options.truth,
      .progress =
          [&](const Progress& progress) {
            bar.show(static_cast<double>(progress.customers) / static_cast<double>(progress.n_customers),
                     static_cast<double>(progress.lines));
          },
      .stop = signals.token()};
  const auto world = world_of(simulation, std::move(scenario), run_options);
  support::stop_if_asked(signals.token());

  const Stopwatch watch;
  std::optional<support::DefectFiles> defects;
  if (plan) defects.emplace(out, *plan, config.seed, "retailsim-mocker");
  support::DatasetWriter writer(
      out, world.scenario, world.labels,
      {.file = {.format = options.format, .money_as_double = options.money_as_double, .threads = common.threads},
       .truth = options.truth,
       .scenario = mocker::scenario_json(config, options, world.models.basket.choice().groups()),
       .defects = defects ? &*defects : nullptr});
  SelfCheck check(world, {.error_rate = options.alarm_rate});
  CheckedWriter<decltype(check)> sink{writer, check};
  const RunSummary summary = run_in(simulation, world, sink, run_options);
  support::stop_if_asked(signals.token());
  writer.close();
  const CheckReport report = check.finish();
  const double seconds = watch.wall(), processor = watch.processor();
  if (report_to) report_to->write(mocker::report_json(report));
  if (!common.quiet) print(to_text(report) + '\n');
  if (!report.passed()) {
    if (report_to) report_to->commit();
    fmt::print(stderr, "retailsim-mocker: {} of {} self-checks are outside; nothing was written{}\n",
               report.count(Verdict::outside), report.rows.size(), report_to ? " but the report" : "");
    return support::exit_check_failed;
  }
  if (!common.quiet) {
    const auto rows = static_cast<double>(summary.lines);
    print(mocker::affinity_text(world));
    if (defects) print(defects->summary());
    print(fmt::format("{}, seed {}: {} customers, {} SKUs, {} orders, {} transactions; {} in {}\n", config.name,
                      config.seed, support::grouped(summary.customers), support::grouped(config.catalogue.n_skus()),
                      support::grouped(summary.orders), support::grouped(summary.lines),
                      support::byte_text(static_cast<double>(writer.n_bytes())), support::duration_text(seconds)));
    print(fmt::format("{} rows/s, {} per second of processor time; threads: {}\n",
                      support::short_number(rows / seconds), support::short_number(rows / processor), common.threads));
    print(fmt::format("in {}\n", out.target().string()));
  }
  support::flush_standard_output();
  support::stop_if_asked(signals.token());
  out.commit();
  if (report_to) report_to->commit();
  return support::exit_ok;
}

}  // namespace

int main(int argc, char** argv) {
#ifdef M_ARENA_MAX
  // What one thread of a writer allocates another frees: with a heap for each thread, each keeps nearly all of it. And
  // what is freed is wanted again at once: giving it back to the system each time takes 3 % longer.
  ::mallopt(M_ARENA_MAX, 1);
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 32 << 20);
#endif
  std::vector<support::Preset> presets;
  for (const EmbeddedPreset& preset : embedded_presets) presets.push_back({preset.name, preset.text});
  support::CommandLine line({.name = "retailsim-mocker",
                             .about = "Simulates a shop: customers, products and transactions, the same rows for a "
                                      "seed on every machine.",
                             .default_preset = "fmcg",
                             .example_set = "customers.count=5000"},
                            std::move(presets));
  mocker::Options options;
  mocker::add_options(line, options);
  if (const auto status = line.parse(argc, argv)) return *status;
  return line.run([&](const StopSignals& signals) { return run(line, options, signals); });
}
