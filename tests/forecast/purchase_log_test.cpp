#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/forecast/baselines.hpp>
#include <retailsim/forecast/concept.hpp>
#include <retailsim/forecast/purchase_log.hpp>

#include "support/catch.hpp"

using namespace retailsim::forecast;

static_assert(PurchaseModel<TrailingMean> && PurchaseModel<SeasonalNaive> && PurchaseModel<SameAsLastYear>);
struct NoFit {
  const char* name() const { return "no fit"; }
  void predict(const PurchaseLog&, const Snapshot&, std::span<double>) const {}
};
static_assert(!PurchaseModel<NoFit>);

TEST_CASE("PurchaseLog: a snapshot sees the days before its origin only", "[forecast]") {
  const std::vector<std::uint32_t> customer{1, 0, 1, 1, 2, 1};
  const std::vector<std::int32_t> day{130, 100, 110, 110, 140, 160};
  const PurchaseLog log(customer, day, 4);
  CHECK(log.begin_day() == 100);
  CHECK(log.end_day() == 161);
  CHECK(log.days_of(1).size() == 3);
  const Snapshot seen = log.snapshot(140, 10);
  CHECK(seen.customer == std::vector<std::uint32_t>{0, 1});
  CHECK(seen.history.n_repeat_orders == std::vector<std::int32_t>{0, 1});
  CHECK(seen.history.age == std::vector<double>{39, 29});
  CHECK(seen.history.age_at_last_order == std::vector<double>{0, 20});
  CHECK(seen.features.size() == 2 * Snapshot::n_features);
  CHECK(seen.features[Snapshot::n_features + 3] == Approx(std::log1p(1.0)));  // one purchase in the last 10 days
  CHECK(log.before(140).snapshot(140, 10).features == seen.features);
  CHECK(log.counts(seen.customer, 140, 161) == std::vector<double>{0, 1});
  CHECK_THROWS_WITH(PurchaseLog(customer, day, 2), contains("customer must be below 2, got 2"));
  CHECK_THROWS_WITH(log.snapshot(140, 0), contains("horizon must be >= 1, got 0"));
}

TEST_CASE("PurchaseLog: price and mix are features where they are known, own columns too", "[forecast]") {
  // Customer 0: day 10 products 1, 1, 2 for 3, 4, 5; day 12 product 2 for 8; day 30 a product not seen yet.
  const std::vector<std::uint32_t> customer{0, 1, 0, 0, 0, 0}, product{1, 7, 2, 1, 2, 9};
  const std::vector<std::int32_t> day{10, 11, 12, 10, 10, 30};
  const std::vector<double> amount{3, -5, 8, 4, 5, 100};
  PurchaseLog log(customer, day, 3, true, {.product = product, .amount = amount});
  log.set_columns({.names = {"member", "distance"}, .values = {1, 2.5, 0, 3.5, 1, 4.5}});
  const Snapshot seen = log.snapshot(20, 10);
  const std::size_t width = Snapshot::n_features + 5 + 2;
  REQUIRE(seen.names.size() == width);
  REQUIRE(seen.features.size() == 2 * width);
  const auto feature = [&](std::size_t row, const std::string& name) {
    const auto place = std::ranges::find(seen.names, name);
    REQUIRE(place != seen.names.end());
    return seen.features[row * width + static_cast<std::size_t>(place - seen.names.begin())];
  };
  CHECK(feature(0, "lines_per_day") == Approx(std::log1p(2.0)));
  CHECK(feature(0, "variety") == Approx(0.5));
  CHECK(feature(0, "value_per_day") == Approx(std::log1p(10.0)));
  CHECK(feature(0, "last_value") == Approx(std::log1p(8.0)));
  CHECK(feature(0, "value_per_line") == Approx(std::log1p(5.0)));
  CHECK(feature(1, "value_per_day") == 0);  // a return
  CHECK(feature(1, "member") == 0);
  CHECK(seen.own() == std::vector<double>{1, 2.5, 0, 3.5});
  CHECK(std::vector<std::string>(seen.own_names().begin(), seen.own_names().end()) ==
        std::vector<std::string>{"member", "distance"});
  // Nothing of it is from days that are not seen; a part is a part.
  CHECK(log.before(20).snapshot(20, 10).features == seen.features);
  const Snapshot second = seen.part(1, 1);
  CHECK(second.customer == std::vector<std::uint32_t>{1});
  CHECK(second.own() == std::vector<double>{0, 3.5});
  CHECK(second.history.age == std::vector<double>{8});
  CHECK_THROWS_WITH(log.set_columns({{"tenure"}, {1, 2, 3}}), contains("one that is not taken, got \"tenure\""));
  CHECK_THROWS_WITH(log.set_columns({{"a", "a"}, {1, 2, 3, 4, 5, 6}}), contains("got \"a\""));
  CHECK_THROWS_WITH(log.set_columns({{"a"}, {1, 2}}), contains("columns must be 3 rows of 1, got 2 values"));
  CHECK_THROWS_WITH(PurchaseLog(customer, day, 3, true, {.product = std::span(product).first(2)}),
                    contains("of equal length"));
}

TEST_CASE("Baselines: trailing means, a year before, as last year", "[forecast]") {
  std::vector<std::uint32_t> customer;
  std::vector<std::int32_t> day;
  for (const std::int32_t d : {0, 336, 340, 350, 690, 695}) {
    customer.push_back(0);
    day.push_back(d);
  }
  customer.push_back(1);  // ten days old
  day.push_back(690);
  const PurchaseLog log(customer, day, 2);
  const Snapshot rows = log.snapshot(700, 30);
  std::vector<double> out(2);
  TrailingMean(1).predict(log, rows, out);
  CHECK(out == std::vector<double>{2, 1});
  TrailingMean(3).predict(log, rows, out);
  CHECK(out == std::vector<double>{2.0 / 3, 1});
  SeasonalNaive().predict(log, rows, out);
  CHECK(out == std::vector<double>{3, smallest_forecast});
  SameAsLastYear().predict(log, rows, out);
  CHECK(out[0] == Approx(5 * 30 / 365.0));
  CHECK_THROWS_WITH(TrailingMean(0), contains("n_horizons must be >= 1, got 0"));
}
