#include <retailsim/check/sums.hpp>

#include "support/catch.hpp"

using namespace retailsim::check;

TEST_CASE("Sum: parts of a law and trials add up, in whatever pieces", "[check]") {
  Sum sum;
  sum.add({.mean = 2, .variance = 3, .third = 1}, 7, 3);
  CHECK(sum.n == 3);
  CHECK(sum.observed == 7);
  CHECK(sum.expected == 6);
  CHECK(sum.variance == 9);
  CHECK(sum.third == 3);
  Sum trials;
  trials.add_trials(0.25, 1, 4);
  CHECK(trials.expected == 1);
  CHECK(trials.variance == 0.75);
  CHECK(trials.third == 0.375);  // n p (1 - p) (1 - 2 p)
  sum.merge(trials);
  CHECK(sum.n == 7);
  CHECK(sum.observed == 8);
  CHECK(sum.expected == 7);
  CHECK(sum.variance == 9.75);
  CHECK(sum.third == 3.375);
}

TEST_CASE("Cells: values of the distribution function, its ends included", "[check]") {
  Cells cells;
  for (const double u : {-0.1, 0.0, 1.0 / 128, 1.0 / 64, 0.5, 0.9999, 1.0, 1.1}) cells.add_uniform(u);
  CHECK(cells.counts[0] == 3);
  CHECK(cells.counts[1] == 1);
  CHECK(cells.counts[32] == 1);
  CHECK(cells.counts[63] == 3);
  Cells twice = cells;
  twice.merge(cells);
  CHECK(twice.counts[63] == 6);
}

TEST_CASE("Histogram: merging takes the longer one's range", "[check]") {
  Histogram a{{1, 2}}, b{{10, 20, 30}};
  a.merge(b);
  CHECK(a.counts == std::vector<std::int64_t>{11, 22, 30});
  b.merge(Histogram{{1}});
  CHECK(b.counts == std::vector<std::int64_t>{11, 20, 30});
}
