// Counts with parameters for each element, by inversion or rejection; included by kernels.inc.hpp once per instruction
// set. Tries are as in gamma_laws.inc.hpp.

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
