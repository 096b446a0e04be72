#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include <retailsim/core/blocks.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Who the customers are and how often each buys.
///
/// | expression                         | effect                                                                   |
/// |------------------------------------|--------------------------------------------------------------------------|
/// | `m.traits(traits, draws)`          | writes every element of every span; codes below the labels' count        |
/// | `m.labels()`                       | `TraitLabels`: what the codes mean                                       |
/// | `m.rates(rates, customers, draws)` | writes every element: orders per year of 365 days while alive, in mean   |
/// |                                    | days of the season; finite and >= 0; customers have traits               |
///
/// The entities of `draws` are the customers: draws.first() + i is the index of customer i, from 0.
///
/// Models: GammaRates, UniformIntegerRates, ZipfRates; SegmentedPopulation gives traits to any of them.
template <class M>
concept Population = std::copyable<M> && requires(const M m, const TraitSpans& traits, std::span<double> rates,
                                                  const CustomerBlock& customers, const Draws& draws) {
  { m.traits(traits, draws) } -> std::same_as<void>;
  { m.labels() } -> std::convertible_to<TraitLabels>;
  { m.rates(rates, customers, draws) } -> std::same_as<void>;
};

/// A population whose gaps between orders are more regular than exponential: Erlang with this shape, 1 to 16.
template <class M>
concept ErlangPopulation = Population<M> && requires(const M m) {
  { m.gap_shape() } -> std::convertible_to<int>;
};

/// A population that buys in several shops.
///
/// | expression                        | effect                                                                    |
/// |-----------------------------------|---------------------------------------------------------------------------|
/// | `m.shops(shops, orders, draws)`   | writes every element: code of the order's shop                            |
/// | `m.shop_labels()`                 | `Labels`: what the codes mean                                             |
template <class M>
concept ShopPopulation =
    Population<M> && requires(const M m, std::span<std::uint8_t> shops, const OrderBlock& orders, const Draws& draws) {
      { m.shops(shops, orders, draws) } -> std::same_as<void>;
      { m.shop_labels() } -> std::convertible_to<Labels>;
    };

}  // namespace retailsim
