#include "support/catch.hpp"

#include <cstdint>
#include <vector>

#include <retailsim/returns/no_returns.hpp>

#include "support/sales.hpp"

using namespace retailsim;

namespace {

struct NoDelays {
  void returns(std::span<std::int32_t>, std::span<std::int32_t>, const LineBlock&, const Draws&) const {}
};
static_assert(!ReturnModel<NoDelays> && ReturnModel<NoReturns>);

}  // namespace

TEST_CASE("NoReturns: nothing comes back", "[returns]") {
  const test::Sales sales(10, 2);
  const CustomerBlock customers = sales.customers();
  const OrderBlock orders = sales.orders(customers);
  std::vector<std::int32_t> returned(20), exchanged(20);
  NoReturns{}.returns(returned, exchanged, sales.lines(orders), sales.line_draws(1));
  CHECK(returned == std::vector<std::int32_t>(20, 0));
  CHECK(exchanged == std::vector<std::int32_t>(20, 0));
  std::vector<Seconds> seconds(10);
  NoReturns{}.delays(seconds, orders, sales.order_draws(1));
  for (const Seconds delay : seconds) CHECK(delay > 0);
}
