#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/price/concept.hpp>

namespace retailsim::vantage {

/// Prices and costs that are known already: element i is the SKU of index i. What is paid is the list price.
class ListedPrice {
 public:
  /// \param prices,costs  cents; prices > 0, costs >= 0, both below 1e12; shape {n_skus} each
  /// \throws std::invalid_argument if a value is out of range or the lengths differ
  ListedPrice(std::vector<std::int64_t> prices, std::vector<std::int64_t> costs)
      : prices_(std::move(prices)), costs_(std::move(costs)) {
    constexpr std::int64_t most = 999'999'999'999;
    detail::require(costs_.size() == prices_.size(), costs_.size(), "ListedPrice: number of costs",
                    "that of the prices, " + std::to_string(prices_.size()));
    for (const auto price : prices_) detail::in_range<std::int64_t>(price, 1, most, "ListedPrice: a price");
    for (const auto cost : costs_) detail::in_range<std::int64_t>(cost, 0, most, "ListedPrice: a cost");
  }

  /// \throws std::invalid_argument if the catalogue has another number of SKUs
  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue& catalogue,
                   const Draws& draws) const {
    detail::require(catalogue.n_skus() == prices_.size(), catalogue.n_skus(), "ListedPrice: number of SKUs",
                    "that of the prices, " + std::to_string(prices_.size()));
    for (std::size_t i = 0; i < prices.size(); ++i) {
      const auto sku = static_cast<std::size_t>(draws.entity(i));
      // The nearest double: taken times 100 and rounded, it is the same number of cents again.
      prices[i] = static_cast<double>(prices_.at(sku)) / 100;
      costs[i] = static_cast<double>(costs_.at(sku)) / 100;
    }
  }

  void paid_prices(std::span<std::int64_t>, std::span<std::int32_t>, const LineBlock&, const Draws&) const {}

 private:
  std::vector<std::int64_t> prices_, costs_;
};
static_assert(PriceModel<ListedPrice>);

}  // namespace retailsim::vantage
