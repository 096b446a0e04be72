// The calendar's operational time and back; included by kernels.inc.hpp once per instruction set.
//
// Quotients are estimated in floating point and made exact by their remainder in integers, so that all sets, and the
// integer divisions of CumulatedIntensity, give the same.

/// x * y for x below 2^52 and y below 2^12.
RETAILSIM_ALWAYS_INLINE U multiply_short(U x, U y) {
  return add(multiply_32(x, y), shift_left<32>(multiply_32(shift_right<32>(x), y)));
}
/// A whole number below 2^52 as a double.
RETAILSIM_ALWAYS_INLINE D as_number(U x) { return minus(as_double(or_(x, set(0x4330000000000000))), set_d(0x1p52)); }

inline void seconds_at(const HourTicks& time, const std::int64_t* ticks, std::size_t n, std::int64_t* seconds) {
  const auto* const from = reinterpret_cast<const std::uint64_t*>(ticks);
  for (std::size_t i = 0; i < n; i += n_lanes) {
    const U at = load(from + i, n - i);
    U hour = gather_u32(time.guide, shift_right_by(at, time.guide_shift));
    // A step or none is the rule, so one is made without asking.
    U next = gather(time.cumulated + 1, hour);
    do {
      hour = add(hour, choose(less_signed(at, next), set(0), set(1)));
      next = gather(time.cumulated + 1, hour);
    } while (bits(less_signed(at, next)) != (1u << n_lanes) - 1);
    const U start = gather(time.cumulated, hour);
    const U into = sub(at, start), weight = sub(next, start);
    const D estimate = divided(times(as_number(into), set_d(3600.0)), as_number(weight));
    const U nearest = integer(estimate);
    const M above = less_signed(multiply_short(into, set(3600)), multiply_short(weight, nearest));
    const U second = sub(nearest, choose(above, set(1), set(0)));
    const U hours = multiply_32(hour, set(3600));
    store_i64(seconds + i, add(add(hours, second), set(static_cast<std::uint64_t>(time.origin))), n - i);
  }
}

inline void ticks_at(const HourTicks& time, const std::int64_t* seconds, std::size_t n, std::int64_t* ticks) {
  const U origin = set(static_cast<std::uint64_t>(time.origin));
  const U last_hour = set(time.n_hours - 1), end = add(origin, set(3600 * time.n_hours));
  const auto* const from = reinterpret_cast<const std::uint64_t*>(seconds);
  for (std::size_t i = 0; i < n; i += n_lanes) {
    U at = load(from + i, n - i);
    at = choose(less_signed(at, origin), origin, choose(less_signed(end, at), end, at));
    at = sub(at, origin);
    const U nearest_hour = integer(times(as_number(at), set_d(1.0 / 3600)));
    const M above = less_signed(at, multiply_32(nearest_hour, set(3600)));
    U hour = sub(nearest_hour, choose(above, set(1), set(0)));
    hour = choose(less_signed(last_hour, hour), last_hour, hour);  // at the end: all of the last hour
    const U second = sub(at, multiply_32(hour, set(3600)));
    const U start = gather(time.cumulated, hour);
    const U weight = sub(gather(time.cumulated + 1, hour), start);
    // Rounded up, as of the scalar form.
    const U product = multiply_short(weight, second);
    const D estimate = times(times(as_number(weight), as_number(second)), set_d(1.0 / 3600));
    const U nearest = integer(estimate);
    const U of_nearest = multiply_short(nearest, set(3600));
    const M too_low = less_signed(of_nearest, product);
    const M too_high = less_signed(add(product, set(3599)), of_nearest);
    const U into = sub(add(nearest, choose(too_low, set(1), set(0))), choose(too_high, set(1), set(0)));
    store_i64(ticks + i, add(start, into), n - i);
  }
}
