#include <retailsim/population/zipf_rates.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include <retailsim/population/segmented_population.hpp>
#include <retailsim/seasonality/calendar.hpp>

#include "population/block.hpp"
#include "support/catch.hpp"

using namespace retailsim;

namespace {

std::vector<double> rates_of(ZipfRatesParameters parameters, std::int64_t n_customers, std::uint64_t seed = 5) {
  Scenario scenario;
  scenario.n_customers = n_customers;
  scenario.seed = seed;
  const Calendar calendar;
  const TraitLabels labels;
  ZipfRates model(parameters);
  model.prepare({scenario, scenario.catalogue, calendar, labels});
  testing::check_customers(model);
  return testing::customers_of(model, static_cast<std::size_t>(n_customers)).rates;
}

}  // namespace

TEST_CASE("ZipfRates: rates are the Zipf weights of a fixed total", "[population]") {
  const auto ranked = rates_of({.s = 1, .total_per_year = 35'000, .shuffled = false}, 5000);
  double harmonic = 0;
  for (int k = 5000; k >= 1; --k) harmonic += 1.0 / k;
  for (std::size_t i = 0; i < 5000; ++i) {
    REQUIRE(ranked[i] == Approx(35'000 / harmonic / static_cast<double>(i + 1)).epsilon(1e-12));
  }
  CHECK(std::accumulate(ranked.begin(), ranked.end(), 0.0) == Approx(35'000).epsilon(1e-12));

  auto shuffled = rates_of({.s = 1, .total_per_year = 35'000, .shuffled = true}, 5000);
  CHECK(shuffled != ranked);
  CHECK(shuffled != rates_of({.s = 1, .total_per_year = 35'000, .shuffled = true}, 5000, 6));
  std::ranges::sort(shuffled, std::greater{});
  CHECK(shuffled == ranked);

  for (const double rate : rates_of({.s = 0, .total_per_year = 700}, 3500)) REQUIRE(rate == Approx(0.2));
}

TEST_CASE("ZipfRates: it needs the scenario first, also inside other populations", "[population]") {
  CHECK_THROWS_WITH(testing::customers_of(ZipfRates({}), 10), "ZipfRates: prepare must be called before rates");
  Scenario scenario;
  scenario.n_customers = 3000;
  const Calendar calendar;
  const TraitLabels labels;
  SegmentedPopulation population(ZipfRates({}), TraitPlan{});
  static_assert(Preparable<decltype(population)>);
  population.prepare({scenario, scenario.catalogue, calendar, labels});
  testing::check_customers(population);
}

TEST_CASE("ZipfRates: bad parameters are named", "[population]") {
  CHECK_THROWS_WITH(ZipfRates({.s = -1}), "ZipfRates: s must be in [0, 100], got -1");
  CHECK_THROWS_WITH(ZipfRates({.total_per_year = -5}), "ZipfRates: total_per_year must be finite and >= 0, got -5");
  CHECK_THROWS_AS(ZipfRates({.s = std::nan("")}), std::invalid_argument);
}
