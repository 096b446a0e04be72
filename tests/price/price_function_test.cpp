#include "support/catch.hpp"

#include <cmath>
#include <cstdint>

#include <retailsim/price/price_function.hpp>

#include "support/prices.hpp"

using namespace retailsim;

TEST_CASE("PriceFunction: functions of a row make a bulk model", "[price]") {
  const PriceFunction model(
      [](const SkuRow& sku) {
        return ListPrice{sku.catalogue.popularity[sku.sku_index] + sku.uniform, 1};
      },
      [](const LineRow& line) {
        return PaidPrice{line.list_price - line.quantity, line.uniform < 0.5 ? 100 : 0};
      });
  static_assert(PriceModel<std::remove_cvref_t<decltype(model)>>);
  Catalogue catalogue = Catalogue::plain(700);
  for (std::size_t i = 0; i < 700; ++i) catalogue.popularity[i] = static_cast<double>(10 * i);
  const auto table = test::list_prices(model, catalogue, 5);
  CHECK(table == test::list_prices(model, catalogue, 5, 13));
  for (std::size_t i = 0; i < 700; ++i) {
    CHECK(std::floor(table.prices[i]) == static_cast<double>(10 * i));
    CHECK(table.costs[i] == 1);
  }
  test::Sales sales(800, 2);
  for (std::size_t i = 0; i < sales.n_lines(); ++i) sales.quantity[i] = static_cast<std::int32_t>(i % 7);
  const auto paid = test::paid_prices(model, sales, 5);
  CHECK(paid == test::paid_prices(model, sales, 5, 77));
  std::size_t n_discounted = 0;
  for (std::size_t i = 0; i < sales.n_lines(); ++i) {
    CHECK(paid.unit_prices[i] == 1000 - static_cast<std::int64_t>(i % 7));
    n_discounted += paid.discounts[i] == 100;
  }
  CHECK((n_discounted > 650 && n_discounted < 950));  // 800 expected, 7.5 standard errors

  const PriceFunction list_only([](const SkuRow&) { return ListPrice{2, 1}; });
  CHECK(test::paid_prices(list_only, sales, 5).unit_prices == sales.list_price);
}
