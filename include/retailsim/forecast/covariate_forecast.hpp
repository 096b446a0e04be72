// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/concept.hpp>
#include <retailsim/forecast/covariates.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/forecast/parameter_draws.hpp>

namespace retailsim::forecast {

/// BgNbd, MbgNbd or ParetoNbd with the log's own columns (PurchaseLog::set_columns) as covariates.
template <class Btyd>
class CovariateForecast {
 public:
  using Model = CovariateModel<Btyd>;

  /// \param unit  days that are one of the model's units of time: 7 fits in weeks
  explicit CovariateForecast(FitOptions options = {}, double unit = 1)
      : options_(std::move(options)), unit_(retailsim::detail::positive(unit, "CovariateForecast: unit")) {}
  /// A model that was fitted before.
  CovariateForecast(Fitted<Model> fitted, double unit)
      : unit_(retailsim::detail::positive(unit, "CovariateForecast: unit")), fitted_(std::move(fitted)) {}
  std::string name() const { return Model::model_name(); }

  /// \throws std::invalid_argument for a log without columns of its own, and as CovariateModel::fit
  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    const Snapshot rows = log.snapshot(origin, horizon);
    if (rows.n_own == 0)
      throw std::invalid_argument(name() + ": the log must have columns of customers' own, got none");
    const std::vector<double> own = rows.own();
    fitted_ = Model::fit(history(rows), {rows.own_names(), own}, options_);
  }
  void predict(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    const std::vector<double> own = rows.own();
    fitted().model.expected_purchases(history(rows), {rows.own_names(), own}, rows.horizon / unit_, out,
                                      options_.n_threads);
    for (double& value : out) value = std::max(value, 1e-12);
  }
  void probability_alive(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    const std::vector<double> own = rows.own();
    fitted().model.probability_alive(history(rows), {rows.own_names(), own}, out, options_.n_threads);
  }
  void count_probabilities(const PurchaseLog&, const Snapshot& rows, std::size_t n_counts,
                           std::span<double> out) const {
    const std::vector<double> own = rows.own();
    fitted().model.count_probabilities(history(rows), {rows.own_names(), own}, rows.horizon / unit_, n_counts, out,
                                       options_.n_threads);
  }
  CovariateForecast redrawn(std::uint64_t seed, std::uint32_t index) const {
    CovariateForecast result = *this;
    const std::vector<double> p = redrawn_parameters(fitted().report, 4, seed, index);
    result.fitted_->model = Model({p[0], p[1], p[2], p[3]}, fitted().model.columns(), {p.begin() + 4, p.end()});
    return result;
  }

  double unit() const { return unit_; }
  /// \throws std::logic_error before the first fit
  const Fitted<Model>& fitted() const {
    if (!fitted_) throw std::logic_error(name() + ": predict needs a fit");
    return *fitted_;
  }

 private:
  PurchaseHistory history(const Snapshot& rows) const {
    PurchaseHistory result = rows.history;
    for (double& t : result.age_at_last_order) t /= unit_;
    for (double& t : result.age) t /= unit_;
    return result;
  }

  FitOptions options_;
  double unit_;
  std::optional<Fitted<Model>> fitted_;
};
static_assert(LifeModel<CovariateForecast<ParetoNbd>>);

}  // namespace retailsim::forecast
