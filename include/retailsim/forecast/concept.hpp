#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <retailsim/forecast/purchase_log.hpp>

namespace retailsim::forecast {

/// Forecasts how many purchases each customer will make in a horizon.
///
/// | expression                     | effect                                                                          |
/// |--------------------------------|---------------------------------------------------------------------------------|
/// | `m.name()`                     | what reports call it                                                            |
/// | `m.fit(log, origin, horizon)`  | learns from days before the origin, and only from them; horizon in days         |
/// | `m.predict(log, rows, out)`    | out[i] = expected purchases of rows.customer[i] in the horizon of `rows`;       |
/// |                                | shape {n}; finite and > 0; from days before rows.origin, and only from them     |
///
/// A model is a value. That nothing is read from the days it must not see is tested: `Backtest` gives models a log
/// without those days too and compares bits.
///
/// Models: BtydForecast, CovariateForecast, SeasonalForecast, PoissonRegressionForecast, BoosterForecast,
/// LightGbmForecast, StackedForecast and the baselines TrailingMean, SeasonalNaive, SameAsLastYear. Writing one, in a
/// header of its own: examples/custom_purchase_model.cpp.
template <class M>
concept PurchaseModel = std::copyable<M> && requires(M m, const M fitted, const PurchaseLog& log, const Snapshot& rows,
                                                     std::int32_t day, std::span<double> out) {
  { fitted.name() } -> std::convertible_to<std::string_view>;
  { m.fit(log, day, day) } -> std::same_as<void>;
  { fitted.predict(log, rows, out) } -> std::same_as<void>;
};

/// A model of customers' lives: it knows who may be gone, and the law of each count, not only its mean.
///
/// | expression                                    | effect                                                           |
/// |-----------------------------------------------|------------------------------------------------------------------|
/// | `m.probability_alive(log, rows, out)`         | out[i] in [0, 1], at the origin                                  |
/// | `m.count_probabilities(log, rows, n, out)`    | out[i n + k] = P(k purchases in the horizon), k < n              |
/// | `m.redrawn(seed, index)`                      | the model with parameters drawn from what its fit knows of them  |
///
/// Models: BtydForecast, CovariateForecast, SeasonalForecast. Others get laws from CountLaws.
template <class M>
concept LifeModel =
    PurchaseModel<M> && requires(const M fitted, const PurchaseLog& log, const Snapshot& rows, std::size_t n_counts,
                                 std::span<double> out, std::uint64_t seed, std::uint32_t index) {
      { fitted.probability_alive(log, rows, out) } -> std::same_as<void>;
      { fitted.count_probabilities(log, rows, n_counts, out) } -> std::same_as<void>;
      { fitted.redrawn(seed, index) } -> std::same_as<M>;
    };

}  // namespace retailsim::forecast
