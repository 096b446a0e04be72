#include <retailsim/churn/pareto_nbd_churn.hpp>

#include <cmath>
#include <vector>

#include <retailsim/seasonality/no_seasonality.hpp>

#include "churn/lives.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

TEST_CASE("ParetoNbdChurn: lifetimes follow the Pareto law of the second kind", "[churn][statistical]") {
  const auto [s, beta] = GENERATE(std::pair{0.606, 81.6}, std::pair{5.0, 1000.0}, std::pair{0.05, 3.0});
  const Scenario scenario = testing::three_years();
  const ParetoNbdChurn churn(s, beta);
  constexpr std::size_t n = 200'000;
  const auto lives = testing::lives_of(churn, n, scenario, testing::calendar_of(NoSeasonality{}, scenario));
  std::vector<double> days;
  for (std::size_t i = 0; i < n; ++i) {
    REQUIRE(lives.first_order_at[i] == lives.registered_at[i]);
    REQUIRE(lives.max_orders[i] == no_order_limit);
    // Beyond 2^45 seconds a life has no end; its place among the longest is all that counts here.
    const bool endless = lives.ends_at[i] == never;
    days.push_back(endless ? 1e300 : static_cast<double>(lives.ends_at[i] - lives.registered_at[i]) / 86'400);
  }
  const double longest = 0x1p45 / 86'400;
  const auto cdf = [&](double t) { return 1 - churn.share_alive_after(t); };
  // The test is of the law folded at that end: all of its mass beyond stands at 1.
  const auto folded = [&](double t) { return t < longest ? cdf(t) : 1.0; };
  std::erase_if(days, [&](double t) { return t > longest; });
  const double n_kept = static_cast<double>(days.size()), share = cdf(longest);
  CHECK(testing::normal_p_value((n_kept - n * share) / std::sqrt(n * share * (1 - share) + 1e-9)) >
        testing::error_rate);
  CHECK(testing::kolmogorov_smirnov_p_value(days, [&](double t) { return folded(t) / share; }) > testing::error_rate);
}

TEST_CASE("ParetoNbdChurn: blocks and ranges", "[churn]") {
  const Scenario scenario = testing::three_years();
  const Calendar calendar = testing::calendar_of(testing::opening_hours(), scenario);
  testing::check_lives(ParetoNbdChurn(0.6, 80, GENERATE(Registration::evenly, Registration::seasonal)), calendar,
                       scenario);
}

TEST_CASE("ParetoNbdChurn: bad parameters are named", "[churn]") {
  CHECK_THROWS_WITH(ParetoNbdChurn(-1, 1), "ParetoNbdChurn: s must be finite and > 0, got -1");
  CHECK_THROWS_WITH(ParetoNbdChurn(1, 0), "ParetoNbdChurn: beta must be finite and > 0, got 0");
  CHECK_THROWS_AS(ParetoNbdChurn(1, std::nan("")), std::invalid_argument);
}
