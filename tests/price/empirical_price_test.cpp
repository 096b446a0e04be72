#include "support/catch.hpp"

#include <cmath>
#include <vector>

#include <retailsim/price/empirical_price.hpp>

#include "support/prices.hpp"

using namespace retailsim;

TEST_CASE("EmpiricalPrice: SKUs take the sample's prices, all equally likely", "[price][statistical]") {
  const std::vector<double> sample{1.99, 2.5, 2.5, 10};
  const auto table = test::list_prices(EmpiricalPrice::from_sample(sample), 40'000, 5);
  std::vector<double> counts(3);
  for (const double price : table.prices) {
    if (price == 1.99) counts[0] += 1;
    if (price == 2.5) counts[1] += 1;
    if (price == 10) counts[2] += 1;
  }
  CHECK(counts[0] + counts[1] + counts[2] == 40'000);
  const double chi_square = (std::pow(counts[0] - 10'000, 2) + std::pow(counts[2] - 10'000, 2)) / 10'000 +
                            std::pow(counts[1] - 20'000, 2) / 20'000;
  CHECK(chi_square < 27.7);  // 2 degrees of freedom: one seed in a million
}

TEST_CASE("EmpiricalPrice: between quantiles the law is uniform", "[price][statistical]") {
  const std::size_t n = 40'000;
  const auto table = test::list_prices(EmpiricalPrice::from_quantiles({1, 2, 10}), n, 6);
  double n_low = 0, sum_high = 0, n_high = 0;
  for (const double price : table.prices) {
    CHECK((price >= 1 && price <= 10));
    n_low += price < 2;
    if (price >= 2) {
      n_high += 1;
      sum_high += (price - 6) / (8 / std::sqrt(12.0));
    }
  }
  CHECK(std::abs(n_low - 20'000) / std::sqrt(10'000.0) < 5.0);  // two looks: one seed in a million
  CHECK(std::abs(sum_high) / std::sqrt(n_high) < 5.0);
}

TEST_CASE("EmpiricalPrice: one price is certain, and blocks give the same as the whole", "[price]") {
  CHECK(test::list_prices(EmpiricalPrice::from_sample({7}), 50, 1).prices == std::vector<double>(50, 7.0));
  const auto model = EmpiricalPrice::from_quantiles({1, 2, 10}, {0.2, 0.3});
  CHECK(test::list_prices(model, 1300, 1, 77) == test::list_prices(model, 1300, 1));
}

TEST_CASE("EmpiricalPrice: bad parameters are named", "[price]") {
  CHECK_THROWS_WITH(EmpiricalPrice::from_sample({}), "EmpiricalPrice: number of prices must be >= 1, got 0");
  CHECK_THROWS_WITH(EmpiricalPrice::from_sample({1, 0}), "EmpiricalPrice: each price must be finite and > 0, got 0");
  CHECK_THROWS_WITH(EmpiricalPrice::from_quantiles({1}), "EmpiricalPrice: number of quantiles must be >= 2, got 1");
  CHECK_THROWS_WITH(EmpiricalPrice::from_quantiles({2, 1}),
                    "EmpiricalPrice: quantile 1 must be >= the one before, 2, got 1");
  CHECK_THROWS_WITH(EmpiricalPrice::from_sample({1}, {0.5, 0.1}),
                    "EmpiricalPrice: cost.high must be >= cost.low, got 0.1");
}
