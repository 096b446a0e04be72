#include "support/catch.hpp"

#include <cstdint>
#include <vector>

#include <retailsim/catalogue/sku_set.hpp>

using namespace retailsim;

namespace {

Catalogue labelled() {
  Catalogue catalogue = Catalogue::plain(3);
  catalogue.product_groups = {"p", "q"};
  catalogue.brands = {"p", "b"};
  catalogue.categories_l1 = {"c1"};
  catalogue.categories_l2 = {"c2", "d2"};
  catalogue.categories_l3 = {"c3", "d3", "none"};
  catalogue.product_group = {0, 1, 1};
  catalogue.brand = {1, 0, 1};
  catalogue.category_l2 = {0, 0, 1};
  catalogue.category_l3 = {1, 0, 0};
  return catalogue;
}

std::vector<std::uint8_t> members(SkuLabel by, const char* label) {
  return SkuSet{by, label}.members(labelled(), "Test: skus");
}
using Members = std::vector<std::uint8_t>;

}  // namespace

TEST_CASE("SkuSet: holds the SKUs that bear the label in its own column", "[catalogue]") {
  CHECK(members(SkuLabel::product_group, "p") == Members{1, 0, 0});
  CHECK(members(SkuLabel::product_group, "q") == Members{0, 1, 1});
  CHECK(members(SkuLabel::brand, "p") == Members{0, 1, 0});
  CHECK(members(SkuLabel::category_l1, "c1") == Members{1, 1, 1});
  CHECK(members(SkuLabel::category_l2, "d2") == Members{0, 0, 1});
  CHECK(members(SkuLabel::category_l3, "c3") == Members{0, 1, 1});
  CHECK(SkuSet{SkuLabel::category_l3, "c3"}.text() == "category_l3 \"c3\"");
}

TEST_CASE("SkuSet: unknown and empty labels are named", "[catalogue]") {
  CHECK_THROWS_WITH(members(SkuLabel::brand, "x"), "Test: skus must be a brand of the catalogue, got \"x\"");
  CHECK_THROWS_WITH(members(SkuLabel::category_l3, "none"),
                    "Test: skus must be a category_l3 that some SKU has, got \"none\"");
}
