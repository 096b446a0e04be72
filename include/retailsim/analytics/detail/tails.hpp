#pragma once

#include <cmath>
#include <cstdlib>
#include <limits>

/// Tails and quantiles of the laws that tests and intervals of analyses need. They are for reports: no row of a
/// simulation is shaped by them.
namespace retailsim::detail {

/// Regularised incomplete beta function I_x(a, b), a and b > 0, x in [0, 1], by its continued fraction.
/// Source: NIST Digital Library of Mathematical Functions, 8.17.22, evaluated by the modified Lentz algorithm.
inline double incomplete_beta(double a, double b, double x) {
  if (!(x > 0)) return 0;
  if (!(x < 1)) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incomplete_beta(b, a, 1 - x);  // where the fraction converges slowly
  constexpr double tiny = 1e-300;
  const auto away = [](double value) { return std::abs(value) < tiny ? tiny : value; };
  double d = 1 / away(1 - (a + b) * x / (a + 1)), c = 1, fraction = d;
  for (int m = 1; m < 10'000; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (std::abs(d * c - 1) < 1e-15) break;
  }
  const double front = a * std::log(x) + b * std::log1p(-x) + std::lgamma(a + b) - std::lgamma(a) - std::lgamma(b);
  return std::exp(front) * fraction / a;
}

/// P(F > f) of Fisher's F law with n and m degrees of freedom.
inline double f_tail(double f, double n, double m) {
  if (!(f > 0)) return 1;
  return incomplete_beta(m / 2, n / 2, m / (m + n * f));
}

/// The p-quantile of Student's t law with m degrees of freedom, p in (0.5, 1), by bisection of its distribution.
inline double t_quantile(double p, double m) {
  double low = 0, high = 1;
  const auto tail = [&](double t) { return incomplete_beta(m / 2, 0.5, m / (m + t * t)) / 2; };
  while (tail(high) > 1 - p && high < 1e12) high *= 2;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (tail(middle) > 1 - p ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// P(|Z| > |z|) of the standard normal law.
inline double normal_two_tails(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

}  // namespace retailsim::detail
