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
};

int run(const Options& options, const StopSignals& signals) {
  PageFolder folder(options.output);
  const TransactionFile file = read_transactions(options.data, signals.token());
  const Transactions& table = file.transactions;
  const OrderRows orders = order_rows(table);
  const ProductMonths months(table);
  const Seasonality found = seasonality(table);
  Page page{.title = "Customers and products of " + options.data.file.filename().string(),
            .about = "What the file shows, finding by finding; report.json has every figure and chart as data."};
  page.sections = {file_section(file),
                   volume_section(table),
                   activity_section(table, 20),
                   product_months_section(table, months, 20),
                   top_section(table, table.end_day().start(), {}),
                   top_by_month_section(table, months),
                   season_section(found),
                   growth_section(table, found),
                   cohort_section(table),
                   rfm_section(table),
                   gap_section(orders),
                   basket_section(orders),
                   pair_section(table, orders),
                   change_section(table)};
  for (const Section& section : page.sections) {
    std::printf("%s\n", section.title.c_str());
    for (const std::string& sentence : section.sentences) std::printf("  %s\n", sentence.c_str());
  }
  std::printf("%s\n", folder.write(page, signals.token()).c_str());
  return support::exit_ok;
}

}  // namespace

Command add_explore(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("explore", "all findings on one page, each with its chart and figure");
  add_data_options(*app, options->data);
  add_output_options(*app, options->output, "dynamics-explore");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
