#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/seasonality/concept.hpp>

namespace retailsim {

/// Weights counted from real orders: 168 hours of the week and, if known, 12 months. Weight of an hour = that of its
/// hour of the week times that of its month.
class EmpiricalProfile {
 public:
  /// \param week    element 24 * weekday + hour, Monday first; shape {168}; any scale
  /// \param months  factors of the months, January first; shape {12}, or none; any scale
  /// \throws std::invalid_argument unless shapes are these and weights are finite, >= 0 and not all 0
  explicit EmpiricalProfile(std::vector<double> week, std::vector<double> months = std::vector<double>(12, 1.0))
      : week_(std::move(week)), months_(std::move(months)) {
    detail::require(week_.size() == 168, week_.size(), "EmpiricalProfile: number of weights of the week", "168");
    detail::require(months_.size() == 12, months_.size(), "EmpiricalProfile: number of months", "12");
    detail::weights(week_, "EmpiricalProfile: week");
    detail::weights(months_, "EmpiricalProfile: months");
  }

  /// Counts the times of real orders. Every hour of the week counts `smoothing` orders more than were seen. A month's
  /// factor is its orders per day of that month within the days [first, last) that the orders cover; a month that the
  /// range does not hold gets the mean of all days.
  /// \throws std::invalid_argument unless first < last, smoothing >= 0, and at least one order lies in the range
  static EmpiricalProfile counted(std::span<const Seconds> ordered_at, Date first, Date last, double smoothing = 0) {
    if (last <= first) {
      detail::invalid("EmpiricalProfile: last day of the orders", "after " + to_string(first), to_string(last));
    }
    std::vector<double> week(168, detail::not_negative(smoothing, "EmpiricalProfile: smoothing"));
    std::array<double, 12> orders{}, days{};
    double n_orders = 0;
    for (const Seconds at : ordered_at) {
      const Date day = date_of(at);
      if (day < first || day >= last) continue;
      week[static_cast<std::size_t>(24 * day.weekday() + (at - day.start()) / seconds_per_hour)] += 1;
      orders[static_cast<std::size_t>(day.month() - 1)] += 1;
      n_orders += 1;
    }
    detail::require(n_orders > 0, n_orders, "EmpiricalProfile: number of orders in the range", "> 0");
    for (Date day = first; day < last; day = day + 1) days[static_cast<std::size_t>(day.month() - 1)] += 1;
    std::vector<double> months(12);
    for (std::size_t m = 0; m < 12; ++m) {
      const double per_day = days[m] > 0 ? orders[m] / days[m] : n_orders / (last - first);
      months[m] = per_day * (last - first) / n_orders;
    }
    return EmpiricalProfile(std::move(week), std::move(months));
  }

  const std::vector<double>& week() const { return week_; }
  const std::vector<double>& months() const { return months_; }

  void hour_weights(std::span<double> weights, Date first, const Draws&) const {
    for (std::size_t d = 0; d < weights.size() / 24; ++d) {
      const Date day = first + static_cast<int>(d);
      const double month = months_[static_cast<std::size_t>(day.month() - 1)];
      const double* hours = week_.data() + 24 * day.weekday();
      for (std::size_t h = 0; h < 24; ++h) weights[24 * d + h] = month * hours[h];
    }
  }

 private:
  std::vector<double> week_, months_;
};
static_assert(SeasonalityModel<EmpiricalProfile>);

}  // namespace retailsim
