#include "support/catch.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/basket/affinity_basket.hpp>
#include <retailsim/basket/class_tables.hpp>

#include "support/shoe_shop.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using namespace retailsim::testing;
using namespace test;

namespace {

/// Popularities 0, 1, 2 and so on in three classes in turn; class 1 is nobody's, class 2 is liked in table 1.
constexpr std::size_t n_skus = 60;
ClassFactors three_classes() {
  ClassFactors classes{.class_of_sku = {}, .n_classes = 3, .factors = {1, 1, 1, .5, 1, 4}};
  for (std::uint32_t i = 0; i < n_skus; ++i) classes.class_of_sku.push_back(i % 3);
  return classes;
}
std::vector<double> popularity() {
  std::vector<double> weights;
  for (std::size_t i = 0; i < n_skus; ++i) weights.push_back(i % 3 == 1 ? 0 : static_cast<double>(i));
  return weights;
}

}  // namespace

TEST_CASE("ClassTables: each table gives SKUs by its weights", "[basket][statistical]") {
  const ClassFactors classes = three_classes();
  const std::vector<double> weights = popularity();
  const ClassTables tables(weights, classes);
  constexpr std::size_t n = 200'000;
  std::vector<std::uint64_t> words(n);
  Draws{.seed = 5, .purpose = Purpose::line_sku}.words(words);
  for (std::uint32_t t = 0; t < 2; ++t) {
    std::vector<std::uint32_t> skus(n);
    tables.fill(words, std::vector<std::uint32_t>(n, t), skus);
    std::vector<double> counts(n_skus);
    for (const std::uint32_t sku : skus) ++counts.at(sku);
    double total = 0, statistic = 0, degrees = -1, sum = 0;
    for (std::size_t i = 0; i < n_skus; ++i) total += weights[i] * classes.factor(t, i);
    for (std::size_t i = 0; i < n_skus; ++i) {
      const double p = weights[i] * classes.factor(t, i) / total;
      CHECK(tables.probability(t, i) == Approx(p).epsilon(1e-14));
      sum += tables.probability(t, i);
      if (p == 0) CHECK(counts[i] == 0);
      if (p == 0) continue;
      statistic += (counts[i] - n * p) * (counts[i] - n * p) / (n * p);
      ++degrees;
    }
    CAPTURE(t);
    CHECK(sum == Approx(1).epsilon(1e-14));
    CHECK(chi_square_p_value(statistic, degrees) > error_rate);
  }
}

TEST_CASE("ClassTables: the ends of the words are SKUs of the first and the last class that has any", "[basket]") {
  const ClassFactors classes{.class_of_sku = {0, 1, 2, 3}, .n_classes = 4, .factors = {1, 1, 1, 1}};
  const ClassTables tables(std::vector<double>{0, 1, 1, 0}, classes);
  const std::vector<std::uint64_t> words{0, (std::uint64_t{1} << 63) - 1, std::uint64_t{1} << 63, ~std::uint64_t{0}};
  std::vector<std::uint32_t> skus(words.size());
  tables.fill(words, std::vector<std::uint32_t>(words.size(), 0), skus);
  CHECK(skus == std::vector<std::uint32_t>{1, 1, 2, 2});

  const ClassTables one(std::vector<double>{3}, {.class_of_sku = {0}, .n_classes = 1, .factors = {1}});
  one.fill(words, std::vector<std::uint32_t>(words.size(), 0), skus);
  CHECK(skus == std::vector<std::uint32_t>(words.size(), 0));
}

TEST_CASE("SkuChoice: very many SKUs for several groups follow the same law as few", "[basket][statistical]") {
  // As three_categories, 20,000 times: two groups make more cells than are tabulated one by one.
  constexpr std::size_t copies = 20'000;
  Catalogue catalogue = Catalogue::plain(30 * copies);
  catalogue.categories_l1 = {"shoes", "shirts", "gear"};
  for (std::size_t i = 0; i < catalogue.n_skus(); ++i) {
    catalogue.category_l1[i] = static_cast<std::int16_t>(i % 3);
    catalogue.popularity[i] = static_cast<double>(i % 30 + 1);
  }
  REQUIRE(2 * catalogue.n_skus() > SkuChoice::most_cells);
  const test::World few = world_of(three_categories()), many = world_of(catalogue);
  const AffinityBasket::Parameters liked{.affinity = {{{Trait::gender, "female"}, shirts, 2.5}}};
  AffinityBasket of_few(liked), of_many(liked);
  of_few.prepare(few.setting());
  of_many.prepare(many.setting());
  constexpr std::size_t n = 100'000;
  test::Sales sales(n, 1);
  for (std::size_t o = 0; o < n; ++o) sales.affinity_group[o] = o % 2;
  std::vector<double> counts(60);
  const auto skus = test::chosen_skus(of_many, sales, 3);
  for (std::size_t o = 0; o < n; ++o) ++counts[o % 2 * 30 + skus[o] % 30];
  const Date day{2023, 6, 1};
  for (std::size_t group = 0; group < 2; ++group) {
    double statistic = 0;
    for (std::size_t i = 0; i < 30; ++i) {
      const double p = of_few.choice().choice().probability(group, i, day);
      CHECK(of_many.choice().choice().probability(group, 30 * 7 + i, day) * copies == Approx(p).epsilon(1e-9));
      statistic += std::pow(counts[group * 30 + i] - n / 2 * p, 2) / (n / 2 * p);
    }
    CAPTURE(group);
    CHECK(chi_square_p_value(statistic, 29) > error_rate);
  }
}
