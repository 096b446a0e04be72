#include <retailsim/churn/lifetime_churn.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <retailsim/seasonality/no_seasonality.hpp>

#include "churn/lives.hpp"
#include "support/catch.hpp"
#include "support/shares.hpp"

using namespace retailsim;

namespace {

constexpr std::size_t n = 300'000;

/// The behaviours of the preset `classic`.
LifetimeChurnParameters classic() {
  return {.never_buys = 0.10,
          .at_registration = 0.60,
          .first_delay = MonthsLaw::uniform(0, 3),
          .buy_and_go = 0.50,
          .lifetime = MonthsLaw::uniform(6, 30)};
}

struct Counts {
  std::size_t at_once = 0, later = 0, within_a_month = 0, never_bought = 0, going = 0;
};

Counts count(const testing::Lives& lives) {
  Counts counts;
  for (std::size_t i = 0; i < lives.first_order_at.size(); ++i) {
    const Seconds registered = lives.registered_at[i], first = lives.first_order_at[i];
    counts.never_bought += first == never;
    if (first == never) continue;
    counts.at_once += first == registered;
    counts.later += first > registered;
    counts.within_a_month += first > registered && first <= registered + 30 * seconds_per_day;
    counts.going += lives.max_orders[i] == 1;
  }
  return counts;
}

void check_shares(const LifetimeChurnParameters& parameters) {
  const Scenario scenario = testing::three_years();
  const LifetimeChurn churn(parameters);
  const Counts counts = count(testing::lives_of(churn, n, scenario, testing::calendar_of(NoSeasonality{}, scenario)));
  using testing::share_p_value, testing::error_rate;
  CHECK(share_p_value(counts.at_once, n, churn.share_at_registration()) > error_rate);
  CHECK(share_p_value(counts.later, n, churn.share_delayed()) > error_rate);
  CHECK(share_p_value(counts.within_a_month, n, churn.share_delayed(1)) > error_rate);
  CHECK(share_p_value(counts.never_bought, n, churn.share_never_buying()) > error_rate);
  CHECK(share_p_value(counts.going, n, churn.share_buying_and_going()) > error_rate);
}

}  // namespace

TEST_CASE("LifetimeChurn: every behaviour has its share", "[churn][statistical]") {
  SECTION("classic") { check_shares(classic()); }
  SECTION("lost if not bought within a part of the delay") {
    auto p = classic();
    p.lost_after_months = 1.7;
    check_shares(p);
  }
  SECTION("lifetimes that end before many have bought") {
    auto p = classic();
    p.lifetime = MonthsLaw::uniform(0.5, 2);
    check_shares(p);
  }
  SECTION("exponential delay, lost later, exponential lifetime") {
    auto p = classic();
    p.first_delay = MonthsLaw::exponential(1.5);
    p.lost_after_months = 4;
    p.lifetime = MonthsLaw::exponential(3);
    check_shares(p);
  }
  SECTION("fixed delay and lifetime") {
    auto p = classic();
    p.first_delay = MonthsLaw::fixed(1);
    p.lifetime = MonthsLaw::uniform(0.5, 1.5);
    check_shares(p);
    p.lifetime = MonthsLaw::fixed(2);
    check_shares(p);
  }
  SECTION("nobody, everybody") {
    auto p = classic();
    p.never_buys = 1;
    check_shares(p);
    p.never_buys = 0, p.at_registration = 1, p.buy_and_go = 1;
    check_shares(p);
    p.at_registration = 0, p.buy_and_go = 0;
    check_shares(p);
  }
}

TEST_CASE("LifetimeChurn: the expected shares are the closed forms", "[churn]") {
  const LifetimeChurn churn(classic());
  CHECK(churn.share_at_registration() == Approx(0.54).epsilon(1e-12));
  CHECK(churn.share_delayed() == Approx(0.36).epsilon(1e-12));
  CHECK(churn.share_delayed(1) == Approx(0.12).epsilon(1e-12));
  CHECK(churn.share_never_buying() == Approx(0.10).epsilon(1e-11));
  CHECK(churn.share_buying_and_going() == Approx(0.45).epsilon(1e-12));

  auto p = classic();
  p.lost_after_months = 2;
  CHECK(LifetimeChurn(p).share_delayed() == Approx(0.24).epsilon(1e-12));
  // D uniform over (0, 3], L uniform over (1, 2]: G = (1 + 1/2) / 3.
  p = classic();
  p.lifetime = MonthsLaw::uniform(1, 2);
  CHECK(LifetimeChurn(p).share_delayed() == Approx(0.36 * 0.5).epsilon(1e-12));
  // Exponential clocks of means m and l: P(D < L) = l / (m + l).
  p.first_delay = MonthsLaw::exponential(1.5);
  p.lifetime = MonthsLaw::exponential(3);
  CHECK(LifetimeChurn(p).share_delayed() == Approx(0.36 * 3 / 4.5).epsilon(1e-9));
  CHECK(LifetimeChurn(p).share_delayed(2) == Approx(0.36 * 3 / 4.5 * -std::expm1(-2 / 1.0)).epsilon(1e-9));
}

TEST_CASE("LifetimeChurn: delays and lifetimes follow their laws", "[churn][statistical]") {
  const Scenario scenario = testing::three_years();
  const auto lives =
      testing::lives_of(LifetimeChurn(classic()), n, scenario, testing::calendar_of(NoSeasonality{}, scenario));
  std::vector<double> delays, lifetimes;
  for (std::size_t i = 0; i < n; ++i) {
    const Seconds registered = lives.registered_at[i], first = lives.first_order_at[i];
    if (first != never && first != registered) delays.push_back(static_cast<double>(first - registered) / 86'400);
    lifetimes.push_back(static_cast<double>(lives.ends_at[i] - registered) / 86'400);
  }
  const auto uniform = [](double low, double high) {
    return [=](double x) { return std::clamp((x - low) / (high - low), 0.0, 1.0); };
  };
  CHECK(testing::kolmogorov_smirnov_p_value(delays, uniform(0, 90)) > testing::error_rate);
  CHECK(testing::kolmogorov_smirnov_p_value(lifetimes, uniform(180, 900)) > testing::error_rate);
  CHECK(*std::ranges::min_element(delays) > 0);
  CHECK(*std::ranges::max_element(delays) <= 90);
  CHECK(*std::ranges::min_element(lifetimes) > 180);
  CHECK(*std::ranges::max_element(lifetimes) <= 900);
}

TEST_CASE("LifetimeChurn: with a season first orders keep their day and follow its hours", "[churn][statistical]") {
  const Scenario scenario = testing::three_years();
  auto p = classic();
  p.at_registration = 0;
  p.lost_after_months = 2;
  p.lifetime = MonthsLaw::uniform(1, 4);
  const LifetimeChurn churn(p);
  const auto flat = testing::lives_of(churn, n, scenario, testing::calendar_of(NoSeasonality{}, scenario));
  const Calendar calendar = testing::calendar_of(testing::opening_hours(), scenario);
  const auto lives = testing::lives_of(churn, n, scenario, calendar);
  std::vector<std::int64_t> hours;
  for (std::size_t i = 0; i < n; ++i) {
    // Registrations have other times of day in the two worlds, so delays may cross a midnight: one day apart at most.
    REQUIRE(date_of(flat.registered_at[i]) == date_of(lives.registered_at[i]));
    REQUIRE((flat.first_order_at[i] == never) == (lives.first_order_at[i] == never));
    if (lives.first_order_at[i] == never) continue;
    const Date day = date_of(lives.first_order_at[i]);
    REQUIRE(std::abs(day - date_of(flat.first_order_at[i])) <= 1);
    REQUIRE(lives.first_order_at[i] > lives.registered_at[i]);
    REQUIRE(lives.first_order_at[i] <= lives.registered_at[i] + 60 * seconds_per_day);
    REQUIRE(lives.first_order_at[i] < lives.ends_at[i]);
    // Whole days: those of registration, of being lost and of the end leave only a part of themselves to buy in.
    const Date registered = date_of(lives.registered_at[i]);
    if (day == registered || day >= registered + 60 || day >= date_of(lives.ends_at[i])) continue;
    if (day.weekday() != 0) hours.push_back((lives.first_order_at[i] - day.start()) / seconds_per_hour);
  }
  REQUIRE(hours.size() > 100'000);
  const auto by_hour = [](std::int64_t hour) { return static_cast<double>(hour) / 162; };
  CHECK(testing::chi_square_p_value(hours, 8, 19, by_hour) > testing::error_rate);
}

TEST_CASE("LifetimeChurn: blocks, ranges and the end of the calendar", "[churn]") {
  const Scenario scenario = testing::three_years();
  auto p = classic();
  p.lost_after_months = 2;
  p.registration = GENERATE(Registration::evenly, Registration::seasonal);
  const LifetimeChurn churn(p);
  const Calendar calendar = testing::calendar_of(testing::opening_hours(), scenario);
  testing::check_lives(churn, calendar, scenario);

  // A later end of the run shows more and changes nothing that was there.
  Scenario longer = scenario;
  longer.to = Date{2025, 7, 1};
  CHECK(testing::lives_of(churn, 5000, longer, testing::calendar_of(testing::opening_hours(), longer)) ==
        testing::lives_of(churn, 5000, scenario, calendar));
  Scenario shorter = scenario;
  shorter.to = scenario.registered_to;
  const auto less = testing::lives_of(churn, 5000, shorter, testing::calendar_of(testing::opening_hours(), shorter));
  const auto more = testing::lives_of(churn, 5000, scenario, calendar);
  CHECK(less.registered_at == more.registered_at);
  CHECK(less.ends_at == more.ends_at);
  for (std::size_t i = 0; i < 5000; ++i) {
    if (more.first_order_at[i] < shorter.to.start()) REQUIRE(less.first_order_at[i] == more.first_order_at[i]);
    if (more.first_order_at[i] >= shorter.to.start()) REQUIRE(less.first_order_at[i] >= shorter.to.start());
  }
}

TEST_CASE("LifetimeChurn: the share with an order by a date", "[churn][statistical]") {
  const Scenario scenario = testing::three_years();
  auto p = classic();
  p.registration = GENERATE(Registration::evenly, Registration::seasonal);
  const LifetimeChurn churn(p);
  const Calendar calendar = testing::calendar_of(testing::opening_hours(), scenario);
  const auto lives = testing::lives_of(churn, n, scenario, calendar);
  for (const Date as_of :
       {Date{2021, 3, 20}, Date{2021, 9, 1}, Date{2022, 3, 1}, Date{2022, 4, 11}, Date{2023, 1, 1}}) {
    const auto bought = static_cast<std::size_t>(
        std::ranges::count_if(lives.first_order_at, [&](Seconds at) { return at < as_of.start(); }));
    CHECK(testing::share_p_value(bought, n, churn.share_with_order_by(as_of, scenario, calendar)) >
          testing::error_rate);
  }
  CHECK(churn.share_with_order_by(scenario.registered_from, scenario, calendar) == 0);
  CHECK(churn.share_with_order_by(Date{2023, 1, 1}, scenario, calendar) == Approx(0.9).epsilon(1e-9));
}

TEST_CASE("LifetimeChurn: bad parameters are named", "[churn]") {
  const auto with = [](auto change) {
    auto p = classic();
    change(p);
    return LifetimeChurn(p);
  };
  using P = LifetimeChurnParameters;
  CHECK_THROWS_WITH(with([](P& p) { p.never_buys = 1.1; }), "LifetimeChurn: never_buys must be in [0, 1], got 1.1");
  CHECK_THROWS_WITH(with([](P& p) { p.at_registration = -0.1; }),
                    "LifetimeChurn: at_registration must be in [0, 1], got -0.1");
  CHECK_THROWS_WITH(with([](P& p) { p.buy_and_go = std::nan(""); }),
                    "LifetimeChurn: buy_and_go must be in [0, 1], got nan");
  CHECK_THROWS_WITH(with([](P& p) { p.lost_after_months = 0; }), "LifetimeChurn: lost_after_months must be > 0, got 0");
  CHECK_THROWS_WITH(with([](P& p) { p.lost_after_months = std::nan(""); }),
                    "LifetimeChurn: lost_after_months must be > 0, got nan");
  CHECK_THROWS_WITH(with([](P& p) { p.first_delay = MonthsLaw::forever(); }),
                    "LifetimeChurn: first_delay must be a law with an end, got forever");
}
