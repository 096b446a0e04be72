#include <retailsim/check/rows.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::check;

TEST_CASE("Moments of a gamma law are those of its integer shape's exponentials", "[check]") {
  // Exponential of mean 2: central moments n! (1 - 1/1! + 1/2! - ...) 2^n.
  const Moments m = Moments::gamma(1, 2);
  CHECK(m.mean == Approx(2));
  CHECK(m.variance == Approx(4));
  CHECK(m.third == Approx(16));
  CHECK(m.fourth == Approx(9 * 16));
  CHECK(m.sixth == Approx(265 * 64));
}

TEST_CASE("Moments of a uniform law are those of a fine discrete one", "[check]") {
  std::vector<double> values, p;
  for (int i = 0; i < 20'000; ++i) {
    values.push_back(3 + 4 * (i + 0.5) / 20'000);
    p.push_back(1.0 / 20'000);
  }
  const Moments a = Moments::uniform(3, 7), b = Moments::discrete(values, p);
  CHECK(a.mean == Approx(b.mean));
  CHECK(a.variance == Approx(b.variance));
  CHECK(a.fourth == Approx(b.fourth));
  CHECK(a.sixth == Approx(b.sixth));
  CHECK(a.variance_of_square() == Approx(b.variance_of_square()));
  CHECK(a.third_of_square() == Approx(b.third_of_square()));
}

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

TEST_CASE("CheckReport: the error rate is shared by all rows", "[check]") {
  CheckReport report;
  for (int i = 0; i < 10; ++i) report.rows.push_back({.subject = "s", .name = std::to_string(i), .p_value = 0.5});
  report.rows[3].p_value = 1.1e-7;
  report.judge();
  CHECK(report.passed());
  report.rows[3].p_value = 0.9e-7;
  report.judge();
  CHECK_FALSE(report.passed());
  CHECK(report.find("s", "3")->verdict == Verdict::outside);
  report.rows[3].can_be_judged = false;
  report.judge();
  CHECK(report.passed());
  CHECK(report.count(Verdict::too_few_to_judge) == 1);
  report.rows[3].can_be_judged = true;
  report.rows[3].p_value = std::nan("");  // a tail that could not be taken is no pass
  report.judge();
  CHECK_FALSE(report.passed());
}

TEST_CASE("to_text has a line for each row and a summary", "[check]") {
  CheckReport report{
      .rows = {share_row("customers", "never buy", 1000, 0.1, 300)}, .n_customers = 5000, .n_examined = 1000};
  report.judge();
  const std::string text = to_text(report);
  CHECK_THAT(text, contains("customers  never buy           0.1           0.3"));
  CHECK_THAT(text, contains("outside"));
  CHECK_THAT(text, contains("1 checks of 1000 of 5000 customers: 0 ok, 1 outside, 0 too few to judge"));
}

TEST_CASE("worst_of: nothing to compare is not judged", "[check]") {
  const CheckRow row = worst_of("share within", {});
  CHECK_FALSE(row.can_be_judged);
  CHECK(row.p_value == 1);
  CHECK(row.name == "share within: nothing to compare");
}
