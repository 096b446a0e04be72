#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/core/error.hpp>

namespace retailsim {

/// A column of the catalogue that has labels.
enum class SkuLabel : std::uint8_t { product_group, brand, category_l1, category_l2, category_l3 };

inline std::string_view to_string(SkuLabel by) {
  constexpr std::string_view names[] = {"product_group", "brand", "category_l1", "category_l2", "category_l3"};
  return names[static_cast<std::size_t>(by)];
}

inline const std::vector<std::int16_t>& codes_of(const Catalogue& catalogue, SkuLabel by) {
  const std::vector<std::int16_t>* columns[] = {&catalogue.product_group, &catalogue.brand, &catalogue.category_l1,
                                                &catalogue.category_l2, &catalogue.category_l3};
  return *columns[static_cast<std::size_t>(by)];
}

inline const Labels& labels_of(const Catalogue& catalogue, SkuLabel by) {
  const Labels* labels[] = {&catalogue.product_groups, &catalogue.brands, &catalogue.categories_l1,
                            &catalogue.categories_l2, &catalogue.categories_l3};
  return *labels[static_cast<std::size_t>(by)];
}

/// The SKUs that bear a label: `SkuSet{SkuLabel::category_l1, "shoes"}`. What rules about categories and brands name.
struct SkuSet {
  SkuLabel by = SkuLabel::product_group;
  std::string label;

  bool operator==(const SkuSet&) const = default;

  /// `category_l1 "shoes"`, for messages and reports.
  std::string text() const { return std::string(to_string(by)) + " \"" + label + '"'; }

  /// 1 for each SKU in the set, 0 for the others; shape {n_skus}.
  /// \param what  the parameter that names the set, for the message
  /// \throws std::invalid_argument if the catalogue has no such label, or no SKU that bears it
  std::vector<std::uint8_t> members(const Catalogue& catalogue, const std::string& what) const {
    const Labels& labels = labels_of(catalogue, by);
    const auto found = std::ranges::find(labels, label);
    if (found == labels.end()) {
      detail::invalid(what, "a " + std::string(to_string(by)) + " of the catalogue", '"' + label + '"');
    }
    const auto code = found - labels.begin();
    const std::vector<std::int16_t>& codes = codes_of(catalogue, by);
    std::vector<std::uint8_t> result(codes.size());
    bool any = false;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      result[i] = codes[i] == code;
      any = any || codes[i] == code;
    }
    if (!any) detail::invalid(what, "a " + std::string(to_string(by)) + " that some SKU has", '"' + label + '"');
    return result;
  }
};

}  // namespace retailsim
