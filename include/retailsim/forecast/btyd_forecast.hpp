// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/concept.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/forecast/grouped_history.hpp>
#include <retailsim/forecast/parameter_draws.hpp>

namespace retailsim::forecast {

/// Nbd, BgNbd, MbgNbd or ParetoNbd as a PurchaseModel: fitted to all histories at the origin.
template <class Btyd>
class BtydForecast {
 public:
  /// \param unit  days that are one of the model's units of time: 7 fits in weeks
  explicit BtydForecast(FitOptions options = {}, double unit = 1)
      : options_(std::move(options)), unit_(retailsim::detail::positive(unit, "BtydForecast: unit")) {}
  /// A model that was fitted before.
  BtydForecast(Fitted<Btyd> fitted, double unit)
      : unit_(retailsim::detail::positive(unit, "BtydForecast: unit")), fitted_(std::move(fitted)) {}
  std::string name() const { return Btyd::name; }

  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    fitted_ = Btyd::fit(GroupedHistory(history(log.snapshot(origin, horizon))), options_);
  }
  void predict(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    fitted().model.expected_purchases(history(rows), rows.horizon / unit_, out, options_.n_threads);
    for (double& value : out) value = std::max(value, 1e-12);
  }

  void probability_alive(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    fitted().model.probability_alive(history(rows), out, options_.n_threads);
  }
  void count_probabilities(const PurchaseLog&, const Snapshot& rows, std::size_t n_counts,
                           std::span<double> out) const {
    fitted().model.count_probabilities(history(rows), rows.horizon / unit_, n_counts, out, options_.n_threads);
  }
  BtydForecast redrawn(std::uint64_t seed, std::uint32_t index) const {
    BtydForecast result = *this;
    result.fitted_->model = redrawn_model<Btyd>(fitted().report, seed, index);
    return result;
  }

  double unit() const { return unit_; }
  /// The rows' histories in the model's unit of time.
  PurchaseHistory history(const Snapshot& rows) const {
    PurchaseHistory result = rows.history;
    for (double& t : result.age_at_last_order) t /= unit_;
    for (double& t : result.age) t /= unit_;
    return result;
  }
  /// \throws std::logic_error before the first fit
  const Fitted<Btyd>& fitted() const {
    if (!fitted_) throw std::logic_error(std::string(Btyd::name) + ": predict needs a fit");
    return *fitted_;
  }

 private:
  FitOptions options_;
  double unit_;
  std::optional<Fitted<Btyd>> fitted_;
};

}  // namespace retailsim::forecast
