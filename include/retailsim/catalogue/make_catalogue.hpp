#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/catalogue/catalogue_plan.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/permutation.hpp>
#include <retailsim/random/purpose.hpp>

namespace retailsim {

namespace detail {

/// Fills a `Catalogue` group by group; see `make_catalogue`.
class CatalogueMaker {
 public:
  CatalogueMaker(const CataloguePlan& plan, std::uint64_t seed) : plan_(plan), draws_{.seed = seed} {
    at_least<std::size_t>(plan.groups.size(), 1, "CataloguePlan: number of groups");
    distinct(
        plan.groups, [](const auto& group) { return group.name; }, "CataloguePlan: groups");
    share(plan.launches.share_before, "LaunchPlan: share_before");
    after(plan.launches.from, plan.launches.earliest, "LaunchPlan: from");
    after(plan.launches.to, plan.launches.from, "LaunchPlan: to");
    before_ = month_starts(plan.launches.earliest, plan.launches.from);
    later_ = month_starts(plan.launches.from, plan.launches.to);
  }

  Catalogue make() {
    for (const ProductGroupPlan& group : plan_.groups) add(group);
    if (plan_.popularity) catalogue_.popularity = plan_.popularity->weights(catalogue_.n_skus(), draws_);
    launch();
    catalogue_.check();
    return std::move(catalogue_);
  }

 private:
  struct Kind {
    std::int16_t l2, l3;
    std::string name, category;
  };

  void add(const ProductGroupPlan& group) {
    const std::string owner = "ProductGroupPlan: ", of = " of " + group.name;
    if (!plan_.popularity) positive(group.weight, owner + "weight" + of);
    const std::vector<Kind> kinds = kinds_of(group);
    distinct(
        group.brands, [](const auto& brand) { return brand; }, owner + "brands" + of);
    std::uint64_t n_variants = 1;
    for (const auto& words : group.variants) {
      at_least<std::size_t>(words.size(), 1, owner + "number of words of each variant" + of);
      distinct(
          words, [](const auto& word) { return word; }, owner + "variants" + of);
      n_variants = std::min<std::uint64_t>(n_variants * words.size(), max_skus);
    }
    const std::size_t n_brands = std::max<std::size_t>(group.brands.size(), 1);
    const std::size_t n_pairs = n_brands * kinds.size();
    const std::uint64_t n_all = n_pairs * n_variants;
    const std::size_t begin = catalogue_.n_skus();
    in_range<std::int64_t>(group.n_skus, 0, max_skus, owner + "n_skus" + of);
    const std::uint64_t n = group.n_skus > 0 ? static_cast<std::uint64_t>(group.n_skus) : n_all;
    in_range<std::uint64_t>(n + begin, 1, max_skus, "CataloguePlan: number of SKUs up to the group " + group.name);
    catalogue_.resize(begin + n);

    const Draws draws = draws_from(begin);
    // SKUs come in rounds: each round has every pair of brand and kind once, in one order and each in its next variant,
    // so that a small catalogue shows all brands and kinds, and no two SKUs are the same.
    const auto order = addressed_permutation(n_pairs, draws.of(Purpose::sku_category));
    std::vector<std::uint64_t> first_variant(n_pairs);
    draws.of(Purpose::sku_name).words(first_variant);
    const std::int16_t group_code = code(catalogue_.product_groups, group.name);
    const std::int16_t l1 = code(catalogue_.categories_l1, group.category_l1.empty() ? group.name : group.category_l1);
    std::vector<std::int16_t> brands;
    for (const std::string& brand : group.brands) brands.push_back(code(catalogue_.brands, brand));
    if (brands.empty()) brands.push_back(code(catalogue_.brands, "unbranded"));
    for (std::size_t i = 0; i < n; ++i) {
      const std::size_t sku = begin + i, pair = order[i % n_pairs];
      const std::uint64_t round = i / n_pairs;
      const std::size_t brand = pair % n_brands;
      const Kind& kind = kinds[pair / n_brands];
      const std::uint64_t variant = (multiply_high(first_variant[pair], n_variants) + round) % n_variants;
      catalogue_.product_group[sku] = group_code;
      catalogue_.category_l1[sku] = l1;
      catalogue_.category_l2[sku] = kind.l2;
      catalogue_.category_l3[sku] = kind.l3;
      catalogue_.brand[sku] = brands[brand];
      set_name(group, brand, kind, variant, round / n_variants, sku);
    }
    if (!plan_.popularity) set_popularity(group, begin);
    set_return_probability(group, begin);
    ends_.push_back(begin + n);
  }

  void set_popularity(const ProductGroupPlan& group, std::size_t begin) {
    const std::vector<double> weights = group.popularity.weights(catalogue_.n_skus() - begin, draws_from(begin));
    CarefulSum sum;
    for (const double weight : weights) sum.add(weight);
    const double scale = group.weight / sum.value();
    for (std::size_t i = 0; i < weights.size(); ++i) catalogue_.popularity[begin + i] = weights[i] * scale;
  }

  void set_return_probability(const ProductGroupPlan& group, std::size_t begin) {
    const double mean = share(group.return_probability, "ProductGroupPlan: return_probability of " + group.name);
    const double c =
        not_negative(group.return_concentration, "ProductGroupPlan: return_concentration of " + group.name);
    const auto out = std::span(catalogue_.return_probability).subspan(begin);
    if (c > 0 && mean > 0 && mean < 1) {
      draws_from(begin).of(Purpose::sku_return_probability).fill(out, Beta{mean * c, (1 - mean) * c});
    } else {
      std::ranges::fill(out, mean);
    }
  }

  void launch() {
    const std::size_t n = catalogue_.n_skus();
    std::vector<std::uint8_t> is_before(n);
    std::vector<std::uint64_t> words(n);
    const Draws draws = draws_.of(Purpose::launch_date);
    draws.fill(is_before, Bernoulli{plan_.launches.share_before});
    draws.words(words, 1);
    std::size_t begin = 0;
    for (const std::size_t end : ends_) {
      const auto group = std::span(catalogue_.popularity).subspan(begin, end - begin);
      is_before[begin + static_cast<std::size_t>(std::ranges::max_element(group) - group.begin())] = 1;
      begin = end;
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::vector<Date>& days = is_before[i] ? before_ : later_;
      catalogue_.launched_on[i] = days[static_cast<std::size_t>(multiply_high(words[i], days.size()))].days;
    }
  }

  std::vector<Kind> kinds_of(const ProductGroupPlan& group) {
    std::vector<Kind> kinds;
    const auto add_kind = [&](const std::string& l2, const std::string& l3) {
      kinds.push_back({code(catalogue_.categories_l2, l2), code(catalogue_.categories_l3, l3), l3, l2});
    };
    distinct(
        group.categories, [](const auto& category) { return category.l2; },
        "ProductGroupPlan: categories of " + group.name);
    for (const CategoryPlan& category : group.categories) {
      distinct(
          category.l3, [](const auto& l3) { return l3; }, "CategoryPlan: l3 of " + category.l2);
      for (const std::string& l3 : category.l3) add_kind(category.l2, l3);
      if (category.l3.empty()) add_kind(category.l2, category.l2);
    }
    if (kinds.empty()) add_kind(group.name, group.name);
    return kinds;
  }

  void set_name(const ProductGroupPlan& group, std::size_t brand, const Kind& kind, std::uint64_t variant,
                std::uint64_t series, std::size_t sku) {
    std::string text = group.brands.empty() ? kind.name : group.brands[brand] + " " + kind.name;
    for (const auto& words : group.variants) {
      const std::string& word = words[static_cast<std::size_t>(variant % words.size())];
      variant /= words.size();
      if (!word.empty()) text += " " + word;
    }
    if (series > 0) text += " series " + std::to_string(series + 1);
    // Two groups, or two categories of one, may offer the same thing under the same name.
    const auto take = [&](std::string other) {
      catalogue_.name[sku] = std::move(other);
      return named_.insert(static_cast<std::uint32_t>(sku)).second;
    };
    if (take(text) || take(text + " (" + kind.category + ")") || take(text + " (" + group.name + ")") ||
        take(text + " #" + std::to_string(sku + 1))) {
      return;
    }
    invalid("CataloguePlan: name of SKU " + std::to_string(sku + 1), "unlike the others", text);
  }

  Draws draws_from(std::size_t sku) const {
    Draws draws = draws_;
    draws.first_entity = sku;
    return draws;
  }

  /// The code of a label, which is added where it is new.
  std::int16_t code(Labels& labels, const std::string& label) {
    const auto [at, is_new] = codes_[&labels].try_emplace(label, static_cast<std::int16_t>(labels.size()));
    if (is_new) {
      labels.push_back(label);
      in_range<std::size_t>(labels.size(), 1, std::numeric_limits<std::int16_t>::max(),
                            "CataloguePlan: number of brands or categories");
    }
    return at->second;
  }

  template <class List, class LabelOf>
  static void distinct(const List& list, LabelOf label_of, const std::string& what) {
    std::unordered_set<std::string> seen;
    for (const auto& entry : list) {
      if (!seen.insert(label_of(entry)).second) invalid(what, "different from each other", label_of(entry) + " twice");
    }
  }

  static void after(Date later, Date earlier, const char* what) {
    if (later <= earlier) invalid(what, "after " + to_string(earlier), to_string(later));
  }

  /// First days of the months in [from, to); where there is none, `from` itself.
  static std::vector<Date> month_starts(Date from, Date to) {
    std::vector<Date> days;
    for (Date day = from; day < to; day = day + 1) {
      if (day.day() == 1) days.push_back(day);
    }
    if (days.empty()) days.push_back(from);
    return days;
  }

  static constexpr std::int64_t max_skus = 1 << 26;

  const CataloguePlan& plan_;
  Draws draws_;
  Catalogue catalogue_;
  std::vector<Date> before_, later_;
  std::vector<std::size_t> ends_;  // of each group's SKUs
  std::unordered_map<const Labels*, std::unordered_map<std::string, std::int16_t>> codes_;
  // The SKUs that have a name, by name: a set of the names themselves would hold all of them twice.
  struct NameHash {
    const std::vector<std::string>* names;
    std::size_t operator()(std::uint32_t sku) const { return std::hash<std::string>{}((*names)[sku]); }
  };
  struct SameName {
    const std::vector<std::string>* names;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return (*names)[a] == (*names)[b]; }
  };
  std::unordered_set<std::uint32_t, NameHash, SameName> named_{0, NameHash{&catalogue_.name},
                                                               SameName{&catalogue_.name}};
};

}  // namespace detail

/// The SKUs of a plan, group after group. Names and combinations are all different; codes, popularity, return
/// probabilities and launch dates are drawn at the address of the SKU's index, so equal plans and seeds give equal
/// catalogues. The popularities of a group sum to its weight.
/// \throws std::invalid_argument on a plan without groups, labels that occur twice, weights, shares or dates out of
///   range, more than 2^26 SKUs or 32,767 brands or categories
inline Catalogue make_catalogue(const CataloguePlan& plan, std::uint64_t seed) {
  return detail::CatalogueMaker(plan, seed).make();
}

}  // namespace retailsim
