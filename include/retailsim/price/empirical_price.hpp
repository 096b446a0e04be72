#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/price/concept.hpp>
#include <retailsim/price/cost_ratio.hpp>
#include <retailsim/random/detail/portable.hpp>

namespace retailsim {

/// List prices as they are found in a real shop: drawn from a sample, or by a table of quantiles. Lines are paid at
/// list price.
class EmpiricalPrice {
 public:
  /// Each SKU takes one of the sample's prices, all equally likely: the law is the sample's own.
  /// \param prices  currency units, finite and > 0
  /// \throws std::invalid_argument on an empty sample, or a price or cost ratio out of range
  static EmpiricalPrice from_sample(std::vector<double> prices, CostRatio cost = {}) {
    return {std::move(prices), cost, false};
  }

  /// Quantile j of k is at probability j / (k - 1), so the first is the smallest and the last the largest price; in
  /// between the quantile function is linear.
  /// \param prices  at least two, currency units, finite and > 0, none below the one before
  /// \throws std::invalid_argument on fewer than two, a decrease, or a price or cost ratio out of range
  static EmpiricalPrice from_quantiles(std::vector<double> prices, CostRatio cost = {}) {
    detail::at_least<std::size_t>(prices.size(), 2, "EmpiricalPrice: number of quantiles");
    for (std::size_t j = 1; j < prices.size(); ++j) {
      detail::require(prices[j] >= prices[j - 1], prices[j], "EmpiricalPrice: quantile " + std::to_string(j),
                      ">= the one before, " + detail::number_text(prices[j - 1]));
    }
    return {std::move(prices), cost, true};
  }

  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue&, const Draws& draws) const {
    const Draws words = draws.of(Purpose::list_price);
    std::uint64_t chunk[Draws::chunk_size];
    for (std::size_t begin = 0; begin < prices.size(); begin += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, prices.size() - begin);
      words.part(begin, n).words(std::span<std::uint64_t>(chunk, n));
      for (std::size_t i = 0; i < n; ++i) prices[begin + i] = price_of(chunk[i]);
    }
    cost_.write(costs, prices, draws);
  }

  void paid_prices(std::span<std::int64_t>, std::span<std::int32_t>, const LineBlock&, const Draws&) const {}

 private:
  EmpiricalPrice(std::vector<double> prices, CostRatio cost, bool interpolated)
      : prices_(std::move(prices)), cost_(cost), interpolated_(interpolated) {
    detail::at_least<std::size_t>(prices_.size(), 1, "EmpiricalPrice: number of prices");
    for (const double price : prices_) detail::positive(price, "EmpiricalPrice: each price");
    cost_.checked("EmpiricalPrice");
  }

  double price_of(std::uint64_t word) const {
    const std::uint64_t n_cells = prices_.size() - (interpolated_ ? 1 : 0);
    const auto cell = static_cast<std::size_t>(detail::multiply_high(word, n_cells));
    if (!interpolated_) return prices_[cell];
    const double into_cell = static_cast<double>(word * n_cells >> 11) * 0x1p-53;
    return std::fma(into_cell, prices_[cell + 1] - prices_[cell], prices_[cell]);
  }

  std::vector<double> prices_;
  CostRatio cost_;
  bool interpolated_;
};
static_assert(PriceModel<EmpiricalPrice>);

}  // namespace retailsim
