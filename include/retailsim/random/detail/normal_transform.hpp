#pragma once

#include <retailsim/random/detail/kernel_table.hpp>
#include <retailsim/random/detail/special_functions.hpp>

namespace retailsim::detail {

/// The point w with F(w) = P(Z < z), from a start near by: Newton's method on the logarithm of the nearer tail, which
/// is nearly straight.
template <class Tails>
double quantile_of_normal(const Tails& tails, double z, double w) {
  const double wanted = log_normal_tail(z < 0 ? -z : z);
  for (int i = 0; i < 60; ++i) {
    const TailLogarithms at = tails(w);
    const double log_tail = z < 0 ? at.lower : at.upper;
    double step = product(wanted - log_tail, portable_exp(log_tail - at.slope));
    step = step > 32 ? 32 : step < -32 ? -32 : step;  // a far start must not be thrown out of the range of exp
    w += z < 0 ? step : -step;
    if (step < 0x1p-30 && step > -0x1p-30) break;  // the error left is about the square of the step
  }
  return w;
}

/// The polynomial of degree 11 through 12 points (Newton's divided differences, multiplied out).
inline void interpolate(const double (&points)[12], double (&values)[12], double (&coefficients)[12]) {
  for (int order = 1; order < 12; ++order)
    for (int i = 11; i >= order; --i) values[i] = (values[i] - values[i - 1]) / (points[i] - points[i - order]);
  for (double& c : coefficients) c = 0;
  for (int i = 11; i >= 0; --i) {  // p(t) = values[i] + (t - points[i]) p(t); coefficients fall in degree
    for (int j = 0; j < 11; ++j) coefficients[j] = __builtin_fma(-points[i], coefficients[j], coefficients[j + 1]);
    coefficients[11] = __builtin_fma(-points[i], coefficients[11], values[i]);
  }
}

/// Fits value(w(z), piece) for normal numbers z; w(z) is the quantile of the law with the given tails that has the same
/// probability as z, and piece = 0 ... 7 the number of the polynomial, 4 the first of positive z.
template <class Tails, class Value>
Pieces fit_pieces(const Tails& tails, const Value& value) {
  static_assert(Pieces::degree == 11 && Pieces::n_pieces == 8);
  // Chebyshev's points cos((2 i + 1) pi / 24) / 2 in [-1/2, 1/2].
  constexpr double half[6] = {0.0652630961100258, 0.1913417161825449, 0.3043807145043603,
                              0.3966766701456176, 0.4619397662556434, 0.4957224306869052};
  double points[12];
  for (int i = 0; i < 6; ++i) {
    points[6 + i] = half[i];
    points[5 - i] = -half[i];
  }
  Pieces pieces;
  double values[8][12];
  for (const bool upper : {false, true}) {  // from the middle outwards, each solution the start of the next
    double w = tails.middle();
    for (int step = 0; step < 4 * 12; ++step) {
      const int piece = upper ? 4 + step / 12 : 3 - step / 12;
      const int i = upper ? step % 12 : 11 - step % 12;
      w = quantile_of_normal(tails, (piece - 3.5 + points[i]) / Pieces::scale, w);
      values[piece][i] = value(w, piece);
    }
  }
  for (int piece = 0; piece < 8; ++piece) {
    double coefficients[12];
    interpolate(points, values[piece], coefficients);
    for (int i = 0; i < 12; ++i) pieces.coefficients[i][piece] = coefficients[i];
  }
  return pieces;
}

}  // namespace retailsim::detail
