#include <retailsim/check/moments.hpp>

#include <vector>

#include "support/catch.hpp"

using namespace retailsim::check;

TEST_CASE("Moments of a gamma law are those of its integer shape's exponentials", "[check]") {
  // Exponential of mean 2: central moments n! (1 - 1/1! + 1/2! - ...) 2^n.
  const Moments m = Moments::gamma(1, 2);
  CHECK(m.mean == Approx(2));
  CHECK(m.variance == Approx(4));
  CHECK(m.third == Approx(16));
  CHECK(m.fourth == Approx(9 * 16));
  CHECK(m.sixth == Approx(265 * 64));
}

TEST_CASE("Moments of a uniform law are those of a fine discrete one", "[check]") {
  std::vector<double> values, p;
  for (int i = 0; i < 20'000; ++i) {
    values.push_back(3 + 4 * (i + 0.5) / 20'000);
    p.push_back(1.0 / 20'000);
  }
  const Moments a = Moments::uniform(3, 7), b = Moments::discrete(values, p);
  CHECK(a.mean == Approx(b.mean));
  CHECK(a.variance == Approx(b.variance));
  CHECK(a.fourth == Approx(b.fourth));
  CHECK(a.sixth == Approx(b.sixth));
  CHECK(a.variance_of_square() == Approx(b.variance_of_square()));
  CHECK(a.third_of_square() == Approx(b.third_of_square()));
}
