#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <retailsim/catalogue/sku_set.hpp>

#include "support/sales.hpp"

/// A small shop for the tests of baskets that depend on who buys and on what else is bought.
namespace test {

/// 30 SKUs in three categories of 10, popularities 1 to 30.
inline Catalogue three_categories() {
  Catalogue catalogue = Catalogue::plain(30);
  catalogue.categories_l1 = {"shoes", "shirts", "gear"};
  for (std::size_t i = 0; i < 30; ++i) {
    catalogue.category_l1[i] = static_cast<std::int16_t>(i % 3);
    catalogue.popularity[i] = static_cast<double>(i + 1);
  }
  return catalogue;
}
inline const SkuSet shoes{SkuLabel::category_l1, "shoes"}, shirts{SkuLabel::category_l1, "shirts"};

inline World world_of(Catalogue catalogue) {
  World world(std::move(catalogue));
  world.labels.gender = {"female", "male"};
  return world;
}

inline double odds(double p) { return p / (1 - p); }

/// Distance, in standard errors, of a count of successes from n p.
inline double z_of(double count, double n, double p) { return (count - n * p) / std::sqrt(n * p * (1 - p)); }

}  // namespace test
