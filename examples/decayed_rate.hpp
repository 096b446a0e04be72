#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/concept.hpp>
#include <retailsim/forecast/model_file.hpp>
#include <retailsim/forecast/scores.hpp>

/// A model of purchases of one's own, whole: old purchases count less, by half after each half-life. The half-life is
/// the one of a few that forecasts the last horizon before the origin best, and the level is set there too.
class DecayedRate {
 public:
  std::string name() const { return "decayed-rate"; }

  void fit(const retailsim::forecast::PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    const auto rows = log.snapshot(origin - horizon, horizon);
    const std::vector<double> counts = log.counts(rows.customer, origin - horizon, origin);
    std::vector<double> forecast(rows.size());
    double total = 0, best = HUGE_VAL;
    for (const double y : counts) total += y;
    for (const double half_life : {30.0, 90.0, 180.0, 365.0, 730.0}) {
      const DecayedRate candidate(half_life, 1);
      candidate.predict(log, rows, forecast);
      double sum = 0, deviance = 0;
      for (const double f : forecast) sum += f;
      const double scale = std::max(total, 0.5) / sum;
      for (std::size_t i = 0; i < counts.size(); ++i)
        deviance += retailsim::forecast::poisson_deviance(counts[i], scale * forecast[i]);
      if (deviance < best) {
        best = deviance;
        *this = DecayedRate(half_life, scale);
      }
    }
  }

  void predict(const retailsim::forecast::PurchaseLog& log, const retailsim::forecast::Snapshot& rows,
               std::span<double> out) const {
    const double decay = std::log(2) / half_life_;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      double weighted = 0.1;  // a tenth of a purchase, so that no forecast is 0
      for (const std::int32_t day : log.days_of(rows.customer[i]))
        if (day < rows.origin) weighted += std::exp(-decay * (rows.origin - day));
      const double lived = -std::expm1(-decay * (rows.history.age[i] + 1)) / decay;
      out[i] = scale_ * rows.horizon * weighted / (lived + rows.horizon);
    }
  }

  nlohmann::json save() const { return {{"half_life", half_life_}, {"scale", scale_}}; }
  static DecayedRate load(const nlohmann::json& json) {
    return {json.at("half_life").get<double>(), json.at("scale").get<double>()};
  }

  DecayedRate() = default;

 private:
  DecayedRate(double half_life, double scale)
      : half_life_(retailsim::detail::positive(half_life, "DecayedRate: half_life")),
        scale_(retailsim::detail::positive(scale, "DecayedRate: scale")) {}

  double half_life_ = 180, scale_ = 1;  ///< days
};
static_assert(retailsim::forecast::SavedModel<DecayedRate>);

// From here on model files hold it, and retailsim-dynamics knows --model decayed-rate where it includes this header.
inline const bool decayed_rate_is_registered = retailsim::forecast::register_model<DecayedRate>();
