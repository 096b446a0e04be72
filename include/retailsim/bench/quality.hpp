#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <retailsim/bench/tails.hpp>

namespace retailsim::bench {

/// How well a sample agrees with the law it should follow.
struct Quality {
  std::size_t n = 0;
  std::string test;         ///< "KS" (Kolmogorov-Smirnov), or "chi-square" for whole numbers
  double p_value = 1;       ///< chance of a right sampler to be as far off
  double moment_error = 0;  ///< largest of the first four moments' errors, in standard errors, see `judge`
  double smallest = 0, largest = 0;
};

/// Compares a sample with a law by the probability integral transform u = F(x), which is uniform on (0, 1) for every
/// continuous law, whether it has moments or not: the test is one of uniformity, and the moments are those of u,
/// E u^k = 1 / (k + 1). A whole number x is spread over its step of F, u = F(x - 1) + v (F(x) - F(x - 1)), with a
/// number v that depends on the place of x in the sample alone.
/// Source: F. N. David and N. L. Johnson, The Probability Integral Transformation, Biometrika 35, 1948.
/// \param values  the sample, in the order drawn; at least 1000
/// \param cdf     F(x) = P(X <= x)
/// \param whole   whether the law is one of whole numbers
inline Quality judge(const std::vector<double>& values, const std::function<double(double)>& cdf, bool whole) {
  Quality quality;
  quality.n = values.size();
  quality.test = whole ? "chi-square" : "KS";
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  quality.smallest = *least;
  quality.largest = *most;
  const double n = static_cast<double>(values.size());

  std::vector<double> u(values.size());
  std::uint64_t state = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {  // no law gives it
      quality.p_value = 0;
      quality.moment_error = std::numeric_limits<double>::infinity();
      return quality;
    }
    u[i] = cdf(values[i]);
    if (!whole) continue;
    std::uint64_t z = state += 0x9E3779B97F4A7C15;  // splitmix64 (Steele, Lea and Flood 2014)
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    const double v = (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
    const double before = cdf(values[i] - 1);
    u[i] = before + v * (u[i] - before);
  }
  for (int k = 1; k <= 4; ++k) {
    double sum = 0;
    const double mean = 1.0 / (k + 1);
    for (const double each : u) sum += std::pow(each, k) - mean;
    const double variance = 1.0 / (2 * k + 1) - mean * mean;
    quality.moment_error = std::max(quality.moment_error, std::abs(sum) / std::sqrt(n * variance));
  }
  if (whole) {
    std::array<double, 256> counts{};
    for (const double each : u) ++counts[std::min<std::size_t>(255, static_cast<std::size_t>(each * 256))];
    double statistic = 0;
    for (const double count : counts) statistic += (count - n / 256) * (count - n / 256) / (n / 256);
    quality.p_value = chi_square_tail(statistic, 255);
  } else {
    std::sort(u.begin(), u.end());
    double distance = 0;
    for (std::size_t i = 0; i < u.size(); ++i) {
      distance = std::max({distance, u[i] - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - u[i]});
    }
    quality.p_value = kolmogorov_tail(n, distance);
  }
  return quality;
}

}  // namespace retailsim::bench
