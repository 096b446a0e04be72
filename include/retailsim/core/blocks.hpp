#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include <retailsim/core/table.hpp>
#include <retailsim/core/time.hpp>

/// What models are shown: a block of customers, of their orders, of the orders' lines. Element i of every span of a
/// block belongs to the same customer, order or line. Spans that a stage has not filled yet are empty.
namespace retailsim {

/// What a customer is, as of registration. Codes are indices into `TraitLabels`.
template <class Byte, class Short, class Int>
struct BasicTraits {
  std::span<Byte> gender, country, channel, segment, loyalty_tier;
  std::span<Short> city;
  std::span<Int> birth_date;  ///< days since 1970-01-01
};
using TraitSpans = BasicTraits<std::uint8_t, std::int16_t, std::int32_t>;
using Traits = BasicTraits<const std::uint8_t, const std::int16_t, const std::int32_t>;

/// What the codes of the traits mean. One label at least for each.
struct TraitLabels {
  Labels gender{"unknown"}, country{"unknown"}, city{"unknown"}, channel{"unknown"}, segment{"all"},
      loyalty_tier{"none"};
};

struct CustomerBlock {
  std::int64_t first = 0;  ///< index of the first customer, from 0 over the whole simulation
  std::size_t n = 0;
  Traits traits;
  std::span<const double> orders_per_year;  ///< rate while alive
  std::span<const Seconds> registered_at;
  std::span<const std::uint32_t> affinity_group;  ///< as the basket model gives it; empty if it gives none

  std::size_t size() const { return n; }
};

/// Where an order comes from; part of its id.
enum class Stream : std::uint8_t {
  base,      ///< the customer's own process, the same in every world of a seed
  extra,     ///< what an event or promotion adds
  returned,  ///< goods that come back
  exchange,
};

struct OrderBlock {
  const CustomerBlock* customers = nullptr;
  std::span<const std::uint32_t> customer;  ///< position in `customers`
  std::span<const std::uint32_t> number;    ///< of the order in its stream, from 0
  std::span<const std::uint8_t> stream;     ///< `Stream`
  std::span<const Seconds> ordered_at;

  std::size_t size() const { return customer.size(); }
};

struct LineBlock {
  const OrderBlock* orders = nullptr;
  std::span<const std::uint32_t> order;      ///< position in `orders`
  std::span<const std::int32_t> line_no;     ///< from 1; lines of one order lie together
  std::span<const std::uint32_t> sku_index;  ///< from 0
  std::span<const std::int32_t> quantity;
  std::span<const std::int64_t> list_price;  ///< cents

  std::size_t size() const { return order.size(); }
};

inline constexpr Seconds never = std::numeric_limits<Seconds>::max();
/// As `first_order_at`: the first order comes after a gap of the customer's own rate from registration on.
inline constexpr Seconds after_a_gap = std::numeric_limits<Seconds>::min();
inline constexpr std::uint32_t no_order_limit = std::numeric_limits<std::uint32_t>::max();

/// A customer's life, as `ChurnModel`s write it.
struct Lifecycles {
  std::span<Seconds> registered_at;
  std::span<Seconds> first_order_at;    ///< `never`, `after_a_gap` or a time >= registered_at
  std::span<Seconds> ends_at;           ///< nothing is bought at or after it; `never`: no end
  std::span<std::uint32_t> max_orders;  ///< of the base stream; after that many the customer is gone

  std::size_t size() const { return registered_at.size(); }
};

}  // namespace retailsim
