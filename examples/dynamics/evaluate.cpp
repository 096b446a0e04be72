// retailsim-dynamics evaluate --model model.json FILE: how good a saved model is on what it has not seen.
//
// What it does, step by step:
//  1. loads the artifact that `train` wrote, checking its version and checksum: nothing is fitted here;
//  2. reads the transactions and splits them at the model's own `until`: days before it are what the model may see,
//     days from it on are what it is judged by;
//  3. forecasts, for every customer with a purchase before `until`, the purchase days of the window after it: up to
//     the end of the file, or of --horizon. glm, boost and ensemble forecast the horizon they were trained for;
//  4. scores the forecasts beside baselines that need no training: Poisson deviance (the score to compare by), CRPS,
//     MAE, bias, with 95 % intervals of a bootstrap over customers, and calibration by tenths of the forecast;
//  5. says in words which forecast to take, and writes all of it as JSON (--out).
//
// Try it:  retailsim-dynamics train shop.csv --model bg-nbd --until 2023-10-01 --out model.json
//          retailsim-dynamics evaluate --model model.json shop.csv --out validation.json
#include <cstdio>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <retailsim/forecast/baselines.hpp>
#include <retailsim/forecast/model_file.hpp>
#include <retailsim/forecast/scores.hpp>
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
  std::string horizon;
  bool force = false;
};

nlohmann::json json_of(const forecast::Score& score) {
  return {{"value", score.value}, {"low", score.low}, {"high", score.high}};
}

nlohmann::json json_of(const forecast::Scores& scores) {
  nlohmann::json deciles = nlohmann::json::array();
  for (const forecast::CalibrationBin& bin : scores.deciles)
    deciles.push_back(
        {{"n", bin.n}, {"expected", bin.expected}, {"actual", bin.actual}, {"deviation", bin.deviation()}});
  return {{"deviance", json_of(scores.deviance)},
          {"crps", json_of(scores.crps)},
          {"mae", json_of(scores.mae)},
          {"rmse", json_of(scores.rmse)},
          {"bias", json_of(scores.bias)},
          {"expected", scores.expected},
          {"actual", scores.actual},
          {"top_tenth", scores.top_tenth},
          {"calibration", deciles}};
}

int run(const Options& options, const StopSignals& signals) {
  const nlohmann::json content = forecast::read_model_file(options.model);
  const forecast::AnyModel model = forecast::load_model(content, options.model);
  const TransactionFile file = read_transactions(options.data, signals.token());
  const forecast::PurchaseLog log = purchase_log(file.transactions);
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
  const std::vector<double> counts = log.counts(rows.customer, until, until + horizon);

  std::vector<forecast::AnyModel> models{model, forecast::TrailingMean(1), forecast::TrailingMean(3),
                                         forecast::TrailingMean(12), forecast::SameAsLastYear()};
  nlohmann::json validation{{"model", model.name()},
                            {"until", to_string(Date(until))},
                            {"horizon_days", horizon},
                            {"n_customers", rows.size()}};
  std::printf("%zu customers seen before %s, scored on the %d days from then on\n\n", rows.size(),
              to_string(Date(until)).c_str(), horizon);
  std::printf("%-20s %8s %18s %8s %8s %8s %10s\n", "forecast", "deviance", "95 % interval", "CRPS", "MAE", "bias",
              "purchases");
  double of_model = 0, best_baseline = 0;
  std::string best_name;
  for (const forecast::AnyModel& each : models) {
    std::vector<double> forecasts(rows.size());
    each.predict(log, rows, forecasts);
    const forecast::Scores scores = forecast::score_forecasts(forecasts, counts);
    std::printf("%-20s %8.4f [%7.4f, %7.4f] %8.4f %8.4f %+7.1f%% %10.1f\n", each.name().c_str(), scores.deviance.value,
                scores.deviance.low, scores.deviance.high, scores.crps.value, scores.mae.value, 100 * scores.bias.value,
                scores.expected);
    validation["scores"][each.name()] = json_of(scores);
    if (each.name() == model.name()) {
      of_model = scores.deviance.value;
      std::printf("  calibration by tenths, lowest first (actual / expected):");
      for (const forecast::CalibrationBin& bin : scores.deciles) std::printf(" %.0f/%.1f", bin.actual, bin.expected);
      std::printf("\n");
    } else if (best_name.empty() || scores.deviance.value < best_baseline) {
      best_baseline = scores.deviance.value;
      best_name = each.name();
    }
  }
  double actual = 0;
  for (const double y : counts) actual += y;
  const double gain = 1 - of_model / best_baseline;
  const std::string words = gain > 0
                                ? fmt::format("Take {}: its deviance is {:.1f} % below that of {}, the best baseline.",
                                              model.name(), 100 * gain, best_name)
                                : fmt::format("Take {}, a baseline: the deviance of {} is {:.1f} % above it.",
                                              best_name, model.name(), -100 * gain);
  std::printf("%-20s %55s %10.0f\n\n%s\n", "actual", "", actual, words.c_str());
  validation["actual"] = actual;
  validation["finding"] = words;
  if (!options.out.empty()) {
    support::flush_standard_output();
    WholeFile out(options.out, options.force);
    out.write(validation.dump(1) + "\n");
    out.commit();
    std::printf("wrote %s\n", options.out.string().c_str());
  }
  return support::exit_ok;
}

}  // namespace

Command add_evaluate(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("evaluate", "score a saved model on the days after its training");
  app->add_option("--model", options->model, "a file written by train")->type_name("FILE")->required();
  add_data_options(*app, options->data);
  app->add_option("--horizon", options->horizon, "days to score, such as 30d [all after the training]");
  app->add_option("--out", options->out, "the validation as JSON")->type_name("FILE");
  app->add_flag("--force", options->force, "replace an earlier file");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
