#include <cstdint>
#include <vector>

#include "simulated_year.hpp"
#include "support/catch.hpp"

#include <retailsim/price/random_discount.hpp>
#include <retailsim/vantage/discounts.hpp>
#include <retailsim/vantage/listed_price.hpp>

using namespace retailsim;
using vantage::Config;
using vantage::Demand;
using vantage::net_price;

static_assert(PriceModel<vantage::NetUnitPrice<vantage::ListedPrice>>);

TEST_CASE("net_price: the discount is rounded half up, to the cent", "[vantage]") {
  CHECK(net_price(8'999, 2'000) == 7'199);  // 17.998 off is 18.00
  CHECK(net_price(5, 1'000) == 4);          // half a cent off is a cent
  CHECK(net_price(4, 1'000) == 4);
  CHECK(net_price(12'345, 0) == 12'345);
  CHECK(net_price(12'345, 10'000) == 0);
}

TEST_CASE("NetUnitPrice: discounts become lower unit prices", "[vantage]") {
  const vantage::NetUnitPrice model(
      RandomDiscount(vantage::ListedPrice({8'999}, {100}), {.probability = 1, .basis_points = 2'000}));
  const std::vector<std::uint32_t> order{0, 0}, skus{0, 0};
  const std::vector<std::uint64_t> entities{1, 1};
  const std::vector<std::uint32_t> indices{0, 1};
  std::vector<std::int64_t> prices{8'999, 8'999};
  std::vector<std::int32_t> discounts{0, 0};
  const LineBlock lines{
      .orders = nullptr, .order = order, .line_no = {}, .sku_index = skus, .quantity = {}, .list_price = prices};
  model.paid_prices(prices, discounts, lines, Draws{.seed = 1, .entities = entities, .indices = indices});
  CHECK(prices == std::vector<std::int64_t>{7'199, 7'199});
  CHECK(discounts == std::vector<std::int32_t>{0, 0});
}

TEST_CASE("ListedPrice: gives its prices back to the cent, and names what is wrong", "[vantage]") {
  const vantage::ListedPrice model({1, 8'999, 80'000}, {0, 4'500, 55'000});
  std::vector<double> prices(2), costs(2);
  model.list_prices(prices, costs, Catalogue::plain(3), Draws{.first_entity = 1});
  CHECK(prices == std::vector<double>{89.99, 800});
  CHECK(costs == std::vector<double>{45, 550});
  CHECK_THROWS_WITH(vantage::ListedPrice({1, 0}, {0, 0}), "ListedPrice: a price must be in [1, 999999999999], got 0");
  CHECK_THROWS_WITH(vantage::ListedPrice({1}, {-1}), "ListedPrice: a cost must be in [0, 999999999999], got -1");
  CHECK_THROWS_WITH(vantage::ListedPrice({1, 2}, {1}),
                    "ListedPrice: number of costs must be that of the prices, 2, got 1");
  CHECK_THROWS_WITH(model.list_prices(prices, costs, Catalogue::plain(2), Draws{}),
                    "ListedPrice: number of SKUs must be that of the prices, 3, got 2");
}

TEST_CASE("expected_discounts: by hand from the days' expected orders", "[vantage]") {
  Config config = presets::vantage();
  const Demand demand(config);
  double black_week = 0, events = 0, all = 0;
  for (Date day{2025, 1, 1}; day < Date{2026, 1, 1}; day = day + 1) {
    const bool black = day >= Date{2025, 11, 20} && day <= Date{2025, 11, 27};
    all += demand.expected(day);
    black_week += black ? demand.expected(day) : 0;
    events += demand.factors(day).event > 1 ? demand.expected(day) : 0;
  }
  const auto one = vantage::expected_discounts(config, demand);
  const double q = black_week / all;
  CHECK(one.lines == Approx(q + (1 - q) * 0.05).epsilon(1e-12));
  CHECK(one.depth == Approx(q * 0.20 + (1 - q) * 0.005).epsilon(1e-12));
  CHECK(one.lines == Approx(0.109).margin(0.0005));
  config.discounts.all_events = true;
  const auto three = vantage::expected_discounts(config, demand);
  const double e = events / all;
  CHECK(three.lines == Approx(e + (1 - e) * 0.05).epsilon(1e-12));
  CHECK(three.depth == Approx(e * 0.20 + (1 - e) * 0.005).epsilon(1e-12));
  CHECK(vantage::discount_events(config).size() == 3);
  config.discounts = {
      .event = "", .event_discount = 0.2, .all_events = false, .random_discount = 0.3, .random_probability = 1};
  CHECK(vantage::expected_discounts(config, demand).lines == Approx(1).epsilon(1e-12));
  CHECK(vantage::expected_discounts(config, demand).depth == Approx(0.3).epsilon(1e-12));
}
