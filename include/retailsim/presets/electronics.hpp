#pragma once

#include <retailsim/presets/retail_config.hpp>

namespace retailsim::presets {

/// Consumer electronics: rare and dear purchases, accessories beside them, a Black Week that counts.
/// Why each number is what it is stands beside it in examples/mocker/presets/electronics.toml.
inline RetailConfig electronics() {
  return {
      .name = "electronics",
      .seed = 1,
      .from = Date{2023, 1, 1},
      .to = Date{2025, 1, 1},
      .customers =
          {
              .count = 10000,
              .registered_from = Date{2023, 1, 1},
              .registered_to = Date{2025, 1, 1},
              .registration = Registration::seasonal,
              .gender = {{"female", 0.32}, {"male", 0.58}, {"other", 0.02}, {"unknown", 0.08}},
              .ages_as_of = Date{2025, 1, 1},
              .ages =
                  {
                      {.low = 18, .high = 29, .weight = 0.28},
                      {.low = 30, .high = 44, .weight = 0.36},
                      {.low = 45, .high = 64, .weight = 0.28},
                      {.low = 65, .high = 85, .weight = 0.08},
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
                  {{"search", 0.5}, {"social", 0.14}, {"referral", 0.12}, {"newsletter", 0.12}, {"store", 0.12}},
              .loyalty_tiers = {{"none", 0.6}, {"bronze", 0.25}, {"silver", 0.11}, {"gold", 0.04}},
              .segments =
                  {
                      {.name = "household", .weight = 0.65, .rate_factor = 0.8},
                      {
                          .name = "enthusiast",
                          .weight = 0.2,
                          .rate_factor = 2,
                          .gender = {0.18, 0.74, 0.02, 0.06},
                          .loyalty = {0.4, 0.32, 0.18, 0.1},
                          .age = {0.4, 0.4, 0.17, 0.03},
                      },
                      {.name = "small business",
                       .weight = 0.15,
                       .rate_factor = 1.6,
                       .channel = {0.45, 0.05, 0.25, 0.2, 0.05}},
                  },
          },
      .frequency = {.law = RateLawName::gamma, .r = 0.5, .mean = 2.2, .gap_shape = 1},
      .life =
          {
              .never_buys = 0.25,
              .at_registration = 0.7,
              .first_delay = {.law = DelayLaw::uniform, .low = 0, .high = 3},
              .lost_after_months = 3,
              .buy_and_go = 0.35,
              .lifetime = {.law = LifetimeLaw::exponential, .mean = 24},
          },
      .seasonality =
          {
              .reference = Date{2023, 1, 1},
              .weekday = {1.1, 1.03, 1, 0.98, 0.93, 0.92, 1.04},
              .month = {0.98, 0.88, 0.9, 0.88, 0.9, 0.92, 0.95, 0.96, 0.98, 1.02, 1.25, 1.38},
              .hours = {0.1,  0.05, 0.03, 0.02, 0.02, 0.05, 0.2, 0.5, 0.75, 0.9, 1,   1.05,
                        1.15, 1.15, 1.1,  1.05, 1.1,  1.3,  1.7, 2.3, 2.9,  2.6, 1.5, 0.5},
              .shock_cv = 0.16,
              .shock_memory = 0.3,
          },
      .events =
          {
              {
                  .name = "Black Week",
                  .from = Date{2023, 11, 20},
                  .to = Date{2023, 11, 27},
                  .every_year = true,
                  .factor = 1.4,
                  .discount = 0.15,
                  .elasticity = -2.62,
              },
              {
                  .name = "back to school",
                  .from = Date{2023, 8, 20},
                  .to = Date{2023, 9, 5},
                  .every_year = true,
                  .factor = 1.15,
              },
              {
                  .name = "after Christmas",
                  .from = Date{2023, 12, 27},
                  .to = Date{2023, 12, 31},
                  .every_year = true,
                  .factor = 0.9,
              },
          },
      .baskets = {.size = {.law = CountLawName::shifted_negative_binomial, .r = 0.8, .mean = 1.6, .most = 30},
                  .quantity = {.law = CountLawName::weights, .weights = {0.93, 0.05, 0.015, 0.005}}},
      .affinities =
          {
              {
                  .trait = Trait::segment,
                  .value = "enthusiast",
                  .by = SkuLabel::category_l1,
                  .label = "Gaming",
                  .odds_ratio = 3,
              },
              {
                  .trait = Trait::segment,
                  .value = "small business",
                  .by = SkuLabel::category_l1,
                  .label = "Computers",
                  .odds_ratio = 2.5,
              },
              {
                  .trait = Trait::age,
                  .age_from = 18,
                  .age_to = 30,
                  .by = SkuLabel::category_l1,
                  .label = "Gaming",
                  .odds_ratio = 2,
              },
          },
      .cross_sell =
          {
              {.by = SkuLabel::category_l1, .from = "Phones", .to = "Accessories", .odds_ratio = 4},
              {.by = SkuLabel::category_l1, .from = "Computers", .to = "Accessories", .odds_ratio = 3},
          },
      .catalogue = {.launches = {.share_before = 0.7,
                                 .earliest = Date{2020, 1, 1},
                                 .from = Date{2023, 1, 1},
                                 .to = Date{2025, 1, 1}},
                    .groups =
                        {
                            {
                                .name = "Phones",
                                .weight = 20,
                                .n_skus = 160,
                                .category_l1 = "Phones",
                                .brands = {"Ordix", "Kelvo", "Panthia"},
                                .categories = {{"Smartphones", {"Phone 5", "Phone 7", "Phone 9 Pro"}},
                                               {"Wearables", {"Watch", "Fitness band"}}},
                                .variants = {"black", "white", "blue"},
                                .sizes = {"64 GB", "128 GB", "256 GB"},
                                .popularity_sigma = 1.5,
                                .price = {.median = 220, .sigma = 0.6},
                                .return_probability = 0.09,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Computers",
                                .weight = 18,
                                .n_skus = 200,
                                .category_l1 = "Computers",
                                .brands = {"Ordix", "Bytewerk", "Lumen"},
                                .categories = {{"Notebooks", {"Notebook 13", "Notebook 15", "Workstation"}},
                                               {"Tablets and screens", {"Tablet 11", "Monitor 27", "Printer"}}},
                                .variants = {"8 GB", "16 GB", "32 GB"},
                                .sizes = {"base", "plus"},
                                .popularity_sigma = 1.5,
                                .price = {.median = 300, .sigma = 0.6},
                                .return_probability = 0.09,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Television and sound",
                                .weight = 16,
                                .n_skus = 180,
                                .category_l1 = "Television and sound",
                                .brands = {"Panthia", "Klangraum"},
                                .categories = {{"Television", {"TV", "Soundbar"}},
                                               {"Sound", {"Headphones", "Earbuds", "Speaker"}}},
                                .variants = {"S", "M", "L"},
                                .sizes = {"black", "silver", "white"},
                                .popularity_sigma = 1.5,
                                .price = {.median = 120, .sigma = 0.8},
                                .return_probability = 0.1,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Gaming",
                                .weight = 14,
                                .n_skus = 160,
                                .category_l1 = "Gaming",
                                .brands = {"Kelvo", "Bytewerk"},
                                .categories = {{"Hardware",
                                                {"Console", "Controller", "Gaming mouse", "Gaming keyboard"}},
                                               {"Games", {"Action game", "Sports game", "Strategy game"}}},
                                .variants = {"standard", "limited"},
                                .sizes = {"I", "II", "III"},
                                .popularity_sigma = 1.6,
                                .price = {.median = 50, .sigma = 0.7},
                                .return_probability = 0.07,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Accessories",
                                .weight = 32,
                                .n_skus = 400,
                                .category_l1 = "Accessories",
                                .brands = {"Plugwell", "Ordix", "Lumen", "Clipto"},
                                .categories = {{"Power", {"Charger", "Power bank", "Cable"}},
                                               {"Cases", {"Phone case", "Notebook sleeve"}},
                                               {"Storage", {"Memory card", "USB stick", "Hard disk"}}},
                                .variants = {"black", "white", "grey", "blue"},
                                .sizes = {"S", "M", "L"},
                                .popularity_sigma = 1.6,
                                .price = {.median = 22, .sigma = 0.6},
                                .return_probability = 0.06,
                                .return_concentration = 30,
                            },
                        }},
      .prices =
          {
              .cost_low = 0.72,
              .cost_high = 0.9,
              .ending_share = 0.75,
              .ending = 0.99,
              .discount_share = 0.06,
              .discount = 0.05,
          },
      .returns =
          {
              .exchange_probability = 0.015,
              .whole_line_share = 0.95,
              .delay_shape = 2,
              .delay_mean_days = 12,
              .delay_max_days = 30,
          },
  };
}

}  // namespace retailsim::presets
