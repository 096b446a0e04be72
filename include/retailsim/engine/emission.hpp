#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <stdexcept>
#include <type_traits>
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
/// Sales are in order already, so rows are made of runs of sales, copied column by column, with the returns between.
template <class World>
class Emission {
 public:
  Emission(const World& world, const CustomerBlock& customers, Workspace& work)
      : world_(world),
        customers_(customers),
        unit_(work.orders),
        lines_(work.lines),
        returns_(work.returns),
        rows_(work.rows) {}

  [[gnu::noinline]] void show(const LineChunk& chunk) {
    returns_.events.clear();
    if constexpr (has_returns) list_returns(chunk);
    std::size_t n_rows = chunk.n_lines;
    for (const ReturnEvent& event : returns_.events) n_rows += static_cast<std::size_t>(event.n_rows);
    const std::size_t n_orders = chunk.end_order - chunk.first_order + returns_.events.size();
    for_each_column(rows_.orders, [&](const auto&, auto& column) { first_of(column, rows_.n_orders + n_orders); });
    for_each_column(rows_.lines, [&](const auto&, auto& column) { first_of(column, rows_.n_lines + n_rows); });

    std::size_t first = chunk.first_order, line = 0;  // the run of sales not written yet
    for (const ReturnEvent& event : returns_.events) {
      std::size_t end = first;
      while (end < chunk.end_order && sale_before(end, event)) ++end;
      line = write_sales(first, end, line);
      first = end;
      write_return(event);
    }
    write_sales(first, chunk.end_order, line);
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
    sort_events();
  }

  /// By customer, time and order id. Sales are in order of customers, and so are the events: few move, and not far.
  void sort_events() {
    std::vector<ReturnEvent>& events = returns_.events;
    for (auto first = events.begin(); first != events.end();) {
      auto last = std::next(first);
      while (last != events.end() && last->customer == first->customer) ++last;
      std::sort(first, last, [](const ReturnEvent& a, const ReturnEvent& b) {
        return a.at != b.at ? a.at < b.at : a.order_id < b.order_id;
      });
      first = last;
    }
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
      r.events.push_back({at, order_id(customer_id(r.customer[k]), stream, number, number_bits_), r.sale[k],
                          r.customer[k], static_cast<std::uint32_t>(k), n_rows, kind});
    };
    add(Stream::returned, n_returned, Kind::returned);
    add(Stream::exchange, 2 * n_exchanged, Kind::exchange);
  }

  /// Writes what is shown of the sales [first, end), whose lines begin at `line`; returns where the next one's begin.
  std::size_t write_sales(std::size_t first, std::size_t end, std::size_t line) {
    while (first < end) {
      std::size_t n_lines = 0, o = first;
      const bool visible = shown(unit_.ordered_at[first]);
      for (; o < end && shown(unit_.ordered_at[o]) == visible; ++o)
        n_lines += static_cast<std::size_t>(unit_.n_lines[o]);
      if (visible) {
        write_sale_orders(first, o, line);
        write_sale_lines(line, n_lines);
      }
      line += n_lines;
      first = o;
    }
    return line;
  }

  void write_sale_orders(std::size_t first, std::size_t end, std::size_t line) {
    OrderColumns<VectorColumn>& orders = rows_.orders;
    LineColumns<VectorColumn>& out = rows_.lines;
    std::size_t row = rows_.n_orders, to = rows_.n_lines;
    for (std::size_t o = first; o < end; ++o, ++row) {
      const std::int64_t id = sale_id(o), customer = customer_id(unit_.customer[o]);
      const std::int64_t at = unit_.ordered_at[o] * micros_per_second;
      const std::int32_t n = unit_.n_lines[o];
      const std::size_t next = line + static_cast<std::size_t>(n);
      in_fours(n, [&](std::int32_t k) {
        const std::size_t row_of_line = to + static_cast<std::size_t>(k);
        put_four(out.order_id.data() + row_of_line, id);
        put_four(out.customer_id.data() + row_of_line, customer);
        put_four(out.ordered_at.data() + row_of_line, at);
      });
      orders.order_id[row] = id;
      orders.customer_id[row] = customer;
      orders.ordered_at[row] = at;
      orders.kind[row] = static_cast<std::uint8_t>(Kind::sale);
      orders.shop[row] = unit_.shop[o];
      orders.n_lines[row] = n;
      orders.amount[row] = lines_.amount_before[next] - lines_.amount_before[line];
      to += static_cast<std::size_t>(n);
      line = next;
    }
    rows_.n_orders = row;
  }

  void write_sale_lines(std::size_t line, std::size_t n) {
    LineColumns<VectorColumn>& out = rows_.lines;
    const std::size_t to = rows_.n_lines;
    const auto copy = [&](const auto& from, auto& column) { copy_run(from.data() + line, n, column.data() + to); };
    copy(lines_.line_no, out.line_no);
    copy(lines_.quantity, out.quantity);
    copy(lines_.unit_price, out.unit_price);
    copy(lines_.discount, out.discount);
    copy(lines_.amount, out.amount);
    const std::int64_t first_sku = world_.scenario.first_sku_id;
    const std::uint32_t* const sku = lines_.sku.data() + line;
    std::int64_t* const sku_id = out.sku_id.data() + to;
    for (std::size_t i = 0; i < n; i += 4) {
      for (std::size_t k = i; k < i + 4; ++k) sku_id[k] = first_sku + sku[k];
    }
    rows_.n_lines = to + n;
  }

  /// Units that come back for money are the first of their line, those exchanged the next.
  void write_return(const ReturnEvent& event) {
    LineColumns<VectorColumn>& out = rows_.lines;
    const std::int64_t refers_to = sale_id(event.sale), at = event.at * micros_per_second;
    const std::int64_t customer = customer_id(event.customer);
    std::int32_t line_no = 0;
    std::int64_t total = 0;
    const auto write = [&](std::size_t line, std::int32_t units, std::int64_t amount) {
      const std::size_t row = rows_.n_lines++;
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
    const std::size_t row = rows_.n_orders++;
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
  UnitRows& rows_;
  const std::int64_t first_id_ = world_.scenario.first_customer_id + customers_.first;
  const int number_bits_ = world_.scenario.order_id.number_bits;
  const Seconds from_ = world_.scenario.shown_from().start(), to_ = world_.scenario.to.start();
};

}  // namespace retailsim::engine
