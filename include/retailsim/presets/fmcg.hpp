#pragma once

#include <retailsim/presets/retail_config.hpp>

namespace retailsim::presets {

/// A grocery that delivers: many lines an order, regular customers, hardly any returns.
/// Laws: Erlang-2 gaps (S. Gupta, 1988), gamma rates (A. S. C. Ehrenberg, 1959), baskets of one plus a negative
/// binomial. Why each number is what it is stands beside it in examples/mocker/presets/fmcg.toml.
inline RetailConfig fmcg() {
  return {
      .name = "fmcg",
      .seed = 1,
      .from = Date{2023, 1, 1},
      .to = Date{2025, 1, 1},
      .customers =
          {
              .count = 10000,
              .registered_from = Date{2023, 1, 1},
              .registered_to = Date{2025, 1, 1},
              .registration = Registration::seasonal,
              .gender = {{"female", 0.54}, {"male", 0.38}, {"other", 0.01}, {"unknown", 0.07}},
              .ages_as_of = Date{2025, 1, 1},
              .ages =
                  {
                      {.low = 18, .high = 29, .weight = 0.18},
                      {.low = 30, .high = 44, .weight = 0.36},
                      {.low = 45, .high = 64, .weight = 0.32},
                      {.low = 65, .high = 88, .weight = 0.14},
                  },
              .countries =
                  {
                      {.name = "Germany",
                       .weight = 0.5,
                       .cities = {{"Berlin", 36},
                                  {"Hamburg", 19},
                                  {"Munich", 15},
                                  {"Cologne", 11},
                                  {"Leipzig", 6},
                                  {"elsewhere", 60}}},
                      {.name = "Austria",
                       .weight = 0.15,
                       .cities = {{"Vienna", 20}, {"Graz", 3}, {"Linz", 2}, {"elsewhere", 10}}},
                      {.name = "Netherlands",
                       .weight = 0.2,
                       .cities = {{"Amsterdam", 9}, {"Rotterdam", 7}, {"Utrecht", 4}, {"elsewhere", 20}}},
                      {.name = "Poland",
                       .weight = 0.15,
                       .cities = {{"Warsaw", 18}, {"Krakow", 8}, {"Gdansk", 5}, {"elsewhere", 30}}},
                  },
              .channels = {{"search", 0.3}, {"social", 0.15}, {"referral", 0.2}, {"newsletter", 0.1}, {"store", 0.25}},
              .loyalty_tiers = {{"none", 0.6}, {"bronze", 0.25}, {"silver", 0.11}, {"gold", 0.04}},
              .segments =
                  {
                      {.name = "regular", .weight = 0.6, .rate_factor = 0.85},
                      {
                          .name = "family",
                          .weight = 0.25,
                          .rate_factor = 1.5,
                          .loyalty = {0.45, 0.33, 0.16, 0.06},
                          .age = {0.1, 0.7, 0.18, 0.02},
                      },
                      {.name = "occasional", .weight = 0.15, .rate_factor = 0.4, .loyalty = {0.85, 0.12, 0.025, 0.005}},
                  },
          },
      .frequency = {.law = RateLawName::gamma, .r = 0.9, .mean = 14, .gap_shape = 2},
      .life =
          {
              .never_buys = 0.12,
              .at_registration = 0.55,
              .first_delay = {.law = DelayLaw::uniform, .low = 0, .high = 3},
              .lost_after_months = 3,
              .buy_and_go = 0.12,
              .lifetime = {.law = LifetimeLaw::exponential, .mean = 18},
          },
      .seasonality =
          {
              .reference = Date{2023, 1, 1},
              .weekday = {0.98, 0.93, 0.95, 1.02, 1.18, 1.14, 0.8},
              .month = {0.97, 0.97, 0.99, 1, 1.01, 1, 0.96, 0.95, 1, 1.02, 1.04, 1.09},
              .payday = 1.06,
              .payday_from_day = 28,
              .payday_to_day = 3,
              .hours = {0.03, 0.01, 0.01, 0.01, 0.02, 0.08, 0.5, 1.1, 1.5, 1.8, 1.9, 1.8,
                        1.6,  1.4,  1.3,  1.4,  1.7,  2.1,  2.3, 2.1, 1.7, 1.2, 0.5, 0.15},
              .shock_cv = 0.12,
              .shock_memory = 0.3,
          },
      .events =
          {
              {
                  .name = "Christmas",
                  .from = Date{2023, 12, 18},
                  .to = Date{2023, 12, 23},
                  .every_year = true,
                  .factor = 1.4,
              },
              {
                  .name = "closed on Christmas Day",
                  .from = Date{2023, 12, 25},
                  .to = Date{2023, 12, 25},
                  .every_year = true,
                  .factor = 0.1,
              },
              {
                  .name = "anniversary sale",
                  .from = Date{2023, 9, 11},
                  .to = Date{2023, 9, 17},
                  .every_year = true,
                  .factor = 1,
                  .discount = 0.1,
                  .elasticity = -2.62,
              },
          },
      .baskets = {.size = {.law = CountLawName::shifted_negative_binomial, .r = 1.6, .mean = 9, .most = 120},
                  .quantity = {.law = CountLawName::weights, .weights = {0.7, 0.19, 0.06, 0.03, 0.01, 0.01}}},
      .affinities =
          {
              {
                  .trait = Trait::segment,
                  .value = "family",
                  .by = SkuLabel::category_l1,
                  .label = "Household",
                  .odds_ratio = 1.6,
              },
              {
                  .trait = Trait::age,
                  .age_from = 18,
                  .age_to = 30,
                  .by = SkuLabel::category_l1,
                  .label = "Snacks",
                  .odds_ratio = 1.5,
              },
              {
                  .trait = Trait::gender,
                  .value = "female",
                  .by = SkuLabel::category_l1,
                  .label = "Personal care",
                  .odds_ratio = 1.4,
              },
          },
      .cross_sell =
          {
              {.by = SkuLabel::category_l1, .from = "Bakery", .to = "Dairy", .odds_ratio = 1.5},
              {.by = SkuLabel::category_l1, .from = "Snacks", .to = "Beverages", .odds_ratio = 1.65},
          },
      .catalogue =
          {
              .launches =
                  {.share_before = 0.9, .earliest = Date{2015, 1, 1}, .from = Date{2023, 1, 1}, .to = Date{2025, 1, 1}},
              .groups =
                  {
                      {
                          .name = "Fruit and vegetables",
                          .weight = 24,
                          .n_skus = 260,
                          .category_l1 = "Fresh produce",
                          .brands = {"Gartenhof", "Field Row", "Sunpath"},
                          .categories = {{"Fruit", {"Apples", "Bananas", "Oranges", "Grapes", "Pears", "Berries"}},
                                         {"Vegetables",
                                          {"Tomatoes", "Carrots", "Peppers", "Potatoes", "Salad", "Onions"}}},
                          .variants = {"", "organic", "regional"},
                          .sizes = {"500 g", "1 kg", "2 kg"},
                          .popularity_sigma = 1.4,
                          .price = {.median = 2.4, .sigma = 0.45},
                          .return_probability = 0.004,
                      },
                      {
                          .name = "Milk and eggs",
                          .weight = 18,
                          .n_skus = 240,
                          .category_l1 = "Dairy",
                          .brands = {"Almtal", "Weisshof", "Cloverdale"},
                          .categories = {{"Milk", {"Fresh milk", "Oat drink", "Cream"}},
                                         {"Cheese", {"Gouda", "Mozzarella", "Feta"}},
                                         {"Yoghurt and eggs", {"Natural yoghurt", "Fruit yoghurt", "Eggs"}}},
                          .variants = {"", "organic", "light"},
                          .sizes = {"small", "family pack"},
                          .popularity_sigma = 1.5,
                          .price = {.median = 2.1, .sigma = 0.5},
                          .return_probability = 0.003,
                      },
                      {
                          .name = "Bread",
                          .weight = 11,
                          .n_skus = 140,
                          .category_l1 = "Bakery",
                          .brands = {"Kornmuehle", "Brotwerk"},
                          .categories = {{"Bread", {"Rye bread", "White bread", "Toast", "Baguette"}},
                                         {"Pastry", {"Croissant", "Muffin", "Cake"}}},
                          .variants = {"", "wholegrain", "seeded"},
                          .sizes = {"small", "large"},
                          .popularity_sigma = 1.4,
                          .price = {.median = 2.6, .sigma = 0.4},
                          .return_probability = 0.003,
                      },
                      {
                          .name = "Pantry",
                          .weight = 17,
                          .n_skus = 420,
                          .category_l1 = "Pantry",
                          .brands = {"Vorrat", "Casa Lunga", "Pepperfield", "Granary"},
                          .categories = {{"Pasta and rice", {"Spaghetti", "Penne", "Basmati rice", "Risotto rice"}},
                                         {"Tins and jars", {"Tomato sauce", "Beans", "Sweetcorn", "Olives"}},
                                         {"Baking", {"Flour", "Sugar", "Baking powder"}}},
                          .variants = {"", "organic"},
                          .sizes = {"250 g", "500 g", "1 kg"},
                          .popularity_sigma = 1.6,
                          .price = {.median = 2.3, .sigma = 0.55},
                          .return_probability = 0.005,
                      },
                      {
                          .name = "Drinks",
                          .weight = 13,
                          .n_skus = 300,
                          .category_l1 = "Beverages",
                          .brands = {"Quellbach", "Bergsprudel", "Roastery 9"},
                          .categories =
                              {{"Water and juice", {"Still water", "Sparkling water", "Apple juice", "Orange juice"}},
                               {"Coffee and tea", {"Ground coffee", "Coffee beans", "Black tea", "Herbal tea"}},
                               {"Soft drinks", {"Cola", "Lemonade"}}},
                          .variants = {"", "light", "organic"},
                          .sizes = {"0.5 l", "1 l", "6 pack"},
                          .popularity_sigma = 1.6,
                          .price = {.median = 3.6, .sigma = 0.65},
                          .return_probability = 0.005,
                      },
                      {
                          .name = "Snacks",
                          .weight = 8,
                          .n_skus = 240,
                          .category_l1 = "Snacks",
                          .brands = {"Knusperei", "Nutwood", "Schokolino"},
                          .categories = {{"Sweet", {"Chocolate", "Biscuits", "Gummies"}},
                                         {"Salty", {"Crisps", "Nuts", "Crackers"}}},
                          .variants = {"classic", "extra", "mini"},
                          .sizes = {"100 g", "250 g"},
                          .popularity_sigma = 1.6,
                          .price = {.median = 2.2, .sigma = 0.45},
                          .return_probability = 0.004,
                      },
                      {
                          .name = "Cleaning and paper",
                          .weight = 5,
                          .n_skus = 200,
                          .category_l1 = "Household",
                          .brands = {"Blankwerk", "Pureline"},
                          .categories = {{"Cleaning", {"Washing powder", "Dish soap", "Glass cleaner"}},
                                         {"Paper", {"Kitchen roll", "Toilet paper", "Tissues"}}},
                          .variants = {"", "sensitive", "power"},
                          .sizes = {"small", "large", "value pack"},
                          .popularity_sigma = 1.5,
                          .price = {.median = 4.8, .sigma = 0.5},
                          .return_probability = 0.01,
                      },
                      {
                          .name = "Body care",
                          .weight = 4,
                          .n_skus = 200,
                          .category_l1 = "Personal care",
                          .brands = {"Hautnah", "Aqua Leaf"},
                          .categories = {{"Hair", {"Shampoo", "Conditioner"}},
                                         {"Body", {"Shower gel", "Soap", "Deodorant"}},
                                         {"Teeth", {"Toothpaste", "Toothbrush"}}},
                          .variants = {"", "sensitive", "fresh"},
                          .sizes = {"standard", "double pack"},
                          .popularity_sigma = 1.5,
                          .price = {.median = 3.4, .sigma = 0.5},
                          .return_probability = 0.01,
                      },
                  }},
      .prices =
          {
              .cost_low = 0.62,
              .cost_high = 0.82,
              .ending_share = 0.7,
              .ending = 0.99,
              .discount_share = 0.12,
              .discount = 0.2,
          },
      .returns =
          {
              .exchange_probability = 0.001,
              .whole_line_share = 0.9,
              .delay_shape = 2,
              .delay_mean_days = 5,
              .delay_max_days = 14,
          },
  };
}

}  // namespace retailsim::presets
