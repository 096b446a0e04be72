#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <retailsim/analytics/transactions.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/forecast/any_model.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/forecast/purchase_log.hpp>

namespace retailsim::dynamics {

/// The names of `--model`, gamma-gamma not among them: it is of spend, not of counts.
const std::vector<std::string>& count_models();

/// \param name    one of count_models()
/// \param unit    days of one unit of time of the models with parameters in time: 1 or 7
/// \param season  the same in operational time of an estimated season
/// \throws std::invalid_argument for another name, and for a season with a model that has none
forecast::AnyModel make_model(const std::string& name, double unit, bool season, const forecast::FitOptions& options);

/// The days on which each customer of the file bought.
forecast::PurchaseLog purchase_log(const Transactions& transactions);

/// `30d`, `6w`, `1month` (30 days) or `2months`, in days.
/// \throws std::invalid_argument naming the option
std::int32_t parse_horizon(const std::string& text, const std::string& option);

/// What models with a chance to be alive say of rows; empty columns for other models.
struct Outlook {
  std::vector<double> expected, alive;
  std::vector<std::int32_t> low, high;  ///< the middle 80 % of the count's law
};
Outlook outlook_of(const forecast::AnyModel& model, const forecast::PurchaseLog& log, const forecast::Snapshot& rows);

}  // namespace retailsim::dynamics
