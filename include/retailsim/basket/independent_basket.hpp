#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

#include <retailsim/basket/basket_shape.hpp>
#include <retailsim/basket/concept.hpp>
#include <retailsim/basket/sku_choice.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// Every line of every order is of a SKU drawn by the catalogue's popularity among those launched by then, whoever buys
/// and whatever else is in the basket. Sizes and quantities have laws of their own.
class IndependentBasket {
 public:
  /// \throws std::invalid_argument if sizes are not 1 to 4096 or quantities not 1 to 10,000
  explicit IndependentBasket(BasketShape shape = {}) : shape_(std::move(shape.checked("IndependentBasket"))) {}

  /// \throws std::invalid_argument if nothing is launched by the first day of registration
  void prepare(const Setting& setting) {
    choice_ = SkuChoice(setting.catalogue, std::nullopt, setting.scenario.registered_from, "IndependentBasket");
  }

  void basket_sizes(std::span<std::int32_t> sizes, const OrderBlock&, const Draws& draws) const {
    shape_.write_sizes(sizes, draws);
  }

  void choose_skus(std::span<std::uint32_t> skus, const LineBlock& lines, const Draws& line_draws) const {
    const Draws draws = line_draws.of(Purpose::line_sku);
    std::uint64_t words[SkuChoice::chunk_size];
    for (std::size_t begin = 0; begin < skus.size(); begin += SkuChoice::chunk_size) {
      const std::size_t n = std::min(SkuChoice::chunk_size, skus.size() - begin);
      const Draws part = draws.part(begin, n);
      part.words(std::span<std::uint64_t>(words, n));
      choice_.choose(skus.subspan(begin, n), {}, std::span<const std::uint64_t>(words, n), lines, begin, part);
    }
  }

  void quantities(std::span<std::int32_t> quantities, const LineBlock&, const Draws& draws) const {
    shape_.write_quantities(quantities, draws);
  }

  const BasketShape& shape() const { return shape_; }
  /// The tables behind the choice, for exact probabilities; empty before `prepare`.
  const SkuChoice& choice() const { return choice_; }

 private:
  BasketShape shape_;
  SkuChoice choice_;
};
static_assert(BasketModel<IndependentBasket> && Preparable<IndependentBasket>);

}  // namespace retailsim
