#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/seasonality/retail_calendar.hpp>
#include <retailsim/vantage/config.hpp>

namespace retailsim::vantage {

/// Orders expected on each day in each shop:
///
///     lambda(t, shop) = base * trend(t) * weekday(t) * payday(t) * event(t) * weight(shop),
///
/// with base such that the calendar year expects exactly `config.demand.orders`, leap year or not.
class Demand {
 public:
  /// \throws ParameterError if no day of the year expects an order
  explicit Demand(const Config& config)
      : year_from_(config.first_day()),
        year_to_(config.end_day()),
        calendar_(made_from("demand", [&] { return RetailCalendar(parameters(config)); })) {
    for (const Shop& shop : config.demand.shops) weights_.push_back(shop.weight);
    first_ = config.simulated_from();
    days_ = calendar_.day_factors(first_, static_cast<std::size_t>(config.simulated_to() - first_), 0);
    detail::CarefulSum weight, year, reference;
    for (const double w : weights_) weight.add(w);
    for (Date day = year_from_; day < year_to_; day = day + 1) {
      const DayFactors& f = factors(day);
      year.add(detail::product(f.base(), f.event));
      if (day - year_from_ < days_per_year) reference.add(detail::product(f.base(), 1.0));
    }
    shops_weight_ = weight.value();
    const double sum = year.value() * shops_weight_;
    if (!(std::isfinite(sum) && sum > 0)) {
      throw ParameterError("demand", "factors whose sum over the year and its shops is finite and > 0",
                           detail::number_text(sum));
    }
    base_ = config.demand.orders / sum;
    per_year_ = base_ * shops_weight_ * reference.value();
  }

  /// Orders a day of a shop of weight 1 when every factor is 1.
  double base() const { return base_; }
  /// Orders of all shops in the 365 days from 1 January but for events: the rate that the simulation's customers share.
  double base_orders_per_year() const { return per_year_; }
  const RetailCalendar& calendar() const { return calendar_; }
  std::size_t n_shops() const { return weights_.size(); }
  double shop_weight(std::size_t shop) const { return weights_[shop]; }
  double shop_share(std::size_t shop) const { return weights_[shop] / shops_weight_; }

  /// The factors of a day of the simulated range.
  const DayFactors& factors(Date day) const { return days_[static_cast<std::size_t>(day - first_)]; }
  double expected(Date day, std::size_t shop) const { return expected(day) * shop_share(shop); }
  /// All shops together.
  double expected(Date day) const {
    const DayFactors& f = factors(day);
    return detail::product(base_ * shops_weight_ * f.base(), f.event);
  }
  /// All days of the year for which `holds(day)`, all shops.
  template <class Holds>
  double expected_where(Holds&& holds) const {
    detail::CarefulSum sum;
    for (Date day = year_from_; day < year_to_; day = day + 1) sum.add(holds(day) ? expected(day) : 0.0);
    return sum.value();
  }

 private:
  static RetailCalendarParameters parameters(const Config& config) {
    const DemandConfig& demand = config.demand;
    RetailCalendarParameters p;
    p.trend_origin = config.first_day();
    p.trend = demand.trend;
    std::ranges::copy(demand.weekday, p.weekday.begin());
    p.payday = demand.payday;
    p.payday_from_day = demand.payday_from_day;
    for (int hour = 0; hour < 24; ++hour) {
      p.hours[static_cast<std::size_t>(hour)] = hour >= demand.open_from_hour && hour < demand.open_to_hour ? 1 : 0;
    }
    for (const Event& event : demand.events) p.events.push_back(event.on_calendar());
    return p;
  }

  Date year_from_, year_to_, first_;
  RetailCalendar calendar_;
  std::vector<double> weights_;
  std::vector<DayFactors> days_;
  double shops_weight_ = 0, base_ = 0, per_year_ = 0;
};

}  // namespace retailsim::vantage
