// Needs Boost.Math.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>

#include <boost/math/special_functions/beta.hpp>

namespace retailsim::forecast::detail {

namespace policies = boost::math::policies;
using SpecialPolicy =
    policies::policy<policies::promote_double<false>, policies::overflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>, policies::domain_error<policies::ignore_error>,
                     policies::underflow_error<policies::ignore_error>>;

/// P(N = k), k < pmf.size(), of N ~ NegativeBinomial: Poisson with a rate ~ Gamma(r, alpha) over a time t,
///
///     P(N = k) = Gamma(r + k) / (Gamma(r) k!) (alpha / (alpha + t))^r (t / (alpha + t))^k.
inline void negative_binomial_pmf(double r, double alpha, double t, std::span<double> pmf) {
  if (pmf.empty()) return;
  const double z = t / (alpha + t), log_none = -r * std::log1p(t / alpha);
  if (log_none > -700) {
    double p = std::exp(log_none);
    for (std::size_t k = 0; k < pmf.size(); ++k) {
      pmf[k] = p;
      p *= z * (r + static_cast<double>(k)) / static_cast<double>(k + 1);
    }
    return;
  }
  double log_p = log_none;  // P(0) is no normal number; its neighbours may be
  for (std::size_t k = 0; k < pmf.size(); ++k) {
    pmf[k] = std::exp(log_p);
    log_p += std::log(z * (r + static_cast<double>(k)) / static_cast<double>(k + 1));
  }
}

/// P(N >= k).
inline double negative_binomial_tail(double r, double alpha, double t, std::size_t k) {
  if (k == 0) return 1;
  if (!(t > 0)) return 0;
  return boost::math::ibeta(static_cast<double>(k), r, t / (alpha + t), SpecialPolicy{});
}

}  // namespace retailsim::forecast::detail
