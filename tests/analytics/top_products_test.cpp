#include "support/catch.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include <retailsim/analytics/top_products.hpp>

#include "some_transactions.hpp"

using namespace retailsim;

namespace {

// The question asked row by row.
Top by_rows(const Transactions& table, Seconds at, const TopQuestion& question) {
  std::vector<std::int64_t> sums(table.n_products());
  const Seconds from = months_before(at, question.months);
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.time(i) < from || table.time(i) >= at) continue;
    sums[static_cast<std::size_t>(table.product[i])] += question.measure == Measure::transactions ? 1
                                                        : question.measure == Measure::units      ? table.quantity[i]
                                                                                                  : table.amount[i];
  }
  std::vector<std::pair<std::int64_t, std::int32_t>> order;
  for (std::size_t p = 0; p < sums.size(); ++p) {
    if (sums[p] > 0) order.emplace_back(-sums[p], static_cast<std::int32_t>(p));
  }
  std::ranges::sort(order);
  Top top;
  for (std::size_t i = 0; i < order.size() && i < static_cast<std::size_t>(question.k); ++i) {
    top.product.push_back(order[i].second);
    top.value.push_back(-order[i].first);
  }
  return top;
}

bool same(const Top& a, const Top& b) { return a.product == b.product && a.value == b.value; }

}  // namespace

TEST_CASE("TopProducts: any instant as when asked row by row, alone and in one pass", "[analytics]") {
  // 150,000 rows are four blocks of the index and a piece of one; ties are many.
  const auto n = GENERATE(std::size_t{3000}, std::size_t{150'000});
  const Transactions table =
      testing::some_transactions({.n = n, .n_products = n > 10'000 ? 60'000 : 40, .n_days = 700});
  const TopProducts index(table);
  const Seconds first = table.first_day.start(), last = table.end_day().start();
  std::vector<Seconds> instants{first - 1, first, first + 1, last, last + 1, last + 400 * seconds_per_day};
  for (Seconds at = last - 5; at > first; at -= 37 * seconds_per_day + 1801) instants.push_back(at);
  for (int hour = 0; hour < 5; ++hour) instants.push_back(first + (300 * 24 + hour) * seconds_per_hour);
  for (const Measure measure : {Measure::transactions, Measure::units, Measure::revenue}) {
    for (const int months : {1, 6, 30}) {
      const TopQuestion question{.months = months, .k = 7, .measure = measure};
      const auto together = index.at_each(instants, question);
      bool right = true;
      for (std::size_t i = 0; i < instants.size(); ++i) {
        const Top wanted = by_rows(table, instants[i], question);
        right = right && same(index.at(instants[i], question), wanted) && same(together[i], wanted);
      }
      CAPTURE(to_string(measure), months);
      CHECK(right);
    }
  }
}

TEST_CASE("TopProducts: 31 August minus six months reaches to the end of February", "[analytics]") {
  const auto micros = [](Date date) { return date.start() * micros_per_second; };
  const std::vector<std::int64_t> customer{1, 1, 1}, product{10, 11, 12};
  const std::vector<std::int64_t> at{micros(Date(2023, 2, 27)), micros(Date(2023, 2, 28)), micros(Date(2023, 8, 31))};
  const Transactions table = make_transactions(encode_ids(customer), encode_ids(product), at);
  const Top top = TopProducts(table).at(Date(2023, 8, 31).start());
  CHECK(top.product == std::vector<std::int32_t>{1});  // from 28 February on, before 31 August
}

TEST_CASE("TopProducts: equal sums by id, fewer than k, and sums that are not > 0", "[analytics]") {
  const std::vector<std::int64_t> customer{1, 1, 1, 1}, product{30, 20, 10, 20}, at{0, 1'000'000, 2'000'000, 3'000'000};
  const Transactions table =
      make_transactions(encode_ids(customer), encode_ids(product), at, {1, 2, 1, -2}, {5, 9, 5, -9});
  const TopProducts index(table);
  const Seconds now = 10;
  CHECK(index.at(now).product == std::vector<std::int32_t>{1, 0, 2});
  CHECK(index.at(now, {.k = 2}).product == std::vector<std::int32_t>{1, 0});
  CHECK(index.at(now, {.measure = Measure::units}).product == std::vector<std::int32_t>{0, 2});
  CHECK(index.at(now, {.measure = Measure::revenue}).value == std::vector<std::int64_t>{5, 5});
}

TEST_CASE("TopProducts: refuses questions it cannot answer", "[analytics]") {
  const std::vector<std::int64_t> one{1};
  const Transactions table = make_transactions(encode_ids(one), encode_ids(one), one);
  const TopProducts index(table);
  CHECK_THROWS_WITH(index.at(0, {.months = 0}), "TopProducts: months must be >= 1, got 0");
  CHECK_THROWS_WITH(index.at(0, {.k = -1}), "TopProducts: k must be >= 1, got -1");
  CHECK_THROWS_WITH(index.at(0, {.measure = Measure::revenue}),
                    "TopProducts: revenue needs a column that the transactions do not have");
  CHECK(TopProducts(Transactions{}).at(0).product.empty());
}

TEST_CASE("top_each_month: as the index at the ends of the months", "[analytics]") {
  const Transactions table = testing::some_transactions();
  const ProductMonths months(table);
  const TopProducts index(table);
  const auto tops = top_each_month(months, 6, 5);
  REQUIRE(tops.size() == months.months().size());
  for (std::size_t m = 0; m < tops.size(); ++m) {
    CHECK(same(tops[m], index.at((months.months()[m] + 1).first_day().start(), {.months = 6, .k = 5})));
  }
  CHECK_THROWS_WITH(top_each_month(months, 0), "top_each_month: months must be >= 1, got 0");
}
