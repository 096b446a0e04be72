// retailsim-dynamics evaluate --model model.json FILE: how good a saved model is on what it has not seen.
//
// What it does, step by step:
//  1. loads the artifact that `train` wrote, checking its version and checksum: it is not fitted again;
//  2. reads the transactions and splits them at the model's own `until`: days before it are what the model may see,
//     days from it on are what it is judged by;
//  3. forecasts, for every customer with a purchase before `until`, the purchases of the window after it: up to the end
//     of the file, or of --horizon. glm, boost, lightgbm and ensemble forecast the horizon they were trained for;
//  4. scores the forecasts beside baselines that need no training: Poisson deviance (the score to compare by), CRPS,
//     MAE, bias, with 95 % intervals of a bootstrap over customers, and calibration by tenths of the forecast;
//  5. draws --draws futures of the customers (parameters redrawn from what the fit knows of them) and holds the total,
//     the histogram of counts and each customer's count against them: coverage of 50, 80 and 95 %, randomised PIT;
//  6. rolls back over the last months (--origins): every kind of model is fitted again at each origin and forecasts the
//     month after it. That says which kind of model to take for this file, and by how much it beats the best baseline;
//  7. says so in words, prints, and writes all of it as JSON (--out) and as a page with its charts (--report).
// Where the customers are simulated and the truth is known, --true-model adds the bound that no model can beat, and
// --outlook what only one who knows each customer's rate and end could forecast.
//
// Try it:  retailsim-dynamics train shop.csv --model bg-nbd --until 2023-10-01 --out model.json
//          retailsim-dynamics evaluate --model model.json shop.csv --out validation.json --report validation
#include <cstdio>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <retailsim/forecast/model_file.hpp>
#include <retailsim/io/whole_file.hpp>

#include "commands.hpp"
#include "data_options.hpp"
#include "evaluation.hpp"
#include "model_choice.hpp"
#include "support/exit_status.hpp"

namespace retailsim::dynamics {

namespace {

struct Options {
  DataOptions data;
  std::filesystem::path model, out, report, true_model, outlook;
  std::string horizon;
  int origins = -1;
  std::size_t n_draws = 200;
  bool force = false, svg = false;
};

int run(const Options& options, const StopSignals& signals) {
  std::optional<PageFolder> folder;
  if (!options.report.empty()) folder.emplace(OutputOptions{options.report, options.force, options.svg});
  const nlohmann::json content = forecast::read_model_file(options.model);
  const forecast::AnyModel model = forecast::load_model(content, options.model);
  const TransactionFile file = read_transactions(options.data, signals.token());
  const forecast::PurchaseLog log = purchase_log(file.transactions, log_options(content.at("training"), options.data));
  const std::int32_t until = content.at("training").at("until_day").get<std::int32_t>();
  std::int32_t horizon = log.end_day() - until;
  if (!content.contains("parameters")) horizon = content.at("training").at("horizon_days").get<std::int32_t>();
  if (!options.horizon.empty()) horizon = parse_horizon(options.horizon, "--horizon");
  if (horizon < 1 || until + horizon > log.end_day())
    throw std::invalid_argument("the file must reach beyond the model's until, " + to_string(Date(until)) +
                                ", by the horizon, but ends on " + to_string(Date(log.end_day() - 1)));
  const forecast::Snapshot rows = log.snapshot(until, horizon);
  if (rows.size() == 0)
    throw std::invalid_argument("the file must have purchases before the model's until, " + to_string(Date(until)) +
                                ", but begins on " + to_string(Date(log.begin_day())));
  HoldoutOptions holdout_options{.n_draws = options.n_draws, .bound = {}, .outlook = {}};
  if (!options.true_model.empty()) holdout_options.bound = read_true_model(options.true_model);
  if (!options.outlook.empty())
    holdout_options.outlook = read_outlook(options.outlook, file.transactions.customers, rows);

  const Holdout holdout = evaluate_holdout(model, log, until, horizon, holdout_options);
  support::stop_if_asked(signals.token());
  std::optional<RollingOrigins> origins;
  if (options.origins != 0) origins = evaluate_origins(log, options.origins, holdout_options.bound);
  support::stop_if_asked(signals.token());

  Page page{
      .title = model.name() + " on " + options.data.file.filename().string(),
      .about = "How good the forecasts are of days that no model has seen; report.json has every figure as data."};
  page.sections = evaluation_sections(model.name(), holdout, origins);
  for (const Section& section : page.sections) {
    std::printf("%s\n", section.title.c_str());
    for (const std::string& sentence : section.sentences) std::printf("  %s\n", sentence.c_str());
    if (section.id == "scores" || section.id == "origins") std::printf("\n%s\n", section.table.text().c_str());
  }
  if (!options.out.empty()) {
    support::flush_standard_output();
    WholeFile out(options.out, options.force);
    out.write(evaluation_json(model.name(), holdout, origins).dump(1) + "\n");
    out.commit();
    std::printf("wrote %s\n", options.out.string().c_str());
  }
  if (folder) std::printf("%s\n", folder->write(page, signals.token()).c_str());
  return support::exit_ok;
}

}  // namespace

Command add_evaluate(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("evaluate", "score a saved model on the days after its training");
  app->add_option("--model", options->model, "a file written by train")->type_name("FILE")->required();
  add_data_options(*app, options->data);
  add_log_options(*app, options->data);
  app->add_option("--horizon", options->horizon, "days to score, such as 30d [all after the training]");
  app->add_option("--origins", options->origins,
                  "months at the end of the file to forecast with every model, fitted again; 0: none [a quarter of the "
                  "file's months, 4 to 8]");
  app->add_option("--draws", options->n_draws, "simulated futures [200]")->check(CLI::Range(20, 10'000));
  app->add_option("--true-model", options->true_model,
                  "of simulated customers: JSON of the model they follow and its parameters, in days")
      ->type_name("FILE");
  app->add_option("--outlook", options->outlook, "of simulated customers: the truth table, as CSV")->type_name("FILE");
  app->add_option("--out", options->out, "the validation as JSON")->type_name("FILE");
  app->add_option("--report", options->report, "a page with all charts")->type_name("FOLDER");
  app->add_flag("--svg", options->svg, "pictures rather than a page");
  app->add_flag("--force", options->force, "replace an earlier file and folder");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
