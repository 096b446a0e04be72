#pragma once

#include <cassert>
#include <cmath>
#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/detail/scalar_math.hpp>

namespace retailsim {

/// Number of failures before the first success, from 0: floor(ln u / ln(1 - p)), P(k) = p (1 - p)^k.
/// Source: L. Devroye, Non-Uniform Random Variate Generation, 1986, chapter X.2.
class Geometric {
 public:
  using value_type = std::int64_t;

  /// \throws std::invalid_argument unless p is in [1e-14, 1]; below, values would pass 2^51
  explicit Geometric(double p) : Geometric(p, 0, "Geometric: p") {}

  double mean() const { return static_cast<double>(offset_) + (1 - p_) / p_; }
  double variance() const { return (1 - p_) / (p_ * p_); }
  double pmf(std::int64_t k) const {
    return k < offset_ ? 0.0 : p_ * std::pow(1 - p_, static_cast<double>(k - offset_));
  }

  void transform(std::span<const std::uint64_t> words, std::span<std::int64_t> out) const {
    assert(words.size() == out.size());
    detail::kernels().floor_log(words.data(), words.size(), factor_, offset_, out.data());
  }

 protected:
  Geometric(double p, std::int64_t offset, const char* what)
      : p_(detail::in_range(p, 1e-14, 1, what)),
        factor_(p < 1 ? 1 / detail::portable_log1p(-p) : -0.0),
        offset_(offset) {}

 private:
  double p_, factor_;
  std::int64_t offset_;
};

/// Number of trials up to the first success, from 1: `Geometric` plus one. A usual law of basket sizes.
class ShiftedGeometric : public Geometric {
 public:
  /// \throws std::invalid_argument unless p is in [1e-14, 1]
  explicit ShiftedGeometric(double p) : Geometric(p, 1, "ShiftedGeometric: p") {}
};

}  // namespace retailsim
