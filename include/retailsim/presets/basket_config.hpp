#pragma once

#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <retailsim/basket/customer_groups.hpp>
#include <retailsim/basket/grouped_choice.hpp>
#include <retailsim/catalogue/sku_set.hpp>
#include <retailsim/config/parameter.hpp>
#include <retailsim/presets/law_config.hpp>

namespace retailsim {

inline constexpr std::array<std::string_view, 6> trait_names{"gender",  "country",      "channel",
                                                             "segment", "loyalty_tier", "age"};
constexpr const auto& names_of(Trait) { return trait_names; }
inline constexpr std::array<std::string_view, 5> sku_label_names{"product_group", "brand", "category_l1", "category_l2",
                                                                 "category_l3"};
constexpr const auto& names_of(SkuLabel) { return sku_label_names; }

/// How many lines and units; see `BasketShape`.
struct BasketConfig {
  CountConfig size{};
  CountConfig quantity{};

  static auto parameters() {
    using C = BasketConfig;
    return std::tuple{Parameter{"size", &C::size, "lines of an order"},
                      Parameter{"quantity", &C::quantity, "units of a line"}};
  }
};

/// Customers of a kind like some SKUs more, or less; see `AffinityRule`.
struct AffinityConfig {
  Trait trait = Trait::gender;
  std::string value = "female";
  int age_from = 20, age_to = 30;
  SkuLabel by = SkuLabel::category_l1;
  std::string label{};
  double odds_ratio = 1;

  static auto parameters() {
    using C = AffinityConfig;
    constexpr auto age = [](const C& c) { return c.trait == Trait::age; };
    constexpr auto other = [](const C& c) { return c.trait != Trait::age; };
    return std::tuple{
        Parameter{"trait", &C::trait, "what tells the customers apart"},
        Parameter{"value", &C::value, "their value of the trait", {}, other},
        Parameter{"age_from", &C::age_from, "age at registration, completed years: from this one on",
                  Rule::between(0, 199), age},
        Parameter{"age_to", &C::age_to, "and below this one", Rule::between(1, 200), age},
        Parameter{"by", &C::by, "which label of SKUs is meant"},
        Parameter{"label", &C::label, "the SKUs' label"},
        Parameter{"odds_ratio", &C::odds_ratio, "odds of these SKUs, against those of others", Rule::positive()}};
  }
  void check(const std::string& path) const {
    if (trait == Trait::age && age_to <= age_from) {
      throw ParameterError(path + ".age_to", "> age_from = " + std::to_string(age_from), std::to_string(age_to),
                           {path + ".age_from"});
    }
  }
  AffinityRule rule() const {
    return {
        trait == Trait::age ? CustomerSet::ages(age_from, age_to) : CustomerSet{trait, value}, {by, label}, odds_ratio};
  }
};

/// Orders that begin with some SKUs go on with others; see `CrossSellRule`.
struct CrossSellConfig {
  SkuLabel by = SkuLabel::category_l1;
  std::string from{}, to{};
  double odds_ratio = 1;

  static auto parameters() {
    using C = CrossSellConfig;
    return std::tuple{
        Parameter{"by", &C::by, "which label of SKUs is meant"},
        Parameter{"from", &C::from, "label of the order's first SKU"},
        Parameter{"to", &C::to, "label of the SKUs that its other lines have oftener"},
        Parameter{"odds_ratio", &C::odds_ratio, "odds of these SKUs, against those in other orders", Rule::positive()}};
  }
  CrossSellRule rule() const { return {{by, from}, {by, to}, odds_ratio}; }
};

}  // namespace retailsim
