#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/price/concept.hpp>
#include <retailsim/price/event_discount.hpp>
#include <retailsim/scenario/setting.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/demand.hpp>

namespace retailsim::vantage {

/// A share as basis points, to the nearest one.
inline std::int32_t basis_points(double share) { return static_cast<std::int32_t>(std::fma(share, 10'000.0, 0.5)); }

/// The price of one unit below its list price, the discount in cents rounded half up.
constexpr std::int64_t net_price(std::int64_t cents, std::int32_t points) {
  return cents - (cents * points + 5'000) / 10'000;
}

/// Turns the inner model's discounts into lower unit prices, so that a line costs quantity * price paid to the cent.
/// The engine's own discounts are of the whole line, and half the cents of two units have no unit price.
template <PriceModel Inner>
class NetUnitPrice {
 public:
  explicit NetUnitPrice(Inner inner) : inner_(std::move(inner)) {}

  void prepare(const Setting& setting) {
    if constexpr (Preparable<Inner>) inner_.prepare(setting);
  }
  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue& catalogue,
                   const Draws& draws) const {
    inner_.list_prices(prices, costs, catalogue, draws);
  }
  void paid_prices(std::span<std::int64_t> unit_prices, std::span<std::int32_t> discounts, const LineBlock& lines,
                   const Draws& draws) const {
    inner_.paid_prices(unit_prices, discounts, lines, draws);
    for (std::size_t i = 0; i < unit_prices.size(); ++i) unit_prices[i] = net_price(unit_prices[i], discounts[i]);
    std::ranges::fill(discounts, 0);
  }

 private:
  Inner inner_;
};

/// The events on whose days every line is discounted.
inline std::vector<DiscountEvent> discount_events(const Config& config) {
  std::vector<DiscountEvent> events;
  for (const Event& event : config.demand.events) {
    if (config.discounts.all_events || event.name == config.discounts.event) {
      events.push_back({event.on_calendar(), basis_points(config.discounts.event_discount)});
    }
  }
  return events;
}

/// What the discounts are expected to come to over the year.
struct ExpectedDiscounts {
  double lines = 0;  ///< share of lines with a discount
  double depth = 0;  ///< mean discount of a line, as a share of its list price
};

inline ExpectedDiscounts expected_discounts(const Config& config, const Demand& demand) {
  const DiscountConfig& d = config.discounts;
  const auto events = discount_events(config);
  const double in_events = demand.expected_where([&](Date day) {
    return std::ranges::any_of(events, [&](const DiscountEvent& event) { return event.event.contains(day); });
  }) / config.demand.orders;
  const double p = d.random_probability, on_event = basis_points(d.event_discount) / 1e4,
               by_chance = basis_points(d.random_discount) / 1e4;
  const double outside = 1 - in_events;
  // On an event's day a line's own discount counts where it is the larger one.
  const double event_depth = std::fma(p, std::max(on_event, by_chance) - on_event, on_event);
  const double event_lines = on_event > 0 ? 1 : by_chance > 0 ? p : 0;
  const double other_lines = by_chance > 0 ? p : 0;
  return {.lines = std::fma(in_events, event_lines, detail::product(outside, other_lines)),
          .depth = std::fma(in_events, event_depth, detail::product(outside, p * by_chance))};
}

}  // namespace retailsim::vantage
