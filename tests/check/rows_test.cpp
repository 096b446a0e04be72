#include <retailsim/check/rows.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::check;

TEST_CASE("share_row: below 50 expected on either side is too few to judge", "[check]") {
  CHECK_FALSE(share_row("s", "n", 999, 0.05, 90).can_be_judged);
  CHECK(share_row("s", "n", 1001, 0.05, 90).can_be_judged);
  CHECK_FALSE(share_row("s", "n", 999, 0.95, 900).can_be_judged);
  CHECK_FALSE(share_row("s", "n", 0, 0.5, 0).can_be_judged);
  const CheckRow row = share_row("s", "n", 10'000, 0.2, 2100);
  CHECK(row.expected == 0.2);
  CHECK(row.observed == Approx(0.21));
  CHECK(row.z() == Approx(2.5));
}

TEST_CASE("share_row: shares of 0 and 1 allow no exception", "[check]") {
  CHECK(share_row("s", "n", 10, 0, 0).p_value == 1);
  CHECK(share_row("s", "n", 10, 0, 1).p_value == 0);
  CHECK(share_row("s", "n", 10, 1, 10).p_value == 1);
  CHECK(share_row("s", "n", 10, 1, 9).p_value == 0);
  CHECK(share_row("s", "n", 10, 1, 9).can_be_judged);
}

TEST_CASE("trials_row of equal probabilities agrees with share_row", "[check]") {
  Sum sum;
  sum.add_trials(0.1, 0, 20'000);
  sum.observed = 2150;
  const CheckRow a = trials_row("s", "n", sum, true), b = share_row("s", "n", 20'000, 0.1, 2150);
  CHECK(a.expected == Approx(b.expected));
  CHECK(a.observed == Approx(b.observed));
  CHECK(a.standard_error == Approx(b.standard_error));
  CHECK(a.p_value == Approx(b.p_value).epsilon(0.02));
  Sum certain;
  certain.add_trials(1, 1, 5);
  CHECK(trials_row("s", "n", certain, false).p_value == 0);
  certain.observed = 5;
  CHECK(trials_row("s", "n", certain, false).p_value == 1);
}

TEST_CASE("mean_row does not judge means that are too skewed", "[check]") {
  Sum few, many;
  few.add(Moments::gamma(0.1, 1), 8, 100);
  many.add(Moments::gamma(0.1, 1), 980, 10'000);
  CHECK_FALSE(mean_row("s", "n", few).can_be_judged);
  CHECK(mean_row("s", "n", many).can_be_judged);
  CHECK(mean_row("s", "n", many).expected == Approx(0.1));
}

TEST_CASE("law_row finds the largest distance", "[check]") {
  const std::vector<std::int64_t> counts{30, 10, 40, 20};
  const std::vector<double> p{0.25, 0.25, 0.25, 0.25};
  const CheckRow row = law_row("s", "n", counts, p);
  CHECK(row.observed == Approx(0.1));
  CHECK(row.n == 100);
  CHECK(row.p_value == Approx(2 * std::exp(-2.0)));
}

TEST_CASE("worst_of counts every candidate that can be judged", "[check]") {
  const std::vector<CheckRow> rows{share_row("s", "a", 10'000, 0.5, 5000), share_row("s", "b", 10'000, 0.5, 5150),
                                   share_row("s", "c", 10'000, 0.001, 40)};
  const CheckRow worst = worst_of("letters", rows);
  CHECK(worst.name == "letters, farthest of 3: b");
  CHECK(worst.p_value == Approx(2 * rows[1].p_value));
}

TEST_CASE("worst_of: nothing to compare is not judged", "[check]") {
  const CheckRow row = worst_of("share within", {});
  CHECK_FALSE(row.can_be_judged);
  CHECK(row.p_value == 1);
  CHECK(row.name == "share within: nothing to compare");
}
