// Simulates the world of a CRM: companies, contacts, sellers, opportunities, interactions.
#include <malloc.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <retailsim/crm/generate.hpp>
#include <retailsim/io/output_directory.hpp>
#include <retailsim/io/output_file.hpp>
#include <retailsim/io/stop_signals.hpp>

#include "embedded_presets.hpp"
#include "options.hpp"
#include "set_writer.hpp"
#include "support/command_line.hpp"
#include "support/exit_status.hpp"
#include "support/number_text.hpp"
#include "support/progress_bar.hpp"

using namespace retailsim;

namespace {

constexpr const char* program = "retailsim-crm";

/// What is counted for the summary on the way.
struct Totals {
  std::int64_t won = 0, lost = 0, open = 0, won_value = 0;

  void add(const crm::SalesRows& rows) {
    for (std::size_t i = 0; i < rows.opportunities.status.size(); ++i) {
      const auto status = static_cast<crm::Status>(rows.opportunities.status[i]);
      ++(status == crm::Status::won ? won : status == crm::Status::lost ? lost : open);
      if (status == crm::Status::won) won_value += rows.opportunities.value[i];
    }
  }
};

std::string summary(const crm::SalesConfig& config, const crm::GenerateSummary& made, const Totals& totals,
                    std::int64_t n_bytes, double seconds, const std::filesystem::path& folder) {
  using support::grouped;
  const auto closed = static_cast<double>(totals.won + totals.lost);
  std::string text =
      fmt::format("seed {}: {} companies with {} contacts, {} sellers; {} opportunities, {} interactions\n",
                  config.seed, grouped(made.companies), grouped(made.contacts), grouped(made.sales_people),
                  grouped(made.opportunities), grouped(made.interactions));
  text += fmt::format("won {}, lost {}, open {}; win rate {}; won value {} {}\n", grouped(totals.won),
                      grouped(totals.lost), grouped(totals.open),
                      closed > 0 ? fmt::format("{:.1f} %", 100 * static_cast<double>(totals.won) / closed) : "none",
                      grouped(totals.won_value / 100), config.currency);
  return text + fmt::format("{} in {}, in {}\n", support::byte_text(static_cast<double>(n_bytes)),
                            support::duration_text(seconds), folder.string());
}

int run(support::CommandLine& line, const Options& options, const StopSignals& signals) {
  const support::CommonOptions& common = line.options();
  const crm::SalesConfig config = read_config(line, options);
  require_format(options.format);
  const crm::SalesWorld world(config);
  OutputDirectory out(common.out, {.force = common.force});
  if (!config.warning().empty()) std::fprintf(stderr, "%s: warning: %s\n", program, config.warning().c_str());

  const auto begin = std::chrono::steady_clock::now();
  const std::string scenario = scenario_json(config);
  const auto writer = make_set_writer(options.format, world, options.truth, common.threads, scenario,
                                      [&](const std::string& name) { return out.file(name); });
  Totals totals;
  crm::GenerateSummary made;
  {
    support::ProgressBar bar("interactions", common.quiet);
    std::int64_t n_interactions = 0;
    made = crm::generate(world,
                         [&](const crm::SalesRows& rows) {
                           writer->write(rows);
                           totals.add(rows);
                           n_interactions += static_cast<std::int64_t>(rows.interactions.interaction_id.size());
                         },
                         {.truth = options.truth,
                          .threads = common.threads,
                          .progress =
                              [&](std::int64_t sellers) {
                                bar.show(static_cast<double>(sellers) / static_cast<double>(config.sales_people),
                                         static_cast<double>(n_interactions));
                              },
                          .stop = signals.token()});
  }
  support::stop_if_asked(signals.token());
  writer->close();
  OutputFile about(out.file("scenario.json"));
  about.write(scenario);
  about.close();
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  if (!common.quiet)
    std::fputs(summary(config, made, totals, writer->n_bytes(), seconds, out.target()).c_str(), stdout);
  support::flush_standard_output();
  support::stop_if_asked(signals.token());
  out.commit();
  return support::exit_ok;
}

}  // namespace

int main(int argc, char** argv) {
#ifdef M_ARENA_MAX
  // What one thread of a writer allocates another frees: with a heap for each thread, each keeps nearly all of it.
  ::mallopt(M_ARENA_MAX, 1);
#endif
  std::vector<support::Preset> presets;
  for (const EmbeddedPreset& preset : embedded_presets) presets.push_back({preset.name, preset.text});
  support::CommandLine line(
      {.name = program,
       .about = "Simulates the world of a CRM: companies and contacts, sellers, opportunities and "
                "interactions, the same rows for a seed on every machine.",
       .default_preset = "crm",
       .default_out = "crm",
       .example_set = "deals.interactions=4",
       .random_seed = true},
      std::move(presets));
  Options options;
  add_options(line, options);
  if (const auto status = line.parse(argc, argv)) return *status;
  return line.run([&](const StopSignals& signals) { return run(line, options, signals); });
}
