#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
    n_orders_ = 0;
    base_stream(orders);
    if (world_.calendar.lowers()) drop_suppressed(orders);
    if (world_.calendar.has_extra()) {
      const std::size_t n_base = n_orders_;
      n_orders_ = 0;
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
  std::size_t append(OrderScratch& orders, std::size_t n) {
    const std::size_t first = n_orders_;
    n_orders_ += n;
    first_of(orders.customer, n_orders_);
    first_of(orders.number, n_orders_);
    first_of(orders.stream, n_orders_);
    first_of(orders.ordered_at, n_orders_);
    first_of(orders.size_word, n_orders_);
    return first;
  }

  /// The events of one chain, from `number` on, into the orders.
  /// \throws OrderIdOverflow if a number does not fit into the order id
  void chain(OrderScratch& orders, const CumulatedIntensity& time, std::uint32_t customer, Stream stream,
             std::uint32_t number, Ticks start, Ticks end, std::uint32_t max_events) {
    constexpr std::size_t capacity = 1024;
    const double rate = customers_.orders_per_year[customer];
    if (!(rate > 0) || start >= end || max_events == 0) return;
    const int shape = stream == Stream::base ? world_.gap_shape : 1;
    const detail::ChainParameters parameters{
        .seed = world_.scenario.seed,
        .gap_tag = static_cast<std::uint32_t>(detail::block_id(Purpose::order_gap)) << 16,
        .stage_tag = static_cast<std::uint32_t>(detail::block_id(Purpose::order_gap_stage)) << 16,
        .shape = shape};
    detail::ChainState state{.entity = order_entity(customers_.first + customer, stream),
                             .minus_ticks_per_stage = -(ticks_per_day * days_per_year) / rate / shape,
                             .time = start,
                             .end = end,
                             .number = number,
                             .left = max_events};
    const auto ticks = first_of(work_.chain.ticks, capacity + 8);
    const auto words = first_of(work_.chain.size_word, capacity + 8);
    // Returns number their orders 2 k and 2 k + 1.
    const std::uint32_t most = std::uint32_t{1} << (world_.scenario.order_id.number_bits - 1);
    while (!state.finished) {
      const std::uint32_t first_number = state.number;
      const std::size_t n = detail::kernels().renewal(parameters, state, capacity, ticks.data(), words.data());
      if (state.number > most) {
        throw OrderIdOverflow(world_.scenario.first_customer_id + customers_.first + customer,
                              world_.scenario.order_id.number_bits);
      }
      const std::size_t row = append(orders, n);
      for (std::size_t k = 0; k < n; ++k) {
        orders.customer[row + k] = customer;
        orders.number[row + k] = first_number + static_cast<std::uint32_t>(k);
        orders.stream[row + k] = static_cast<std::uint8_t>(stream);
        orders.ordered_at[row + k] = time.seconds_at(ticks[k]);
        orders.size_word[row + k] = words[k];
      }
    }
  }

  void base_stream(OrderScratch& orders) {
    CustomerScratch& lives = work_.customers;
    ChainScratch& scratch = work_.chain;
    const Seconds to = world_.scenario.to.start();
    const auto gone_at = first_of(lives.gone_at, customers_.n);
    std::ranges::copy(first_of(lives.ends_at, customers_.n), gone_at.begin());
    if (truth_) {
      std::ranges::fill(first_of(lives.n_base_before, customers_.n), 0u);
      std::ranges::fill(first_of(lives.last_base_before, customers_.n), never);
    }
    // Buyers within the window, and the words of their first orders' basket sizes, drawn together.
    const auto buyers = first_of(scratch.buyer, customers_.n);
    const auto entities = first_of(scratch.entity, customers_.n);
    std::size_t n_buyers = 0;
    for (std::size_t i = 0; i < customers_.n; ++i) {
      const Seconds first = lives.first_order_at[i];
      const bool buys = lives.max_orders[i] > 0 && lives.registered_at[i] < to &&
                        (first == after_a_gap || first < std::min(to, lives.ends_at[i]));
      buyers[n_buyers] = static_cast<std::uint32_t>(i);
      entities[n_buyers] = order_entity(customers_.first + static_cast<std::int64_t>(i), Stream::base);
      n_buyers += buys;
    }
    const auto gap_words = first_of(scratch.word, n_buyers), size_words = first_of(scratch.first_word, n_buyers);
    fill_block(world_.scenario.seed, detail::block_id(Purpose::order_gap), 0, entities.first(n_buyers), {}, gap_words,
               size_words);

    draw_unit_gaps(Stream::base, 1, buyers.first(n_buyers));

    const CumulatedIntensity& time = world_.calendar.base();
    for (std::size_t b = 0; b < n_buyers; ++b) {
      const std::uint32_t i = buyers[b];
      const Seconds end = std::min(to, lives.ends_at[i]);
      const std::size_t first_row = n_orders_;
      if (lives.first_order_at[i] == after_a_gap) {
        chain(orders, time, i, Stream::base, 0, time.ticks_at(lives.registered_at[i]), time.ticks_at(end),
              lives.max_orders[i]);
      } else {
        const std::size_t row = append(orders, 1);
        orders.customer[row] = i;
        orders.number[row] = 0;
        orders.stream[row] = static_cast<std::uint8_t>(Stream::base);
        orders.ordered_at[row] = lives.first_order_at[i];
        orders.size_word[row] = size_words[b];
        const Ticks begin = time.ticks_at(lives.first_order_at[i]), until = time.ticks_at(end);
        if (may_reach(i, b, Stream::base, until - begin)) {
          chain(orders, time, i, Stream::base, 1, begin, until, lives.max_orders[i] - 1);
        }
      }
      if (n_orders_ - first_row == lives.max_orders[i]) {  // gone with the last order allowed
        gone_at[i] = std::min(gone_at[i], orders.ordered_at[n_orders_ - 1] + 1);
      }
      if (truth_) note_base_orders(orders, i, first_row);
    }
  }

  /// Gaps before order `number` of some buyers, drawn together: most chains of customers who buy little, and of events,
  /// end before they begin, and need not be begun.
  void draw_unit_gaps(Stream stream, std::uint32_t number, std::span<const std::uint32_t> buyers) {
    ChainScratch& scratch = work_.chain;
    const std::size_t n = buyers.size();
    const auto entities = first_of(scratch.entity, n), words = first_of(scratch.word, n);
    const auto other = first_of(scratch.size_word, n);
    for (std::size_t b = 0; b < n; ++b) entities[b] = order_entity(customers_.first + buyers[b], stream);
    const detail::BlockAddress address{world_.scenario.seed, number,
                                       static_cast<std::uint32_t>(detail::block_id(Purpose::order_gap)) << 16};
    detail::kernels().philox_list(address, entities.data(), nullptr, n, words.data(), other.data());
    detail::kernels().scaled_log(words.data(), n, -1.0, first_of(scratch.unit_gap, n).data());
  }

  /// Whether that gap of buyer `b` may be shorter than `span`. A sure no: of an Erlang gap it is the first stage, and a
  /// millionth covers what this product rounds differently.
  bool may_reach(std::uint32_t customer, std::size_t b, Stream stream, Ticks span) const {
    const int shape = stream == Stream::base ? world_.gap_shape : 1;
    const double rate = customers_.orders_per_year[customer];
    return work_.chain.unit_gap[b] * (ticks_per_day * days_per_year) * (1 - 1e-6) <=
           (static_cast<double>(span) + 2) * rate * shape;
  }

  void note_base_orders(const OrderScratch& orders, std::uint32_t customer, std::size_t first_row) {
    CustomerScratch& lives = work_.customers;
    for (std::size_t o = first_row; o < n_orders_ && orders.ordered_at[o] < world_.outlook.start(); ++o) {
      ++lives.n_base_before[customer];
      lives.last_base_before[customer] = orders.ordered_at[o];
    }
  }

  /// Base orders that an event keeps customers from. Their numbers stay unused.
  void drop_suppressed(OrderScratch& orders) {
    // Few hours of the calendar keep less than all orders: the coins of the others are not drawn.
    const auto doubtful = first_of(work_.chain.buyer, n_orders_);
    std::size_t n = 0;
    for (std::size_t o = 0; o < n_orders_; ++o) {
      doubtful[n] = static_cast<std::uint32_t>(o);
      n += world_.calendar.keep_threshold(orders.ordered_at[o]) < Calendar::keep_all;
    }
    if (n == 0) return;
    const auto entity = first_of(orders.entity, n), words = first_of(work_.chain.word, n);
    const auto number = first_of(work_.chain.number, n);
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

  /// What events add, from the first order (or registration, where the first order comes after a gap) to the end.
  void extra_stream(OrderScratch& orders) {
    const CustomerScratch& lives = work_.customers;
    const CumulatedIntensity& time = world_.calendar.extra();
    const Seconds to = world_.scenario.to.start();
    const auto buyers = first_of(work_.chain.buyer, customers_.n);
    std::size_t n_buyers = 0;
    const auto start = [&](std::uint32_t i) {
      return lives.first_order_at[i] == after_a_gap ? lives.registered_at[i] : lives.first_order_at[i];
    };
    for (std::uint32_t i = 0; i < customers_.n; ++i) {
      buyers[n_buyers] = i;
      n_buyers += lives.max_orders[i] > 0 && start(i) < std::min(to, lives.gone_at[i]);
    }
    draw_unit_gaps(Stream::extra, 0, buyers.first(n_buyers));
    for (std::size_t b = 0; b < n_buyers; ++b) {
      const std::uint32_t i = buyers[b];
      const Ticks begin = time.ticks_at(start(i)), until = time.ticks_at(std::min(to, lives.gone_at[i]));
      if (may_reach(i, b, Stream::extra, until - begin)) {
        chain(orders, time, i, Stream::extra, 0, begin, until, no_order_limit);
      }
    }
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
    append(out, n_base + n_extra);
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
