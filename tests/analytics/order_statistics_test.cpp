#include "support/catch.hpp"

#include <cstdint>
#include <vector>

#include <retailsim/analytics/order_statistics.hpp>

using namespace retailsim;

namespace {

// Customer 1: three lines at one second, one later that day, one 3 days on; customer 2: one, and one 10 days on.
Transactions table() {
  const std::vector<std::int64_t> customer{1, 2, 1, 1, 1, 2, 1}, product{1, 1, 2, 3, 1, 1, 1};
  std::vector<std::int64_t> at{10, 20, 10, 10, 500, 10 * 86'400, 3 * 86'400 + 5};
  for (std::int64_t& time : at) time *= micros_per_second;
  return make_transactions(encode_ids(customer), encode_ids(product), at);
}

}  // namespace

TEST_CASE("basket_sizes: lines of each order", "[analytics]") {
  const Histogram sizes = basket_sizes(order_rows(table()));
  CHECK(sizes.n == std::vector<std::int64_t>{0, 4, 0, 1});
  CHECK(sizes.mean() == Approx(7 / 5.0));
}

TEST_CASE("purchase_gaps: days from one day of purchase to the next", "[analytics]") {
  const Histogram gaps = purchase_gaps(order_rows(table()));
  CHECK(gaps.total() == 2);
  CHECK(gaps.n[3] == 1);
  CHECK(gaps.n[10] == 1);
}

TEST_CASE("Histogram: quantiles are values that occur", "[analytics]") {
  Histogram histogram;
  for (const int value : {2, 2, 5, 9}) histogram.add(static_cast<std::size_t>(value));
  CHECK(histogram.quantile(0) == 2);
  CHECK(histogram.quantile(0.5) == 2);
  CHECK(histogram.quantile(0.51) == 5);
  CHECK(histogram.quantile(1) == 9);
  CHECK(Histogram{}.quantile(0.5) == 0);
  CHECK(Histogram{}.mean() == 0);
  CHECK_THROWS_WITH(histogram.quantile(2), "Histogram: p must be in [0, 1], got 2");
}
