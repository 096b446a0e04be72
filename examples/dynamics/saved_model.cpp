#include "saved_model.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <stdexcept>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/detail/negative_binomial_counts.hpp>
#include <retailsim/forecast/model_file.hpp>
#include <retailsim/forecast/scores.hpp>

namespace retailsim::dynamics {

using namespace forecast;

void SavedModel::require_horizon(std::int32_t days, const std::string& what) const {
  if (in_time || days == horizon) return;
  throw std::invalid_argument(what + " must be that of the training, " + std::to_string(horizon) +
                              " days, for a model of this kind, got " + std::to_string(days) + " days");
}

LogOptions SavedModel::log_options(const DataOptions& data) const {
  return {.collapse = collapse,
          .mix = mix,
          .features = data.features,
          .customer_column = data.read.columns.customer,
          .own = own};
}

void SavedModel::check_columns(Snapshot& rows) const {
  if (rows.names.size() < own.size() || !std::ranges::equal(own, std::span(rows.names).last(own.size())))
    throw std::invalid_argument(
        "--state must have the customers' own columns that the model was trained with, as its "
        "last ones: train --state wrote such a file");
  rows.n_own = own.size();
}

SavedModel load_saved_model(const std::filesystem::path& path) {
  const nlohmann::json content = read_model_file(path);
  SavedModel saved{.model = load_model(content, path), .own = {}, .count_dispersion = std::nullopt};
  try {
    const nlohmann::json& training = content.at("training");
    saved.until = training.at("until_day").get<std::int32_t>();
    saved.horizon = retailsim::detail::in_range<std::int32_t>(training.at("horizon_days").get<std::int32_t>(), 1,
                                                              36'500, "horizon_days");
    saved.time_unit = training.at("time_unit").get<std::string>();
    saved.collapse = training.at("collapse").get<std::string>();
    unit_days(saved.time_unit);
    saved.in_time = saved.model.has_life();
    saved.mix = training.value("mix", false);
    saved.own = training.value("own_columns", std::vector<std::string>());
    if (content.contains("count_dispersion"))
      saved.count_dispersion =
          retailsim::detail::in_range(content["count_dispersion"].get<double>(), 0.0, 1e9, "count_dispersion");
  } catch (const nlohmann::json::exception& error) {
    throw std::invalid_argument(path.string() + ": is no complete model: " + error.what());
  } catch (const std::invalid_argument& error) {
    throw std::invalid_argument(path.string() + ": " + error.what());
  }
  return saved;
}

std::optional<double> count_dispersion(AnyModel unfitted, const PurchaseLog& log, std::int32_t until,
                                       std::int32_t horizon) {
  const std::int32_t origin = until - horizon;
  const Snapshot rows = log.snapshot(origin, horizon);
  if (rows.size() == 0) return std::nullopt;
  std::vector<double> forecasts(rows.size());
  try {
    unfitted.fit(log, origin, horizon);
    unfitted.predict(log, rows, forecasts);
  } catch (const std::invalid_argument&) {
    return std::nullopt;  // too little before the horizon to learn from
  }
  return moment_dispersion(forecasts, log.counts(rows.customer, origin, until));
}

namespace {

/// Adds the middle 80 % of a law of counts, whose first probabilities fill(pmf) writes.
template <class Fill>
void add_interval(Outlook& outlook, double expected, double most_expected, Fill&& fill) {
  std::int32_t low = -1, high = -1;
  if (expected > most_expected) {
    outlook.low.push_back(low);
    outlook.high.push_back(high);
    return;
  }
  std::vector<double> pmf;
  for (std::size_t size = 16 + static_cast<std::size_t>(std::min(2 * expected, 1e6)); high < 0; size *= 4) {
    pmf.assign(size, 0);
    fill(pmf);
    double below = 0;
    low = -1;
    for (std::size_t k = 0; k < size && high < 0; ++k) {
      below += pmf[k];
      if (low < 0 && below >= 0.1) low = static_cast<std::int32_t>(k);
      if (below >= 0.9) high = static_cast<std::int32_t>(k);
    }
    if (size > 1'000'000) high = static_cast<std::int32_t>(size);
  }
  outlook.low.push_back(std::max(low, 0));
  outlook.high.push_back(high);
}

}  // namespace

Outlook outlook_of(const SavedModel& saved, const Snapshot& rows, double most_expected) {
  static const PurchaseLog nothing({}, {}, 0);  // models that can be saved read the rows alone
  Outlook result;
  result.expected.resize(rows.size());
  saved.model.predict(nothing, rows, result.expected);
  if (saved.model.has_life()) {
    result.alive.resize(rows.size());
    saved.model.probability_alive(nothing, rows, result.alive);
    for (std::size_t i = 0; i < rows.size(); ++i)
      add_interval(result, result.expected[i], most_expected, [&, row = rows.part(i, 1)](std::span<double> pmf) {
        saved.model.count_probabilities(nothing, row, pmf.size(), pmf);
      });
  } else if (saved.count_dispersion) {
    const double shape = 1 / std::max(*saved.count_dispersion, 1e-9);
    for (const double mean : result.expected)
      add_interval(result, mean, most_expected, [&](std::span<double> pmf) {
        forecast::detail::negative_binomial_pmf(shape, shape / mean, 1, pmf);
      });
  }
  return result;
}

}  // namespace retailsim::dynamics
