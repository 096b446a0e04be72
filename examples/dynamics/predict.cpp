#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <numeric>

#include <fmt/format.h>

#include <retailsim/core/table.hpp>

#include "commands.hpp"
#include "customer_state.hpp"
#include "data_options.hpp"
#include "model_choice.hpp"
#include "saved_model.hpp"
#include "support/exit_status.hpp"
#include "support/table_file.hpp"

namespace retailsim::dynamics {

namespace {

struct Options {
  DataOptions data;
  std::filesystem::path model, state, out;
  std::string customer, horizon = "1month", as_of;
  std::size_t n_rows = 20;
  bool force = false;
};

/// Customers as the model sees them, from a state or from transactions.
CustomerState read_customers(const Options& options, const SavedModel& saved, std::int32_t horizon,
                             const std::stop_token& stop) {
  const auto day = [&] {
    return static_cast<std::int32_t>(std::floor(static_cast<double>(parse_instant(options.as_of, "--as-of")) /
                                                static_cast<double>(seconds_per_day)));
  };
  if (options.state.empty()) {
    TransactionFile file = read_transactions(options.data, stop);
    Transactions& table = file.transactions;
    const std::int32_t origin = options.as_of.empty() ? table.end_day().days : day();
    forecast::Snapshot rows = purchase_log(table, saved.log_options(options.data)).snapshot(origin, horizon);
    if (rows.size() == 0)
      throw std::invalid_argument("--as-of must be after the first purchase, on " + to_string(table.first_day) +
                                  ", got " + to_string(Date(origin)));
    return {std::move(table.customers), std::move(rows)};
  }
  CustomerState state = read_state(options.state);
  saved.check_columns(state.rows);
  const std::int32_t from = state.rows.origin, origin = options.as_of.empty() ? from : day();
  if (origin < from)
    throw std::invalid_argument("--as-of must not be before the day of the state, " + to_string(Date(from)) + ", got " +
                                to_string(Date(origin)));
  if (!saved.in_time && (origin != from || state.rows.horizon != saved.horizon))
    throw std::invalid_argument("--state must be of the day of --as-of and of " + std::to_string(saved.horizon) +
                                " days ahead for a model of this kind, got " + to_string(Date(from)) + " and " +
                                std::to_string(state.rows.horizon));
  state.rows = advanced(std::move(state.rows), origin);
  state.rows.horizon = horizon;
  return state;
}

/// The forecasts of some rows as a table, with the columns that the model has.
struct ForecastTable {
  std::vector<std::int64_t> number;
  std::vector<std::string> text;
  std::vector<double> expected, alive;
  std::vector<std::int32_t> low, high;
  TableView view;

  ForecastTable(const CustomerState& customers, const Outlook& outlook, std::span<const std::size_t> order) {
    for (const std::size_t i : order) {
      const auto code = static_cast<std::int32_t>(customers.rows.customer[i]);
      if (customers.customers.is_text())
        text.push_back(customers.customers.text(code));
      else
        number.push_back(customers.customers.numbers()[static_cast<std::size_t>(code)]);
      expected.push_back(outlook.expected[i]);
      if (!outlook.alive.empty()) alive.push_back(outlook.alive[i]);
      if (!outlook.low.empty()) {
        low.push_back(outlook.low[i]);
        high.push_back(outlook.high[i]);
      }
    }
    view = {.name = "forecast", .columns = {}, .n_rows = order.size()};
    const auto add = [&](std::string_view name, ColumnKind kind, auto values) {
      view.columns.push_back({.name = name, .kind = kind, .values = values});
    };
    if (customers.customers.is_text())
      add("customer_id", ColumnKind::text, std::span<const std::string>(text));
    else
      add("customer_id", ColumnKind::integer, std::span<const std::int64_t>(number));
    add("expected_purchases", ColumnKind::real, std::span<const double>(expected));
    if (!alive.empty()) add("probability_alive", ColumnKind::real, std::span<const double>(alive));
    if (!low.empty()) {
      add("low_80", ColumnKind::integer, std::span<const std::int32_t>(low));
      add("high_80", ColumnKind::integer, std::span<const std::int32_t>(high));
    }
  }
};

std::string row_text(const CustomerState& customers, const Outlook& outlook, std::size_t i) {
  std::string text =
      fmt::format("{},{:.6g}", customers.customers.text(static_cast<std::int32_t>(customers.rows.customer[i])),
                  outlook.expected[i]);
  if (!outlook.alive.empty()) text += fmt::format(",{:.6g}", outlook.alive[i]);
  if (!outlook.low.empty()) text += fmt::format(",{},{}", outlook.low[i], outlook.high[i]);
  return text;
}

int run(const Options& options, const StopSignals& signals) {
  const std::int32_t horizon = parse_horizon(options.horizon, "--horizon");
  if (options.state.empty() == options.data.file.empty())
    throw std::invalid_argument("either --state or --data must be given, got " +
                                std::string(options.state.empty() ? "neither" : "both"));
  const SavedModel saved = load_saved_model(options.model);
  saved.require_horizon(horizon, "--horizon");
  const CustomerState customers = read_customers(options, saved, horizon, signals.token());
  const forecast::Snapshot& rows = customers.rows;
  const Outlook outlook = outlook_of(saved, rows);
  double total = 0;
  for (const double e : outlook.expected) total += e;
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!options.customer.empty()) {
    const auto code = customers.customers.find(options.customer);
    const auto found =
        code ? std::ranges::lower_bound(rows.customer, static_cast<std::uint32_t>(*code)) : rows.customer.end();
    if (!code || found == rows.customer.end() || *found != static_cast<std::uint32_t>(*code))
      throw std::invalid_argument("--customer must be a customer of the data before " + to_string(Date(rows.origin)) +
                                  ", got " + options.customer);
    order = {static_cast<std::size_t>(found - rows.customer.begin())};
  }
  std::printf("%s: %zu customers as of %s, %.1f purchases expected in the next %d days\n", saved.model.name().c_str(),
              rows.size(), to_string(Date(rows.origin)).c_str(), total, horizon);
  if (outlook.alive.empty())
    std::printf("no probability_alive: %s does not know who left\n", saved.model.name().c_str());
  if (outlook.low.empty()) std::printf("no interval: the training was too short to see how counts scatter\n");

  std::vector<std::size_t> most = order;
  std::ranges::stable_sort(most, std::greater<>{}, [&](std::size_t i) { return outlook.expected[i]; });
  std::printf("customer_id,expected_purchases%s%s\n", outlook.alive.empty() ? "" : ",probability_alive",
              outlook.low.empty() ? "" : ",low_80,high_80");
  for (std::size_t k = 0; k < std::min(most.size(), options.n_rows); ++k)
    std::printf("%s\n", row_text(customers, outlook, most[k]).c_str());
  if (!options.out.empty()) {
    support::flush_standard_output();
    support::write_whole_table(options.out, ForecastTable(customers, outlook, order).view, options.force);
    std::printf("wrote %s\n", options.out.string().c_str());
  }
  return support::exit_ok;
}

}  // namespace

Command add_predict(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("predict", "forecast each customer's purchases by a saved model");
  app->add_option("--model", options->model, "a file written by train")->type_name("FILE")->required();
  app->add_option("--state", options->state, "customers as train --state wrote them, rather than transactions")
      ->type_name("FILE");
  add_data_options(*app, options->data, false);
  add_log_options(*app, options->data);
  app->add_option("--customer", options->customer, "one customer rather than all")->type_name("ID");
  app->add_option("--horizon", options->horizon, "30d, 6w or 1month (30 days) [1month]");
  app->add_option("--as-of", options->as_of,
                  "first day to forecast [the day after the last]; of a state: later, if "
                  "nothing was bought in between")
      ->type_name("DATE");
  app->add_option("--out", options->out, "all rows by customer, *.parquet or CSV")->type_name("FILE");
  app->add_option("--rows", options->n_rows, "customers to print, most purchases first [20]")->type_name("N");
  app->add_flag("--force", options->force, "replace an earlier file");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
