#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include <retailsim/analytics/transactions.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/forecast/any_model.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/forecast/purchase_log.hpp>

#include "data_options.hpp"

namespace retailsim::dynamics {

/// The names of `--model`, gamma-gamma not among them: it is of spend, not of counts.
const std::vector<std::string>& count_models();

/// \param name    one of count_models()
/// \param unit    days of one unit of time of the models with parameters in time
/// \param season   the same in operational time of an estimated season
/// \param columns  models in time with customers' own columns as covariates; the others learn from them anyway
/// \throws std::invalid_argument for another name, and for a season or columns with a model that has none
forecast::AnyModel make_model(const std::string& name, double unit, bool season, bool columns,
                              const forecast::FitOptions& options);

/// Days of one `hour`, `day`, `week`, `month` (a twelfth of a year) or `year` (365.25 days).
/// \throws std::invalid_argument naming --time-unit
double unit_days(const std::string& time_unit);

/// What a log of purchases is made of, beside the transactions.
struct LogOptions {
  std::string collapse = "day";      ///< what counts once: the purchases of a `day`, those of an `order`, or `none`
  bool mix = false;                  ///< products and values make features too
  std::filesystem::path features{};  ///< customers' own columns, or none
  std::string customer_column{};     ///< of that file
  std::vector<std::string> own{};    ///< what they must be called, or any
};
/// As a model was trained, by the `training` of its file. \throws nlohmann::json::exception
LogOptions log_options(const nlohmann::json& training, const DataOptions& data);

/// The days on which each customer of the file bought.
/// \throws std::invalid_argument naming --collapse, --mix or --features
forecast::PurchaseLog purchase_log(const Transactions& transactions, const LogOptions& options);

/// `30d`, `6w`, `1month` (30 days) or `2months`, in days.
/// \throws std::invalid_argument naming the option
std::int32_t parse_horizon(const std::string& text, const std::string& option);

}  // namespace retailsim::dynamics
