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
/// There is no closed form. With v = lambda alpha and c = delta alpha, E_p[v / (c + v p)] is
///
///     v / (c + v) (1 + v E_p[(1 - p) / (c + v p)])                                        for a >= 1/2,
///     v / c (1 - v E[p] / (c + v) - v^2 / (c + v) E_p[p (1 - p) / (c + v p)])              for smaller a,
///
/// whose integrands fall at both ends of w = ln(p / (1 - p)); the first form adds positive terms only. In w and in
/// u = ln v integrands are smooth and fall exponentially on both sides: sums over equal steps converge faster than any
/// power of the step.
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

/// Weights that sum to what is known, which the logarithms of gamma functions of large arguments would miss.
inline StepRule normalised(StepRule rule, double total) {
  double sum = 0;
  for (const double w : rule.weight) sum += w;
  for (double& w : rule.weight) w *= total / sum;
  return rule;
}

/// E[(1 - p) ..], or of a below 1/2 E[p (1 - p) ..], with p ~ Beta(a, b): places p.
struct DropoutRule {
  DropoutRule(double a, double b) : is_direct(a >= 0.5), mean(a / (a + b)) {
    const double on_p = is_direct ? a : a + 1, on_q = b + 1;
    const auto log_density = [=](double w) {
      const double log_p = w < 0 ? w - std::log1p(std::exp(w)) : -std::log1p(std::exp(-w));
      return on_p * log_p + on_q * (log_p - w);
    };
    const double centre = std::log(on_p / on_q), top = log_density(centre);
    rule = normalised(step_rule(
                          centre, std::sqrt(1 / on_p + 1 / on_q), 0.5, [&](double w) { return log_density(w) - top; },
                          [](double w) { return 1 / (1 + std::exp(-w)); }),
                      is_direct ? b / (a + b) : mean * b / (a + b + 1));
  }
  bool is_direct;
  double mean;  ///< of p
  StepRule rule;
};

/// E[v ..] with v ~ Gamma(r, 1): places v.
inline StepRule rate_rule(double r) {
  const double top = (r + 1) * (std::log(r + 1) - 1);
  return normalised(
      step_rule(
          std::log(r + 1), 1 / std::sqrt(r + 1), 0.25, [=](double u) { return (r + 1) * u - std::exp(u) - top; },
          [](double u) { return std::exp(u); }),
      r);
}

/// E[lambda / (delta + lambda p)] by the rules of r, and of a and b.
inline double discounted_mean(const StepRule& rates, const DropoutRule& dropouts, double c) {
  double sum = 0;
  for (std::size_t j = 0; j < rates.place.size(); ++j) {
    const double v = rates.place[j];
    double inner = 0;
    for (std::size_t i = 0; i < dropouts.rule.place.size(); ++i)
      inner += dropouts.rule.weight[i] / (c + v * dropouts.rule.place[i]);
    sum += rates.weight[j] *
           (dropouts.is_direct ? (1 + v * inner) / (c + v) : (1 - v / (c + v) * (dropouts.mean + v * inner)) / c);
  }
  return sum;
}

}  // namespace retailsim::forecast::detail
