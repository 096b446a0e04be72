#include "support/catch.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <set>
#include <vector>

#include <retailsim/analytics/detail/time_order.hpp>
#include <retailsim/analytics/order_rows.hpp>
#include <retailsim/analytics/rfm.hpp>

#include "some_transactions.hpp"

using namespace retailsim;

namespace {

// The same rows in another order.
Transactions rearranged(const Transactions& table, const std::vector<std::uint32_t>& order) {
  Transactions result = table;
  for (std::size_t i = 0; i < order.size(); ++i) {
    result.customer[i] = table.customer[order[i]];
    result.product[i] = table.product[order[i]];
    result.at[i] = table.at[order[i]];
    result.quantity[i] = table.quantity[order[i]];
    result.amount[i] = table.amount[order[i]];
  }
  return result;
}

void check(const Rfm& found, const Transactions& table, Seconds as_of) {
  bool right = true;
  for (std::size_t c = 0; c < table.n_customers(); ++c) {
    std::set<Seconds> orders;
    std::int64_t amount = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (table.customer[i] != static_cast<std::int32_t>(c) || table.time(i) >= as_of) continue;
      orders.insert(table.time(i));
      amount += table.amount[i];
    }
    const int days = orders.empty() ? -1 : date_of(as_of) - date_of(*orders.rbegin());
    right = right && found.frequency[c] == static_cast<int>(orders.size()) && found.amount[c] == amount &&
            found.days_since_last_order[c] == days;
  }
  CHECK(right);
}

}  // namespace

TEST_CASE("rfm: in any order of rows, as when asked customer by customer", "[analytics]") {
  // 40 times a day for 30 days: many rows of a customer share a second, in any places of the file.
  const Transactions table = testing::some_transactions({.n_customers = 60, .n_days = 30, .seconds_apart = 43'200});
  const OrderRows orders = order_rows(table);
  std::vector<std::uint32_t> by_time = detail::stable_order(table.at);
  for (const Seconds as_of :
       {table.first_day.start(), (table.first_day + 7).start() + 43'200, table.end_day().start()}) {
    check(rfm(table, as_of), table, as_of);
    check(rfm(rearranged(table, by_time), as_of), table, as_of);
    check(rfm(rearranged(table, orders.row), as_of), table, as_of);
  }
}

TEST_CASE("order_rows: every row once, orders ascending by customer and second", "[analytics]") {
  const Transactions table = testing::some_transactions({.n_customers = 60, .n_days = 30, .seconds_apart = 43'200});
  const OrderRows orders = order_rows(table);
  auto rows = orders.row;
  std::ranges::sort(rows);
  std::vector<std::uint32_t> all(table.size());
  std::iota(all.begin(), all.end(), 0u);
  CHECK(rows == all);
  bool right = orders.first_of.size() == table.n_customers() + 1;
  for (std::size_t o = 0; o < orders.n_orders(); ++o) {
    right = right && orders.n_lines(o) > 0;
    for (std::uint32_t i = orders.begin[o]; i < orders.begin[o + 1]; ++i) {
      right = right && table.customer[orders.row[i]] == orders.customer[o] && table.at[orders.row[i]] == orders.at[o];
      right = right && (i == orders.begin[o] || orders.row[i - 1] < orders.row[i]);
    }
    if (o > 0) {
      right =
          right && std::pair(orders.customer[o - 1], orders.at[o - 1]) < std::pair(orders.customer[o], orders.at[o]);
    }
  }
  for (std::size_t c = 0; c < table.n_customers(); ++c) {
    for (std::uint32_t o = orders.first_of[c]; o < orders.first_of[c + 1]; ++o) {
      right = right && orders.customer[o] == static_cast<std::int32_t>(c);
    }
  }
  CHECK(right);
}

TEST_CASE("rfm_scores: groups of equal size, the first ones larger, the best highest", "[analytics]") {
  Rfm rfm;
  rfm.days_since_last_order = {5, 1, -1, 9, 5, 2, 7, 3};
  rfm.frequency = {1, 2, 0, 1, 4, 1, 1, 1};
  rfm.amount = {100, 300, 0, 50, 400, 100, 70, 60};
  const RfmScores scores = rfm_scores(rfm, 3);  // seven buyers: groups of 3, 2 and 2
  CHECK(scores.recency == std::vector<std::uint8_t>{1, 3, 0, 1, 2, 3, 1, 2});
  CHECK(scores.frequency == std::vector<std::uint8_t>{1, 3, 0, 1, 3, 1, 2, 2});
  CHECK(scores.monetary == std::vector<std::uint8_t>{2, 3, 0, 1, 2, 3, 1, 1});
  CHECK_THROWS_WITH(rfm_scores(rfm, 1), "rfm_scores: n_scores must be in [2, 100], got 1");
}
