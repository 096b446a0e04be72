#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <type_traits>

#include <retailsim/engine/lines.hpp>
#include <retailsim/engine/workspace.hpp>
#include <retailsim/engine/world.hpp>

namespace retailsim::engine {

inline std::int64_t order_id(std::int64_t customer_id, Stream stream, std::uint32_t number, int number_bits) {
  return ((customer_id << 2 | static_cast<std::int64_t>(stream)) << number_bits) | number;
}

/// What units [k, m) of a line of `quantity` units that cost `amount` cents refund: all refunds of a line add up to
/// its amount, to the cent, however it comes back.
inline std::int64_t refund(std::int64_t amount, std::int32_t quantity, std::int32_t k, std::int32_t m) {
  return amount * m / quantity - amount * k / quantity;
}

/// Turns a chunk's orders and lines into rows of the window, returns and exchanges in their place in time.
template <class World>
class Emission {
 public:
  Emission(const World& world, const CustomerBlock& customers, const OrderBlock& orders, Workspace& work)
      : world_(world), customers_(customers), orders_(orders), unit_(work.orders), work_(work) {}

  void show(const LineChunk& chunk) {
    list_sales(chunk);
    if constexpr (has_returns) add_returns(chunk);
    write_rows();
  }

 private:
  static constexpr bool has_returns = !std::is_same_v<typename World::Types::Returns, NoReturns>;

  bool shown(Seconds at) const { return at >= from_ && at < to_; }
  int number_bits() const { return world_.scenario.order_id.number_bits; }
  std::int64_t customer_id(std::uint32_t position) const {
    return world_.scenario.first_customer_id + customers_.first + position;
  }

  void list_sales(const LineChunk& chunk) {
    auto& events = work_.events;
    events.clear();
    std::uint32_t line = 0;
    for (std::size_t o = chunk.first_order; o < chunk.end_order; ++o) {
      const std::int32_t n = unit_.n_lines[o];
      if (shown(unit_.ordered_at[o])) {
        events.push_back({unit_.ordered_at[o],
                          order_id(customer_id(unit_.customer[o]), static_cast<Stream>(unit_.stream[o]),
                                   unit_.number[o], number_bits()),
                          unit_.customer[o], static_cast<std::uint32_t>(o), line, n, Kind::sale});
      }
      line += static_cast<std::uint32_t>(n);
    }
  }

  void add_returns(const LineChunk& chunk) {
    const LineScratch& lines = work_.lines;
    const auto delays = first_of(work_.delays, chunk.end_order - chunk.first_order);
    const OrderBlock part{.customers = orders_.customers,
                          .customer = orders_.customer.subspan(chunk.first_order, delays.size()),
                          .number = orders_.number.subspan(chunk.first_order, delays.size()),
                          .stream = orders_.stream.subspan(chunk.first_order, delays.size()),
                          .ordered_at = orders_.ordered_at.subspan(chunk.first_order, delays.size())};
    world_.models.returns.delays(
        delays, part,
        Draws{.seed = world_.scenario.seed,
              .purpose = Purpose::order_return_delay,
              .entities = std::span<const std::uint64_t>(unit_.entity).subspan(chunk.first_order, delays.size()),
              .indices = part.number});
    auto& events = work_.events;
    const std::size_t n_sales = events.size();
    std::uint32_t line = 0;
    for (std::size_t o = chunk.first_order; o < chunk.end_order; ++o) {
      const auto first = line;
      std::int32_t n_returned = 0, n_exchanged = 0;
      for (std::int32_t k = 0; k < unit_.n_lines[o]; ++k, ++line) {
        const std::int32_t back = lines.returned[line], swapped = lines.exchanged[line];
        if (back < 0 || swapped < 0 || back + swapped > lines.quantity[line]) {
          throw std::logic_error("ReturnModel: returns wrote more units than were sold, or fewer than 0");
        }
        n_returned += back > 0;
        n_exchanged += swapped > 0;
      }
      if (n_returned + n_exchanged == 0) continue;
      const Seconds at = unit_.ordered_at[o] + delays[o - chunk.first_order];
      if (at <= unit_.ordered_at[o]) throw std::logic_error("ReturnModel: delays wrote a delay that is not > 0");
      if (!shown(at)) continue;
      // A sale has one return and one exchange order at most; the number tells which sale, whatever the window shows.
      const std::uint32_t number = 2 * unit_.number[o] + (unit_.stream[o] == static_cast<std::uint8_t>(Stream::extra));
      const auto id = [&](Stream stream) {
        return order_id(customer_id(unit_.customer[o]), stream, number, number_bits());
      };
      const auto add = [&](Stream stream, std::int32_t n_rows, Kind kind) {
        if (n_rows > 0) {
          events.push_back({at, id(stream), unit_.customer[o], static_cast<std::uint32_t>(o), first, n_rows, kind});
        }
      };
      add(Stream::returned, n_returned, Kind::returned);
      add(Stream::exchange, 2 * n_exchanged, Kind::exchange);
    }
    if (events.size() == n_sales) return;
    std::ranges::sort(events, [](const Event& a, const Event& b) {
      return a.customer != b.customer ? a.customer < b.customer : a.at != b.at ? a.at < b.at : a.order_id < b.order_id;
    });
  }

  void write_rows() {
    const auto& events = work_.events;
    UnitRows& rows = work_.rows;
    std::size_t n_new = 0;
    for (const Event& event : events) n_new += static_cast<std::size_t>(event.n_rows);
    for_each_column(rows.orders, [&](const auto&, auto& column) { first_of(column, rows.n_orders + events.size()); });
    for_each_column(rows.lines, [&](const auto&, auto& column) { first_of(column, rows.n_lines + n_new); });
    for (const Event& event : events) {
      const std::int64_t amount = event.kind == Kind::sale ? write_sale(event) : write_return(event);
      OrderColumns<VectorColumn>& out = rows.orders;
      const std::size_t row = rows.n_orders++;
      out.order_id[row] = event.order_id;
      out.customer_id[row] = customer_id(event.customer);
      out.ordered_at[row] = event.at * micros_per_second;
      out.kind[row] = static_cast<std::uint8_t>(event.kind);
      out.shop[row] = unit_.shop[event.order];
      out.n_lines[row] = event.n_rows;
      out.amount[row] = amount;
    }
  }

  void write_head(std::size_t row, const Event& event, std::int32_t line_no) {
    LineColumns<VectorColumn>& out = work_.rows.lines;
    out.order_id[row] = event.order_id;
    out.line_no[row] = line_no;
    out.customer_id[row] = customer_id(event.customer);
    out.ordered_at[row] = event.at * micros_per_second;
    out.kind[row] = static_cast<std::uint8_t>(event.kind);
  }

  std::int64_t write_sale(const Event& event) {
    const LineScratch& in = work_.lines;
    LineColumns<VectorColumn>& out = work_.rows.lines;
    std::size_t row = work_.rows.n_lines;
    std::int64_t total = 0;
    for (std::int32_t k = 0; k < event.n_rows; ++k, ++row) {
      const std::size_t line = event.first_line + static_cast<std::uint32_t>(k);
      write_head(row, event, k + 1);
      out.sku_id[row] = world_.scenario.first_sku_id + in.sku[line];
      out.quantity[row] = in.quantity[line];
      out.unit_price[row] = in.unit_price[line];
      out.discount[row] = in.discount[line];
      out.amount[row] = in.amount[line];
      out.refers_to_order_id[row] = 0;
      out.refers_to_line_no[row] = 0;
      total += in.amount[line];
    }
    work_.rows.n_lines = row;
    return total;
  }

  /// Units that come back for money are the first of their line, those exchanged the next.
  std::int64_t write_return(const Event& event) {
    const LineScratch& in = work_.lines;
    const std::int64_t sale_id =
        order_id(customer_id(event.customer), static_cast<Stream>(unit_.stream[event.order]),
                 unit_.number[event.order], number_bits());
    std::int32_t line_no = 0;
    std::int64_t total = 0;
    const auto write = [&](std::size_t line, std::int32_t units, std::int64_t amount) {
      LineColumns<VectorColumn>& out = work_.rows.lines;
      const std::size_t row = work_.rows.n_lines++;
      write_head(row, event, ++line_no);
      out.sku_id[row] = world_.scenario.first_sku_id + in.sku[line];
      out.quantity[row] = units;
      out.unit_price[row] = in.unit_price[line];
      out.discount[row] = units * in.unit_price[line] - amount;
      out.amount[row] = amount;
      out.refers_to_order_id[row] = sale_id;
      out.refers_to_line_no[row] = in.line_no[line];
      total += amount;
    };
    const std::size_t end = event.first_line + static_cast<std::uint32_t>(unit_.n_lines[event.order]);
    for (std::size_t line = event.first_line; line < end; ++line) {
      const std::int32_t back = in.returned[line], swapped = in.exchanged[line];
      if (event.kind == Kind::returned && back > 0) {
        write(line, -back, -refund(in.amount[line], in.quantity[line], 0, back));
      }
      if (event.kind == Kind::exchange && swapped > 0) {
        const std::int64_t value = refund(in.amount[line], in.quantity[line], back, back + swapped);
        write(line, -swapped, -value);
        write(line, swapped, value);
      }
    }
    return total;
  }

  const World& world_;
  const CustomerBlock& customers_;
  const OrderBlock& orders_;
  const OrderScratch& unit_;
  Workspace& work_;
  const Seconds from_ = world_.scenario.shown_from().start(), to_ = world_.scenario.to.start();
};

}  // namespace retailsim::engine
