// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/check/check_row.hpp>
#include <retailsim/check/rows.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim::check {

/// Largest factor by which the variance of a weighted count of a renewal process with Erlang(shape) gaps exceeds that
/// of a Poisson process: the peak of its spectral density over its rate, 1 up to shape 2.
/// Source: D. R. Cox and P. A. W. Lewis, The Statistical Analysis of Series of Events, 1966, chapter 4.
inline double largest_dispersion(int shape) {
  double largest = 1;
  for (double omega = 0.05; shape > 2 && omega < 40; omega += 0.05) {
    const std::complex<double> phi = std::pow(std::complex<double>(1, omega / shape), -shape);
    largest = std::max(largest, (1 - std::norm(phi)) / std::norm(1.0 - phi));
  }
  return largest;
}

/// Orders by hour of the calendar beside what customers at risk make likely there: hour h expects the sum over
/// customers of rate * (ticks of h within their life). Given the calendar as drawn, shocks of days common to all drop
/// out. A life costs a constant time: its rate is switched on at its beginning and off at its end.
class CalendarCheck {
 public:
  /// \param calendar  outlives this
  explicit CalendarCheck(const Calendar& calendar)
      : calendar_(&calendar),
        origin_(calendar.first().start()),
        n_hours_(24 * static_cast<std::size_t>(calendar.last() - calendar.first())),
        switched_(n_hours_ + 1),
        partial_(n_hours_),
        base_(n_hours_),
        extra_(n_hours_) {}

  /// A customer who orders at this rate per tick at times [from, to), which lie in the calendar.
  void add_life(Seconds from, Seconds to, double per_tick) {
    if (from >= to) return;
    const std::size_t first = hour(from), last = hour(to);
    const double from_part = static_cast<double>((from - origin_) % seconds_per_hour) / seconds_per_hour;
    const double to_part = static_cast<double>((to - origin_) % seconds_per_hour) / seconds_per_hour;
    switched_[first] += per_tick;
    partial_[first] -= per_tick * from_part;
    switched_[last] -= per_tick;
    if (last < n_hours_) partial_[last] += per_tick * to_part;
  }
  void add_base_order(Seconds at) { ++base_[hour(at)]; }
  void add_extra_order(Seconds at) { ++extra_[hour(at)]; }

  void merge(const CalendarCheck& other) {
    for (std::size_t h = 0; h < n_hours_; ++h) {
      switched_[h] += other.switched_[h];
      partial_[h] += other.partial_[h];
      base_[h] += other.base_[h];
      extra_[h] += other.extra_[h];
    }
    switched_[n_hours_] += other.switched_[n_hours_];
  }

  /// \param shape     of the gaps; above 1 customers are at risk only long after their first order
  /// \param variance  of the total of base orders; for shape 1 it is the mean and this is not used
  /// \param events    named days: anything with `name` and `contains(Date)`
  template <class Events>
  void add_rows(std::vector<CheckRow>& rows, int shape, double variance, const Events& events) const {
    const std::string subject = "orders";
    std::array<Group, 7> weekdays{};
    std::array<Group, 12> months{};
    std::array<Group, 24> hours{};
    std::vector<Group> on_events(events.size());
    Group base, extra, all;
    std::size_t weekday = 0, month = 0;
    std::vector<std::uint8_t> is_on(events.size());
    double at_risk = 0;
    Ticks base_before = 0, extra_before = 0;
    for (std::size_t h = 0; h < n_hours_; ++h) {
      at_risk += switched_[h];
      const Date day = calendar_->first() + static_cast<int>(h / 24);
      const Seconds start = origin_ + static_cast<Seconds>(h) * seconds_per_hour, end = start + seconds_per_hour;
      const Ticks base_after = calendar_->base().ticks_at(end), extra_after = calendar_->extra().ticks_at(end);
      const auto base_ticks = static_cast<double>(base_after - base_before);
      const auto extra_ticks = static_cast<double>(extra_after - extra_before);
      base_before = base_after;
      extra_before = extra_after;
      // Rounding leaves a little of rates that have been switched off.
      const double risk = std::max(0.0, at_risk + partial_[h]);
      const double kept = static_cast<double>(calendar_->keep_threshold(start)) * 0x1p-32;
      const double base_here = risk * kept * base_ticks, extra_here = risk * extra_ticks;
      base.add(base_here, base_[h]);
      extra.add(extra_here, extra_[h]);
      if (h % 24 == 0) {
        weekday = static_cast<std::size_t>(day.weekday());
        month = static_cast<std::size_t>(day.month() - 1);
        for (std::size_t e = 0; e < events.size(); ++e) is_on[e] = events[e].contains(day);
      }
      for (Group* group : {&all, &weekdays[weekday], &months[month], &hours[h % 24]}) {
        group->add(base_here + extra_here, base_[h] + extra_[h]);
      }
      for (std::size_t e = 0; e < events.size(); ++e) {
        if (is_on[e]) on_events[e].add(base_here + extra_here, base_[h] + extra_[h]);
      }
    }
    if (all.expected <= 0 && all.observed == 0) return;
    const double dispersion = largest_dispersion(shape);
    rows.push_back(total_row(subject, shape == 1 ? "repeat orders" : "repeat orders of settled customers", base,
                             shape == 1 ? base.expected : variance));
    if (calendar_->has_extra()) rows.push_back(total_row(subject, "orders added by events", extra, extra.expected));
    for (std::size_t e = 0; e < events.size(); ++e) {
      rows.push_back(total_row(subject, "orders on days of " + std::string(events[e].name), on_events[e],
                               dispersion * on_events[e].expected));
    }
    constexpr std::string_view days[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    constexpr std::string_view names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
    for (std::size_t d = 0; d < 7; ++d) {
      rows.push_back(part_row(subject, "share on " + std::string(days[d]), weekdays[d], all, dispersion));
    }
    for (std::size_t m = 0; m < 12; ++m) {
      if (months[m].expected <= 0 && months[m].observed == 0) continue;
      rows.push_back(part_row(subject, "share in " + std::string(names[m]), months[m], all, dispersion));
    }
    std::vector<CheckRow> by_hour;
    for (std::size_t h = 0; h < 24; ++h) {
      by_hour.push_back(part_row(subject, std::to_string(h) + " h", hours[h], all, dispersion));
    }
    rows.push_back(worst_of("share by hour of day", by_hour));
  }

 private:
  struct Group {
    double expected = 0;
    std::int64_t observed = 0;
    void add(double more_expected, std::int64_t more) {
      expected += more_expected;
      observed += more;
    }
  };

  std::size_t hour(Seconds at) const {
    return std::min(n_hours_, static_cast<std::size_t>(std::max<Seconds>(at - origin_, 0) / seconds_per_hour));
  }

  static CheckRow total_row(const std::string& subject, std::string name, const Group& group, double variance) {
    CheckRow row = count_row(subject, std::move(name), group.expected, group.observed);
    if (variance != group.expected) {
      row.standard_error = std::sqrt(variance);
      row.p_value = skewed_tail(static_cast<double>(group.observed) - group.expected, variance, variance);
    }
    return row;
  }

  /// Given the total, the part of a Poisson count is binomial.
  static CheckRow part_row(const std::string& subject, std::string name, const Group& part, const Group& all,
                           double dispersion) {
    const double p = all.expected > 0 ? std::min(part.expected / all.expected, 1.0) : 0;
    CheckRow row = share_row(subject, std::move(name), all.observed, p, part.observed);
    if (dispersion > 1 && row.standard_error > 0) {
      row.standard_error *= std::sqrt(dispersion);
      const double variance = row.standard_error * row.standard_error;
      row.p_value =
          skewed_tail(row.observed - row.expected, variance, variance * (1 - 2 * p) / static_cast<double>(row.n));
    }
    return row;
  }

  const Calendar* calendar_;
  Seconds origin_;
  std::size_t n_hours_;
  std::vector<double> switched_, partial_;  // rates switched on in an hour; corrections for parts of hours
  std::vector<std::uint32_t> base_, extra_;
};

}  // namespace retailsim::check
