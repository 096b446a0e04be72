#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <retailsim/catalogue/popularity_law.hpp>
#include <retailsim/core/time.hpp>

namespace retailsim {

/// A category of level 2 and what it holds: level 3, the kinds of product, which also give SKUs their names.
struct CategoryPlan {
  std::string l2;
  std::vector<std::string> l3{};  ///< none: the category itself is the only kind
};

/// A group of products that share a story. Every brand offers every kind of product in every variant.
struct ProductGroupPlan {
  std::string name;
  double weight = 1;                       ///< expected share of sales among the groups, kept exactly; > 0
  std::int64_t n_skus = 0;                 ///< 0: every combination of brand, kind and variant once
  std::string category_l1{};               ///< empty: the group's name
  std::vector<CategoryPlan> categories{};  ///< none: the group is its own only category
  std::vector<std::string> brands{};       ///< none: one brand, "unbranded", which names leave out
  std::vector<std::vector<std::string>>
      variants{};  ///< one list of words for each way to differ: size, colour, flavour
  PopularityLaw popularity = PopularityLaw::equal();  ///< within the group
  double return_probability = 0;                      ///< mean over the group's SKUs
  double return_concentration = 0;  ///< each SKU's own ~ Beta(mean c, (1 - mean) c); 0: all have the mean
};

/// When SKUs come on the market. Whatever the share, the most popular SKU of each group is launched before `from`, so
/// that every group sells from the first day on.
struct LaunchPlan {
  double share_before = 1;    ///< of SKUs launched before `from`, each by its own coin
  Date earliest{2015, 1, 1};  ///< these on the first of a month, each equally likely, from here on
  Date from{2023, 1, 1};      ///< the others on the first of a month in [from, to), each equally likely
  Date to{2024, 1, 1};
};

/// What a shop sells; `make_catalogue` makes the SKUs of it.
struct CataloguePlan {
  std::vector<ProductGroupPlan> groups{};
  LaunchPlan launches{};
  std::optional<PopularityLaw> popularity{};  ///< one law over all SKUs, in place of the groups' laws and weights
};

}  // namespace retailsim
