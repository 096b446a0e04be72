// The inputs that broke other implementations, each by each model: a finite answer or one clear line, never NaN and
// never silence.
#include <cmath>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/covariates.hpp>
#include <retailsim/forecast/mbg_nbd.hpp>
#include <retailsim/forecast/nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>
#include <retailsim/forecast/summarise_purchases.hpp>

#include "forecast/simulated_histories.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;

namespace {

PurchaseHistory scaled(PurchaseHistory rows, double unit) {
  for (double& t : rows.age_at_last_order) t *= unit;
  for (double& t : rows.age) t *= unit;
  return rows;
}

PurchaseHistory repeated(int n, int x, double t_x, double T) {
  PurchaseHistory rows;
  for (int i = 0; i < n; ++i) rows.push_back(x, t_x, T);
  return rows;
}

PurchaseHistory with(PurchaseHistory rows, int x, double t_x, double T) {
  rows.push_back(x, t_x, T);
  return rows;
}

std::vector<std::pair<std::string, PurchaseHistory>> nasty() {
  const auto usual = [](std::size_t n, double a = 0.8, double b = 2.4) {
    return test::simulate_beta_geometric<false>({.n = n, .seed = 12, .horizon = 0}, 0.5, 5, a, b).history;
  };
  PurchaseHistory long_ago = scaled(usual(400), 2500), newcomers = usual(400);
  for (int i = 0; i < 40; ++i) newcomers.push_back(0, 0, 0);
  return {{"nobody ordered again", repeated(50, 0, 0, 30)},
          {"everybody ordered on the last day", repeated(50, 1, 30, 30)},
          {"one customer of no repeats", repeated(1, 0, 0, 30)},
          {"one customer", repeated(1, 3, 10, 30)},
          {"two customers", with(repeated(1, 3, 10, 30), 0, 0, 12)},
          {"thirty customers", usual(30)},
          {"all alike", repeated(100, 2, 10, 30)},
          {"all orders at time 0", repeated(100, 3, 0, 30)},
          {"ages of 0", repeated(20, 0, 0, 0)},
          {"a tenth of ages 0", newcomers},
          {"no drop-out", test::simulate_nbd({.n = 400, .seed = 3, .horizon = 0}, 0.5, 6).history},
          {"a far above 1", usual(400, 6, 0.4)},
          {"a far below 1", usual(400, 0.01, 1)},
          {"ages of 1e5 days", long_ago},
          {"10,000 orders", with(usual(400), 10'000, 38, 38.5)},
          {"50,000 orders within a day", with(usual(400), 50'000, 0.9, 1)},
          {"in seconds", scaled(usual(400), 604'800)},
          {"in hours", scaled(usual(400), 168)},
          {"in years", scaled(usual(400), 7 / 365.25)}};
}

template <class Model>
void check_answers(const Model& model, const PurchaseHistory& rows) {
  const std::size_t n = rows.size(), n_counts = 5;
  std::vector<double> out(n), pmf(n * n_counts);
  double longest = 1;
  for (const double T : rows.age) longest = std::max(longest, T);
  for (const double t : {0.0, 1e-6 * longest, longest, 1e4 * longest}) {
    model.expected_purchases(rows, t, out);
    for (const double e : out) REQUIRE((std::isfinite(e) && e >= 0));
  }
  model.probability_alive(rows, out);
  for (const double p : out) REQUIRE((p >= 0 && p <= 1));
  model.count_probabilities(rows, longest, n_counts, pmf);
  for (const double p : pmf) REQUIRE((p >= 0 && p <= 1 + 1e-12));
  model.discounted_purchases(rows, 0.1 / longest, out);
  for (const double v : out) REQUIRE((std::isfinite(v) && v >= 0));
}

template <class Model>
void check_all(const std::string& owner) {
  for (const auto& [what, rows] : nasty()) {
    INFO(owner << ": " << what);
    try {
      const auto [model, report] = Model::fit(GroupedHistory(rows));
      REQUIRE(std::isfinite(report.log_likelihood));
      for (const double p : report.parameters) REQUIRE((std::isfinite(p) && p > 0));
      for (const double e : report.standard_errors) REQUIRE(e >= 0);  // no NaN; infinite is told below
      bool known = report.converged;
      for (const double e : report.standard_errors) known = known && std::isfinite(e);
      if (!known) REQUIRE(!report.warnings.empty());
      check_answers(model, rows);
    } catch (const std::invalid_argument& error) {
      CHECK(std::string(error.what()).find(owner + ": ") == 0);
      // What is refused says nothing of a parameter; all else is fitted.
      CHECK((what == "nobody ordered again" || what == "everybody ordered on the last day" ||
             what == "one customer of no repeats" || what == "ages of 0"));
    }
  }
}

}  // namespace

TEST_CASE("Models: inputs that broke others get a finite answer or a clear line", "[forecast]") {
  check_all<Nbd>("Nbd");
  check_all<BgNbd>("BgNbd");
  check_all<MbgNbd>("MbgNbd");
  check_all<ParetoNbd>("ParetoNbd");
}

TEST_CASE("Models: histories of 0 and of 1e5 days, in any unit, are one but for scale", "[forecast]") {
  const auto data = test::simulate_beta_geometric<false>({.n = 500, .seed = 12, .horizon = 0}, 0.5, 5, 0.8, 2.4);
  const auto weeks = BgNbd::fit(GroupedHistory(data.history));
  for (const double unit : {1 / 52.0, 7.0, 168.0, 604'800.0}) {
    const auto other = BgNbd::fit(GroupedHistory(scaled(data.history, unit)));
    CHECK(other.model.alpha() == Approx(weeks.model.alpha() * unit).epsilon(1e-6));
    CHECK(other.model.a() == Approx(weeks.model.a()).epsilon(1e-6));
  }
}

TEST_CASE("Models: purchases at one time, out of order, and before 1970 make right histories", "[forecast]") {
  const std::vector<std::uint32_t> customer{0, 1, 0, 0, 1, 0};
  const std::vector<std::int64_t> second{500, -90'000, -500, 500, -90'000, 100};
  const auto once = summarise_purchases<std::int64_t>(customer, second, 2, {.until = 1000});
  CHECK(once.history.n_repeat_orders == std::vector<std::int32_t>{2, 0});
  CHECK(once.history.age_at_last_order == std::vector<double>{1000, 0});
  const auto rows = summarise_purchases<std::int64_t>(customer, second, 2, {.until = 1000, .collapse = Collapse::none});
  CHECK(rows.history.n_repeat_orders == std::vector<std::int32_t>{3, 1});
  // A second purchase at the time of the first is a repeat order at age 0: a row that fits must take.
  CHECK(rows.history.age_at_last_order[1] == 0);
  CHECK_NOTHROW(GroupedHistory(rows.history));
}

TEST_CASE("CovariateModel: few and flat customers get a finite answer or a clear line", "[forecast]") {
  const std::vector<std::string> names{"member"};
  for (const auto& [what, rows] : nasty()) {
    INFO(what);
    std::vector<double> member(rows.size());
    for (std::size_t i = 0; i < member.size(); ++i) member[i] = static_cast<double>(i % 2);
    try {
      const auto fit = CovariateParetoNbd::fit(rows, {names, member}, {.max_iterations = 30});
      for (const double p : fit.report.parameters) REQUIRE(std::isfinite(p));
      for (const double e : fit.report.standard_errors) REQUIRE(!std::isnan(e));
      std::vector<double> out(rows.size());
      fit.model.expected_purchases(rows, {names, member}, 10, out);
      for (const double e : out) REQUIRE((std::isfinite(e) && e >= 0));
    } catch (const std::invalid_argument& error) {
      CHECK(std::string(error.what()).find("ParetoNbd: ") != std::string::npos);
    }
  }
}
