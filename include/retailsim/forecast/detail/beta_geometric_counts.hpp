// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <retailsim/forecast/detail/gauss_legendre.hpp>
#include <retailsim/forecast/detail/negative_binomial_counts.hpp>

/// Purchases in a time t of customers who live at its start, buy at a rate ~ Gamma(r, alpha) and drop out at each
/// purchase with probability p ~ Beta(a, b). With N the negative binomial count of who would never drop out and
/// s_j = (b)_j / (a + b)_j = E[(1 - p)^j] the chance to outlive j purchases,
///
///     E[purchases] = sum over k of P(N = k) (s_0 + ... + s_(k-1)),
///     P(purchases = n) = s_n P(N = n) + (s_(n-1) - s_n) P(N >= n).
///
/// Every term is positive: nothing cancels, and a = 1 or a + b = 1, where the form with 2F1 has poles, are as good as
/// any other value. Given a history, r, alpha and b become r + x, alpha + T and b + the purchases that were survived.
namespace retailsim::forecast::detail {

struct BetaGeometricState {
  double r = 1, alpha = 1, a = 1, b = 1;
};

/// E[purchases] as an integral over w = ln(p / (1 - p)): for horizons and counts where the sum would be long. The
/// integrand is smooth on the scale of 1 and on that of the law of w.
inline double integrated_mean(const BetaGeometricState& state, double t) {
  const auto [r, alpha, a, b] = state;
  const double per_p = t / alpha;
  // Purchases given p, (1 - (1 + p t / alpha)^-r) / p.
  const auto given = [&](double p) { return -std::expm1(-r * std::log1p(p * per_p)) / p; };
  const double log_beta = std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
  const auto term = [&](double w) {
    const double log_p = w < 0 ? w - std::log1p(std::exp(w)) : -std::log1p(std::exp(-w));
    const double log_q = w < 0 ? -std::log1p(std::exp(w)) : -w - std::log1p(std::exp(-w));
    return std::exp(a * log_p + b * log_q - log_beta) * given(std::exp(log_p));
  };
  // Below p = e^low the expected purchases are what they are at 0, above 1 - p = e^-high what they are at 1: the ends
  // are known, and those of a narrow law hold nothing.
  const double centre = std::log(a / b), width = std::sqrt(1 / a + 1 / b);
  double low = -42 - std::log(1 + r * per_p) - std::log(1 + b), high = 42 + std::log(1 + a);
  const double far_low = centre - 45 * std::max(width, 1 / a), far_high = centre + 45 * std::max(width, 1 / b);
  double ends = 0;
  if (far_low < low)
    ends += std::exp(a * low - std::log(a) - log_beta) * r * per_p;
  else
    low = far_low;
  if (far_high > high)
    ends += std::exp(-b * high - std::log(b) - log_beta) * given(1.0);
  else
    high = far_high;
  return ends + integrate(low, high, std::min(1.5, 2 * width), term);
}

/// E[purchases] of `lanes` customers side by side, so that the recurrences of one hide behind those of the others.
inline constexpr std::size_t mean_lanes = 16;
inline void summed_means(const double* r, const double* z, double a, const double* b, const double* log_none,
                         double* means) {
  alignas(64) double p[mean_lanes], s[mean_lanes], held[mean_lanes], sum[mean_lanes];
  double most_z = 0, most_r = 0;
  for (std::size_t i = 0; i < mean_lanes; ++i) {
    p[i] = std::exp(log_none[i]) * z[i] * r[i];  // P(N = 1)
    s[i] = b[i] / (a + b[i]);
    held[i] = 1;
    sum[i] = p[i];
    most_z = std::max(most_z, z[i]);
    most_r = std::max(most_r, r[i]);
  }
  for (double k = 1; k < 1e6;) {
    for (int step = 0; step < 8; ++step, ++k) {
      const double share = 1 / (k + 1);
      for (std::size_t i = 0; i < mean_lanes; ++i) {
        p[i] *= z[i] * (r[i] + k) * share;
        held[i] += s[i];
        sum[i] += p[i] * held[i];
        s[i] *= (b[i] + k) / (a + b[i] + k);
      }
    }
    // What is left is below p held / (1 - ratio), as the terms' ratio falls.
    const double ratio = most_z * (most_r + k) / (k + 1) * (1 + 1 / k);
    if (ratio >= 1) continue;
    double left = 0;
    for (std::size_t i = 0; i < mean_lanes; ++i) left = std::max(left, p[i] * held[i] / (sum[i] + 1e-300));
    if (left < 1e-16 * (1 - ratio)) break;
  }
  std::copy_n(sum, mean_lanes, means);
}

/// Expected purchases in t of n customers with parameters r[i], alpha[i], a, b[i].
inline void beta_geometric_means(std::span<const double> r, std::span<const double> alpha, double a,
                                 std::span<const double> b, double t, std::span<double> means) {
  alignas(64) double lane_r[mean_lanes], lane_z[mean_lanes], lane_b[mean_lanes], lane_none[mean_lanes],
      lane_means[mean_lanes];
  std::size_t rows[mean_lanes], n_lanes = 0;
  const auto flush = [&] {
    if (n_lanes == 0) return;
    for (std::size_t l = n_lanes; l < mean_lanes; ++l) {
      lane_r[l] = lane_r[0];
      lane_z[l] = lane_z[0];
      lane_b[l] = lane_b[0];
      lane_none[l] = lane_none[0];
    }
    summed_means(lane_r, lane_z, a, lane_b, lane_none, lane_means);
    for (std::size_t l = 0; l < n_lanes; ++l) means[rows[l]] = lane_means[l];
    n_lanes = 0;
  };
  for (std::size_t i = 0; i < means.size(); ++i) {
    if (!(t > 0)) {
      means[i] = 0;
      continue;
    }
    const double z = t / (alpha[i] + t), log_none = -r[i] * std::log1p(t / alpha[i]);
    if (z > 0.99 || log_none < -600) {
      means[i] = integrated_mean({r[i], alpha[i], a, b[i]}, t);
      continue;
    }
    rows[n_lanes] = i;
    lane_r[n_lanes] = r[i];
    lane_z[n_lanes] = z;
    lane_b[n_lanes] = b[i];
    lane_none[n_lanes] = log_none;
    if (++n_lanes == mean_lanes) flush();
  }
  flush();
}

inline double beta_geometric_mean(const BetaGeometricState& state, double t) {
  double mean = 0;
  beta_geometric_means({&state.r, 1}, {&state.alpha, 1}, state.a, {&state.b, 1}, t, {&mean, 1});
  return mean;
}

/// P(purchases = k) for k < pmf.size().
inline void beta_geometric_pmf(const BetaGeometricState& state, double t, std::span<double> pmf) {
  const auto [r, alpha, a, b] = state;
  const std::size_t n = pmf.size();
  negative_binomial_pmf(r, alpha, t, pmf);
  // The tails from the last one down, so that only positive numbers are added.
  double tail = negative_binomial_tail(r, alpha, t, n);
  std::vector<double> survived(n + 1);
  survived[0] = 1;
  for (std::size_t k = 0; k < n; ++k) {
    const double d = static_cast<double>(k);
    survived[k + 1] = survived[k] * (b + d) / (a + b + d);
  }
  for (std::size_t k = n; k-- > 1;) {
    tail += pmf[k];
    const double lost = survived[k - 1] * a / (a + b + static_cast<double>(k) - 1);
    pmf[k] = survived[k] * pmf[k] + lost * tail;
  }
}

}  // namespace retailsim::forecast::detail
