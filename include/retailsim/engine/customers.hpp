#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>

#include <retailsim/core/blocks.hpp>
#include <retailsim/engine/workspace.hpp>
#include <retailsim/engine/world.hpp>
#include <retailsim/population/no_traits.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::engine {

/// Draws the customers [first, first + n) into the scratch and returns the block that models see.
template <class World>
[[gnu::noinline]] CustomerBlock draw_customers(const World& world, std::int64_t first, std::size_t n,
                                               CustomerScratch& scratch) {
  // Traits and life are decided by slices of a few blocks: each is drawn once for all of them.
  constexpr std::array purposes{Purpose::customer_registration, Purpose::customer_first_delay,
                                Purpose::customer_at_registration, Purpose::trait_gender, Purpose::trait_birth_date};
  constexpr bool has_traits = !std::derived_from<typename World::Types::People, NoTraits>;
  constexpr std::size_t n_blocks = has_traits ? purposes.size() : 3;
  std::array<SharedWords, n_blocks> shared;
  const auto words = first_of(scratch.words, 2 * n * n_blocks);
  for (std::size_t k = 0; k < n_blocks; ++k) {
    const auto a = words.subspan(2 * k * n, n), b = words.subspan((2 * k + 1) * n, n);
    const std::uint16_t block = detail::block_id(purposes[k]);
    fill_block(world.scenario.seed, block, 0, static_cast<std::uint64_t>(first), 0, a, b);
    shared[k] = {block, a, b, k + 1 < n_blocks ? &shared[k + 1] : nullptr};
  }
  const Draws draws{
      .seed = world.scenario.seed, .first_entity = static_cast<std::uint64_t>(first), .shared = shared.data()};
  const TraitSpans traits{.gender = first_of(scratch.gender, n),
                          .country = first_of(scratch.country, n),
                          .channel = first_of(scratch.channel, n),
                          .segment = first_of(scratch.segment, n),
                          .loyalty_tier = first_of(scratch.loyalty_tier, n),
                          .city = first_of(scratch.city, n),
                          .birth_date = first_of(scratch.birth_date, n)};
  world.models.population.traits(traits, draws);

  CustomerBlock block{.first = first,
                      .n = n,
                      .traits = {.gender = traits.gender,
                                 .country = traits.country,
                                 .channel = traits.channel,
                                 .segment = traits.segment,
                                 .loyalty_tier = traits.loyalty_tier,
                                 .city = traits.city,
                                 .birth_date = traits.birth_date},
                      .orders_per_year = {},
                      .registered_at = {},
                      .affinity_group = {}};
  const auto rates = first_of(scratch.orders_per_year, n);
  world.models.population.rates(rates, block, draws);
  block.orders_per_year = rates;

  const Lifecycles lives{.registered_at = first_of(scratch.registered_at, n),
                         .first_order_at = first_of(scratch.first_order_at, n),
                         .ends_at = first_of(scratch.ends_at, n),
                         .max_orders = first_of(scratch.max_orders, n)};
  world.models.churn.lifecycles(lives, block, world.scenario, world.calendar, draws);
  block.registered_at = lives.registered_at;

  if constexpr (GroupedBasket<typename World::Types::Basket>) {
    const auto groups = first_of(scratch.affinity_group, n);
    world.models.basket.affinity_groups(groups, block);
    block.affinity_group = groups;
  }
  return block;
}

/// Appends the customers that the window shows: registered before its end, and from `emit_from` on.
template <class World>
[[gnu::noinline]] void show_customers(const World& world, const CustomerBlock& block, UnitRows& rows) {
  const Seconds to = world.scenario.to.start();
  const Seconds from = world.scenario.emit_from ? world.scenario.emit_from->start() : -never;
  CustomerColumns<VectorColumn>& out = rows.customers;
  for_each_column(out, [&](const auto&, auto& column) { first_of(column, rows.n_customers + block.n); });
  std::size_t row = rows.n_customers;
  for (std::size_t i = 0; i < block.n; ++i) {
    const Seconds at = block.registered_at[i];
    out.customer_id[row] = world.scenario.first_customer_id + block.first + static_cast<std::int64_t>(i);
    out.registered_at[row] = at * micros_per_second;
    out.birth_date[row] = block.traits.birth_date[i];
    out.gender[row] = block.traits.gender[i];
    out.country[row] = block.traits.country[i];
    out.city[row] = block.traits.city[i];
    out.channel[row] = block.traits.channel[i];
    out.segment[row] = block.traits.segment[i];
    out.loyalty_tier[row] = block.traits.loyalty_tier[i];
    row += at < to && at >= from;
  }
  rows.n_customers = row;
}

}  // namespace retailsim::engine
