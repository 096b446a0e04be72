#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include <retailsim/core/blocks.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// How many lines an order has, which SKUs, and how many of each.
///
/// | expression                              | effect                                                                |
/// |-----------------------------------------|-----------------------------------------------------------------------|
/// | `m.basket_sizes(sizes, orders, draws)`  | writes every element: lines of the order, 1 to 4096                   |
/// | `m.choose_skus(skus, lines, draws)`     | writes every element: index of the SKU in the catalogue, from 0, of   |
/// |                                         | one launched by the time of the order                                 |
/// | `m.quantities(quantities, lines, draws)`| writes every element: units, 1 to 10,000; lines have their SKU        |
///
/// In `basket_sizes` the entities of `draws` are the orders, in the others the lines. Lines of one order lie together
/// and all of them are in the block. Use `draws.of(Purpose::basket_size)` and so on, or `user_purpose(n)`.
///
/// Optional: `m.prepare(setting)` is called once on a copy before the run (tables over the catalogue; concept
/// Preparable); `m.affinity_groups(groups, customers)` sorts customers into groups, which the truth table shows.
///
/// Models: IndependentBasket, CrossSellBasket, AffinityBasket, DirichletBrandBasket.
/// Writing one: examples/custom_basket.cpp.
template <class M>
concept BasketModel =
    std::copyable<M> &&
    requires(const M m, std::span<std::int32_t> sizes, std::span<std::uint32_t> skus,
             std::span<std::int32_t> quantities, const OrderBlock& orders, const LineBlock& lines, const Draws& draws) {
      { m.basket_sizes(sizes, orders, draws) } -> std::same_as<void>;
      { m.choose_skus(skus, lines, draws) } -> std::same_as<void>;
      { m.quantities(quantities, lines, draws) } -> std::same_as<void>;
    };

/// A basket model whose choice depends on groups of customers.
template <class M>
concept GroupedBasket =
    BasketModel<M> && requires(const M m, std::span<std::uint32_t> groups, const CustomerBlock& customers) {
      { m.affinity_groups(groups, customers) } -> std::same_as<void>;
    };

}  // namespace retailsim
