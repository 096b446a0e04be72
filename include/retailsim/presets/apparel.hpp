#pragma once

#include <retailsim/presets/retail_config.hpp>

namespace retailsim::presets {

/// A fashion shop online: few lines an order, a quarter to a half of them sent back, exchanges of sizes.
/// Why each number is what it is stands beside it in examples/mocker/presets/apparel.toml.
inline RetailConfig apparel() {
  return {
      .name = "apparel",
      .seed = 1,
      .from = Date{2023, 1, 1},
      .to = Date{2025, 1, 1},
      .customers =
          {
              .count = 10000,
              .registered_from = Date{2023, 1, 1},
              .registered_to = Date{2025, 1, 1},
              .registration = Registration::seasonal,
              .gender = {{"female", 0.6}, {"male", 0.3}, {"other", 0.02}, {"unknown", 0.08}},
              .ages_as_of = Date{2025, 1, 1},
              .ages =
                  {
                      {.low = 16, .high = 24, .weight = 0.26},
                      {.low = 25, .high = 39, .weight = 0.42},
                      {.low = 40, .high = 59, .weight = 0.25},
                      {.low = 60, .high = 80, .weight = 0.07},
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
              .channels =
                  {{"search", 0.28}, {"social", 0.37}, {"referral", 0.12}, {"newsletter", 0.13}, {"store", 0.1}},
              .loyalty_tiers = {{"none", 0.6}, {"bronze", 0.25}, {"silver", 0.11}, {"gold", 0.04}},
              .segments =
                  {
                      {.name = "basic", .weight = 0.55, .rate_factor = 0.7},
                      {
                          .name = "fashion",
                          .weight = 0.3,
                          .rate_factor = 1.6,
                          .channel = {0.2, 0.5, 0.12, 0.13, 0.05},
                          .loyalty = {0.5, 0.3, 0.14, 0.06},
                          .age = {0.4, 0.45, 0.12, 0.03},
                      },
                      {.name = "bargain", .weight = 0.15, .rate_factor = 0.9, .channel = {0.3, 0.25, 0.1, 0.3, 0.05}},
                  },
          },
      .frequency = {.law = RateLawName::gamma, .r = 1, .mean = 4.5, .gap_shape = 1},
      .life =
          {
              .never_buys = 0.2,
              .at_registration = 0.6,
              .first_delay = {.law = DelayLaw::uniform, .low = 0, .high = 3},
              .lost_after_months = 3,
              .buy_and_go = 0.28,
              .lifetime = {.law = LifetimeLaw::exponential, .mean = 16},
          },
      .seasonality =
          {
              .reference = Date{2023, 1, 1},
              .weekday = {1.04, 0.96, 0.95, 0.97, 0.92, 0.98, 1.18},
              .month = {0.92, 0.86, 0.98, 1.06, 1.06, 0.98, 0.94, 0.9, 1.08, 1.1, 1.08, 1.04},
              .hours = {0.1,  0.05, 0.03, 0.02, 0.02, 0.05, 0.2, 0.5, 0.75, 0.9, 1,   1.05,
                        1.15, 1.15, 1.1,  1.05, 1.1,  1.3,  1.7, 2.3, 2.9,  2.6, 1.5, 0.5},
              .shock_cv = 0.15,
              .shock_memory = 0.3,
          },
      .events =
          {
              {
                  .name = "summer sale",
                  .from = Date{2023, 7, 8},
                  .to = Date{2023, 7, 23},
                  .every_year = true,
                  .factor = 1,
                  .discount = 0.25,
                  .elasticity = -1.6,
              },
              {
                  .name = "winter sale",
                  .from = Date{2023, 1, 8},
                  .to = Date{2023, 1, 21},
                  .every_year = true,
                  .factor = 1,
                  .discount = 0.3,
                  .elasticity = -1.6,
              },
              {
                  .name = "Black Week",
                  .from = Date{2023, 11, 20},
                  .to = Date{2023, 11, 27},
                  .every_year = true,
                  .factor = 1.2,
                  .discount = 0.2,
                  .elasticity = -2.62,
              },
              {
                  .name = "August holidays",
                  .from = Date{2023, 8, 1},
                  .to = Date{2023, 8, 15},
                  .every_year = true,
                  .factor = 0.85,
              },
          },
      .baskets = {.size = {.law = CountLawName::shifted_negative_binomial, .r = 1.2, .mean = 2.6, .most = 40},
                  .quantity = {.law = CountLawName::weights, .weights = {0.93, 0.06, 0.01}}},
      .affinities =
          {
              {
                  .trait = Trait::gender,
                  .value = "female",
                  .by = SkuLabel::category_l1,
                  .label = "Women",
                  .odds_ratio = 14,
              },
              {
                  .trait = Trait::gender,
                  .value = "male",
                  .by = SkuLabel::category_l1,
                  .label = "Men",
                  .odds_ratio = 12,
              },
              {
                  .trait = Trait::age,
                  .age_from = 25,
                  .age_to = 40,
                  .by = SkuLabel::category_l1,
                  .label = "Children",
                  .odds_ratio = 2.5,
              },
              {
                  .trait = Trait::segment,
                  .value = "fashion",
                  .by = SkuLabel::brand,
                  .label = "Nordlicht",
                  .odds_ratio = 1.8,
              },
          },
      .cross_sell =
          {
              {.by = SkuLabel::category_l1, .from = "Shoes", .to = "Accessories", .odds_ratio = 2},
          },
      .catalogue = {.launches = {.share_before = 0.6,
                                 .earliest = Date{2021, 1, 1},
                                 .from = Date{2023, 1, 1},
                                 .to = Date{2025, 1, 1}},
                    .groups =
                        {
                            {
                                .name = "Womenswear",
                                .weight = 40,
                                .n_skus = 700,
                                .category_l1 = "Women",
                                .brands = {"Nordlicht", "Maree", "Lindenblatt", "Velvet Row"},
                                .categories = {{"Tops", {"T-shirt", "Blouse", "Jumper", "Cardigan"}},
                                               {"Bottoms", {"Jeans", "Trousers", "Skirt"}},
                                               {"Dresses", {"Summer dress", "Evening dress"}}},
                                .variants = {"black", "white", "navy", "red", "sand"},
                                .sizes = {"XS", "S", "M", "L", "XL"},
                                .popularity_sigma = 1.2,
                                .price = {.median = 39, .sigma = 0.5},
                                .return_probability = 0.42,
                                .return_concentration = 20,
                            },
                            {
                                .name = "Menswear",
                                .weight = 24,
                                .n_skus = 500,
                                .category_l1 = "Men",
                                .brands = {"Nordlicht", "Hafenkante", "Oakline"},
                                .categories = {{"Tops", {"T-shirt", "Shirt", "Jumper", "Hoodie"}},
                                               {"Bottoms", {"Jeans", "Chinos", "Shorts"}},
                                               {"Outerwear", {"Jacket", "Coat"}}},
                                .variants = {"black", "white", "navy", "olive", "grey"},
                                .sizes = {"S", "M", "L", "XL", "XXL"},
                                .popularity_sigma = 1.2,
                                .price = {.median = 42, .sigma = 0.5},
                                .return_probability = 0.3,
                                .return_concentration = 20,
                            },
                            {
                                .name = "Childrenswear",
                                .weight = 10,
                                .n_skus = 260,
                                .category_l1 = "Children",
                                .brands = {"Purzel", "Kite and Co"},
                                .categories = {{"Baby", {"Romper", "Bodysuit"}},
                                               {"Kids", {"T-shirt", "Trousers", "Dress", "Pyjamas"}}},
                                .variants = {"blue", "yellow", "green"},
                                .sizes = {"80", "92", "104", "116", "128"},
                                .popularity_sigma = 1.2,
                                .price = {.median = 19, .sigma = 0.4},
                                .return_probability = 0.24,
                                .return_concentration = 20,
                            },
                            {
                                .name = "Shoes",
                                .weight = 18,
                                .n_skus = 320,
                                .category_l1 = "Shoes",
                                .brands = {"Strider", "Ballerhof", "Nordlicht"},
                                .categories = {{"Sneakers", {"Running shoe", "Street sneaker"}},
                                               {"Boots", {"Ankle boot", "Winter boot"}},
                                               {"Sandals", {"Sandal", "Mule"}}},
                                .variants = {"black", "white", "brown"},
                                .sizes = {"37", "39", "41", "43", "45"},
                                .popularity_sigma = 1.3,
                                .price = {.median = 74, .sigma = 0.45},
                                .return_probability = 0.46,
                                .return_concentration = 20,
                            },
                            {
                                .name = "Accessories",
                                .weight = 8,
                                .n_skus = 200,
                                .category_l1 = "Accessories",
                                .brands = {"Maree", "Oakline", "Strider"},
                                .categories = {{"Bags", {"Tote", "Backpack"}},
                                               {"Small things", {"Belt", "Scarf", "Hat", "Socks"}}},
                                .variants = {"black", "brown", "sand", "red"},
                                .popularity_sigma = 1.3,
                                .price = {.median = 24, .sigma = 0.6},
                                .return_probability = 0.12,
                                .return_concentration = 20,
                            },
                        }},
      .prices =
          {
              .cost_low = 0.35,
              .cost_high = 0.55,
              .ending_share = 0.7,
              .ending = 0.99,
              .discount_share = 0.15,
              .discount = 0.15,
          },
      .returns =
          {
              .exchange_probability = 0.06,
              .whole_line_share = 0.95,
              .delay_shape = 2.5,
              .delay_mean_days = 11,
              .delay_max_days = 30,
          },
  };
}

}  // namespace retailsim::presets
