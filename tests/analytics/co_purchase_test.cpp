#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <retailsim/analytics/co_purchase.hpp>

#include "some_transactions.hpp"

using namespace retailsim;

TEST_CASE("co_purchases: counts, lift and its interval", "[analytics]") {
  // Six orders: {a, b}, {a, b, b}, {a, c}, {c, d}, {a}, {a, a}; the last two can hold no pair.
  const std::vector<std::int64_t> customer{1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 6},
      product{1, 2, 1, 2, 2, 1, 3, 3, 4, 1, 1, 1};
  const std::vector<std::int64_t> at(12);
  const Transactions table = make_transactions(encode_ids(customer), encode_ids(product), at);
  const auto pairs = co_purchases(table, order_rows(table), {.together = 1});
  REQUIRE(pairs.size() == 3);
  // c and d: 1 * 4 / (2 * 1); a and b: 2 * 4 / (3 * 2); a and c: 1 * 4 / (3 * 2).
  CHECK((pairs[0].a == 2 && pairs[0].b == 3));
  CHECK(pairs[0].lift == Approx(2));
  CHECK((pairs[1].a == 0 && pairs[1].b == 1 && pairs[1].n_together == 2));
  CHECK(pairs[1].lift == Approx(4 / 3.0));
  CHECK(pairs[1].high == Approx(4 / 3.0 * std::exp(1.959964 / std::sqrt(2.0))));
  CHECK(pairs[1].low == Approx(4 / 3.0 / std::exp(1.959964 / std::sqrt(2.0))));
  CHECK((pairs[1].n_a == 3 && pairs[1].n_b == 2));
  CHECK(pairs[2].lift == Approx(2 / 3.0));
  CHECK(co_purchases(table, order_rows(table), {.together = 2}).size() == 1);
  CHECK(co_purchases(table, order_rows(table), {.together = 1, .k = 1}).size() == 1);
  CHECK(co_purchases(table, order_rows(table), {.n_products = 2, .together = 1}).size() == 1);  // a and b or c: a and b
}

TEST_CASE("co_purchases: ties are ordered by product", "[analytics]") {
  // {d, e}, {b, c}, {b, e}, {c, d}: every pair has lift 1 * 4 / (2 * 2).
  const std::vector<std::int64_t> customer{1, 1, 2, 2, 3, 3, 4, 4}, product{4, 5, 2, 3, 2, 5, 3, 4};
  const Transactions table = make_transactions(encode_ids(customer), encode_ids(product), std::vector<std::int64_t>(8));
  const auto pairs = co_purchases(table, order_rows(table), {.together = 1});
  REQUIRE(pairs.size() == 4);
  const std::vector<std::pair<int, int>> wanted{{0, 1}, {0, 3}, {1, 2}, {2, 3}};
  for (std::size_t i = 0; i < 4; ++i) CHECK((pairs[i].a == wanted[i].first && pairs[i].b == wanted[i].second));
  CHECK(co_purchases(table, order_rows(table), {.together = 1, .k = 3}).size() == 3);
}

TEST_CASE("co_purchases: refuses options out of range", "[analytics]") {
  const Transactions none;
  CHECK(co_purchases(none, order_rows(none)).empty());
  CHECK_THROWS_WITH(co_purchases(none, order_rows(none), {.n_products = 1}),
                    "co_purchases: n_products must be in [2, 20000], got 1");
  CHECK_THROWS_WITH(co_purchases(none, order_rows(none), {.together = 0}),
                    "co_purchases: together must be >= 1, got 0");
  CHECK_THROWS_WITH(co_purchases(none, order_rows(none), {.k = 0}), "co_purchases: k must be >= 1, got 0");
}
