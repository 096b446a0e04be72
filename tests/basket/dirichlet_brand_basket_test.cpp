#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/basket/dirichlet_brand_basket.hpp>

#include "support/sales.hpp"

using namespace retailsim;

namespace {

/// Brands a, b, c of 2, 3 and 1 SKUs with shares .2, .3, .5 of the popularity; brand d has none.
Catalogue four_brands() {
  Catalogue catalogue = Catalogue::plain(7);
  catalogue.brands = {"a", "b", "c", "d"};
  catalogue.brand = {0, 1, 0, 1, 2, 1, 3};
  catalogue.popularity = {1, 1, 1, 1, 5, 1, 0};
  return catalogue;
}

DirichletBrandBasket prepared(double concentration, const Catalogue& catalogue) {
  DirichletBrandBasket basket({.concentration = concentration});
  const test::World world(catalogue);
  basket.prepare(world.setting());
  return basket;
}

/// P(k of n) where the probability is itself Beta(a, b).
double beta_binomial(int k, int n, double a, double b) {
  const auto log_beta = [](double x, double y) { return std::lgamma(x) + std::lgamma(y) - std::lgamma(x + y); };
  const double choose = std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
  return std::exp(choose + log_beta(k + a, n - k + b) - log_beta(a, b));
}

}  // namespace

TEST_CASE("DirichletBrandBasket: a customer's lines of a brand are beta-binomial", "[basket][statistical]") {
  const DirichletBrandBasket basket = prepared(1.5, four_brands());
  REQUIRE(basket.n_brands() == 3);
  CHECK(basket.brand_share(2) == Approx(0.5));
  const std::size_t n = 40'000;
  const auto skus = test::chosen_skus(basket, test::Sales(n, 4), 51);
  for (const int brand : {0, 2}) {
    std::vector<double> counts(5);
    for (std::size_t c = 0; c < n; ++c) {
      std::size_t k = 0;
      for (std::size_t i = 4 * c; i < 4 * c + 4; ++i) k += four_brands().brand[skus[i]] == brand;
      counts[k] += 1;
    }
    const double share = brand == 0 ? 0.2 : 0.5;
    double chi_square = 0;
    for (int k = 0; k <= 4; ++k) {
      const double expected = static_cast<double>(n) * beta_binomial(k, 4, 1.5 * share, 1.5 * (1 - share));
      chi_square += std::pow(counts[static_cast<std::size_t>(k)] - expected, 2) / expected;
    }
    CHECK(chi_square < 34.8);  // 4 degrees of freedom, two looks: one seed in a million
  }
}

TEST_CASE("DirichletBrandBasket: within a brand SKUs come by popularity", "[basket][statistical]") {
  Catalogue catalogue = four_brands();
  catalogue.popularity = {1, 2, 3, 4, 5, 6, 0};
  const auto skus = test::chosen_skus(prepared(2, catalogue), test::Sales(60'000, 1), 52);
  std::vector<double> counts(7);
  for (const std::uint32_t sku : skus) counts[sku] += 1;
  CHECK(counts[6] == 0);
  const auto z = [](double count, double n, double p) { return (count - n * p) / std::sqrt(n * p * (1 - p)); };
  CHECK(std::abs(z(counts[0], counts[0] + counts[2], 0.25)) < 5.1);  // three looks: one seed in a million
  CHECK(std::abs(z(counts[1], counts[1] + counts[3] + counts[5], 2.0 / 12)) < 5.1);
  CHECK(std::abs(z(counts[3], counts[1] + counts[3] + counts[5], 4.0 / 12)) < 5.1);
}

TEST_CASE("DirichletBrandBasket: of what is launched, a customer's shares keep their ratios", "[basket][statistical]") {
  // Customer by customer: P(a | not c) = p_a / (p_a + p_b). One test for SKUs found by attempts, one by weighing all.
  for (const double popularity : {5.0, 5e5}) {
    Catalogue catalogue = four_brands();
    catalogue.popularity[4] = popularity;
    catalogue.popularity[0] = catalogue.popularity[2] = popularity / 5;
    catalogue.popularity[1] = catalogue.popularity[3] = catalogue.popularity[5] = 1;
    catalogue.launched_on[4] = Date{2024, 1, 1}.days;
    if (popularity > 1e3) catalogue.launched_on[0] = catalogue.launched_on[2] = Date{2024, 1, 1}.days;
    const DirichletBrandBasket basket = prepared(popularity > 1e3 ? 3000 : 2, catalogue);
    const test::Sales sales(20'000, 2);
    const auto skus = test::chosen_skus(basket, sales, 53);
    double difference = 0, variance = 0;
    for (std::size_t i = 0; i < skus.size(); ++i) {
      REQUIRE(catalogue.launched_on[skus[i]] < Date{2024, 1, 1}.days);
      if (popularity > 1e3) {  // three SKUs of equal weight are left
        difference += (skus[i] == 1) - 1.0 / 3;
        variance += 2.0 / 9;
      } else {
        const auto p = basket.customer_shares(53, static_cast<std::int64_t>(sales.order[i]));
        const double share = p[0] / (p[0] + p[1]);
        difference += (catalogue.brand[skus[i]] == 0) - share;
        variance += share * (1 - share);
      }
    }
    CHECK(std::abs(difference) / std::sqrt(variance) < 5.0);  // two looks: one seed in a million
  }
}

TEST_CASE("DirichletBrandBasket: any split of the lines gives the same SKUs", "[basket]") {
  Catalogue catalogue = four_brands();
  catalogue.launched_on[4] = Date{2024, 1, 1}.days;
  const DirichletBrandBasket basket = prepared(1, catalogue);
  const test::Sales sales(3000, 2);
  const auto whole = test::chosen_skus(basket, sales, 54);
  CHECK(test::chosen_skus(basket, sales, 54, 1) == whole);
  CHECK(test::chosen_skus(basket, sales, 54, 977) == whole);
}

TEST_CASE("DirichletBrandBasket: one brand is certain", "[basket]") {
  const auto skus = test::chosen_skus(prepared(1.5, Catalogue::plain(1)), test::Sales(50, 2), 1);
  CHECK(skus == std::vector<std::uint32_t>(100, 0));
}

TEST_CASE("DirichletBrandBasket: bad parameters are named", "[basket]") {
  CHECK_THROWS_WITH(DirichletBrandBasket({.concentration = 0}),
                    "DirichletBrandBasket: concentration must be finite and > 0, got 0");
  CHECK_THROWS_WITH(DirichletBrandBasket({.shape = {.sizes = {0, {1}}}}),
                    "DirichletBrandBasket: smallest value of sizes must be in [1, 4096], got 0");
  CHECK_THROWS_WITH(prepared(0.002, four_brands()),
                    "DirichletBrandBasket: concentration times the share of brand \"a\" must be in [0.001, 1e+09], "
                    "got 4e-04");
  Catalogue closed = Catalogue::plain(1);
  closed.launched_on[0] = Date{2023, 1, 2}.days;
  CHECK_THROWS_WITH(prepared(1, closed),
                    "DirichletBrandBasket: number of SKUs with popularity > 0 launched by 2023-01-01 must be >= 1, "
                    "got 0");
}
