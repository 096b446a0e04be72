#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/price/event_discount.hpp>
#include <retailsim/price/log_normal_price.hpp>
#include <retailsim/price/random_discount.hpp>

#include "support/prices.hpp"

using namespace retailsim;

namespace {

const CalendarEvent black_week = CalendarEvent::once("black week", Date{2025, 11, 20}, Date{2025, 11, 27}, 3);
static_assert(PriceModel<RandomDiscount<EventDiscount<LogNormalPrice>>>);

}  // namespace

TEST_CASE("RandomDiscount: the share of discounted lines is exact, and the larger discount counts",
          "[price][statistical]") {
  test::Sales sales(100'000, 2, Date{2025, 5, 1}.start());
  for (std::size_t o = 50'000; o < 100'000; ++o) sales.ordered_at[o] = Date{2025, 11, 21}.start();
  const RandomDiscount model(EventDiscount(LogNormalPrice(3, 1), {{black_week, 2000}}),
                             {.probability = 0.05, .basis_points = 1000});
  const auto paid = test::paid_prices(model, sales, 3);
  double n_discounted = 0;
  for (std::size_t i = 0; i < 100'000; ++i) {
    CHECK((paid.discounts[i] == 0 || paid.discounts[i] == 1000));
    n_discounted += paid.discounts[i] == 1000;
    CHECK(paid.discounts[100'000 + i] == 2000);
  }
  CHECK(std::abs(n_discounted - 5000) / std::sqrt(100'000 * 0.05 * 0.95) < 4.9);  // one seed in a million
  CHECK(test::paid_prices(model, sales, 3, 700) == paid);

  const RandomDiscount larger(EventDiscount(LogNormalPrice(3, 1), {{black_week, 500}}),
                              {.probability = 1, .basis_points = 1000});
  CHECK(test::paid_prices(larger, sales, 3).discounts == std::vector<std::int32_t>(200'000, 1000));
  const RandomDiscount none(LogNormalPrice(3, 1), {.probability = 0});
  CHECK(test::paid_prices(none, sales, 3).discounts == std::vector<std::int32_t>(200'000, 0));
}

TEST_CASE("RandomDiscount: two with purposes of their own are independent", "[price][statistical]") {
  const test::Sales sales(50'000, 1);
  const RandomDiscount inner(LogNormalPrice(3, 1), {.probability = 0.5, .basis_points = 1000});
  const RandomDiscount both(inner, {.probability = 0.5, .basis_points = 2000, .purpose = user_purpose(1)});
  double n_both = 0;
  const auto one = test::paid_prices(inner, sales, 4), two = test::paid_prices(both, sales, 4);
  for (std::size_t i = 0; i < 50'000; ++i) n_both += one.discounts[i] == 1000 && two.discounts[i] == 2000;
  CHECK(std::abs(n_both - 12'500) / std::sqrt(50'000 * 0.1875) < 4.9);  // one seed in a million
}

TEST_CASE("RandomDiscount: bad parameters are named", "[price]") {
  CHECK_THROWS_WITH(RandomDiscount(LogNormalPrice(3, 1), {.probability = -0.1}),
                    "RandomDiscount: probability must be in [0, 1], got -0.1");
  CHECK_THROWS_WITH(RandomDiscount(LogNormalPrice(3, 1), {.basis_points = 10'001}),
                    "RandomDiscount: basis_points must be in [0, 10000], got 10001");
}
