#pragma once

#include <concepts>
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
/// Models: BtydForecast, SeasonalForecast, PoissonRegressionForecast, BoosterForecast, StackedForecast and the
/// baselines TrailingMean, SeasonalNaive, SameAsLastYear. Writing one: any of the baselines is a page.
template <class M>
concept PurchaseModel = std::copyable<M> && requires(M m, const M fitted, const PurchaseLog& log, const Snapshot& rows,
                                                     std::int32_t day, std::span<double> out) {
  { fitted.name() } -> std::convertible_to<std::string_view>;
  { m.fit(log, day, day) } -> std::same_as<void>;
  { fitted.predict(log, rows, out) } -> std::same_as<void>;
};

}  // namespace retailsim::forecast
