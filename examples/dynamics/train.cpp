#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <retailsim/forecast/gamma_gamma.hpp>
#include <retailsim/forecast/model_file.hpp>

#include "commands.hpp"
#include "customer_state.hpp"
#include "data_options.hpp"
#include "model_choice.hpp"
#include "saved_model.hpp"
#include "support/exit_status.hpp"

namespace retailsim::dynamics {

namespace {

struct Options {
  DataOptions data;
  std::string model = "bg-nbd", until, time_unit = "day", horizon = "30d", collapse = "day";
  std::filesystem::path out = "model.json", log, state;
  bool season = false, mix = false, force = false;
  int threads = 0;
};

/// Mean value of the repeat purchase days of each customer before a day: what Gamma-Gamma is fitted to.
nlohmann::json fit_spend(const Transactions& table, std::int32_t until, const forecast::FitOptions& options) {
  if (!table.has_amount())
    throw std::invalid_argument(
        "--model gamma-gamma needs values: name a --price-column and a --quantity-column, or an "
        "--amount-column");
  std::map<std::pair<std::int32_t, std::int32_t>, double> value;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::int32_t day = table.first_day.days + static_cast<std::int32_t>(table.day_index(i));
    if (day < until) value[{table.customer[i], day}] += static_cast<double>(table.amount[i]) / 100;
  }
  std::vector<std::int32_t> n_orders;
  std::vector<double> mean_value;
  std::int32_t before = -1;
  for (const auto& [key, amount] : value) {
    if (key.first != before) {  // the first day does not count
      n_orders.push_back(0);
      mean_value.push_back(0);
      before = key.first;
    } else {
      ++n_orders.back();
      mean_value.back() += amount;
    }
  }
  for (std::size_t i = 0; i < n_orders.size(); ++i)
    if (n_orders[i] > 0) mean_value[i] /= n_orders[i];
  nlohmann::json json = forecast::detail::to_json(forecast::GammaGamma::fit({n_orders, mean_value}, options).report);
  json["model"] = forecast::GammaGamma::name;
  return json;
}

int run(const Options& options, const StopSignals& signals) {
  const double unit = unit_days(options.time_unit);
  const std::int32_t horizon = parse_horizon(options.horizon, "--horizon");
  forecast::FitOptions fit{.n_threads = options.threads};
  std::ofstream log;
  if (!options.log.empty()) {
    log.open(options.log);
    if (!log) throw std::invalid_argument("--log: " + options.log.string() + " cannot be written");
    fit.on_step = [&log](const forecast::FitStep& step) {
      log << nlohmann::json{{"event", "iteration"},
                            {"iteration", step.iteration},
                            {"log_likelihood", step.log_likelihood},
                            {"gradient", step.gradient}}
                 .dump()
          << std::endl;  // whoever follows the file sees each step
    };
  }
  const bool spend = options.model == forecast::GammaGamma::name;
  std::optional<forecast::AnyModel> model;
  if (!spend) model = make_model(options.model, unit, options.season, !options.data.features.empty(), fit);
  for (const std::filesystem::path& path : {options.out, options.state})
    if (!options.force && !path.empty() && std::filesystem::exists(path))
      throw std::invalid_argument(path.string() + " exists: name another file, or replace it with --force");

  const TransactionFile file = read_transactions(options.data, signals.token());
  const Transactions& table = file.transactions;
  const std::int32_t until =
      options.until.empty()
          ? table.end_day().days
          : static_cast<std::int32_t>(std::floor(static_cast<double>(parse_instant(options.until, "--until")) /
                                                 static_cast<double>(seconds_per_day)));
  if (until <= table.first_day.days)
    throw std::invalid_argument("--until must be after the first day of the data, " + to_string(table.first_day) +
                                ", got " + to_string(Date(until)));
  const forecast::PurchaseLog purchases = purchase_log(table, {.collapse = options.collapse,
                                                               .mix = options.mix,
                                                               .features = options.data.features,
                                                               .customer_column = options.data.read.columns.customer});
  nlohmann::json content;
  if (spend) {
    content = fit_spend(table, until, fit);
  } else {
    const forecast::AnyModel unfitted = *model;
    model->fit(purchases, until, horizon);
    content = forecast::json_of_model(*model);
    if (!model->has_life()) {  // it has no law of counts of its own
      const auto dispersion = count_dispersion(unfitted, purchases, until, horizon);
      if (dispersion) content["count_dispersion"] = *dispersion;
    }
  }
  const forecast::Snapshot rows = purchases.snapshot(until, horizon);
  std::int64_t n_purchases = 0;
  for (const std::int32_t x : rows.history.n_repeat_orders) n_purchases += x + 1;
  content["training"] = {{"first_day", to_string(table.first_day)},
                         {"until", to_string(Date(until))},
                         {"until_day", until},
                         {"time_unit", options.time_unit},
                         {"horizon_days", horizon},
                         {"collapse", options.collapse},
                         {"mix", options.mix},
                         {"own_columns", std::vector<std::string>(rows.own_names().begin(), rows.own_names().end())},
                         {"n_customers", rows.size()},
                         {"n_purchases", n_purchases}};
  if (log.is_open())
    log << nlohmann::json{{"event", "end"}, {"model", content["model"]}, {"n_customers", rows.size()}}.dump()
        << std::endl;

  std::printf("%s\n\n%s, fitted to %zu customers with %lld %s before %s\n", summary_text(file).c_str(),
              content["model"].get<std::string>().c_str(), rows.size(), static_cast<long long>(n_purchases),
              options.collapse == "day" ? "purchase days" : "purchases", to_string(Date(until)).c_str());
  if (content.contains("parameters")) {
    for (const auto& [name, value] : content["parameters"].items()) {
      const nlohmann::json& error = content["standard_errors"][name];
      std::printf("  %-6s %s (standard error %s)\n", name.c_str(), fmt::format("{:.6g}", value.get<double>()).c_str(),
                  error.is_number() && std::isfinite(error.get<double>())
                      ? fmt::format("{:.3g}", error.get<double>()).c_str()
                      : "unknown");
    }
    std::printf("  log likelihood %.4f\n", content["log_likelihood"].get<double>());
    for (const nlohmann::json& warning : content["warnings"])
      std::printf("  warning: %s\n", warning.get<std::string>().c_str());
  }
  if (content.contains("weights")) {
    for (std::size_t i = 0; i < content["members"].size(); ++i)
      std::printf("  %-18s weight %.3f\n", content["members"][i]["model"].get<std::string>().c_str(),
                  content["weights"][i].get<double>());
  }
  support::flush_standard_output();
  if (!options.state.empty()) write_state(options.state, table.customers, rows, unit, options.force);
  forecast::write_model_file(options.out, std::move(content), options.force);
  std::printf("wrote %s\n", options.out.string().c_str());
  if (!options.state.empty()) std::printf("wrote %s\n", options.state.string().c_str());
  return support::exit_ok;
}

}  // namespace

Command add_train(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("train", "fit a model of purchases and save it");
  add_data_options(*app, options->data);
  add_log_options(*app, options->data);
  app->add_option("--model", options->model,
                  "nbd, bg-nbd, mbg-nbd, pareto-nbd, gamma-gamma, glm, boost, lightgbm or ensemble [bg-nbd]");
  app->add_option("--until", options->until, "first day that is not seen [the day after the last]")->type_name("DATE");
  app->add_option("--time-unit", options->time_unit,
                  "hour, day, week, month or year: what parameters in time are in [day]");
  app->add_option("--collapse", options->collapse, "what counts once: the rows of a day, of an order, or none [day]");
  app->add_option("--horizon", options->horizon, "what glm, boost and ensemble learn to forecast [30d]");
  app->add_flag("--season", options->season, "in operational time of the estimated season; needs two years of data");
  app->add_option("--out", options->out, "the model's file [model.json]")->type_name("FILE");
  app->add_flag("--mix", options->mix, "glm, boost and ensemble learn from products and values too");
  app->add_option("--state", options->state, "each customer's x, t_x, T and features, for predict and serve")
      ->type_name("FILE");
  app->add_option("--log", options->log, "a line of JSON for each iteration, as it runs")->type_name("FILE");
  app->add_option("--threads", options->threads, "0: as many as the processor has [0]");
  app->add_flag("--force", options->force, "replace an earlier file");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
