#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include <retailsim/detail/positions.hpp>
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
  const auto of_first = [=](std::int32_t units) {  // whole lines are the rule, and divisions are slow
    return units == 0 ? 0 : units == quantity ? amount : amount * units / quantity;
  };
  return of_first(m) - of_first(k);
}

/// Turns a chunk's orders and lines into rows of the window, returns and exchanges in their place in time.
///
/// Sales are in order already: rows are given to them and to the returns between them first, and then written.
template <class World>
class Emission {
 public:
  Emission(const World& world, const CustomerBlock& customers, Workspace& work)
      : world_(world),
        customers_(customers),
        unit_(work.orders),
        lines_(work.lines),
        returns_(work.returns),
        places_(work.places),
        rows_(work.rows) {}

  [[gnu::noinline]] void show(const LineChunk& chunk) {
    returns_.events.clear();
    if constexpr (has_returns) list_returns(chunk);
    std::size_t n_rows = chunk.n_lines;
    for (const ReturnEvent& event : returns_.events) n_rows += static_cast<std::size_t>(event.n_rows);
    const std::size_t n_orders = chunk.end_order - chunk.first_order + returns_.events.size();
    for_each_column(rows_.orders, [&](const auto&, auto& column) { first_of(column, rows_.n_orders + n_orders); });
    for_each_column(rows_.lines, [&](const auto&, auto& column) { first_of(column, rows_.n_lines + n_rows); });

    count_events(chunk);
    write_orders(chunk);
    write_lines(chunk);
    for (std::size_t k = 0; k < returns_.events.size();) k = write_returns_before(returns_.events[k].next_sale, k);
  }

 private:
  static constexpr bool has_returns = !std::is_same_v<typename World::Types::Returns, NoReturns>;

  bool shown(Seconds at) const { return at >= from_ && at < to_; }
  std::int64_t customer_id(std::uint32_t position) const { return first_id_ + position; }
  std::int64_t sale_id(std::size_t o) const {
    return order_id(customer_id(unit_.customer[o]), static_cast<Stream>(unit_.stream[o]), unit_.number[o],
                    number_bits_);
  }

  /// Of two orders at one time the sale comes first: its stream, and so its id, is smaller.
  bool sale_before(std::size_t o, const ReturnEvent& event) const {
    return unit_.customer[o] != event.customer ? unit_.customer[o] < event.customer : unit_.ordered_at[o] <= event.at;
  }

  /// Lines of which units come back, and the orders they are of.
  std::size_t list_sales_with_returns(const LineChunk& chunk) {
    ReturnScratch& r = returns_;
    const std::size_t n = chunk.n_lines;
    const auto line = first_of(r.line, n + 1);
    const auto comes_back = first_of(r.flag, n);
    const std::int32_t *const back = lines_.returned.data(), *const swapped = lines_.exchanged.data(),
                              *const sold = lines_.quantity.data();
    std::int32_t worst = 0;  // negative if one of those it is made of is
    for (std::size_t i = 0; i < n; ++i) {
      worst |= back[i] | swapped[i] | (sold[i] - back[i] - swapped[i]);
      comes_back[i] = (back[i] | swapped[i]) != 0;
    }
    if (worst < 0) throw std::logic_error("ReturnModel: returns wrote more units than were sold, or fewer than 0");
    const std::size_t n_lines = detail::positions_of(comes_back, line);
    const auto sale = first_of(r.sale, n_lines), first_line = first_of(r.first_line, n_lines + 1);
    std::size_t n_sales = 0;
    for (std::size_t k = 0; k < n_lines; ++k) {
      if (k > 0 && lines_.order[line[k]] == lines_.order[line[k - 1]]) continue;
      sale[n_sales] = lines_.order[line[k]];
      first_line[n_sales++] = static_cast<std::uint32_t>(k);
    }
    first_line[n_sales] = static_cast<std::uint32_t>(n_lines);
    return n_sales;
  }

  void list_returns(const LineChunk& chunk) {
    ReturnScratch& r = returns_;
    const std::size_t n = list_sales_with_returns(chunk);
    if (n == 0) return;
    const auto customer = first_of(r.customer, n), number = first_of(r.number, n);
    const auto stream = first_of(r.stream, n);
    const auto ordered_at = first_of(r.ordered_at, n), delay = first_of(r.delay, n);
    const auto entity = first_of(r.entity, n);
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t o = r.sale[k];
      customer[k] = unit_.customer[o];
      number[k] = unit_.number[o];
      stream[k] = unit_.stream[o];
      ordered_at[k] = unit_.ordered_at[o];
      entity[k] = unit_.entity[o];
    }
    const OrderBlock sales{
        .customers = &customers_, .customer = customer, .number = number, .stream = stream, .ordered_at = ordered_at};
    world_.models.returns.delays(delay, sales,
                                 Draws{.seed = world_.scenario.seed,
                                       .purpose = Purpose::order_return_delay,
                                       .entities = entity,
                                       .indices = number});
    for (std::size_t k = 0; k < n; ++k) {
      if (delay[k] <= 0) throw std::logic_error("ReturnModel: delays wrote a delay that is not > 0");
      const Seconds at = ordered_at[k] + delay[k];
      if (shown(at)) add_events(k, at);
    }
  }

  /// Events are in order of customer, time and order id. Those of sales nearly are already: few move, and not far.
  void insert(const ReturnEvent& event) {
    std::vector<ReturnEvent>& events = returns_.events;
    const auto after = [&](const ReturnEvent& other) {
      return other.customer == event.customer &&
             (other.at != event.at ? other.at > event.at : other.order_id > event.order_id);
    };
    events.push_back(event);
    for (std::size_t k = events.size() - 1; k > 0 && after(events[k - 1]); --k) std::swap(events[k - 1], events[k]);
  }

  /// The return order and the exchange order of sale k of those with returns.
  void add_events(std::size_t k, Seconds at) {
    ReturnScratch& r = returns_;
    std::int32_t n_returned = 0, n_exchanged = 0;
    for (std::size_t i = r.first_line[k]; i < r.first_line[k + 1]; ++i) {
      n_returned += lines_.returned[r.line[i]] > 0;
      n_exchanged += lines_.exchanged[r.line[i]] > 0;
    }
    // A sale has one return and one exchange order at most; the number tells which sale, whatever the window shows.
    const std::uint32_t number = 2 * r.number[k] + (r.stream[k] == static_cast<std::uint8_t>(Stream::extra));
    const auto add = [&](Stream stream, std::int32_t n_rows, Kind kind) {
      if (n_rows == 0) return;
      insert({at, order_id(customer_id(r.customer[k]), stream, number, number_bits_), r.sale[k], r.customer[k],
              static_cast<std::uint32_t>(k), n_rows, kind, 0});
    };
    add(Stream::returned, n_returned, Kind::returned);
    add(Stream::exchange, 2 * n_exchanged, Kind::exchange);
  }

  /// Notes how many rows events take before each sale (or after the last one).
  void count_events(const LineChunk& chunk) {
    const std::size_t n = chunk.end_order - chunk.first_order;
    const auto orders = first_of(places_.orders_before, n + 1), lines = first_of(places_.lines_before, n + 1);
    std::ranges::fill(orders, 0u);
    std::ranges::fill(lines, 0u);
    std::size_t next = chunk.first_order;
    for (ReturnEvent& event : returns_.events) {
      next = std::max<std::size_t>(next, event.sale + 1);
      while (next < chunk.end_order && sale_before(next, event)) ++next;
      event.next_sale = static_cast<std::uint32_t>(next - chunk.first_order);
      ++orders[event.next_sale];
      lines[event.next_sale] += static_cast<std::uint32_t>(event.n_rows);
    }
  }

  /// Writes the sales' orders and gives all lines their rows. A sale that the window hides gets the rows of what comes
  /// next, which is written over it: so nothing branches on the window.
  void write_orders(const LineChunk& chunk) {
    OrderColumns<VectorColumn>& out = rows_.orders;
    std::int64_t *const id_out = out.order_id.data(), *const customer_out = out.customer_id.data(),
                        *const at_out = out.ordered_at.data(), *const amount_out = out.amount.data();
    std::uint8_t *const kind_out = out.kind.data(), *const shop_out = out.shop.data();
    std::int32_t* const n_lines_out = out.n_lines.data();
    const std::size_t n = chunk.end_order - chunk.first_order, first = chunk.first_order;
    std::uint32_t *const order_row = first_of(places_.order_row, n + 1).data(), *const line_row =
                                                                                    first_of(places_.line_row, n + 1)
                                                                                        .data();
    std::int64_t* const order_id = first_of(places_.order_id, n).data();
    const std::uint32_t *const orders_before = places_.orders_before.data(), *const lines_before =
                                                                                 places_.lines_before.data();
    const std::uint32_t* const customer = unit_.customer.data() + first;
    const Seconds* const ordered_at = unit_.ordered_at.data() + first;
    const std::int32_t* const n_lines = unit_.n_lines.data() + first;
    const std::uint8_t* const shop = unit_.shop.data() + first;
    const std::int64_t* amount_before = lines_.amount_before.data();
    const Seconds from = from_, until = to_;
    for (std::size_t k = 0; k < n; ++k) order_id[k] = sale_id(first + k);
    auto row = static_cast<std::uint32_t>(rows_.n_orders), line = static_cast<std::uint32_t>(rows_.n_lines);
    for (std::size_t k = 0; k < n; ++k) {
      row += orders_before[k];
      line += lines_before[k];
      order_row[k] = row;
      line_row[k] = line;
      id_out[row] = order_id[k];
      customer_out[row] = customer_id(customer[k]);
      at_out[row] = ordered_at[k] * micros_per_second;
      kind_out[row] = static_cast<std::uint8_t>(Kind::sale);
      shop_out[row] = shop[k];
      n_lines_out[row] = n_lines[k];
      amount_out[row] = amount_before[n_lines[k]] - amount_before[0];
      amount_before += n_lines[k];
      const auto visible = static_cast<std::uint32_t>((ordered_at[k] >= from) & (ordered_at[k] < until));
      row += visible;
      line += static_cast<std::uint32_t>(n_lines[k]) & (0 - visible);
    }
    rows_.n_orders = order_row[n] = row + orders_before[n];
    rows_.n_lines = line_row[n] = line + lines_before[n];
  }

  void write_lines(const LineChunk& chunk) {
    const std::size_t n = chunk.end_order - chunk.first_order, first = chunk.first_order;
    const std::uint32_t* const line_row = places_.line_row.data();
    const std::int32_t* const n_lines = unit_.n_lines.data() + first;
    LineColumns<VectorColumn>& columns = rows_.lines;
    {
      const std::int64_t* const id = places_.order_id.data();
      const std::uint32_t* const position = unit_.customer.data() + first;
      const Seconds* const ordered_at = unit_.ordered_at.data() + first;
      std::int64_t *const order_id = columns.order_id.data(), *const customer = columns.customer_id.data(),
                          *const at = columns.ordered_at.data();
      std::int32_t* const line_no = columns.line_no.data();
      for (std::size_t o = 0; o < n; ++o) {
        const std::int64_t customer_of = customer_id(position[o]), at_of = ordered_at[o] * micros_per_second;
        in_fours(n_lines[o], [&, row = line_row[o]](std::int32_t k) {
          const std::size_t r = row + static_cast<std::size_t>(k);
          put_four(order_id + r, id[o]);
          put_four(customer + r, customer_of);
          put_four(at + r, at_of);
          put_four(line_no + r, k + 1, 1);
        });
      }
    }
    const std::int32_t* const quantity = lines_.quantity.data();
    const std::int64_t *const unit_price = lines_.unit_price.data(), *const discount = lines_.discount.data(),
                              *const amount = lines_.amount.data();
    const std::uint32_t* const sku = lines_.sku.data();
    std::int32_t* const quantity_out = columns.quantity.data();
    std::int64_t *const price_out = columns.unit_price.data(), *const discount_out = columns.discount.data(),
                        *const amount_out = columns.amount.data(), *const sku_out = columns.sku_id.data();
    const std::int64_t first_sku = world_.scenario.first_sku_id;
    std::size_t line = 0;
    for (std::size_t o = 0; o < n; ++o) {
      in_fours(n_lines[o], [&, row = line_row[o]](std::int32_t k) {
        const std::size_t i = line + static_cast<std::size_t>(k), r = row + static_cast<std::size_t>(k);
        copy_four(quantity + i, quantity_out + r);
        copy_four(unit_price + i, price_out + r);
        copy_four(discount + i, discount_out + r);
        copy_four(amount + i, amount_out + r);
        for (std::size_t j = 0; j < 4; ++j) sku_out[r + j] = first_sku + sku[i + j];
      });
      line += static_cast<std::size_t>(n_lines[o]);
    }
  }

  /// Writes the events from k on that come right before a sale, and returns the next one.
  std::size_t write_returns_before(std::uint32_t sale, std::size_t k) {
    const std::vector<ReturnEvent>& events = returns_.events;
    std::size_t order_row = places_.order_row[sale] - places_.orders_before[sale];
    std::size_t line_row = places_.line_row[sale] - places_.lines_before[sale];
    for (; k < events.size() && events[k].next_sale == sale; ++k) {
      write_return(events[k], order_row++, line_row);
      line_row += static_cast<std::size_t>(events[k].n_rows);
    }
    return k;
  }

  /// Units that come back for money are the first of their line, those exchanged the next.
  void write_return(const ReturnEvent& event, std::size_t order_row, std::size_t line_row) {
    LineColumns<VectorColumn>& out = rows_.lines;
    const std::int64_t refers_to = sale_id(event.sale), at = event.at * micros_per_second;
    const std::int64_t customer = customer_id(event.customer);
    std::int32_t line_no = 0;
    std::int64_t total = 0;
    const auto write = [&](std::size_t line, std::int32_t units, std::int64_t amount) {
      const std::size_t row = line_row + static_cast<std::size_t>(line_no);
      rows_.not_sales.push_back(row);
      out.order_id[row] = event.order_id;
      out.line_no[row] = ++line_no;
      out.customer_id[row] = customer;
      out.sku_id[row] = world_.scenario.first_sku_id + lines_.sku[line];
      out.ordered_at[row] = at;
      out.kind[row] = static_cast<std::uint8_t>(event.kind);
      out.quantity[row] = units;
      out.unit_price[row] = lines_.unit_price[line];
      out.discount[row] = units * lines_.unit_price[line] - amount;
      out.amount[row] = amount;
      out.refers_to_order_id[row] = refers_to;
      out.refers_to_line_no[row] = lines_.line_no[line];
      total += amount;
    };
    for (std::size_t i = returns_.first_line[event.first_line]; i < returns_.first_line[event.first_line + 1]; ++i) {
      const std::size_t line = returns_.line[i];
      const std::int32_t back = lines_.returned[line], swapped = lines_.exchanged[line];
      if (event.kind == Kind::returned && back > 0) {
        write(line, -back, -refund(lines_.amount[line], lines_.quantity[line], 0, back));
      }
      if (event.kind == Kind::exchange && swapped > 0) {
        const std::int64_t value = refund(lines_.amount[line], lines_.quantity[line], back, back + swapped);
        write(line, -swapped, -value);
        write(line, swapped, value);
      }
    }
    OrderColumns<VectorColumn>& orders = rows_.orders;
    const std::size_t row = order_row;
    orders.order_id[row] = event.order_id;
    orders.customer_id[row] = customer;
    orders.ordered_at[row] = at;
    orders.kind[row] = static_cast<std::uint8_t>(event.kind);
    orders.shop[row] = unit_.shop[event.sale];
    orders.n_lines[row] = event.n_rows;
    orders.amount[row] = total;
  }

  const World& world_;
  const CustomerBlock& customers_;
  const OrderScratch& unit_;
  const LineScratch& lines_;
  ReturnScratch& returns_;
  PlaceScratch& places_;
  UnitRows& rows_;
  const std::int64_t first_id_ = world_.scenario.first_customer_id + customers_.first;
  const int number_bits_ = world_.scenario.order_id.number_bits;
  const Seconds from_ = world_.scenario.shown_from().start(), to_ = world_.scenario.to.start();
};

}  // namespace retailsim::engine
