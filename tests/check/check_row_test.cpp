#include <retailsim/check/check_row.hpp>

#include <cmath>
#include <limits>
#include <string>

#include "support/catch.hpp"

using namespace retailsim;

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
  CheckReport report{.rows = {{.subject = "customers",
                               .name = "never buy",
                               .expected = 0.1,
                               .observed = 0.3,
                               .standard_error = 0.0095,
                               .p_value = 1e-99,
                               .n = 1000}},
                     .n_customers = 5000,
                     .n_examined = 1000};
  report.judge();
  const std::string text = to_text(report);
  CHECK_THAT(text, contains("customers  never buy           0.1           0.3"));
  CHECK_THAT(text, contains("outside"));
  CHECK_THAT(text, contains("1 checks of 1000 of 5000 customers: 0 ok, 1 outside, 0 too few to judge"));
}

TEST_CASE("CheckRow: distance in standard errors, infinite where there is none to measure by", "[check]") {
  CheckRow row;
  row.expected = 2;
  row.observed = 2;
  CHECK(row.z() == 0);
  row.observed = 1;
  CHECK(row.z() == -std::numeric_limits<double>::infinity());
  row.standard_error = 0.5;
  CHECK(row.z() == -2);
}
