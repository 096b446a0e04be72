#pragma once

#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim {

/// Pareto law: x_min * u^(-1 / alpha), so that P(X > x) = (x_min / x)^alpha for x >= x_min. Values beyond the largest
/// double stop there.
/// Source: V. Pareto, Cours d'economie politique, 1897; formula in L. Devroye, 1986, chapter II.2.
class Pareto {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless both are finite and > 0
  Pareto(double x_min, double alpha)
      : x_min_(detail::positive(x_min, "Pareto: x_min")), alpha_(detail::positive(alpha, "Pareto: alpha")) {}

  /// Infinite for alpha <= 1.
  double mean() const { return alpha_ > 1 ? x_min_ * alpha_ / (alpha_ - 1) : std::numeric_limits<double>::infinity(); }
  /// Infinite for alpha <= 2.
  double variance() const {
    if (!(alpha_ > 2)) return std::numeric_limits<double>::infinity();
    return x_min_ * x_min_ * alpha_ / ((alpha_ - 1) * (alpha_ - 1) * (alpha_ - 2));
  }
  double cdf(double x) const { return x <= x_min_ ? 0.0 : 1 - std::pow(x_min_ / x, alpha_); }

  void transform(std::span<const std::uint64_t> words, std::span<double> out) const {
    assert(words.size() == out.size());
    detail::kernels().power(words.data(), words.size(), x_min_, -1 / alpha_, out.data());
  }

 private:
  double x_min_, alpha_;
};

}  // namespace retailsim
