// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

namespace retailsim::bench {

/// Upper tail of the chi-square law.
inline double chi_square_tail(double statistic, double degrees) {
  return boost::math::gamma_q(degrees / 2, statistic / 2);
}

/// Chance that the empirical distribution of n values of a continuous law is anywhere further than `distance` from it:
/// the asymptotic law with Stephens' correction.
/// Source: M. A. Stephens, Use of the Kolmogorov-Smirnov, Cramer-Von Mises and Related Statistics Without Extensive
/// Tables, J. R. Stat. Soc. B 32, 1970.
inline double kolmogorov_tail(double n, double distance) {
  const double lambda = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * distance;
  if (lambda < 0.3) return 1;
  double sum = 0;
  for (int j = 1; j <= 20; ++j) sum += (j % 2 == 1 ? 2 : -2) * std::exp(-2.0 * j * j * lambda * lambda);
  return std::clamp(sum, 0.0, 1.0);
}

}  // namespace retailsim::bench
