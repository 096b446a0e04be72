#pragma once

#include <cstddef>
#include <cstdint>

namespace retailsim::detail {

/// Where a block of words is: the counter's parts that all elements share.
struct BlockAddress {
  std::uint64_t seed = 0;
  std::uint32_t index = 0;
  std::uint32_t tag = 0;  ///< block id << 16 | attempt
};

/// A function of a normal number z by polynomials: with s = z * scale + 3.5, piece k is s in [k - 1/2, k + 1/2] and its
/// variable s - k. Eight pieces, so that a register of eight doubles is a table; they reach |z| = 8.5729, past all that
/// `Normal` gives.
struct Pieces {
  static constexpr int degree = 11, n_pieces = 8;
  static constexpr double scale = 0x1.ddcp-2;
  alignas(64) double coefficients[degree + 1][n_pieces];  ///< highest degree first
};

/// One renewal chain per customer; see `RenewalBlock` in random/renewal.hpp.
struct ChainParameters {
  std::uint64_t seed = 0;
  std::uint32_t gap_tag = 0;    ///< block id << 16
  int gap_half = 0;             ///< which 64-bit half of the block is the gap's word
  std::uint32_t stage_tag = 0;  ///< block id << 16 of further stages; the attempt is the stage
  int shape = 1;
  std::uint32_t first_number = 0;
};

/// Chain of one customer between two calls.
struct ChainState {
  std::uint64_t entity = 0;
  double minus_ticks_per_stage = 0;  ///< -(mean gap in ticks) / shape
  std::int64_t time = 0;             ///< of the last event, or the start
  std::int64_t end = 0;
  std::uint32_t number = 0;  ///< of the next event
  std::uint32_t left = 0;    ///< events still allowed
  bool finished = false;     ///< the next event is at or past the end, or no more are allowed
};

/// The customers of a block, one value each.
struct ChainCustomers {
  const std::uint64_t* entities = nullptr;
  const double* ticks_per_gap = nullptr;
  const std::int64_t* start = nullptr;
  const std::int64_t* end = nullptr;
  const std::uint32_t* max_events = nullptr;
  std::size_t n = 0;
};

/// Where a block's chains have come to.
struct ChainCursor {
  std::size_t customer = 0;  ///< the current one; n when all are finished
  bool started = false;      ///< `state` is that of the current customer
  ChainState state{};
};

/// Chains that have not come to their end, one value each.
struct OpenChains {
  std::uint64_t* entities = nullptr;
  std::uint64_t* minus_ticks_per_stage = nullptr;  ///< the bits of doubles, so that they move like the others
  std::int64_t* end = nullptr;
  std::uint32_t* end_number = nullptr;  ///< events have numbers below this
  std::int64_t* time = nullptr;         ///< of the last event, or the start
  std::uint32_t* chain = nullptr;       ///< which one it is
};

/// Events of a round.
struct RoundEvents {
  std::int64_t* time = nullptr;
  std::uint64_t* other_half = nullptr;
  std::uint32_t* chain = nullptr;
};

/// A cumulated intensity over hours; see `CumulatedIntensity` in seasonality/calendar.hpp.
struct HourTicks {
  std::int64_t origin = 0;                   ///< second at which the first hour begins
  const std::uint64_t* cumulated = nullptr;  ///< n_hours + 1
  std::size_t n_hours = 0;
  const std::uint32_t* guide = nullptr;  ///< hour for ticks >> guide_shift, or one before
  int guide_shift = 0;
};

/// The functions of one instruction set. All give the same bits; one table is chosen per process, and each block of
/// some hundred elements costs one call. Arrays hold n elements and are never touched beyond; outputs may not overlap
/// inputs unless said.
struct Kernels {
  const char* name;

  /// Halves A, B of the blocks of entities first, first + 1, ...
  void (*philox_range)(BlockAddress, std::uint64_t first, std::size_t n, std::uint64_t* a, std::uint64_t* b);
  /// The same for (entities[i], indices[i]); `indices` may be null: then the address's index for all.
  void (*philox_list)(BlockAddress, const std::uint64_t* entities, const std::uint32_t* indices, std::size_t n,
                      std::uint64_t* a, std::uint64_t* b);
  /// One word per entity by the dense map (see Draws), `first` a multiple of 16.
  void (*philox_dense)(BlockAddress, std::uint64_t first, std::size_t n, std::uint64_t* words);
  void (*uniform)(const std::uint64_t* words, std::size_t n, double low, double range, double largest, double* out);
  void (*uniform_int)(const std::uint64_t* words, std::size_t n, std::int64_t low, std::uint64_t span,
                      std::int64_t* out);
  /// factor * ln u
  void (*scaled_log)(const std::uint64_t* words, std::size_t n, double factor, double* out);
  /// scale * exp(factor * ln u), kept between the smallest and the largest normal number
  void (*power)(const std::uint64_t* words, std::size_t n, double scale, double factor, double* out);
  /// scale * exp(factor * ln(-ln u)), kept so too
  void (*weibull)(const std::uint64_t* words, std::size_t n, double scale, double factor, double* out);
  /// offset + floor(factor * ln u), for results below 2^51
  void (*floor_log)(const std::uint64_t* words, std::size_t n, double factor, std::int64_t offset, std::int64_t* out);
  void (*bernoulli)(const std::uint64_t* words, std::size_t n, std::uint64_t threshold, std::uint8_t* out);
  /// Positions of the words whose highest 53 bits are below thresholds[which[i]], in order, and how many there are;
  /// needs room for eight more positions.
  std::size_t (*list_below)(const std::uint64_t* words, const std::uint32_t* which, std::size_t n,
                            const std::uint64_t* thresholds, std::uint32_t* positions);
  /// Coins of 32-bit words, two to a word: out[i] = half i & 1 of words[i >> 1] is below the threshold. False if none
  /// of them equals it (zeros past the end may count).
  bool (*short_bernoulli)(const std::uint64_t* words, std::size_t n, std::uint32_t threshold, std::uint8_t* out);

  /// mu + sigma * z for a run of the dense map: element 16 g + l is the first and 16 g + 8 + l the second normal number
  /// of block 8 g + l; n is the number of elements, a and b hold the blocks of all groups begun.
  void (*normal_dense)(const std::uint64_t* a, const std::uint64_t* b, std::size_t n, double mu, double sigma,
                       double* out);
  /// The same for single elements: element i is the number of its block that `second[i]` says.
  void (*normal_half)(const std::uint64_t* a, const std::uint64_t* b, const std::uint8_t* second, std::size_t n,
                      double mu, double sigma, double* out);
  /// Halves of words, low ones first, as words of their own: half << 32 | 0x80000000, the midpoints of their cells.
  void (*widen_halves)(const std::uint64_t* halves, std::size_t n, std::uint64_t* words);
  /// Normal numbers of 32 random bits each: elements 16 g + l and 16 g + 8 + l are the numbers of words[8 g + l].
  void (*short_normal_dense)(const std::uint64_t* words, std::size_t n, double mu, double sigma, double* out);
  void (*short_normal_half)(const std::uint64_t* words, const std::uint8_t* second, std::size_t n, double mu,
                            double sigma, double* out);
  /// The nearest floats of the values kept in [low, high].
  void (*to_float)(const double* values, std::size_t n, double low, double high, float* out);
  // Tries of rejection laws, with words a, b for each element: they write all values and the positions of those that
  // need another try, and return the number of these. The list needs room for eight positions more than there are
  // elements.

  /// Gamma variates of scale 1 and the shapes, of 1 more where the shape is below 1: a first try from normal numbers
  /// and 32-bit halves, low ones first, and further ones from blocks.
  std::size_t (*gamma_first)(const double* normals, const std::uint64_t* halves, const double* shapes, std::size_t n,
                             double* out, std::uint32_t* rejected);
  std::size_t (*gamma_try)(const std::uint64_t* a, const std::uint64_t* b, const double* shapes, std::size_t n,
                           double* out, std::uint32_t* rejected);
  /// Makes gamma variates of shapes 1 more those of the shapes.
  void (*gamma_boost)(const std::uint64_t* words, const double* shapes, std::size_t n, double* values);
  /// Means of at least 10.
  std::size_t (*poisson_try)(const std::uint64_t* a, const std::uint64_t* b, const double* means, std::size_t n,
                             std::int64_t* out, std::uint32_t* rejected);
  /// Probabilities of at most 1/2 and means of at least 10.
  std::size_t (*binomial_try)(const std::uint64_t* a, const std::uint64_t* b, const double* trials,
                              const double* probabilities, std::size_t n, std::int64_t* out, std::uint32_t* rejected);
  /// The same laws with means below 10, by inversion.
  void (*poisson_small)(const std::uint64_t* words, const double* means, std::size_t n, std::int64_t* out);
  void (*binomial_small)(const std::uint64_t* words, const double* trials, const double* probabilities, std::size_t n,
                         std::int64_t* out);
  void (*negative_binomial_small)(const std::uint64_t* words, const double* rs, const double* means, std::size_t n,
                                  std::int64_t* out);

  /// How many values are above `below` and below `above`; no number (NaN) is not.
  std::size_t (*count_between)(const double* values, std::size_t n, double below, double above);

  void (*bernoulli_each)(const std::uint64_t* words, const double* probabilities, std::size_t n, std::uint8_t* out);
  /// values * factors, kept between the smallest and the largest normal number
  void (*scale_each)(const double* factors, std::size_t n, double* values);
  void (*scale_and_add_each)(const double* factors, const double* terms, std::size_t n, double* values);
  /// sums + factor * values
  void (*add_scaled)(double factor, const double* values, std::size_t n, double* sums);
  /// mu + sigma * z, z the normal law's quantile of u
  void (*normal_quantile)(const std::uint64_t* words, std::size_t n, double mu, double sigma, double* out);

  /// From normal numbers, in place, with p the polynomials' value: scale * p^3.
  void (*cube_of_normal)(const Pieces&, double scale, double* values, std::size_t n);
  /// p^3 below 0 and 1 - p^3 from there on.
  void (*cubes_of_normal)(const Pieces&, double* values, std::size_t n);
  /// scale * exp(p), kept between the smallest and the largest normal number.
  void (*exp_of_normal)(const Pieces&, double scale, double* values, std::size_t n);
  /// 1 / (1 + exp(-p))
  void (*logistic_of_normal)(const Pieces&, double* values, std::size_t n);
  void (*log_in_place)(double* values, std::size_t n);
  void (*exp_in_place)(double* values, std::size_t n);

  /// Alias look-up, entry = threshold << 32 | alias: first + cell.
  void (*alias_narrow)(const std::uint64_t* words, std::size_t n, const std::uint64_t* entries, std::uint32_t n_cells,
                       std::uint32_t first, std::uint32_t* out);
  /// Alias look-up with 64-bit coins, two words per entry: threshold, alias.
  void (*alias_wide)(const std::uint64_t* words, std::size_t n, const std::uint64_t* entries, std::uint32_t n_cells,
                     std::uint32_t first, std::uint32_t* out);
  /// The same into 64-bit integers.
  void (*alias_narrow_64)(const std::uint64_t* words, std::size_t n, const std::uint64_t* entries,
                          std::uint32_t n_cells, std::int64_t first, std::int64_t* out);
  void (*alias_wide_64)(const std::uint64_t* words, std::size_t n, const std::uint64_t* entries, std::uint32_t n_cells,
                        std::int64_t first, std::int64_t* out);
  /// The same from table tables[i] of several of equal length.
  void (*alias_narrow_tables)(const std::uint64_t* words, const std::uint32_t* tables, std::size_t n,
                              const std::uint64_t* entries, std::uint32_t n_cells, std::uint32_t* out);
  void (*alias_wide_tables)(const std::uint64_t* words, const std::uint32_t* tables, std::size_t n,
                            const std::uint64_t* entries, std::uint32_t n_cells, std::uint32_t* out);

  /// Events of one customer; writes up to 8 elements past the count, so times (and other_half, unless null) need room
  /// for min(state.left, capacity) + 8. Returns the count, which is at most capacity.
  std::size_t (*renewal)(const ChainParameters&, ChainState&, std::size_t capacity, std::int64_t* times,
                         std::uint64_t* other_half);
  /// Events of customer after customer until `capacity` are written or `max_customers` begun; needs room for
  /// capacity + 8. Writes each customer's count and returns the number of events; the cursor moves on.
  std::size_t (*renewal_block)(const ChainParameters&, const ChainCustomers&, ChainCursor&, std::size_t capacity,
                               std::size_t max_customers, std::int64_t* times, std::uint64_t* other_half,
                               std::uint32_t* counts, std::size_t& n_customers);
  /// Event `number` of each of n open chains. Those that have it are written out and stay open, in order; the others
  /// are closed up. Returns how many; all arrays need room for eight more.
  std::size_t (*renewal_round)(const ChainParameters&, std::uint32_t number, const OpenChains&, std::size_t n,
                               const RoundEvents&);

  /// `CumulatedIntensity::seconds_at` and `ticks_at` of each element.
  void (*seconds_at)(const HourTicks&, const std::int64_t* ticks, std::size_t n, std::int64_t* seconds);
  void (*ticks_at)(const HourTicks&, const std::int64_t* seconds, std::size_t n, std::int64_t* ticks);
};

}  // namespace retailsim::detail
