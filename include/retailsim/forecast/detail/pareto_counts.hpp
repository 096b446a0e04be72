// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <retailsim/forecast/detail/gauss_legendre.hpp>
#include <retailsim/forecast/detail/negative_binomial_counts.hpp>
#include <retailsim/forecast/detail/pareto_likelihood.hpp>

/// Purchases in a time t of customers who live at its start, buy at a rate ~ Gamma(r, alpha) and die at a rate
/// ~ Gamma(s, beta). Given a history, r, alpha and beta become r + x, alpha + T and beta + T.
namespace retailsim::forecast::detail {

/// The expected time lived within t: beta (1 - (beta / (beta + t))^(s - 1)) / (s - 1), whose limit at s = 1 is
/// beta ln(1 + t / beta).
inline double mean_time_alive(double s, double beta, double t) {
  const double grown = std::log1p(t / beta), e = (s - 1) * grown;
  // (1 - exp(-e)) / e without its hole at 0.
  return beta * grown * (std::abs(e) < 1e-8 ? 1 - 0.5 * e : -std::expm1(-e) / e);
}

/// P(purchases = k) for k < pmf.size(): the negative binomial law over t for who lives on, and over the time lived for
/// who dies, integrated over the time of death in y = ln(1 + tau / m), m the smaller of alpha and beta.
inline void pareto_pmf(const ParetoParameters& p, double t, std::span<double> pmf) {
  const double lives_on = std::exp(-p.s * std::log1p(t / p.beta));
  negative_binomial_pmf(p.r, p.alpha, t, pmf);
  for (double& value : pmf) value *= lives_on;
  if (!(t > 0)) return;
  const double m = std::min(p.alpha, p.beta), range = std::log1p(t / m);
  // A count's law over tau is as narrow as 1 / sqrt(count) in y; what dies within e^-38 of the start is nothing.
  const double falls = p.s + p.r + static_cast<double>(pmf.size());
  const double n_panels = std::ceil(std::max(range / 1.5, std::min(falls * range, 1200.0) / 20)),
               width = range / n_panels;
  const auto& rule = gauss_legendre<16>();
  std::vector<double> part(pmf.size());
  for (double panel = 0; panel < n_panels; ++panel) {
    for (std::size_t k = 0; k < 16; ++k) {
      const double y = (panel + rule.node[k]) * width, tau = m * std::expm1(y);
      const double density = p.s / (p.beta + tau) * std::exp(-p.s * std::log1p(tau / p.beta)) * (m + tau);
      negative_binomial_pmf(p.r, p.alpha, tau, part);
      for (std::size_t j = 0; j < pmf.size(); ++j) pmf[j] += rule.weight[k] * width * density * part[j];
    }
  }
}

/// The integral of exp(-c v) (1 + v)^-s over v > 0, c > 0: e^c E_s(c), the generalised exponential integral.
inline double discounted_tail(double c, double s) {
  // In y = ln(1 + v); past c v + (s - 1) y = 45 there is nothing.
  double high = std::log1p(45 / c);
  if (s > 1) high = std::min(high, 45 / (s - 1));
  return integrate(0, high, 1.0, [=](double y) { return std::exp((1 - s) * y - c * std::expm1(y)); });
}

}  // namespace retailsim::forecast::detail
