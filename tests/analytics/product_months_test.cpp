#include "support/catch.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/analytics/product_months.hpp>

#include "some_transactions.hpp"

using namespace retailsim;

TEST_CASE("ProductMonths: every row counts in its product and month", "[analytics]") {
  const Transactions table = testing::some_transactions();
  const ProductMonths months(table);
  REQUIRE(months.months().first() == month_of(table.first_day));
  std::vector<std::int32_t> wanted(months.counts().size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    const int month = month_of(date_of(table.time(i))) - months.months().first();
    ++wanted[static_cast<std::size_t>(table.product[i]) * months.months().size() + static_cast<std::size_t>(month)];
  }
  CHECK(std::vector<std::int32_t>(months.counts().begin(), months.counts().end()) == wanted);
  CHECK(months.product(3).size() == months.months().size());
  CHECK(months.product(3)[2] == wanted[3 * months.months().size() + 2]);
}

TEST_CASE("product_year: the twelve months of a year, and clear words where there is nothing", "[analytics]") {
  const Transactions table = testing::some_transactions();
  const ProductMonths months(table);
  const auto year = product_year(months, table.products, "53", 2023);
  const auto row = months.product(*table.products.find("53"));
  for (std::size_t m = 0; m < 12; ++m) CHECK(year[m] == row[m + 2]);  // the table begins in November 2022
  CHECK(product_year(months, table.products, "53", 2022)[9] == 0);
  CHECK(product_year(months, table.products, "53", 2022)[10] == row[0]);
  CHECK_THROWS_WITH(product_year(months, table.products, "9", 2023), "product_year: there is no product 9");
  CHECK_THROWS_WITH(product_year(months, table.products, "53", 2019),
                    "product_year: there are no transactions in 2019; the years are 2022 to 2025");
}
