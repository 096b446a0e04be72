#include "support/catch.hpp"

#include <cmath>
#include <cstdint>

#include <retailsim/price/category_price.hpp>
#include <retailsim/price/log_normal_price.hpp>
#include <retailsim/price/price_endings.hpp>

#include "support/prices.hpp"

using namespace retailsim;

namespace {

std::int64_t cents(double price) { return std::llround(price * 100); }
CategoryPrice any_cent() { return CategoryPrice({.others = PriceLaw::uniform(0.01, 5)}); }
static_assert(PriceModel<PriceEndings<LogNormalPrice>> && !PriceModel<PriceLaw>);

}  // namespace

TEST_CASE("PriceEndings: a price goes to the nearest one with the ending", "[price]") {
  const PriceEndings endings(any_cent());
  CHECK(endings.nearest(1) == 99);
  CHECK(endings.nearest(99) == 99);
  CHECK(endings.nearest(148) == 99);
  CHECK(endings.nearest(149) == 199);
  CHECK(endings.nearest(200) == 199);
  CHECK(endings.nearest(123'456) == 123'499);
  CHECK(PriceEndings(any_cent(), 1, 0.5).nearest(210) == 250);
  CHECK(PriceEndings(any_cent(), 1, 0.5).nearest(199) == 150);
  CHECK(PriceEndings(any_cent(), 1, 0).nearest(3) == 100);
  CHECK(PriceEndings(any_cent(), 1, 0).nearest(1050) == 1100);

  const auto plain = test::list_prices(any_cent(), 2000, 1), charmed = test::list_prices(endings, 2000, 1);
  for (std::size_t i = 0; i < 2000; ++i) {
    CHECK(cents(charmed.prices[i]) == endings.nearest(cents(plain.prices[i])));
    CHECK(charmed.prices[i] == static_cast<double>(cents(charmed.prices[i])) / 100);
  }
  CHECK(charmed.costs == plain.costs);
}

TEST_CASE("PriceEndings: the share of SKUs is as asked, the others stay as they are", "[price][statistical]") {
  const auto plain = test::list_prices(any_cent(), 50'000, 2);
  const auto charmed = test::list_prices(PriceEndings(any_cent(), 0.3), 50'000, 2);
  double n_eligible = 0, n_changed = 0;
  for (std::size_t i = 0; i < 50'000; ++i) {
    if (cents(plain.prices[i]) % 100 == 99) continue;  // changes nothing
    n_eligible += 1;
    n_changed += charmed.prices[i] != plain.prices[i];
  }
  CHECK(std::abs(n_changed - 0.3 * n_eligible) / std::sqrt(0.21 * n_eligible) < 4.9);  // one seed in a million
  CHECK(test::list_prices(PriceEndings(any_cent(), 0), 500, 2) == test::list_prices(any_cent(), 500, 2));
  CHECK(test::list_prices(PriceEndings(any_cent(), 0.3), 1000, 2, 33) ==
        test::list_prices(PriceEndings(any_cent(), 0.3), 1000, 2));
}

TEST_CASE("PriceEndings: bad parameters are named", "[price]") {
  CHECK_THROWS_WITH(PriceEndings(any_cent(), 1.5), "PriceEndings: share must be in [0, 1], got 1.5");
  CHECK_THROWS_WITH(PriceEndings(any_cent(), 1, 1), "PriceEndings: ending must be in [0, 0.99], got 1");
}
