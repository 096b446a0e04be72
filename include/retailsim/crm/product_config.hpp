#pragma once

#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/crm/deal_config.hpp>
#include <retailsim/crm/labels.hpp>
#include <retailsim/crm/product_words.hpp>

namespace retailsim::crm {

/// What the products of one category cost, and from what quantity they are cheaper.
struct CategoryConfig {
  int price_from = 100, price_to = 1000;
  int cost_percent_from = 30, cost_percent_to = 70;
  std::vector<int> first_tiers{10};

  static auto parameters() {
    using T = CategoryConfig;
    const Rule price = Rule::between(10, 10'000'000), percent = Rule::between(0, 99);
    return std::tuple{Parameter{"price_from", &T::price_from,
                                "units of the currency; prices are log-uniform, then as in 149 or 1190", price},
                      Parameter{"price_to", &T::price_to, "the highest", price},
                      Parameter{"cost_percent_from", &T::cost_percent_from, "of the price, all as likely", percent},
                      Parameter{"cost_percent_to", &T::cost_percent_to, "the highest", percent},
                      Parameter{"first_tiers", &T::first_tiers, "the lowest quantity with a discount is one of these",
                                Rule::between(2, 10'000)}};
  }
  void check(const std::string& path) const {
    if (price_to < price_from) {
      throw ParameterError(path + ".price_to", "at least price_from = " + std::to_string(price_from),
                           std::to_string(price_to), {path + ".price_from"});
    }
    if (cost_percent_to < cost_percent_from) {
      throw ParameterError(path + ".cost_percent_to",
                           "at least cost_percent_from = " + std::to_string(cost_percent_from),
                           std::to_string(cost_percent_to), {path + ".cost_percent_from"});
    }
    if (first_tiers.empty() || first_tiers.size() > 100) {
      throw ParameterError(path + ".first_tiers", "1 to 100 quantities", std::to_string(first_tiers.size()));
    }
  }
};

/// What is sold.
struct ProductConfig {
  int count = 24;
  double lines = 2;
  BySize quantity{.small = 6, .medium = 25, .enterprise = 90};
  std::vector<double> category_quantity{1, 0.4, 0.25, 0.15};
  double customised = 0.33;
  std::vector<std::string> brands{product_words::brands.begin(), product_words::brands.end()};
  int features_from = 3, features_to = 5;
  int options_from = 2, options_to = 4;
  std::vector<double> tiers{1, 1, 1, 1};
  std::vector<int> tier_growth{2, 3, 4, 5, 10};
  int first_percent_from = 3, first_percent_to = 6;
  int percent_step_from = 2, percent_step_to = 6;
  CategoryConfig software{.price_from = 60, .price_to = 1400, .first_tiers = {10, 25}};
  CategoryConfig hardware{.price_from = 150, .price_to = 6500, .first_tiers = {5, 20}};
  CategoryConfig services{.price_from = 400, .price_to = 1500, .first_tiers = {5, 10}};
  CategoryConfig consulting{.price_from = 900, .price_to = 2600, .first_tiers = {5, 10}};

  const CategoryConfig& category(std::size_t c) const {
    return c == 0 ? software : c == 1 ? hardware : c == 2 ? services : consulting;
  }

  static auto parameters() {
    using T = ProductConfig;
    return std::tuple{
        Parameter{"count", &T::count, "products", Rule::between(4, 1000)},
        Parameter{"lines", &T::lines, "mean number of lines of an opportunity; the first is certain",
                  Rule::between(1, 10)},
        Parameter{"category_quantity",
                  &T::category_quantity,
                  "factors of the quantity: software, hardware, services, consulting",
                  {.low = 0, .high = 1000, .above_low = true}},
        Parameter{"customised", &T::customised, "share of lines with a customisation", Rule::share()},
        Parameter{"brands", &T::brands, "first words of the products' names"},
        Parameter{"features_from", &T::features_from, "fewest features of a product",
                  Rule::between(3, product_words::n_features)},
        Parameter{"features_to", &T::features_to, "most", Rule::between(3, product_words::n_features)},
        Parameter{"options_from", &T::options_from, "fewest customisation options",
                  Rule::between(1, product_words::n_options)},
        Parameter{"options_to", &T::options_to, "most", Rule::between(1, product_words::n_options)},
        Parameter{"tiers", &T::tiers, "weights of 1, 2, 3 and 4 tiers of discount", Rule::between(0, 1e9)},
        Parameter{"tier_growth", &T::tier_growth, "a tier's quantity over the one before, all as likely",
                  Rule::between(2, 20)},
        Parameter{"first_percent_from", &T::first_percent_from, "discount of the first tier", Rule::between(1, 50)},
        Parameter{"first_percent_to", &T::first_percent_to, "the highest", Rule::between(1, 50)},
        Parameter{"percent_step_from", &T::percent_step_from, "per cents that a tier adds", Rule::between(1, 15)},
        Parameter{"percent_step_to", &T::percent_step_to, "the most", Rule::between(1, 15)},
        Parameter{"software", &T::software, "prices of a category"},
        Parameter{"hardware", &T::hardware, "likewise"},
        Parameter{"services", &T::services, "likewise"},
        Parameter{"consulting", &T::consulting, "likewise"},
        Parameter{"quantity", &T::quantity, "mean quantity of a line of software by the company's size class"}};
  }
  void check(const std::string& path) const {
    if (category_quantity.size() != n_categories) {
      throw ParameterError(path + ".category_quantity", "4 numbers", std::to_string(category_quantity.size()));
    }
    check_weights(tiers, 4, 4, path + ".tiers");
    if (tier_growth.empty() || tier_growth.size() > 100) {
      throw ParameterError(path + ".tier_growth", "1 to 100 factors", std::to_string(tier_growth.size()));
    }
    const auto rising = [&](int low, int high, const std::string& name) {
      if (high < low) {
        throw ParameterError(path + '.' + name + "_to", "at least " + name + "_from = " + std::to_string(low),
                             std::to_string(high), {path + '.' + name + "_from"});
      }
    };
    rising(features_from, features_to, "features");
    rising(options_from, options_to, "options");
    rising(first_percent_from, first_percent_to, "first_percent");
    rising(percent_step_from, percent_step_to, "percent_step");
    check_labels(brands, path + ".brands", {}, 1000);
    const std::size_t n_names = brands.size() * product_words::n_nouns * n_categories;
    if (n_names < static_cast<std::size_t>(count)) {
      throw ParameterError(path + ".brands",
                           "enough for count = " + std::to_string(count) + " names, " +
                               std::to_string(product_words::n_nouns * n_categories) + " each",
                           std::to_string(brands.size()), {path + ".count"});
    }
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      if (!(quantity[size] > 0 && quantity[size] <= 2000)) {
        throw ParameterError(path + ".quantity." + size_labels[size], "in (0, 2000]",
                             retailsim::detail::number_text(quantity[size]));
      }
    }
  }
};

}  // namespace retailsim::crm
