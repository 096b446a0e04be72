#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>

#include <retailsim/core/blocks.hpp>
#include <retailsim/engine/lines.hpp>
#include <retailsim/engine/workspace.hpp>
#include <retailsim/engine/world.hpp>
#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::engine {

/// Address of an order's draws: the customer's own entity, marked with the stream. The order number is the index.
inline std::uint64_t order_entity(std::int64_t customer_index, Stream stream) {
  return static_cast<std::uint64_t>(stream) << 60 | static_cast<std::uint64_t>(customer_index);
}
/// Address of the draws of an order's lines; the line is the index. Customers are below 2^36, numbers below 2^24.
inline std::uint64_t line_entity(std::int64_t customer_index, Stream stream, std::uint32_t number) {
  return static_cast<std::uint64_t>(stream) << 60 | static_cast<std::uint64_t>(customer_index) << 24 | number;
}

/// Draws the sales of a block of customers up to the end of the window, whether the window shows them or not.
template <class World>
class OrderStage {
 public:
  /// \param truth  also note what the truth table needs of the base stream
  OrderStage(const World& world, const CustomerBlock& customers, Workspace& work, bool truth)
      : world_(world), customers_(customers), work_(work), truth_(truth) {}

  /// Fills `work.orders`, sorted by customer, time and order id, with shop and number of lines, and returns its block.
  [[gnu::noinline]] OrderBlock draw() {
    OrderScratch& orders = work_.orders;
    base_stream(orders);
    if (world_.calendar.lowers()) drop_suppressed(orders);
    if (world_.calendar.has_extra()) {
      const std::size_t n_base = n_orders_;
      extra_stream(work_.extra_orders);
      merge(n_base, n_orders_);
    }
    const std::size_t n = n_orders_;
    const auto entity = first_of(orders.entity, n), line_address = first_of(orders.line_entity, n);
    for (std::size_t o = 0; o < n; ++o) {
      const std::int64_t customer = customers_.first + orders.customer[o];
      const auto stream = static_cast<Stream>(orders.stream[o]);
      entity[o] = order_entity(customer, stream);
      line_address[o] = line_entity(customer, stream, orders.number[o]);
    }
    const OrderBlock block{.customers = &customers_,
                           .customer = first_of(orders.customer, n),
                           .number = first_of(orders.number, n),
                           .stream = first_of(orders.stream, n),
                           .ordered_at = first_of(orders.ordered_at, n)};
    const SharedWords shared{detail::block_id(Purpose::order_basket_size), {}, first_of(orders.size_word, n)};
    const Draws draws{.seed = world_.scenario.seed, .entities = entity, .indices = block.number, .shared = &shared};
    const auto sizes = first_of(orders.n_lines, n);
    world_.models.basket.basket_sizes(sizes, block, draws.of(Purpose::order_basket_size));
    check_written<std::int32_t>(sizes, 1, max_basket_size, "BasketModel: basket_sizes");
    const auto shops = first_of(orders.shop, n);
    if constexpr (ShopPopulation<typename World::Types::People>) {
      world_.models.population.shops(shops, block, draws.of(Purpose::order_shop));
    } else {
      std::ranges::fill(shops, std::uint8_t{0});
    }
    return block;
  }

 private:
  void base_stream(OrderScratch& orders) {
    const std::size_t n = customers_.n;
    const Seconds *const first_order_at = work_.customers.first_order_at.data(),
                         *const registered_at = work_.customers.registered_at.data(),
                         *const ends_at = work_.customers.ends_at.data();
    const std::uint32_t* const max_orders = work_.customers.max_orders.data();
    const Seconds to = world_.scenario.to.start();
    first_orders();
    const CumulatedIntensity& time = world_.calendar.base();
    const auto limit = [=](std::size_t i) { return max_orders[i]; };
    const auto until = [=](std::size_t i) { return std::min(to, ends_at[i]); };
    const std::uint32_t* const n_orders = work_.chains.n_orders.data();
    // The rest of those whose first order is at a known time, and all of those whose first order comes after a gap.
    const auto n_open = open_chains(
        time, Stream::base, [=](std::size_t i) { return (n_orders[i] > 0) & (max_orders[i] > 1); },
        [=](std::size_t i) { return first_order_at[i] == after_a_gap ? never : first_order_at[i]; }, until, limit);
    draw_chains(Stream::base, 1, n_open);
    if (std::find(first_order_at, first_order_at + n, after_a_gap) != first_order_at + n) {
      const auto by_rate = [=](std::size_t i) { return (first_order_at[i] == after_a_gap) & (max_orders[i] > 0); };
      const auto start = [=](std::size_t i) { return registered_at[i]; };
      draw_chains(Stream::base, 0, open_chains(time, Stream::base, by_rate, start, until, limit));
    }
    place_events(time, Stream::base, orders);

    const auto gone_at = first_of(work_.customers.gone_at, n);
    std::ranges::copy(first_of(work_.customers.ends_at, n), gone_at.begin());
    if (truth_ || world_.calendar.has_extra()) {
      for (std::size_t i = 0; i < n; ++i) {  // gone with the last order allowed
        if (n_orders[i] == 0 || n_orders[i] != max_orders[i]) continue;
        gone_at[i] = std::min(gone_at[i], orders.ordered_at[work_.chains.first_row[i] + n_orders[i] - 1] + 1);
      }
    }
    if (truth_) note_base_orders(orders);
  }

  /// What events add, from the first order (or registration, where the first order comes after a gap) to the end.
  void extra_stream(OrderScratch& orders) {
    const CustomerScratch& lives = work_.customers;
    const CumulatedIntensity& time = world_.calendar.extra();
    const Seconds to = world_.scenario.to.start();
    const auto start = [&](std::size_t i) {
      return lives.first_order_at[i] == after_a_gap ? lives.registered_at[i] : lives.first_order_at[i];
    };
    const auto until = [&](std::size_t i) { return std::min(to, lives.gone_at[i]); };
    std::ranges::fill(first_of(work_.chains.n_orders, customers_.n), 0u);
    work_.events.n = work_.events.n_dated = 0;
    const std::size_t n_chains = open_chains(
        time, Stream::extra, [&](std::size_t i) { return lives.max_orders[i] > 0; }, start, until,
        [](std::size_t) { return no_order_limit; });
    draw_chains(Stream::extra, 0, n_chains);
    place_events(time, Stream::extra, orders);
  }

  /// Orders number 0 at times that the customers' lives say.
  void first_orders() {
    EventScratch& events = work_.events;
    const std::size_t n = customers_.n;
    const Seconds *const first_order_at = work_.customers.first_order_at.data(),
                         *const registered_at = work_.customers.registered_at.data(),
                         *const ends_at = work_.customers.ends_at.data();
    const std::uint32_t* const max_orders = work_.customers.max_orders.data();
    const Seconds to = world_.scenario.to.start();
    const auto customer = first_of(events.customer, n), number = first_of(events.number, n);
    const auto n_orders = first_of(work_.chains.n_orders, n);
    const auto at = first_of(events.at, n);
    const auto entity = first_of(work_.list.entity, n);
    std::size_t k = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const Seconds first = first_order_at[i];
      customer[k] = static_cast<std::uint32_t>(i);
      at[k] = first;
      entity[k] = order_entity(customers_.first + static_cast<std::int64_t>(i), Stream::base);
      n_orders[i] =
          (max_orders[i] > 0) & (first != after_a_gap) & (first < to) & (first < ends_at[i]) & (registered_at[i] < to);
      k += n_orders[i];
    }
    std::ranges::fill(number.first(k), 0u);
    fill_block(world_.scenario.seed, detail::block_id(Purpose::order_gap), 0, entity.first(k), {},
               first_of(work_.list.word_a, k), first_of(events.size_word, k));
    events.n = events.n_dated = k;
  }

  /// Lists the chains of those customers who are chosen, and returns their number.
  /// \param limit  orders have numbers below this
  template <class Chosen, class Start, class Until, class Limit>
  std::size_t open_chains(const CumulatedIntensity& time, Stream stream, const Chosen& chosen, const Start& start,
                          const Until& until, const Limit& limit) {
    ChainScratch& chains = work_.chains;
    const std::size_t n = customers_.n;
    const auto customer = first_of(chains.customer, n), end_number = first_of(chains.end_number, n);
    const auto begins_at = first_of(chains.begins_at, n), ends_at = first_of(chains.ends_at, n);
    const auto entity = first_of(chains.entity, n), minus_ticks = first_of(chains.minus_ticks_per_stage, n);
    const auto gap_rate = first_of(chains.rate, n);
    const int shape = stream == Stream::base ? world_.gap_shape : 1;
    std::size_t n_chains = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double rate = customers_.orders_per_year[i];
      const Seconds begin = start(i), end = until(i);
      customer[n_chains] = static_cast<std::uint32_t>(i);
      begins_at[n_chains] = begin;
      ends_at[n_chains] = end;
      end_number[n_chains] = limit(i);
      entity[n_chains] = order_entity(customers_.first + static_cast<std::int64_t>(i), stream);
      gap_rate[n_chains] = rate;
      n_chains += (rate > 0) & (begin < end) & chosen(i);
    }
    // Divisions by themselves: two at a time, and none for customers without a chain.
    for (std::size_t c = 0; c < n_chains; ++c) {
      minus_ticks[c] = std::bit_cast<std::uint64_t>(-(ticks_per_day * days_per_year) / gap_rate[c] / shape);
    }
    time.ticks_at(begins_at.first(n_chains), first_of(chains.time, n_chains));
    time.ticks_at(ends_at.first(n_chains), first_of(chains.end, n_chains));
    return n_chains;
  }

  /// Adds the events of the first n chains, from `number` on, to the list of events.
  ///
  /// Round k draws event k of every chain that is still open. When few are left, those of customers who buy much, each
  /// is drawn to its end by itself. Times are sums of whole ticks, so both give the same bits.
  /// \throws OrderIdOverflow if a number does not fit into the order id
  void draw_chains(Stream stream, std::uint32_t number, std::size_t n) {
    constexpr std::size_t few = 8;  // 1 to 160 take the same time in shops of 9 to 65 lines a customer
    ChainScratch& chains = work_.chains;
    EventScratch& events = work_.events;
    const detail::ChainParameters parameters{
        .seed = world_.scenario.seed,
        .gap_tag = static_cast<std::uint32_t>(detail::block_id(Purpose::order_gap)) << 16,
        .stage_tag = static_cast<std::uint32_t>(detail::block_id(Purpose::order_gap_stage)) << 16,
        .shape = stream == Stream::base ? world_.gap_shape : 1};
    // Returns number their orders 2 k and 2 k + 1.
    const std::uint32_t most = std::uint32_t{1} << (world_.scenario.order_id.number_bits - 1);
    const auto check = [&](std::uint32_t end_number, std::uint32_t customer) {
      if (end_number > most) {
        throw OrderIdOverflow(world_.scenario.first_customer_id + customers_.first + customer,
                              world_.scenario.order_id.number_bits);
      }
    };
    const auto make_room = [&](std::size_t more) {
      first_of(events.customer, events.n + more);
      first_of(events.number, events.n + more);
      first_of(events.ticks, events.n + more);
      first_of(events.size_word, events.n + more);
    };
    const detail::OpenChains open{.entities = chains.entity.data(),
                                  .minus_ticks_per_stage = chains.minus_ticks_per_stage.data(),
                                  .end = chains.end.data(),
                                  .end_number = chains.end_number.data(),
                                  .time = chains.time.data(),
                                  .chain = chains.customer.data()};
    for (; n > few; ++number) {
      make_room(n);
      std::uint32_t* const customer = events.customer.data() + events.n;
      n = detail::kernels().renewal_round(parameters, number, open, n,
                                          {.time = events.ticks.data() + events.n,
                                           .other_half = events.size_word.data() + events.n,
                                           .chain = customer});
      if (n > 0) check(number + 1, customer[0]);
      std::fill_n(events.number.data() + events.n, n, number);
      for (std::size_t k = 0; k < n; ++k) chains.n_orders[customer[k]] = number + 1;
      events.n += n;
    }
    for (std::size_t c = 0; c < n; ++c) {
      const std::uint32_t customer = chains.customer[c];
      detail::ChainState state{.entity = chains.entity[c],
                               .minus_ticks_per_stage = std::bit_cast<double>(chains.minus_ticks_per_stage[c]),
                               .time = chains.time[c],
                               .end = chains.end[c],
                               .number = number,
                               .left = chains.end_number[c] - number};
      while (!state.finished) {
        constexpr std::size_t capacity = 1024;
        make_room(capacity);
        const std::uint32_t first_number = state.number;
        const std::size_t count = detail::kernels().renewal(parameters, state, capacity, events.ticks.data() + events.n,
                                                            events.size_word.data() + events.n);
        check(state.number, customer);
        std::fill_n(events.customer.data() + events.n, count, customer);
        std::iota(events.number.data() + events.n, events.number.data() + events.n + count, first_number);
        events.n += count;
      }
      chains.n_orders[customer] = state.number;
    }
  }

  /// Writes the events as orders, sorted by customer and number.
  void place_events(const CumulatedIntensity& time, Stream stream, OrderScratch& orders) {
    const EventScratch& events = work_.events;
    const auto first_row = first_of(work_.chains.first_row, customers_.n);
    std::uint32_t row = 0;
    for (std::size_t i = 0; i < customers_.n; ++i) {
      first_row[i] = row;
      row += work_.chains.n_orders[i];
    }
    const std::size_t n = n_orders_ = events.n;
    const auto at = first_of(work_.events.at, n);
    time.seconds_at(std::span<const Ticks>(events.ticks).subspan(events.n_dated, n - events.n_dated),
                    at.subspan(events.n_dated));
    const auto customer = first_of(orders.customer, n), number = first_of(orders.number, n);
    const auto ordered_at = first_of(orders.ordered_at, n);
    const auto size_word = first_of(orders.size_word, n);
    for (std::size_t e = 0; e < n; ++e) {
      const std::size_t o = first_row[events.customer[e]] + events.number[e];
      customer[o] = events.customer[e];
      number[o] = events.number[e];
      ordered_at[o] = at[e];
      size_word[o] = events.size_word[e];
    }
    std::ranges::fill(first_of(orders.stream, n), static_cast<std::uint8_t>(stream));
  }

  void note_base_orders(const OrderScratch& orders) {
    CustomerScratch& lives = work_.customers;
    std::ranges::fill(first_of(lives.n_base_before, customers_.n), 0u);
    std::ranges::fill(first_of(lives.last_base_before, customers_.n), never);
    for (std::size_t o = 0; o < n_orders_; ++o) {
      if (orders.ordered_at[o] >= world_.outlook.start()) continue;
      ++lives.n_base_before[orders.customer[o]];
      lives.last_base_before[orders.customer[o]] = orders.ordered_at[o];
    }
  }

  /// Base orders that an event keeps customers from. Their numbers stay unused.
  void drop_suppressed(OrderScratch& orders) {
    // Few hours of the calendar keep less than all orders: the coins of the others are not drawn.
    const auto doubtful = first_of(work_.list.position, n_orders_);
    std::size_t n = 0;
    for (std::size_t o = 0; o < n_orders_; ++o) {
      doubtful[n] = static_cast<std::uint32_t>(o);
      n += world_.calendar.keep_threshold(orders.ordered_at[o]) < Calendar::keep_all;
    }
    if (n == 0) return;
    const auto entity = first_of(work_.list.entity, n), words = first_of(work_.list.word_a, n);
    const auto number = first_of(work_.list.number, n);
    for (std::size_t k = 0; k < n; ++k) {
      entity[k] = order_entity(customers_.first + orders.customer[doubtful[k]], Stream::base);
      number[k] = orders.number[doubtful[k]];
    }
    Draws{.seed = world_.scenario.seed, .purpose = Purpose::order_keep, .entities = entity, .indices = number}.words(
        words);
    std::size_t kept = doubtful[0], k = 0;
    for (std::size_t o = kept; o < n_orders_; ++o) {
      orders.customer[kept] = orders.customer[o];
      orders.number[kept] = orders.number[o];
      orders.stream[kept] = orders.stream[o];
      orders.ordered_at[kept] = orders.ordered_at[o];
      orders.size_word[kept] = orders.size_word[o];
      const bool in_doubt = k < n && doubtful[k] == o;
      kept += !in_doubt || (words[k] >> 32) < world_.calendar.keep_threshold(orders.ordered_at[o]);
      k += in_doubt;
    }
    n_orders_ = kept;
  }

  /// Base and extra orders in one list. Of two at one time the base order comes first, as its id is smaller.
  void merge(std::size_t n_base, std::size_t n_extra) {
    if (n_extra == 0) {
      n_orders_ = n_base;
      return;
    }
    OrderScratch& out = work_.merged;
    const OrderScratch &base = work_.orders, &extra = work_.extra_orders;
    n_orders_ = 0;
    n_orders_ = n_base + n_extra;
    first_of(out.customer, n_orders_);
    first_of(out.number, n_orders_);
    first_of(out.stream, n_orders_);
    first_of(out.ordered_at, n_orders_);
    first_of(out.size_word, n_orders_);
    std::size_t b = 0, e = 0;
    for (std::size_t o = 0; o < n_orders_; ++o) {
      const bool take_base = e == n_extra || (b < n_base && (base.customer[b] != extra.customer[e]
                                                                 ? base.customer[b] < extra.customer[e]
                                                                 : base.ordered_at[b] <= extra.ordered_at[e]));
      const OrderScratch& from = take_base ? base : extra;
      const std::size_t k = take_base ? b++ : e++;
      out.customer[o] = from.customer[k];
      out.number[o] = from.number[k];
      out.stream[o] = from.stream[k];
      out.ordered_at[o] = from.ordered_at[k];
      out.size_word[o] = from.size_word[k];
    }
    std::swap(work_.orders, work_.merged);
  }

  const World& world_;
  const CustomerBlock& customers_;
  Workspace& work_;
  const bool truth_;
  std::size_t n_orders_ = 0;
};

}  // namespace retailsim::engine
