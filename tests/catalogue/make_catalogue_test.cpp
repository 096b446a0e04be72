#include <retailsim/catalogue/make_catalogue.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "support/catch.hpp"
#include "support/shares.hpp"

using namespace retailsim;

namespace {

/// Two groups that share a category name and a brand, and one without any detail.
CataloguePlan plan() {
  CataloguePlan p;
  p.groups = {{.name = "shirts",
               .weight = 100,
               .category_l1 = "Clothing",
               .categories = {{"Men", {"T-shirt", "Polo"}}, {"Women", {"T-shirt", "Blouse"}}},
               .brands = {"Alba", "Brio", "Cima"},
               .variants = {{"S", "M", "L"}, {"red", "blue"}},
               .popularity = PopularityLaw::zipf(0.8)},
              {.name = "shoes",
               .weight = 60,
               .n_skus = 40,
               .category_l1 = "Clothing",
               .categories = {{"Men", {"Boot"}}},
               .brands = {"Alba", "Duro"},
               .popularity = PopularityLaw::log_normal(1.6),
               .return_probability = 0.3,
               .return_concentration = 20},
              {.name = "gifts", .weight = 10, .n_skus = 5, .return_probability = 0.05}};
  return p;
}

std::size_t n_of_group(const Catalogue& catalogue, std::int16_t group) {
  return static_cast<std::size_t>(std::ranges::count(catalogue.product_group, group));
}

bool same(const Catalogue& a, const Catalogue& b) {
  return a.name == b.name && a.brand == b.brand && a.category_l3 == b.category_l3 && a.popularity == b.popularity &&
         a.return_probability == b.return_probability && a.launched_on == b.launched_on;
}

}  // namespace

TEST_CASE("make_catalogue: every combination once, with labels and names of its own", "[catalogue]") {
  const Catalogue catalogue = make_catalogue(plan(), 7);
  CHECK(catalogue.product_groups == Labels{"shirts", "shoes", "gifts"});
  CHECK(catalogue.categories_l1 == Labels{"Clothing", "gifts"});
  CHECK(catalogue.categories_l2 == Labels{"Men", "Women", "gifts"});
  CHECK(catalogue.brands == Labels{"Alba", "Brio", "Cima", "Duro", "unbranded"});
  CHECK(n_of_group(catalogue, 0) == 3 * 4 * 6);
  CHECK(n_of_group(catalogue, 1) == 40);
  CHECK(n_of_group(catalogue, 2) == 5);

  const std::set<std::string> names(catalogue.name.begin(), catalogue.name.end());
  CHECK(names.size() == catalogue.n_skus());
  std::map<std::tuple<int, int, int>, int> variants;  // of brand and kind, among the shirts
  for (std::size_t i = 0; i < 72; ++i) {
    ++variants[{catalogue.brand[i], catalogue.category_l2[i], catalogue.category_l3[i]}];
    const std::string& brand = catalogue.brands[static_cast<std::size_t>(catalogue.brand[i])];
    const std::string& kind = catalogue.categories_l3[static_cast<std::size_t>(catalogue.category_l3[i])];
    REQUIRE(catalogue.name[i].starts_with(brand + " " + kind));
  }
  CHECK(variants.size() == 12);
  for (const auto& [combination, n] : variants) REQUIRE(n == 6);
  // Nothing else is called so, and names need nothing more than what makes the SKU.
  for (const char* size : {"S", "M", "L"}) {
    for (const char* colour : {"red", "blue"}) {
      CHECK(names.contains("Brio Polo " + std::string(size) + " " + colour));
      CHECK(names.contains("Cima Blouse " + std::string(size) + " " + colour));
    }
  }
  CHECK_NOTHROW(catalogue.check());
}

TEST_CASE("make_catalogue: any number of SKUs, all different, brands and kinds evenly", "[catalogue]") {
  auto p = plan();
  p.groups.resize(1);
  p.groups[0].n_skus = GENERATE(1, 7, 12, 50, 5000, 100'000);
  const Catalogue catalogue = make_catalogue(p, 7);
  const auto n = static_cast<std::size_t>(p.groups[0].n_skus);
  CHECK(catalogue.n_skus() == n);
  CHECK(std::set<std::string>(catalogue.name.begin(), catalogue.name.end()).size() == n);
  std::map<std::pair<int, int>, std::size_t> pairs;
  for (std::size_t i = 0; i < n; ++i)
    ++pairs[{catalogue.brand[i], catalogue.category_l2[i] * 100 + catalogue.category_l3[i]}];
  CHECK(pairs.size() == std::min<std::size_t>(n, 12));
  for (const auto& [pair, count] : pairs) REQUIRE((count == n / 12 || count == n / 12 + 1));
}

TEST_CASE("make_catalogue: a group keeps its share of sales", "[catalogue]") {
  const Catalogue catalogue = make_catalogue(plan(), 7);
  std::vector<double> sums(3);
  for (std::size_t i = 0; i < catalogue.n_skus(); ++i) {
    REQUIRE(catalogue.popularity[i] > 0);
    sums[static_cast<std::size_t>(catalogue.product_group[i])] += catalogue.popularity[i];
  }
  CHECK(sums[0] == Approx(100).epsilon(1e-13));
  CHECK(sums[1] == Approx(60).epsilon(1e-13));
  CHECK(sums[2] == Approx(10).epsilon(1e-13));

  // One law over the whole catalogue takes the place of groups' weights.
  auto p = plan();
  p.popularity = PopularityLaw::zipf(1);
  auto weights = make_catalogue(p, 7).popularity;
  std::ranges::sort(weights, std::greater{});
  for (std::size_t k = 1; k <= weights.size(); ++k) REQUIRE(weights[k - 1] == Approx(1.0 / static_cast<double>(k)));
}

TEST_CASE("make_catalogue: return probabilities are the group's or beta about it", "[catalogue][statistical]") {
  auto p = plan();
  p.groups[1].n_skus = 50'000;
  const Catalogue catalogue = make_catalogue(p, 7);
  std::vector<double> shoes;
  for (std::size_t i = 0; i < catalogue.n_skus(); ++i) {
    if (catalogue.product_group[i] == 0) REQUIRE(catalogue.return_probability[i] == 0);
    if (catalogue.product_group[i] == 1) shoes.push_back(catalogue.return_probability[i]);
    if (catalogue.product_group[i] == 2) REQUIRE(catalogue.return_probability[i] == 0.05);
  }
  // Beta(6, 14): variance m (1 - m) / (a + b + 1), fourth central moment 0.000335.
  CHECK(testing::mean_p_value(shoes, 0.3, 0.3 * 0.7 / 21) > testing::error_rate);
  const double m = 0.3, v = 0.01, kurtosis = 3 + 6 * (64.0 * 21 - 6 * 14 * 22) / (6 * 14 * 22 * 23);
  CHECK(testing::variance_p_value(shoes, m, v, kurtosis * v * v) > testing::error_rate);
}

TEST_CASE("make_catalogue: launches by share and month, each group on sale from the first day",
          "[catalogue][statistical]") {
  auto p = plan();
  p.groups[0].n_skus = 60'000;
  p.launches = {.share_before = GENERATE(0.0, 0.4, 1.0),
                .earliest = Date{2018, 5, 1},
                .from = Date{2021, 1, 15},
                .to = Date{2022, 1, 1}};
  const Catalogue catalogue = make_catalogue(p, 7);
  std::size_t n_before = 0;
  std::vector<std::int64_t> early, late;
  std::vector<double> best(3), best_launched(3);
  for (std::size_t i = 0; i < catalogue.n_skus(); ++i) {
    const Date day{catalogue.launched_on[i]};
    REQUIRE(day.day() == 1);
    REQUIRE((day >= p.launches.earliest && day < p.launches.to));
    const bool before = day < p.launches.from;
    const auto group = static_cast<std::size_t>(catalogue.product_group[i]);
    best[group] = std::max(best[group], catalogue.popularity[i]);
    if (before) best_launched[group] = std::max(best_launched[group], catalogue.popularity[i]);
    if (group != 0) continue;
    n_before += before;
    (before ? early : late).push_back(12 * day.year() + day.month());
  }
  CHECK(best_launched == best);
  // One SKU of the group is launched whatever its coin says.
  const bool expected = testing::share_p_value(n_before, 60'000, p.launches.share_before) > testing::error_rate ||
                        (p.launches.share_before == 0 && n_before == 1);
  CHECK(expected);
  if (early.size() > 1) {
    const std::int64_t first = 12 * 2018 + 5, last = 12 * 2021 + 1;  // 1 January 2021 is before the 15th
    CHECK(testing::chi_square_p_value(early, first, last, [](auto) { return 1 / 33.0; }) > testing::error_rate);
  }
  if (!late.empty()) {
    const std::int64_t first = 12 * 2021 + 2, last = 12 * 2021 + 12;
    CHECK(testing::chi_square_p_value(late, first, last, [](auto) { return 1 / 11.0; }) > testing::error_rate);
  }
}

TEST_CASE("make_catalogue: the seed decides, and only it", "[catalogue]") {
  CHECK(same(make_catalogue(plan(), 7), make_catalogue(plan(), 7)));
  CHECK_FALSE(same(make_catalogue(plan(), 7), make_catalogue(plan(), 8)));
  // A group that is added at the end leaves those before it as they are.
  auto p = plan();
  p.groups.push_back({.name = "toys", .n_skus = 30});
  const Catalogue less = make_catalogue(plan(), 7), more = make_catalogue(p, 7);
  for (std::size_t i = 0; i < less.n_skus(); ++i) {
    REQUIRE(more.name[i] == less.name[i]);
    REQUIRE(more.popularity[i] == less.popularity[i]);
    REQUIRE(more.launched_on[i] == less.launched_on[i]);
    REQUIRE(more.return_probability[i] == less.return_probability[i]);
  }
}

TEST_CASE("make_catalogue: bad plans are named", "[catalogue]") {
  const auto with = [](auto change) {
    auto p = plan();
    change(p);
    return make_catalogue(p, 1);
  };
  using P = CataloguePlan;
  CHECK_THROWS_WITH(make_catalogue({}, 1), "CataloguePlan: number of groups must be >= 1, got 0");
  CHECK_THROWS_WITH(with([](P& p) { p.groups[1].name = "shirts"; }),
                    "CataloguePlan: groups must be different from each other, got shirts twice");
  CHECK_THROWS_WITH(with([](P& p) { p.groups[0].brands[1] = "Alba"; }),
                    "ProductGroupPlan: brands of shirts must be different from each other, got Alba twice");
  CHECK_THROWS_WITH(with([](P& p) { p.groups[0].categories[0].l3[1] = "T-shirt"; }),
                    "CategoryPlan: l3 of Men must be different from each other, got T-shirt twice");
  CHECK_THROWS_WITH(with([](P& p) { p.groups[0].variants[1][1] = "red"; }),
                    "ProductGroupPlan: variants of shirts must be different from each other, got red twice");
  CHECK_THROWS_WITH(with([](P& p) { p.groups[0].variants[1].clear(); }),
                    "ProductGroupPlan: number of words of each variant of shirts must be >= 1, got 0");
  CHECK_THROWS_WITH(with([](P& p) { p.groups[0].weight = 0; }),
                    "ProductGroupPlan: weight of shirts must be finite and > 0, got 0");
  CHECK_THROWS_WITH(with([](P& p) { p.groups[0].n_skus = -1; }),
                    "ProductGroupPlan: n_skus of shirts must be in [0, 67108864], got -1");
  CHECK_THROWS_WITH(with([](P& p) { p.groups[2].return_probability = 1.5; }),
                    "ProductGroupPlan: return_probability of gifts must be in [0, 1], got 1.5");
  CHECK_THROWS_WITH(with([](P& p) { p.groups[1].return_concentration = std::nan(""); }),
                    "ProductGroupPlan: return_concentration of shoes must be finite and >= 0, got nan");
  CHECK_THROWS_WITH(with([](P& p) { p.launches.share_before = -0.5; }),
                    "LaunchPlan: share_before must be in [0, 1], got -0.5");
  CHECK_THROWS_WITH(with([](P& p) { p.launches.to = p.launches.from; }),
                    "LaunchPlan: to must be after 2023-01-01, got 2023-01-01");
}
