#pragma once

#include <retailsim/presets/retail_config.hpp>

namespace retailsim::presets {

/// The defaults of the well-known public retail mocker, for comparison with it: uniform laws, no season, no affinity.
/// Why each number is what it is stands beside it in examples/mocker/presets/classic.toml.
inline RetailConfig classic() {
  return {
      .name = "classic",
      .seed = 1,
      .from = Date{2020, 1, 1},
      .to = Date{2023, 4, 1},
      .customers =
          {
              .count = 10000,
              .registered_from = Date{2020, 1, 1},
              .registered_to = Date{2023, 4, 1},
              .registration = Registration::evenly,
              .gender = {{"male", 0.2}, {"female", 0.4}, {"other", 0.2}, {"unknown", 0.1}},
              .ages_as_of = Date{2023, 4, 1},
              .ages =
                  {
                      {.low = 20, .high = 60, .weight = 1},
                  },
              .countries =
                  {
                      {.name = "unknown", .weight = 1, .cities = {{"unknown", 1}}},
                  },
              .channels = {{"unknown", 1}},
              .loyalty_tiers = {{"none", 1}},
              .segments =
                  {
                      {.name = "all", .weight = 1, .rate_factor = 1},
                  },
          },
      .frequency = {.law = RateLawName::uniform_integer, .low = 3, .high = 10, .gap_shape = 1},
      .life =
          {
              .never_buys = 0.1,
              .at_registration = 0.6,
              .first_delay = {.law = DelayLaw::uniform, .low = 0, .high = 3},
              .lost_after_months = 3,
              .buy_and_go = 0.5,
              .lifetime = {.law = LifetimeLaw::uniform, .low = 6, .high = 30},
          },
      .seasonality =
          {
              .reference = Date{2020, 1, 1},
              .weekday = {1, 1, 1, 1, 1, 1, 1},
              .month = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
              .hours = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
              .shock_cv = 0,
              .shock_memory = 0,
          },
      .baskets = {.size = {.law = CountLawName::uniform, .low = 1, .high = 5},
                  .quantity = {.law = CountLawName::uniform, .low = 1, .high = 1}},
      .catalogue = {.launches = {.share_before = 1,
                                 .earliest = Date{2015, 1, 1},
                                 .from = Date{2020, 1, 1},
                                 .to = Date{2023, 4, 1}},
                    .groups =
                        {
                            {
                                .name = "group 1",
                                .weight = 100,
                                .n_skus = 100,
                                .category_l1 = "Clothing",
                                .brands = {"Nordlicht", "Maree", "Oakline", "Hafenkante"},
                                .categories = {{"Clothing 1", {"Jumper", "Trousers", "Dress", "Jacket", "Skirt"}}},
                                .variants = {"black", "white", "blue", "green", "red"},
                                .price = {.law = PriceLawName::uniform, .low = 40, .high = 80},
                                .return_probability = 0.05,
                            },
                            {
                                .name = "group 2",
                                .weight = 100,
                                .n_skus = 100,
                                .category_l1 = "Clothing",
                                .brands = {"Nordlicht", "Maree", "Oakline", "Hafenkante"},
                                .categories = {{"Clothing 2", {"T-shirt", "Socks", "Scarf", "Belt", "Hat"}}},
                                .variants = {"black", "white", "blue", "green", "red"},
                                .price = {.law = PriceLawName::uniform, .low = 10, .high = 30},
                                .return_probability = 0.05,
                            },
                            {
                                .name = "group 3",
                                .weight = 100,
                                .n_skus = 100,
                                .category_l1 = "Clothing",
                                .brands = {"Nordlicht", "Maree", "Strider", "Hafenkante"},
                                .categories = {{"Clothing 3", {"Boots", "Sneakers", "Coat", "Blazer", "Parka"}}},
                                .variants = {"black", "white", "blue", "green", "red"},
                                .price = {.law = PriceLawName::uniform, .low = 80, .high = 120},
                                .return_probability = 0.05,
                            },
                            {
                                .name = "group 4",
                                .weight = 100,
                                .n_skus = 100,
                                .category_l1 = "Electronics",
                                .brands = {"Ordix", "Kelvo", "Panthia", "Lumen"},
                                .categories = {{"Electronics 4", {"Phone", "Tablet", "Watch", "Camera", "Monitor"}}},
                                .variants = {"black", "white", "blue", "green", "red"},
                                .price = {.law = PriceLawName::uniform, .low = 300, .high = 350},
                                .return_probability = 0.05,
                            },
                            {
                                .name = "group 5",
                                .weight = 100,
                                .n_skus = 100,
                                .category_l1 = "Home",
                                .brands = {"Loftline", "Nordstube", "Tonwerk", "Kochwerk"},
                                .categories = {{"Home 5", {"Lamp", "Chair", "Rug", "Mirror", "Pan"}}},
                                .variants = {"black", "white", "blue", "green", "red"},
                                .price = {.law = PriceLawName::uniform, .low = 50, .high = 80},
                                .return_probability = 0.05,
                            },
                            {
                                .name = "group 6",
                                .weight = 100,
                                .n_skus = 100,
                                .category_l1 = "Home",
                                .brands = {"Loftline", "Nordstube", "Eichenhaus", "Werkhof"},
                                .categories = {{"Home 6", {"Table", "Sofa", "Shelf", "Bed", "Drill"}}},
                                .variants = {"black", "white", "blue", "green", "red"},
                                .price = {.law = PriceLawName::uniform, .low = 80, .high = 500},
                                .return_probability = 0.05,
                            },
                            {
                                .name = "gifts",
                                .weight = 10,
                                .n_skus = 10,
                                .category_l1 = "Gifts",
                                .brands = {"Giftwell"},
                                .categories = {{"Vouchers", {"Gift card", "Gift box"}}},
                                .variants = {"birthday", "wedding", "winter", "thanks", "classic"},
                                .price = {.law = PriceLawName::uniform, .low = 100, .high = 100},
                                .return_probability = 0.05,
                            },
                        }},
      .prices = {.cost_low = 0.5, .cost_high = 0.5, .ending = 0.99, .discount = 0},
      .returns =
          {
              .exchange_probability = 0.05,
              .whole_line_share = 1,
              .delay_shape = 2,
              .delay_mean_days = 9,
              .delay_max_days = 30,
          },
  };
}

}  // namespace retailsim::presets
