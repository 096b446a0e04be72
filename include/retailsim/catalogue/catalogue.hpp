#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/core/time.hpp>

namespace retailsim {

/// The SKUs on sale, column-wise: element i is the SKU of index i, whose `sku_id` is the scenario's first id + i.
/// Prices are not here: a `PriceModel` draws them. Codes are indices into the labels beside them.
struct Catalogue {
  std::vector<std::string> name;
  std::vector<std::int16_t> product_group, brand, category_l1, category_l2, category_l3;
  std::vector<double> popularity;          ///< weight in the choice of SKUs, >= 0, any scale
  std::vector<double> return_probability;  ///< of one sold line, in [0, 1]
  std::vector<std::int32_t> launched_on;   ///< date; nothing is sold before it
  Labels product_groups, brands, categories_l1, categories_l2, categories_l3;

  std::size_t n_skus() const { return popularity.size(); }

  /// A catalogue without stories: `n_skus` of one category, brand and group, equally popular, launched long ago.
  static Catalogue plain(std::size_t n_skus) {
    detail::at_least<std::size_t>(n_skus, 1, "Catalogue: n_skus");
    Catalogue catalogue;
    catalogue.resize(n_skus);
    for (std::size_t i = 0; i < n_skus; ++i) catalogue.name[i] = "SKU " + std::to_string(i + 1);
    std::ranges::fill(catalogue.popularity, 1.0);
    catalogue.product_groups = catalogue.brands = {"all"};
    catalogue.categories_l1 = catalogue.categories_l2 = catalogue.categories_l3 = {"all"};
    return catalogue;
  }

  /// All columns to `n` rows; new codes are 0, new weights 0, new launch dates 1970-01-01.
  void resize(std::size_t n) {
    name.resize(n);
    for (auto* codes : {&product_group, &brand, &category_l1, &category_l2, &category_l3}) codes->resize(n);
    popularity.resize(n);
    return_probability.resize(n);
    launched_on.resize(n);
  }

  /// \throws std::invalid_argument on no SKU, columns of unequal length, codes without label, bad weights or shares
  void check() const {
    const std::size_t n = n_skus();
    detail::at_least<std::size_t>(n, 1, "Catalogue: n_skus");
    const auto length = [&](std::size_t size, const char* what) {
      detail::require(size == n, size, std::string("Catalogue: length of ") + what, "the number of SKUs");
    };
    length(name.size(), "name");
    length(return_probability.size(), "return_probability");
    length(launched_on.size(), "launched_on");
    const auto codes = [&](const std::vector<std::int16_t>& column, const Labels& labels, const char* what) {
      length(column.size(), what);
      for (const auto code : column) {
        detail::require(code >= 0 && static_cast<std::size_t>(code) < labels.size(), int{code},
                        std::string("Catalogue: ") + what, "a code with a label");
      }
    };
    codes(product_group, product_groups, "product_group");
    codes(brand, brands, "brand");
    codes(category_l1, categories_l1, "category_l1");
    codes(category_l2, categories_l2, "category_l2");
    codes(category_l3, categories_l3, "category_l3");
    detail::weights(popularity, "Catalogue: popularity");
    for (const double p : return_probability) detail::share(p, "Catalogue: return_probability");
  }
};

}  // namespace retailsim
