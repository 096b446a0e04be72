#include <retailsim/vantage/order_law.hpp>

#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "simulated_year.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using vantage::Config;
using vantage::Demand;
using vantage::OrderLaw;
using vantage::Year;

namespace {

/// Three SKUs, of which the first brings the second.
struct SmallShop {
  SmallShop() {
    config.baskets.lines = {2, 1, 1};
    config.baskets.quantities = {3, 1};
    config.baskets.cross_sell_from = "a";
    config.baskets.cross_sell_to = "b";
    config.baskets.cross_sell_odds_ratio = 3;
    categories = {"a", "b", "c"};
    products.category = {0, 1, 2};
    products.sales_rank = {5, 2, 3};
  }
  Config config = vantage_config(1);
  vantage::Products products;
  Labels categories;
};

}  // namespace

TEST_CASE("OrderLaw: moments of small orders, by going through all of them", "[vantage]") {
  const SmallShop shop;
  const Demand demand(shop.config);
  const auto value = [](std::size_t sku, std::int64_t quantity, std::int32_t points) {
    return static_cast<double>(quantity) * (10 + 7 * static_cast<double>(sku * sku)) * (1 - points / 10'000.0);
  };
  const std::vector<double> first{.5, .2, .3}, prompted{5 / 14., 6 / 14., 3 / 14.}, lines{.5, .25, .25},
      quantities{.75, .25};
  const double black_week = demand.expected_where([](Date day) {
    return day >= Date{2025, 11, 20} && day <= Date{2025, 11, 27};
  }) / 35'000;

  double total = 0, mean = 0, square = 0;
  for (const bool event : {false, true}) {
    // Every way to add `left` lines to an order of that sum and probability.
    const std::function<void(std::size_t, bool, bool, double, double)> add =
        [&](std::size_t left, bool is_first, bool is_prompted, double sum, double p) {
          if (left == 0) {
            total += p;
            mean += p * sum;
            square += p * sum * sum;
            return;
          }
          for (std::size_t sku = 0; sku < 3; ++sku) {
            for (std::int64_t quantity = 1; quantity <= 2; ++quantity) {
              for (const bool coin : {false, true}) {
                add(left - 1, false, is_first ? sku == 0 : is_prompted,
                    sum + value(sku, quantity,
                                event  ? 2000
                                : coin ? 1000
                                       : 0),
                    p * (is_prompted ? prompted : first)[sku] * quantities[static_cast<std::size_t>(quantity - 1)] *
                        (coin ? .05 : .95));
              }
            }
          }
        };
    for (std::size_t n = 1; n <= 3; ++n) add(n, true, false, 0, lines[n - 1] * (event ? black_week : 1 - black_week));
  }
  REQUIRE(total == Approx(1));
  const OrderLaw::Moments law = OrderLaw(shop.config, demand, shop.products, shop.categories).sum_over_lines(value);
  CHECK(law.mean == Approx(mean).epsilon(1e-12));
  CHECK(law.square == Approx(square).epsilon(1e-12));
  CHECK(law.variance() == Approx(square - mean * mean).epsilon(1e-9));
}

TEST_CASE("OrderLaw: the larger discount counts, and events can have none", "[vantage]") {
  SmallShop shop;
  shop.config.discounts.random_discount = 0.3;
  shop.config.discounts.event_discount = 0;
  const auto deep = [](std::size_t, std::int64_t, std::int32_t points) { return points == 3000 ? 1.0 : 0.0; };
  const Demand demand(shop.config);
  CHECK(OrderLaw(shop.config, demand, shop.products, shop.categories).sum_over_lines(deep).mean == Approx(0.05 * 1.75));
  CHECK(expected_discounts(shop.config, demand).lines == Approx(0.05));
}

TEST_CASE("OrderLaw: orders of a simulated year have its mean and variance", "[vantage][statistical]") {
  const Config config = vantage_config(3, 350'000);
  const Year year = simulated_year(config);
  const auto law =
      OrderLaw(config, Demand(config), year.products, year.categories)
          .sum_over_lines([&](std::size_t sku, std::int64_t quantity, std::int32_t points) {
            return static_cast<double>(quantity * vantage::net_price(year.products.base_price_eur[sku], points)) / 100;
          });
  std::vector<double> values(year.orders.size());
  for (std::size_t i = 0; i < year.line_items.size(); ++i) {
    values[static_cast<std::size_t>(year.line_items.order_id[i] - 1)] +=
        static_cast<double>(year.line_items.qty[i] * year.line_items.unit_price_paid[i]) / 100;
  }
  double fourth = 0;
  for (const double value : values) fourth += std::pow(value - law.mean, 4) / static_cast<double>(values.size());
  CHECK(testing::mean_p_value(values, law.mean, law.variance()) > testing::error_rate);
  CHECK(testing::variance_p_value(values, law.mean, law.variance(), fourth) > testing::error_rate);
}
