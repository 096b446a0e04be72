#pragma once

#include <cmath>
#include <cstdint>
#include <span>

namespace retailsim::check {

/// Mean and central moments of a law: what the means and variances of samples are judged by.
struct Moments {
  double mean = 0, variance = 0, third = 0, fourth = 0, sixth = 0;

  /// From the cumulants k1 to k6.
  static Moments of_cumulants(double k1, double k2, double k3, double k4, double k6) {
    return {.mean = k1,
            .variance = k2,
            .third = k3,
            .fourth = k4 + 3 * k2 * k2,
            .sixth = k6 + 15 * k4 * k2 + 10 * k3 * k3 + 15 * k2 * k2 * k2};
  }

  /// Gamma(shape, scale): cumulants (n - 1)! shape scale^n.
  static Moments gamma(double shape, double scale) {
    const double s = scale, s2 = s * s;
    return of_cumulants(shape * s, shape * s2, 2 * shape * s2 * s, 6 * shape * s2 * s2, 120 * shape * s2 * s2 * s2);
  }

  /// Uniform over an interval of that width around a mean.
  static Moments uniform(double low, double high) {
    const double half = (high - low) / 2, h2 = half * half;
    return {.mean = (low + high) / 2, .variance = h2 / 3, .third = 0, .fourth = h2 * h2 / 5, .sixth = h2 * h2 * h2 / 7};
  }

  /// A law of probabilities p over values.
  static Moments discrete(std::span<const double> values, std::span<const double> p) {
    Moments m;
    for (std::size_t i = 0; i < values.size(); ++i) m.mean += p[i] * values[i];
    for (std::size_t i = 0; i < values.size(); ++i) {
      const double d = values[i] - m.mean, d2 = d * d;
      m.variance += p[i] * d2;
      m.third += p[i] * d2 * d;
      m.fourth += p[i] * d2 * d2;
      m.sixth += p[i] * d2 * d2 * d2;
    }
    return m;
  }

  /// The law of c x.
  Moments scaled(double c) const {
    const double c2 = c * c;
    return {.mean = c * mean,
            .variance = c2 * variance,
            .third = c2 * c * third,
            .fourth = c2 * c2 * fourth,
            .sixth = c2 * c2 * c2 * sixth};
  }
  /// Of (x - mean)^2: its variance and third central moment.
  double variance_of_square() const { return fourth - variance * variance; }
  double third_of_square() const { return sixth - 3 * fourth * variance + 2 * variance * variance * variance; }
};

}  // namespace retailsim::check
