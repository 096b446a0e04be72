// Laws on words; included by kernels.inc.hpp once per instruction set.

inline void uniform(const std::uint64_t* words, std::size_t n, double low, double range, double largest, double* out) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const D x = fused(unit_interval(load(words + i, n - i)), set_d(range), set_d(low));
    store_d(out + i, smaller(x, set_d(largest)), n - i);
  }
}

inline void uniform_int(const std::uint64_t* words, std::size_t n, std::int64_t low, std::uint64_t span,
                        std::int64_t* out) {
  const U offset = set(static_cast<std::uint64_t>(low));
  if (span > 0xFFFFFFFF || span == 0) {  // rare: spans past 32 bits, and 0 for the full range of words
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t x = span == 0 ? words[i] : multiply_high(words[i], span);
      out[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + x);
    }
    return;
  }
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U word = load(words + i, n - i);
    const U low_product = shift_right<32>(multiply_32(word, set(span)));
    const U product = add(multiply_32(shift_right<32>(word), set(span)), low_product);
    store_i64(out + i, add(shift_right<32>(product), offset), n - i);
  }
}

inline void scaled_log(const std::uint64_t* words, std::size_t n, double factor, double* out) {
  for (std::size_t i = 0; i < n; i += n_lanes)
    store_d(out + i, times(log_(unit_interval(load(words + i, n - i))), set_d(factor)), n - i);
}

RETAILSIM_ALWAYS_INLINE D keep_normal(D x) {
  return smaller(larger(x, set_d(0x1p-1022)), set_d(0x1.fffffffffffffp1023));
}

inline void power(const std::uint64_t* words, std::size_t n, double scale, double factor, double* out) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const D log_u = log_(unit_interval(load(words + i, n - i)));
    store_d(out + i, keep_normal(times(exp_(times(log_u, set_d(factor))), set_d(scale))), n - i);
  }
}

inline void weibull(const std::uint64_t* words, std::size_t n, double scale, double factor, double* out) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const D exponential = times(log_(unit_interval(load(words + i, n - i))), set_d(-1.0));
    store_d(out + i, keep_normal(times(exp_(times(log_(exponential), set_d(factor))), set_d(scale))), n - i);
  }
}

inline void floor_log(const std::uint64_t* words, std::size_t n, double factor, std::int64_t offset,
                      std::int64_t* out) {
  const double magic = 0x1.8p52;
  const U whole = set(static_cast<std::uint64_t>(offset) - 0x4338000000000000);
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const D log_u = log_(unit_interval(load(words + i, n - i)));
    // Nearest integer to the exact product, then one less where that is above it.
    const D shifted = fused(log_u, set_d(factor), set_d(magic));
    const D rest = fused(log_u, set_d(factor), minus(set_d(magic), shifted));
    const M above = less_d(rest, set_d(0.0));
    const U nearest = add(as_bits(shifted), whole);
    store_i64(out + i, choose(above, sub(nearest, set(1)), nearest), n - i);
  }
}

inline void bernoulli(const std::uint64_t* words, std::size_t n, std::uint64_t threshold, std::uint8_t* out) {
  for (std::size_t i = 0; i < n; i += n_lanes)
    store_truth(out + i, less_signed(shift_right<11>(load(words + i, n - i)), set(threshold)), n - i);
}

inline bool short_bernoulli(const std::uint64_t* words, std::size_t n, std::uint32_t threshold, std::uint8_t* out) {
  U equal = set(0);
  for (std::size_t i = 0; i < n; i += 2 * n_lanes)
    store_coins(out + i, load(words + i / 2, (n - i + 1) / 2), threshold, n - i, equal);
  return bits(less_unsigned(set(0), equal)) != 0;
}

inline void normal_dense(const std::uint64_t* a, const std::uint64_t* b, std::size_t n, double mu, double sigma,
                         double* out) {
  for (std::size_t group = 0; group < n; group += 16) {
    const std::size_t left = n - group, blocks = group / 2;
    for (std::size_t l = 0; l < 8 && l < left; l += n_lanes) {
      D first, second;
      box_muller(load(a + blocks + l, n_lanes), load(b + blocks + l, n_lanes), first, second);
      store_d(out + group + l, fused(first, set_d(sigma), set_d(mu)), left - l);
      if (left > 8 + l) store_d(out + group + 8 + l, fused(second, set_d(sigma), set_d(mu)), left - 8 - l);
    }
  }
}

/// A 32-bit word as one of 64 bits, in the middle of its cell.
RETAILSIM_ALWAYS_INLINE U widened(U half) { return or_(shift_left<32>(half), set(0x80000000)); }

inline void widen_halves(const std::uint64_t* halves, std::size_t n, std::uint64_t* words) {
  for (std::size_t i = 0; i < n; i += n_lanes) store(words + i, widened(load_halves(halves, i, n - i)), n - i);
}

/// Box and Muller's two numbers from the low and the high half of one word.
RETAILSIM_ALWAYS_INLINE void box_muller_of_halves(U word, D& first, D& second) {
  box_muller(widened(word), or_(and_(word, set(0xFFFFFFFF00000000)), set(0x80000000)), first, second);
}

inline void short_normal_dense(const std::uint64_t* words, std::size_t n, double mu, double sigma, double* out) {
  for (std::size_t group = 0; group < n; group += 16) {
    const std::size_t left = n - group;
    for (std::size_t l = 0; l < 8 && l < left; l += n_lanes) {
      D first, second;
      box_muller_of_halves(load(words + group / 2 + l, n_lanes), first, second);
      store_d(out + group + l, fused(first, set_d(sigma), set_d(mu)), left - l);
      if (left > 8 + l) store_d(out + group + 8 + l, fused(second, set_d(sigma), set_d(mu)), left - 8 - l);
    }
  }
}

inline void short_normal_half(const std::uint64_t* words, const std::uint8_t* take_second, std::size_t n, double mu,
                              double sigma, double* out) {
  double firsts[n_lanes], seconds[n_lanes];
  for (std::size_t i = 0; i < n; i += n_lanes) {
    D x, y;
    box_muller_of_halves(load(words + i, n - i), x, y);
    store_d(firsts, fused(x, set_d(sigma), set_d(mu)), n_lanes);
    store_d(seconds, fused(y, set_d(sigma), set_d(mu)), n_lanes);
    for (std::size_t l = 0; l < n_lanes && i + l < n; ++l) out[i + l] = take_second[i + l] ? seconds[l] : firsts[l];
  }
}

inline void to_float(const double* values, std::size_t n, double low, double high, float* out) {
  for (std::size_t i = 0; i < n; i += n_lanes)
    store_f(out + i, smaller(larger(load_d(values + i, n - i), set_d(low)), set_d(high)), n - i);
}

inline void normal_half(const std::uint64_t* a, const std::uint64_t* b, const std::uint8_t* second, std::size_t n,
                        double mu, double sigma, double* out) {
  double firsts[n_lanes], seconds[n_lanes];
  for (std::size_t i = 0; i < n; i += n_lanes) {
    D x, y;
    box_muller(load(a + i, n - i), load(b + i, n - i), x, y);
    store_d(firsts, fused(x, set_d(sigma), set_d(mu)), n_lanes);
    store_d(seconds, fused(y, set_d(sigma), set_d(mu)), n_lanes);
    for (std::size_t l = 0; l < n_lanes && i + l < n; ++l) out[i + l] = second[i + l] ? seconds[l] : firsts[l];
  }
}

/// The tables of `Pieces` as lane groups, which loops keep in registers.
struct PieceTables {
  Table8 tables[Pieces::degree + 1];
};
RETAILSIM_ALWAYS_INLINE PieceTables tables_of(const Pieces& pieces) {
  PieceTables result;
  for (int i = 0; i <= Pieces::degree; ++i) result.tables[i] = table_8(pieces.coefficients[i]);
  return result;
}

template <int Left>
RETAILSIM_ALWAYS_INLINE D piece_polynomial(const PieceTables& pieces, Index8 piece, D t, D sum) {
  if constexpr (Left == 0)
    return sum;
  else
    return piece_polynomial<Left - 1>(pieces, piece, t,
                                      fused(sum, t, lookup_8(pieces.tables[Pieces::degree + 1 - Left], piece)));
}

/// The polynomials' value at z; bit 2 of `number` is set from z = 0 on.
RETAILSIM_ALWAYS_INLINE D value_of_pieces(const PieceTables& pieces, D z, U& number) {
  const double magic = 0x1.8p52;
  const D s = fused(z, set_d(Pieces::scale), set_d(3.5));
  const D shifted = plus(s, set_d(magic));
  const D t = minus(s, minus(shifted, set_d(magic)));
  number = as_bits(shifted);
  const Index8 piece = index_8(number);
  return piece_polynomial<Pieces::degree>(pieces, piece, t, lookup_8(pieces.tables[0], piece));
}

inline void cube_of_normal(const Pieces& pieces, double scale, double* values, std::size_t n) {
  const PieceTables tables = tables_of(pieces);
  for (std::size_t i = 0; i < n; i += n_lanes) {
    U number;
    const D p = value_of_pieces(tables, load_d(values + i, n - i), number);
    store_d(values + i, times(times(p, p), times(p, set_d(scale))), n - i);
  }
}

inline void cubes_of_normal(const Pieces& pieces, double* values, std::size_t n) {
  const PieceTables tables = tables_of(pieces);
  for (std::size_t i = 0; i < n; i += n_lanes) {
    U number;
    const D p = value_of_pieces(tables, load_d(values + i, n - i), number);
    const D square = times(p, p);
    const D one_less = fused(times(square, set_d(-1.0)), p, set_d(1.0));
    store_d(values + i, choose_d(high_bit(shift_left<61>(number)), one_less, times(square, p)), n - i);
  }
}

inline void exp_of_normal(const Pieces& pieces, double scale, double* values, std::size_t n) {
  const PieceTables tables = tables_of(pieces);
  for (std::size_t i = 0; i < n; i += n_lanes) {
    U number;
    const D p = value_of_pieces(tables, load_d(values + i, n - i), number);
    store_d(values + i, keep_normal(times(exp_(p), set_d(scale))), n - i);
  }
}

inline void logistic_of_normal(const Pieces& pieces, double* values, std::size_t n) {
  const PieceTables tables = tables_of(pieces);
  for (std::size_t i = 0; i < n; i += n_lanes) {
    U number;
    const D p = value_of_pieces(tables, load_d(values + i, n - i), number);
    const D one = set_d(1.0);
    store_d(values + i, divided(one, plus(one, exp_(times(p, set_d(-1.0))))), n - i);
  }
}

inline void log_in_place(double* values, std::size_t n) {
  for (std::size_t i = 0; i < n; i += n_lanes) store_d(values + i, log_(load_d(values + i, n - i)), n - i);
}

inline void exp_in_place(double* values, std::size_t n) {
  for (std::size_t i = 0; i < n; i += n_lanes) store_d(values + i, exp_(load_d(values + i, n - i)), n - i);
}

// Alias look-ups: word * n_cells = cell * 2^64 + coin, computed in 32-bit parts.

RETAILSIM_ALWAYS_INLINE U alias_product(U word, U n_cells, U& low_product) {
  low_product = multiply_32(word, n_cells);
  return add(multiply_32(shift_right<32>(word), n_cells), shift_right<32>(low_product));
}

RETAILSIM_ALWAYS_INLINE U alias_cell_narrow(U word, U first_cell, const std::uint64_t* entries, U n_cells) {
  U low_product;
  const U sum = alias_product(word, n_cells, low_product);
  const U cell = shift_right<32>(sum);
  const U entry = gather(entries, add(cell, first_cell));
  const M own = less_signed(and_(sum, set(0xFFFFFFFF)), shift_right<32>(entry));
  return choose(own, cell, and_(entry, set(0xFFFFFFFF)));
}

RETAILSIM_ALWAYS_INLINE U alias_cell_wide(U word, U first_cell, const std::uint64_t* entries, U n_cells) {
  U low_product;
  const U sum = alias_product(word, n_cells, low_product);
  const U cell = shift_right<32>(sum);
  const U coin = or_(shift_left<32>(sum), and_(low_product, set(0xFFFFFFFF)));
  const U at = shift_left<1>(add(cell, first_cell));
  const M own = less_unsigned(coin, gather(entries, at));
  return choose(own, cell, gather(entries, add(at, set(1))));
}

inline void alias_narrow(const std::uint64_t* words, std::size_t n, const std::uint64_t* entries, std::uint32_t n_cells,
                         std::uint32_t first, std::uint32_t* out) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U cell = alias_cell_narrow(load(words + i, n - i), set(0), entries, set(n_cells));
    store_u32(out + i, add(cell, set(first)), n - i);
  }
}

inline void alias_wide(const std::uint64_t* words, std::size_t n, const std::uint64_t* entries, std::uint32_t n_cells,
                       std::uint32_t first, std::uint32_t* out) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U cell = alias_cell_wide(load(words + i, n - i), set(0), entries, set(n_cells));
    store_u32(out + i, add(cell, set(first)), n - i);
  }
}

inline void alias_narrow_64(const std::uint64_t* words, std::size_t n, const std::uint64_t* entries,
                            std::uint32_t n_cells, std::int64_t first, std::int64_t* out) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U cell = alias_cell_narrow(load(words + i, n - i), set(0), entries, set(n_cells));
    store_i64(out + i, add(cell, set(static_cast<std::uint64_t>(first))), n - i);
  }
}

inline void alias_wide_64(const std::uint64_t* words, std::size_t n, const std::uint64_t* entries,
                          std::uint32_t n_cells, std::int64_t first, std::int64_t* out) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U cell = alias_cell_wide(load(words + i, n - i), set(0), entries, set(n_cells));
    store_i64(out + i, add(cell, set(static_cast<std::uint64_t>(first))), n - i);
  }
}

inline void alias_narrow_tables(const std::uint64_t* words, const std::uint32_t* tables, std::size_t n,
                                const std::uint64_t* entries, std::uint32_t n_cells, std::uint32_t* out) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U first_cell = multiply_32(load_u32(tables + i, n - i), set(n_cells));
    store_u32(out + i, alias_cell_narrow(load(words + i, n - i), first_cell, entries, set(n_cells)), n - i);
  }
}

inline void alias_wide_tables(const std::uint64_t* words, const std::uint32_t* tables, std::size_t n,
                              const std::uint64_t* entries, std::uint32_t n_cells, std::uint32_t* out) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U first_cell = multiply_32(load_u32(tables + i, n - i), set(n_cells));
    store_u32(out + i, alias_cell_wide(load(words + i, n - i), first_cell, entries, set(n_cells)), n - i);
  }
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
