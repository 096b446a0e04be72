#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/basket/independent_basket.hpp>

#include "support/sales.hpp"

using namespace retailsim;

namespace {

Catalogue ten_skus() {
  Catalogue catalogue = Catalogue::plain(10);
  for (std::size_t i = 0; i < 10; ++i) catalogue.popularity[i] = static_cast<double>(i);
  return catalogue;
}

/// Pearson's statistic of counts against expectations.
double chi_square(const std::vector<double>& counts, const std::vector<double>& expected) {
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (expected[i] > 0) sum += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
  }
  return sum;
}

struct NoQuantities {
  void basket_sizes(std::span<std::int32_t>, const OrderBlock&, const Draws&) const {}
  void choose_skus(std::span<std::uint32_t>, const LineBlock&, const Draws&) const {}
};
static_assert(!BasketModel<NoQuantities>);

}  // namespace

TEST_CASE("IndependentBasket: SKUs come by popularity", "[basket][statistical]") {
  const test::World world(ten_skus());
  IndependentBasket basket;
  basket.prepare(world.setting());
  const test::Sales sales(30'000, 3);
  std::vector<double> counts(10), expected(10);
  for (const std::uint32_t sku : test::chosen_skus(basket, sales, 11)) counts[sku] += 1;
  for (std::size_t i = 0; i < 10; ++i) expected[i] = 90'000 * static_cast<double>(i) / 45;
  CHECK(counts[0] == 0);
  CHECK(chi_square(counts, expected) < 42.7);  // 8 degrees of freedom: a right model fails one seed in a million
}

TEST_CASE("IndependentBasket: nothing is sold before its launch, and the others keep their ratios",
          "[basket][statistical]") {
  Catalogue catalogue = ten_skus();
  catalogue.launched_on[9] = Date{2023, 6, 2}.days;  // 9 / 45 of the weight, a day after the orders
  catalogue.launched_on[8] = Date{2023, 6, 1}.days;  // on the day itself
  const test::World world(catalogue);
  IndependentBasket basket;
  basket.prepare(world.setting());
  const test::Sales sales(30'000, 3, Date{2023, 6, 1}.start());
  std::vector<double> counts(10), expected(10);
  for (const std::uint32_t sku : test::chosen_skus(basket, sales, 12)) counts[sku] += 1;
  for (std::size_t i = 0; i < 9; ++i) expected[i] = 90'000 * static_cast<double>(i) / 36;
  CHECK(counts[9] == 0);
  CHECK(chi_square(counts, expected) < 40.5);  // 7 degrees of freedom: one seed in a million
  CHECK(basket.choice().probability(0, 9, Date{2023, 6, 1}) == 0);
  CHECK(basket.choice().probability(0, 8, Date{2023, 6, 1}) == Approx(8.0 / 36));
  CHECK(basket.choice().probability(0, 8, Date{2023, 6, 2}) == Approx(8.0 / 45));
}

TEST_CASE("IndependentBasket: the law is exact where hardly anything is launched", "[basket][statistical]") {
  Catalogue catalogue = Catalogue::plain(3);
  catalogue.popularity = {1.0, 3.0, 4000.0};
  catalogue.launched_on[2] = Date{2024, 1, 1}.days;  // all attempts fail for 97.7 % of the lines
  const test::World world(catalogue);
  IndependentBasket basket;
  basket.prepare(world.setting());
  const test::Sales sales(20'000, 1);
  std::vector<double> counts(3);
  for (const std::uint32_t sku : test::chosen_skus(basket, sales, 13)) counts[sku] += 1;
  CHECK(counts[2] == 0);
  const double z = (counts[0] - 5000) / std::sqrt(20'000 * 0.25 * 0.75);
  CHECK(std::abs(z) < 4.9);  // one seed in a million
}

TEST_CASE("IndependentBasket: a SKU launched later changes no line before its launch", "[basket]") {
  Catalogue catalogue = ten_skus();
  catalogue.launched_on[9] = Date{2023, 6, 2}.days;
  test::Sales sales(1000, 3, Date{2023, 6, 1}.start());
  for (std::size_t o = 500; o < 1000; ++o) sales.ordered_at[o] = Date{2023, 6, 2}.start();
  const auto skus = [&](const Catalogue& of) {
    const test::World world(of);
    IndependentBasket basket;
    basket.prepare(world.setting());
    return test::chosen_skus(basket, sales, 14);
  };
  const auto launched = skus(ten_skus()), later = skus(catalogue);
  std::size_t n_redrawn = 0;
  for (std::size_t i = 0; i < sales.n_lines(); ++i) {
    if (launched[i] == 9 && sales.order[i] < 500) {
      CHECK(later[i] != 9);
      ++n_redrawn;
    } else {
      CHECK(later[i] == launched[i]);
    }
  }
  CHECK(n_redrawn > 100);
}

TEST_CASE("IndependentBasket: any split of the lines gives the same SKUs and quantities", "[basket]") {
  Catalogue catalogue = ten_skus();
  for (std::size_t i = 5; i < 10; ++i) catalogue.launched_on[i] = Date{2024, 1, 1}.days;
  const test::World world(catalogue);
  IndependentBasket basket({.sizes = {1, {.5, .5}}, .quantities = {1, {.6, .3, .1}}});
  basket.prepare(world.setting());
  const test::Sales sales(700, 5);
  const auto whole = test::chosen_skus(basket, sales, 15);
  CHECK(test::chosen_skus(basket, sales, 15, 1) == whole);
  CHECK(test::chosen_skus(basket, sales, 15, 211) == whole);
  CHECK(test::chosen_skus(basket, sales, 16) != whole);

  std::vector<std::int32_t> all(sales.n_lines()), pieces(sales.n_lines());
  const Draws draws = sales.line_draws(15);
  basket.quantities(all, {}, draws);
  basket.quantities(std::span(pieces).first(1234), {}, draws);
  basket.quantities(std::span(pieces).subspan(1234), {}, draws.part(1234, pieces.size() - 1234));
  CHECK(pieces == all);
}

TEST_CASE("IndependentBasket: sizes and quantities follow their laws", "[basket][statistical]") {
  const IndependentBasket basket({.sizes = {1, {.5, .3, .15, .05}}, .quantities = {1, {.9, .1}}});
  const test::Sales sales(100'000, 1);
  std::vector<std::int32_t> sizes(100'000), quantities(100'000);
  basket.basket_sizes(sizes, {}, sales.order_draws(17));
  basket.quantities(quantities, {}, sales.line_draws(17));
  std::vector<double> counts(4), expected{50'000, 30'000, 15'000, 5000};
  for (const std::int32_t size : sizes) counts.at(static_cast<std::size_t>(size - 1)) += 1;
  CHECK(chi_square(counts, expected) < 30.7);  // 3 degrees of freedom: one seed in a million
  double n_twice = 0;
  for (const std::int32_t quantity : quantities) n_twice += quantity == 2;
  CHECK(std::abs(n_twice - 10'000) / std::sqrt(100'000 * 0.09) < 4.9);
}

TEST_CASE("IndependentBasket: one SKU, one line and one unit are certain", "[basket]") {
  const test::World world(Catalogue::plain(1));
  IndependentBasket basket;
  basket.prepare(world.setting());
  const test::Sales sales(600, 1);
  CHECK(test::chosen_skus(basket, sales, 1) == std::vector<std::uint32_t>(600, 0));
  std::vector<std::int32_t> ones(600, -1);
  basket.basket_sizes(ones, {}, sales.order_draws(1));
  CHECK(ones == std::vector<std::int32_t>(600, 1));
  ones.assign(600, -1);
  basket.quantities(ones, {}, sales.line_draws(1));
  CHECK(ones == std::vector<std::int32_t>(600, 1));
}

TEST_CASE("IndependentBasket: bad parameters are named", "[basket]") {
  CHECK_THROWS_WITH(IndependentBasket({.sizes = {0, {1, 1}}}),
                    "IndependentBasket: smallest value of sizes must be in [1, 4096], got 0");
  CHECK_THROWS_WITH(IndependentBasket({.sizes = {4096, {1, 1}}}),
                    "IndependentBasket: largest value of sizes must be in [1, 4096], got 4097");
  CHECK_THROWS_WITH(IndependentBasket({.quantities = {10'001, {1}}}),
                    "IndependentBasket: smallest value of quantities must be in [1, 10000], got 10001");
  Catalogue catalogue = Catalogue::plain(2);
  catalogue.launched_on = {Date{2023, 1, 2}.days, Date{2023, 1, 2}.days};
  const test::World world(catalogue);
  IndependentBasket basket;
  CHECK_THROWS_WITH(basket.prepare(world.setting()),
                    "IndependentBasket: number of SKUs with popularity > 0 launched by 2023-01-01 must be at least 1 "
                    "for each group of customers, got 0");
}
