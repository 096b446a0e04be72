#pragma once

#include <cassert>
#include <cmath>
#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim {

/// Exponential law of the given mean: -mean * ln u. Values lie in (1.1e-16, 36.8) times the mean.
/// Source: L. Devroye, Non-Uniform Random Variate Generation, 1986, chapter II.2.
class Exponential {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless the mean is finite and > 0
  explicit Exponential(double mean) : mean_(detail::positive(mean, "Exponential: mean")) {}

  double mean() const { return mean_; }
  double variance() const { return mean_ * mean_; }
  double cdf(double x) const { return x <= 0 ? 0.0 : -std::expm1(-x / mean_); }

  void transform(std::span<const std::uint64_t> words, std::span<double> out) const {
    assert(words.size() == out.size());
    detail::kernels().scaled_log(words.data(), words.size(), -mean_, out.data());
  }

 private:
  double mean_;
};

}  // namespace retailsim
