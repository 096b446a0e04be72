// The algorithms, once per instruction set: included inside that set's namespace and target region, where the lane
// types U, D, M and their functions are known. Nothing here depends on the number of lanes.

#include <retailsim/random/detail/math.inc.hpp>

struct Words {
  U a, b;
};

/// One Philox4x32-10 block per lane. Words live in the low halves of 64-bit lanes; what multiplication and shuffles
/// leave in the high halves is ignored until the last round, which lands both words of a half in place.
RETAILSIM_ALWAYS_INLINE Words philox(std::uint64_t seed, U entity, U index, std::uint32_t tag) {
  using Constants = Philox4x32<10>;
  const U multiplier_0 = set(Constants::multiplier_0), multiplier_1 = set(Constants::multiplier_1);
  std::uint32_t key_0 = static_cast<std::uint32_t>(seed), key_1 = static_cast<std::uint32_t>(seed >> 32);
  U c0 = entity, c1 = high_32(entity), c2 = index, c3 = set(tag);
  for (int round = 0; round < 9; ++round) {
    const U product_0 = multiply_32(c0, multiplier_0);
    const U product_1 = multiply_32(c2, multiplier_1);
    c0 = xor_(xor_(high_32(product_1), c1), set(key_0));
    c1 = product_1;
    c2 = xor_(xor_(high_32(product_0), c3), set(key_1));
    c3 = product_0;
    key_0 += Constants::key_step_0;
    key_1 += Constants::key_step_1;
  }
  const U low = set(0xFFFFFFFF);
  const U product_0 = multiply_32(c0, multiplier_0);
  const U product_1 = multiply_32(c2, multiplier_1);
  return {xor_(swap_32(product_1), and_(xor_(c1, set(key_0)), low)),
          xor_(swap_32(product_0), and_(xor_(c3, set(key_1)), low))};
}

inline void philox_range(BlockAddress at, std::uint64_t first, std::size_t n, std::uint64_t* a, std::uint64_t* b) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const Words words = philox(at.seed, add(set(first + i), lane_numbers()), set(at.index), at.tag);
    store(a + i, words.a, n - i);
    store(b + i, words.b, n - i);
  }
}

inline void philox_list(BlockAddress at, const std::uint64_t* entities, const std::uint32_t* indices, std::size_t n,
                        std::uint64_t* a, std::uint64_t* b) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U index = indices ? load_u32(indices + i, n - i) : set(at.index);
    const Words words = philox(at.seed, load(entities + i, n - i), index, at.tag);
    store(a + i, words.a, n - i);
    store(b + i, words.b, n - i);
  }
}

inline void philox_dense(BlockAddress at, std::uint64_t first, std::size_t n, std::uint64_t* words) {
  std::uint64_t block = first / 2;  // entity 16 g + 8 h + l has half h of the block of entity 8 g + l
  for (std::size_t group = 0; group < n; group += 16, block += 8) {
    for (std::size_t l = 0; l < 8; l += n_lanes) {
      const std::size_t left = n - group;
      if (left <= l) break;
      const Words both = philox(at.seed, add(set(block + l), lane_numbers()), set(at.index), at.tag);
      store(words + group + l, both.a, left - l);
      if (left > 8 + l) store(words + group + 8 + l, both.b, left - 8 - l);
    }
  }
}

inline void widen_low(std::uint64_t* words, std::size_t n) {
  for (std::size_t i = 0; i < n; i += n_lanes)
    store(words + i, or_(shift_left<32>(load(words + i, n - i)), set(0x80000000)), n - i);
}

inline void widen_high(std::uint64_t* words, std::size_t n) {
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U high = and_(load(words + i, n - i), set(0xFFFFFFFF00000000));
    store(words + i, or_(high, set(0x80000000)), n - i);
  }
}

#include <retailsim/random/detail/laws.inc.hpp>
#include <retailsim/random/detail/renewal.inc.hpp>

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
                               entry<widen_low>,
                               entry<widen_high>,
                               entry<uniform>,
                               entry<uniform_int>,
                               entry<scaled_log>,
                               entry<power>,
                               entry<weibull>,
                               entry<floor_log>,
                               entry<bernoulli>,
                               entry<normal_dense>,
                               entry<normal_half>,
                               entry<gamma_try>,
                               entry<log_in_place>,
                               entry<exp_in_place>,
                               entry<alias_narrow>,
                               entry<alias_wide>,
                               entry<alias_narrow_tables>,
                               entry<alias_wide_tables>,
                               entry<renewal>,
                               entry<renewal_block>};
