// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

/// Chances of a right model to be as far off as what was seen: what verdicts of self-checks rest on. Two-sided tails
/// are twice the smaller one-sided tail, 1 at most.
namespace retailsim::check {

// Without promotion to long double, which costs three times as much and changes no verdict; no exceptions.
namespace policies = boost::math::policies;
using TailPolicy = policies::policy<policies::promote_double<false>, policies::overflow_error<policies::ignore_error>,
                                    policies::evaluation_error<policies::ignore_error>,
                                    policies::domain_error<policies::ignore_error>>;
inline constexpr TailPolicy tail_policy{};

inline double two_sided(double lower, double upper) { return std::min(1.0, 2 * std::min(lower, upper)); }

/// P(N <= k) and P(N >= k), doubled, for N ~ Binomial(n, p): exact.
inline double binomial_tail(std::int64_t n, double p, std::int64_t k) {
  if (n <= 0) return 1;
  if (p <= 0) return k == 0 ? 1 : 0;
  if (p >= 1) return k == n ? 1 : 0;
  const auto size = static_cast<double>(n), hits = static_cast<double>(k);
  const double lower = k >= n ? 1 : boost::math::ibetac(hits + 1, size - hits, p, tail_policy);
  const double upper = k <= 0 ? 1 : boost::math::ibeta(hits, size - hits + 1, p, tail_policy);
  return two_sided(lower, upper);
}

/// The same for N ~ Poisson(mean): exact.
inline double poisson_tail(double mean, std::int64_t k) {
  if (!(mean > 0)) return k == 0 ? 1 : 0;
  const auto count = static_cast<double>(k);
  const double lower = boost::math::gamma_q(count + 1, mean, tail_policy);
  const double upper = k <= 0 ? 1 : boost::math::gamma_p(count, mean, tail_policy);
  return two_sided(lower, upper);
}

inline double normal_tail(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

/// Two-sided tail of a sum of many independent parts that lies `deviation` from its mean, by the shifted gamma law that
/// has the sum's variance and third central moment (Pearson's type III): exact for sums of gamma variates, the normal
/// tail where the third moment is 0, and far better than it where the sum is skewed.
/// Source: K. Pearson, Contributions to the Mathematical Theory of Evolution II, 1895.
inline double skewed_tail(double deviation, double variance, double third) {
  if (!(variance > 0)) return deviation == 0 ? 1 : 0;
  const double sigma = std::sqrt(variance), skewness = third / (variance * sigma);
  if (std::abs(skewness) < 1e-4) return normal_tail(deviation / sigma);
  const double shape = 4 / (skewness * skewness);
  const double place = shape + std::sqrt(shape) * (skewness > 0 ? deviation : -deviation) / sigma;
  if (place <= 0) return 0;  // beyond the end of the law
  return two_sided(boost::math::gamma_p(shape, place, tail_policy), boost::math::gamma_q(shape, place, tail_policy));
}

/// Bound on the chance that the empirical distribution of n values of one law is anywhere `distance` from that law:
/// 2 exp(-2 n d^2), for every n and every law, continuous or not.
/// Source: P. Massart, The Tight Constant in the Dvoretzky-Kiefer-Wolfowitz Inequality, Annals of Probability 18, 1990.
inline double distance_tail(std::int64_t n, double distance) {
  return std::min(1.0, 2 * std::exp(-2 * static_cast<double>(n) * distance * distance));
}

}  // namespace retailsim::check
