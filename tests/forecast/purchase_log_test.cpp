#include <cmath>
#include <cstdint>
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
