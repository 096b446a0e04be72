#include <retailsim/population/uniform_integer_rates.hpp>

#include "population/block.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

TEST_CASE("UniformIntegerRates: every whole number of the range is equally likely", "[population][statistical]") {
  const UniformIntegerRates model(3, 10);
  const auto customers = testing::customers_of(model, 100'000);
  for (const double rate : customers.rates) REQUIRE((rate >= 3 && rate <= 10 && rate == std::floor(rate)));
  CHECK(testing::chi_square_p_value(customers.rates, 3, 10, [](auto) { return 1 / 8.0; }) > testing::error_rate);
  CHECK(model.mean_rate() == 6.5);
  CHECK(model.rate_variance() == Approx(63.0 / 12));
  testing::check_customers(model);
  CHECK(testing::customers_of(UniformIntegerRates(4, 4), 50).rates == std::vector<double>(50, 4.0));
}

TEST_CASE("UniformIntegerRates: bad parameters are named", "[population]") {
  CHECK_THROWS_WITH(UniformIntegerRates(-1, 3), "UniformIntegerRates: low must be in [0, 1000000], got -1");
  CHECK_THROWS_WITH(UniformIntegerRates(4, 3), "UniformIntegerRates: high must be in [4, 1000000], got 3");
}
