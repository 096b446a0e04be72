#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/presets/parameter.hpp>
#include <retailsim/seasonality/calendar_event.hpp>
#include <retailsim/vantage/catalogue_config.hpp>

/// The e-commerce year of a sports shop: `presets::vantage()` fills a `Config`, `vantage::simulate` runs it.
namespace retailsim::vantage {

struct Shop {
  std::string name;
  double weight = 1;  ///< factor of its intensity

  static auto parameters() {
    return std::tuple{Parameter{"name", &Shop::name, "shop_id"},
                      Parameter{"weight", &Shop::weight, "factor of its orders", Rule::not_negative()}};
  }
};

/// Days of every year on which demand is `factor` times as high.
struct Event {
  std::string name;
  std::string first;  ///< "MM-DD", part of the event
  std::string last;   ///< "MM-DD", part of the event
  double factor = 1;

  static auto parameters() {
    return std::tuple{Parameter{"name", &Event::name, "what it is called"},
                      Parameter{"first", &Event::first, "first day, \"MM-DD\""},
                      Parameter{"last", &Event::last, "last day, \"MM-DD\""},
                      Parameter{"factor", &Event::factor, "factor of the orders", Rule::between(0, 1000)}};
  }
  void check(const std::string& path) const {
    day(first, path + ".first");
    day(last, path + ".last");
  }
  CalendarEvent on_calendar() const {
    const Date from = day(first, "first"), to = day(last, "last");
    return CalendarEvent::yearly(name, static_cast<unsigned>(from.month()), static_cast<unsigned>(from.day()),
                                 static_cast<unsigned>(to.month()), static_cast<unsigned>(to.day()), factor);
  }

 private:
  static Date day(const std::string& text, const std::string& path) {
    const auto date = parse_date("2000-" + text);
    if (!date) throw ParameterError(path, "a day of the year as \"MM-DD\"", '"' + text + '"');
    return *date;
  }
};

/// When orders come, and to which shop.
struct DemandConfig {
  double orders = 35'000;  ///< expected in the year, all shops together
  double trend = 0.0003;   ///< per day from 1 January: factor 1 + trend t
  std::vector<double> weekday{0.90, 0.85, 0.90, 0.95, 1.00, 1.20, 1.30};  ///< Monday first
  double payday = 1.15;                                                   ///< from that day of the month to its end
  int payday_from_day = 26;
  int open_from_hour = 6;
  int open_to_hour = 24;
  std::vector<Event> events;
  std::vector<Shop> shops;

  static auto parameters() {
    using T = DemandConfig;
    return std::tuple{
        Parameter{"orders", &T::orders, "expected orders of the year", {.low = 0, .high = 1e7, .above_low = true}},
        Parameter{"trend", &T::trend, "growth per day from 1 January", Rule::between(-0.0025, 1)},
        Parameter{"weekday", &T::weekday, "factors, Monday first", Rule::not_negative()},
        Parameter{"payday", &T::payday, "factor at the end of a month", Rule::not_negative()},
        Parameter{"payday_from_day", &T::payday_from_day, "first day of the month with it", Rule::between(1, 31)},
        Parameter{"open_from_hour", &T::open_from_hour, "hour of the first orders of a day", Rule::between(0, 23)},
        Parameter{"open_to_hour", &T::open_to_hour, "hour before which the last ones come", Rule::between(1, 24)},
        Parameter{"events", &T::events, "days of higher or lower demand"},
        Parameter{"shops", &T::shops, "country sites, in the order of the tables"}};
  }
  void check(const std::string& path) const {
    if (weekday.size() != 7) {
      throw ParameterError(path + ".weekday", "7 factors, Monday first", std::to_string(weekday.size()));
    }
    if (open_to_hour <= open_from_hour) {
      throw ParameterError(path + ".open_to_hour", "> open_from_hour", std::to_string(open_to_hour));
    }
    if (shops.empty() || shops.size() > 255) {
      throw ParameterError(path + ".shops", "1 to 255 shops", std::to_string(shops.size()));
    }
    double sum = 0;
    for (std::size_t i = 0; i < shops.size(); ++i) {
      sum += shops[i].weight;
      for (std::size_t j = 0; j < i; ++j) {
        if (shops[i].name == shops[j].name) throw ParameterError(path + ".shops", "named differently", shops[i].name);
      }
    }
    if (!(sum > 0)) throw ParameterError(path + ".shops", "weights that do not sum to 0", "0");
  }
};

/// Who orders, and what an order holds.
struct BasketConfig {
  int n_customers = 5'000;
  int first_customer_id = 1;
  double customer_exponent = 1;                       ///< the customer of rank r orders in proportion to r^-exponent
  std::vector<double> lines{0.50, 0.30, 0.15, 0.05};  ///< of an order: weights of 1, 2, ...
  std::vector<double> quantities{0.90, 0.10};         ///< of a line: weights of 1, 2, ...
  std::string cross_sell_from = "Schuhe";
  std::string cross_sell_to = "Bekleidung";
  double cross_sell_odds_ratio = 3;

  static auto parameters() {
    using T = BasketConfig;
    return std::tuple{
        Parameter{"n_customers", &T::n_customers, "customers of the pool", Rule::between(1, 10'000'000)},
        Parameter{"first_customer_id", &T::first_customer_id, "id of the first one", Rule::between(0, 500'000'000)},
        Parameter{"customer_exponent", &T::customer_exponent, "s of the customers' weights r^-s", Rule::between(0, 20)},
        Parameter{"lines", &T::lines, "weights of 1, 2, ... lines per order", Rule::not_negative()},
        Parameter{"quantities", &T::quantities, "weights of 1, 2, ... units per line", Rule::not_negative()},
        Parameter{"cross_sell_from", &T::cross_sell_from, "category of the first line that prompts"},
        Parameter{"cross_sell_to", &T::cross_sell_to, "category that it prompts"},
        Parameter{"cross_sell_odds_ratio",
                  &T::cross_sell_odds_ratio,
                  "factor of its weights in the other lines",
                  {.low = 0, .high = 1e6, .above_low = true}}};
  }
  void check(const std::string& path) const {
    const auto weights = [&](const std::vector<double>& values, std::size_t most, const char* name) {
      double sum = 0;
      for (const double value : values) sum += value;
      if (values.size() > most || !(sum > 0)) {
        throw ParameterError(path + '.' + name, "1 to " + std::to_string(most) + " weights, not all 0",
                             std::to_string(values.size()));
      }
    };
    weights(lines, 100, "lines");
    weights(quantities, 100, "quantities");
  }
};

struct DiscountConfig {
  std::string event = "Black Week";  ///< the event that discounts every line
  double event_discount = 0.20;
  bool all_events = false;  ///< every event does
  double random_discount = 0.10;
  double random_probability = 0.05;  ///< of a line outside these events

  static auto parameters() {
    using T = DiscountConfig;
    return std::tuple{
        Parameter{"event", &T::event, "name of the event that discounts every line; empty: none"},
        Parameter{"event_discount", &T::event_discount, "share of the price, to a basis point", Rule::between(0, 0.99)},
        Parameter{"all_events", &T::all_events, "whether every event does"},
        Parameter{"random_discount", &T::random_discount, "share of the price, to a basis point",
                  Rule::between(0, 0.99)},
        Parameter{"random_probability", &T::random_probability, "of a line on other days", Rule::share()}};
  }
};

struct PlanningConfig {
  double spend_mean = 0.15;  ///< marketing spend / revenue
  double spend_sigma = 0.02;
  int spend_days_ahead = 2;   ///< spend of a day is for the revenue so many days later
  int budget_window = 7;      ///< days of the centred rolling mean
  double budget_bias = 0.02;  ///< a month's plan is too high or too low by this share

  static auto parameters() {
    using T = PlanningConfig;
    return std::tuple{
        Parameter{"spend_mean", &T::spend_mean, "marketing spend / revenue, mean", Rule::between(0, 10)},
        Parameter{"spend_sigma", &T::spend_sigma, "its standard deviation", {.low = 0, .high = 10, .above_low = true}},
        Parameter{"spend_days_ahead", &T::spend_days_ahead, "days from spend to the sale", Rule::between(0, 60)},
        Parameter{"budget_window", &T::budget_window, "days of the centred rolling mean, odd", Rule::between(1, 61)},
        Parameter{"budget_bias", &T::budget_bias, "share by which a month's plan is off, to a basis point",
                  Rule::between(0, 0.99)}};
  }
  void check(const std::string& path) const {
    if (budget_window % 2 == 0) throw ParameterError(path + ".budget_window", "odd", std::to_string(budget_window));
  }
};

/// What the data must be like, or nothing is written.
struct ValidationConfig {
  double standard_errors = 5;  ///< tolerance of every statistical check
  double order_value_min = 200;
  double order_value_max = 240;
  double top_share = 0.20;  ///< the most popular SKUs, as a share of all,
  double top_sales = 0.80;  ///< make this share of the first lines of orders

  static auto parameters() {
    using T = ValidationConfig;
    return std::tuple{
        Parameter{"standard_errors", &T::standard_errors, "tolerance of the statistical checks", Rule::positive()},
        Parameter{"order_value_min", &T::order_value_min, "EUR, of the mean order", Rule::not_negative()},
        Parameter{"order_value_max", &T::order_value_max, "EUR, of the mean order", Rule::positive()},
        Parameter{"top_share", &T::top_share, "share of the SKUs that counts as the top", Rule::share()},
        Parameter{"top_sales", &T::top_sales, "their share of first lines", Rule::share()}};
  }
};

struct Config {
  std::uint64_t seed = 42;
  int year = 2025;
  bool literal = false;  ///< the specification's own numbers where the preset departs from them
  CatalogueConfig catalogue;
  DemandConfig demand;
  BasketConfig baskets;
  DiscountConfig discounts;
  PlanningConfig planning;
  ValidationConfig validation;

  static auto parameters() {
    using T = Config;
    return std::tuple{Parameter{"seed", &T::seed, "another seed, another year", Rule::not_negative()},
                      Parameter{"year", &T::year, "calendar year", Rule::between(1901, 2198)},
                      Parameter{"literal", &T::literal, "the source's own numbers, contradictions included"},
                      Parameter{"catalogue", &T::catalogue, "what is on sale"},
                      Parameter{"demand", &T::demand, "when orders come, and to which shop"},
                      Parameter{"baskets", &T::baskets, "who orders, and what an order holds"},
                      Parameter{"discounts", &T::discounts, "what is paid below the list price"},
                      Parameter{"planning", &T::planning, "marketing and budget"},
                      Parameter{"validation", &T::validation, "what must hold before anything is written"}};
  }
  void check(const std::string& path) const {
    const auto at = [&](const char* name) { return detail::join_path(path, name); };
    const auto category = [&](const std::string& name, const char* where) {
      for (const Category& known : catalogue.categories) {
        if (known.name == name) return;
      }
      throw ParameterError(at(where), "one of the catalogue's categories", '"' + name + '"');
    };
    category(baskets.cross_sell_from, "baskets.cross_sell_from");
    category(baskets.cross_sell_to, "baskets.cross_sell_to");
    bool known = discounts.event.empty();
    for (const Event& event : demand.events) known = known || event.name == discounts.event;
    if (!known) throw ParameterError(at("discounts.event"), "one of demand.events", '"' + discounts.event + '"');
  }

  Date first_day() const { return Date{year, 1, 1}; }
  Date end_day() const { return Date{year + 1, 1, 1}; }
  /// Days simulated before and after the year, for the spend of its last days and the plan of its first and last.
  int margin_days() const { return std::max(planning.spend_days_ahead, planning.budget_window / 2); }
  Date simulated_from() const { return first_day() - margin_days(); }
  Date simulated_to() const { return end_day() + margin_days(); }

  /// \throws ParameterError on the first bad value
  const Config& checked() const {
    check_parameters(*this);
    return *this;
  }
};

}  // namespace retailsim::vantage
