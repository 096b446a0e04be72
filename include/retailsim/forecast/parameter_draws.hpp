#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/forecast/fit.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/random/purpose.hpp>

namespace retailsim::forecast {

/// Whether a fit knows all its parameters: where one is at a bound, or the likelihood is flat along it, there is no
/// normal law to draw from.
inline bool knows_parameters(const FitReport& report) {
  const std::size_t k = report.parameters.size();
  if (report.covariance.size() != k * k) return false;
  for (std::size_t i = 0; i < k; ++i)
    if (!std::isfinite(report.standard_errors[i]) || !(report.covariance[i * k + i] < 9)) return false;
  return true;
}

/// The asymptotic law of maximum likelihood: parameters drawn from the normal law of their logarithms (of effects of
/// covariates, themselves) around the fit; the fit itself where knows_parameters does not hold.
/// \param n_logs  the first so many are drawn as logarithms
inline std::vector<double> redrawn_parameters(const FitReport& report, std::size_t n_logs, std::uint64_t seed,
                                              std::uint32_t index) {
  std::vector<double> result = report.parameters;
  if (!knows_parameters(report)) return result;
  const std::size_t k = result.size();
  std::vector<double> normal(k), lower(k * k, 0.0);
  Draws{.seed = seed, .purpose = Purpose::forecast_parameter, .index = index}.fill(normal, Normal(0.0, 1.0));
  for (std::size_t i = 0; i < k; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = report.covariance[i * k + j];
      for (std::size_t l = 0; l < j; ++l) sum -= lower[i * k + l] * lower[j * k + l];
      if (i == j)
        lower[i * k + i] = std::sqrt(std::max(sum, 0.0));
      else
        lower[i * k + j] = lower[j * k + j] > 0 ? sum / lower[j * k + j] : 0;
    }
    double off = 0;
    for (std::size_t j = 0; j <= i; ++j) off += lower[i * k + j] * normal[j];
    result[i] = i < n_logs ? result[i] * std::exp(off) : result[i] + off;
  }
  return result;
}

/// Nbd, BgNbd, MbgNbd or ParetoNbd of redrawn parameters.
template <class Btyd>
Btyd redrawn_model(const FitReport& report, std::uint64_t seed, std::uint32_t index) {
  const std::vector<double> p = redrawn_parameters(report, report.parameters.size(), seed, index);
  if constexpr (requires { Btyd(1.0, 1.0, 1.0, 1.0); })
    return Btyd(p[0], p[1], p[2], p[3]);
  else
    return Btyd(p[0], p[1]);
}

}  // namespace retailsim::forecast
