#include <retailsim/check/expectations.hpp>

#include <retailsim/basket/independent_basket.hpp>
#include <retailsim/churn/bg_nbd_churn.hpp>
#include <retailsim/churn/lifetime_churn.hpp>
#include <retailsim/churn/no_churn.hpp>
#include <retailsim/population/erlang_gaps.hpp>
#include <retailsim/population/gamma_rates.hpp>
#include <retailsim/population/segmented_population.hpp>
#include <retailsim/returns/category_returns.hpp>
#include <retailsim/returns/no_returns.hpp>
#include <retailsim/seasonality/no_seasonality.hpp>
#include <retailsim/seasonality/retail_calendar.hpp>

#include "check/row_of.hpp"

using namespace retailsim;
using namespace retailsim::check;
using namespace retailsim::test;

TEST_CASE("life_setting: shares of all customers, the latest first order", "[check]") {
  const LifetimeChurn churn({.never_buys = 0.1,
                             .at_registration = 0.6,
                             .first_delay = MonthsLaw::uniform(0, 3),
                             .lost_after_months = 2,
                             .buy_and_go = 0.3,
                             .lifetime = MonthsLaw::uniform(6, 12)});
  const auto setting = life_setting(churn);
  REQUIRE(setting);
  CHECK(setting->never_buys == churn.share_never_buying());
  CHECK(setting->at_registration == Approx(0.54));
  CHECK(setting->buy_and_go == 0.3);
  CHECK(setting->latest_months == 2);
  CHECK(setting->delayed_within(1) == Approx(0.36 / 3));
  CHECK_FALSE(life_setting(NoChurn{}));
  CHECK_FALSE(life_setting(BgNbdChurn(1, 2)));
  CHECK_FALSE(registration_of(0));
}

TEST_CASE("rate_check: through the models around the rates", "[check]") {
  TraitPlan plan;
  plan.segments = {{"regular", 0.5, 1, {}, {}, {}, {}}, {"loyal", 0.5, 3, {}, {}, {}, {}}};
  auto check = rate_check(SegmentedPopulation(ErlangGaps(GammaRates(2, 0.5), 2), plan), 2);
  if (!check) check = rate_check(SegmentedPopulation(GammaRates(2, 0.5), plan), 2);
  REQUIRE(check);
  check->add(5, 0);
  check->add(5, 1);
  CHECK(row_of(rows_of(*check), "orders per year: mean rate").expected == Approx((4 + 12) / 2.));
  CHECK_FALSE(rate_check(0, 1));
}

TEST_CASE("events_of, return_setting: models that say nothing have none", "[check]") {
  auto parameters = RetailCalendarParameters::mild();
  parameters.events = {CalendarEvent::yearly("sale", 6, 1, 6, 9, 2)};
  CHECK(events_of(RetailCalendar(parameters)).size() == 1);
  CHECK(events_of(NoSeasonality{}).empty());
  Scenario scenario;
  scenario.catalogue = Catalogue::plain(3);
  CHECK(return_setting(NoReturns{}, scenario).delay == nullptr);
  CHECK(return_setting(NoReturns{}, scenario).to == scenario.to.start());
}

TEST_CASE("choice_setting: baskets with one table, and those of no known law", "[check]") {
  const IndependentBasket basket;
  REQUIRE(choice_setting(basket));
  CHECK(choice_setting(basket)->grouped == nullptr);
  CHECK_FALSE(choice_setting(0));
}
