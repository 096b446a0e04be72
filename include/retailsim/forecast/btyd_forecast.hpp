// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>

#include <retailsim/forecast/baselines.hpp>
#include <retailsim/forecast/concept.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/forecast/grouped_history.hpp>

namespace retailsim::forecast {

/// Nbd, BgNbd, MbgNbd or ParetoNbd as a PurchaseModel: fitted to all histories at the origin, in days.
template <class Btyd>
class BtydForecast {
 public:
  explicit BtydForecast(FitOptions options = {}) : options_(std::move(options)) {}
  std::string name() const { return Btyd::name; }

  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    fitted_ = Btyd::fit(GroupedHistory(log.snapshot(origin, horizon).history), options_);
  }
  void predict(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    fitted().model.expected_purchases(rows.history, rows.horizon, out, options_.n_threads);
    for (double& value : out) value = std::max(value, 1e-12);
  }
  /// \throws std::logic_error before the first fit
  const Fitted<Btyd>& fitted() const {
    if (!fitted_) throw std::logic_error(std::string(Btyd::name) + ": predict needs a fit");
    return *fitted_;
  }

 private:
  FitOptions options_;
  std::optional<Fitted<Btyd>> fitted_;
};

}  // namespace retailsim::forecast
