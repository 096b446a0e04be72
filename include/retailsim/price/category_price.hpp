#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/catalogue/sku_set.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/price/concept.hpp>
#include <retailsim/price/cost_ratio.hpp>
#include <retailsim/price/price_law.hpp>

namespace retailsim {

/// List prices by a law of their own for each product group, category or brand. Lines are paid at list price.
class CategoryPrice {
 public:
  struct Rule {
    std::string label;
    PriceLaw law;
  };
  struct Parameters {
    SkuLabel by = SkuLabel::product_group;
    std::vector<Rule> rules{};
    std::optional<PriceLaw> others{};  ///< of labels without a rule; none: each label that a SKU bears needs a rule
    CostRatio cost{};
  };

  /// \throws std::invalid_argument if there is no law, two rules have one label, or the cost ratio is out of range
  explicit CategoryPrice(Parameters parameters) : parameters_(std::move(parameters)) {
    const std::vector<Rule>& rules = parameters_.rules;
    if (rules.empty() && !parameters_.others) detail::invalid("CategoryPrice: rules", "at least one", "none");
    for (std::size_t r = 0; r < rules.size(); ++r) {
      const auto same = [&](const Rule& other) { return other.label == rules[r].label; };
      if (std::count_if(rules.begin(), rules.end(), same) > 1) {
        detail::invalid("CategoryPrice: labels of rules", "different", "two of \"" + rules[r].label + '"');
      }
    }
    parameters_.cost.checked("CategoryPrice");
  }

  /// \throws std::invalid_argument if a rule's label is not the catalogue's, or a SKU's label has no law
  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue& catalogue,
                   const Draws& draws) const {
    const std::vector<const PriceLaw*> law_of = laws(catalogue);
    const std::vector<std::int16_t>& codes = codes_of(catalogue, parameters_.by);
    for (std::size_t i = 0; i < prices.size(); ++i) {
      prices[i] = law_of[static_cast<std::size_t>(codes[draws.entity(i)])]->draw(draws, i);
    }
    parameters_.cost.write(costs, prices, draws);
  }

  void paid_prices(std::span<std::int64_t>, std::span<std::int32_t>, const LineBlock&, const Draws&) const {}

  const Parameters& parameters() const { return parameters_; }

 private:
  /// The law of each code of the labels; null only for labels that no SKU bears.
  std::vector<const PriceLaw*> laws(const Catalogue& catalogue) const {
    const Labels& labels = labels_of(catalogue, parameters_.by);
    const std::string column(to_string(parameters_.by));
    std::vector<const PriceLaw*> result(labels.size(), parameters_.others ? &*parameters_.others : nullptr);
    for (const Rule& rule : parameters_.rules) {
      const auto found = std::ranges::find(labels, rule.label);
      if (found == labels.end()) {
        detail::invalid("CategoryPrice: label of a rule", "a " + column + " of the catalogue", '"' + rule.label + '"');
      }
      result[static_cast<std::size_t>(found - labels.begin())] = &rule.law;
    }
    for (const std::int16_t code : codes_of(catalogue, parameters_.by)) {
      const auto c = static_cast<std::size_t>(code);
      if (!result[c]) detail::invalid("CategoryPrice: each " + column, "given a law", '"' + labels[c] + "\" without");
    }
    return result;
  }

  Parameters parameters_;
};
static_assert(PriceModel<CategoryPrice>);

}  // namespace retailsim
