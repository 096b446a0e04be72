#include <cstddef>
#include <set>
#include <string>

#include "support/catch.hpp"

#include <retailsim/crm/product_list.hpp>

using namespace retailsim;
using namespace retailsim::crm;

TEST_CASE("ProductList: names differ, both lists of the tiers rise, amounts are to the cent", "[crm]") {
  const ProductList products(42, {.count = 1000});
  std::set<std::string> names;
  const auto& columns = products.columns();
  for (std::size_t i = 0; i < products.size(); ++i) {
    const Product& product = products[i];
    names.insert(product.name);
    CHECK(columns.cost[i] < product.price);
    CHECK(columns.cost[i] > 0);
    REQUIRE(product.tier_quantities.size() == product.tier_percents.size());
    REQUIRE(!product.tier_quantities.empty());
    for (std::size_t t = 0; t < product.tier_quantities.size(); ++t) {
      CHECK(product.tier_quantities[t] > (t == 0 ? 1 : product.tier_quantities[t - 1]));
      CHECK(product.tier_percents[t] > (t == 0 ? 0 : product.tier_percents[t - 1]));
      CHECK(product.tier_percents[t] < 100);
      CHECK(product.discount(product.tier_quantities[t]) == product.tier_percents[t]);
      CHECK(product.discount(product.tier_quantities[t] - 1) == (t == 0 ? 0 : product.tier_percents[t - 1]));
    }
    CHECK(columns.features[i].size() >= 3);
    CHECK(columns.customisation_options[i].size() >= 2);
  }
  CHECK(names.size() == products.size());
  // A product is the same however many there are.
  const ProductList few(42, {.count = 8});
  for (std::size_t i = 0; i < few.size(); ++i) {
    CHECK(few[i].name == products[i].name);
    CHECK(few[i].price == products[i].price);
  }
  Product product;
  product.price = 333;
  product.tier_quantities = {10};
  product.tier_percents = {5};
  CHECK(product.amount(1) == 333);
  CHECK(product.amount(10) == 3164);  // 3330 * 0.95 = 3163.5, half up
}
