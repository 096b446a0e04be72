#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim::check {

/// P(gap <= x) of a gap with Erlang(shape) law and mean 1.
inline double gap_cdf(int shape, double x) {
  if (!(x > 0)) return 0;
  // expm1 takes three times as long as exp, and 1 - exp(-x) loses nothing that matters where x is not tiny.
  if (shape == 1) return x > 1e-3 ? 1 - std::exp(-x) : -std::expm1(-x);
  const double y = shape * x;
  // P(N >= shape) of N ~ Poisson(y): terms from `shape` on where they are few, else those below it.
  double term = std::exp(-y), below = 0;
  for (int j = 0; j < shape; ++j) {
    below += term;
    term *= y / (j + 1);
  }
  if (y > 1) return 1 - below;
  double sum = 0;
  for (int j = shape; term > sum * 1e-17; ++j) {
    sum += term;
    term *= y / (j + 1);
  }
  return sum;
}

/// Stretches of operational time in which events drop some base orders.
class LoweredTimes {
 public:
  LoweredTimes() = default;
  explicit LoweredTimes(const Calendar& calendar) {
    if (!calendar.lowers()) return;
    const auto& base = calendar.base();
    bool inside = false;
    for (Seconds at = calendar.first().start(); at < calendar.last().start(); at += seconds_per_hour) {
      const bool lowered = calendar.keep_threshold(at) < std::uint64_t{1} << 32;
      if (lowered && !inside) stretches_.push_back({base.ticks_at(at), 0});
      if (lowered) stretches_.back().end = base.ticks_at(at + seconds_per_hour);
      inside = lowered;
    }
  }

  bool contains(Ticks at) const {
    for (const auto& [begin, end] : stretches_) {
      if (at >= begin && at < end) return true;
    }
    return false;
  }

  /// P(a gap from `start` ends at or before `at`, and in none of the stretches); times in ticks.
  double cdf_outside(int shape, Ticks start, Ticks at, double per_tick) const {
    double p = gap_cdf(shape, static_cast<double>(at - start) * per_tick);
    for (const auto& [begin, end] : stretches_) {
      if (end <= start || begin >= at) continue;
      const Ticks from = std::max(begin, start), to = std::min(end, at);
      p -= gap_cdf(shape, static_cast<double>(to - start) * per_tick) -
           gap_cdf(shape, static_cast<double>(from - start) * per_tick);
    }
    return p;
  }

 private:
  struct Stretch {
    Ticks begin, end;
  };
  std::vector<Stretch> stretches_;
};

}  // namespace retailsim::check
