#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/presets/basket_config.hpp>
#include <retailsim/presets/calendar_config.hpp>
#include <retailsim/presets/catalogue_config.hpp>
#include <retailsim/presets/customer_config.hpp>

namespace retailsim {

/// What holds for the prices of all groups.
struct PricesConfig {
  double cost_low = 0.4, cost_high = 0.6;
  double ending_share = 0, ending = 0.99;
  double discount_share = 0, discount = 0.1;

  static auto parameters() {
    using C = PricesConfig;
    return std::tuple{
        Parameter{"cost_low", &C::cost_low, "cost of a SKU is its price times a number from here",
                  Rule::between(0, 10)},
        Parameter{"cost_high", &C::cost_high, "to here, uniform", Rule::between(0, 10)},
        Parameter{"ending_share", &C::ending_share, "share of SKUs whose price ends as below", Rule::share()},
        Parameter{"ending", &C::ending, "part of these prices below 1, currency units", Rule::between(0, 0.99)},
        Parameter{"discount_share", &C::discount_share,
                  "share of lines with a discount of their own, such as a voucher", Rule::share()},
        Parameter{"discount", &C::discount, "its size, as a share of the line, to the basis point", Rule::share()}};
  }
  void check(const std::string& path) const {
    if (cost_high < cost_low) {
      throw ParameterError(path + ".cost_high", ">= cost_low = " + detail::number_text(cost_low),
                           detail::number_text(cost_high), {path + ".cost_low"});
    }
  }
};

/// What comes back and when; how often is a matter of the product groups.
struct ReturnsConfig {
  double exchange_probability = 0;
  double whole_line_share = 1;
  double delay_shape = 2, delay_mean_days = 9;
  int delay_max_days = 30;

  static auto parameters() {
    using C = ReturnsConfig;
    return std::tuple{
        Parameter{"exchange_probability", &C::exchange_probability, "of a sold line, for the same SKU; beside returns",
                  Rule::share()},
        Parameter{"whole_line_share", &C::whole_line_share,
                  "of lines that come back: all units; else 1 to all, each alike", Rule::share()},
        Parameter{"delay_shape", &C::delay_shape, "gamma shape of the time from sale to return",
                  Rule::between(0.1, 1000)},
        Parameter{"delay_mean_days", &C::delay_mean_days, "its mean, days, before the limit below",
                  Rule::between(0.01, 3650)},
        Parameter{"delay_max_days", &C::delay_max_days, "nothing comes back later, days", Rule::between(1, 3650)}};
  }
};

struct IdsConfig {
  std::int64_t first_customer_id = 1, first_sku_id = 1;
  int order_number_bits = 16;
  std::int64_t customers_per_block = 1 << 14;

  static auto parameters() {
    using C = IdsConfig;
    return std::tuple{
        Parameter{"first_customer_id", &C::first_customer_id, "", Rule::between(0, 1e10)},
        Parameter{"first_sku_id", &C::first_sku_id, "", Rule::between(0, 1e10)},
        Parameter{"order_number_bits", &C::order_number_bits, "room in order_id for a customer's orders",
                  Rule::between(4, 24)},
        Parameter{"customers_per_block", &C::customers_per_block,
                  "customers in a row group of a Parquet file, and unit of shards", Rule::between(1, 1 << 24)}};
  }
};

/// Every parameter of the retail simulation that the presets are made of: a plain value, to change as one likes.
/// `simulation_of` and `scenario_of` turn it into models and a scenario; every row depends on it and nothing else.
///
///     RetailConfig config = presets::apparel();
///     config.customers.count = 1'000'000;
///     simulation_of(config).run(scenario_of(config), sink);
struct RetailConfig {
  std::string name = "retail";
  std::uint64_t seed = 1;
  Date from{2023, 1, 1}, to{2025, 1, 1};
  CustomersConfig customers{};
  FrequencyConfig frequency{};
  LifeConfig life{};
  SeasonalityConfig seasonality{};
  std::vector<EventConfig> events{};
  BasketConfig baskets{};
  std::vector<AffinityConfig> affinities{};
  std::vector<CrossSellConfig> cross_sell{};
  CatalogueConfig catalogue{};
  PricesConfig prices{};
  ReturnsConfig returns{};
  IdsConfig ids{};

  static auto parameters() {
    using C = RetailConfig;
    return std::tuple{Parameter{"name", &C::name, "of the scenario"},
                      Parameter{"seed", &C::seed, "another seed, another world", Rule::between(0, 1.85e19)},
                      Parameter{"from", &C::from, "rows are shown from this day on"},
                      Parameter{"to", &C::to, "and before this one: the end of the observation"},
                      Parameter{"customers", &C::customers, "who registers, and when"},
                      Parameter{"frequency", &C::frequency, "how often customers buy while they are alive"},
                      Parameter{"life", &C::life, "whether and when customers first buy, and when they stop"},
                      Parameter{"seasonality", &C::seasonality, "the rhythm of the shop; only ratios of factors count"},
                      Parameter{"events", &C::events, "days of higher or lower demand, or of a discount on every line"},
                      Parameter{"baskets", &C::baskets, "what an order holds"},
                      Parameter{"affinities", &C::affinities, "customers of a kind like some SKUs more, or less"},
                      Parameter{"cross_sell", &C::cross_sell, "orders that begin with some SKUs go on with others"},
                      Parameter{"catalogue", &C::catalogue, "what the shop sells"},
                      Parameter{"prices", &C::prices, "what holds for the prices of all groups"},
                      Parameter{"returns", &C::returns, "what comes back, and when"},
                      Parameter{"ids", &C::ids, "numbers that rows bear"}};
  }

  /// Whether all is in order; models and catalogue check what only they can know when they are made.
  /// \throws ParameterError that names the first parameter that is not
  void check() const { check_parameters(*this); }

  void check(const std::string&) const {
    const auto to_after = [&](Date earlier, const char* key) {
      if (to > earlier) return;
      throw ParameterError("to", std::string("after ") + key + " = " + to_string(earlier), to_string(to), {key});
    };
    to_after(from, "from");
    to_after(customers.registered_from, "customers.registered_from");
    check_ids();
    const auto known = [](const Labels& labels, const std::string& label, const std::string& path,
                          std::string_view column) {
      if (std::ranges::find(labels, label) != labels.end()) return;
      throw ParameterError(path, "a " + std::string(column) + " of the configuration", '"' + label + '"');
    };
    for (std::size_t i = 0; i < affinities.size(); ++i) {
      const AffinityConfig& rule = affinities[i];
      const std::string path = detail::join_path("affinities", i);
      if (rule.trait != Trait::age)
        known(customers.labels(rule.trait), rule.value, path + ".value", name_of(rule.trait));
      known(catalogue.labels(rule.by), rule.label, path + ".label", name_of(rule.by));
    }
    for (std::size_t i = 0; i < cross_sell.size(); ++i) {
      const std::string path = detail::join_path("cross_sell", i);
      const Labels labels = catalogue.labels(cross_sell[i].by);
      known(labels, cross_sell[i].from, path + ".from", name_of(cross_sell[i].by));
      known(labels, cross_sell[i].to, path + ".to", name_of(cross_sell[i].by));
    }
  }

 private:
  /// Order ids stay below 2^53 and have room for the orders of a customer of mean rate and lifetime. Whether the
  /// busiest customer's fit too, only the run can tell.
  void check_ids() const {
    const int bits = ids.order_number_bits;
    const std::int64_t most = std::int64_t{1} << (53 - 2 - bits);
    if (customers.count + ids.first_customer_id >= most) {
      throw ParameterError(
          "customers.count",
          "below " + std::to_string(most) + " with ids.first_customer_id = " + std::to_string(ids.first_customer_id) +
              " added, as order ids with ids.order_number_bits = " + std::to_string(bits) + " stay below 2^53",
          std::to_string(customers.count), {"ids.first_customer_id", "ids.order_number_bits"});
    }
    if (life.never_buys == 1 || life.buy_and_go == 1) return;
    const double days = std::min<double>(to - customers.registered_from, 30 * life.lifetime.made().mean());
    const double orders = frequency.mean_rate() * days / days_per_year;
    int needed = 1;  // returns number their orders too, two for each
    while (std::ldexp(1.0, needed - 1) < orders) ++needed;
    if (bits < needed) {
      throw ParameterError("ids.order_number_bits",
                           ">= " + std::to_string(needed) + " for the " + std::to_string(std::llround(orders)) +
                               " orders of a customer of mean rate and lifetime",
                           std::to_string(bits),
                           {"frequency.mean", "frequency.low", "frequency.high", "to", "customers.registered_from"});
    }
  }
};

}  // namespace retailsim
