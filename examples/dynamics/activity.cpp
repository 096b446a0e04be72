#include <algorithm>
#include <cstdio>
#include <memory>

#include "commands.hpp"
#include "findings.hpp"
#include "support/exit_status.hpp"

namespace retailsim::dynamics {

namespace {

struct Options {
  DataOptions data;
  OutputOptions output;
  std::size_t n_rows = 20;
};

int run(const Options& options, const StopSignals& signals) {
  PageFolder folder(options.output);
  const TransactionFile file = read_transactions(options.data, signals.token());
  Page page{.title = "Transactions per customer", .about = summary_text(file) + "."};
  page.sections = {activity_section(file.transactions, file.transactions.n_customers())};
  Section& section = page.sections.front();
  TextTable shown = section.table;
  shown.rows.resize(std::min(shown.rows.size(), options.n_rows));
  std::printf("%s\n\n%s\n%s\n", summary_text(file).c_str(), shown.text().c_str(), section.sentences.front().c_str());
  std::printf("%s\n", folder.write(page, signals.token()).c_str());
  return support::exit_ok;
}

}  // namespace

Command add_activity(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("activity", "transactions per customer in descending order");
  add_data_options(*app, options->data);
  add_output_options(*app, options->output, "dynamics-activity");
  app->add_option("--rows", options->n_rows, "customers to print [20]; activity.csv has all")->type_name("N");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
