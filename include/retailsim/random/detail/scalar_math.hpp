#pragma once

#include <retailsim/random/detail/kernels_scalar.hpp>

/// Elementary functions with the same bits everywhere, for tables and parameters computed once. About 1 ulp.
namespace retailsim::detail {

/// Natural logarithm; x > 0 and normal.
inline double portable_log(double x) { return isa_scalar::log_(x); }

/// exp(x), at least the smallest normal number and at most the largest.
inline double portable_exp(double x) { return isa_scalar::exp_(x); }

/// ln(1 + x), x > -1.
inline double portable_log1p(double x) {
  const double sum = 1.0 + x;
  // The rounding of the sum is made good by the ratio; W. Kahan's trick as told by D. Goldberg, 1991.
  return sum == 1.0 ? x : isa_scalar::log_(sum) * x / (sum - 1.0);
}

/// x to the power y; x > 0 and normal. Relative error about |y ln x| 2^-53.
inline double portable_pow(double x, double y) { return isa_scalar::exp_(y * isa_scalar::log_(x)); }

/// x * y, and nothing a compiler could fuse into a following sum.
inline double product(double x, double y) { return __builtin_fma(x, y, 0.0); }

/// A sum in order, with the rounding errors carried along (twofold working precision).
/// Source: T. J. Dekker, A Floating-Point Technique for Extending the Available Precision, 1971; D. E. Knuth.
class CarefulSum {
 public:
  void add(double x) {
    const double sum = sum_ + x;
    const double rounded = sum - sum_;
    error_ += (sum_ - (sum - rounded)) + (x - rounded);
    sum_ = sum;
  }
  double value() const { return sum_ + error_; }

 private:
  double sum_ = 0, error_ = 0;
};

}  // namespace retailsim::detail
