#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/price/log_normal_price.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/pareto.hpp>
#include <retailsim/random/permutation.hpp>
#include <retailsim/random/uniform.hpp>
#include <retailsim/random/zipf.hpp>
#include <retailsim/vantage/config.hpp>
#include <retailsim/vantage/demand.hpp>
#include <retailsim/vantage/discounts.hpp>
#include <retailsim/vantage/pairing.hpp>

namespace retailsim::vantage {

/// A catalogue with its prices and costs, in cents.
struct PricedCatalogue {
  Catalogue catalogue;
  std::vector<std::int64_t> prices, costs;
};

/// Categories, sub-categories and names: SKUs of a category lie together, those of its sub-categories too.
inline Catalogue named_catalogue(const CatalogueConfig& config) {
  Catalogue catalogue;
  catalogue.resize(static_cast<std::size_t>(config.n_skus));
  std::ranges::fill(catalogue.launched_on, Date{1900, 1, 1}.days);  // on sale before any year that can be asked for
  catalogue.product_groups = catalogue.brands = catalogue.categories_l3 = {"all"};
  double total = 0, shares = 0;
  for (const Category& category : config.categories) total += category.share;
  std::size_t begin = 0;
  for (const Category& category : config.categories) {
    shares += category.share;
    const auto end = static_cast<std::size_t>(std::fma(config.n_skus, shares / total, 0.5));
    const std::size_t n = end - begin, n_sub = category.sub_categories.size();
    const auto first_sub = static_cast<std::int16_t>(catalogue.categories_l2.size());
    for (std::size_t sub = 0; sub < n_sub; ++sub) {
      const SubCategory& kind = category.sub_categories[sub];
      const std::size_t from = begin + sub * n / n_sub, to = begin + (sub + 1) * n / n_sub;
      for (std::size_t i = from; i < to; ++i) {
        const std::size_t k = i - from, n_products = kind.products.size(), n_series = config.series.size();
        const std::size_t version = k / (n_products * n_series);
        catalogue.name[i] = kind.products[k % n_products] + ' ' + config.series[k / n_products % n_series];
        if (version > 0) catalogue.name[i] += ' ' + std::to_string(version + 1);
        catalogue.category_l1[i] = static_cast<std::int16_t>(catalogue.categories_l1.size());
        catalogue.category_l2[i] = static_cast<std::int16_t>(first_sub + static_cast<std::int16_t>(sub));
      }
      catalogue.categories_l2.push_back(kind.name);
    }
    catalogue.categories_l1.push_back(category.name);
    begin = end;
  }
  return catalogue;
}

/// The share of all lines that each SKU is expected to have: by popularity in the first line of an order, and in the
/// others by popularity with the cross-sell that the first may have brought about.
inline std::vector<double> expected_line_shares(const Config& config, const Catalogue& catalogue) {
  const BasketConfig& baskets = config.baskets;
  const auto of_category = [&](std::size_t i, const std::string& name) {
    return catalogue.categories_l1[static_cast<std::size_t>(catalogue.category_l1[i])] == name;
  };
  detail::CarefulSum weights, lines, orders, from, to;
  for (const double weight : catalogue.popularity) weights.add(weight);
  for (std::size_t k = 0; k < baskets.lines.size(); ++k) {
    orders.add(baskets.lines[k]);
    lines.add(detail::product(baskets.lines[k], static_cast<double>(k + 1)));
  }
  std::vector<double> shares;
  for (std::size_t i = 0; i < catalogue.n_skus(); ++i) {
    shares.push_back(catalogue.popularity[i] / weights.value());
    if (of_category(i, baskets.cross_sell_from)) from.add(shares[i]);
    if (of_category(i, baskets.cross_sell_to)) to.add(shares[i]);
  }
  const double prompted = detail::product(1 - orders.value() / lines.value(), from.value());
  const double ratio = baskets.cross_sell_odds_ratio;
  const double scale = prompted / std::fma(ratio - 1, to.value(), 1.0);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    shares[i] *= std::fma(scale, of_category(i, baskets.cross_sell_to) ? ratio : 1.0, 1 - prompted);
  }
  return shares;
}

/// Mean number of units of an order.
inline double units_per_order(const BasketConfig& baskets) {
  const auto mean = [](const std::vector<double>& weights) {
    detail::CarefulSum sum, total;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      sum.add(detail::product(weights[k], static_cast<double>(k + 1)));
      total.add(weights[k]);
    }
    return sum.value() / total.value();
  };
  return mean(baskets.lines) * mean(baskets.quantities);
}

/// The finished catalogue of a configuration and its seed. Unless `config.literal`, prices are paired with popularity
/// such that an order's expected value is `order_value`, and cost ratios with revenue such that the expected margin is
/// `margin`; each keeps its own law exactly. \throws ParameterError if the pairing cannot reach them, Stopped
inline PricedCatalogue make_catalogue(const Config& config, const Demand& demand, const std::stop_token& stop = {}) {
  const CatalogueConfig& c = config.catalogue;
  PricedCatalogue result{.catalogue = named_catalogue(c), .prices = {}, .costs = {}};
  Catalogue& catalogue = result.catalogue;
  const std::size_t n = catalogue.n_skus();
  const Draws draws{.seed = config.seed};

  if (config.literal) {
    draws.of(Purpose::popularity).at_index(1).fill(catalogue.popularity, Pareto(1, c.literal_popularity_alpha - 1));
  } else {
    const auto weights = Zipf::weights(static_cast<std::uint32_t>(n), c.popularity_exponent);
    const auto ranks = addressed_permutation(n, draws.of(Purpose::popularity));
    for (std::size_t i = 0; i < n; ++i) catalogue.popularity[i] = weights[ranks[i]];
  }
  for (std::size_t i = 0, end = 0; i < n; i = end) {
    while (end < n && catalogue.category_l1[end] == catalogue.category_l1[i]) ++end;
    const double mean = c.categories[static_cast<std::size_t>(catalogue.category_l1[i])].return_probability;
    draws.of(Purpose::sku_return_probability)
        .part(i, end - i)
        .fill(std::span(catalogue.return_probability).subspan(i, end - i),
              Beta(mean * c.return_concentration, (1 - mean) * c.return_concentration));
  }

  std::vector<double> prices(n), costs(n);
  LogNormalPrice({.mu = c.price_mu, .sigma = c.price_sigma, .min = c.price_min, .max = c.price_max})
      .list_prices(prices, costs, catalogue, draws);
  std::vector<std::int64_t> cents, ratios;  // a ratio is in units of 2^-32
  for (const double price : prices) cents.push_back(static_cast<std::int64_t>(std::fma(price, 100.0, 0.5)));
  draws.of(Purpose::cost)
      .fill(costs,
            config.literal ? Uniform(c.literal_cost_low, c.literal_cost_high) : Uniform(c.cost_low, c.cost_high));
  for (const double ratio : costs) ratios.push_back(static_cast<std::int64_t>(std::fma(ratio, 0x1p32, 0.5)));
  const auto cost = [&](std::size_t place, std::size_t item) {
    return (result.prices[place] * ratios[item] + (std::int64_t{1} << 31)) >> 32;
  };

  std::vector<std::uint32_t> price_of(n), ratio_of(n);
  std::iota(price_of.begin(), price_of.end(), 0u);
  ratio_of = price_of;
  const auto set_prices = [&] {
    result.prices.clear();
    for (const std::uint32_t item : price_of) result.prices.push_back(cents[item]);
  };
  set_prices();
  if (!config.literal) {
    const auto volumes = whole_volumes(expected_line_shares(config, catalogue));
    const double paid = 1 - expected_discounts(config, demand).depth;
    PairingGoal goal{.target = c.order_value * 100 / (units_per_order(config.baskets) * paid),
                     .tolerance = c.pairing_tolerance,
                     .candidates = c.pairing_candidates};
    price_of = made_from("catalogue.order_value", [&] {
      return pair_items(
          volumes, [&](std::size_t, std::size_t item) { return cents[item]; }, goal, draws.of(Purpose::pairing),
          "vantage: expected price, weighted by volume,", stop);
    });
    set_prices();
    std::int64_t revenue = 0, volume = 0;
    for (std::size_t i = 0; i < n; ++i) {
      revenue += volumes[i] * result.prices[i];
      volume += volumes[i];
    }
    goal.target = (1 - c.margin) * paid * (static_cast<double>(revenue) / static_cast<double>(volume));
    ratio_of = made_from("catalogue.margin", [&] {
      return pair_items(volumes, cost, goal, draws.of(Purpose::pairing).at_index(1),
                        "vantage: expected cost, weighted by volume,", stop);
    });
  }
  for (std::size_t i = 0; i < n; ++i) result.costs.push_back(cost(i, ratio_of[i]));
  return result;
}

}  // namespace retailsim::vantage
