#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/check/self_check.hpp>
#include <retailsim/models.hpp>
#include <retailsim/returns/category_returns.hpp>
#include <retailsim/simulation.hpp>

/// A world in which every model says its law, and its parameters: what the tests of the self-check run and bend.
namespace retailsim::test {

struct CheckedParameters {
  Scenario scenario = [] {
    Scenario s;
    s.seed = 11;
    s.n_customers = 30'000;
    s.registered_from = s.from = Date{2020, 1, 1};
    s.registered_to = Date{2022, 1, 1};
    s.to = Date{2022, 10, 1};
    s.catalogue = Catalogue::plain(400);
    s.catalogue.product_groups = {"bread", "tea", "soap"};
    for (std::size_t i = 0; i < 400; ++i) {
      s.catalogue.product_group[i] = static_cast<std::int16_t>(i % 3);
      s.catalogue.popularity[i] = 1.0 / static_cast<double>(5 + i);
      s.catalogue.return_probability[i] = 0.1 * static_cast<double>(1 + i % 2);
      if (i % 4 == 3) s.catalogue.launched_on[i] = Date{2020, 3, 1}.days + static_cast<std::int32_t>(i);
    }
    return s;
  }();
  LogNormalPrice::Parameters price{.mu = 2.5, .sigma = 0.6};
  std::int32_t sale_points = 2000;
  double discount_share = 0.1;
  std::int32_t discount_points = 1000;
  RetailCalendarParameters calendar = [] {
    auto p = RetailCalendarParameters::mild();
    p.events = {CalendarEvent::yearly("sale", 6, 1, 6, 20, 1.6)};
    return p;
  }();
  std::vector<double> sizes{5, 3, 1.5, 0.5}, quantities{8, 1.5, 0.5};
  double affinity = 1.8, cross_sell = 2;
  LifetimeChurnParameters life{.never_buys = 0.1,
                               .at_registration = 0.6,
                               .first_delay = MonthsLaw::uniform(0, 3),
                               .lost_after_months = 2.5,
                               .buy_and_go = 0.3,
                               .lifetime = MonthsLaw::uniform(6, 24)};
  double r = 1.2, alpha = 0.12;
  int gap_shape = 1;
  TraitPlan traits = [] {
    TraitPlan plan;
    plan.segments = {{"regular", 0.8, 1, {}, {}, {}, {}}, {"loyal", 0.2, 2.5, {1, 6, 1, 1}, {}, {}, {}}};
    plan.countries = {{"north", 3, {{"a", 2}, {"b", 1}}}, {"south", 1, {{"c", 1}}}};
    plan.channels = {{"shop", 2}, {"search", 1}};
    return plan;
  }();
  CategoryReturns::Parameters returns{
      .probability = {}, .exchange_probability = 0.05, .whole_line_share = 0.5, .delay = ReturnDelay::gamma(2, 9, 30)};

  auto simulation() const {
    const CalendarEvent sale = CalendarEvent::yearly("sale", 6, 1, 6, 20, 1);
    return Simulation{
        RandomDiscount(EventDiscount(PriceEndings(LogNormalPrice(price), 0.5), {{sale, sale_points}}),
                       {.probability = discount_share, .basis_points = discount_points}),
        RetailCalendar(calendar),
        CrossSellBasket(
            {.shape = {DiscreteTable(1, sizes), DiscreteTable(1, quantities)},
             .cross_sell = {{{SkuLabel::product_group, "bread"}, {SkuLabel::product_group, "tea"}, cross_sell}},
             .affinity = {{{Trait::gender, "female"}, {SkuLabel::product_group, "soap"}, affinity}}}),
        LifetimeChurn(life),
        SegmentedPopulation(ErlangGaps(GammaRates(r, alpha), gap_shape), traits),
        CategoryReturns(returns)};
  }
  auto world(const RunOptions& options = {}) const { return simulation().world(scenario, options); }
};

/// Runs the world of `made` and compares it with what the world of `implied` implies.
inline CheckReport check_run(const CheckedParameters& made, const CheckedParameters& implied,
                             const SelfCheckOptions& options = {.n_examined = 1 << 20}, const RunOptions& run = {}) {
  const auto simulation = made.simulation();
  const auto world = simulation.world(made.scenario), expected = implied.world();
  SelfCheck check(expected, options);
  simulation.run_in(world, check, run);
  return check.finish();
}

inline std::vector<std::string> outside(const CheckReport& report) {
  std::vector<std::string> names;
  for (const CheckRow& row : report.rows) {
    if (row.verdict == Verdict::outside) names.push_back(row.subject + ": " + row.name);
  }
  return names;
}

/// Whether a row whose name begins so is outside.
inline bool finds(const CheckReport& report, const std::string& beginning) {
  for (const std::string& name : outside(report)) {
    if (name.starts_with(beginning)) return true;
  }
  return false;
}

}  // namespace retailsim::test
