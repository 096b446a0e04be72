#pragma once

#include <cassert>
#include <cmath>
#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim {

/// Weibull law: scale * (-ln u)^(1 / shape), distribution function 1 - exp(-(x / scale)^shape). Values are finite and
/// > 0: beyond the range of a double the power, and then the value, stop at its smallest and largest normal numbers.
/// Source: W. Weibull, A Statistical Distribution Function of Wide Applicability, 1951.
class Weibull {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless both are finite and > 0
  Weibull(double shape, double scale)
      : shape_(detail::positive(shape, "Weibull: shape")), scale_(detail::positive(scale, "Weibull: scale")) {}

  double mean() const { return scale_ * std::tgamma(1 + 1 / shape_); }
  double variance() const { return scale_ * scale_ * std::tgamma(1 + 2 / shape_) - mean() * mean(); }
  double cdf(double x) const { return x <= 0 ? 0.0 : -std::expm1(-std::pow(x / scale_, shape_)); }

  void transform(std::span<const std::uint64_t> words, std::span<double> out) const {
    assert(words.size() == out.size());
    detail::kernels().weibull(words.data(), words.size(), scale_, 1 / shape_, out.data());
  }

 private:
  double shape_, scale_;
};

}  // namespace retailsim
