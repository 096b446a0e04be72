#include <retailsim/basket/basket_shape.hpp>

#include <cstdint>
#include <vector>

#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using namespace retailsim::testing;

TEST_CASE("BasketShape: laws out of range are refused, by owner and end", "[basket]") {
  CHECK_NOTHROW(BasketShape{}.checked("Model"));
  CHECK_NOTHROW(BasketShape{.sizes = DiscreteTable(4096, {1})}.checked("Model"));
  CHECK_THROWS_WITH(BasketShape{.sizes = DiscreteTable(0, {1, 1})}.checked("Model"),
                    "Model: smallest value of sizes must be in [1, 4096], got 0");
  CHECK_THROWS_WITH(BasketShape{.sizes = DiscreteTable(4096, {1, 1})}.checked("Model"),
                    "Model: largest value of sizes must be in [1, 4096], got 4097");
  CHECK_THROWS_WITH(BasketShape{.quantities = DiscreteTable(10'000, {1, 1})}.checked("Model"),
                    "Model: largest value of quantities must be in [1, 10000], got 10001");
}

TEST_CASE("BasketShape: sizes and quantities have their laws, purposes of their own, and any split alike",
          "[basket][statistical]") {
  const BasketShape shape{.sizes = DiscreteTable(1, {.5, .3, .15, .05}), .quantities = DiscreteTable(2, {.9, .1})};
  const Draws draws{.seed = 5};
  std::vector<std::int32_t> sizes(100'000), quantities(100'000);
  shape.write_sizes(sizes, draws);
  shape.write_quantities(quantities, draws);
  CHECK(chi_square_p_value(sizes, 1, 4, [&](auto k) { return shape.sizes.pmf(k); }) > error_rate);
  CHECK(chi_square_p_value(quantities, 2, 3, [&](auto k) { return shape.quantities.pmf(k); }) > error_rate);

  std::vector<std::int32_t> part(3000);
  shape.write_sizes(part, draws.part(777, 3000));
  CHECK(std::equal(part.begin(), part.end(), sizes.begin() + 777));

  // Were the words the same, a law would give the same numbers for both.
  const BasketShape twins{.sizes = shape.sizes, .quantities = shape.sizes};
  twins.write_quantities(quantities, draws);
  CHECK(quantities != sizes);
}

TEST_CASE("BasketShape: one value needs no draw", "[basket]") {
  std::vector<std::int32_t> values(3);
  BasketShape{.sizes = DiscreteTable(7, {1})}.write_sizes(values, Draws{.seed = 1});
  CHECK(values == std::vector<std::int32_t>{7, 7, 7});
}
