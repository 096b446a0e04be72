#pragma once

#include <utility>
#include <vector>

#include <retailsim/basket/basket_shape.hpp>
#include <retailsim/basket/concept.hpp>
#include <retailsim/basket/cross_sell_basket.hpp>
#include <retailsim/basket/grouped_choice.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// Every line is of a SKU drawn by popularity, changed by what customers of that gender, age, segment, ... like: each
/// rule multiplies the odds of its SKUs by exactly its odds ratio, see `AffinityRule`. Lines of an order are
/// independent given the customer: a `CrossSellBasket` without cross-sell rules.
class AffinityBasket : public CrossSellBasket {
 public:
  struct Parameters {
    BasketShape shape{};
    std::vector<AffinityRule> affinity{};
  };

  /// \throws std::invalid_argument if the shape or an odds ratio is out of range
  explicit AffinityBasket(Parameters parameters)
      : CrossSellBasket(
            {.shape = std::move(parameters.shape), .cross_sell = {}, .affinity = std::move(parameters.affinity)},
            "AffinityBasket") {}
};
static_assert(GroupedBasket<AffinityBasket> && Preparable<AffinityBasket>);

}  // namespace retailsim
