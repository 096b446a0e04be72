// The algorithms, once per instruction set: included inside that set's namespace and target region, where the lane
// types U, D, M and their functions are known. Nothing here depends on the number of lanes.

#include <retailsim/random/detail/math.inc.hpp>

struct Words {
  U a, b;
};

/// Counters of a lane group. Words live in the low halves of 64-bit lanes; what multiplication and shuffles leave in
/// the high halves is ignored until the last round, which lands both words of a half in place.
struct Counter {
  U c0, c1, c2, c3;
};

RETAILSIM_ALWAYS_INLINE void philox_round(Counter& x, U key_0, U key_1) {
  const U product_0 = multiply_32(x.c0, set(Philox4x32<>::multiplier_0));
  const U product_1 = multiply_32(x.c2, set(Philox4x32<>::multiplier_1));
  x = {xor_3(high_32(product_1), x.c1, key_0), product_1, xor_3(high_32(product_0), x.c3, key_1), product_0};
}

RETAILSIM_ALWAYS_INLINE Words philox_last_round(const Counter& x, U key_0, U key_1) {
  const U low = set(0xFFFFFFFF);
  const U product_0 = multiply_32(x.c0, set(Philox4x32<>::multiplier_0));
  const U product_1 = multiply_32(x.c2, set(Philox4x32<>::multiplier_1));
  return {xor_(swap_32(product_1), and_xor(x.c1, low, key_0)), xor_(swap_32(product_0), and_xor(x.c3, low, key_1))};
}

/// All rounds but the last of each counter, interleaved. A recursion and not a loop, so that every level of
/// optimisation unrolls it and keeps the keys of a seed out of loops over blocks.
template <int Round, int Rounds, class... Counters>
RETAILSIM_ALWAYS_INLINE void philox_rounds(std::uint32_t key_0, std::uint32_t key_1, Counters&... counters) {
  if constexpr (Round + 1 < Rounds) {
    (philox_round(counters, set(key_0), set(key_1)), ...);
    philox_rounds<Round + 1, Rounds>(key_0 + Philox4x32<>::key_step_0, key_1 + Philox4x32<>::key_step_1, counters...);
  }
}

/// Last round key: the seed and one step for each round before.
template <int Rounds>
RETAILSIM_ALWAYS_INLINE U last_key(std::uint32_t key, std::uint32_t step) {
  return set(static_cast<std::uint32_t>(key + (Rounds - 1) * step));
}

/// One Philox4x32 block per lane.
template <int Rounds = 10>
RETAILSIM_ALWAYS_INLINE Words philox(std::uint64_t seed, U entity, U index, std::uint32_t tag) {
  const std::uint32_t key_0 = static_cast<std::uint32_t>(seed), key_1 = static_cast<std::uint32_t>(seed >> 32);
  Counter x{entity, high_32(entity), index, set(tag)};
  philox_rounds<0, Rounds>(key_0, key_1, x);
  return philox_last_round(x, last_key<Rounds>(key_0, Philox4x32<>::key_step_0),
                           last_key<Rounds>(key_1, Philox4x32<>::key_step_1));
}

/// Blocks of two groups of entities at once.
template <int Rounds = 10>
RETAILSIM_ALWAYS_INLINE void philox_pair(std::uint64_t seed, U entity_x, U entity_y, U index_x, U index_y,
                                         std::uint32_t tag, Words& words_x, Words& words_y) {
  const std::uint32_t key_0 = static_cast<std::uint32_t>(seed), key_1 = static_cast<std::uint32_t>(seed >> 32);
  Counter x{entity_x, high_32(entity_x), index_x, set(tag)}, y{entity_y, high_32(entity_y), index_y, set(tag)};
  philox_rounds<0, Rounds>(key_0, key_1, x, y);
  const U last_0 = last_key<Rounds>(key_0, Philox4x32<>::key_step_0);
  const U last_1 = last_key<Rounds>(key_1, Philox4x32<>::key_step_1);
  words_x = philox_last_round(x, last_0, last_1);
  words_y = philox_last_round(y, last_0, last_1);
}

inline void philox_range(BlockAddress at, std::uint64_t first, std::size_t n, std::uint64_t* a, std::uint64_t* b) {
  std::size_t i = 0;
  if constexpr (n_chains == 2) {
    for (; i + 2 * n_lanes <= n; i += 2 * n_lanes) {
      const U entity = add(set(first + i), lane_numbers());
      Words x, y;
      philox_pair(at.seed, entity, add(entity, set(n_lanes)), set(at.index), set(at.index), at.tag, x, y);
      store(a + i, x.a, n_lanes);
      store(b + i, x.b, n_lanes);
      store(a + i + n_lanes, y.a, n_lanes);
      store(b + i + n_lanes, y.b, n_lanes);
    }
  }
  for (; i < n; i += n_lanes) {
    const Words words = philox(at.seed, add(set(first + i), lane_numbers()), set(at.index), at.tag);
    store(a + i, words.a, n - i);
    store(b + i, words.b, n - i);
  }
}

inline void philox_list(BlockAddress at, const std::uint64_t* entities, const std::uint32_t* indices, std::size_t n,
                        std::uint64_t* a, std::uint64_t* b) {
  const auto index_of = [=](std::size_t i) { return indices ? load_u32(indices + i, n - i) : set(at.index); };
  std::size_t i = 0;
  if constexpr (n_chains == 2) {
    for (; i + 2 * n_lanes <= n; i += 2 * n_lanes) {
      Words x, y;
      philox_pair(at.seed, load(entities + i, n_lanes), load(entities + i + n_lanes, n_lanes), index_of(i),
                  index_of(i + n_lanes), at.tag, x, y);
      store(a + i, x.a, n_lanes);
      store(b + i, x.b, n_lanes);
      store(a + i + n_lanes, y.a, n_lanes);
      store(b + i + n_lanes, y.b, n_lanes);
    }
  }
  for (; i < n; i += n_lanes) {
    const Words words = philox(at.seed, load(entities + i, n - i), index_of(i), at.tag);
    store(a + i, words.a, n - i);
    store(b + i, words.b, n - i);
  }
}

inline void philox_dense(BlockAddress at, std::uint64_t first, std::size_t n, std::uint64_t* words) {
  std::uint64_t block = first / 2;  // entity 16 g + 8 h + l has half h of the block of entity 8 g + l
  std::size_t group = 0;
  if constexpr (n_chains == 2) {
    for (; group + 32 <= n; group += 32, block += 16) {
      const U entity = add(set(block), lane_numbers());
      Words x, y;
      philox_pair(at.seed, entity, add(entity, set(8)), set(at.index), set(at.index), at.tag, x, y);
      store(words + group, x.a, n_lanes);
      store(words + group + 8, x.b, n_lanes);
      store(words + group + 16, y.a, n_lanes);
      store(words + group + 24, y.b, n_lanes);
    }
  }
  for (; group < n; group += 16, block += 8) {
    for (std::size_t l = 0; l < 8; l += n_lanes) {
      const std::size_t left = n - group;
      if (left <= l) break;
      const Words both = philox(at.seed, add(set(block + l), lane_numbers()), set(at.index), at.tag);
      store(words + group + l, both.a, left - l);
      if (left > 8 + l) store(words + group + 8 + l, both.b, left - 8 - l);
    }
  }
}

#include <retailsim/random/detail/laws.inc.hpp>
#include <retailsim/random/detail/gamma_laws.inc.hpp>
#include <retailsim/random/detail/count_laws.inc.hpp>
#include <retailsim/random/detail/each_laws.inc.hpp>
#include <retailsim/random/detail/renewal.inc.hpp>
#include <retailsim/random/detail/hour_ticks.inc.hpp>

/// What the table points to: the kernel, and then `leave()`, which makes the processor ready for code of another
/// instruction set. Compilers do that by themselves from -O2 on only.
template <auto kernel>
struct Entry;
template <class Result, class... Arguments, Result (*kernel)(Arguments...)>
struct Entry<kernel> {
  static Result call(Arguments... arguments) {
    if constexpr (std::is_void_v<Result>) {
      kernel(arguments...);
      leave();
    } else {
      const Result result = kernel(arguments...);
      leave();
      return result;
    }
  }
};
template <auto kernel>
inline constexpr auto entry = &Entry<kernel>::call;

inline constexpr Kernels table{kernels_name,
                               entry<philox_range>,
                               entry<philox_list>,
                               entry<philox_dense>,
                               entry<uniform>,
                               entry<uniform_int>,
                               entry<scaled_log>,
                               entry<power>,
                               entry<weibull>,
                               entry<floor_log>,
                               entry<bernoulli>,
                               entry<list_below>,
                               entry<short_bernoulli>,
                               entry<normal_dense>,
                               entry<normal_half>,
                               entry<widen_halves>,
                               entry<short_normal_dense>,
                               entry<short_normal_half>,
                               entry<to_float>,
                               entry<gamma_first>,
                               entry<gamma_try>,
                               entry<gamma_boost>,
                               entry<poisson_try>,
                               entry<binomial_try>,
                               entry<poisson_small>,
                               entry<binomial_small>,
                               entry<negative_binomial_small>,
                               entry<count_between>,
                               entry<bernoulli_each>,
                               entry<scale_each>,
                               entry<scale_and_add_each>,
                               entry<add_scaled>,
                               entry<normal_quantile>,
                               entry<cube_of_normal>,
                               entry<cubes_of_normal>,
                               entry<exp_of_normal>,
                               entry<logistic_of_normal>,
                               entry<log_in_place>,
                               entry<exp_in_place>,
                               entry<alias_narrow>,
                               entry<alias_wide>,
                               entry<alias_narrow_64>,
                               entry<alias_wide_64>,
                               entry<alias_narrow_tables>,
                               entry<alias_wide_tables>,
                               entry<renewal>,
                               entry<renewal_block>,
                               entry<renewal_round>,
                               entry<seconds_at>,
                               entry<ticks_at>};
