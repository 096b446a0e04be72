#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <retailsim/basket/concept.hpp>
#include <retailsim/catalogue/catalogue.hpp>
#include <retailsim/churn/concept.hpp>
#include <retailsim/core/columns.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/engine/options.hpp>
#include <retailsim/engine/workspace.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/price/concept.hpp>
#include <retailsim/returns/concept.hpp>
#include <retailsim/scenario/scenario.hpp>
#include <retailsim/scenario/setting.hpp>
#include <retailsim/seasonality/calendar.hpp>
#include <retailsim/seasonality/concept.hpp>

namespace retailsim {

/// The models of a simulation, one for each slot.
template <PriceModel PriceT, SeasonalityModel SeasonalityT, BasketModel BasketT, ChurnModel ChurnT,
          Population PopulationT, ReturnModel ReturnsT>
struct Models {
  using Price = PriceT;
  using Seasonality = SeasonalityT;
  using Basket = BasketT;
  using Churn = ChurnT;
  using People = PopulationT;
  using Returns = ReturnsT;

  Price price;
  Seasonality seasonality;
  Basket basket;
  Churn churn;
  People population;
  Returns returns;
};

/// Everything a run reads and never writes: scenario, prepared models, calendar, prices. Built and checked once;
/// shared by all threads. Keeps the scratch memory of the runs made in it for the next ones.
template <class ModelsT>
class World {
 public:
  using Types = ModelsT;

  /// \throws std::invalid_argument if scenario, options or a model's part in them cannot be
  World(const ModelsT& chosen, Scenario chosen_scenario, const RunOptions& options)
      : scenario(checked(std::move(chosen_scenario), options)),
        outlook(options.outlook.value_or(scenario.to)),
        models(chosen),
        calendar(models.seasonality, std::min(scenario.registered_from, scenario.from),
                 std::max({scenario.to, scenario.registered_to, options.truth ? outlook + 366 : scenario.to}) + 1,
                 scenario.season_from(), scenario.seed),
        labels(models.population.labels()) {
    const Setting setting{scenario, scenario.catalogue, calendar, labels};
    const auto prepare = [&](auto& model) {
      if constexpr (Preparable<std::remove_cvref_t<decltype(model)>>) model.prepare(setting);
    };
    prepare(models.price);
    prepare(models.basket);
    prepare(models.churn);
    prepare(models.population);
    prepare(models.returns);
    if constexpr (ErlangPopulation<typename Types::People>) {
      gap_shape = detail::in_range(static_cast<int>(models.population.gap_shape()), 1, 16, "Population: gap_shape");
    }
    if constexpr (ShopPopulation<typename Types::People>) shop_labels = models.population.shop_labels();
    set_prices();
  }

  World(const World&) = delete;
  World& operator=(const World&) = delete;

  Draws draws() const { return Draws{.seed = scenario.seed}; }
  std::size_t n_skus() const { return prices.size(); }
  int order_id_shift() const { return 2 + scenario.order_id.number_bits; }

  /// The catalogue with its prices, as the products table.
  ProductColumns<ConstColumn> products() const {
    const Catalogue& c = scenario.catalogue;
    ProductColumns<ConstColumn> table;
    table.sku_id = sku_ids_;
    table.product_group = c.product_group;
    table.name = c.name;
    table.brand = c.brand;
    table.category_l1 = c.category_l1;
    table.category_l2 = c.category_l2;
    table.category_l3 = c.category_l3;
    table.price = prices;
    table.cost = costs;
    table.launched_on = c.launched_on;
    table.popularity = c.popularity;
    table.return_probability = c.return_probability;
    return table;
  }

  const Scenario scenario;
  const Date outlook;  ///< date of the truth table's expectations
  ModelsT models;
  const Calendar calendar;
  const TraitLabels labels;
  Labels shop_labels{"shop"};
  int gap_shape = 1;
  std::vector<std::int64_t> prices, costs;   ///< cents, by SKU index
  mutable engine::WorkspacePool workspaces;  ///< no part of the world's value

 private:
  static Scenario checked(Scenario scenario, const RunOptions& options) {
    scenario.check();
    detail::in_range(options.threads, 0, 4096, "RunOptions: threads");
    detail::in_range<std::int64_t>(options.customers_per_unit, 1, 1 << 20, "RunOptions: customers_per_unit");
    detail::at_least<std::size_t>(options.lines_per_batch, 1, "RunOptions: lines_per_batch");
    if (options.outlook && *options.outlook > scenario.to) {
      detail::invalid("RunOptions: outlook", "at or before the scenario's to " + to_string(scenario.to),
                      to_string(*options.outlook));
    }
    return scenario;
  }

  static std::int64_t cents(double amount, double low, const char* what) {
    if (!(std::isfinite(amount) && amount >= low && amount < 1e10)) {
      detail::invalid(what, low > 0 ? "finite, > 0 and < 1e10" : "finite, >= 0 and < 1e10",
                      detail::number_text(amount));
    }
    return static_cast<std::int64_t>(std::fma(amount, 100.0, 0.5));
  }

  void set_prices() {
    const std::size_t n = scenario.catalogue.n_skus();
    std::vector<double> price(n), cost(n);
    models.price.list_prices(price, cost, scenario.catalogue, draws().of(Purpose::list_price));
    prices.resize(n);
    costs.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      // A price below half a cent would be free: a SKU costs a cent at least.
      prices[i] = std::max<std::int64_t>(1, cents(price[i], 1e-300, "PriceModel: a list price"));
      costs[i] = cents(cost[i], 0, "PriceModel: a cost");
    }
    sku_ids_.resize(n);
    std::iota(sku_ids_.begin(), sku_ids_.end(), scenario.first_sku_id);
  }

  std::vector<std::int64_t> sku_ids_;
};

}  // namespace retailsim
