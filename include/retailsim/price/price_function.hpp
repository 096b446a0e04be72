#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>

#include <retailsim/price/concept.hpp>
#include <retailsim/random/uniform.hpp>

namespace retailsim {

/// A SKU as a price function sees it.
struct SkuRow {
  const Catalogue& catalogue;
  std::size_t sku_index;  ///< position in the catalogue's columns
  double uniform;         ///< the SKU's own random number in (0, 1), for the price
  double uniform_cost;    ///< another one, for the cost
};
struct ListPrice {
  double price;  ///< currency units, finite and > 0
  double cost;   ///< currency units, finite and >= 0
};

/// A line as a price function sees it.
struct LineRow {
  const OrderBlock& orders;
  std::uint32_t order;     ///< position in `orders`
  std::uint32_t customer;  ///< position in `*orders.customers`
  Seconds ordered_at;
  std::uint32_t sku_index;
  std::int32_t quantity;
  std::int64_t list_price;  ///< cents
  double uniform;           ///< the line's own random number in (0, 1); 32 bits
};
struct PaidPrice {
  std::int64_t unit_price;    ///< cents, >= 0
  std::int32_t basis_points;  ///< discount, 0 to 10,000
};

/// Pays the list price.
struct PayListPrice {
  PaidPrice operator()(const LineRow& line) const { return {line.list_price, 0}; }
};

/// A price model made of functions of one SKU and, where wanted, of one line:
///
///     PriceFunction([](const SkuRow& sku) { return ListPrice{5 + 20 * sku.uniform, 4}; },
///                   [](const LineRow& line) { return PaidPrice{line.list_price, line.quantity > 9 ? 500 : 0}; });
///
/// Functions are called through no pointer and must be pure: they get their randomness from the row.
template <class ListFunction, class PaidFunction = PayListPrice>
  requires std::copyable<ListFunction> && std::copyable<PaidFunction> &&
           std::is_invocable_r_v<ListPrice, const ListFunction&, const SkuRow&> &&
           std::is_invocable_r_v<PaidPrice, const PaidFunction&, const LineRow&>
class PriceFunction {
 public:
  explicit PriceFunction(ListFunction list, PaidFunction paid = {}) : list_(std::move(list)), paid_(std::move(paid)) {}

  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue& catalogue,
                   const Draws& draws) const {
    const Draws price_draws = draws.of(Purpose::list_price), cost_draws = draws.of(Purpose::cost);
    for (std::size_t i = 0; i < prices.size(); ++i) {
      const ListPrice sku = list_(SkuRow{.catalogue = catalogue,
                                         .sku_index = static_cast<std::size_t>(draws.entity(i)),
                                         .uniform = price_draws.at(i, Uniform{}),
                                         .uniform_cost = cost_draws.at(i, Uniform{})});
      prices[i] = sku.price;
      costs[i] = sku.cost;
    }
  }

  void paid_prices(std::span<std::int64_t> unit_prices, std::span<std::int32_t> discounts, const LineBlock& lines,
                   const Draws& line_draws) const {
    if constexpr (std::same_as<PaidFunction, PayListPrice>) return;
    const Draws draws = line_draws.of(Purpose::line_discount);
    double uniform[Draws::chunk_size];
    for (std::size_t begin = 0; begin < discounts.size(); begin += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, discounts.size() - begin);
      draws.part(begin, n).fill(std::span<double>(uniform, n), Uniform{});
      for (std::size_t i = begin; i < begin + n; ++i) {
        const OrderBlock& orders = *lines.orders;
        const std::uint32_t order = lines.order[i];
        const PaidPrice line = paid_(LineRow{.orders = orders,
                                             .order = order,
                                             .customer = orders.customer[order],
                                             .ordered_at = orders.ordered_at[order],
                                             .sku_index = lines.sku_index[i],
                                             .quantity = lines.quantity[i],
                                             .list_price = lines.list_price[i],
                                             .uniform = uniform[i - begin]});
        unit_prices[i] = line.unit_price;
        discounts[i] = line.basis_points;
      }
    }
  }

 private:
  ListFunction list_;
  PaidFunction paid_;
};

}  // namespace retailsim
