#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <retailsim/analytics/ids.hpp>
#include <retailsim/forecast/any_model.hpp>
#include <retailsim/forecast/backtest.hpp>
#include <retailsim/forecast/predictive_simulation.hpp>
#include <retailsim/forecast/purchase_log.hpp>
#include <retailsim/forecast/scores.hpp>

#include "page.hpp"

/// How good forecasts are: what `evaluate` computes, and the sections of its page.
namespace retailsim::dynamics {

/// What a forecast is, for whom it is compared with whom.
enum class Role {
  model,     ///< to be judged
  baseline,  ///< to be beaten
  bound,     ///< the posterior mean under the true parameters: nothing that sees the same days can do better
  outlook    ///< knows each customer's rate and end: out of reach, never compared with
};

struct ScoredForecast {
  std::string name;
  Role role = Role::model;
  std::vector<double> forecast;
  forecast::Scores scores;
  forecast::Score gain;                ///< of deviance, over the best baseline; of a baseline 0
  std::optional<double> share_of_way;  ///< from the best baseline's deviance to the bound's, where there is a bound
};

/// Forecasts of one set of counts, beside the best baseline.
struct Comparison {
  std::vector<double> counts;
  std::vector<std::uint32_t> customer;
  std::vector<ScoredForecast> forecasts;

  const ScoredForecast& best(Role role) const;
  bool has(Role role) const;
};

/// Fills in gains and shares of the way. \throws std::invalid_argument without a baseline
void compare(Comparison& comparison);

/// Which forecast to take and by how much it beats the best baseline, in a sentence.
std::string verdict(const Comparison& comparison, const std::string& where);

/// The days after a model's training, as it and its laws foresaw them.
struct Holdout {
  forecast::Snapshot rows;
  Comparison comparison;
  double dispersion = 0;    ///< of the laws around a model without laws of its own
  std::vector<double> pit;  ///< places of the counts in their laws, uniform where these are right
  double pit_distance = 0;  ///< Kolmogorov's, times the root of the number of customers
  forecast::PredictiveSimulation futures;
  std::vector<double> weeks, actual, expected;  ///< days since the first one, and repeat purchases up to them
};

struct HoldoutOptions {
  std::size_t n_draws = 200;
  std::optional<forecast::AnyModel> bound;
  std::vector<double> outlook;  ///< of each row, or none
};

Holdout evaluate_holdout(const forecast::AnyModel& model, const forecast::PurchaseLog& log, std::int32_t until,
                         std::int32_t horizon, const HoldoutOptions& options);

/// Rolling origins: every model there is, fitted again at each.
struct RollingOrigins {
  std::vector<std::int32_t> origins;
  std::int32_t horizon = 30;
  forecast::Backtest backtest;
  Comparison comparison;
  std::vector<std::string> left_out;  ///< models that cannot be fitted to this file, with the reason
};

/// \param n_origins  months; -1: a quarter of the file's months, 4 to 8, as far as three months are left before the
/// first
RollingOrigins evaluate_origins(const forecast::PurchaseLog& log, int n_origins,
                                const std::optional<forecast::AnyModel>& bound);

/// {"model": "bg-nbd", "parameters": {...}} in days, with "season": 12 numbers from January on where there is one.
/// \throws std::invalid_argument "<path>: ..."
forecast::AnyModel read_true_model(const std::filesystem::path& path);

/// Expected orders of the rows' customers from a table of truth, as retailsim-mocker --truth writes it in CSV.
/// \throws std::invalid_argument "<path>: ..." for a horizon other than 30, 90 or 365 days, a customer that is missing
std::vector<double> read_outlook(const std::filesystem::path& path, const Ids& customers,
                                 const forecast::Snapshot& rows);

std::vector<Section> evaluation_sections(const std::string& model, const Holdout& holdout,
                                         const std::optional<RollingOrigins>& origins);

/// All of it as data.
nlohmann::json evaluation_json(const std::string& model, const Holdout& holdout,
                               const std::optional<RollingOrigins>& origins);

}  // namespace retailsim::dynamics
