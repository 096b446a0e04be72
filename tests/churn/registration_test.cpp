#include <retailsim/churn/registration.hpp>

#include <cstdint>
#include <vector>

#include <retailsim/seasonality/no_seasonality.hpp>

#include "churn/lives.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

namespace {

constexpr std::size_t n = 200'000;

std::vector<Seconds> registrations(Registration registration, const Scenario& scenario, const Calendar& calendar) {
  std::vector<Seconds> registered_at(n);
  fill_registrations(registered_at, registration, scenario, calendar, Draws{.seed = 21});
  return registered_at;
}

}  // namespace

TEST_CASE("Registration: evenly over the days, within them by the hours", "[churn][statistical]") {
  const Scenario scenario = testing::three_years();
  const Calendar calendar = testing::calendar_of(testing::opening_hours(), scenario);
  std::vector<std::int64_t> days, hours;
  for (const Seconds at : registrations(Registration::evenly, scenario, calendar)) {
    const Date day = date_of(at);
    days.push_back(day - scenario.registered_from);
    // On Mondays the shop is closed all day, and registrations come evenly.
    if (day.weekday() != 0) hours.push_back((at - day.start()) / seconds_per_hour);
  }
  CHECK(testing::chi_square_p_value(days, 0, 364, [](auto) { return 1 / 365.0; }) > testing::error_rate);
  const auto by_hour = [](std::int64_t hour) { return static_cast<double>(hour) / 162; };  // 8 + 9 + ... + 19
  CHECK(testing::chi_square_p_value(hours, 8, 19, by_hour) > testing::error_rate);
}

TEST_CASE("Registration: seasonal ones follow the calendar's intensity", "[churn][statistical]") {
  const Scenario scenario = testing::three_years();
  const Calendar calendar = testing::calendar_of(testing::opening_hours(), scenario);
  const auto& base = calendar.base();
  const double all = static_cast<double>(base.ticks_at(scenario.registered_to.start()));
  std::vector<std::int64_t> days;
  for (const Seconds at : registrations(Registration::seasonal, scenario, calendar)) {
    const Date day = date_of(at);
    const Seconds hour = (at - day.start()) / seconds_per_hour;
    REQUIRE((day.weekday() != 0 && hour >= 8 && hour < 20));
    days.push_back(day - scenario.registered_from);
  }
  const auto share = [&](std::int64_t day) {
    const Seconds start = (scenario.registered_from + static_cast<int>(day)).start();
    return static_cast<double>(base.ticks_at(start + seconds_per_day) - base.ticks_at(start)) / all;
  };
  CHECK(testing::chi_square_p_value(days, 0, 364, share) > testing::error_rate);
}

TEST_CASE("Registration: the end of the calendar does not matter", "[churn]") {
  const Scenario scenario = testing::three_years();
  for (const Registration registration : {Registration::evenly, Registration::seasonal}) {
    CHECK(registrations(registration, scenario, testing::calendar_of(testing::opening_hours(), scenario)) ==
          registrations(registration, scenario, testing::calendar_of(testing::opening_hours(), scenario, 500)));
  }
}

TEST_CASE("Registration: a range of one day, and one without buying time", "[churn]") {
  Scenario scenario = testing::three_years();  // begins on a Monday, which is closed
  scenario.registered_to = scenario.registered_from + 1;
  for (const Registration registration : {Registration::evenly, Registration::seasonal}) {
    for (const Seconds at :
         registrations(registration, scenario, testing::calendar_of(testing::opening_hours(), scenario))) {
      REQUIRE(date_of(at) == scenario.registered_from);
    }
  }
}
