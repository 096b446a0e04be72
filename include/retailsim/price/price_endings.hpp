#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include <retailsim/core/error.hpp>
#include <retailsim/price/concept.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// Charm prices: a share of the SKUs gets the nearest price with a given ending, by default .99; the others keep what
/// the inner model gives them. A price halfway between two goes up; none falls below the smallest price > 0 with the
/// ending. Costs stay as they are.
/// Source: R. M. Schindler and P. N. Kirby, Patterns of Rightmost Digits Used in Advertised Prices, 1997.
template <PriceModel Inner>
class PriceEndings {
 public:
  /// \param inner   gives prices and costs
  /// \param share   of the SKUs that get the ending, in [0, 1]; each SKU by itself
  /// \param ending  part of the price below 1, in whole cents; in [0, 0.99]
  /// \throws std::invalid_argument unless share and ending are in range
  explicit PriceEndings(Inner inner, double share = 1, double ending = 0.99)
      : inner_(std::move(inner)),
        coin_(detail::share(share, "PriceEndings: share")),
        ending_(static_cast<std::int64_t>(
            std::fma(detail::in_range(ending, 0, 0.99, "PriceEndings: ending"), 100.0, 0.5))) {}

  void prepare(const Setting& setting) {
    if constexpr (Preparable<Inner>) inner_.prepare(setting);
  }

  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue& catalogue,
                   const Draws& draws) const {
    inner_.list_prices(prices, costs, catalogue, draws);
    const Draws coins = draws.of(Purpose::price_ending);
    for (std::size_t i = 0; i < prices.size(); ++i) {
      if (coins.at(i, coin_) == 0) continue;
      const auto cents = static_cast<std::int64_t>(std::fma(prices[i], 100.0, 0.5));
      prices[i] = static_cast<double>(nearest(cents)) / 100.0;
    }
  }

  void paid_prices(std::span<std::int64_t> unit_prices, std::span<std::int32_t> discounts, const LineBlock& lines,
                   const Draws& draws) const {
    inner_.paid_prices(unit_prices, discounts, lines, draws);
  }

  /// The price with the ending that is nearest to a price; both in cents.
  std::int64_t nearest(std::int64_t cents) const {
    const std::int64_t smallest = ending_ > 0 ? ending_ : 100;
    const std::int64_t shifted = cents - ending_ + 50;
    const std::int64_t whole = shifted >= 0 ? shifted / 100 : -((99 - shifted) / 100);
    return std::max(smallest, whole * 100 + ending_);
  }

  const Inner& inner() const { return inner_; }
  /// Of the SKUs that get the ending.
  double share() const { return coin_.mean(); }

 private:
  Inner inner_;
  Bernoulli coin_;
  std::int64_t ending_;  // cents
};

}  // namespace retailsim
