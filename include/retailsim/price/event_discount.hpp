#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/price/concept.hpp>
#include <retailsim/scenario/setting.hpp>
#include <retailsim/seasonality/calendar_event.hpp>

namespace retailsim {

/// A discount on every line ordered on the days of an event. The event's `factor` is not used here: give the same event
/// to a RetailCalendar and demand rises too, see `demand_factor`.
struct DiscountEvent {
  CalendarEvent event;
  std::int32_t basis_points = 2000;  ///< of the line's amount, 0 to 10,000
};

/// Every line of an order placed during an event is discounted; where several discounts meet, the inner model's among
/// them, the largest counts.
template <PriceModel Inner>
class EventDiscount {
 public:
  /// \param inner  gives list prices and discounts of its own
  /// \throws std::invalid_argument if a discount is out of range or an event's days are out of order
  EventDiscount(Inner inner, std::vector<DiscountEvent> events) : inner_(std::move(inner)), events_(std::move(events)) {
    for (const DiscountEvent& event : events_) {
      event.event.check();
      detail::in_range(event.basis_points, 0, 10'000, "EventDiscount: basis_points of " + event.event.name);
    }
  }
  EventDiscount(Inner inner, std::initializer_list<DiscountEvent> events)
      : EventDiscount(std::move(inner), std::vector<DiscountEvent>(events)) {}

  /// Looks the days of the calendar up once.
  void prepare(const Setting& setting) {
    if constexpr (Preparable<Inner>) inner_.prepare(setting);
    first_day_ = setting.calendar.first();
    by_day_.clear();
    for (Date day = first_day_; day < setting.calendar.last(); day = day + 1) by_day_.push_back(compute(day));
  }

  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue& catalogue,
                   const Draws& draws) const {
    inner_.list_prices(prices, costs, catalogue, draws);
  }

  void paid_prices(std::span<std::int64_t> unit_prices, std::span<std::int32_t> discounts, const LineBlock& lines,
                   const Draws& draws) const {
    inner_.paid_prices(unit_prices, discounts, lines, draws);
    if (events_.empty()) return;
    // Lines of one order lie together: the days of some orders are looked up, then those of all their lines.
    std::array<std::int32_t, 512> points;
    for (std::size_t i = 0; i < discounts.size();) {
      const std::size_t first = lines.order[i], last = lines.order[discounts.size() - 1];
      const std::size_t n = std::min(points.size(), last + 1 - first);
      for (std::size_t o = 0; o < n; ++o) points[o] = basis_points(date_of(lines.orders->ordered_at[first + o]));
      for (; i < discounts.size() && lines.order[i] < first + n; ++i) {
        discounts[i] = std::max(discounts[i], points[lines.order[i] - first]);
      }
    }
  }

  /// The largest discount of the events that a day belongs to; 0 if it belongs to none.
  std::int32_t basis_points(Date day) const {
    const auto offset = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(day - first_day_));
    return offset < by_day_.size() ? by_day_[offset] : compute(day);
  }

  const std::vector<DiscountEvent>& events() const { return events_; }
  const Inner& inner() const { return inner_; }

 private:
  std::int32_t compute(Date day) const {
    std::int32_t largest = 0;
    for (const DiscountEvent& event : events_) {
      if (event.event.contains(day)) largest = std::max(largest, event.basis_points);
    }
    return largest;
  }

  Inner inner_;
  std::vector<DiscountEvent> events_;
  Date first_day_;
  std::vector<std::int32_t> by_day_;
};

}  // namespace retailsim
