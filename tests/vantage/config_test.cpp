#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "simulated_year.hpp"
#include "support/catch.hpp"
#include "support/config_reader.hpp"
#include "support/toml_document.hpp"

using namespace retailsim;
using vantage::Config;

TEST_CASE("vantage.toml holds every parameter of the preset", "[vantage]") {
  const auto document = support::TomlDocument::file(RETAILSIM_TEST_SOURCE_DIR "/examples/vantage/vantage.toml");
  Config read;
  support::read_config(read, document);
  CHECK(first_difference(read, presets::vantage()) == "");
  // Nothing is left to a default: a configuration whose every value is different is read over completely.
  Config other = presets::vantage();
  other.seed = 1;
  other.literal = true;
  other.demand.payday = 9;
  other.baskets.lines = {1};
  other.discounts.event = "";
  other.planning.budget_window = 9;
  other.validation.top_share = 0.5;
  support::read_config(other, document);
  CHECK(first_difference(other, presets::vantage()) == "");
}

TEST_CASE("vantage::Config: bad values name parameter, rule and value", "[vantage]") {
  struct Case {
    std::string message;
    std::function<void(Config&)> change;
  };
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinite = std::numeric_limits<double>::infinity();
  for (const Case& c : std::vector<Case>{
           {"year must be in [1901, 2198], got 1900", [](Config& x) { x.year = 1900; }},
           {"catalogue.n_skus must be in [1, 1e+06], got 0", [](Config& x) { x.catalogue.n_skus = 0; }},
           {"catalogue.price_mu must be in [-5, 12], got nan", [&](Config& x) { x.catalogue.price_mu = nan; }},
           {"catalogue.price_sigma must be in (0, 5], got 0", [](Config& x) { x.catalogue.price_sigma = 0; }},
           {"catalogue.price_max must be > price_min = 20, got 20", [](Config& x) { x.catalogue.price_max = 20; }},
           {"catalogue.cost_high must be > cost_low = 0.49, got 0.1", [](Config& x) { x.catalogue.cost_high = 0.1; }},
           {"catalogue.categories[1].return_probability must be in [0.001, 0.999], got 1",
            [](Config& x) { x.catalogue.categories[1].return_probability = 1; }},
           {"catalogue.categories[0].share must be finite and > 0, got -0.4",
            [](Config& x) { x.catalogue.categories[0].share = -0.4; }},
           {"catalogue.categories[2].sub_categories[0].products must be at least one, got none",
            [](Config& x) { x.catalogue.categories[2].sub_categories[0].products.clear(); }},
           {"catalogue.categories must be at least one, got none", [](Config& x) { x.catalogue.categories.clear(); }},
           {"demand.orders must be in (0, 1e+07], got 0", [](Config& x) { x.demand.orders = 0; }},
           {"demand.trend must be in [-0.0025, 1], got inf", [&](Config& x) { x.demand.trend = infinite; }},
           {"demand.weekday must be 7 factors, Monday first, got 6", [](Config& x) { x.demand.weekday.pop_back(); }},
           {"demand.weekday[2] must be finite and >= 0, got -1", [](Config& x) { x.demand.weekday[2] = -1; }},
           {"demand.open_to_hour must be > open_from_hour = 6, got 6", [](Config& x) { x.demand.open_to_hour = 6; }},
           {"demand.events[1].first must be a day of the year as \"MM-DD\", got \"11-31\"",
            [](Config& x) { x.demand.events[1].first = "11-31"; }},
           {"demand.events[0].factor must be in [0, 1000], got -1", [](Config& x) { x.demand.events[0].factor = -1; }},
           {"demand.shops[0].weight must be finite and >= 0, got -1", [](Config& x) { x.demand.shops[0].weight = -1; }},
           {"demand.shops must be weights that do not sum to 0, got 0",
            [](Config& x) {
              for (auto& shop : x.demand.shops) shop.weight = 0;
            }},
           {"demand.shops must be named differently, got DE", [](Config& x) { x.demand.shops[2].name = "DE"; }},
           {"demand.shops must be 1 to 255 shops, got 0", [](Config& x) { x.demand.shops.clear(); }},
           {"baskets.n_customers must be in [1, 1e+07], got 0", [](Config& x) { x.baskets.n_customers = 0; }},
           {"baskets.lines must be 1 to 100 weights, not all 0, got 2 that sum to 0",
            [](Config& x) {
              x.baskets.lines = {0, 0};
            }},
           {"baskets.quantities[0] must be finite and >= 0, got -1", [](Config& x) { x.baskets.quantities[0] = -1; }},
           {"baskets.cross_sell_to must be one of the catalogue's categories, got \"Hüte\"",
            [](Config& x) { x.baskets.cross_sell_to = "Hüte"; }},
           {"discounts.event must be one of demand.events, got \"Easter\"",
            [](Config& x) { x.discounts.event = "Easter"; }},
           {"discounts.random_probability must be in [0, 1], got 1.5",
            [](Config& x) { x.discounts.random_probability = 1.5; }},
           {"planning.budget_window must be odd, got 6", [](Config& x) { x.planning.budget_window = 6; }},
           {"validation.order_value_max must be > order_value_min = 200, got 100",
            [](Config& x) { x.validation.order_value_max = 100; }},
           {"validation.standard_errors must be finite and > 0, got 0",
            [](Config& x) { x.validation.standard_errors = 0; }}}) {
    Config config = presets::vantage();
    c.change(config);
    CHECK_THROWS_WITH(config.checked(), c.message);
  }
  CHECK_NOTHROW(presets::vantage().checked());
}

TEST_CASE("vantage::Config: the simulated days reach as far as spend and plan do", "[vantage]") {
  Config config = presets::vantage();
  CHECK(config.simulated_from() == Date{2024, 12, 29});
  CHECK(config.simulated_to() == Date{2026, 1, 4});  // the day after the last
  config.planning.spend_days_ahead = 10;
  CHECK(config.simulated_to() == Date{2026, 1, 11});
}
