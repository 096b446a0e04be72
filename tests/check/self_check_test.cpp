#include <retailsim/check/self_check.hpp>

#include <cstdint>
#include <string>
#include <vector>

#include "check/checked_world.hpp"
#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::test;

namespace {

bool same(const CheckReport& a, const CheckReport& b) {
  if (a.rows.size() != b.rows.size() || a.n_customers != b.n_customers || a.n_examined != b.n_examined) return false;
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    const CheckRow &x = a.rows[i], &y = b.rows[i];
    // Sums of doubles may be taken in another order.
    const auto close = [](double u, double v) { return std::abs(u - v) <= 1e-9 * (std::abs(u) + std::abs(v)); };
    if (x.name != y.name || x.n != y.n || !close(x.observed, y.observed) || !close(x.expected, y.expected))
      return false;
  }
  return true;
}

CheckedParameters few(std::int64_t n_customers) {
  CheckedParameters parameters;
  parameters.scenario.n_customers = n_customers;
  return parameters;
}

}  // namespace

TEST_CASE("SelfCheck: a right run passes, whatever its models", "[check][statistical]") {
  CheckedParameters p;
  p.scenario.seed = GENERATE(1u, 2u, 3u);
  const int variant = GENERATE(0, 1, 2, 3);
  if (variant == 1) p.gap_shape = 2;
  if (variant == 2) p.calendar.events.push_back(CalendarEvent::yearly("quiet", 2, 1, 3, 10, 0.4));
  if (variant == 3) {
    p.life.registration = Registration::seasonal;
    p.life.lifetime = MonthsLaw::exponential(12);
    p.scenario.from = Date{2020, 9, 1};  // rows of the first months are not shown
  }
  const CheckReport report = check_run(p, p);
  INFO(to_text(report));
  CHECK(outside(report).empty());  // fails one seed in a million
  CHECK(report.count(Verdict::ok) >= 70);
  CHECK(report.n_examined == p.scenario.n_customers);
}

TEST_CASE("SelfCheck: gaps of shape 3 and events that lower demand at once", "[check][statistical]") {
  CheckedParameters p;
  p.gap_shape = 3;
  p.alpha = 0.05;
  p.calendar.events.push_back(CalendarEvent::yearly("quiet", 2, 1, 3, 10, 0.4));
  const CheckReport report = check_run(p, p);
  INFO(to_text(report));
  CHECK(outside(report).empty());
  CHECK(report.find("orders", "repeat orders of settled customers")->n > 10'000);
}

TEST_CASE("SelfCheck: other churn models, and first orders after a gap", "[check][statistical]") {
  Scenario scenario = CheckedParameters().scenario;
  const auto run = [&](const auto& simulation) {
    const auto world = simulation.world(scenario);
    SelfCheck check(world);
    simulation.run_in(world, check);
    const CheckReport report = check.finish();
    INFO(to_text(report));
    CHECK(outside(report).empty());
    CHECK(report.count(Verdict::ok) >= 30);
    return report;
  };
  const LogNormalPrice price(2, 0.5);
  const RetailCalendar calendar(CheckedParameters().calendar);
  run(Simulation{price, calendar, IndependentBasket{}, BgNbdChurn(0.8, 2.4), GammaRates(0.8, 0.1)});
  run(Simulation{price, calendar, IndependentBasket{}, ParetoNbdChurn(0.6, 90), UniformIntegerRates(3, 10)});
  const CheckReport steady = run(Simulation{price, calendar, IndependentBasket{}, NoChurn{}, ConstantRate{2}});
  CHECK(steady.find("orders", "customers without an order yet") != nullptr);
}

TEST_CASE("SelfCheck: a small run has too few of most things to judge", "[check]") {
  const CheckReport report = check_run(few(60), few(60));
  CHECK(report.passed());
  CHECK(report.count(Verdict::too_few_to_judge) > 30);
  CHECK(report.find("customers", "share never buying")->verdict == Verdict::too_few_to_judge);
  CHECK(report.find("ledger", "lines that do not add up")->verdict == Verdict::ok);
}

TEST_CASE("SelfCheck: batches, units and threads change nothing", "[check]") {
  const CheckedParameters p = few(3000);
  const CheckReport whole = check_run(p, p);
  RunOptions options;
  options.lines_per_batch = GENERATE(std::size_t{1}, std::size_t{777});
  options.customers_per_unit = GENERATE(100, 2048);
  options.threads = 2;
  CHECK(same(whole, check_run(p, p, {.n_examined = 1 << 20}, options)));
}

TEST_CASE("SelfCheck: checks of shards add up to that of the whole", "[check]") {
  const CheckedParameters p = few(5000);
  const auto simulation = p.simulation();
  const auto world = p.world();
  const SelfCheckOptions options{.n_examined = 1300};  // every fourth run of neighbours
  SelfCheck whole(world, options), merged(world, options);
  simulation.run_in(world, whole);
  for (int shard = 0; shard < 3; ++shard) {
    const auto piece = simulation.world(p.scenario.shard(shard, 3));
    SelfCheck check(piece, options);
    simulation.run_in(piece, check);
    merged.merge(check);
  }
  CHECK(same(whole.finish(), merged.finish()));
  CHECK(whole.finish().n_customers == 5000);
}

TEST_CASE("SelfCheck: many customers are examined in part, rows of the ledger in whole", "[check]") {
  const CheckedParameters p = few(20'000);
  const CheckReport part = check_run(p, p, {}), whole = check_run(p, p);
  CHECK(part.passed());
  CHECK(part.n_examined > 2200);
  CHECK(part.n_examined < 2800);
  CHECK(whole.n_examined == 20'000);
  CHECK(part.find("ledger", "lines that do not add up")->n == whole.find("ledger", "lines that do not add up")->n);
  CHECK(part.find("baskets", "lines of an order: mean")->n < whole.find("baskets", "lines of an order: mean")->n / 6);
  CHECK(check_run(few(1900), few(1900), {}).n_examined == 1900);
}

TEST_CASE("SelfCheck: the rows of a day's delta, and of a few customers, pass too", "[check][statistical]") {
  CheckedParameters p = few(20'000);
  SECTION("a delta") { p.scenario.emit_from = Date{2022, 3, 1}; }
  SECTION("a window that ends before the last registrations") { p.scenario.to = Date{2021, 2, 1}; }
  SECTION("some customers") { p.scenario = p.scenario.customers(12'345, 4000); }
  SECTION("one customer") { p.scenario = p.scenario.customers(0, 1); }
  SECTION("one day") {
    p.scenario.from = Date{2021, 6, 1};
    p.scenario.to = Date{2021, 6, 2};
  }
  const CheckReport report = check_run(p, p);
  INFO(to_text(report));
  CHECK(report.passed());
}

TEST_CASE("SelfCheck: bad options are refused", "[check]") {
  const auto world = few(10).world();
  CHECK_THROWS_WITH(SelfCheck(world, {.n_examined = 0}), contains("SelfCheckOptions: n_examined must be >= 1, got 0"));
  CHECK_THROWS_WITH(SelfCheck(world, {.error_rate = 0}),
                    contains("SelfCheckOptions: error_rate must be in (0, 1), got 0"));
}
