#include <retailsim/random/purpose.hpp>

#include <map>
#include <set>
#include <stdexcept>
#include <vector>

#include "support/catch.hpp"

using namespace retailsim;

namespace {

const std::vector<Purpose> all{Purpose::customer_registration,
                               Purpose::customer_first_order,
                               Purpose::customer_buy_and_go,
                               Purpose::customer_first_delay,
                               Purpose::customer_lifetime,
                               Purpose::customer_at_registration,
                               Purpose::customer_time_of_day,
                               Purpose::customer_dropout,
                               Purpose::customer_rate,
                               Purpose::customer_dropout_probability,
                               Purpose::customer_dropout_rate,
                               Purpose::trait_gender,
                               Purpose::trait_channel,
                               Purpose::trait_segment,
                               Purpose::trait_loyalty,
                               Purpose::trait_birth_date,
                               Purpose::trait_country,
                               Purpose::trait_city,
                               Purpose::trait_home_shop,
                               Purpose::order_gap,
                               Purpose::order_basket_size,
                               Purpose::order_keep,
                               Purpose::order_shop,
                               Purpose::order_return_delay,
                               Purpose::order_gap_stage,
                               Purpose::line_sku,
                               Purpose::line_quantity,
                               Purpose::line_discount,
                               Purpose::line_return,
                               Purpose::line_exchange,
                               Purpose::line_return_units,
                               Purpose::line_cross_sell,
                               Purpose::line_promotion,
                               Purpose::line_sku_retry,
                               Purpose::list_price,
                               Purpose::cost,
                               Purpose::popularity,
                               Purpose::launch_date,
                               Purpose::sku_category,
                               Purpose::sku_brand,
                               Purpose::sku_return_probability,
                               Purpose::sku_name,
                               Purpose::pairing,
                               Purpose::day_noise,
                               Purpose::marketing_spend,
                               Purpose::budget_bias,
                               Purpose::event,
                               Purpose::customer_brands,
                               Purpose::line_brand,
                               Purpose::price_ending};

}  // namespace

TEST_CASE("Purpose: no two share a word of a block", "[random]") {
  std::map<int, std::set<int>> used;
  for (const Purpose purpose : all) {
    const int width = detail::is_plain(purpose) ? 4 : detail::width(purpose);
    const int first = detail::first_word(purpose);
    CHECK(first + width <= 4);
    CHECK(detail::block_id(purpose) < 0x8000);
    for (int word = first; word < first + width; ++word) CHECK(used[detail::block_id(purpose)].insert(word).second);
  }
}

TEST_CASE("Purpose: numbers that drawn rows depend on", "[random]") {
  CHECK(Purpose::order_gap == slice(0x0020, 0, 2));
  CHECK(Purpose::order_basket_size == slice(0x0020, 2, 2));
  CHECK(Purpose::line_discount == slice(0x0030, 3, 1));
  CHECK(static_cast<std::uint32_t>(Purpose::list_price) == 0x0040);
  CHECK(static_cast<std::uint32_t>(Purpose::customer_rate) == 0x0008);
}

TEST_CASE("user_purpose: plain, apart from the library's own, checked", "[random]") {
  CHECK(detail::block_id(user_purpose(0)) == 0x8000);
  CHECK(detail::block_id(user_purpose(0x7FFF)) == 0xFFFF);
  CHECK(detail::is_plain(user_purpose(3)));
  CHECK_THROWS_AS(user_purpose(0x8000), std::invalid_argument);
}

TEST_CASE("slice: refuses what does not fit a block", "[random]") {
  CHECK_NOTHROW(slice(0x8001, 2, 2));
  CHECK_THROWS_WITH(slice(1, 1, 2), "slice: must be one word of 0 to 3, or two words from 0 or 2");
  CHECK_THROWS_AS(slice(1, 4, 1), std::invalid_argument);
  CHECK_THROWS_AS(slice(1, 0, 3), std::invalid_argument);
  CHECK_THROWS_AS(slice(1, -1, 1), std::invalid_argument);
}
