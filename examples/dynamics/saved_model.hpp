#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <retailsim/forecast/any_model.hpp>
#include <retailsim/forecast/purchase_log.hpp>

#include "model_choice.hpp"

namespace retailsim::dynamics {

/// A model that `train` saved, and what it was trained on.
struct SavedModel {
  forecast::AnyModel model;
  std::int32_t until = 0;                  ///< first day that training did not see
  std::int32_t horizon = 0;                ///< days that a model of features forecasts
  std::string time_unit = "day";           ///< of the parameters, and of x, t_x, T in a state
  std::string collapse = "day";            ///< which purchases count once
  bool in_time = false;                    ///< forecasts any horizon, from x, t_x and T (and own columns) alone
  bool mix = false;                        ///< features of products and values are among those learnt from
  std::vector<std::string> own;            ///< names of customers' own columns among the features
  std::optional<double> count_dispersion;  ///< of the law of counts around a forecast of a model that has none

  /// \throws std::invalid_argument unless the model forecasts that many days, naming `what`
  void require_horizon(std::int32_t days, const std::string& what) const;
  /// How a log for this model is made.
  LogOptions log_options(const DataOptions& data) const;
  /// Says which columns of a state are customers' own. \throws std::invalid_argument unless they are there
  void check_columns(forecast::Snapshot& rows) const;
};

/// \throws std::invalid_argument "<path>: ..." for whatever is wrong with the file
SavedModel load_saved_model(const std::filesystem::path& path);

/// How the counts of customers scatter around a model's forecasts, as a share of the forecast squared beyond Poisson:
/// fitted by moments at the horizon before `until`, by a copy that has not seen it. Nothing where the time before is
/// too short for that.
std::optional<double> count_dispersion(forecast::AnyModel unfitted, const forecast::PurchaseLog& log,
                                       std::int32_t until, std::int32_t horizon);

/// What a model says of rows. Columns are empty where the model has no such thing: a chance to be alive is a matter of
/// models in time, an interval one of them and of models with a count_dispersion.
struct Outlook {
  std::vector<double> expected, alive;
  std::vector<std::int32_t> low, high;  ///< the middle 80 % of the count's law
};
/// \param most_expected  of customers expected to buy more often, low and high are -1: their law takes long
Outlook outlook_of(const SavedModel& saved, const forecast::Snapshot& rows,
                   double most_expected = std::numeric_limits<double>::infinity());

}  // namespace retailsim::dynamics
