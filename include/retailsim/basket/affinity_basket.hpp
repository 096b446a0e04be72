#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/basket/basket_shape.hpp>
#include <retailsim/basket/concept.hpp>
#include <retailsim/basket/grouped_choice.hpp>
#include <retailsim/scenario/setting.hpp>

namespace retailsim {

/// Every line is of a SKU drawn by popularity, changed by what customers of that gender, age, segment, ... like: each
/// rule multiplies the odds of its SKUs by exactly its odds ratio, see `AffinityRule`. Lines of an order are
/// independent given the customer.
class AffinityBasket {
 public:
  struct Parameters {
    BasketShape shape{};
    std::vector<AffinityRule> affinity{};
  };

  /// \throws std::invalid_argument if the shape or an odds ratio is out of range
  explicit AffinityBasket(Parameters parameters) : parameters_(std::move(parameters)) {
    parameters_.shape.checked("AffinityBasket");
    GroupedChoice::check(parameters_.affinity, {}, "AffinityBasket");
  }

  /// \throws std::invalid_argument if a rule names what catalogue or population do not have
  void prepare(const Setting& setting) { choice_ = GroupedChoice(setting, parameters_.affinity, {}, "AffinityBasket"); }

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

 private:
  Parameters parameters_;
  GroupedChoice choice_;
};
static_assert(GroupedBasket<AffinityBasket> && Preparable<AffinityBasket>);

}  // namespace retailsim
