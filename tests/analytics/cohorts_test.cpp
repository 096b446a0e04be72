#include "support/catch.hpp"

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include <retailsim/analytics/cohorts.hpp>

#include "some_transactions.hpp"

using namespace retailsim;

TEST_CASE("CohortRetention: as when every customer's months are written down", "[analytics]") {
  // 2,300 days are more than 64 months: two words of bits for each customer.
  const Transactions table = testing::some_transactions({.n = 2000, .n_customers = 300, .n_days = 2300});
  const CohortRetention cohorts(table);
  REQUIRE(cohorts.months().size() > 64);
  std::vector<std::set<int>> months(table.n_customers());
  for (std::size_t i = 0; i < table.size(); ++i) {
    months[static_cast<std::size_t>(table.customer[i])].insert(month_of(date_of(table.time(i))) -
                                                               cohorts.months().first());
  }
  std::vector<std::vector<int>> wanted(cohorts.months().size(), std::vector<int>(cohorts.months().size()));
  for (const auto& bought : months) {
    for (const int month : bought) {
      ++wanted[static_cast<std::size_t>(*bought.begin())][static_cast<std::size_t>(month - *bought.begin())];
    }
  }
  bool right = true;
  for (std::size_t cohort = 0; cohort < wanted.size(); ++cohort) {
    for (std::size_t after = 0; after < cohorts.n_after(cohort); ++after) {
      right = right && cohorts.active(cohort, after) == wanted[cohort][after];
    }
  }
  CHECK(right);
  CHECK(cohorts.retention(0) == 1);
  CHECK(cohorts.size(0) == wanted[0][0]);
}

TEST_CASE("CohortRetention: retention counts those who could be seen", "[analytics]") {
  const auto micros = [](int month) {
    return Date(2024, static_cast<unsigned>(month), 10).start() * micros_per_second;
  };
  // Two customers begin in January, of whom one is back in February; one begins in March, the last month.
  const std::vector<std::int64_t> customer{1, 2, 1, 3}, product{1, 1, 1, 1},
      at{micros(1), micros(1), micros(2), micros(3)};
  const CohortRetention cohorts(make_transactions(encode_ids(customer), encode_ids(product), at));
  CHECK(cohorts.retention(1) == Approx(0.5));
  CHECK(cohorts.retention(2) == Approx(0));
  CHECK(cohorts.n_after(2) == 1);
  CHECK(CohortRetention(Transactions{}).retention(0) == 0);
}
