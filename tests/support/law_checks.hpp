#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>

/// Exact-law checks of models: each returns the probability of a sample at least this far off, if the law is right.
namespace retailsim::test {

/// Two-sided p-value of a normal deviate.
inline double p_of_z(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

/// p-value of `count` successes of `n` trials of probability p, by the normal approximation; exact at p = 0 and 1.
inline double p_of_share(double count, double n, double p) {
  if (p <= 0) return count == 0 ? 1 : 0;
  if (p >= 1) return count == n ? 1 : 0;
  return p_of_z((count - n * p) / std::sqrt(n * p * (1 - p)));
}

/// Pearson's chi-square against expected shares; cells of share 0 must be empty. Expected counts of 8 and more, please.
inline double p_of_counts(std::span<const double> counts, std::span<const double> shares) {
  double n = 0, statistic = 0;
  int cells = 0;
  for (const double count : counts) n += count;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (shares[i] <= 0) {
      if (counts[i] > 0) return 0;
      continue;
    }
    const double expected = n * shares[i];
    if (expected < 8) return -1;  // fails any check: the test is badly set up
    statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
    ++cells;
  }
  if (cells < 2) return 1;
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(cells - 1), statistic));
}

/// Kolmogorov-Smirnov against a continuous distribution function; asymptotic law, n of 1000 and more.
template <class Cdf>
double p_of_sample(std::vector<double> sample, Cdf&& cdf) {
  std::ranges::sort(sample);
  const double n = static_cast<double>(sample.size());
  double distance = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double f = cdf(sample[i]);
    distance = std::max({distance, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
  }
  const double t = distance * (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n));
  double p = 0;
  for (int k = 1; k < 100; ++k) p += (k % 2 ? 2 : -2) * std::exp(-2.0 * k * k * t * t);
  return std::clamp(p, 0.0, 1.0);
}

}  // namespace retailsim::test
