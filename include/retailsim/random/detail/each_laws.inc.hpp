// One word and parameters for each element; included by kernels.inc.hpp once per instruction set.

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
