#include <retailsim/population/constant_rate.hpp>

#include <cmath>
#include <vector>

#include "population/block.hpp"
#include "support/catch.hpp"

using namespace retailsim;

namespace {

struct WithoutRates : NoTraits {};
static_assert(!Population<WithoutRates>);
struct WithoutTraits {
  void rates(std::span<double>, const CustomerBlock&, const Draws&) const {}
};
static_assert(!Population<WithoutTraits>);
static_assert(!ErlangPopulation<ConstantRate>);
static_assert(!ShopPopulation<ConstantRate>);

}  // namespace

TEST_CASE("ConstantRate: everybody has the rate and no traits", "[population]") {
  const auto customers = testing::customers_of(ConstantRate(4.5), 100);
  CHECK(customers.rates == std::vector<double>(100, 4.5));
  CHECK(customers.gender == std::vector<std::uint8_t>(100, 0));
  CHECK(customers.city == std::vector<std::int16_t>(100, 0));
  CHECK(customers.birth_date == std::vector<std::int32_t>(100, 0));
  CHECK(ConstantRate(4.5).labels().gender == Labels{"unknown"});
  testing::check_customers(ConstantRate(0));
}

TEST_CASE("ConstantRate: bad parameters are named", "[population]") {
  CHECK_THROWS_WITH(ConstantRate(-1), "ConstantRate: per_year must be finite and >= 0, got -1");
  CHECK_THROWS_WITH(ConstantRate(std::nan("")), "ConstantRate: per_year must be finite and >= 0, got nan");
}
