#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/analytics/recent_changes.hpp>

#include "some_transactions.hpp"

using namespace retailsim;

namespace {

Transactions with_rows(Transactions table, std::int32_t product, int day, int n) {
  for (int i = 0; i < n; ++i) {
    table.customer.push_back(0);
    table.product.push_back(product);
    table.at.push_back(static_cast<std::uint32_t>(day * seconds_per_day + i));
  }
  return table;
}

}  // namespace

TEST_CASE("recent_changes: what was planted comes first", "[analytics]") {
  const Transactions plain = testing::some_transactions({.n = 200'000, .n_days = 400, .seconds_apart = 60});
  const Transactions table = with_rows(plain, 7, plain.n_days - 10, 400);
  const auto changes = recent_changes(table);
  REQUIRE_FALSE(changes.empty());
  CHECK(changes[0].product == 7);
  CHECK(changes[0].z > 6);
  CHECK(changes[0].p_value < 1e-6);
  CHECK(changes[0].ratio > 1.3);
  // The day of the last row is not whole and does not count.
  CHECK(std::abs(recent_changes(with_rows(plain, 7, plain.n_days - 1, 400))[0].z) < 5);
}

TEST_CASE("recent_changes: without a change, p-values are those of chance", "[analytics][statistical]") {
  // 40 worlds of 40 products: nearly 1,600 p-values, 80 expected below 5 %, sd 8.7, products of a world nearly
  // independent.
  int n = 0, low = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const auto table = testing::some_transactions({.n = 60'000, .n_days = 100, .seconds_apart = 60, .seed = seed});
    for (const RecentChange& change : recent_changes(table, {.k = 1000})) {
      ++n;
      low += change.p_value < 0.05;
    }
  }
  CHECK(n > 1500);  // the rarest product is seldom bought often enough
  CHECK(low < 80 + 43);
  CHECK(low > 80 - 55);  // clusters are never taken as smaller than chance, which costs some
}

TEST_CASE("recent_changes: too short a file has none; options out of range are refused", "[analytics]") {
  const Transactions table = testing::some_transactions({.n_days = 50});
  CHECK(recent_changes(table).empty());
  CHECK_FALSE(recent_changes(table, {.days = 20}).empty());
  CHECK(recent_changes(Transactions{}).empty());
  CHECK_THROWS_WITH(recent_changes(table, {.days = 0}), "recent_changes: days must be >= 1, got 0");
  CHECK_THROWS_WITH(recent_changes(table, {.least = 0}), "recent_changes: least must be >= 1, got 0");
  CHECK_THROWS_WITH(recent_changes(table, {.k = 0}), "recent_changes: k must be >= 1, got 0");
}
