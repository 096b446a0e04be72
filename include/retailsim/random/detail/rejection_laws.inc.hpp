// Laws by rejection and laws with parameters for each element; included by kernels.inc.hpp once per instruction set.
//
// A try of a rejection law tests all elements by a squeeze that nearly all pass, lists the others, and gives only these
// the exact test: code for all lanes at once never waits for the few.

RETAILSIM_ALWAYS_INLINE M lanes_before(std::size_t left) { return less_signed(lane_numbers(), set(left)); }

RETAILSIM_ALWAYS_INLINE D absolute(D x) { return as_double(and_(as_bits(x), set(0x7FFFFFFFFFFFFFFF))); }

/// Greatest whole number below or at x, |x| < 2^51.
RETAILSIM_ALWAYS_INLINE D floor_(D x) {
  const D nearest = minus(plus(x, set_d(0x1.8p52)), set_d(0x1.8p52));
  return minus(nearest, choose_d(less_d(x, nearest), set_d(1.0), set_d(0.0)));
}

/// A whole number, |x| < 2^51, as an integer.
RETAILSIM_ALWAYS_INLINE U integer(D x) { return sub(as_bits(plus(x, set_d(0x1.8p52))), set(0x4338000000000000)); }

/// ln k! of whole numbers k >= 0: Stirling's series at k + 9, less the logarithm of the eight factors.
RETAILSIM_ALWAYS_INLINE D log_factorial(D k) {
  const D x = plus(k, set_d(1.0));
  D factors = x;
  for (int i = 1; i < 8; ++i) factors = times(factors, plus(x, set_d(i)));
  const D y = plus(k, set_d(9.0));
  const D inverse = divided(set_d(1.0), y);
  const D series =
      polynomial(times(inverse, inverse), set_d(1.0 / 1188), -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12);
  const D rest = fused(series, inverse, minus(set_d(0x1.d67f1c864beb5p-1), y));  // ln(2 pi) / 2
  return minus(fused(minus(y, set_d(0.5)), log_(y), rest), log_(factors));
}

// --- gamma ----------------------------------------------------------------------------------------------------------

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

// --- counts ---------------------------------------------------------------------------------------------------------

/// Inversion in step for several lane groups: `law` has none(i) = P(0) of the group from element i on and
/// step(i, k) = k P(k) / P(k - 1) of it. What lies beyond a probability of 2^-55 is left out.
///
/// Lanes that are done go on with a u below 0, which changes nothing.
template <class Law>
RETAILSIM_ALWAYS_INLINE void invert_counts(const std::uint64_t* words, std::size_t n, std::int64_t* out,
                                           const Law& law) {
  constexpr std::size_t n_groups = n_lanes == 1 ? 1 : 4;
  for (std::size_t i = 0; i < n; i += n_groups * n_lanes) {
    typename Law::Group groups[n_groups];
    D u[n_groups], p[n_groups];
    U counts[n_groups];
#pragma GCC unroll 4
    for (std::size_t g = 0; g < n_groups; ++g) {
      const std::size_t at = i + g * n_lanes < n ? i + g * n_lanes : i;  // past the end, the first group once more
      u[g] = unit_interval(load(words + at, n - at));
      groups[g] = law.group(at, n - at);
      p[g] = Law::none(groups[g]);
      counts[g] = set(0);
    }
    for (int k = 1;; ++k) {
      unsigned any = 0;
#pragma GCC unroll 4
      for (std::size_t g = 0; g < n_groups; ++g) {
        const M above = both(less_d(p[g], u[g]), less_d(set_d(0x1p-55), p[g]));
        any |= bits(above);
        counts[g] = count_up(counts[g], above);
        u[g] = minus(u[g], p[g]);
        p[g] = times(p[g], times(Law::step(groups[g], k), set_d(1.0 / k)));
      }
      if (any == 0) break;
    }
#pragma GCC unroll 4
    for (std::size_t g = 0; g < n_groups; ++g)
      if (i + g * n_lanes < n) store_i64(out + i + g * n_lanes, counts[g], n - i - g * n_lanes);
  }
}

struct SmallPoisson {
  using Group = D;
  const double* means;

  [[gnu::always_inline]] Group group(std::size_t i, std::size_t left) const { return load_d(means + i, left); }
  RETAILSIM_ALWAYS_INLINE D none(Group mean) { return exp_(times(mean, set_d(-1.0))); }
  RETAILSIM_ALWAYS_INLINE D step(Group mean, int) { return mean; }
};

inline void poisson_small(const std::uint64_t* words, const double* means, std::size_t n, std::int64_t* out) {
  invert_counts(words, n, out, SmallPoisson{means});
}

struct SmallBinomial {
  struct Group {
    D trials, q, odds;
  };
  const double *trials, *probabilities;

  [[gnu::always_inline]] Group group(std::size_t i, std::size_t left) const {
    const D p = load_d(probabilities + i, left), q = minus(set_d(1.0), p);
    return {load_d(trials + i, left), q, divided(p, q)};
  }
  RETAILSIM_ALWAYS_INLINE D none(const Group& law) { return exp_(times(law.trials, log_(law.q))); }
  RETAILSIM_ALWAYS_INLINE D step(const Group& law, int k) { return times(minus(law.trials, set_d(k - 1)), law.odds); }
};

inline void binomial_small(const std::uint64_t* words, const double* trials, const double* probabilities, std::size_t n,
                           std::int64_t* out) {
  invert_counts(words, n, out, SmallBinomial{trials, probabilities});
}

struct SmallNegativeBinomial {
  struct Group {
    D r, q;
  };
  const double *rs, *means;

  [[gnu::always_inline]] Group group(std::size_t i, std::size_t left) const {
    const D r = load_d(rs + i, left), mean = load_d(means + i, left);
    return {r, divided(mean, plus(r, mean))};
  }
  RETAILSIM_ALWAYS_INLINE D none(const Group& law) { return exp_(times(law.r, log_(minus(set_d(1.0), law.q)))); }
  RETAILSIM_ALWAYS_INLINE D step(const Group& law, int k) { return times(plus(law.r, set_d(k - 1)), law.q); }
};

inline void negative_binomial_small(const std::uint64_t* words, const double* rs, const double* means, std::size_t n,
                                    std::int64_t* out) {
  invert_counts(words, n, out, SmallNegativeBinomial{rs, means});
}

/// A try by transformed rejection: k from a number u in (-1/2, 1/2), where us = 1/2 - |u|.
/// Source: W. Hoermann, The Transformed Rejection Method for Generating Poisson Random Variables, 1993; The Generation
/// of Binomial Random Variates, 1993.
struct CountTry {
  D us, v, k;
};
RETAILSIM_ALWAYS_INLINE CountTry count_try_of(U word_a, U word_b, D a, D b, D middle) {
  const D u = minus(unit_interval(word_a), set_d(0.5));
  CountTry y;
  y.us = minus(set_d(0.5), absolute(u));
  y.v = unit_interval(word_b);
  const D k = fused(fused(divided(a, y.us), set_d(2.0), b), u, middle);
  y.k = floor_(smaller(larger(k, set_d(-1.0)), set_d(0x1p50)));  // both ends are never accepted
  return y;
}

/// `law(get)` gives the law's parameters, read by get(array); see Poisson and Binomial below.
template <class LawOf>
RETAILSIM_ALWAYS_INLINE std::size_t count_tries(const std::uint64_t* a, const std::uint64_t* b, std::size_t n,
                                                std::int64_t* out, std::uint32_t* rejected, const LawOf& law_of) {
  std::size_t n_open = 0, n_rejected = 0;
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const auto law = law_of([=](const double* from) { return load_d(from + i, n - i); });
    const CountTry y = count_try_of(load(a + i, n - i), load(b + i, n - i), law.a, law.b, law.middle);
    store_i64(out + i, integer(y.k), n - i);
    const M squeezed = both(less_d(set_d(0.07), y.us), less_d(y.v, law.squeeze()));
    n_open += store_true(rejected + n_open, unless(lanes_before(n - i), squeezed), add(set(i), lane_numbers()));
  }
  for (std::size_t i = 0; i < n_open; i += n_lanes) {
    const U at = load_u32(rejected + i, n_open - i);
    const auto law = law_of([=](const double* from) { return gather_d(from, at); });
    const CountTry y = count_try_of(gather(a, at), gather(b, at), law.a, law.b, law.middle);
    const M outside = both(less_d(y.us, set_d(0.013)), less_d(y.us, y.v));
    const M possible = unless(both(less_d(set_d(-0.5), y.k), less_d(y.k, law.end())), outside);
    const D hat = plus(divided(law.a, times(y.us, y.us)), law.b);
    const D k = smaller(larger(y.k, set_d(0.0)), minus(law.end(), set_d(0.5)));
    const D bound = law.log_density(floor_(k));
    const M accepted = both(possible, less_d(log_(divided(times(y.v, law.alpha()), hat)), bound));
    n_rejected += store_true(rejected + n_rejected, unless(lanes_before(n_open - i), accepted), at);
  }
  return n_rejected;
}

struct PoissonTry {
  D mean, b, a, middle;

  RETAILSIM_ALWAYS_INLINE PoissonTry of(D mean) {
    const D b = fused(root(mean), set_d(2.53), set_d(0.931));
    return {mean, b, fused(b, set_d(0.02483), set_d(-0.059)), plus(mean, set_d(0.43))};
  }
  [[gnu::always_inline]] D squeeze() const {
    return minus(set_d(0.9277), divided(set_d(3.6224), minus(b, set_d(2.0))));
  }
  [[gnu::always_inline]] D alpha() const { return plus(set_d(1.1239), divided(set_d(1.1328), minus(b, set_d(3.4)))); }
  [[gnu::always_inline]] D end() const { return set_d(0x1p49); }
  [[gnu::always_inline]] D log_density(D k) const {
    return minus(fused(k, log_(mean), times(mean, set_d(-1.0))), log_factorial(k));
  }
};

inline std::size_t poisson_try(const std::uint64_t* a, const std::uint64_t* b, const double* means, std::size_t n,
                               std::int64_t* out, std::uint32_t* rejected) {
  return count_tries(a, b, n, out, rejected, [=](const auto& get) { return PoissonTry::of(get(means)); });
}

struct BinomialTry {
  D trials, p, spread, b, a, middle;

  RETAILSIM_ALWAYS_INLINE BinomialTry of(D trials, D p) {
    const D mean = times(trials, p);
    const D spread = root(times(mean, minus(set_d(1.0), p)));
    const D b = fused(spread, set_d(2.53), set_d(1.15));
    return {trials,
            p,
            spread,
            b,
            fused(p, set_d(0.01), fused(b, set_d(0.0248), set_d(-0.0873))),
            fused(trials, p, set_d(0.5))};
  }
  [[gnu::always_inline]] D squeeze() const { return minus(set_d(0.92), divided(set_d(4.2), b)); }
  [[gnu::always_inline]] D alpha() const { return times(plus(set_d(2.83), divided(set_d(5.1), b)), spread); }
  [[gnu::always_inline]] D end() const { return plus(trials, set_d(0.5)); }
  /// Relative to the mode m.
  [[gnu::always_inline]] D log_density(D k) const {
    const D m = floor_(times(plus(trials, set_d(1.0)), p));
    const D at_mode = plus(log_factorial(m), log_factorial(minus(trials, m)));
    const D at_k = plus(log_factorial(k), log_factorial(minus(trials, k)));
    return fused(minus(k, m), log_(divided(p, minus(set_d(1.0), p))), minus(at_mode, at_k));
  }
};

inline std::size_t binomial_try(const std::uint64_t* a, const std::uint64_t* b, const double* trials,
                                const double* probabilities, std::size_t n, std::int64_t* out,
                                std::uint32_t* rejected) {
  return count_tries(a, b, n, out, rejected,
                     [=](const auto& get) { return BinomialTry::of(get(trials), get(probabilities)); });
}

inline std::size_t count_between(const double* values, std::size_t n, double below, double above) {
  U counts = set(0);
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const D x = load_d(values + i, n - i);
    const M between = both(less_d(set_d(below), x), less_d(x, set_d(above)));
    counts = count_up(counts, both(between, lanes_before(n - i)));
  }
  std::uint64_t of_lane[n_lanes];
  store(of_lane, counts, n_lanes);
  std::size_t sum = 0;
  for (const std::uint64_t count : of_lane) sum += count;
  return sum;
}

// --- one word, parameters for each element --------------------------------------------------------------------------

inline std::size_t list_below(const std::uint64_t* words, const std::uint32_t* which, std::size_t n,
                              const std::uint64_t* thresholds, std::uint32_t* positions) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U threshold = gather(thresholds, load_u32(which + i, n - i));
    const M below = less_signed(shift_right<11>(load(words + i, n - i)), threshold);
    count += store_true(positions + count, both(below, lanes_before(n - i)), add(set(i), lane_numbers()));
  }
  return count;
}

inline void bernoulli_each(const std::uint64_t* words, const double* probabilities, std::size_t n, std::uint8_t* out) {
  for (std::size_t i = 0; i < n; i += n_lanes)
    store_truth(out + i, less_d(unit_interval(load(words + i, n - i)), load_d(probabilities + i, n - i)), n - i);
}

inline void scale_each(const double* factors, std::size_t n, double* values) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const D x = times(load_d(values + i, n - i), load_d(factors + i, n - i));
    store_d(values + i, keep_normal(x), n - i);
  }
}

inline void scale_and_add_each(const double* factors, const double* terms, std::size_t n, double* values) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const D x = fused(load_d(values + i, n - i), load_d(factors + i, n - i), load_d(terms + i, n - i));
    store_d(values + i, x, n - i);
  }
}

inline void add_scaled(double factor, const double* values, std::size_t n, double* sums) {
  for (std::size_t i = 0; i < n; i += n_lanes)
    store_d(sums + i, fused(load_d(values + i, n - i), set_d(factor), load_d(sums + i, n - i)), n - i);
}

/// The normal law's quantile of u.
/// Source: M. J. Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution, 1988 (PPND16).
RETAILSIM_ALWAYS_INLINE D normal_quantile_(D u) {
  const D q = minus(u, set_d(0.5));
  const D central_r = fused(times(q, set_d(-1.0)), q, set_d(0.180625));
  D top = polynomial(central_r, set_d(2.5090809287301226727e+3), 3.3430575583588128105e+4, 6.7265770927008700853e+4,
                     4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
                     1.3314166789178437745e+2, 3.3871328727963666080);
  D bottom = polynomial(central_r, set_d(5.2264952788528545610e+3), 2.8729085735721942674e+4, 3.9307895800092710610e+4,
                        2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
                        4.2313330701600911252e+1, 1.0);
  top = times(top, q);
  const M tail = less_d(set_d(0.425), absolute(q));
  if (bits(tail) != 0) {
    const D r = root(times(log_(minus(set_d(0.5), absolute(q))), set_d(-1.0)));
    const D near = minus(r, set_d(1.6));
    D tail_top = polynomial(near, set_d(7.74545014278341407640e-4), 2.27238449892691845833e-2,
                            2.41780725177450611770e-1, 1.27045825245236838258, 3.64784832476320460504,
                            5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734);
    D tail_bottom = polynomial(near, set_d(1.05075007164441684324e-9), 5.47593808499534494600e-4,
                               1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1,
                               1.67638483018380384940, 2.05319162663775882187, 1.0);
    const M far = less_d(set_d(5.0), r);
    if (bits(far) != 0) {
      const D s = minus(r, set_d(5.0));
      tail_top = choose_d(far,
                          polynomial(s, set_d(2.01033439929228813265e-7), 2.71155556874348757815e-5,
                                     1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1,
                                     1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720),
                          tail_top);
      tail_bottom = choose_d(far,
                             polynomial(s, set_d(2.04426310338993978564e-15), 1.42151175831644588870e-7,
                                        1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2,
                                        1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0),
                             tail_bottom);
    }
    const D signed_top = choose_d(less_d(q, set_d(0.0)), times(tail_top, set_d(-1.0)), tail_top);
    top = choose_d(tail, signed_top, top);
    bottom = choose_d(tail, tail_bottom, bottom);
  }
  return divided(top, bottom);
}

inline void normal_quantile(const std::uint64_t* words, std::size_t n, double mu, double sigma, double* out) {
  for (std::size_t i = 0; i < n; i += n_lanes)
    store_d(out + i, fused(normal_quantile_(unit_interval(load(words + i, n - i))), set_d(sigma), set_d(mu)), n - i);
}
