#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include <retailsim/forecast/summarise_purchases.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/uniform_int.hpp>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::forecast;

TEST_CASE("summarise_purchases: repeat orders, ages and the end of the data", "[forecast]") {
  // Customer 0: days 10, 10, 12, 20; 1: only after `until`; 2: the last day seen; 3: nothing.
  const std::vector<std::uint32_t> customer{0, 0, 0, 2, 0, 1};
  const std::vector<std::int32_t> day{10, 10, 12, 29, 20, 30};
  const CustomerHistories seen = summarise_purchases<std::int32_t>(customer, day, 4, {.until = 30, .unit = 1});
  CHECK(seen.customer == std::vector<std::uint32_t>{0, 2});
  CHECK(seen.history.n_repeat_orders == std::vector<std::int32_t>{2, 0});
  CHECK(seen.history.age_at_last_order == std::vector<double>{10, 0});
  CHECK(seen.history.age == std::vector<double>{19, 0});
  const auto weeks = summarise_purchases<std::int32_t>(customer, day, 4, {.until = 30, .unit = 7});
  CHECK(weeks.history.age == std::vector<double>{19.0 / 7, 0});
  const auto rows = summarise_purchases<std::int32_t>(customer, day, 4, {.until = 30, .collapse = Collapse::none});
  CHECK(rows.history.n_repeat_orders == std::vector<std::int32_t>{3, 0});
}

TEST_CASE("summarise_purchases: in any order of rows, on any number of threads", "[forecast]") {
  const std::size_t n = 50'000, n_customers = 5000;
  std::vector<std::int64_t> who(n), when(n);
  const Draws draws{.seed = 3};
  draws.of(user_purpose(1)).fill(who, UniformInt(0, n_customers - 1));
  draws.of(user_purpose(2)).fill(when, UniformInt(-400, 400));
  const std::vector<std::uint32_t> customer(who.begin(), who.end());
  std::map<std::uint32_t, std::set<std::int64_t>> days;
  for (std::size_t i = 0; i < n; ++i)
    if (when[i] < 300) days[customer[i]].insert(when[i]);
  for (const int n_threads : {1, 2, 3}) {
    const auto seen =
        summarise_purchases<std::int64_t>(customer, when, n_customers, {.until = 300, .n_threads = n_threads});
    REQUIRE(seen.history.size() == days.size());
    std::size_t row = 0;
    for (const auto& [c, of_customer] : days) {
      REQUIRE(seen.customer[row] == c);
      REQUIRE(seen.history.n_repeat_orders[row] + 1 == static_cast<int>(of_customer.size()));
      REQUIRE(seen.history.age[row] == static_cast<double>(299 - *of_customer.begin()));
      REQUIRE(seen.history.age_at_last_order[row] == static_cast<double>(*of_customer.rbegin() - *of_customer.begin()));
      ++row;
    }
  }
}

TEST_CASE("summarise_purchases: bad columns are refused", "[forecast]") {
  const std::vector<std::uint32_t> customer{0, 7};
  const std::vector<std::int32_t> day{1, 2};
  CHECK_THROWS_WITH(summarise_purchases<std::int32_t>(customer, day, 7, {.until = 9}),
                    contains("customer must be below 7, got 7 in row 1"));
  CHECK_THROWS_WITH(summarise_purchases<std::int32_t>(customer, std::span(day).first(1), 9, {.until = 9}),
                    contains("columns must be of equal length, got 2 and 1"));
}
