#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <retailsim/forecast/detail/beta_geometric_counts.hpp>

/// Discounted purchases of all time of customers who live now, buy at a rate lambda ~ Gamma(r, alpha), drop out at each
/// purchase with probability p ~ Beta(a, b), each purchase after a time t worth exp(-delta t):
///
///     E[integral of e^(-delta t) lambda e^(-lambda p t) dt] = E[lambda / (delta + lambda p)].
///
/// There is no closed form. With v = lambda alpha, c = delta alpha and E[p] = a / (a + b),
///
///     E_p[v / (c + v p)] = v / c (1 - v E[p] / (c + v) - v^2 / (c + v) E_p[p (1 - p) / (c + v p)]),
///
/// whose last integrand falls at both ends of w = ln(p / (1 - p)) whatever a and b. In w and in u = ln v the integrands
/// are smooth and fall exponentially on both sides: sums over equal steps converge faster than any power of the step.
namespace retailsim::forecast::detail {

/// Places and weights of a law, equal steps in a logarithm.
struct StepRule {
  std::vector<double> place, weight;
};

/// \param log_density  of w, unimodal about `centre`, of scale `width` there; weights below e^-45 of the largest are
/// none
template <class LogDensity, class Place>
StepRule step_rule(double centre, double width, double widest, LogDensity&& log_density, Place&& place) {
  StepRule rule;
  const double h = std::min(widest, 0.5 * width), top = log_density(centre);
  for (const double side : {-1.0, 1.0}) {
    for (int k = side < 0 ? 1 : 0; k < 100'000; ++k) {
      const double w = centre + side * k * h, log_weight = log_density(w);
      if (log_weight < top - 45) break;
      rule.place.push_back(place(w));
      rule.weight.push_back(h * std::exp(log_weight));
    }
  }
  return rule;
}

/// E[.. p (1 - p) ..] with p ~ Beta(a, b): places p.
inline StepRule dropout_rule(double a, double b) {
  const double log_beta = std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
  const auto log_density = [=](double w) {
    const double log_p = w < 0 ? w - std::log1p(std::exp(w)) : -std::log1p(std::exp(-w));
    return (a + 1) * log_p + (b + 1) * (log_p - w) - log_beta;
  };
  return step_rule(std::log((a + 1) / (b + 1)), std::sqrt(1 / (a + 1) + 1 / (b + 1)), 0.5, log_density,
                   [](double w) { return 1 / (1 + std::exp(-w)); });
}

/// E[v ..] with v ~ Gamma(r, 1): places v.
inline StepRule rate_rule(double r) {
  const double log_gamma = std::lgamma(r);
  return step_rule(
      std::log(r + 1), 1 / std::sqrt(r + 1), 0.25, [=](double u) { return (r + 1) * u - std::exp(u) - log_gamma; },
      [](double u) { return std::exp(u); });
}

/// E[lambda / (delta + lambda p)] by the rules of r, and of a and b.
inline double discounted_mean(const StepRule& rates, const StepRule& dropouts, double mean_p, double c) {
  double sum = 0;
  for (std::size_t j = 0; j < rates.place.size(); ++j) {
    const double v = rates.place[j];
    double inner = 0;
    for (std::size_t i = 0; i < dropouts.place.size(); ++i) inner += dropouts.weight[i] / (c + v * dropouts.place[i]);
    sum += rates.weight[j] * (1 - v / (c + v) * (mean_p + v * inner));
  }
  return sum / c;
}

}  // namespace retailsim::forecast::detail
