// Right runs, several hundred of them: every row's distance from its expectation has the law that verdicts rest on.
#include <retailsim/check/self_check.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "check/checked_world.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using namespace retailsim::test;

namespace {

struct Seen {
  std::vector<double> z, p;
};

std::map<std::string, Seen> many_runs(CheckedParameters parameters, int n_runs) {
  std::map<std::string, Seen> seen;
  for (int run = 0; run < n_runs; ++run) {
    parameters.scenario.seed = static_cast<std::uint64_t>(1000 + run);
    const CheckReport report = check_run(parameters, parameters);
    for (const CheckRow& row : report.rows) {
      if (!row.can_be_judged) continue;
      // The farthest of several has another name each time.
      Seen& of = seen[row.subject + ": " + row.name.substr(0, row.name.find(", farthest"))];
      of.z.push_back(row.z());
      of.p.push_back(row.p_value);
    }
  }
  return seen;
}

bool is_distance(const std::string& name) {
  return name.find("(distance)") != std::string::npos || name.find("share by hour of day") != std::string::npos ||
         name.find("weekday of registration") != std::string::npos || name.find(" by segment") != std::string::npos ||
         name.find("first orders within") != std::string::npos || name == "products: mean log price";
}

/// Largest amount by which small tails are too frequent: below 0 or next to it where tails are exact or bounds.
double excess(std::vector<double> p) {
  std::ranges::sort(p);
  double largest = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    largest = std::max(largest, static_cast<double>(i + 1) / static_cast<double>(p.size()) - p[i]);
  }
  return largest;
}

void check_rows(const std::map<std::string, Seen>& seen, int n_runs, bool with_erlang_gaps) {
  int n_normal = 0;
  for (const auto& [name, of] : seen) {
    // Rows that can be judged now and then only are selected by what they show.
    if (of.z.size() < static_cast<std::size_t>(n_runs)) continue;
    const double n = n_runs;
    INFO(name);
    // One-sided bound of Massart: fails one right row in a million.
    CHECK(excess(of.p) < std::sqrt(std::log(1e6) / (2 * n)));
    const bool varies = std::ranges::any_of(of.z, [](double z) { return z != 0; });
    // With Erlang gaps the variance of shares over the calendar is a bound.
    if (!varies || is_distance(name) || (with_erlang_gaps && name.starts_with("orders: "))) continue;
    ++n_normal;
    const auto cdf = [](double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; };
    CHECK(testing::kolmogorov_smirnov_p_value(of.z, cdf) > testing::error_rate);
    double mean = 0, square = 0;
    for (const double z : of.z) {
      mean += z / n;
      square += z * z / n;
    }
    CHECK(std::abs(mean) * std::sqrt(n) < 5);
    CHECK(std::abs(square - 1) * std::sqrt(n / 2) < 7);  // squares of skewed rows are heavier than the normal's
  }
  CHECK(n_normal >= (with_erlang_gaps ? 30 : 45));
}

}  // namespace

TEST_CASE("SelfCheck: over 200 right runs each row's z is standard normal, its tail no smaller than uniform",
          "[check][statistical]") {
  CheckedParameters p;
  p.scenario.n_customers = 2500;
  check_rows(many_runs(p, 200), 200, false);
}

TEST_CASE("SelfCheck: the same with Erlang gaps, events that lower demand and a late window", "[check][statistical]") {
  CheckedParameters p;
  p.scenario.n_customers = 2500;
  p.gap_shape = 2;
  p.alpha = 0.06;
  p.scenario.from = Date{2020, 6, 1};
  p.calendar.events.push_back(CalendarEvent::yearly("quiet", 2, 1, 3, 10, 0.4));
  check_rows(many_runs(p, 120), 120, true);
}
