#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>

#include <retailsim/core/blocks.hpp>
#include <retailsim/detail/positions.hpp>
#include <retailsim/engine/workspace.hpp>
#include <retailsim/engine/world.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/returns/no_returns.hpp>

namespace retailsim::engine {

/// The lines of the orders [first_order, end_order) of a unit, in order.
struct LineChunk {
  std::size_t first_order = 0, end_order = 0;
  std::size_t n_lines = 0;
};

/// A model that writes outside its range is a bug of that model: said at once, before rows are made of it.
/// \param low,high  >= 0
template <class T>
void check_written(std::span<const T> values, T low, T high, const char* what) {
  using Bits = std::make_unsigned_t<T>;
  // The highest bit of a difference says that it is negative. No comparison of 64 bits: SSE2 has none.
  Bits outside = 0;
  for (const T value : values) {
    outside |=
        (static_cast<Bits>(value) - static_cast<Bits>(low)) | (static_cast<Bits>(high) - static_cast<Bits>(value));
  }
  if (outside >> (8 * sizeof(T) - 1) == 0) return;
  for (const T value : values) {
    if (value >= low && value <= high) continue;
    throw std::logic_error(std::string(what) + " wrote " + std::to_string(value) + ", allowed are " +
                           std::to_string(low) + " to " + std::to_string(high));
  }
}

inline constexpr std::int32_t max_basket_size = 4096;
inline constexpr std::int32_t max_quantity = 10'000;

/// Draws SKU, quantity, price, discount and returns of every line of a chunk into the scratch.
template <class World>
[[gnu::noinline]] LineBlock draw_lines(const World& world, const OrderBlock& orders, const OrderScratch& unit,
                                       const LineChunk& chunk, LineScratch& scratch) {
  const std::size_t n = chunk.n_lines;
  const auto order = first_of(scratch.order, n);
  const auto line_no = first_of(scratch.line_no, n);
  const auto entity = first_of(scratch.entity, n);
  const auto index = first_of(scratch.index, n);
  std::size_t line = 0;
  for (std::size_t o = chunk.first_order; o < chunk.end_order; ++o) {
    const std::int32_t size = unit.n_lines[o];
    const auto position = static_cast<std::uint32_t>(o);
    const std::uint64_t address = unit.line_entity[o];
    in_fours(size, [&](std::int32_t first) {
      const std::size_t to = line + static_cast<std::size_t>(first);
      put_four(order.data() + to, position);
      put_four(entity.data() + to, address);
      put_four(index.data() + to, static_cast<std::uint32_t>(first), 1u);
      put_four(line_no.data() + to, first + 1, 1);
    });
    line += static_cast<std::size_t>(size);
  }

  // The decisions about a line share blocks of words: each block is drawn once for all models.
  const auto word_a = first_of(scratch.word_a, n), word_b = first_of(scratch.word_b, n);
  SharedWords shared{0, word_a, word_b};
  const auto share = [&](Purpose purpose) {
    shared.block_id = detail::block_id(purpose);
    fill_block(world.scenario.seed, shared.block_id, 0, entity, index, word_a, word_b);
  };
  const Draws draws{.seed = world.scenario.seed, .entities = entity, .indices = index, .shared = &shared};
  share(Purpose::line_sku);

  LineBlock lines{
      .orders = &orders, .order = order, .line_no = line_no, .sku_index = {}, .quantity = {}, .list_price = {}};
  const auto sku = first_of(scratch.sku, n);
  world.models.basket.choose_skus(sku, lines, draws.of(Purpose::line_sku));
  check_written<std::uint32_t>(sku, 0, static_cast<std::uint32_t>(world.n_skus() - 1), "BasketModel: choose_skus");
  lines.sku_index = sku;

  const auto list_price = first_of(scratch.list_price, n), unit_price = first_of(scratch.unit_price, n);
  for (std::size_t i = 0; i < n; ++i) unit_price[i] = list_price[i] = world.prices[sku[i]];
  lines.list_price = list_price;

  const auto quantity = first_of(scratch.quantity, n);
  world.models.basket.quantities(quantity, lines, draws.of(Purpose::line_quantity));
  check_written<std::int32_t>(quantity, 1, max_quantity, "BasketModel: quantities");
  lines.quantity = quantity;

  const auto points = first_of(scratch.discount_points, n);
  std::ranges::fill(points, 0);
  world.models.price.paid_prices(unit_price, points, lines, draws.of(Purpose::line_discount));
  check_written<std::int64_t>(unit_price, 0, 1'000'000'000'000, "PriceModel: paid_prices (unit price)");
  check_written<std::int32_t>(points, 0, 10'000, "PriceModel: paid_prices (discount)");
  const auto discount = first_of(scratch.discount, n), amount = first_of(scratch.amount, n);
  const auto amount_before = first_of(scratch.amount_before, n + 1);
  // Few lines are discounted: a list of them spares the others the divisions.
  const auto is_discounted = first_of(scratch.flag, n);
  const auto discounted = first_of(scratch.discounted, n);
  for (std::size_t i = 0; i < n; ++i) is_discounted[i] = points[i] != 0;
  for (std::size_t i = 0; i < n; ++i) amount[i] = unit_price[i] * quantity[i];  // gross as yet
  std::ranges::fill(discount, std::int64_t{0});
  for (const std::uint32_t i : discounted.first(detail::positions_of(is_discounted, discounted))) {
    const std::int64_t gross = amount[i];
    // Rounded half up, so the shop loses half a cent at most on a line.
    discount[i] = (gross / 10'000) * points[i] + ((gross % 10'000) * points[i] + 5000) / 10'000;
    amount[i] = gross - discount[i];
  }
  std::int64_t total = 0;
  for (std::size_t i = 0; i < n; ++i) {
    amount_before[i] = total;
    total += amount[i];
  }
  amount_before[n] = total;

  if constexpr (!std::is_same_v<typename World::Types::Returns, NoReturns>) {
    const auto returned = first_of(scratch.returned, n), exchanged = first_of(scratch.exchanged, n);
    std::ranges::fill(returned, 0);
    std::ranges::fill(exchanged, 0);
    share(Purpose::line_return);
    world.models.returns.returns(returned, exchanged, lines, draws.of(Purpose::line_return));
  }
  return lines;
}

}  // namespace retailsim::engine
