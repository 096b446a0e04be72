// Needs Boost.Math.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <boost/math/special_functions/digamma.hpp>

namespace retailsim::forecast::detail {

/// Ratios of gamma functions at rising arguments x, as tables:
///
///     value[k] = ln(Gamma(c + x_k) / Gamma(c)),   slope[k] = d value[k] / dc = psi(c + x_k) - psi(c).
///
/// Neighbours a few apart are stepped by the recurrence Gamma(c + 1) = c Gamma(c), which loses nothing where c is
/// large.
struct RisingTable {
  RisingTable(double c, std::span<const double> x) : value(x.size()), slope(x.size()) {
    double at = 0, log_ratio = 0, sum = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      if (x[k] - at > longest_walk) {
        log_ratio += std::lgamma(c + x[k]) - std::lgamma(c + at);
        sum += boost::math::digamma(c + x[k]) - boost::math::digamma(c + at);
        at = x[k];
      }
      for (; at < x[k]; ++at) {
        log_ratio += std::log(c + at);
        sum += 1 / (c + at);
      }
      value[k] = log_ratio;
      slope[k] = sum;
    }
  }

  static constexpr double longest_walk = 64;
  std::vector<double> value, slope;
};

/// The same for a ratio of beta functions, E[(1 - p)^x] with p ~ Beta(a, b):
///
///     value[k] = ln(B(a, b + x_k) / B(a, b)) = -sum over j < x_k of ln(1 + a / (b + j)).
struct SurvivalTable {
  SurvivalTable(double a, double b, std::span<const double> x) : value(x.size()), slope_a(x.size()), slope_b(x.size()) {
    double at = 0, log_ratio = 0, sum_a = 0, sum_b = 0;
    for (std::size_t k = 0; k < x.size(); ++k) {
      if (x[k] - at > RisingTable::longest_walk) {
        log_ratio += std::lgamma(b + x[k]) - std::lgamma(b + at) - std::lgamma(a + b + x[k]) + std::lgamma(a + b + at);
        const double with_a = boost::math::digamma(a + b + x[k]) - boost::math::digamma(a + b + at);
        sum_a -= with_a;
        sum_b += boost::math::digamma(b + x[k]) - boost::math::digamma(b + at) - with_a;
        at = x[k];
      }
      for (; at < x[k]; ++at) {
        log_ratio -= std::log1p(a / (b + at));
        sum_a -= 1 / (a + b + at);
        sum_b += a / ((b + at) * (a + b + at));
      }
      value[k] = log_ratio;
      slope_a[k] = sum_a;
      slope_b[k] = sum_b;
    }
  }

  std::vector<double> value, slope_a, slope_b;
};

}  // namespace retailsim::forecast::detail
