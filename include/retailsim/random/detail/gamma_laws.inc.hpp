// Gamma variates with a shape for each element, by rejection; included by kernels.inc.hpp once per instruction set.
//
// A try tests all elements by a squeeze that nearly all pass, lists the others, and gives only these the exact test:
// code for all lanes at once never waits for the few.

/// 1 / sqrt(x) for x in [2^-1000, 2^1000], to some 2 ulp: a guess from the exponent and four steps of Newton's method.
/// The processor's only divider would be busy for some 40 cycles a lane group, these products take 8.
RETAILSIM_ALWAYS_INLINE D inverse_root(D x) {
  D y = as_double(sub(set(0x5FE6EB50C7B537A9), shift_right<1>(as_bits(x))));
  const D minus_half = times(x, set_d(-0.5));
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) y = times(y, fused(times(minus_half, y), y, set_d(1.5)));
  return y;
}

/// What a try takes: a normal number and a number of (0, 1).
struct GammaNumbers {
  D x, u;
};
struct GammaTry {
  D v, t, t2, x2;
};

/// A try of d v, a gamma variate of shape d + 1/3: v = (1 + x / sqrt(9 d))^3 of a normal number x.
/// Source: G. Marsaglia and W. W. Tsang, A Simple Method for Generating Gamma Variables, 2000.
RETAILSIM_ALWAYS_INLINE GammaTry gamma_try_of(D x, D d) {
  GammaTry y;
  y.t = fused(x, inverse_root(times(d, set_d(9.0))), set_d(1.0));
  y.t2 = times(y.t, y.t);
  y.v = times(y.t2, y.t);
  y.x2 = times(x, x);
  return y;
}

/// d of a shape; shapes below 1 count as 1 more, for the boost.
RETAILSIM_ALWAYS_INLINE D gamma_d(D shape) {
  const D third = set_d(1.0 / 3);
  return choose_d(less_d(shape, set_d(1.0)), minus(plus(shape, set_d(1.0)), third), minus(shape, third));
}

/// `numbers(i)` gives those of the group from element i on, `numbers_at(at)` those of some elements.
template <class Numbers, class NumbersAt>
RETAILSIM_ALWAYS_INLINE std::size_t gamma_tries(const double* shapes, std::size_t n, double* out,
                                                std::uint32_t* rejected, const Numbers& numbers,
                                                const NumbersAt& numbers_at) {
  std::size_t n_open = 0, n_rejected = 0;
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const D d = gamma_d(load_d(shapes + i, n - i));
    const GammaNumbers with = numbers(i);
    const GammaTry y = gamma_try_of(with.x, d);
    store_d(out + i, times(y.v, d), n - i);
    const D squeeze = fused(times(y.x2, set_d(-0.0331)), y.x2, set_d(1.0));
    const M squeezed = both(less_d(set_d(0.0), y.v), less_d(with.u, squeeze));
    n_open += store_true(rejected + n_open, unless(lanes_before(n - i), squeezed), add(set(i), lane_numbers()));
  }
  for (std::size_t i = 0; i < n_open; i += n_lanes) {
    const U at = load_u32(rejected + i, n_open - i);
    const D d = gamma_d(gather_d(shapes, at));
    const GammaNumbers with = numbers_at(at);
    const GammaTry y = gamma_try_of(with.x, d);
    const D log_v = log_(larger(y.v, set_d(0x1p-1022)));
    const D log_ratio = plus(fused(times(y.t2, set_d(-1.0)), y.t, log_v), set_d(1.0));
    const M accepted =
        both(less_d(set_d(0.0), y.v), less_d(log_(with.u), fused(log_ratio, d, times(y.x2, set_d(0.5)))));
    n_rejected += store_true(rejected + n_rejected, unless(lanes_before(n_open - i), accepted), at);
  }
  return n_rejected;
}

inline std::size_t gamma_first(const double* normals, const std::uint64_t* halves, const double* shapes, std::size_t n,
                               double* out, std::uint32_t* rejected) {
  const auto numbers = [=](std::size_t i) {
    return GammaNumbers{load_d(normals + i, n - i), unit_interval(widened(load_halves(halves, i, n - i)))};
  };
  const auto numbers_at = [=](U at) {
    const U both_halves = gather(halves, shift_right<1>(at));
    const M is_high = less_signed(set(0), and_(at, set(1)));
    return GammaNumbers{gather_d(normals, at),
                        unit_interval(widened(choose(is_high, shift_right<32>(both_halves), both_halves)))};
  };
  return gamma_tries(shapes, n, out, rejected, numbers, numbers_at);
}

/// The normal number of a block is r sin(angle): the angle takes the high half of b, u its low half.
inline std::size_t gamma_try(const std::uint64_t* a, const std::uint64_t* b, const double* shapes, std::size_t n,
                             double* out, std::uint32_t* rejected) {
  const auto numbers_of = [](U word_a, U word_b) {
    const D radius = root(times(log_(unit_interval(word_a)), set_d(-2.0)));
    const U angle = or_(and_(word_b, set(0xFFFFFFFF00000000)), set(0x80000000));
    const D quarter_turns = fused(unit_interval(angle), set_d(2.0), set_d(-1.0));
    return GammaNumbers{times(radius, sin_quarters(quarter_turns)), unit_interval(widened(word_b))};
  };
  return gamma_tries(
      shapes, n, out, rejected, [=](std::size_t i) { return numbers_of(load(a + i, n - i), load(b + i, n - i)); },
      [=](U at) { return numbers_of(gather(a, at), gather(b, at)); });
}

/// G(shape) = G(shape + 1) u^(1 / shape), in logarithms.
inline void gamma_boost(const std::uint64_t* words, const double* shapes, std::size_t n, double* values) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const D inverse = divided(set_d(1.0), load_d(shapes + i, n - i));
    const D log_u = log_(unit_interval(load(words + i, n - i)));
    store_d(values + i, exp_(fused(log_u, inverse, log_(load_d(values + i, n - i)))), n - i);
  }
}
