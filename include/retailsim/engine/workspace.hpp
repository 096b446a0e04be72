#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/columns.hpp>
#include <retailsim/seasonality/calendar.hpp>

/// Scratch memory of one thread. Buffers grow to the largest unit seen and are reused: fresh memory costs more than
/// any draw.
namespace retailsim::engine {

/// The first `n` elements of a buffer that only grows; at least 64 more may be written without harm.
template <class T>
std::span<T> first_of(std::vector<T>& buffer, std::size_t n) {
  if (buffer.size() < n + 64) buffer.resize(n + n / 4 + 64);
  return {buffer.data(), n};
}

/// Writes `n` >= 1 copies of a value. Four are always written, so that the short runs of an order's lines take no
/// branch: the buffer needs room for three more elements, which `first_of` leaves.
template <class T>
void put_copies(T* to, T value, std::int32_t n) {
  for (int k = 0; k < 4; ++k) to[k] = value;
  for (std::int32_t k = 4; k < n; ++k) to[k] = value;
}
/// The same with first, first + 1, ...
template <class T>
void put_sequence(T* to, T first, std::int32_t n) {
  for (int k = 0; k < 4; ++k) to[k] = first + static_cast<T>(k);
  for (std::int32_t k = 4; k < n; ++k) to[k] = first + static_cast<T>(k);
}

/// One order of a unit, before its lines. Sorted by customer, time and order id.
struct OrderScratch {
  std::vector<std::uint32_t> customer, number;  ///< position in the unit; number in the stream
  std::vector<std::uint8_t> stream, shop;
  std::vector<Seconds> ordered_at;
  std::vector<std::uint64_t> entity;       ///< address of the order's draws, with `number` as index
  std::vector<std::uint64_t> size_word;    ///< the word of its basket size, if the chain has drawn it
  std::vector<std::uint64_t> line_entity;  ///< address of its lines' draws, with the line as index
  std::vector<std::int32_t> n_lines;
};

/// The buyers of a unit and the chains of gaps of each.
struct ChainScratch {
  std::vector<std::uint32_t> buyer;            ///< position in the unit
  std::vector<std::uint64_t> entity;           ///< address of the first order's draws
  std::vector<std::uint64_t> first_word;       ///< word of its basket size
  std::vector<double> unit_gap;                ///< lower bound of the gap after it, mean gap 1
  std::vector<Ticks> ticks;                    ///< of one buyer's events
  std::vector<std::uint64_t> word, size_word;  ///< of these
  std::vector<std::uint32_t> number;           ///< of base orders that an event may drop
};

struct LineScratch {
  std::vector<std::uint32_t> order, index, sku;
  std::vector<std::int32_t> line_no, quantity, discount_points, returned, exchanged;
  std::vector<std::uint64_t> entity, word_a, word_b;
  std::vector<std::int64_t> list_price, unit_price, discount, amount;
  std::vector<std::int64_t> amount_before;  ///< sum of the amounts of all lines before
};

/// An order that brings goods of a sale back.
struct ReturnEvent {
  Seconds at;
  std::int64_t order_id;
  std::uint32_t sale;        ///< position in the unit's orders
  std::uint32_t customer;    ///< position in the unit
  std::uint32_t first_line;  ///< position in `ReturnScratch::first_line`
  std::int32_t n_rows;
  Kind kind;
};

/// The sales of a chunk that something comes back of, and when.
struct ReturnScratch {
  std::vector<std::uint32_t> line;              ///< lines of which something comes back
  std::vector<std::uint32_t> sale, first_line;  ///< their orders; first of those lines, in `line`
  std::vector<std::uint32_t> customer, number;  ///< of these orders, as in `OrderScratch`
  std::vector<std::uint8_t> stream;
  std::vector<Seconds> ordered_at, delay;
  std::vector<std::uint64_t> entity;
  std::vector<ReturnEvent> events;
};

struct CustomerScratch {
  std::vector<std::uint8_t> gender, country, channel, segment, loyalty_tier;
  std::vector<std::int16_t> city;
  std::vector<std::int32_t> birth_date;
  std::vector<double> orders_per_year;
  std::vector<Seconds> registered_at, first_order_at, ends_at;
  std::vector<Seconds> gone_at;  ///< `ends_at`, or the second after the last order allowed, where that came by `to`
  std::vector<std::uint32_t> max_orders, affinity_group;
  // For the truth table: the base stream before the date of the outlook, orders lost to events included.
  std::vector<std::uint32_t> n_base_before;
  std::vector<Seconds> last_base_before;
  std::vector<std::uint64_t> words;  ///< of the blocks that decisions about a customer share
};

/// The rows of a unit, as many as `n_...` say; the buffers may be longer.
struct UnitRows {
  CustomerColumns<VectorColumn> customers;
  OrderColumns<VectorColumn> orders;
  LineColumns<VectorColumn> lines;
  TruthColumns<VectorColumn> truth;
  std::size_t n_customers = 0, n_orders = 0, n_lines = 0, n_truth = 0;
};

struct Workspace {
  CustomerScratch customers;
  ChainScratch chain;
  OrderScratch orders, extra_orders, merged;
  LineScratch lines;
  ReturnScratch returns;
  UnitRows rows;
};

}  // namespace retailsim::engine
