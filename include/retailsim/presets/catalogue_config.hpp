#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <retailsim/catalogue/catalogue_plan.hpp>
#include <retailsim/catalogue/sku_set.hpp>
#include <retailsim/config/parameter.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/core/time.hpp>

namespace retailsim {

enum class PriceLawName { log_normal, uniform };
inline constexpr std::array<std::string_view, 2> price_law_names{"log_normal", "uniform"};
constexpr const auto& names_of(PriceLawName) { return price_law_names; }

/// List prices of a product group's SKUs.
struct GroupPriceConfig {
  PriceLawName law = PriceLawName::log_normal;
  double median = 20, sigma = 0.8;
  double low = 10, high = 100;

  static auto parameters() {
    using C = GroupPriceConfig;
    constexpr auto log_normal = [](const C& c) { return c.law == PriceLawName::log_normal; };
    constexpr auto uniform = [](const C& c) { return c.law == PriceLawName::uniform; };
    return std::tuple{
        Parameter{"law", &C::law, "log_normal, or uniform: every cent from low to high alike"},
        Parameter{"median", &C::median, "currency units", Rule{0.01, 1e8}, log_normal},
        Parameter{"sigma", &C::sigma, "standard deviation of the log price", Rule{0, 5, true}, log_normal},
        Parameter{"low", &C::low, "currency units", Rule{0.01, 1e8}, uniform},
        Parameter{"high", &C::high, "currency units; = low: all the same", Rule{0.01, 1e8}, uniform}};
  }
  void check(const std::string& path) const {
    if (law == PriceLawName::uniform && high < low) {
      throw ParameterError(path + ".high", ">= low = " + detail::number_text(low), detail::number_text(high),
                           {path + ".low"});
    }
  }
};

struct CategoryConfig {
  std::string name = "all";
  std::vector<std::string> kinds{};

  static auto parameters() {
    using C = CategoryConfig;
    return std::tuple{Parameter{"name", &C::name, "label of level 2"},
                      Parameter{"kinds", &C::kinds, "labels of level 3, the kinds of product"}};
  }
  void check(const std::string& path) const { check_labels(kinds, path + ".kinds"); }
};

/// A product group; see `ProductGroupPlan`.
struct GroupConfig {
  std::string name = "all";
  double weight = 1;
  std::int64_t n_skus = 100;
  std::string category_l1 = "all";
  std::vector<std::string> brands{};
  std::vector<CategoryConfig> categories{};
  std::vector<std::string> variants{}, sizes{};
  double popularity_sigma = 0;
  GroupPriceConfig price{};
  double return_probability = 0, return_concentration = 0;

  static auto parameters() {
    using C = GroupConfig;
    return std::tuple{
        Parameter{"name", &C::name, "label"},
        Parameter{"weight", &C::weight, "share of lines among the groups, any scale", Rule::positive()},
        Parameter{"n_skus", &C::n_skus, "number of SKUs", Rule::between(1, 1 << 20)},
        Parameter{"category_l1", &C::category_l1, "label of level 1"},
        Parameter{"brands", &C::brands, "each offers every kind of product"},
        Parameter{"categories", &C::categories, "categories of level 2 with their kinds of product"},
        Parameter{"variants", &C::variants, "words that tell SKUs of a kind apart: colours, flavours"},
        Parameter{"sizes", &C::sizes, "further such words: sizes, packs"},
        Parameter{"popularity_sigma", &C::popularity_sigma, "of the log popularity of SKUs; 0: all alike",
                  Rule::between(0, 5)},
        Parameter{"price", &C::price, "list prices"},
        Parameter{"return_probability", &C::return_probability, "of a sold line, mean over SKUs", Rule::share()},
        Parameter{"return_concentration", &C::return_concentration,
                  "SKUs' own ~ Beta(mean c, (1 - mean) c); 0: all have the mean", Rule::between(0, 1e6)}};
  }

  void check(const std::string& path) const {
    check_labels(brands, path + ".brands");
    check_labels(categories, path + ".categories", &CategoryConfig::name);
    check_labels(variants, path + ".variants");
    check_labels(sizes, path + ".sizes");
    // The parameters of the beta law, which is not drawn from below a thousandth.
    const double least = 0.001 / std::min(return_probability, 1 - return_probability);
    if (return_concentration > 0 && return_concentration < least && std::isfinite(least)) {
      throw ParameterError(path + ".return_concentration",
                           "0, or >= " + detail::number_text(least) +
                               " with return_probability = " + detail::number_text(return_probability),
                           detail::number_text(return_concentration), {path + ".return_probability"});
    }
  }

  ProductGroupPlan plan() const {
    ProductGroupPlan plan{.name = name, .weight = weight, .n_skus = n_skus, .category_l1 = category_l1};
    for (const CategoryConfig& category : categories) plan.categories.push_back({category.name, category.kinds});
    plan.brands = brands;
    if (!variants.empty()) plan.variants.push_back(variants);
    if (!sizes.empty()) plan.variants.push_back(sizes);
    if (popularity_sigma > 0) plan.popularity = PopularityLaw::log_normal(popularity_sigma);
    plan.return_probability = return_probability;
    plan.return_concentration = return_concentration;
    return plan;
  }
};

/// When SKUs are launched; see `LaunchPlan`.
struct LaunchConfig {
  double share_before = 1;
  Date earliest{2018, 1, 1}, from{2023, 1, 1}, to{2025, 1, 1};

  static auto parameters() {
    using C = LaunchConfig;
    return std::tuple{Parameter{"share_before", &C::share_before, "of SKUs launched before `from`", Rule::share()},
                      Parameter{"earliest", &C::earliest, "these on the first of a month from here on"},
                      Parameter{"from", &C::from, "the others on the first of a month from here on"},
                      Parameter{"to", &C::to, "and before this day"}};
  }
  void check(const std::string& path) const {
    const auto after = [&](Date later, const char* name, Date earlier, const char* other) {
      if (later > earlier) return;
      throw ParameterError(path + '.' + name, std::string("after ") + other + " = " + to_string(earlier),
                           to_string(later), {path + '.' + other});
    };
    after(from, "from", earliest, "earliest");
    after(to, "to", from, "from");
  }
};

/// What the shop sells.
struct CatalogueConfig {
  LaunchConfig launches{};
  std::vector<GroupConfig> groups{{}};

  static auto parameters() {
    using C = CatalogueConfig;
    return std::tuple{Parameter{"launches", &C::launches, "when SKUs are launched"},
                      Parameter{"groups", &C::groups, "product groups"}};
  }
  void check(const std::string& path) const {
    if (groups.empty()) throw ParameterError(path + ".groups", "a list of one product group at least", "none");
    check_labels(groups, path + ".groups", &GroupConfig::name);
  }

  CataloguePlan plan() const {
    CataloguePlan plan;
    for (const GroupConfig& group : groups) plan.groups.push_back(group.plan());
    plan.launches = {launches.share_before, launches.earliest, launches.from, launches.to};
    return plan;
  }

  /// What a column of the catalogue can say.
  Labels labels(SkuLabel by) const {
    Labels all;
    const auto add = [&](const std::string& label) {
      if (std::ranges::find(all, label) == all.end()) all.push_back(label);
    };
    for (const GroupConfig& group : groups) {
      if (by == SkuLabel::product_group) add(group.name);
      if (by == SkuLabel::category_l1) add(group.category_l1);
      if (by == SkuLabel::brand) std::ranges::for_each(group.brands, add);
      for (const CategoryConfig& category : group.categories) {
        if (by == SkuLabel::category_l2) add(category.name);
        if (by == SkuLabel::category_l3) std::ranges::for_each(category.kinds, add);
      }
    }
    return all;
  }

  std::int64_t n_skus() const {
    std::int64_t n = 0;
    for (const GroupConfig& group : groups) n += group.n_skus;
    return n;
  }
  /// Gives the groups `n` SKUs together, in proportion to what they have, and one at least to each.
  /// \param what  what `n` is, for the message
  /// \throws std::invalid_argument if n is below the number of groups or above 2^20 a group
  void resize(std::int64_t n, const std::string& what) {
    const auto n_groups = static_cast<std::int64_t>(groups.size());
    detail::require(n >= n_groups && n <= n_groups << 20, n, what,
                    "in [" + std::to_string(n_groups) + ", " + std::to_string(n_groups << 20) + "] for " +
                        std::to_string(n_groups) + " product groups");
    const std::int64_t total = n_skus();
    std::int64_t before = 0, given = 0, left_groups = n_groups;
    for (GroupConfig& group : groups) {
      before += group.n_skus;
      --left_groups;
      const std::int64_t up_to = (before * n + total / 2) / total;
      group.n_skus = std::clamp<std::int64_t>(up_to - given, 1, n - given - left_groups);
      given += group.n_skus;
    }
  }
};

}  // namespace retailsim
