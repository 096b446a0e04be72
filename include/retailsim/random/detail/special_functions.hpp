#pragma once

#include <retailsim/random/detail/scalar_math.hpp>

/// Distribution functions with the same bits everywhere, for tables computed once. Every a * b + c is an explicit fma.
namespace retailsim::detail {

/// ln Gamma(x), x > 0; error below about 1e-14 (1 + |x ln x|).
/// Source: J. Stirling's series, from 10 on; below, Gamma(x) = Gamma(x + n) / (x (x + 1) ... (x + n - 1)).
inline double portable_log_gamma(double x) {
  double factors = 1;
  for (; x < 10; x += 1) factors *= x;
  const double y = 1 / x, y2 = y * y;
  double series = -691.0 / 360360;
  for (const double term : {1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12})
    series = __builtin_fma(series, y2, term);
  const double half_log_two_pi = 0x1.d67f1c864beb5p-1;
  const double sum = __builtin_fma(x - 0.5, portable_log(x), __builtin_fma(series, y, half_log_two_pi - x));
  return sum - portable_log(factors);
}

/// A distribution function F at one point w of the real line, so that both tails keep their relative accuracy.
struct TailLogarithms {
  double lower;  ///< ln F(w)
  double upper;  ///< ln(1 - F(w))
  double slope;  ///< ln F'(w)
};

/// Of the one tail that is known directly, both.
inline TailLogarithms tails_of(double log_tail, bool lower, double log_slope) {
  const double log_other = portable_log1p(-portable_exp(log_tail));
  return lower ? TailLogarithms{log_tail, log_other, log_slope} : TailLogarithms{log_other, log_tail, log_slope};
}

/// The logarithm w of a gamma variate of scale 1, by the series below the shape and the continued fraction above.
/// Source: W. Gautschi, A Computational Procedure for Incomplete Gamma Functions, 1979; the fraction as evaluated by
/// W. J. Lentz, 1976.
class LogGammaTails {
 public:
  explicit LogGammaTails(double shape) : shape_(shape), log_gamma_(portable_log_gamma(shape)) {}

  TailLogarithms operator()(double w) const {
    const double x = portable_exp(w);
    const double log_slope = __builtin_fma(shape_, w, -x) - log_gamma_;
    const bool lower = x < shape_ + 1;
    return tails_of(log_slope + portable_log(lower ? series(x) : fraction(x)), lower, log_slope);
  }
  /// About the median.
  double middle() const {
    if (shape_ < 1) return (portable_log_gamma(shape_ + 1) - 0x1.62e42fefa39efp-1) / shape_;
    return __builtin_fma(3, portable_log(1 - 1 / (9 * shape_)), portable_log(shape_));
  }

 private:
  double series(double x) const {
    double term = 1 / shape_, sum = term;
    for (double n = shape_ + 1; term > sum * 0x1p-54; n += 1) {
      term *= x / n;
      sum += term;
    }
    return sum;
  }
  double fraction(double x) const {
    double b = x + 1 - shape_, c = 0x1p900, d = 1 / b, value = d;
    for (double i = 1; i < 10'000; i += 1) {
      const double numerator = i * (shape_ - i);
      b += 2;
      d = 1 / __builtin_fma(numerator, d, b);
      c = b + numerator / c;
      const double step = c * d;
      value *= step;
      if (step > 1 - 0x1p-51 && step < 1 + 0x1p-51) break;
    }
    return value;
  }

  double shape_, log_gamma_;
};

/// The logit w = ln(x / (1 - x)) of a beta variate x, by the continued fraction of the nearer end.
/// Source: NIST Digital Library of Mathematical Functions, 8.17.22; evaluated as by W. J. Lentz, 1976.
class LogitBetaTails {
 public:
  LogitBetaTails(double a, double b)
      : a_(a), b_(b), log_beta_(portable_log_gamma(a) + portable_log_gamma(b) - portable_log_gamma(a + b)) {}

  TailLogarithms operator()(double w) const {
    const double x = portion(w), y = portion(-w);
    const double log_slope = __builtin_fma(a_, log_portion(w), product(b_, log_portion(-w))) - log_beta_;
    const bool lower = x < (a_ + 1) / (a_ + b_ + 2);
    return tails_of(log_slope + portable_log(lower ? fraction(a_, b_, x) / a_ : fraction(b_, a_, y) / b_), lower,
                    log_slope);
  }
  double middle() const { return portable_log(a_) - portable_log(b_); }

  /// ln of 1 / (1 + exp(-w)).
  static double log_portion(double w) {
    return w < 0 ? w - portable_log1p(portable_exp(w)) : -portable_log1p(portable_exp(-w));
  }

 private:
  static double portion(double w) { return w < 0 ? 1 - 1 / (1 + portable_exp(w)) : 1 / (1 + portable_exp(-w)); }

  static double fraction(double a, double b, double x) {
    double c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), value = d;
    const auto next = [&](double numerator) {
      d = 1 / __builtin_fma(numerator, d, 1.0);
      c = 1 + numerator / c;
      const double step = c * d;
      value *= step;
      return step;
    };
    for (double m = 1; m < 10'000; m += 1) {
      const double at = a + 2 * m;
      next(m * (b - m) * x / ((at - 1) * at));
      const double step = next(-(a + m) * (a + b + m) * x / (at * (at + 1)));
      if (step > 1 - 0x1p-51 && step < 1 + 0x1p-51) break;
    }
    return value;
  }

  double a_, b_, log_beta_;
};

/// ln P(Z < -z) of a standard normal Z, z >= 0: half the upper tail of a gamma law of shape 1/2 at z^2 / 2.
inline double log_normal_tail(double z) {
  const double log_half = -0x1.62e42fefa39efp-1;
  if (z < 0x1p-500) return log_half;
  static const LogGammaTails half(0.5);
  return half(__builtin_fma(2, portable_log(z), log_half)).upper + log_half;
}

}  // namespace retailsim::detail
