#include "support/catch.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include <retailsim/analytics/activity.hpp>

#include "some_transactions.hpp"

using namespace retailsim;

TEST_CASE("activity: the most active first, ties by customer", "[analytics]") {
  const Transactions table = testing::some_transactions();
  const Ranking ranking = activity(table);
  std::vector<std::pair<std::int32_t, std::int32_t>> wanted;
  for (std::size_t c = 0; c < table.n_customers(); ++c) {
    const auto n = std::ranges::count(table.customer, static_cast<std::int32_t>(c));
    wanted.emplace_back(-static_cast<std::int32_t>(n), static_cast<std::int32_t>(c));
  }
  std::ranges::sort(wanted);
  REQUIRE(ranking.size() == wanted.size());
  bool right = true;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    right = right && ranking.value[i] == -wanted[i].first && ranking.code[i] == wanted[i].second;
  }
  CHECK(right);
}

TEST_CASE("ranked: counts far apart are ranked as well, zeros left out", "[analytics]") {
  const std::vector<std::int32_t> counts{7, 0, 2'000'000'000, 7, 1};
  const Ranking ranking = ranked(counts);
  CHECK(ranking.code == std::vector<std::int32_t>{2, 0, 3, 4});
  CHECK(ranking.value == std::vector<std::int32_t>{2'000'000'000, 7, 7, 1});
  CHECK(ranked(std::vector<std::int32_t>{0, 0}).size() == 0);
  CHECK(ranked({}).size() == 0);
}

TEST_CASE("concentration: equal shares, all in one hand, and in between", "[analytics]") {
  const auto equal = concentration(std::vector<std::int32_t>{3, 3, 3, 3}, 5);
  CHECK(equal.gini == Approx(0).margin(1e-12));
  CHECK(equal.share_of_total[1] == Approx(0.25));
  const auto one = concentration(std::vector<std::int32_t>{8, 0, 0, 0}, 5);
  CHECK(one.gini == Approx(0.75));  // (n - 1) / n
  CHECK(one.share_of_total[1] == Approx(1));
  const auto mixed = concentration(std::vector<std::int32_t>{5, 3, 2}, 4);
  CHECK(mixed.gini == Approx(2 * (1 * 2 + 2 * 3 + 3 * 5) / 30.0 - 4 / 3.0));
  CHECK(mixed.share_of_total[1] == Approx(0.5));
  CHECK(mixed.share_of_total[2] == Approx(0.8));
  CHECK(mixed.share_of_total[3] == Approx(1));
  CHECK(concentration({}).share_of_total.empty());
  CHECK_THROWS_WITH(concentration({}, 1), "concentration: n_points must be >= 2, got 1");
}
