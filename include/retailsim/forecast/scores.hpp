// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/random/uniform_int.hpp>

namespace retailsim::forecast {

/// Of one customer: 2 (y ln(y / mu) - y + mu), 0 ln 0 = 0. Its mean is least where mu is the true mean: the score to
/// compare models by. Source: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd edition, 1989, section 2.3.
inline double poisson_deviance(double y, double mu) { return 2 * ((y > 0 ? y * std::log(y / mu) : 0) - y + mu); }

/// Continuous ranked probability score of a count y against probabilities of the counts 0, 1, ... (the rest of the law
/// lies beyond them): the sum over k of (P(N <= k) - [y <= k])^2.
/// Source: T. Gneiting and A. E. Raftery, Strictly Proper Scoring Rules, 2007.
inline double crps(double y, std::span<const double> pmf) {
  double below = 0, sum = 0;
  for (std::size_t k = 0; k < pmf.size(); ++k) {
    below += pmf[k];
    const double off = below - (y <= static_cast<double>(k) ? 1 : 0);
    sum += off * off;
  }
  return sum;
}

/// CRPS of the negative binomial law of a mean and a variance mean + dispersion mean^2 (Poisson at 0).
inline double negative_binomial_crps(double y, double mean, double dispersion) {
  double below = 0, sum = 0;
  const double r = dispersion > 1e-9 ? 1 / dispersion : 1e9, z = mean / (r + mean);
  double p = std::exp(-r * std::log1p(mean / r));
  for (double k = 0; k < 1e6; ++k) {
    below += p;
    const double off = below - (y <= k ? 1 : 0);
    sum += off * off;
    if (k >= y && 1 - below < 1e-9) break;
    p *= z * (r + k) / (k + 1);
    if (k > y && k > mean && p < 1e-300) break;
  }
  return sum;
}

/// The dispersion, by moments, of counts around forecasts of variance mean + dispersion mean^2; 0 where they spread no
/// more than Poisson counts.
inline double moment_dispersion(std::span<const double> forecast, std::span<const double> counts) {
  double above = 0, squares = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    above += (counts[i] - forecast[i]) * (counts[i] - forecast[i]) - counts[i];
    squares += forecast[i] * forecast[i];
  }
  return squares > 0 ? std::max(above / squares, 0.0) : 0;
}

/// Where a count lies in its law, P(N < y) + u P(N = y): uniform on [0, 1] where the law is right, u being uniform.
/// Source: J. B. Smith, Diagnostic Checks of Non-Standard Time Series Models, Journal of Forecasting 4, 1985.
inline double randomised_pit(double y, std::span<const double> pmf, double u) {
  const auto at = static_cast<std::size_t>(y);
  double below = 0;
  for (std::size_t k = 0; k < std::min(at, pmf.size()); ++k) below += pmf[k];
  return std::clamp(below + u * (at < pmf.size() ? pmf[at] : 0), 0.0, 1.0);
}

/// One bin of a calibration: customers of neighbouring forecasts.
struct CalibrationBin {
  std::size_t n = 0;
  double expected = 0, actual = 0;  ///< totals
  /// (actual - expected) / sqrt(expected): within 3 for right forecasts of Poisson counts.
  double deviation() const { return expected > 0 ? (actual - expected) / std::sqrt(expected) : 0; }
};

/// A score with the interval of a bootstrap over customers.
struct Score {
  double value = 0, low = 0, high = 0;
};

/// How good forecasts were. `deviance`, `crps`, `mae` and `rmse` are means over customers; `bias` is the forecasts'
/// total over the actual one, less 1. The error of an all-zero forecast is the smallest MAE on sparse counts: judge by
/// deviance, CRPS and bias. CRPS is that of negative binomial laws around the forecasts, whose common dispersion is
/// fitted by moments to the scored counts, alike for all models.
struct Scores {
  std::size_t n = 0;
  Score deviance, crps, mae, rmse, bias;
  double expected = 0, actual = 0;           ///< totals
  double top_tenth = 0;                      ///< share of the purchases that the top 10 % by forecast made
  std::array<CalibrationBin, 10> deciles{};  ///< by forecast, lowest first
};

namespace detail {

/// The sums of the rows of resampled customers, one array for each resample. Rows of one customer, at several origins,
/// are resampled together, as they are no independent witnesses.
/// \param customer  of each row; none: each row is one of their own
template <std::size_t width>
std::vector<std::array<double, width>> bootstrap_sums(std::vector<std::array<double, width>> rows,
                                                      std::span<const std::uint32_t> customer, std::uint64_t seed,
                                                      int n_boots) {
  if (!customer.empty()) {
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return customer[i]; });
    std::vector<std::array<double, width>> grouped;
    for (std::size_t k = 0; k < order.size(); ++k) {
      if (k == 0 || customer[order[k]] != customer[order[k - 1]]) grouped.push_back({});
      for (std::size_t j = 0; j < width; ++j) grouped.back()[j] += rows[order[k]][j];
    }
    rows = std::move(grouped);
  }
  std::vector<std::array<double, width>> result(static_cast<std::size_t>(std::max(n_boots, 0)));
  std::vector<std::int64_t> picks(n_boots > 0 ? rows.size() : 0);
  for (std::size_t b = 0; b < result.size(); ++b) {
    Draws{.seed = seed, .purpose = Purpose::forecast_bootstrap, .index = static_cast<std::uint32_t>(b)}.fill(
        picks, UniformInt(0, static_cast<std::int64_t>(rows.size()) - 1));
    result[b] = {};
    for (const std::int64_t pick : picks)
      for (std::size_t j = 0; j < width; ++j) result[b][j] += rows[static_cast<std::size_t>(pick)][j];
  }
  return result;
}

/// The middle `level` of resampled values.
inline void set_interval(Score& score, std::vector<double> values, double level) {
  if (values.empty()) return;
  std::ranges::sort(values);
  const auto last = static_cast<double>(values.size() - 1);
  score.low = values[static_cast<std::size_t>(last * (1 - level) / 2)];
  score.high = values[static_cast<std::size_t>(last * (1 + level) / 2 + 0.5)];
}

}  // namespace detail

/// \param seed     of the bootstrap's addressed draws
/// \param n_boots  resamplings of customers; 0: intervals are left 0
/// \param customer of each row, where customers have several (origins); none: each row is a customer
/// \throws std::invalid_argument for unequal lengths, forecasts that are not finite and > 0, counts below 0
inline Scores score_forecasts(std::span<const double> forecast, std::span<const double> counts, std::uint64_t seed = 1,
                              int n_boots = 200, double level = 0.95, std::span<const std::uint32_t> customer = {}) {
  const std::size_t n = counts.size();
  if (forecast.size() != n || n == 0)
    throw std::invalid_argument("score_forecasts: forecasts and counts must be of one length > 0, got " +
                                std::to_string(forecast.size()) + " and " + std::to_string(n));
  Scores scores;
  scores.n = n;
  for (std::size_t i = 0; i < n; ++i) {
    retailsim::detail::positive(forecast[i], "score_forecasts: forecast (each)");
    retailsim::detail::not_negative(counts[i], "score_forecasts: counts (each)");
  }
  const double dispersion = moment_dispersion(forecast, counts);
  // Rows of deviance, CRPS, absolute error, squared error, forecast, count, 1.
  std::vector<std::array<double, 7>> rows(n);
  for (std::size_t i = 0; i < n; ++i) {
    const double mu = forecast[i], y = counts[i];
    rows[i] = {poisson_deviance(y, mu),
               negative_binomial_crps(y, mu, dispersion),
               std::abs(y - mu),
               (y - mu) * (y - mu),
               mu,
               y,
               1};
  }
  const auto summarise = [](const std::array<double, 7>& sum) {
    const double size = sum[6];
    return std::array<double, 5>{sum[0] / size, sum[1] / size, sum[2] / size, std::sqrt(sum[3] / size),
                                 sum[5] > 0 ? sum[4] / sum[5] - 1 : 0};
  };
  std::array<double, 7> total{};
  for (const auto& row : rows)
    for (std::size_t k = 0; k < 7; ++k) total[k] += row[k];
  const std::array<double, 5> values = summarise(total);
  scores.expected = total[4];
  scores.actual = total[5];
  std::array<std::vector<double>, 5> boots;
  for (const auto& sum : detail::bootstrap_sums(std::move(rows), customer, seed, n_boots)) {
    const std::array<double, 5> resampled = summarise(sum);
    for (std::size_t k = 0; k < 5; ++k) boots[k].push_back(resampled[k]);
  }
  Score* const all[] = {&scores.deviance, &scores.crps, &scores.mae, &scores.rmse, &scores.bias};
  for (std::size_t k = 0; k < 5; ++k) {
    all[k]->value = values[k];
    detail::set_interval(*all[k], std::move(boots[k]), level);
  }
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return forecast[i]; });
  for (std::size_t rank = 0; rank < n; ++rank) {
    CalibrationBin& bin = scores.deciles[10 * rank / n];
    ++bin.n;
    bin.expected += forecast[order[rank]];
    bin.actual += counts[order[rank]];
  }
  scores.top_tenth = scores.actual > 0 ? scores.deciles[9].actual / scores.actual : 0;
  return scores;
}

/// By how much of the deviance of `baseline` that of `forecast` is lower (0.1: 10 %), with the interval of a bootstrap
/// over customers that resamples both together.
inline Score deviance_gain(std::span<const double> forecast, std::span<const double> baseline,
                           std::span<const double> counts, std::span<const std::uint32_t> customer = {},
                           std::uint64_t seed = 1, int n_boots = 200, double level = 0.95) {
  std::vector<std::array<double, 2>> rows(counts.size());
  std::array<double, 2> total{};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    rows[i] = {poisson_deviance(counts[i], forecast[i]), poisson_deviance(counts[i], baseline[i])};
    for (std::size_t k = 0; k < 2; ++k) total[k] += rows[i][k];
  }
  Score result{.value = 1 - total[0] / total[1]};
  std::vector<double> boots;
  for (const auto& sum : detail::bootstrap_sums(std::move(rows), customer, seed, n_boots))
    boots.push_back(1 - sum[0] / sum[1]);
  detail::set_interval(result, std::move(boots), level);
  return result;
}

}  // namespace retailsim::forecast
