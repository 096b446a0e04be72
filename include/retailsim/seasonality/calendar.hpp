#pragma once

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/seasonality/concept.hpp>

namespace retailsim {

/// Operational time: how much of a steady customer's buying time has passed, in ticks; 2^32 ticks are one mean day.
using Ticks = std::int64_t;
inline constexpr double ticks_per_day = 4294967296.0;

/// A cumulated intensity over the hours of a range of days, and its inverse: a Poisson process of rate 1 in
/// operational time, mapped through `seconds_at`, is one of that intensity in the calendar. All integers: hour cell h
/// has w_h ticks, and within it time runs evenly. Times outside the range are those of its nearer end.
class CumulatedIntensity {
 public:
  CumulatedIntensity() = default;

  /// \param first   first day
  /// \param weights ticks of each hour cell, shape {24 * days}, >= 0
  CumulatedIntensity(Date first, std::span<const Ticks> weights)
      : origin_(first.start()), cumulated_(weights.size() + 1) {
    for (std::size_t h = 0; h < weights.size(); ++h) cumulated_[h + 1] = cumulated_[h] + weights[h];
    // Guide table: about two entries for an hour cell of mean weight, so the search below takes a step or none.
    while ((total() >> shift_) > static_cast<Ticks>(2 * weights.size() + 1)) ++shift_;
    guide_.resize(static_cast<std::size_t>(total() >> shift_) + 2);
    std::size_t hour = 0;
    for (std::size_t g = 0; g < guide_.size(); ++g) {
      while (hour + 1 < weights.size() && cumulated_[hour + 1] <= static_cast<Ticks>(g) << shift_) ++hour;
      guide_[g] = static_cast<std::uint32_t>(hour);
    }
  }

  Ticks total() const { return cumulated_.empty() ? 0 : cumulated_.back(); }

  /// Ticks before a point in time: 0 before the first day, `total()` after the last.
  Ticks ticks_at(Seconds at) const {
    if (cumulated_.empty() || at <= origin_) return 0;
    const auto hour = static_cast<std::size_t>((at - origin_) / seconds_per_hour);
    if (hour + 1 >= cumulated_.size()) return total();
    const Ticks weight = cumulated_[hour + 1] - cumulated_[hour];
    const Seconds second = (at - origin_) % seconds_per_hour;
    // Rounded up, so that seconds_at(ticks_at(s)) is s, and ticks before ticks_at(s) are times before s.
    return cumulated_[hour] + (weight / seconds_per_hour) * second +
           ((weight % seconds_per_hour) * second + seconds_per_hour - 1) / seconds_per_hour;
  }

  /// The hour cell, from the first day's hour 0, that holds a tick in [0, total()).
  std::size_t hour_of(Ticks ticks) const {
    std::size_t hour = guide_[static_cast<std::size_t>(ticks >> shift_)];
    // A step or none is a coin that no branch predicts; more are needed in the small hours only.
    hour += cumulated_[hour + 1] <= ticks;
    while (cumulated_[hour + 1] <= ticks) ++hour;
    return hour;
  }

  /// Ticks before the start of a day of the range, or its end.
  Ticks ticks_at_midnight(Seconds at) const {
    assert(at >= origin_ && (at - origin_) % seconds_per_day == 0);
    return cumulated_[static_cast<std::size_t>((at - origin_) / seconds_per_hour)];
  }

  /// The same of each element; may be done in place.
  void ticks_at(std::span<const Seconds> at, std::span<Ticks> ticks) const {
    assert(at.size() == ticks.size());
    if (total() == 0)
      std::ranges::fill(ticks, Ticks{0});
    else
      detail::kernels().ticks_at(table(), at.data(), at.size(), ticks.data());
  }
  /// The same as `seconds_at` of each element; may be done in place.
  void seconds_at(std::span<const Ticks> ticks, std::span<Seconds> at) const {
    assert(ticks.size() == at.size());
    if (!ticks.empty()) detail::kernels().seconds_at(table(), ticks.data(), ticks.size(), at.data());
  }

  /// The second in which a tick in [0, total()) falls.
  Seconds seconds_at(Ticks ticks) const {
    const std::size_t hour = hour_of(ticks);
    const auto weight = static_cast<std::uint64_t>(cumulated_[hour + 1] - cumulated_[hour]);
    const auto into = static_cast<std::uint64_t>(ticks - cumulated_[hour]);
    return origin_ + static_cast<Seconds>(hour) * seconds_per_hour +
           static_cast<Seconds>(into * std::uint64_t{seconds_per_hour} / weight);
  }

 private:
  detail::HourTicks table() const {
    return {origin_, reinterpret_cast<const std::uint64_t*>(cumulated_.data()), cumulated_.size() - 1, guide_.data(),
            shift_};
  }

  Seconds origin_ = 0;
  std::vector<Ticks> cumulated_;
  std::vector<std::uint32_t> guide_;
  int shift_ = 0;
};

/// A seasonality over a range of days, ready for use: base and extra intensity, and which base orders events keep.
class Calendar {
 public:
  Calendar() = default;

  /// \param seasonality  gives the weights
  /// \param first,last   days [first, last)
  /// \param reference    mean weight over the 365 days from here becomes 1
  /// \throws std::invalid_argument if a weight or factor is not finite and >= 0, or the reference year has none > 0
  template <SeasonalityModel Seasonality>
  Calendar(const Seasonality& seasonality, Date first, Date last, Date reference, std::uint64_t seed)
      : first_(first), last_(last) {
    const std::size_t n_hours = 24 * static_cast<std::size_t>(last - first);
    const auto draws = [&](Date from) {
      return Draws{.seed = seed, .first_entity = static_cast<std::uint64_t>(std::int64_t{from.days})};
    };
    std::vector<double> weights(24 * std::size_t{days_per_year});
    seasonality.hour_weights(weights, reference, draws(reference));
    double largest = 0;
    for (const double weight : weights) largest = std::max(largest, not_negative(weight, "hour weight"));
    detail::positive(largest, "SeasonalityModel: largest hour weight of the reference year");
    // The mean is taken in integers: a floating-point sum could be contracted with the products it adds.
    const double fixed_point = 0x1p40 / largest;
    std::int64_t sum = 0;
    for (const double weight : weights) sum += to_ticks(weight, fixed_point, "hour weight");
    const double scale = ticks_per_day * days_per_year * fixed_point / static_cast<double>(sum);

    weights.resize(n_hours);
    seasonality.hour_weights(weights, first, draws(first));
    std::vector<Ticks> base(n_hours);
    for (std::size_t h = 0; h < n_hours; ++h) base[h] = to_ticks(weights[h], scale, "hour weight");
    base_ = CumulatedIntensity(first, base);

    if constexpr (EventfulSeasonality<Seasonality>) {
      std::vector<double> factors(n_hours);
      seasonality.event_factors(factors, first, draws(first));
      std::vector<Ticks> extra(n_hours);
      keep_.assign(n_hours, keep_all);
      for (std::size_t h = 0; h < n_hours; ++h) {
        not_negative(factors[h], "event factor");
        if (factors[h] > 1) extra[h] = to_ticks(weights[h] * (factors[h] - 1), scale, "event weight");
        if (factors[h] < 1) {
          keep_[h] = static_cast<std::uint64_t>(std::fma(factors[h], 0x1p32, 0.5));
          lowers_ = true;
        }
      }
      extra_ = CumulatedIntensity(first, extra);
      if (lowers_) {
        std::vector<Ticks> kept(n_hours);
        for (std::size_t h = 0; h < n_hours; ++h) {
          kept[h] = static_cast<Ticks>((static_cast<detail::uint128>(base[h]) * keep_[h]) >> 32);
        }
        kept_ = CumulatedIntensity(first, kept);
      }
    }
  }

  Date first() const { return first_; }
  Date last() const { return last_; }
  const CumulatedIntensity& base() const { return base_; }
  const CumulatedIntensity& extra() const { return extra_; }
  bool has_extra() const { return extra_.total() > 0; }

  /// Expected orders of a customer of rate 1 per day in [from, to): mean days of buying time, events included.
  double mean_count(Seconds from, Seconds to) const {
    const CumulatedIntensity& stands = lowers_ ? kept_ : base_;
    const Ticks base = stands.ticks_at(to) - stands.ticks_at(from);
    const Ticks extra = extra_.ticks_at(to) - extra_.ticks_at(from);
    return static_cast<double>(base + extra) / ticks_per_day;
  }

  static constexpr std::uint64_t keep_all = std::uint64_t{1} << 32;
  /// Whether some hour keeps less than all base orders.
  bool lowers() const { return lowers_; }
  /// A base order at this time stands if a 32-bit word is below this: probability = threshold / 2^32.
  std::uint64_t keep_threshold(Seconds at) const {
    if (keep_.empty() || at < first_.start() || at >= last_.start()) return keep_all;
    return keep_[static_cast<std::size_t>((at - first_.start()) / seconds_per_hour)];
  }

  /// Share of the base intensity in [from, to) that events keep; 1 where there is none.
  double kept_share(Seconds from, Seconds to) const {
    if (!lowers_) return 1;
    const Ticks base = base_.ticks_at(to) - base_.ticks_at(from);
    return base > 0 ? static_cast<double>(kept_.ticks_at(to) - kept_.ticks_at(from)) / static_cast<double>(base) : 1;
  }

  /// A time of day for something that happens on a given day: the day's own hour profile, word in [0, 2^64).
  /// On a day without buying time, evenly over the day.
  Seconds time_of_day(Date day, std::uint64_t word) const {
    const Seconds start = day.start();
    const Ticks begin = base_.ticks_at(start), span = base_.ticks_at(start + seconds_per_day) - begin;
    if (span <= 0) return start + static_cast<Seconds>(scaled(word, std::uint64_t{seconds_per_day}));
    return base_.seconds_at(begin + static_cast<Ticks>(scaled(word, static_cast<std::uint64_t>(span))));
  }

  /// The same for days of the calendar, at most chunk_size of them.
  /// \param at  in: start of the day of each element; out: its time
  void times_of_day(std::span<Seconds> at, std::span<const std::uint64_t> words) const {
    assert(at.size() == words.size() && at.size() <= Draws::chunk_size);
    Ticks ticks[Draws::chunk_size];
    bool closed = false;
    for (std::size_t i = 0; i < at.size(); ++i) {
      const Ticks begin = base_.ticks_at_midnight(at[i]);
      const Ticks span = base_.ticks_at_midnight(at[i] + seconds_per_day) - begin;
      closed |= span == 0;
      ticks[i] = begin + static_cast<Ticks>(scaled(words[i], static_cast<std::uint64_t>(span)));
    }
    if (!closed) return base_.seconds_at(std::span<const Ticks>(ticks, at.size()), at);
    for (std::size_t i = 0; i < at.size(); ++i) at[i] = time_of_day(date_of(at[i]), words[i]);
  }

 private:
  static std::uint64_t scaled(std::uint64_t word, std::uint64_t n) { return detail::multiply_high(word, n); }
  static double not_negative(double value, const char* what) {
    return detail::not_negative(value, std::string("SeasonalityModel: ") + what);
  }
  static Ticks to_ticks(double weight, double scale, const char* what) {
    not_negative(weight, what);
    const double ticks = std::fma(weight, scale, 0.5);
    // An hour of 2^50 ticks holds 262,144 mean days; more would overflow the arithmetic within it.
    detail::require(ticks < 0x1p50, weight, std::string("SeasonalityModel: ") + what, "below 6 million times the mean");
    return static_cast<Ticks>(ticks);
  }

  Date first_, last_;
  CumulatedIntensity base_, extra_, kept_;
  std::vector<std::uint64_t> keep_;
  bool lowers_ = false;
};

}  // namespace retailsim
