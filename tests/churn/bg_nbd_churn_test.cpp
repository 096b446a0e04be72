#include <retailsim/churn/bg_nbd_churn.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/random/purpose.hpp>
#include <retailsim/seasonality/no_seasonality.hpp>

#include "churn/lives.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

TEST_CASE("BgNbdChurn: repeat orders of a life follow the beta-geometric law", "[churn][statistical]") {
  const auto [a, b] = GENERATE(std::pair{0.793, 2.426}, std::pair{0.1, 5.0}, std::pair{4.0, 0.3});
  const Scenario scenario = testing::three_years();
  const BgNbdChurn churn(a, b);
  constexpr std::size_t n = 200'000;
  const auto lives = testing::lives_of(churn, n, scenario, testing::calendar_of(NoSeasonality{}, scenario));
  std::vector<std::int64_t> repeats;
  for (std::size_t i = 0; i < n; ++i) {
    REQUIRE(lives.first_order_at[i] == lives.registered_at[i]);
    REQUIRE(lives.ends_at[i] == never);
    REQUIRE(lives.max_orders[i] >= 2);  // nobody drops out at the first order
    repeats.push_back(std::int64_t{lives.max_orders[i]} - 1);
  }
  const auto share = [&](std::int64_t j) { return churn.share_with_repeat_orders(static_cast<int>(j)); };
  CHECK(share(1) == Approx(a / (a + b)).epsilon(1e-14));
  CHECK(share(2) == Approx(a * b / ((a + b) * (a + b + 1))).epsilon(1e-14));
  // B(a + 1, b + j - 1) / B(a, b), by the gamma function.
  const auto log_beta = [](double x, double y) { return std::lgamma(x) + std::lgamma(y) - std::lgamma(x + y); };
  CHECK(share(17) == Approx(std::exp(log_beta(a + 1, b + 16) - log_beta(a, b))).epsilon(1e-10));
  CHECK(testing::chi_square_p_value(repeats, 1, 60, share) > testing::error_rate);
}

TEST_CASE("BgNbdChurn: a customer drops out by their own probability", "[churn][statistical]") {
  const Scenario scenario = testing::three_years();
  const BgNbdChurn churn(1.5, 1.5);
  constexpr std::size_t n = 600'000;
  const auto lives = testing::lives_of(churn, n, scenario, testing::calendar_of(NoSeasonality{}, scenario));
  std::vector<double> p(n);
  churn.dropout_probabilities(p, Draws{.seed = 5});
  // Given p, P(J = 1) is p: the sum of (J == 1) - p has variance sum p (1 - p).
  double sum = 0, variance = 0;
  for (std::size_t i = 0; i < n; ++i) {
    sum += (lives.max_orders[i] == 2) - p[i];
    variance += p[i] * (1 - p[i]);
  }
  CHECK(testing::normal_p_value(sum / std::sqrt(variance)) > testing::error_rate);
}

TEST_CASE("BgNbdChurn: blocks, ranges and extreme drop-out", "[churn]") {
  const Scenario scenario = testing::three_years();
  const Calendar calendar = testing::calendar_of(testing::opening_hours(), scenario);
  testing::check_lives(BgNbdChurn(0.8, 2.4, GENERATE(Registration::evenly, Registration::seasonal)), calendar,
                       scenario);
  // Nearly all p are 0 or 1 here: some never drop out, and the others do at once.
  const auto lives = testing::lives_of(BgNbdChurn(0.01, 0.01), 2000, scenario, calendar);
  const auto n_at_once = std::ranges::count(lives.max_orders, 2u);
  CHECK(n_at_once > 700);
  CHECK(n_at_once < 1300);
  CHECK(std::ranges::count_if(lives.max_orders, [](auto orders) { return orders > 1'000'000; }) > 500);
}

TEST_CASE("BgNbdChurn: bad parameters are named", "[churn]") {
  CHECK_THROWS_WITH(BgNbdChurn(0, 1), "BgNbdChurn: a must be finite and > 0, got 0");
  CHECK_THROWS_WITH(BgNbdChurn(1, std::nan("")), "BgNbdChurn: b must be finite and > 0, got nan");
}
