#include <retailsim/churn/no_churn.hpp>

#include <cstdint>
#include <vector>

#include <retailsim/seasonality/no_seasonality.hpp>

#include "support/catch.hpp"

using namespace retailsim;

namespace {

struct WithoutLifecycles {};
static_assert(!ChurnModel<WithoutLifecycles>);

}  // namespace

TEST_CASE("NoChurn: everybody is there from the start and stays", "[churn]") {
  const Scenario scenario;
  const Calendar calendar(NoSeasonality{}, scenario.registered_from, scenario.to, scenario.registered_from, 1);
  std::vector<Seconds> registered_at(100), first_order_at(100), ends_at(100);
  std::vector<std::uint32_t> max_orders(100);
  NoChurn{}.lifecycles({registered_at, first_order_at, ends_at, max_orders}, {}, scenario, calendar, Draws{});
  CHECK(registered_at == std::vector<Seconds>(100, scenario.registered_from.start()));
  CHECK(first_order_at == std::vector<Seconds>(100, after_a_gap));
  CHECK(ends_at == std::vector<Seconds>(100, never));
  CHECK(max_orders == std::vector<std::uint32_t>(100, no_order_limit));
}
