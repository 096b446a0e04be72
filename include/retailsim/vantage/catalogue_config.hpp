#pragma once

#include <string>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>

/// What is on sale in the vantage year: every number of the catalogue.
namespace retailsim::vantage {

/// A kind of goods and the products it is made of.
struct SubCategory {
  std::string name;
  std::vector<std::string> products;

  static auto parameters() {
    using T = SubCategory;
    return std::tuple{Parameter{"name", &T::name, "label in raw_products.sub_category"},
                      Parameter{"products", &T::products, "what product names begin with; no two alike anywhere"}};
  }
  void check(const std::string& path) const {
    if (name.empty()) throw ParameterError(path + ".name", "a text", "an empty one");
    if (products.empty()) throw ParameterError(path + ".products", "at least one", "none");
  }
};

struct Category {
  std::string name;
  double share = 1;                 ///< of the SKUs, among its neighbours
  double return_probability = 0.1;  ///< mean over its SKUs, in (0, 1)
  std::vector<SubCategory> sub_categories;

  static auto parameters() {
    using T = Category;
    return std::tuple{
        Parameter{"name", &T::name, "label in raw_products.category"},
        Parameter{"share", &T::share, "share of the SKUs; ratios count", Rule::positive()},
        Parameter{"return_probability", &T::return_probability, "mean of its SKUs' beta law",
                  Rule::between(0.001, 0.999)},
        Parameter{"sub_categories", &T::sub_categories, "next level of the hierarchy, of about equal size"}};
  }
  void check(const std::string& path) const {
    if (name.empty()) throw ParameterError(path + ".name", "a text", "an empty one");
    if (sub_categories.empty()) throw ParameterError(path + ".sub_categories", "at least one", "none");
  }
};

struct CatalogueConfig {
  int n_skus = 500;
  int first_sku_id = 10'000;

  double price_mu = 4.5;  ///< of the log price in EUR
  double price_sigma = 0.6;
  double price_min = 20;  ///< EUR; lower prices become this one
  double price_max = 800;

  double cost_low = 0.49;   ///< cost / price is uniform from here
  double cost_high = 0.69;  ///< to here
  double literal_cost_low = 0.40;
  double literal_cost_high = 0.60;

  double popularity_exponent = 1.06208;   ///< rank r sells in proportion to r^-exponent
  double literal_popularity_alpha = 2.5;  ///< weights of density x^-alpha on [1, infinity)

  double return_concentration = 20;  ///< a + b of the beta law

  double order_value = 220;            ///< EUR; the pairing of prices with popularity aims at this mean
  double margin = 0.40;                ///< that of cost ratios with revenue at this one
  double pairing_tolerance = 0.001;    ///< relative; the pairing stops below it
  int pairing_candidates = 1'000'000;  ///< pairs looked at before the catalogue is given up

  std::vector<std::string> series;  ///< what product names end in
  std::vector<Category> categories;

  static auto parameters() {
    using T = CatalogueConfig;
    const Rule euros{.low = 0.01, .high = 100'000};
    return std::tuple{
        Parameter{"n_skus", &T::n_skus, "SKUs", Rule::between(1, 1'000'000)},
        Parameter{"first_sku_id", &T::first_sku_id, "id of the first SKU", Rule::between(0, 1'000'000'000)},
        Parameter{"price_mu", &T::price_mu, "mean of the log price (EUR)", Rule::between(-5, 12)},
        Parameter{"price_sigma", &T::price_sigma, "its standard deviation", {.low = 0, .high = 5, .above_low = true}},
        Parameter{"price_min", &T::price_min, "EUR; lower prices become this one", euros},
        Parameter{"price_max", &T::price_max, "EUR; higher prices become this one", euros},
        Parameter{"cost_low", &T::cost_low, "smallest cost / price", Rule::share()},
        Parameter{"cost_high", &T::cost_high, "largest cost / price", Rule::share()},
        Parameter{"literal_cost_low", &T::literal_cost_low, "the same where literal", Rule::share()},
        Parameter{"literal_cost_high", &T::literal_cost_high, "the same where literal", Rule::share()},
        Parameter{"popularity_exponent", &T::popularity_exponent, "s of the rank weights r^-s", Rule::between(0, 20)},
        Parameter{"literal_popularity_alpha", &T::literal_popularity_alpha, "exponent of the density where literal",
                  Rule::between(1.1, 20)},
        Parameter{"return_concentration", &T::return_concentration, "a + b of the beta law", Rule::between(1, 1e6)},
        Parameter{"order_value",
                  &T::order_value,
                  "EUR, expected mean of an order",
                  {.low = 0, .high = 1e7, .above_low = true}},
        Parameter{"margin", &T::margin, "expected (revenue - cost) / revenue", Rule::between(-10, 1)},
        Parameter{"pairing_tolerance",
                  &T::pairing_tolerance,
                  "relative distance at which swapping stops",
                  {.low = 0, .high = 1, .above_low = true}},
        Parameter{"pairing_candidates", &T::pairing_candidates, "pairs of SKUs looked at, at most",
                  Rule::between(0, 1'000'000'000)},
        Parameter{"series", &T::series, "what product names end in"},
        Parameter{"categories", &T::categories, "first level of the hierarchy"}};
  }
  void check(const std::string& path) const {
    const auto ordered = [&](double low, double high, const char* name, const char* low_name) {
      if (!(high > low)) {
        throw ParameterError(path + '.' + name, std::string("> ") + low_name + " = " + detail::number_text(low),
                             detail::number_text(high), {path + '.' + low_name});
      }
    };
    ordered(price_min, price_max, "price_max", "price_min");
    ordered(cost_low, cost_high, "cost_high", "cost_low");
    ordered(literal_cost_low, literal_cost_high, "literal_cost_high", "literal_cost_low");
    if (series.empty()) throw ParameterError(path + ".series", "at least one", "none");
    if (categories.empty()) throw ParameterError(path + ".categories", "at least one", "none");
  }
};

}  // namespace retailsim::vantage
