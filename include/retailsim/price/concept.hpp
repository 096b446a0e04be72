#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// List price and cost of each SKU, and the price paid on each line.
///
/// | expression                                            | effect                                                   |
/// |-------------------------------------------------------|----------------------------------------------------------|
/// | `m.list_prices(prices, costs, catalogue, draws)`      | writes every element; element i is SKU draws.first() + i |
/// |                                                       | of the catalogue; shape {n}; currency units; prices      |
/// |                                                       | finite and > 0, costs finite and >= 0                    |
/// | `m.paid_prices(unit_prices, discounts, lines, draws)` | may change any element; shape {lines.size()}; unit price |
/// |                                                       | in cents, comes in as the list price; discount in basis  |
/// |                                                       | points of the line (0 to 10,000), comes in as 0          |
///
/// Lines have SKU, quantity and list price, their orders the time, the orders' customers traits and rates. `draws`
/// has the lines as entities (own purposes: `Purpose::line_discount`, or `user_purpose(n)`).
/// A model is a value. Its calls are const and keep nothing; what they write for a SKU or line depends on that one's
/// own draws and data only, so any block, order or thread gives the same prices.
///
/// Models: LogNormalPrice, CategoryPrice, EmpiricalPrice, and what wraps them: PriceEndings, EventDiscount,
/// RandomDiscount. Functions of one row: PriceFunction. Writing one: examples/custom_price.cpp.
template <class M>
concept PriceModel =
    std::copyable<M> && requires(const M m, std::span<double> prices, std::span<double> costs,
                                 const Catalogue& catalogue, std::span<std::int64_t> unit_prices,
                                 std::span<std::int32_t> discounts, const LineBlock& lines, const Draws& draws) {
      { m.list_prices(prices, costs, catalogue, draws) } -> std::same_as<void>;
      { m.paid_prices(unit_prices, discounts, lines, draws) } -> std::same_as<void>;
    };

}  // namespace retailsim
