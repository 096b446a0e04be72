#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include <boost/math/distributions/beta.hpp>

#include "simulated_year.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

#include <retailsim/basket/cross_sell_basket.hpp>
#include <retailsim/vantage/catalogue.hpp>

using namespace retailsim;
using retailsim::testing::error_rate;
using retailsim::testing::kolmogorov_smirnov_p_value;
using vantage::Config;
using vantage::Demand;
using vantage::make_catalogue;
using vantage::PricedCatalogue;

namespace {

PricedCatalogue catalogue_of(const Config& config) { return make_catalogue(config, Demand(config)); }

Config literal_config(std::uint64_t seed) {
  Config config = vantage_config(seed);
  config.literal = true;
  return config;
}

/// The volume-weighted mean of a column of cents.
double expected_cents(const Config& config, const PricedCatalogue& priced, const std::vector<std::int64_t>& cents) {
  const auto shares = vantage::expected_line_shares(config, priced.catalogue);
  double sum = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) sum += shares[i] * static_cast<double>(cents[i]);
  return sum;
}

}  // namespace

TEST_CASE("make_catalogue: categories have their shares of the SKUs, names and ids are in order", "[vantage]") {
  const Catalogue catalogue = catalogue_of(vantage_config(42)).catalogue;
  REQUIRE_NOTHROW(catalogue.check());
  REQUIRE(catalogue.n_skus() == 500);
  CHECK(catalogue.categories_l1 == Labels{"Ausrüstung", "Bekleidung", "Schuhe"});
  CHECK(std::ranges::count(catalogue.category_l1, 0) == 200);
  CHECK(std::ranges::count(catalogue.category_l1, 1) == 175);
  CHECK(std::ranges::count(catalogue.category_l1, 2) == 125);
  CHECK(std::ranges::is_sorted(catalogue.category_l1));
  CHECK(std::ranges::is_sorted(catalogue.category_l2));
  CHECK(catalogue.categories_l2.size() == 13);
  for (std::size_t sub = 0; sub < 13; ++sub) {
    const auto n = std::ranges::count(catalogue.category_l2, static_cast<std::int16_t>(sub));
    CHECK(n >= 31);
    CHECK(n <= 44);
  }
  CHECK(std::set<std::string>(catalogue.name.begin(), catalogue.name.end()).size() == 500);
  CHECK(catalogue.name[0] == "Fußball Komet");
  CHECK(catalogue.name[499] == "Badelatsche Komet 2");
}

TEST_CASE("make_catalogue: any number of SKUs is split by shares to the SKU", "[vantage]") {
  for (const int n : {3, 7, 100, 12'345}) {
    Config config = literal_config(1);
    config.catalogue.n_skus = n;
    const Catalogue catalogue = vantage::named_catalogue(config.catalogue);
    const std::vector<double> shares{0.40, 0.35, 0.25};
    for (std::int16_t c = 0; c < 3; ++c) {
      const auto count = static_cast<double>(std::ranges::count(catalogue.category_l1, c));
      CHECK(std::abs(count - shares[static_cast<std::size_t>(c)] * n) <= 1);
    }
    CHECK(std::set<std::string>(catalogue.name.begin(), catalogue.name.end()).size() == static_cast<std::size_t>(n));
  }
}

TEST_CASE("make_catalogue: popularity is r^-s dealt out by chance, the top fifth making 80 % of sales", "[vantage]") {
  auto popularity = catalogue_of(vantage_config(42)).catalogue.popularity;
  const auto other = catalogue_of(vantage_config(43)).catalogue.popularity;
  CHECK(popularity != other);
  CHECK(!std::ranges::is_sorted(popularity, std::greater{}));
  std::ranges::sort(popularity, std::greater{});
  for (std::size_t r = 0; r < 500; ++r) {
    REQUIRE(popularity[r] == Approx(std::pow(static_cast<double>(r + 1), -1.06208)).epsilon(1e-13));
  }
  const double top = std::accumulate(popularity.begin(), popularity.begin() + 100, 0.0);
  CHECK(top / std::accumulate(popularity.begin(), popularity.end(), 0.0) == Approx(0.8).margin(5e-7));
}

TEST_CASE("make_catalogue: every SKU is equally likely to have any rank", "[vantage][statistical]") {
  std::vector<double> best(500);
  for (std::uint64_t seed = 0; seed < 4'000; ++seed) {
    Draws draws{.seed = seed, .purpose = Purpose::popularity};
    const auto ranks = addressed_permutation(500, draws);
    ++best[static_cast<std::size_t>(std::ranges::find(ranks, 0u) - ranks.begin())];
  }
  CHECK(testing::chi_square_counts_p_value(best, std::vector<double>(500, 8.0)) > error_rate);
}

TEST_CASE("make_catalogue: prices keep the clipped log-normal law, cost ratios theirs", "[vantage][statistical]") {
  // 40 catalogues of 500 SKUs: the pairing moves prices between SKUs, so as a set they are as drawn.
  std::vector<double> inside, ratios;
  double clipped_low = 0, clipped_high = 0;
  const auto log_normal_cdf = [](double x) { return std::erfc(-(std::log(x) - 4.5) / (0.6 * std::sqrt(2.0))) / 2; };
  for (std::uint64_t seed = 100; seed < 140; ++seed) {
    const PricedCatalogue priced = catalogue_of(vantage_config(seed));
    for (std::size_t i = 0; i < 500; ++i) {
      const double price = static_cast<double>(priced.prices[i]) / 100;
      REQUIRE(price >= 20);
      REQUIRE(price <= 800);
      clipped_low += price == 20;
      clipped_high += price == 800;
      if (price > 20 && price < 800) inside.push_back(price);
      ratios.push_back(static_cast<double>(priced.costs[i]) / static_cast<double>(priced.prices[i]));
    }
  }
  const double below = log_normal_cdf(20), above = log_normal_cdf(800);
  CHECK(std::abs(clipped_low - 20'000 * below) < 4.9 * std::sqrt(20'000 * below) + 1);
  CHECK(clipped_high <= 20);  // 2.7 expected of 20,000; Poisson beyond 20 with probability 1e-11
  CHECK(kolmogorov_smirnov_p_value(inside, [&](double x) { return (log_normal_cdf(x) - below) / (above - below); }) >
        error_rate);
  CHECK(kolmogorov_smirnov_p_value(ratios, [](double x) { return std::clamp((x - 0.49) / 0.20, 0.0, 1.0); }) >
        error_rate);
}

TEST_CASE("make_catalogue: the pairing changes who has which price, and no price", "[vantage]") {
  Config config = vantage_config(42);
  const PricedCatalogue paired = catalogue_of(config);
  config.catalogue.pairing_tolerance = 0.9;  // as drawn is near enough
  const PricedCatalogue drawn = catalogue_of(config);
  CHECK(paired.prices != drawn.prices);
  auto a = paired.prices, b = drawn.prices;
  std::ranges::sort(a);
  std::ranges::sort(b);
  CHECK(a == b);
  CHECK(paired.catalogue.popularity == drawn.catalogue.popularity);
}

TEST_CASE("make_catalogue: an order is expected to be worth 220 EUR with a margin of 0.400", "[vantage]") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Config config = vantage_config(seed);
    const Demand demand(config);
    const PricedCatalogue priced = make_catalogue(config, demand);
    const double paid = 1 - vantage::expected_discounts(config, demand).depth;
    const double price = expected_cents(config, priced, priced.prices);
    CHECK(price * 1.925 * paid == Approx(22'000).epsilon(0.001));
    CHECK(expected_cents(config, priced, priced.costs) / (price * paid) == Approx(0.6).epsilon(0.00101));
  }
}

TEST_CASE("make_catalogue: without the pairing mean order values differ widely", "[vantage]") {
  double sum = 0, squares = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Config config = vantage_config(seed);
    config.catalogue.pairing_tolerance = 0.9;
    const double value = expected_cents(config, catalogue_of(config), catalogue_of(config).prices) / 100 * 1.925 *
                         (1 - vantage::expected_discounts(config, Demand(config)).depth);
    sum += value;
    squares += value * value;
  }
  const double mean = sum / 200, sd = std::sqrt(squares / 200 - mean * mean);
  CHECK(mean == Approx(203).margin(9));  // five standard errors of 200 catalogues
  CHECK(sd > 15);                        // between years of one catalogue it is 0.9
}

TEST_CASE("make_catalogue: a catalogue that cannot get there is an error", "[vantage]") {
  Config config = vantage_config(42);
  config.catalogue.order_value = 5'000;
  config.catalogue.pairing_candidates = 20'000;
  CHECK_THROWS_WITH(catalogue_of(config),
                    contains("catalogue.order_value: expected price, weighted by volume, must be within "));
  config = vantage_config(42);
  config.catalogue.margin = -3;
  config.catalogue.pairing_candidates = 20'000;
  CHECK_THROWS_WITH(catalogue_of(config),
                    contains("catalogue.margin: expected cost, weighted by volume, must be within "));
}

TEST_CASE("make_catalogue: return probabilities are beta with their category's mean", "[vantage][statistical]") {
  const double means[] = {0.05, 0.20, 0.30};
  std::vector<double> of[3];
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Catalogue catalogue = catalogue_of(literal_config(seed)).catalogue;
    for (std::size_t i = 0; i < 500; ++i) {
      of[catalogue.category_l1[i]].push_back(catalogue.return_probability[i]);
    }
  }
  for (std::size_t c = 0; c < 3; ++c) {
    const boost::math::beta_distribution<> law(20 * means[c], 20 * (1 - means[c]));
    CHECK(kolmogorov_smirnov_p_value(of[c], [&](double x) { return cdf(law, x); }) > error_rate);
  }
}

TEST_CASE("make_catalogue: literal turns each number back", "[vantage][statistical]") {
  std::vector<double> weights, ratios, draws(500);
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const PricedCatalogue priced = catalogue_of(literal_config(seed));
    weights.insert(weights.end(), priced.catalogue.popularity.begin(), priced.catalogue.popularity.end());
    for (std::size_t i = 0; i < 500; ++i) {
      ratios.push_back(static_cast<double>(priced.costs[i]) / static_cast<double>(priced.prices[i]));
    }
    // As drawn, SKU by SKU: nothing was swapped.
    Draws{.seed = seed, .purpose = Purpose::list_price}.fill(draws, LogNormal(4.5, 0.6));
    for (std::size_t i = 0; i < 500; ++i) {
      REQUIRE(priced.prices[i] == std::llround(std::clamp(draws[i], 20.0, 800.0) * 100));
    }
  }
  CHECK(kolmogorov_smirnov_p_value(weights, [](double x) { return x <= 1 ? 0 : 1 - std::pow(x, -1.5); }) > error_rate);
  CHECK(kolmogorov_smirnov_p_value(ratios, [](double x) { return std::clamp((x - 0.40) / 0.20, 0.0, 1.0); }) >
        error_rate);
}

TEST_CASE("expected_line_shares: what the basket model says, over all lines", "[vantage]") {
  const Config config = vantage_config(42);
  Scenario scenario;
  scenario.catalogue = catalogue_of(config).catalogue;
  const Calendar calendar;
  const TraitLabels labels;
  CrossSellBasket basket(
      {.cross_sell = {{SkuSet{SkuLabel::category_l1, "Schuhe"}, SkuSet{SkuLabel::category_l1, "Bekleidung"}, 3.0}}});
  basket.prepare(Setting{scenario, scenario.catalogue, calendar, labels});
  const auto shares = vantage::expected_line_shares(config, scenario.catalogue);
  CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) == Approx(1).epsilon(1e-13));
  std::vector<std::uint8_t> one(500);
  for (const std::size_t i : {0u, 199u, 200u, 374u, 375u, 499u}) {
    one[i] = 1;
    const double first = basket.choice().share(0, one, Date{2025, 1, 1});
    const double after = basket.choice().share_after_any(0, one, Date{2025, 1, 1});
    CHECK(shares[i] == Approx((first + 0.75 * after) / 1.75).epsilon(1e-12));
    one[i] = 0;
  }
}

TEST_CASE("units_per_order: 1.75 lines of 1.1 units", "[vantage]") {
  CHECK(vantage::units_per_order(presets::vantage().baskets) == Approx(1.925).epsilon(1e-14));
}
