#include <retailsim/population/segmented_population.hpp>

#include <cmath>
#include <vector>

#include <retailsim/population/gamma_rates.hpp>

#include "population/block.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

TEST_CASE("SegmentedPopulation: the segment multiplies the inner rate", "[population][statistical]") {
  SegmentedPopulation population{GammaRates{0.8, 0.15}, {.segments = {{"regular", 0.8}, {"loyal", 0.2, 3.0}}}};
  static_assert(Population<decltype(population)>);
  static_assert(!ErlangPopulation<decltype(population)>);
  static_assert(!Preparable<decltype(population)>);
  constexpr std::size_t n = 100'000;
  const auto inner = testing::customers_of(GammaRates{0.8, 0.15}, n), all = testing::customers_of(population, n);
  for (std::size_t i = 0; i < n; ++i) REQUIRE(all.rates[i] == inner.rates[i] * (all.segment[i] == 1 ? 3 : 1));

  const double mean = 0.8 / 0.15, second = 0.8 / 0.15 / 0.15 + mean * mean;
  CHECK(population.mean_rate() == Approx(1.4 * mean));
  CHECK(population.rate_variance() == Approx(2.6 * second - 1.96 * mean * mean));
  CHECK(testing::mean_p_value(all.rates, population.mean_rate(), population.rate_variance()) > testing::error_rate);
  testing::check_customers(population);
}

TEST_CASE("SegmentedPopulation: a plan as it stands is a population of one segment", "[population]") {
  SegmentedPopulation population{GammaRates{1, 1}, TraitPlan{}};
  CHECK(population.labels().gender == Labels{"male", "female", "other", "unknown"});
  CHECK(population.labels().segment == Labels{"all"});
  testing::check_customers(population);
}
