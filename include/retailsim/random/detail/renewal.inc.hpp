// The chain of renewal times; included by kernels.inc.hpp once per instruction set.

/// The gaps before the events of these numbers, in whole ticks, and the blocks they come from.
RETAILSIM_ALWAYS_INLINE U chain_gaps(const ChainParameters& chain, U entity, U number, D minus_ticks_per_stage,
                                     Words& words) {
  const double magic = 0x1.8p52;
  words = philox(chain.seed, entity, number, chain.gap_tag);
  D product = unit_interval(chain.gap_half == 0 ? words.a : words.b);
  D log_sum = set_d(0.0);
  if (chain.shape > 1) {
    // Further stages belong to a plain purpose: one word per entity by the dense map.
    const U stage_entity = or_(shift_left<3>(shift_right<4>(entity)), and_(entity, set(7)));
    const M stage_second = high_bit(shift_left<60>(entity));
    for (int stage = 1; stage < chain.shape; ++stage) {
      const Words more = philox(chain.seed, stage_entity, number, chain.stage_tag | static_cast<std::uint32_t>(stage));
      product = times(product, unit_interval(choose(stage_second, more.b, more.a)));
      if (stage % 16 == 15) {  // before the product can leave the normal numbers
        log_sum = plus(log_sum, log_(product));
        product = set_d(1.0);
      }
    }
  }
  log_sum = plus(log_sum, log_(product));
  // One rounding to whole ticks; the gap itself is cut off below 2^51 ticks, some 1400 years.
  const D shifted = smaller(fused(log_sum, minus_ticks_per_stage, set_d(magic)), set_d(magic + 0x1p51 - 1));
  return sub(as_bits(shifted), set(0x4338000000000000));
}

/// Lanes are consecutive events of one customer: gaps, their sums, and how many lie before the end.
RETAILSIM_ALWAYS_INLINE std::size_t chain_events(const ChainParameters& chain, ChainState& state, std::size_t capacity,
                                                 std::int64_t* times_out, std::uint64_t* other_half) {
  const U entity = set(state.entity);
  const std::size_t limit = state.left < capacity ? state.left : capacity;
  std::size_t n = 0;
  while (n < limit) {
    Words words;
    const U gap =
        chain_gaps(chain, entity, add(set(state.number), lane_numbers()), set_d(state.minus_ticks_per_stage), words);
    const U time = add(prefix_sum(gap), set(static_cast<std::uint64_t>(state.time)));
    store_i64(times_out + n, time, n_lanes);
    if (other_half) store(other_half + n, chain.gap_half == 0 ? words.b : words.a, n_lanes);
    const M before_end = less_signed(time, set(static_cast<std::uint64_t>(state.end)));
    // Times never decrease, so the events before the end are the first ones.
    const std::size_t n_before = count_true(before_end);
    const std::size_t count = n_before < limit - n ? n_before : limit - n;
    if (count > 0) state.time = times_out[n + count - 1];
    n += count;
    state.number += static_cast<std::uint32_t>(count);
    state.left -= static_cast<std::uint32_t>(count);
    // At the limit nothing is known of the next event, whatever lanes have seen of it: pieces do not depend on lanes.
    if (n < limit && n_before < n_lanes) {
      state.finished = true;
      break;
    }
  }
  if (state.left == 0) state.finished = true;
  return n;
}

inline std::size_t renewal(const ChainParameters& chain, ChainState& state, std::size_t capacity,
                           std::int64_t* times_out, std::uint64_t* other_half) {
  return chain_events(chain, state, capacity, times_out, other_half);
}

inline std::size_t renewal_block(const ChainParameters& chain, const ChainCustomers& customers, ChainCursor& cursor,
                                 std::size_t capacity, std::size_t max_customers, std::int64_t* times_out,
                                 std::uint64_t* other_half, std::uint32_t* counts, std::size_t& n_customers) {
  std::size_t n = 0;
  n_customers = 0;
  while (cursor.customer < customers.n && n < capacity && n_customers < max_customers) {
    const std::size_t c = cursor.customer;
    if (!cursor.started) {
      cursor.started = true;
      cursor.state = {customers.entities[c],
                      -customers.ticks_per_gap[c] / chain.shape,
                      customers.start[c],
                      customers.end[c],
                      chain.first_number,
                      customers.max_events[c],
                      false};
    }
    const std::size_t count =
        chain_events(chain, cursor.state, capacity - n, times_out + n, other_half ? other_half + n : nullptr);
    counts[n_customers++] = static_cast<std::uint32_t>(count);
    n += count;
    if (!cursor.state.finished) break;
    cursor.started = false;
    ++cursor.customer;
  }
  return n;
}

/// Lanes are one event each of as many customers.
inline std::size_t renewal_round(const ChainParameters& chain, std::uint32_t number, const OpenChains& open,
                                 std::size_t n, const RoundEvents& out) {
  auto* const end = reinterpret_cast<std::uint64_t*>(open.end);
  auto* const time = reinterpret_cast<std::uint64_t*>(open.time);
  std::size_t n_left = 0;
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const std::size_t left = n - i;
    const U entity = load(open.entities + i, left), ticks = load(open.minus_ticks_per_stage + i, left);
    const U until = load(end + i, left), end_number = load_u32(open.end_number + i, left);
    const U which = load_u32(open.chain + i, left);
    Words words;
    const U now = add(load(time + i, left), chain_gaps(chain, entity, set(number), as_double(ticks), words));
    const M goes_on = both(both(less_signed(now, until), less_signed(set(number), end_number)), lanes_before(left));
    // In place: a group is read before anything is written there, and nothing is written past it.
    store_true(open.entities + n_left, goes_on, entity);
    store_true(open.minus_ticks_per_stage + n_left, goes_on, ticks);
    store_true(end + n_left, goes_on, until);
    store_true(open.end_number + n_left, goes_on, end_number);
    store_true(time + n_left, goes_on, now);
    store_true(open.chain + n_left, goes_on, which);
    store_true(reinterpret_cast<std::uint64_t*>(out.time) + n_left, goes_on, now);
    store_true(out.other_half + n_left, goes_on, chain.gap_half == 0 ? words.b : words.a);
    n_left += store_true(out.chain + n_left, goes_on, which);
  }
  return n_left;
}
