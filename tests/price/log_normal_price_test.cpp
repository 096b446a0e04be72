#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <retailsim/price/log_normal_price.hpp>

#include "support/prices.hpp"

using namespace retailsim;

namespace {

struct NoListPrices {
  void paid_prices(std::span<std::int64_t>, std::span<std::int32_t>, const LineBlock&, const Draws&) const {}
};
struct NoPaidPrices {
  void list_prices(std::span<double>, std::span<double>, const Catalogue&, const Draws&) const {}
};
static_assert(!PriceModel<NoListPrices> && !PriceModel<NoPaidPrices>);

}  // namespace

TEST_CASE("LogNormalPrice: mean and variance of the log price are mu and sigma squared", "[price][statistical]") {
  const double mu = 1.2, sigma = 0.4;
  const std::size_t n = 100'000;
  const auto table = test::list_prices(LogNormalPrice(mu, sigma), n, 7);
  double sum = 0, squares = 0;
  for (const double price : table.prices) {
    const double z = (std::log(price) - mu) / sigma;
    sum += z;
    squares += z * z;
  }
  const double size = static_cast<double>(n);
  CHECK(std::abs(sum / std::sqrt(size)) < 5.0);  // two looks: one seed in a million
  CHECK(std::abs((squares - size) / std::sqrt(2 * size)) < 5.0);
}

TEST_CASE("LogNormalPrice: prices stop at both clips, with their exact shares", "[price][statistical]") {
  const double n = 50'000;
  const auto table = test::list_prices(LogNormalPrice({.mu = 4.5, .sigma = 0.6, .min = 50, .max = 200}), 50'000, 8);
  double n_low = 0, n_high = 0;
  for (const double price : table.prices) {
    CHECK((price >= 50 && price <= 200));
    n_low += price == 50;
    n_high += price == 200;
  }
  const auto tail = [](double x) { return std::erfc(x / std::sqrt(2.0)) / 2; };
  const double low = tail((4.5 - std::log(50.0)) / 0.6), high = tail((std::log(200.0) - 4.5) / 0.6);
  CHECK(std::abs(n_low - n * low) / std::sqrt(n * low * (1 - low)) < 5.0);  // two looks: one seed in a million
  CHECK(std::abs(n_high - n * high) / std::sqrt(n * high * (1 - high)) < 5.0);
}

TEST_CASE("LogNormalPrice: the cost ratio is uniform on its range", "[price][statistical]") {
  const std::size_t n = 50'000;
  const auto table = test::list_prices(LogNormalPrice({.cost = {0.49, 0.69}}), n, 9);
  std::vector<double> ratios(n);
  for (std::size_t i = 0; i < n; ++i) ratios[i] = (table.costs[i] / table.prices[i] - 0.49) / 0.2;
  std::ranges::sort(ratios);
  double distance = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double step = 1 / static_cast<double>(n), at = static_cast<double>(i) * step;
    distance = std::max({distance, ratios[i] - at, at + step - ratios[i]});
  }
  CHECK(distance * std::sqrt(static_cast<double>(n)) < 2.7);  // Kolmogorov-Smirnov: one seed in a million
}

TEST_CASE("LogNormalPrice: equal cost bounds give one ratio, and 0 is one", "[price]") {
  const auto table = test::list_prices(LogNormalPrice({.cost = {0.5, 0.5}}), 100, 1);
  for (std::size_t i = 0; i < 100; ++i) CHECK(table.costs[i] == 0.5 * table.prices[i]);
  CHECK(test::list_prices(LogNormalPrice({.cost = {0, 0}}), 100, 1).costs == std::vector<double>(100, 0.0));
}

TEST_CASE("LogNormalPrice: blocks give the same prices as the whole", "[price]") {
  const LogNormalPrice model(3, 0.8);
  CHECK(test::list_prices(model, 1100, 3, 1) == test::list_prices(model, 1100, 3));
  CHECK(test::list_prices(model, 1100, 3, 517) == test::list_prices(model, 1100, 3));
  CHECK(test::list_prices(model, 1100, 4) != test::list_prices(model, 1100, 3));
}

TEST_CASE("LogNormalPrice: lines are paid at list price", "[price]") {
  const auto paid = test::paid_prices(LogNormalPrice(3, 0.8), test::Sales(100, 2), 1);
  CHECK(paid.unit_prices == std::vector<std::int64_t>(200, 1000));
  CHECK(paid.discounts == std::vector<std::int32_t>(200, 0));
}

TEST_CASE("LogNormalPrice: bad parameters are named", "[price]") {
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(LogNormalPrice(3, -0.3), "LogNormalPrice: sigma must be finite and > 0, got -0.3");
  CHECK_THROWS_WITH(LogNormalPrice(3, 0), "LogNormalPrice: sigma must be finite and > 0, got 0");
  CHECK_THROWS_WITH(LogNormalPrice(infinity, 1), "LogNormalPrice: mu must be finite, got inf");
  CHECK_THROWS_WITH(LogNormalPrice({.min = -1}), "LogNormalPrice: min must be finite and >= 0, got -1");
  CHECK_THROWS_WITH(LogNormalPrice({.min = 5, .max = 5}), "LogNormalPrice: max must be > min, got 5");
  CHECK_THROWS_WITH(LogNormalPrice({.max = std::nan("")}), "LogNormalPrice: max must be > min, got nan");
  CHECK_THROWS_WITH(LogNormalPrice({.cost = {-0.1, 0.5}}),
                    "LogNormalPrice: cost.low must be finite and >= 0, got -0.1");
  CHECK_THROWS_WITH(LogNormalPrice({.cost = {0.5, 0.4}}), "LogNormalPrice: cost.high must be >= cost.low, got 0.4");
}
