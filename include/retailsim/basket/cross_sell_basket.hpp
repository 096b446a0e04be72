#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/basket/basket_shape.hpp>
#include <retailsim/basket/concept.hpp>
#include <retailsim/basket/grouped_choice.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// The first line of an order is of a SKU drawn by popularity; the other lines go with it: where the first SKU is of a
/// rule's `from`, the odds of `to` in each of the others are exactly `odds_ratio` times as high, see `CrossSellRule`.
/// Given the first, the others are independent. Affinity rules, if there are any, apply to all lines besides.
class CrossSellBasket {
 public:
  struct Parameters {
    BasketShape shape{};
    std::vector<CrossSellRule> cross_sell{};
    std::vector<AffinityRule> affinity{};
  };

  /// \throws std::invalid_argument if the shape or an odds ratio is out of range
  explicit CrossSellBasket(Parameters parameters) : CrossSellBasket(std::move(parameters), "CrossSellBasket") {}

  /// \throws std::invalid_argument if a rule names what catalogue or population do not have
  void prepare(const Setting& setting) {
    choice_ = GroupedChoice(setting, parameters_.affinity, parameters_.cross_sell, owner_);
  }

  void basket_sizes(std::span<std::int32_t> sizes, const OrderBlock&, const Draws& draws) const {
    parameters_.shape.write_sizes(sizes, draws);
  }
  void choose_skus(std::span<std::uint32_t> skus, const LineBlock& lines, const Draws& draws) const {
    choice_.choose(skus, lines, draws);
  }
  void quantities(std::span<std::int32_t> quantities, const LineBlock&, const Draws& draws) const {
    parameters_.shape.write_quantities(quantities, draws);
  }
  void affinity_groups(std::span<std::uint32_t> groups, const CustomerBlock& customers) const {
    choice_.groups().write(groups, customers);
  }

  const Parameters& parameters() const { return parameters_; }
  const BasketShape& shape() const { return parameters_.shape; }
  /// Groups and exact probabilities; empty before `prepare`.
  const GroupedChoice& choice() const { return choice_; }

 protected:
  /// \param owner  the model, for messages
  CrossSellBasket(Parameters parameters, std::string owner)
      : parameters_(std::move(parameters)), owner_(std::move(owner)) {
    parameters_.shape.checked(owner_);
    GroupedChoice::check(parameters_.affinity, parameters_.cross_sell, owner_);
  }

 private:
  Parameters parameters_;
  std::string owner_;
  GroupedChoice choice_;
};
static_assert(GroupedBasket<CrossSellBasket> && Preparable<CrossSellBasket>);

}  // namespace retailsim
