// A run made with one parameter a few per cent off, or with rows that were tampered with, is found by the row made for
// it: the other half of a self-check's worth.
#include <retailsim/check/self_check.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "check/checked_world.hpp"
#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::test;

namespace {

struct Fault {
  std::string found_by;  ///< beginning of a row's name
  std::function<void(CheckedParameters&)> breaks;
};

const std::vector<Fault>& faults() {
  using P = CheckedParameters;
  static const std::vector<Fault> all{
      {"customers: share never buying", [](P& p) { p.life.never_buys = 0.12; }},
      {"customers: share buying at registration", [](P& p) { p.life.at_registration = 0.63; }},
      {"customers: share of buyers who buy and go", [](P& p) { p.life.buy_and_go = 0.33; }},
      {"orders: buyers with one order only", [](P& p) { p.life.buy_and_go = 0.33; }},
      {"customers: days until a delayed first order: mean",
       [](P& p) { p.life.first_delay = MonthsLaw::uniform(0.15, 3); }},
      {"customers: share of delayed first orders within", [](P& p) { p.life.lost_after_months = 2.8; }},
      {"customers: lifetime in months: mean", [](P& p) { p.life.lifetime = MonthsLaw::uniform(6, 25); }},
      {"customers: lifetime: law", [](P& p) { p.life.lifetime = MonthsLaw::uniform(4.5, 25.5); }},
      {"customers: day of registration",
       [](P& p) {
         p.scenario.registered_to = Date{2021, 12, 1};
       }},
      {"customers: gender female", [](P& p) { p.traits.genders[1].weight = 0.45; }},
      {"customers: gender by segment", [](P& p) { p.traits.segments[1].gender = {}; }},
      {"customers: segment loyal", [](P& p) { p.traits.segments[1].weight = 0.22; }},
      {"customers: country south", [](P& p) { p.traits.countries[1].weight = 1.1; }},
      {"customers: city b", [](P& p) { p.traits.countries[0].cities[1].weight = 1.1; }},
      {"customers: channel search", [](P& p) { p.traits.channels[1].weight = 1.1; }},
      {"customers: year of birth: mean", [](P& p) { p.traits.ages[0].to = 62; }},
      {"customers: year of birth: law",
       [](P& p) {
         p.traits.ages = {{18, 62, 1}};
       }},
      {"customers: orders per year: mean rate", [](P& p) { p.alpha *= 1.06; }},
      {"customers: orders per year: variance", [](P& p) { p.r *= 1.25, p.alpha *= 1.25; }},
      {"customers: orders per year: law", [](P& p) { p.r *= 1.25, p.alpha *= 1.25; }},
      {"customers: orders per year: mean rate", [](P& p) { p.traits.segments[1].rate_factor = 2.8; }},
      {"orders: first gap", [](P& p) { p.gap_shape = 2; }},
      {"orders: share on Monday", [](P& p) { p.calendar.weekday[0] *= 1.04; }},
      {"orders: share in March", [](P& p) { p.calendar.month[2] *= 1.05; }},
      {"orders: share by hour of day", [](P& p) { p.calendar.hours[3] *= 2; }},
      {"orders: orders added by events", [](P& p) { p.calendar.events[0].factor = 1.75; }},
      {"orders: orders on days of sale", [](P& p) { p.calendar.events[0].factor = 1.75; }},
      {"orders: repeat orders",
       [](P& p) {
         p.calendar.trend = 1e-4, p.calendar.trend_origin = Date{2020, 1, 1};
       }},
      {"baskets: lines of an order: mean", [](P& p) { p.sizes[3] *= 1.3; }},
      {"baskets: lines of an order: variance",
       [](P& p) {
         p.sizes = {5.2, 2.6, 1.7, 0.5};
       }},
      {"baskets: lines of an order: law",
       [](P& p) {
         p.sizes = {5.2, 2.7, 1.6, 0.5};
       }},
      {"baskets: units of a line: mean", [](P& p) { p.quantities[2] *= 1.2; }},
      {"lines: share of tea",
       [](P& p) {
         for (std::size_t i = 1; i < 400; i += 3) p.scenario.catalogue.popularity[i] *= 1.03;
       }},
      {"lines: share of top tenth",
       [](P& p) {
         for (std::size_t i = 0; i < 400; ++i) p.scenario.catalogue.popularity[i] = 1.0 / (6 + static_cast<double>(i));
       }},
      {"lines: odds ratio, gender \"female\"", [](P& p) { p.affinity = 1.9; }},
      {"lines: odds ratio, product_group \"bread\" brings", [](P& p) { p.cross_sell = 2.2; }},
      {"lines: share with a discount of their own", [](P& p) { p.discount_share = 0.105; }},
      {"lines: discounts of another size", [](P& p) { p.discount_points = 1100; }},
      {"lines: discounts of another size", [](P& p) { p.sale_points = 2100; }},
      {"returns: share of lines returned", [](P& p) { p.returns.probability = 0.16; }},
      {"returns: share of lines exchanged", [](P& p) { p.returns.exchange_probability = 0.055; }},
      {"returns: units back of lines of several", [](P& p) { p.returns.whole_line_share = 0.6; }},
      {"returns: days until goods come back: mean", [](P& p) { p.returns.delay = ReturnDelay::gamma(2, 9.5, 30); }},
      {"returns: days until goods come back: law", [](P& p) { p.returns.delay = ReturnDelay::gamma(2.4, 9, 30); }},
  };
  return all;
}

/// A copy of a batch whose columns can be changed before the check sees them.
struct Tampered {
  explicit Tampered(const Batch& batch) : batch_(batch) {
    for_each_column(lines, batch.lines, [](auto& to, const auto& from) { to.assign(from.begin(), from.end()); });
    for_each_column(orders, batch.orders, [](auto& to, const auto& from) { to.assign(from.begin(), from.end()); });
  }
  Batch batch() const {
    Batch result = batch_;
    result.lines = rows(lines, 0, lines.order_id.size());
    result.orders = rows(orders, 0, orders.order_id.size());
    return result;
  }
  LineColumns<VectorColumn> lines;
  OrderColumns<VectorColumn> orders;

 private:
  Batch batch_;
};

/// The run of a right world whose rows `change` has tampered with.
CheckReport tampered(const std::function<void(Tampered&)>& change) {
  CheckedParameters p;
  p.scenario.n_customers = 2000;
  const auto simulation = p.simulation();
  const auto world = p.world();
  SelfCheck check(world);
  const auto sink = [&](const Batch& batch) {
    Tampered copy(batch);
    if (copy.lines.order_id.size() > 500) change(copy);  // the first units hold a few customers, maybe without a line
    check(copy.batch());
  };
  simulation.run_in(world, sink);
  return check.finish();
}

/// Position of the first line of a kind with so many units at least, in absolute value.
std::size_t line_of(const Tampered& t, Kind kind, std::int32_t units) {
  for (std::size_t i = 0; i < t.lines.kind.size(); ++i) {
    if (t.lines.kind[i] == static_cast<std::uint8_t>(kind) && std::abs(t.lines.quantity[i]) >= units) return i;
  }
  return t.lines.kind.size() - 1;
}

}  // namespace

TEST_CASE("SelfCheck finds each parameter that is off by the row made for it", "[check][statistical]") {
  const CheckedParameters right;
  for (const Fault& fault : faults()) {
    CheckedParameters broken;
    fault.breaks(broken);
    const CheckReport report = check_run(broken, right);
    INFO(fault.found_by << "\n" << to_text(report));
    CHECK(finds(report, fault.found_by));
    CHECK_FALSE(report.passed());
  }
}

TEST_CASE("SelfCheck: list prices of another law are found", "[check][statistical]") {
  CheckedParameters right, broken;
  broken.price.mu = 2.75;
  const auto world = right.world(), other = broken.world();
  const auto report = [&](const std::vector<std::int64_t>& prices) {
    CheckReport result;
    check::add_price_rows(result.rows, world.models.price, world.scenario.catalogue, prices);
    result.judge();
    return result;
  };
  CHECK(report(world.prices).passed());
  CHECK(finds(report(other.prices), "products: mean log price"));
  CHECK(finds(check_run(broken, right), "ledger: lines before launch or not at list price"));
}

TEST_CASE("SelfCheck: rows as they are pass, tampered rows do not", "[check]") {
  CHECK(tampered([](Tampered&) {}).passed());

  SECTION("an amount that is off by a cent") {
    CHECK(finds(tampered([](Tampered& t) { ++t.lines.amount.back(); }), "ledger: lines that do not add up"));
  }
  SECTION("an order that is not the sum of its lines") {
    CHECK(finds(tampered([](Tampered& t) { ++t.orders.amount.front(); }), "ledger: orders that are not the sum"));
  }
  SECTION("an order after the end of the window") {
    const auto late = [](Tampered& t) { t.orders.ordered_at.back() = Date{2022, 10, 1}.start() * micros_per_second; };
    CHECK(finds(tampered(late), "ledger: orders outside the window"));
  }
  SECTION("a price that is not the list price") {
    const auto dear = [](Tampered& t) {
      const std::size_t line = line_of(t, Kind::sale, 1);
      t.lines.unit_price[line] += 1;
      t.lines.discount[line] += t.lines.quantity[line];
    };
    const CheckReport report = tampered(dear);
    CHECK(finds(report, "ledger: lines before launch or not at list price"));
    CHECK(finds(report, "lines: discounts of another size"));
  }
  SECTION("more units back than were sold") {
    const auto more = [](Tampered& t) {
      const std::size_t line = line_of(t, Kind::returned, 1);
      t.lines.quantity[line] *= 4;
      t.lines.discount[line] = t.lines.quantity[line] * t.lines.unit_price[line] - t.lines.amount[line];
    };
    CHECK(finds(tampered(more), "returns: rows that do not fit their sale"));
  }
  SECTION("more money back than was paid") {
    const auto more = [](Tampered& t) {
      const std::size_t line = line_of(t, Kind::returned, 1);
      t.lines.amount[line] -= 100'000;
      t.lines.discount[line] += 100'000;
    };
    CHECK(finds(tampered(more), "returns: rows that do not fit their sale"));
  }
  SECTION("a return that refers to nothing") {
    const auto lost = [](Tampered& t) { ++t.lines.refers_to_line_no[line_of(t, Kind::returned, 1)] += 100; };
    CHECK(finds(tampered(lost), "returns: rows that do not fit their sale"));
  }
  SECTION("a return before its sale") {
    const auto early = [](Tampered& t) {
      for (std::size_t o = 0; o < t.orders.kind.size(); ++o) {
        if (t.orders.kind[o] == static_cast<std::uint8_t>(Kind::returned))
          t.orders.ordered_at[o] -= 40 * 86'400'000'000;
      }
    };
    CHECK(finds(tampered(early), "returns: rows that do not fit their sale"));
  }
}
