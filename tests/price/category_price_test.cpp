#include "support/catch.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <retailsim/price/category_price.hpp>

#include "support/prices.hpp"

using namespace retailsim;

namespace {

/// Eight SKUs of one group, eight of the other, and so on: SKUs i and i + 8 share a block of words.
Catalogue alternating(std::size_t n) {
  Catalogue catalogue = Catalogue::plain(n);
  catalogue.product_groups = {"gifts", "tools"};
  for (std::size_t i = 0; i < n; ++i) catalogue.product_group[i] = static_cast<std::int16_t>(i / 8 % 2);
  return catalogue;
}

CategoryPrice two_laws() {
  return CategoryPrice(
      {.rules = {{"gifts", PriceLaw::uniform(0.4, 0.8)}, {"tools", PriceLaw::log_normal(2, 0.5, 1, 100)}}});
}

}  // namespace

TEST_CASE("CategoryPrice: uniform prices are whole cents, each equally likely", "[price][statistical]") {
  const std::size_t n = 41'000;
  const auto table = test::list_prices(CategoryPrice({.others = PriceLaw::uniform(0.4, 0.8)}), n, 5);
  std::vector<double> counts(41);
  for (const double price : table.prices) {
    const double cents = std::round(price * 100);
    CHECK(price == cents / 100);
    counts.at(static_cast<std::size_t>(cents - 40)) += 1;
  }
  double chi_square = 0;
  for (const double count : counts) chi_square += (count - 1000) * (count - 1000) / 1000;
  CHECK(chi_square < 101);  // 40 degrees of freedom: less than one seed in a million
}

TEST_CASE("CategoryPrice: each group has its law, and neighbours of two groups are independent",
          "[price][statistical]") {
  const std::size_t n = 80'000;
  const auto table = test::list_prices(two_laws(), alternating(n), 6);
  double sum = 0, product = 0;
  const double mean = PriceLaw::uniform(0.4, 0.8).mean(), deviation = 0.01 * std::sqrt((41.0 * 41.0 - 1) / 12);
  for (std::size_t i = 0; i < n; ++i) {
    if (i / 8 % 2 == 1) continue;
    const double uniform = (table.prices[i] - mean) / deviation;
    const double normal = (std::log(table.prices[i + 8]) - 2) / 0.5;
    sum += normal;
    product += uniform * (normal * normal - 1) / std::sqrt(2.0);
  }
  const double size = static_cast<double>(n) / 2;
  CHECK(mean == 0.6);
  CHECK(std::abs(sum) / std::sqrt(size) < 5.0);  // two looks: one seed in a million
  CHECK(std::abs(product) / std::sqrt(size) < 5.0);
}

TEST_CASE("CategoryPrice: blocks give the same prices as the whole", "[price]") {
  const Catalogue catalogue = alternating(777);
  CHECK(test::list_prices(two_laws(), catalogue, 3, 1) == test::list_prices(two_laws(), catalogue, 3));
  CHECK(test::list_prices(two_laws(), catalogue, 3, 100) == test::list_prices(two_laws(), catalogue, 3));
}

TEST_CASE("CategoryPrice: a fixed price, and a price of a cent", "[price]") {
  const CategoryPrice model({.rules = {{"gifts", PriceLaw::fixed(19.99)}}, .others = PriceLaw::uniform(0.01, 0.01)});
  const auto table = test::list_prices(model, alternating(18), 1);
  for (std::size_t i = 0; i < 18; ++i) CHECK(table.prices[i] == (i / 8 == 1 ? 0.01 : 19.99));
}

TEST_CASE("CategoryPrice: bad parameters are named", "[price]") {
  CHECK_THROWS_WITH(CategoryPrice({}), "CategoryPrice: rules must be at least one, got none");
  CHECK_THROWS_WITH(CategoryPrice({.rules = {{"a", PriceLaw::fixed(1)}, {"a", PriceLaw::fixed(2)}}}),
                    "CategoryPrice: labels of rules must be different, got two of \"a\"");
  CHECK_THROWS_WITH(PriceLaw::uniform(5, 4), "PriceLaw: high must be in [5, 1e+09], got 4");
  CHECK_THROWS_WITH(PriceLaw::uniform(0, 4), "PriceLaw: low must be in [0.01, 1e+09], got 0");
  CHECK_THROWS_WITH(PriceLaw::log_normal(1, 0), "PriceLaw: sigma must be finite and > 0, got 0");
  const auto prices = [](const CategoryPrice& model) { return test::list_prices(model, alternating(9), 1); };
  CHECK_THROWS_WITH(prices(CategoryPrice({.rules = {{"gifts", PriceLaw::fixed(1)}}})),
                    "CategoryPrice: each product_group must be given a law, got \"tools\" without");
  CHECK_THROWS_WITH(prices(CategoryPrice({.rules = {{"hats", PriceLaw::fixed(1)}}, .others = PriceLaw::fixed(1)})),
                    "CategoryPrice: label of a rule must be a product_group of the catalogue, got \"hats\"");
}
