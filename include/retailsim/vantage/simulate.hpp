#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/basket/cross_sell_basket.hpp>
#include <retailsim/engine/orders.hpp>
#include <retailsim/population/several_shops.hpp>
#include <retailsim/population/zipf_rates.hpp>
#include <retailsim/price/random_discount.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/simulation.hpp>
#include <retailsim/vantage/catalogue.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/daily.hpp>
#include <retailsim/vantage/demand.hpp>
#include <retailsim/vantage/discounts.hpp>
#include <retailsim/vantage/listed_price.hpp>
#include <retailsim/vantage/planning.hpp>
#include <retailsim/vantage/stopped.hpp>
#include <retailsim/vantage/tables.hpp>
#include <retailsim/vantage/year.hpp>

namespace retailsim::vantage {

/// The models of the year. "N_t ~ Poisson(lambda_t) orders on day t, each by a customer drawn with weight w_i" is the
/// same as a pool of customers with intensities in proportion to w_i lambda_t, so this is a simulation like any other.
inline auto simulation_of(const Config& config, const Demand& demand, const PricedCatalogue& priced) {
  const BasketConfig& b = config.baskets;
  const DiscountConfig& d = config.discounts;
  RandomDiscount discounted(ListedPrice(priced.prices, priced.costs),
                            {.probability = d.random_probability, .basis_points = basis_points(d.random_discount)});
  std::vector<WeightedLabel> shops;
  for (const Shop& shop : config.demand.shops) shops.push_back({shop.name, shop.weight});
  const auto from = SkuSet{SkuLabel::category_l1, b.cross_sell_from};
  const auto to = SkuSet{SkuLabel::category_l1, b.cross_sell_to};
  return simulate_with(
      NetUnitPrice(EventDiscount(std::move(discounted), discount_events(config))), demand.calendar(),
      CrossSellBasket({.shape = {.sizes = DiscreteTable(1, b.lines), .quantities = DiscreteTable(1, b.quantities)},
                       .cross_sell = {{from, to, b.cross_sell_odds_ratio}}}),
      SeveralShops(ZipfRates({.s = b.customer_exponent, .total_per_year = demand.base_orders_per_year()}), shops));
}

/// The simulated days: the year, and those around it that its first and last rows refer to.
inline Scenario scenario_of(const Config& config, Catalogue catalogue) {
  Scenario scenario;
  scenario.seed = config.seed;
  scenario.n_customers = config.baskets.n_customers;
  scenario.catalogue = std::move(catalogue);
  scenario.registered_from = scenario.from = config.simulated_from();
  scenario.registered_to = config.simulated_from() + 1;
  scenario.to = config.simulated_to();
  scenario.season_reference = config.first_day();
  scenario.order_id.number_bits = 22;  // a ninth of all orders may be one customer's
  scenario.first_customer_id = config.baskets.first_customer_id;
  scenario.first_sku_id = config.catalogue.first_sku_id;
  return scenario;
}

/// \throws ParameterError if a customer's orders do not fit into the order ids
inline Dataset rows_of(const Config& config, const Demand& demand, const PricedCatalogue& priced,
                       const Scenario& scenario, const RunOptions& options) {
  try {
    return simulation_of(config, demand, priced).run(scenario, options);
  } catch (const OrderIdOverflow& error) {
    throw ParameterError(
        "demand.orders",
        "such that no customer of the pool has more than " + std::to_string(1 << (scenario.order_id.number_bits - 1)) +
            " orders, as customer " + std::to_string(error.customer_id()) + " has",
        detail::number_text(config.demand.orders), {"baskets.n_customers", "baskets.customer_exponent"});
  }
}

/// Whether each line comes back: a coin at the line's own address.
inline std::vector<std::uint8_t> returned_lines(const Scenario& scenario, const Dataset& data) {
  const int bits = scenario.order_id.number_bits;
  const std::size_t n = data.n_lines();
  std::vector<std::uint64_t> entities(n), words(n);
  std::vector<std::uint32_t> indices(n);
  for (std::size_t i = 0; i < n; ++i) {
    const std::int64_t id = data.lines.order_id[i];
    const auto number = static_cast<std::uint32_t>(id & ((std::int64_t{1} << bits) - 1));
    entities[i] = engine::line_entity((id >> (bits + 2)) - scenario.first_customer_id,
                                      static_cast<Stream>(id >> bits & 3), number);
    indices[i] = static_cast<std::uint32_t>(data.lines.line_no[i] - 1);
  }
  Draws{.seed = scenario.seed, .purpose = Purpose::line_return, .entities = entities, .indices = indices}.words(words);
  std::vector<std::uint8_t> returned(n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto sku = static_cast<std::size_t>(data.lines.sku_id[i] - scenario.first_sku_id);
    returned[i] = Bernoulli(scenario.catalogue.return_probability[sku])(words[i]);
  }
  return returned;
}

/// Simulates the year. Equal configurations, seed included, give equal tables, whatever the threads.
///
/// What the promises of simulations come to here:
/// - Random access, shards and a later end hold for the rows of `simulation_of` and `scenario_of`. The year is
///   sorted by time and numbered in it, so that it comes as a whole.
/// - Prices, costs, discounts, returns and plans can change without a change of who buys what when. Prices are paired
///   with popularity, so that all of them change together.
/// - More customers are another year: all together have the orders of the year, so each one's rate depends on their
///   number. So are other factors of demand: the base is solved for `demand.orders`. With `demand.orders` multiplied
///   such that the base stays, the base orders of a year without an event are those of the year with it.
/// - A longer `planning.budget_window` or `spend_days_ahead` is another year where more days before 1 January are
///   needed: customers are there, with their base orders, from the first of them on.
/// \throws ParameterError on bad values, or a catalogue whose prices cannot be paired; Stopped where `stop` asks for it
inline Year simulate(const Config& config, int threads = 1, const std::stop_token& stop = {}) {
  config.checked();
  const Demand demand(config);
  PricedCatalogue priced = make_catalogue(config, demand, stop);
  const Scenario scenario = scenario_of(config, std::move(priced.catalogue));
  const Catalogue& catalogue = scenario.catalogue;
  const Dataset data = rows_of(config, demand, priced, scenario, RunOptions{.threads = threads, .stop = stop});
  check_stop(stop);

  Year year{.products = {},
            .orders = {},
            .line_items = {},
            .marketing = {},
            .budget = {},
            .categories = catalogue.categories_l1,
            .sub_categories = catalogue.categories_l2,
            .shops = data.shops,
            .daily = Daily(config.simulated_from(), config.simulated_to(), demand.n_shops())};
  year.products = {.sku_id = data.products.sku_id,
                   .category = catalogue.category_l1,
                   .sub_category = catalogue.category_l2,
                   .product_name = catalogue.name,
                   .base_price_eur = priced.prices,
                   .cost_price_eur = priced.costs,
                   .sales_rank = catalogue.popularity,
                   .return_probability = catalogue.return_probability};

  // The engine's orders are sorted by customer; here they are by time, and numbered from 1 in the year.
  std::vector<std::size_t> by_time(data.n_orders()), first_line(data.n_orders());
  std::iota(by_time.begin(), by_time.end(), std::size_t{0});
  std::ranges::sort(by_time, [&](std::size_t a, std::size_t b) {
    return std::pair(data.orders.ordered_at[a], data.orders.order_id[a]) <
           std::pair(data.orders.ordered_at[b], data.orders.order_id[b]);
  });
  std::size_t line = 0;
  for (std::size_t o = 0; o < data.n_orders(); ++o) {
    first_line[o] = line;
    line += static_cast<std::size_t>(data.orders.n_lines[o]);
  }
  const auto returned = returned_lines(scenario, data);
  for (const std::size_t o : by_time) {
    const Date day = date_of(data.orders.ordered_at[o] / micros_per_second);
    Totals& totals = year.daily.at(day, data.orders.shop[o]);
    const bool in_year = day >= config.first_day() && day < config.end_day();
    ++totals.orders;
    if (in_year) {
      year.orders.order_id.push_back(static_cast<std::int64_t>(year.orders.size()) + 1);
      year.orders.shop_id.push_back(data.orders.shop[o]);
      year.orders.customer_id.push_back(data.orders.customer_id[o]);
      year.orders.order_ts.push_back(data.orders.ordered_at[o]);
    }
    const std::size_t end = first_line[o] + static_cast<std::size_t>(data.orders.n_lines[o]);
    for (std::size_t i = first_line[o]; i < end; ++i) {
      const auto sku = static_cast<std::size_t>(data.lines.sku_id[i] - scenario.first_sku_id);
      totals.revenue += data.lines.amount[i];
      totals.cost += data.lines.quantity[i] * priced.costs[sku];
      if (!in_year) continue;
      year.line_items.order_id.push_back(year.orders.order_id.back());
      year.line_items.line_no.push_back(data.lines.line_no[i]);
      year.line_items.sku_id.push_back(data.lines.sku_id[i]);
      year.line_items.qty.push_back(data.lines.quantity[i]);
      year.line_items.unit_price_paid.push_back(data.lines.unit_price[i]);
      year.line_items.is_returned.push_back(returned[i]);
    }
  }
  year.marketing = marketing_of(config, year.daily);
  year.budget = budget_of(config, year.daily);
  return year;
}

}  // namespace retailsim::vantage
