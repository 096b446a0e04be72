#include <cmath>
#include <cstdio>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include <retailsim/forecast/model_file.hpp>
#include <retailsim/io/whole_file.hpp>

#include "commands.hpp"
#include "data_options.hpp"
#include "model_choice.hpp"
#include "support/exit_status.hpp"

namespace retailsim::dynamics {

namespace {

struct Options {
  DataOptions data;
  std::filesystem::path model, out;
  std::string customer, horizon = "1month", as_of;
  std::size_t n_rows = 20;
  bool force = false;
};

std::string row_text(const Transactions& table, const forecast::Snapshot& rows, const Outlook& outlook, std::size_t i) {
  std::string text =
      fmt::format("{},{:.6g}", table.customers.text(static_cast<std::int32_t>(rows.customer[i])), outlook.expected[i]);
  if (!outlook.alive.empty()) text += fmt::format(",{:.6g},{},{}", outlook.alive[i], outlook.low[i], outlook.high[i]);
  return text + '\n';
}

int run(const Options& options, const StopSignals& signals) {
  const std::int32_t horizon = parse_horizon(options.horizon, "--horizon");
  const nlohmann::json content = forecast::read_model_file(options.model);
  const forecast::AnyModel model = forecast::load_model(content, options.model);
  const TransactionFile file = read_transactions(options.data, signals.token());
  const Transactions& table = file.transactions;
  const std::int32_t origin =
      options.as_of.empty()
          ? table.end_day().days
          : static_cast<std::int32_t>(std::floor(static_cast<double>(parse_instant(options.as_of, "--as-of")) /
                                                 static_cast<double>(seconds_per_day)));
  const forecast::PurchaseLog log = purchase_log(table);
  const forecast::Snapshot rows = log.snapshot(origin, horizon);
  if (rows.size() == 0)
    throw std::invalid_argument("--as-of must be after the first purchase, on " + to_string(table.first_day) +
                                ", got " + to_string(Date(origin)));
  const bool needs_horizon = !content.contains("parameters");
  if (needs_horizon && content.at("training").at("horizon_days") != horizon)
    throw std::invalid_argument("--horizon must be that of the training, " +
                                content.at("training").at("horizon_days").dump() + "d, for a model of this kind, got " +
                                options.horizon);
  const Outlook outlook = outlook_of(model, log, rows);
  const std::string header = outlook.alive.empty()
                                 ? "customer_id,expected_purchases\n"
                                 : "customer_id,expected_purchases,probability_alive,low_80,high_80\n";
  double total = 0;
  for (const double e : outlook.expected) total += e;
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!options.customer.empty()) {
    const auto code = table.customers.find(options.customer);
    const auto found =
        code ? std::ranges::lower_bound(rows.customer, static_cast<std::uint32_t>(*code)) : rows.customer.end();
    if (!code || found == rows.customer.end() || *found != static_cast<std::uint32_t>(*code))
      throw std::invalid_argument("--customer must be a customer of the data before " + to_string(Date(origin)) +
                                  ", got " + options.customer);
    order = {static_cast<std::size_t>(found - rows.customer.begin())};
  } else {
    std::ranges::stable_sort(order, std::greater<>{}, [&](std::size_t i) { return outlook.expected[i]; });
  }
  std::printf("%s: %zu customers as of %s, %.1f purchase days expected in the next %d days\n", model.name().c_str(),
              rows.size(), to_string(Date(origin)).c_str(), total, horizon);
  std::fputs(header.c_str(), stdout);
  for (std::size_t k = 0; k < std::min(order.size(), options.n_rows); ++k)
    std::fputs(row_text(table, rows, outlook, order[k]).c_str(), stdout);
  if (!options.out.empty()) {
    support::flush_standard_output();
    WholeFile out(options.out, options.force);
    out.write(header);
    if (options.customer.empty()) std::ranges::sort(order);
    for (const std::size_t i : order) out.write(row_text(table, rows, outlook, i));
    out.commit();
    std::printf("wrote %s\n", options.out.string().c_str());
  }
  return support::exit_ok;
}

}  // namespace

Command add_predict(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("predict", "forecast each customer's purchases by a saved model");
  app->add_option("--model", options->model, "a file written by train")->type_name("FILE")->required();
  add_data_options(*app, options->data);
  app->add_option("--customer", options->customer, "one customer rather than all")->type_name("ID");
  app->add_option("--horizon", options->horizon, "30d, 6w or 1month (30 days) [1month]");
  app->add_option("--as-of", options->as_of, "first day to forecast [the day after the last]")->type_name("DATE");
  app->add_option("--out", options->out, "all rows as CSV, by customer")->type_name("FILE");
  app->add_option("--rows", options->n_rows, "customers to print, most purchases first [20]")->type_name("N");
  app->add_flag("--force", options->force, "replace an earlier file");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
