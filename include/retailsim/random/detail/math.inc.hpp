// Elementary functions on lanes; included by kernels.inc.hpp once per instruction set.
//
// Only + - * / sqrt and explicit fused multiply-adds, and no product feeds a plain sum: a compiler that contracts or
// not gives the same bits. Polynomials are Chebyshev fits of our own to 60 digits; measured against long double the
// largest errors are 0.9 ulp (log), 1.0 ulp (exp), 1.0 ulp (sin and cos of a quarter turn).

RETAILSIM_ALWAYS_INLINE D polynomial(D, D sum) { return sum; }
template <class... Rest>
RETAILSIM_ALWAYS_INLINE D polynomial(D x, D sum, double next, Rest... rest) {
  return polynomial(x, fused(sum, x, set_d(next)), rest...);
}

/// Midpoints of 2^52 cells of (0, 1): never 0 or 1.
RETAILSIM_ALWAYS_INLINE D unit_interval(U word) {
  return minus(as_double(or_(shift_right<12>(word), set(0x3FF0000000000000))), set_d(0x1.fffffffffffffp-1));
}

/// Natural logarithm of a positive normal number.
RETAILSIM_ALWAYS_INLINE D log_(D x) {
  // x = 2^e * m with m in [sqrt(1/2), sqrt(2)), so that logarithms of numbers near 1 keep their relative accuracy.
  const U shifted = add(as_bits(x), set((std::uint64_t{1023} << 52) - 0x3FE6A09E667F3BCD));
  const U biased_exponent = shift_right<52>(shifted);
  const U mantissa = add(sub(as_bits(x), shift_left<52>(biased_exponent)), set(std::uint64_t{1023} << 52));
  const D e = minus(as_double(or_(biased_exponent, set(0x4330000000000000))), set_d(0x1p52 + 1023));
  const D f = minus(as_double(mantissa), set_d(1.0));
  // log(1 + f) = 2 atanh(s), s = f / (2 + f); written as f - f^2/2 + s (f^2/2 + z P(z)), z = s^2.
  const D s = divided(f, plus(f, set_d(2.0)));
  const D z = times(s, s);
  const D p = polynomial(z, set_d(0x1.2b5900de53b32p-3), 0x1.39fe51a7c18f9p-3, 0x1.7462b51cb66b1p-3,
                         0x1.c71c62e3f11e6p-3, 0x1.2492492df281ap-2, 0x1.99999999952d7p-2, 0x1.5555555555558p-1);
  const D half_f = times(f, set_d(0.5));
  const D correction = fused(s, fused(half_f, f, times(z, p)), times(e, set_d(0x1.a39ef35793c76p-33)));
  const D small = fused(times(f, set_d(-0.5)), f, correction);
  return fused(e, set_d(0x1.62e42feep-1), plus(f, small));
}

/// exp(x), at least the smallest normal number and at most about the largest.
RETAILSIM_ALWAYS_INLINE D exp_(D x) {
  const double magic = 0x1.8p52;
  x = smaller(larger(x, set_d(-746.0)), set_d(0x1.62e42fefa39efp+9));
  const D shifted = fused(x, set_d(0x1.71547652b82fep+0), set_d(magic));
  const D n = minus(shifted, set_d(magic));
  const D r = fused(n, set_d(-0x1.a39ef35793c76p-33), fused(n, set_d(-0x1.62e42feep-1), x));
  const D q = polynomial(r, set_d(0x1.1f730349868cep-29), 0x1.af4de97ca4194p-26, 0x1.27e4db646b17ep-22,
                         0x1.71de0231960ebp-19, 0x1.a01a01a6d889cp-16, 0x1.a01a01abe7fe1p-13, 0x1.6c16c16c162d4p-10,
                         0x1.11111111100dcp-7, 0x1.5555555555556p-5, 0x1.5555555555557p-3, 0.5);
  const D e = plus(fused(times(r, r), q, r), set_d(1.0));
  // Results below the normal numbers come out right before they are cut off.
  return larger(times_power_of_2(e, n, as_bits(shifted)), set_d(0x1p-1022));
}

/// Sine and cosine of t quarter turns, t in [-1/2, 1/2].
RETAILSIM_ALWAYS_INLINE void sin_cos_quarter(D t, D& sine, D& cosine) {
  const D z = times(t, t);
  sine = times(t, polynomial(z, set_d(-0x1.6cc52bef4fa10p-31), 0x1.e8f035ebfe7b1p-25, -0x1.e3074d253f118p-19,
                             0x1.50783486fa66fp-13, -0x1.32d2cce62b870p-8, 0x1.466bc6775aae1p-4, -0x1.4abbce625be53p-1,
                             0x1.921fb54442d18p+0));
  cosine = polynomial(z, set_d(-0x1.b2f38468445b5p-28), 0x1.f9ce23426c0b7p-22, -0x1.a6d1eef358ff6p-16,
                      0x1.e1f5068687c82p-11, -0x1.55d3c7e3cb23ap-6, 0x1.03c1f081b5ac0p-2, -0x1.3bd3cc9be45dep+0, 1.0);
}

/// Sine of t quarter turns, t in [-1, 1].
RETAILSIM_ALWAYS_INLINE D sin_quarters(D t) {
  return times(t, polynomial(times(t, t), set_d(-0x1.62903d02bb153p-31), 0x1.e89f6fe44fe7bp-25, -0x1.e30631bdf732dp-19,
                             0x1.5078327046959p-13, -0x1.32d2cce1ea145p-8, 0x1.466bc677522bdp-4, -0x1.4abbce625bd83p-1,
                             0x1.921fb54442d17p+0));
}

/// Two independent standard normal numbers from two words: radius from `a`; of `b`, two bits choose swap and sign and
/// the others the angle within an eighth of a turn on either side.
/// Source: G. E. P. Box and M. E. Muller, A Note on the Generation of Random Normal Deviates, 1958.
RETAILSIM_ALWAYS_INLINE void box_muller(U a, U b, D& first, D& second) {
  D radius = root(times(log_(unit_interval(a)), set_d(-2.0)));
  radius = as_double(or_(as_bits(radius), and_(shift_left<1>(b), set(0x8000000000000000))));
  const D t = minus(as_double(or_(shift_right<12>(shift_left<2>(b)), set(0x3FF0000000000000))), set_d(1.5));
  D sine, cosine;
  sin_cos_quarter(t, sine, cosine);
  const M swapped = high_bit(b);
  first = times(radius, choose_d(swapped, sine, cosine));
  second = times(radius, choose_d(swapped, cosine, sine));
}

RETAILSIM_ALWAYS_INLINE M lanes_before(std::size_t left) { return less_signed(lane_numbers(), set(left)); }

RETAILSIM_ALWAYS_INLINE D absolute(D x) { return as_double(and_(as_bits(x), set(0x7FFFFFFFFFFFFFFF))); }

/// Greatest whole number below or at x, |x| < 2^51.
RETAILSIM_ALWAYS_INLINE D floor_(D x) {
  const D nearest = minus(plus(x, set_d(0x1.8p52)), set_d(0x1.8p52));
  return minus(nearest, choose_d(less_d(x, nearest), set_d(1.0), set_d(0.0)));
}

/// A whole number, |x| < 2^51, as an integer.
RETAILSIM_ALWAYS_INLINE U integer(D x) { return sub(as_bits(plus(x, set_d(0x1.8p52))), set(0x4338000000000000)); }
