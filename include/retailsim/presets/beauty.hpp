#pragma once

#include <retailsim/presets/retail_config.hpp>

namespace retailsim::presets {

/// Cosmetics and care online: repeat purchases of what runs out, gifts in December, hardly any returns.
/// Why each number is what it is stands beside it in examples/mocker/presets/beauty.toml.
inline RetailConfig beauty() {
  return {
      .name = "beauty",
      .seed = 1,
      .from = Date{2023, 1, 1},
      .to = Date{2025, 1, 1},
      .customers =
          {
              .count = 10000,
              .registered_from = Date{2023, 1, 1},
              .registered_to = Date{2025, 1, 1},
              .registration = Registration::seasonal,
              .gender = {{"female", 0.74}, {"male", 0.16}, {"other", 0.02}, {"unknown", 0.08}},
              .ages_as_of = Date{2025, 1, 1},
              .ages =
                  {
                      {.low = 16, .high = 24, .weight = 0.28},
                      {.low = 25, .high = 39, .weight = 0.4},
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
                  {{"search", 0.22}, {"social", 0.45}, {"referral", 0.15}, {"newsletter", 0.12}, {"store", 0.06}},
              .loyalty_tiers = {{"none", 0.6}, {"bronze", 0.25}, {"silver", 0.11}, {"gold", 0.04}},
              .segments =
                  {
                      {.name = "care", .weight = 0.5, .rate_factor = 1},
                      {
                          .name = "enthusiast",
                          .weight = 0.2,
                          .rate_factor = 2.2,
                          .channel = {0.12, 0.6, 0.15, 0.1, 0.03},
                          .loyalty = {0.3, 0.35, 0.22, 0.13},
                      },
                      {
                          .name = "gift buyer",
                          .weight = 0.3,
                          .rate_factor = 0.4,
                          .gender = {0.45, 0.45, 0.02, 0.08},
                          .loyalty = {0.9, 0.08, 0.015, 0.005},
                      },
                  },
          },
      .frequency = {.law = RateLawName::gamma, .r = 0.8, .mean = 5, .gap_shape = 1},
      .life =
          {
              .never_buys = 0.15,
              .at_registration = 0.6,
              .first_delay = {.law = DelayLaw::uniform, .low = 0, .high = 3},
              .lost_after_months = 3,
              .buy_and_go = 0.3,
              .lifetime = {.law = LifetimeLaw::exponential, .mean = 15},
          },
      .seasonality =
          {
              .reference = Date{2023, 1, 1},
              .weekday = {1.05, 0.98, 0.97, 0.97, 0.93, 0.95, 1.15},
              .month = {0.9, 0.97, 0.95, 0.95, 1.02, 0.95, 0.92, 0.9, 0.96, 1, 1.18, 1.3},
              .hours = {0.1,  0.05, 0.03, 0.02, 0.02, 0.05, 0.2, 0.5, 0.75, 0.9, 1,   1.05,
                        1.15, 1.15, 1.1,  1.05, 1.1,  1.3,  1.7, 2.3, 2.9,  2.6, 1.5, 0.5},
              .shock_cv = 0.15,
              .shock_memory = 0.35,
          },
      .events =
          {
              {
                  .name = "Valentine's Day",
                  .from = Date{2023, 2, 8},
                  .to = Date{2023, 2, 13},
                  .every_year = true,
                  .factor = 1.35,
              },
              {
                  .name = "Glamour Week",
                  .from = Date{2023, 4, 3},
                  .to = Date{2023, 4, 9},
                  .every_year = true,
                  .factor = 1,
                  .discount = 0.2,
                  .elasticity = -2.2,
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
          },
      .baskets = {.size = {.law = CountLawName::shifted_negative_binomial, .r = 1.4, .mean = 3, .most = 40},
                  .quantity = {.law = CountLawName::weights, .weights = {0.86, 0.11, 0.02, 0.01}}},
      .affinities =
          {
              {
                  .trait = Trait::gender,
                  .value = "female",
                  .by = SkuLabel::category_l1,
                  .label = "Make-up",
                  .odds_ratio = 4,
              },
              {
                  .trait = Trait::gender,
                  .value = "male",
                  .by = SkuLabel::category_l1,
                  .label = "Fragrance",
                  .odds_ratio = 2.5,
              },
              {
                  .trait = Trait::age,
                  .age_from = 40,
                  .age_to = 81,
                  .by = SkuLabel::category_l1,
                  .label = "Skin care",
                  .odds_ratio = 1.7,
              },
          },
      .cross_sell =
          {
              {.by = SkuLabel::category_l1, .from = "Make-up", .to = "Skin care", .odds_ratio = 1.5},
          },
      .catalogue = {.launches = {.share_before = 0.8,
                                 .earliest = Date{2017, 1, 1},
                                 .from = Date{2023, 1, 1},
                                 .to = Date{2025, 1, 1}},
                    .groups =
                        {
                            {
                                .name = "Make-up",
                                .weight = 34,
                                .n_skus = 480,
                                .category_l1 = "Make-up",
                                .brands = {"Rosenquist", "Lumi", "Kiss Theory", "Atelier Mina"},
                                .categories = {{"Face", {"Foundation", "Concealer", "Powder", "Blush"}},
                                               {"Eyes", {"Mascara", "Eyeliner", "Eye shadow"}},
                                               {"Lips", {"Lipstick", "Lip gloss"}}},
                                .variants = {"nude", "rose", "coral", "berry", "brown", "ivory"},
                                .popularity_sigma = 1.5,
                                .price = {.median = 13, .sigma = 0.55},
                                .return_probability = 0.05,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Skin care",
                                .weight = 36,
                                .n_skus = 420,
                                .category_l1 = "Skin care",
                                .brands = {"Dermavera", "Aqua Leaf", "Hautnah", "Lumi"},
                                .categories = {{"Face", {"Day cream", "Night cream", "Serum", "Cleanser"}},
                                               {"Body", {"Body lotion", "Hand cream", "Sun cream"}}},
                                .variants = {"sensitive", "hydrating", "anti-age"},
                                .sizes = {"30 ml", "50 ml", "200 ml"},
                                .popularity_sigma = 1.6,
                                .price = {.median = 17, .sigma = 0.65},
                                .return_probability = 0.03,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Hair care",
                                .weight = 16,
                                .n_skus = 260,
                                .category_l1 = "Hair care",
                                .brands = {"Lockenwerk", "Aqua Leaf"},
                                .categories = {{"Wash", {"Shampoo", "Conditioner", "Hair mask"}},
                                               {"Styling", {"Hair spray", "Gel", "Heat protection"}}},
                                .variants = {"volume", "repair", "colour"},
                                .sizes = {"75 ml", "250 ml", "500 ml"},
                                .popularity_sigma = 1.5,
                                .price = {.median = 9.5, .sigma = 0.5},
                                .return_probability = 0.03,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Fragrance",
                                .weight = 14,
                                .n_skus = 240,
                                .category_l1 = "Fragrance",
                                .brands = {"Maison Orrin", "Atelier Mina", "Fjordlys"},
                                .categories = {{"Eau de parfum", {"Floral", "Woody", "Citrus", "Oriental"}},
                                               {"Eau de toilette", {"Fresh", "Aquatic", "Spicy"}}},
                                .variants = {"No. 1", "No. 2", "No. 3"},
                                .sizes = {"30 ml", "50 ml", "100 ml"},
                                .popularity_sigma = 1.6,
                                .price = {.median = 58, .sigma = 0.45},
                                .return_probability = 0.06,
                                .return_concentration = 30,
                            },
                        }},
      .prices =
          {
              .cost_low = 0.3,
              .cost_high = 0.55,
              .ending_share = 0.65,
              .ending = 0.99,
              .discount_share = 0.2,
              .discount = 0.15,
          },
      .returns =
          {
              .exchange_probability = 0.01,
              .whole_line_share = 0.9,
              .delay_shape = 2,
              .delay_mean_days = 9,
              .delay_max_days = 30,
          },
  };
}

}  // namespace retailsim::presets
