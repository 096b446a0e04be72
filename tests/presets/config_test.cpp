#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <string>

#include <retailsim/presets.hpp>

#include "support/catch.hpp"

using namespace retailsim;

namespace {

std::string path_of_error(const RetailConfig& config) {
  try {
    config.check();
  } catch (const ParameterError& error) {
    CHECK(std::string(error.what()).starts_with(error.path() + " must be "));
    return error.path();
  }
  return "none";
}

}  // namespace

TEST_CASE("RetailConfig: every preset is in order and has its name", "[presets]") {
  std::set<std::string> names;
  for (const auto& preset : presets::all) {
    const RetailConfig config = preset.config();
    CHECK_NOTHROW(config.check());
    CHECK(config.name == preset.name);
    CHECK(first_difference(config, presets::by_name(preset.name)).empty());
    names.insert(config.name);
  }
  CHECK(names.size() == presets::all.size());
  CHECK_THROWS_WITH(presets::by_name("fmgc"),
                    "presets: name must be one of apparel, beauty, electronics, fmcg, home, classic, got fmgc");
}

TEST_CASE("RetailConfig: a bad value is told by its path, its rule and itself", "[presets]") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const auto with = [](auto change) {
    RetailConfig config = presets::apparel();
    change(config);
    return path_of_error(config);
  };
  CHECK(with([](auto&) {}) == "none");
  CHECK(with([](auto& c) { c.customers.count = 0; }) == "customers.count");
  CHECK(with([](auto& c) { c.customers.registered_to = c.customers.registered_from; }) == "customers.registered_to");
  CHECK(with([](auto& c) { c.to = c.from; }) == "to");
  CHECK(with([](auto& c) { c.from = Date{2010, 1, 1}, c.to = Date{2011, 1, 1}; }) == "to");
  CHECK(with([](auto& c) { c.customers.gender[1].weight = -1; }) == "customers.gender.male");
  CHECK(with([](auto& c) { c.customers.channels.clear(); }) == "customers.channels");
  CHECK(with([](auto& c) {
          for (auto& label : c.customers.gender) label.weight = 0;
        }) == "customers.gender");
  CHECK(with([](auto& c) { c.customers.ages[2].low = 70; }) == "customers.ages[2].high");
  CHECK(with([](auto& c) { c.customers.segments[1].age = {1, 2}; }) == "customers.segments[1].age");
  CHECK(with([&](auto& c) { c.customers.countries[0].cities[1].weight = infinity; }) ==
        "customers.countries[0].cities.Hamburg");
  CHECK(with([&](auto& c) { c.life.never_buys = nan; }) == "life.never_buys");
  CHECK(with([](auto& c) { c.life.buy_and_go = 1.01; }) == "life.buy_and_go");
  CHECK(with([](auto& c) { c.life.lost_after_months = 0; }) == "life.lost_after_months");
  CHECK(with([](auto& c) { c.life.first_delay = {.low = 2, .high = 1}; }) == "life.first_delay.high");
  CHECK(with([](auto& c) { c.life.lifetime.mean = 0; }) == "life.lifetime.mean");
  CHECK(with([&](auto& c) { c.frequency.mean = infinity; }) == "frequency.mean");
  CHECK(with([](auto& c) { c.frequency.r = 0; }) == "frequency.r");
  CHECK(with([](auto& c) { c.frequency = {.law = RateLawName::uniform_integer, .low = 5, .high = 4}; }) ==
        "frequency.high");
  CHECK(with([](auto& c) { c.frequency.gap_shape = 17; }) == "frequency.gap_shape");
  CHECK(with([](auto& c) { c.seasonality.month.fill(0); }) == "seasonality.month");
  CHECK(with([&](auto& c) { c.seasonality.hours[3] = nan; }) == "seasonality.hours[3]");
  CHECK(with([](auto& c) { c.seasonality.growth_per_year = -1; }) == "seasonality.growth_per_year");
  CHECK(with([](auto& c) { c.events[2].factor = -0.5; }) == "events[2].factor");
  CHECK(with([](auto& c) { c.events[0] = {.from = Date{2024, 2, 2}, .to = Date{2024, 2, 1}}; }) == "events[0].to");
  CHECK(with([](auto& c) { c.baskets.size.mean = 0.5; }) == "baskets.size.mean");
  CHECK(with([](auto& c) { c.baskets.quantity.weights = {0, 0}; }) == "baskets.quantity.weights");
  CHECK(with([](auto& c) { c.affinities[0].odds_ratio = 0; }) == "affinities[0].odds_ratio");
  CHECK(with([](auto& c) { c.affinities[1].label = "Mice"; }) == "affinities[1].label");
  CHECK(with([](auto& c) { c.affinities[0].value = "woman"; }) == "affinities[0].value");
  CHECK(with([](auto& c) { c.affinities[2].age_to = 20; }) == "affinities[2].age_to");
  CHECK(with([](auto& c) { c.cross_sell[0].to = "Mice"; }) == "cross_sell[0].to");
  CHECK(with([](auto& c) { c.catalogue.groups.clear(); }) == "catalogue.groups");
  CHECK(with([](auto& c) { c.catalogue.groups[3].n_skus = 0; }) == "catalogue.groups[3].n_skus");
  CHECK(with([](auto& c) { c.catalogue.groups[0].weight = 0; }) == "catalogue.groups[0].weight");
  CHECK(with([](auto& c) { c.catalogue.groups[0].return_probability = 1.5; }) ==
        "catalogue.groups[0].return_probability");
  CHECK(with([](auto& c) { c.catalogue.groups[0].price.median = 0; }) == "catalogue.groups[0].price.median");
  CHECK(with([](auto& c) { c.catalogue.launches.to = c.catalogue.launches.from; }) == "catalogue.launches.to");
  CHECK(with([](auto& c) { c.prices.cost_high = 0.1; }) == "prices.cost_high");
  CHECK(with([](auto& c) { c.prices.ending = 1; }) == "prices.ending");
  CHECK(with([](auto& c) { c.returns.delay_max_days = 0; }) == "returns.delay_max_days");
  CHECK(with([](auto& c) { c.ids.order_number_bits = 30; }) == "ids.order_number_bits");

  RetailConfig config = presets::fmcg();
  config.life.never_buys = 1.2;
  CHECK_THROWS_WITH(config.check(), "life.never_buys must be in [0, 1], got 1.2");
  CHECK_THROWS_WITH(simulation_of(config), "life.never_buys must be in [0, 1], got 1.2");
  CHECK_THROWS_WITH(scenario_of(config), "life.never_buys must be in [0, 1], got 1.2");
}

TEST_CASE("RetailConfig: parameters of another law do not count", "[presets]") {
  RetailConfig config = presets::classic();
  config.frequency.r = -3;  // of the gamma law
  config.life.lifetime.mean = -1;
  CHECK(path_of_error(config) == "none");
}

TEST_CASE("CatalogueConfig: resize keeps the proportions and gives every group a SKU", "[presets]") {
  for (const auto& preset : presets::all) {
    const CatalogueConfig original = preset.config().catalogue;
    const auto n_groups = static_cast<std::int64_t>(original.groups.size());
    for (const std::int64_t n : {n_groups, n_groups + 1, std::int64_t{100}, std::int64_t{12'345}}) {
      CatalogueConfig catalogue = original;
      catalogue.resize(n, "--skus");
      CHECK(catalogue.n_skus() == n);
      for (std::size_t g = 0; g < catalogue.groups.size(); ++g) {
        CHECK(catalogue.groups[g].n_skus >= 1);
        const double exact =
            static_cast<double>(original.groups[g].n_skus * n) / static_cast<double>(original.n_skus());
        if (n > 100) CHECK(std::abs(static_cast<double>(catalogue.groups[g].n_skus) - exact) <= 1);
      }
    }
    CatalogueConfig same = original;
    same.resize(original.n_skus(), "--skus");
    for (std::size_t g = 0; g < same.groups.size(); ++g) CHECK(same.groups[g].n_skus == original.groups[g].n_skus);
    CHECK_THROWS_WITH(same.resize(n_groups - 1, "--skus"),
                      contains("--skus must be in [") && contains("got " + std::to_string(n_groups - 1)));
  }
}

TEST_CASE("EventConfig: a discount's answer of demand multiplies the factor", "[presets]") {
  const EventConfig sale{.name = "sale", .factor = 1.2, .discount = 0.2, .elasticity = -2.62};
  CHECK(sale.basis_points() == 2000);
  CHECK(std::abs(sale.calendar_event().factor - 1.2 * std::pow(0.8, -2.62)) < 1e-12);
  CHECK(EventConfig{.discount = 0.07}.basis_points() == 700);
}

TEST_CASE("classic: the public mocker's numbers", "[presets]") {
  const RetailConfig c = presets::classic();
  CHECK(c.customers.count == 10'000);
  CHECK(c.customers.registered_from == Date{2020, 1, 1});
  CHECK(c.customers.registered_to == Date{2023, 3, 31} + 1);
  CHECK(c.to == Date{2023, 4, 1});
  const LifetimeChurn churn = detail::churn_of(c);
  CHECK(std::abs(churn.share_at_registration() - 0.9 * 0.6) < 1e-12);
  CHECK(std::abs(churn.share_never_buying() - 0.1) < 1e-9);  // lives of 6 months end after the longest delay of 3
  CHECK(std::abs(churn.share_buying_and_going() - 0.9 * 0.5) < 1e-9);
  const auto people = detail::population_of(c);
  CHECK(people.mean_rate() == 6.5);
  CHECK(std::abs(people.planned_traits().gender_share(1) - 0.4 / 0.9) < 1e-9);
  CHECK(people.planned_traits().born_by(Date{2023, 4, 1} - 366 * 61) == 0);
  const BasketShape shape = detail::basket_of(c).shape();
  CHECK(shape.sizes.mean() == 3);
  CHECK(shape.sizes.last_value() == 5);
  CHECK(shape.quantities.last_value() == 1);
  const Catalogue catalogue = scenario_of(c).catalogue;
  double gifts = 0, all = 0;
  for (std::size_t i = 0; i < catalogue.n_skus(); ++i) {
    all += catalogue.popularity[i];
    if (catalogue.product_groups[static_cast<std::size_t>(catalogue.product_group[i])] == "gifts") {
      gifts += catalogue.popularity[i];
    }
    CHECK(catalogue.return_probability[i] == 0.05);
  }
  CHECK(catalogue.product_groups.size() == 7);
  CHECK(std::abs(gifts / all - 10.0 / 610) < 1e-9);
}
