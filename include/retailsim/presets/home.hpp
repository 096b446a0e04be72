#pragma once

#include <retailsim/presets/retail_config.hpp>

namespace retailsim::presets {

/// Furniture, decoration and tools: seldom bought, wide in price, spring and autumn, bulky goods that stay.
/// Why each number is what it is stands beside it in examples/mocker/presets/home.toml.
inline RetailConfig home() {
  return {
      .name = "home",
      .seed = 1,
      .from = Date{2023, 1, 1},
      .to = Date{2025, 1, 1},
      .customers =
          {
              .count = 10000,
              .registered_from = Date{2023, 1, 1},
              .registered_to = Date{2025, 1, 1},
              .registration = Registration::seasonal,
              .gender = {{"female", 0.52}, {"male", 0.38}, {"other", 0.01}, {"unknown", 0.09}},
              .ages_as_of = Date{2025, 1, 1},
              .ages =
                  {
                      {.low = 20, .high = 29, .weight = 0.18},
                      {.low = 30, .high = 44, .weight = 0.38},
                      {.low = 45, .high = 64, .weight = 0.34},
                      {.low = 65, .high = 85, .weight = 0.1},
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
              .channels = {{"search", 0.4}, {"social", 0.2}, {"referral", 0.12}, {"newsletter", 0.1}, {"store", 0.18}},
              .loyalty_tiers = {{"none", 0.6}, {"bronze", 0.25}, {"silver", 0.11}, {"gold", 0.04}},
              .segments =
                  {
                      {.name = "settled", .weight = 0.6, .rate_factor = 0.8},
                      {.name = "moving", .weight = 0.2, .rate_factor = 2, .age = {0.4, 0.42, 0.15, 0.03}},
                      {.name = "do it yourself", .weight = 0.2, .rate_factor = 1.3, .gender = {0.3, 0.6, 0.01, 0.09}},
                  },
          },
      .frequency = {.law = RateLawName::gamma, .r = 0.7, .mean = 2.6, .gap_shape = 1},
      .life =
          {
              .never_buys = 0.22,
              .at_registration = 0.6,
              .first_delay = {.law = DelayLaw::uniform, .low = 0, .high = 3},
              .lost_after_months = 3,
              .buy_and_go = 0.34,
              .lifetime = {.law = LifetimeLaw::exponential, .mean = 22},
          },
      .seasonality =
          {
              .reference = Date{2023, 1, 1},
              .weekday = {1.03, 0.95, 0.94, 0.96, 0.93, 1.03, 1.16},
              .month = {1, 0.95, 1.06, 1.12, 1.08, 0.98, 0.92, 0.9, 0.98, 1.02, 1.04, 0.95},
              .hours = {0.1,  0.05, 0.03, 0.02, 0.02, 0.05, 0.2, 0.5, 0.75, 0.9, 1,   1.05,
                        1.15, 1.15, 1.1,  1.05, 1.1,  1.3,  1.7, 2.3, 2.9,  2.6, 1.5, 0.5},
              .shock_cv = 0.15,
              .shock_memory = 0.3,
          },
      .events =
          {
              {
                  .name = "garden weeks",
                  .from = Date{2023, 4, 10},
                  .to = Date{2023, 4, 23},
                  .every_year = true,
                  .factor = 1.2,
              },
              {
                  .name = "Black Week",
                  .from = Date{2023, 11, 20},
                  .to = Date{2023, 11, 27},
                  .every_year = true,
                  .factor = 1.1,
                  .discount = 0.2,
                  .elasticity = -2,
              },
              {
                  .name = "summer holidays",
                  .from = Date{2023, 7, 20},
                  .to = Date{2023, 8, 20},
                  .every_year = true,
                  .factor = 0.9,
              },
          },
      .baskets = {.size = {.law = CountLawName::shifted_negative_binomial, .r = 0.9, .mean = 2.4, .most = 40},
                  .quantity = {.law = CountLawName::weights, .weights = {0.76, 0.13, 0.04, 0.04, 0.01, 0.02}}},
      .affinities =
          {
              {
                  .trait = Trait::segment,
                  .value = "do it yourself",
                  .by = SkuLabel::category_l1,
                  .label = "Tools",
                  .odds_ratio = 4,
              },
              {
                  .trait = Trait::segment,
                  .value = "moving",
                  .by = SkuLabel::category_l1,
                  .label = "Furniture",
                  .odds_ratio = 2,
              },
              {
                  .trait = Trait::gender,
                  .value = "female",
                  .by = SkuLabel::category_l1,
                  .label = "Decoration",
                  .odds_ratio = 1.6,
              },
          },
      .cross_sell =
          {
              {.by = SkuLabel::category_l1, .from = "Furniture", .to = "Lighting", .odds_ratio = 1.8},
              {.by = SkuLabel::category_l1, .from = "Kitchen", .to = "Decoration", .odds_ratio = 1.3},
          },
      .catalogue = {.launches = {.share_before = 0.85,
                                 .earliest = Date{2016, 1, 1},
                                 .from = Date{2023, 1, 1},
                                 .to = Date{2025, 1, 1}},
                    .groups =
                        {
                            {
                                .name = "Furniture",
                                .weight = 20,
                                .n_skus = 320,
                                .category_l1 = "Furniture",
                                .brands = {"Eichenhaus", "Loftline", "Nordstube"},
                                .categories = {{"Living room", {"Sofa", "Armchair", "Shelf", "Coffee table"}},
                                               {"Dining", {"Dining table", "Chair", "Bench"}},
                                               {"Bedroom", {"Bed", "Wardrobe", "Chest of drawers"}}},
                                .variants = {"oak", "walnut", "white", "grey"},
                                .sizes = {"small", "medium", "large"},
                                .popularity_sigma = 1.4,
                                .price = {.median = 220, .sigma = 0.7},
                                .return_probability = 0.08,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Decoration",
                                .weight = 26,
                                .n_skus = 360,
                                .category_l1 = "Decoration",
                                .brands = {"Maree", "Nordstube", "Tonwerk"},
                                .categories = {{"Textiles", {"Cushion", "Rug", "Curtain", "Blanket"}},
                                               {"Objects", {"Vase", "Candle", "Picture frame", "Mirror"}}},
                                .variants = {"sand", "sage", "terracotta", "white"},
                                .sizes = {"S", "M", "L"},
                                .popularity_sigma = 1.6,
                                .price = {.median = 22, .sigma = 0.7},
                                .return_probability = 0.12,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Kitchen",
                                .weight = 24,
                                .n_skus = 320,
                                .category_l1 = "Kitchen",
                                .brands = {"Kochwerk", "Tonwerk", "Steelio"},
                                .categories = {{"Cooking", {"Pan", "Pot", "Baking tin", "Knife"}},
                                               {"Table", {"Plate", "Bowl", "Mug", "Glass"}}},
                                .variants = {"black", "white", "steel"},
                                .sizes = {"S", "M", "L"},
                                .popularity_sigma = 1.6,
                                .price = {.median = 19, .sigma = 0.7},
                                .return_probability = 0.06,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Lighting",
                                .weight = 12,
                                .n_skus = 180,
                                .category_l1 = "Lighting",
                                .brands = {"Lumen", "Loftline"},
                                .categories = {{"Lamps", {"Floor lamp", "Table lamp", "Pendant"}},
                                               {"Bulbs", {"LED bulb", "LED strip"}}},
                                .variants = {"warm", "neutral", "smart"},
                                .sizes = {"S", "M", "L"},
                                .popularity_sigma = 1.5,
                                .price = {.median = 34, .sigma = 0.8},
                                .return_probability = 0.08,
                                .return_concentration = 30,
                            },
                            {
                                .name = "Tools",
                                .weight = 18,
                                .n_skus = 280,
                                .category_l1 = "Tools",
                                .brands = {"Werkhof", "Steelio"},
                                .categories = {{"Hand tools", {"Hammer", "Screwdriver", "Pliers", "Saw"}},
                                               {"Power tools", {"Drill", "Sander", "Jigsaw"}},
                                               {"Garden", {"Hose", "Shears", "Watering can"}}},
                                .variants = {"basic", "pro"},
                                .sizes = {"S", "M", "L"},
                                .popularity_sigma = 1.6,
                                .price = {.median = 28, .sigma = 0.8},
                                .return_probability = 0.05,
                                .return_concentration = 30,
                            },
                        }},
      .prices =
          {
              .cost_low = 0.42,
              .cost_high = 0.65,
              .ending_share = 0.7,
              .ending = 0.99,
              .discount_share = 0.1,
              .discount = 0.1,
          },
      .returns =
          {
              .exchange_probability = 0.01,
              .whole_line_share = 0.75,
              .delay_shape = 2,
              .delay_mean_days = 13,
              .delay_max_days = 45,
          },
  };
}

}  // namespace retailsim::presets
