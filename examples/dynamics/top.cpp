#include <cstdio>
#include <map>
#include <memory>

#include "commands.hpp"
#include "findings.hpp"
#include "support/exit_status.hpp"

namespace retailsim::dynamics {

namespace {

struct Options {
  DataOptions data;
  OutputOptions output;
  std::string at;
  TopQuestion question;
};

int run(const Options& options, const StopSignals& signals) {
  detail::at_least(options.question.months, 1, "--months");
  detail::at_least(options.question.k, 1, "--k");
  std::optional<Seconds> at;
  if (!options.at.empty()) at = parse_instant(options.at, "--at");
  PageFolder folder(options.output);
  const TransactionFile file = read_transactions(options.data, signals.token());
  detail::require_measure(file.transactions, options.question.measure, "--by");
  Page page{.title = "Top products", .about = summary_text(file) + "."};
  page.sections = {top_section(file.transactions, at.value_or(file.transactions.end_day().start()), options.question)};
  const Section& section = page.sections.front();
  std::printf("%s\n\n%s\n%s\n", summary_text(file).c_str(), section.title.c_str(), section.table.text().c_str());
  for (const std::string& sentence : section.sentences) std::printf("%s\n", sentence.c_str());
  std::printf("%s\n", folder.write(page, signals.token()).c_str());
  return support::exit_ok;
}

}  // namespace

Command add_top(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("top", "the best products of the trailing months at any instant");
  add_data_options(*app, options->data);
  add_output_options(*app, options->output, "dynamics-top");
  app->add_option("--at", options->at, "instant, YYYY-MM-DD or YYYY-MM-DD HH:MM:SS, not included [end of the file]")
      ->type_name("TIME");
  app->add_option("--months", options->question.months, "calendar months before it [6]")->type_name("N");
  app->add_option("--k", options->question.k, "how many products [5]")->type_name("K");
  const std::map<std::string, Measure> measures{
      {"transactions", Measure::transactions}, {"units", Measure::units}, {"revenue", Measure::revenue}};
  app->add_option("--by", options->question.measure, "transactions, units or revenue [transactions]")
      ->transform(CLI::CheckedTransformer(measures))
      ->type_name("MEASURE");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
