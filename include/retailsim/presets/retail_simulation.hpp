#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/basket/cross_sell_basket.hpp>
#include <retailsim/catalogue/make_catalogue.hpp>
#include <retailsim/churn/lifetime_churn.hpp>
#include <retailsim/population/segmented_population.hpp>
#include <retailsim/presets/retail_config.hpp>
#include <retailsim/presets/retail_rates.hpp>
#include <retailsim/price/category_price.hpp>
#include <retailsim/price/event_discount.hpp>
#include <retailsim/price/price_endings.hpp>
#include <retailsim/price/random_discount.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/returns/category_returns.hpp>
#include <retailsim/seasonality/retail_calendar.hpp>
#include <retailsim/simulation.hpp>

namespace retailsim {

/// Prices of the retail presets: a law per product group, charm endings, then the largest of the discounts of the day's
/// events and of the line's own.
using RetailPrice = RandomDiscount<EventDiscount<PriceEndings<CategoryPrice>>>;

/// The one composition of models that all retail presets share; what tells them apart is their `RetailConfig`.
using RetailSimulation = Simulation<RetailPrice, RetailCalendar, CrossSellBasket, LifetimeChurn,
                                    SegmentedPopulation<RetailRates>, CategoryReturns>;

namespace detail {

/// A share as basis points, nearest.
inline std::int32_t basis_points(double share) { return static_cast<std::int32_t>(std::fma(share, 1e4, 0.5)); }

inline RetailPrice price_of(const RetailConfig& config) {
  CategoryPrice::Parameters prices{.cost = {config.prices.cost_low, config.prices.cost_high}};
  for (const GroupConfig& group : config.catalogue.groups) {
    const GroupPriceConfig& price = group.price;
    prices.rules.push_back({group.name, price.law == PriceLawName::log_normal
                                            ? PriceLaw::log_normal(portable_log(price.median), price.sigma)
                                            : PriceLaw::uniform(price.low, price.high)});
  }
  std::vector<DiscountEvent> events;
  for (const EventConfig& event : config.events) {
    if (event.basis_points() > 0) events.push_back({event.calendar_event(), event.basis_points()});
  }
  return {
      EventDiscount(PriceEndings(CategoryPrice(std::move(prices)), config.prices.ending_share, config.prices.ending),
                    std::move(events)),
      {.probability = config.prices.discount_share, .basis_points = basis_points(config.prices.discount)}};
}

inline RetailCalendar calendar_of(const RetailConfig& config) {
  const SeasonalityConfig& s = config.seasonality;
  RetailCalendarParameters calendar{.trend_origin = s.reference,
                                    .trend = s.trend,
                                    .growth_per_year = s.growth_per_year,
                                    .weekday = s.weekday,
                                    .month = s.month,
                                    .payday = s.payday,
                                    .payday_from_day = s.payday_from_day,
                                    .payday_to_day = s.payday_to_day,
                                    .hours = s.hours,
                                    .shock_cv = s.shock_cv,
                                    .shock_memory = s.shock_memory};
  for (const EventConfig& event : config.events) calendar.events.push_back(event.calendar_event());
  return RetailCalendar(std::move(calendar));
}

inline CrossSellBasket basket_of(const RetailConfig& config) {
  CrossSellBasket::Parameters basket{.shape = {config.baskets.size.made(), config.baskets.quantity.made()}};
  for (const AffinityConfig& affinity : config.affinities) basket.affinity.push_back(affinity.rule());
  for (const CrossSellConfig& cross_sell : config.cross_sell) basket.cross_sell.push_back(cross_sell.rule());
  return CrossSellBasket(std::move(basket));
}

inline LifetimeChurn churn_of(const RetailConfig& config) {
  const LifeConfig& life = config.life;
  return LifetimeChurn({.never_buys = life.never_buys,
                        .at_registration = life.at_registration,
                        .first_delay = life.first_delay.made(),
                        .lost_after_months = life.lost_after_months,
                        .buy_and_go = life.buy_and_go,
                        .lifetime = life.lifetime.made(),
                        .registration = config.customers.registration});
}

inline SegmentedPopulation<RetailRates> population_of(const RetailConfig& config) {
  const CustomersConfig& customers = config.customers;
  TraitPlan plan{.genders = customers.gender,
                 .ages = {},
                 .ages_as_of = customers.ages_as_of,
                 .countries = {},
                 .channels = customers.channels,
                 .loyalty_tiers = customers.loyalty_tiers,
                 .segments = {}};
  for (const AgeConfig& age : customers.ages) plan.ages.push_back({age.low, age.high, age.weight});
  for (const CountryConfig& country : customers.countries) {
    plan.countries.push_back({country.name, country.weight, country.cities});
  }
  for (const SegmentConfig& s : customers.segments) {
    plan.segments.push_back({s.name, s.weight, s.rate_factor, s.gender, s.channel, s.loyalty, s.age});
  }
  const FrequencyConfig& f = config.frequency;
  const RetailRates::Law law = f.law == RateLawName::gamma ? RetailRates::Law(GammaRates(f.r, f.r / f.mean))
                                                           : RetailRates::Law(UniformIntegerRates(f.low, f.high));
  return {RetailRates(law, f.gap_shape), plan};
}

inline CategoryReturns returns_of(const RetailConfig& config) {
  const ReturnsConfig& r = config.returns;
  return CategoryReturns({.exchange_probability = r.exchange_probability,
                          .whole_line_share = r.whole_line_share,
                          .delay = ReturnDelay::gamma(r.delay_shape, r.delay_mean_days, r.delay_max_days)});
}

}  // namespace detail

/// The models of a configuration.
/// \throws std::invalid_argument if a parameter is out of range, see `RetailConfig::check`
inline RetailSimulation simulation_of(const RetailConfig& config) {
  config.check();
  return RetailSimulation(detail::price_of(config), detail::calendar_of(config), detail::basket_of(config),
                          detail::churn_of(config), detail::population_of(config), detail::returns_of(config));
}

/// The scenario of a configuration, its catalogue made.
/// \throws std::invalid_argument if a parameter is out of range, or the catalogue cannot be made
inline Scenario scenario_of(const RetailConfig& config) {
  config.check();
  Catalogue catalogue = make_catalogue(config.catalogue.plan(), config.seed);
  const Date opening = config.customers.registered_from;
  const std::int32_t first_launch = std::ranges::min(catalogue.launched_on);
  if (first_launch > opening.days) {
    throw ParameterError("catalogue.launches.earliest",
                         "so early that a SKU is launched by customers.registered_from = " + to_string(opening) +
                             " (the first one is on " + to_string(Date{first_launch}) + ")",
                         to_string(config.catalogue.launches.earliest),
                         {"customers.registered_from", "catalogue.launches.from"});
  }
  return {.seed = config.seed,
          .n_customers = config.customers.count,
          .catalogue = std::move(catalogue),
          .registered_from = config.customers.registered_from,
          .registered_to = config.customers.registered_to,
          .from = config.from,
          .to = config.to,
          .season_reference = config.seasonality.reference,
          .first_customer_id = config.ids.first_customer_id,
          .first_sku_id = config.ids.first_sku_id,
          .order_id = {config.ids.order_number_bits},
          .customers_per_block = config.ids.customers_per_block};
}

/// The world of models and scenario of a configuration. What only models in their scenario can find wrong is told by
/// the names of the configuration. \throws std::invalid_argument
inline World<RetailSimulation::ModelsType> world_of(const RetailSimulation& simulation, Scenario scenario,
                                                    const RunOptions& options = {}) {
  try {
    return simulation.world(std::move(scenario), options);
  } catch (const std::invalid_argument& error) {
    const std::string_view message = error.what();
    constexpr std::pair<std::string_view, const char*> parts[] = {{"SeasonalityModel: ", "seasonality"},
                                                                  {"CrossSellBasket: ", "affinities"},
                                                                  {"PriceModel: ", "catalogue.groups"}};
    for (const auto& [owner, path] : parts) {
      if (message.starts_with(owner)) throw ParameterError::of_model(path, message);
    }
    throw;
  }
}

}  // namespace retailsim
