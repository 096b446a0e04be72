#include <charconv>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <retailsim/io/output_directory.hpp>
#include <retailsim/io/stop_signals.hpp>
#include <retailsim/presets/vantage.hpp>
#include <retailsim/vantage/simulate.hpp>
#include <retailsim/vantage/validation.hpp>

#include "check_table.hpp"
#include "embedded_presets.hpp"
#include "support/command_line.hpp"
#include "support/config_error.hpp"
#include "support/defect_files.hpp"
#include "support/exit_status.hpp"
#include "support/number_text.hpp"
#include "year_writer.hpp"

using namespace retailsim;

namespace {

constexpr const char* program = "retailsim-vantage";

/// The options that only this program has; each overrides a parameter.
struct Options {
  std::optional<int> year;
  std::optional<double> growth;
  std::vector<std::string> shops;
  bool literal = false, truth = false;
  std::optional<std::string> defects;
};

void add_options(CLI::App& app, Options& options) {
  app.add_option("--year", options.year, "calendar year to simulate")->type_name("YYYY");
  app.add_option("--growth", options.growth, "trend of the demand: share by which it grows per day")->type_name("R");
  app.add_option("--shop", options.shops, "weight of a shop, such as DE=1.0; can be repeated")
      ->type_name("NAME=W")
      ->allow_extra_args(false);
  app.add_flag("--literal", options.literal, "the specification's own numbers, which its own validation rejects");
  app.add_flag("--truth", options.truth, "write days.csv too: every factor and the expected orders by day and shop");
  support::add_defects_option(app, options.defects);
}

void set_shop_weight(support::CommandLine& line, vantage::Config& config, const std::string& text) {
  const std::string where = "--shop " + text;
  const auto equals = text.find('=');
  const std::string weight = equals == std::string::npos ? "" : text.substr(equals + 1);
  std::optional<double> value = 0;
  const auto [end, error] = std::from_chars(weight.data(), weight.data() + weight.size(), *value);
  if (weight.empty() || error != std::errc{} || end != weight.data() + weight.size()) {
    throw support::ConfigError(where, "must be NAME=WEIGHT with a number as weight");
  }
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < config.demand.shops.size(); ++i) {
    vantage::Shop& shop = config.demand.shops[i];
    if (shop.name == text.substr(0, equals)) {
      return line.set(shop.weight, value, "demand.shops[" + std::to_string(i) + "].weight", where);
    }
    names.push_back(shop.name);
  }
  throw support::ConfigError(where, "there is no such shop" + support::did_you_mean(text.substr(0, equals), names));
}

/// The configuration that preset or file and the options make together, checked.
vantage::Config read_config(support::CommandLine& line, const Options& options) {
  vantage::Config config = presets::vantage();
  line.read(config);
  line.set(config.seed, line.options().seed, "seed", "--seed");
  line.set(config.year, options.year, "year", "--year");
  line.set(config.demand.trend, options.growth, "demand.trend", "--growth");
  if (options.literal) config.literal = true;
  for (const std::string& shop : options.shops) set_shop_weight(line, config, shop);
  line.check(config);
  return config;
}

std::string summary(const vantage::Config& config, const vantage::Year& year, const std::vector<WrittenFile>& files,
                    const std::filesystem::path& folder) {
  std::int64_t bytes = 0;
  for (const WrittenFile& file : files) bytes += file.bytes;
  return fmt::format("{} of seed {}: {} orders with {} lines of {} SKUs in {} shops, {} files, {}, in {}\n",
                     config.year, config.seed, support::grouped(static_cast<std::int64_t>(year.orders.size())),
                     support::grouped(static_cast<std::int64_t>(year.line_items.size())), year.products.size(),
                     year.shops.size(), files.size(), support::byte_text(static_cast<double>(bytes)), folder.string());
}

int run(support::CommandLine& line, const Options& options, const StopSignals& signals) {
  const support::CommonOptions& common = line.options();
  const vantage::Config config = read_config(line, options);
  std::optional<DefectPlan> plan;
  if (options.defects) {
    plan = support::read_defect_plan(*options.defects, {"raw_products", "raw_orders", "raw_line_items",
                                                        "raw_marketing_daily", "raw_budget_monthly"});
  }
  OutputDirectory output(common.out, {.force = common.force});

  const vantage::Year year = vantage::simulate(config, common.threads, signals.token());
  const auto checks = vantage::validate(config, year);
  if (!vantage::all_passed(checks)) {
    std::fputs(check_table(checks).c_str(), common.quiet ? stderr : stdout);
    std::fflush(stdout);
    std::fprintf(stderr, "%s: the year does not pass its validation, so nothing is written\n", program);
    return support::exit_check_failed;
  }
  if (!common.quiet) std::fputs(check_table(checks).c_str(), stdout);

  const PathOf path_of = [&](std::string_view name) {
    support::stop_if_asked(signals.token());
    return output.file(name);
  };
  std::optional<support::DefectFiles> defects;
  if (plan) defects.emplace(output, *plan, config.seed, program);
  auto files = write_tables(config, year, path_of, defects ? &*defects : nullptr);
  if (defects) defects->close();
  if (options.truth) files.push_back(write_days(config, path_of));
  write_scenario(config, checks, files, path_of);
  if (!common.quiet) std::fputs(('\n' + summary(config, year, files, output.target())).c_str(), stdout);
  if (defects && !common.quiet) std::fputs(defects->summary().c_str(), stdout);
  support::flush_standard_output();
  support::stop_if_asked(signals.token());
  output.commit();
  return support::exit_ok;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<support::Preset> presets;
  for (const EmbeddedPreset& preset : embedded_presets) presets.push_back({preset.name, preset.text});
  support::CommandLine line(
      {.name = program,
       .about = "Simulates a year of a sports shop with three country sites, about 35,000 orders, checks it, "
                "and writes five CSV files for a star schema.",
       .default_preset = "vantage",
       .default_out = "vantage",
       .example_set = "demand.orders=20000"},
      std::move(presets));
  Options options;
  add_options(line.app(), options);
  if (const auto status = line.parse(argc, argv)) return *status;
  return line.run([&](const StopSignals& signals) { return run(line, options, signals); });
}
