#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <span>
#include <utility>
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

/// Calls write(first) for first = 0, 4, 8, ... below n: each call writes elements first to first + 3 of every column
/// that grows with the lines of an order. Orders are short, so one loop for all columns has the only branch that is
/// hard to predict. Up to three elements too many are written: the buffers need the room that `first_of` leaves.
template <class Write>
void in_fours(std::int32_t n, Write&& write) {
  std::int32_t first = 0;
  do {
    write(first);
    first += 4;
  } while (first < n);
}
/// Writes value, value + step, value + 2 step and value + 3 step.
template <class T>
void put_four(T* to, T value, T step = 0) {
  for (int k = 0; k < 4; ++k) to[k] = static_cast<T>(value + static_cast<T>(k) * step);
}

template <class T>
void copy_four(const T* from, T* to) {
  std::memcpy(to, from, 4 * sizeof(T));
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

/// Orders as the chains of gaps give them, round after round: the first of all customers, the second, ...
struct EventScratch {
  std::vector<std::uint32_t> customer, number;  ///< position in the unit; number in the stream
  std::vector<Ticks> ticks;
  std::vector<Seconds> at;
  std::vector<std::uint64_t> size_word;  ///< the word of the basket size
  std::size_t n = 0;
  std::size_t n_dated = 0;  ///< the first ones, which have `at` and no ticks
};

/// The chains that have not come to their end, one value each.
struct ChainScratch {
  std::vector<std::uint32_t> customer;  ///< position in the unit
  std::vector<Seconds> begins_at, ends_at;
  std::vector<Ticks> time, end;
  std::vector<double> rate;  ///< orders per year
  std::vector<std::uint64_t> entity;
  std::vector<std::uint64_t> minus_ticks_per_stage;  ///< bits of doubles
  std::vector<std::uint32_t> end_number;             ///< orders have numbers below this
  std::vector<std::uint32_t> n_orders, first_row;    ///< of each customer of the unit
};

/// Orders of a unit that a block of words is drawn for.
struct ListScratch {
  std::vector<std::uint32_t> position, number;
  std::vector<std::uint64_t> entity, word_a, word_b;
};

struct LineScratch {
  std::vector<std::uint32_t> order, index, sku;
  std::vector<std::uint8_t> flag;         ///< of lines that something rare is true of,
  std::vector<std::uint32_t> discounted;  ///< and their positions
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
  std::uint32_t next_sale;  ///< the first sale after it, in the chunk
};

/// Where the sales of a chunk are written, and how many rows of returns come right before each.
struct PlaceScratch {
  std::vector<std::uint32_t> order_row, line_row;  ///< the first of its lines
  std::vector<std::uint32_t> orders_before, lines_before;
  std::vector<std::int64_t> order_id;
};

/// The sales of a chunk that something comes back of, and when.
struct ReturnScratch {
  std::vector<std::uint8_t> flag;               ///< does something of the line come back
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
  /// Lines that are no sales. In all other places, rows past the end included, `lines` has kind sale and refers to
  /// nothing, so that sales need not write it.
  std::vector<std::size_t> not_sales;

  /// For the next unit.
  void clear() {
    for (const std::size_t row : not_sales) {
      lines.kind[row] = static_cast<std::uint8_t>(Kind::sale);
      lines.refers_to_order_id[row] = 0;
      lines.refers_to_line_no[row] = 0;
    }
    not_sales.clear();
    n_customers = n_orders = n_lines = n_truth = 0;
  }
};

struct Workspace {
  CustomerScratch customers;
  ChainScratch chains;
  EventScratch events;
  ListScratch list;
  OrderScratch orders, extra_orders, merged;
  LineScratch lines;
  ReturnScratch returns;
  PlaceScratch places;
  UnitRows rows;
};

/// Workspaces that wait for the next run in the same world, so that it need not ask the system for memory again.
class WorkspacePool {
 public:
  std::unique_ptr<Workspace> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<Workspace>();
    std::unique_ptr<Workspace> workspace = std::move(free_.back());
    free_.pop_back();
    return workspace;
  }
  void give_back(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(workspace));
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> free_;
};

}  // namespace retailsim::engine
