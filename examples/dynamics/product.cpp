#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "commands.hpp"
#include "findings.hpp"
#include "support/exit_status.hpp"

namespace retailsim::dynamics {

namespace {

struct Options {
  DataOptions data;
  OutputOptions output;
  std::string product;  ///< empty: all of them
  std::optional<int> year;
};

int run(const Options& options, const StopSignals& signals) {
  if (options.product.empty() && options.year) throw std::invalid_argument("--year needs --product");
  PageFolder folder(options.output);
  const TransactionFile file = read_transactions(options.data, signals.token());
  Page page{.title = "Monthly transactions of a product", .about = summary_text(file) + "."};
  const Transactions& table = file.transactions;
  if (options.product.empty()) {
    page.title = "Monthly transactions of all products";
    page.sections = {product_months_section(table, ProductMonths(table), table.n_products())};
  } else {
    page.sections = {product_section(table, options.product, options.year)};
  }
  const Section& section = page.sections.front();
  TextTable shown = section.table;
  if (options.product.empty()) shown.rows.resize(std::min<std::size_t>(shown.rows.size(), 20));  // the file has all
  std::printf("%s\n\n%s\n", summary_text(file).c_str(), shown.text().c_str());
  for (const std::string& sentence : section.sentences) std::printf("%s\n", sentence.c_str());
  std::printf("%s\n", folder.write(page, signals.token()).c_str());
  return support::exit_ok;
}

}  // namespace

Command add_product(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("product", "transactions of a product by month");
  add_data_options(*app, options->data);
  add_output_options(*app, options->output, "dynamics-product");
  app->add_option("--product", options->product, "its id, as it stands in the file; all products otherwise")
      ->type_name("ID");
  app->add_option("--year", options->year, "one year; all months otherwise")->type_name("YYYY");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
