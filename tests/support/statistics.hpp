#pragma once

// Tests of laws, for Catch2 cases: each gives the probability that a right sampler is at least this far off. A case
// compares it with 1e-6, so that it fails one right sampler (one seed) in a million. Needs Boost.Math.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/bench/tails.hpp>

namespace retailsim::testing {

/// The stated error rate of one statistical check.
inline constexpr double error_rate = 1e-6;

/// Two-sided probability of a standard normal number beyond z.
inline double normal_p_value(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

inline double chi_square_p_value(double statistic, double degrees) {
  return bench::chi_square_tail(statistic, degrees);
}

/// Test of a sample's mean against the law's mean and variance (normal approximation: samples of 10^5 and more).
template <class Values>
double mean_p_value(const Values& values, double mean, double variance) {
  double sum = 0;
  for (const auto value : values) sum += static_cast<double>(value) - mean;
  const double n = static_cast<double>(values.size());
  return normal_p_value(sum / std::sqrt(n * variance));
}

/// Test of a sample's variance about the law's mean, by the law's variance and fourth central moment.
template <class Values>
double variance_p_value(const Values& values, double mean, double variance, double fourth_moment) {
  double sum = 0;
  for (const auto value : values) {
    const double distance = static_cast<double>(value) - mean;
    sum += distance * distance - variance;
  }
  const double n = static_cast<double>(values.size());
  return normal_p_value(sum / std::sqrt(n * (fourth_moment - variance * variance)));
}

/// Kolmogorov-Smirnov test of a continuous law.
template <class Cdf>
double kolmogorov_smirnov_p_value(std::vector<double> values, const Cdf& cdf) {
  std::sort(values.begin(), values.end());
  const double n = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double p = cdf(values[i]);
    distance = std::max({distance, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
  }
  return bench::kolmogorov_tail(n, distance);
}

/// Chi-square test of counts against expected counts; neighbours are pooled up to 8 expected and more.
inline double chi_square_counts_p_value(std::span<const double> counts, std::span<const double> expected) {
  double statistic = 0, cells = 0, count = 0, wanted = 0, last_count = 0, last_wanted = 0;
  const auto close = [&] {
    statistic += (count - wanted) * (count - wanted) / wanted;
    cells += 1;
    last_count = count;
    last_wanted = wanted;
    count = wanted = 0;
  };
  for (std::size_t i = 0; i < counts.size(); ++i) {
    count += counts[i];
    wanted += expected[i];
    if (wanted >= 8) close();
  }
  if (wanted > 0 || count > 0) {  // what is left joins the last cell
    if (cells == 0) return count == wanted ? 1 : 0;
    statistic -= (last_count - last_wanted) * (last_count - last_wanted) / last_wanted;
    cells -= 1;
    count += last_count;
    wanted += last_wanted;
    close();
  }
  return cells < 2 ? 1 : chi_square_p_value(statistic, cells - 1);
}

/// Chi-square test of integers against P(k), k = first ... last; what lies outside is one cell of the rest.
template <class Values, class Pmf>
double chi_square_p_value(const Values& values, std::int64_t first, std::int64_t last, const Pmf& pmf) {
  const double n = static_cast<double>(values.size());
  std::vector<double> counts(static_cast<std::size_t>(last - first + 2)), expected(counts.size());
  for (const auto value : values) {
    const auto k = static_cast<std::int64_t>(value);
    ++counts[k < first || k > last ? counts.size() - 1 : static_cast<std::size_t>(k - first)];
  }
  double total = 0;
  for (std::int64_t k = first; k <= last; ++k) {
    const double p = pmf(k);
    expected[static_cast<std::size_t>(k - first)] = n * p;
    total += p;
  }
  expected.back() = std::max(0.0, n * (1 - total));
  return chi_square_counts_p_value(counts, expected);
}

}  // namespace retailsim::testing
