#include "support/catch.hpp"

#include <cmath>

#include <retailsim/price/demand_factor.hpp>

using namespace retailsim;

TEST_CASE("demand_factor: is the power law of the price ratio", "[price]") {
  CHECK(demand_factor(2000, -2.62) == Approx(std::pow(0.8, -2.62)).epsilon(1e-14));
  CHECK(demand_factor(-1000, -1.5) == Approx(std::pow(1.1, -1.5)).epsilon(1e-14));
  CHECK(demand_factor(0, -3) == 1);
  CHECK(demand_factor(5000, 0) == 1);
  CHECK(demand_factor(2000, -2.0) > demand_factor(1000, -2.0));
  CHECK_THROWS_WITH(demand_factor(10'000, -1), "demand_factor: basis_points must be in [-100000, 9999], got 10000");
  CHECK_THROWS_WITH(demand_factor(9999, -2),
                    "demand_factor: elasticity must be such that the factor is at most 1e6, "
                    "got -2");
}
