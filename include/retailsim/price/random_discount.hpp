#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include <retailsim/core/error.hpp>
#include <retailsim/price/concept.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// Each line by itself is discounted with a probability: a voucher, a markdown. Where the inner model discounts it too,
/// the larger of the two counts. The expected share of lines with this discount is the probability itself, taken to the
/// nearest multiple of 2^-32.
template <PriceModel Inner>
class RandomDiscount {
 public:
  struct Parameters {
    double probability = 0.05;                 ///< of a line, in [0, 1]
    std::int32_t basis_points = 1000;          ///< of the line's amount, 0 to 10,000
    Purpose purpose = Purpose::line_discount;  ///< of the coin; another one for a second such model around the first
  };

  /// \param inner  gives list prices and discounts of its own
  /// \throws std::invalid_argument if a parameter is out of range
  RandomDiscount(Inner inner, const Parameters& parameters)
      : inner_(std::move(inner)),
        parameters_(parameters),
        coin_(detail::share(parameters.probability, "RandomDiscount: probability")) {
    detail::in_range(parameters.basis_points, 0, 10'000, "RandomDiscount: basis_points");
  }

  void prepare(const Setting& setting) {
    if constexpr (Preparable<Inner>) inner_.prepare(setting);
  }

  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue& catalogue,
                   const Draws& draws) const {
    inner_.list_prices(prices, costs, catalogue, draws);
  }

  void paid_prices(std::span<std::int64_t> unit_prices, std::span<std::int32_t> discounts, const LineBlock& lines,
                   const Draws& draws) const {
    inner_.paid_prices(unit_prices, discounts, lines, draws);
    const Draws coins = draws.of(parameters_.purpose);
    std::uint8_t discounted[Draws::chunk_size];
    const std::int32_t points = parameters_.basis_points;
    for (std::size_t begin = 0; begin < discounts.size(); begin += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, discounts.size() - begin);
      coins.part(begin, n).fill(std::span<std::uint8_t>(discounted, n), coin_);
      std::int32_t* const part = discounts.data() + begin;
      for (std::size_t i = 0; i < n; ++i) part[i] = std::max(part[i], -std::int32_t{discounted[i]} & points);
    }
  }

  const Parameters& parameters() const { return parameters_; }
  const Inner& inner() const { return inner_; }

 private:
  Inner inner_;
  Parameters parameters_;
  Bernoulli coin_;
};

/// `RandomDiscount(LogNormalPrice(3, 0.8), {.probability = 0.1, .basis_points = 500})`.
template <PriceModel Inner>
RandomDiscount(Inner, const typename RandomDiscount<Inner>::Parameters&) -> RandomDiscount<Inner>;

}  // namespace retailsim
