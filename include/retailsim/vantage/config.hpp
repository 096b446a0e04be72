#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/vantage/basket_config.hpp>
#include <retailsim/vantage/catalogue_config.hpp>
#include <retailsim/vantage/demand_config.hpp>
#include <retailsim/vantage/discount_config.hpp>
#include <retailsim/vantage/planning_config.hpp>
#include <retailsim/vantage/validation_config.hpp>

/// The e-commerce year of a sports shop: `presets::vantage()` fills a `Config`, `vantage::simulate` runs it.
namespace retailsim::vantage {

/// Every number of the year.
struct Config {
  std::uint64_t seed = 42;
  int year = 2025;
  bool literal = false;  ///< the specification's own numbers where the preset departs from them
  CatalogueConfig catalogue;
  DemandConfig demand;
  BasketConfig baskets;
  DiscountConfig discounts;
  PlanningConfig planning;
  ValidationConfig validation;

  static auto parameters() {
    using T = Config;
    return std::tuple{Parameter{"seed", &T::seed, "another seed, another year", Rule::not_negative()},
                      Parameter{"year", &T::year, "calendar year", Rule::between(1901, 2198)},
                      Parameter{"literal", &T::literal, "the source's own numbers, contradictions included"},
                      Parameter{"catalogue", &T::catalogue, "what is on sale"},
                      Parameter{"demand", &T::demand, "when orders come, and to which shop"},
                      Parameter{"baskets", &T::baskets, "who orders, and what an order holds"},
                      Parameter{"discounts", &T::discounts, "what is paid below the list price"},
                      Parameter{"planning", &T::planning, "marketing and budget"},
                      Parameter{"validation", &T::validation, "what must hold before anything is written"}};
  }
  void check(const std::string& path) const {
    const auto at = [&](const char* name) { return detail::join_path(path, name); };
    const auto category = [&](const std::string& name, const char* where) {
      for (const Category& known : catalogue.categories) {
        if (known.name == name) return;
      }
      throw ParameterError(at(where), "one of the catalogue's categories", '"' + name + '"');
    };
    category(baskets.cross_sell_from, "baskets.cross_sell_from");
    category(baskets.cross_sell_to, "baskets.cross_sell_to");
    bool known = discounts.event.empty();
    for (const Event& event : demand.events) known = known || event.name == discounts.event;
    if (!known) throw ParameterError(at("discounts.event"), "one of demand.events", '"' + discounts.event + '"');
  }

  Date first_day() const { return Date{year, 1, 1}; }
  Date end_day() const { return Date{year + 1, 1, 1}; }
  /// Days simulated before and after the year, for the spend of its last days and the plan of its first and last.
  int margin_days() const { return std::max(planning.spend_days_ahead, planning.budget_window / 2); }
  Date simulated_from() const { return first_day() - margin_days(); }
  Date simulated_to() const { return end_day() + margin_days(); }

  /// \throws ParameterError on the first bad value
  const Config& checked() const {
    check_parameters(*this);
    return *this;
  }
};

}  // namespace retailsim::vantage
