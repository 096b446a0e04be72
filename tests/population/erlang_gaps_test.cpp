#include <retailsim/population/erlang_gaps.hpp>

#include <retailsim/population/constant_rate.hpp>
#include <retailsim/population/segmented_population.hpp>
#include <retailsim/population/zipf_rates.hpp>

#include "population/block.hpp"
#include "support/catch.hpp"

using namespace retailsim;

TEST_CASE("ErlangGaps: adds a shape and leaves the rest to the population", "[population]") {
  ErlangGaps gaps(ConstantRate(7), 2);
  static_assert(ErlangPopulation<decltype(gaps)>);
  CHECK(gaps.gap_shape() == 2);
  CHECK(gaps.mean_rate() == 7);
  CHECK(testing::customers_of(gaps, 10).rates == std::vector<double>(10, 7.0));

  // The other way round the shape comes through as well, and so does what a model needs before the run.
  SegmentedPopulation inside(ErlangGaps(ConstantRate(7), 3), TraitPlan{});
  static_assert(ErlangPopulation<decltype(inside)>);
  CHECK(inside.gap_shape() == 3);
  static_assert(Preparable<ErlangGaps<ZipfRates>>);
  static_assert(!Preparable<ErlangGaps<ConstantRate>>);
}

TEST_CASE("ErlangGaps: bad parameters are named", "[population]") {
  CHECK_THROWS_WITH(ErlangGaps(ConstantRate(1), 0), "ErlangGaps: shape must be in [1, 16], got 0");
  CHECK_THROWS_WITH(ErlangGaps(ConstantRate(1), 17), "ErlangGaps: shape must be in [1, 16], got 17");
}
