#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/crm/business_time.hpp>
#include <retailsim/crm/config.hpp>
#include <retailsim/crm/deal_law.hpp>
#include <retailsim/crm/deal_outlook.hpp>
#include <retailsim/crm/deal_values.hpp>
#include <retailsim/crm/locale/company_name.hpp>
#include <retailsim/crm/places.hpp>
#include <retailsim/crm/product_list.hpp>
#include <retailsim/crm/sales_labels.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/words.hpp>

namespace retailsim::crm {

/// Business days of a year of 365 days.
inline constexpr double business_days_per_year = 365.0 * 5 / 7;

/// A configuration with all that is made of it once: products, labels, places, the law of deals. Books are made in it,
/// in any order, by any number of threads.
class SalesWorld {
 public:
  /// \throws ParameterError (std::invalid_argument) on a bad value
  explicit SalesWorld(const SalesConfig& the_config)
      : config(checked(the_config)),
        products(config.seed, config.products),
        labels(config, products),
        places(config),
        names(config.seed),
        days(config.from),
        law(config.deals, config.sellers.expertise / static_cast<double>(n_industries), opportunity_shares(config)),
        outlook(law, std::max(1.0, static_cast<double>(days.count_before(config.as_of.value_or(config.to))))),
        values(config.products, products),
        opens(days, days.count_before(config.to) + moving_room, Seconds{config.interactions.working_day_from} * 60) {
    const double total = config.company.share.small + config.company.share.medium + config.company.share.enterprise;
    double mean_contacts = 0, mean_opportunities = 0;
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      const double share = config.company.share[size] / total;
      mean_contacts = std::fma(share, config.company.contact_factor[size], mean_contacts);
      mean_opportunities = std::fma(share, config.company.opportunity_factor[size], mean_opportunities);
    }
    std::vector<double> shares;
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      shares.push_back(config.company.share[size]);
      const double contacts = config.company.contacts * config.company.contact_factor[size] / mean_contacts;
      n_contacts[size] = one_and_poisson(std::max(1.0, contacts), static_cast<std::size_t>(max_contacts));
      opportunities_per_day[size] = config.company.opportunities * config.company.opportunity_factor[size] /
                                    mean_opportunities / business_days_per_year;
    }
    sizes = ShortChoice(shares);
    std::vector<double> sources;
    for (const LeadSource& source : config.deals.lead_sources) sources.push_back(source.weight);
    lead_sources = ShortChoice(sources);
    for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
      const TypeWeights& weights = config.interactions.weights(stage);
      types[stage] = ShortChoice(std::array{weights.call, weights.email, weights.meeting, weights.demo});
      for (const std::string& name : config.interactions.topics[stage]) {
        topics[stage].push_back(
            static_cast<std::uint8_t>(std::ranges::find(topic_labels, name) - topic_labels.begin()));
      }
    }
    industries = ShortChoice(config.company.industries);
    seniorities = ShortChoice(config.company.seniority);
    channels = ShortChoice(config.company.channels);
    n_competitors = ShortChoice(config.deals.competitors);
    for (std::size_t stage = 0; stage < n_open_stages; ++stage) {
      std::vector<double> weights = config.deals.loss_reasons[stage];
      loss_reasons[stage][1] = ShortChoice(weights);
      weights[static_cast<std::size_t>(LossReason::competitor)] = 0;
      loss_reasons[stage][0] = ShortChoice(weights);
    }
    check_window();
  }
  SalesWorld(const SalesWorld&) = delete;
  SalesWorld& operator=(const SalesWorld&) = delete;

  /// Business days after the window in which what had to be moved may lie.
  static constexpr std::int64_t moving_room = 15;
  /// Where no time is free for so many business days, people write instead.
  static constexpr std::int64_t most_days_moved = 10;

  SharedHours shared_hours(std::size_t zone_a, std::size_t zone_b) const {
    const InteractionConfig& hours = config.interactions;
    return {opens.of(zone_a), opens.of(zone_b), Seconds{hours.working_day_to - hours.working_day_from} * 60,
            Seconds{hours.longest()} * 60};
  }

  /// Mean opportunities of a company that begin in the window shown.
  double mean_opportunities(std::size_t size) const {
    return opportunities_per_day[size] * static_cast<double>(days.count_before(config.as_of.value_or(config.to)));
  }

  const SalesConfig config;
  const ProductList products;
  const SalesLabels labels;
  const Places places;
  const CompanyNames names;
  const BusinessDays days;
  const DealLaw law;
  const DealOutlook outlook;
  const DealValues values;
  const OpeningTimes opens;
  ShortChoice sizes, lead_sources, industries, seniorities, channels, n_competitors;
  std::array<std::array<ShortChoice, 2>, n_open_stages> loss_reasons;  ///< without competitors, with some
  std::array<ShortChoice, n_size_classes> n_contacts;
  std::array<ShortChoice, n_open_stages> types;
  std::array<std::vector<std::uint8_t>, n_open_stages> topics;  ///< in `topic_labels`
  std::array<double, n_size_classes> opportunities_per_day{};

 private:
  static const SalesConfig& checked(const SalesConfig& config) {
    check_parameters(config);
    return config;
  }

  static BySize opportunity_shares(const SalesConfig& config) {
    const BySize &share = config.company.share, &factor = config.company.opportunity_factor;
    const double small = retailsim::detail::product(share.small, factor.small);
    const double medium = retailsim::detail::product(share.medium, factor.medium);
    const double enterprise = retailsim::detail::product(share.enterprise, factor.enterprise);
    const double sum = small + medium + enterprise;
    return {small / sum, medium / sum, enterprise / sum};
  }

  // Deals must have time to end, and ids room for all of them.
  void check_window() const {
    const double cycle = outlook.cycle(static_cast<std::size_t>(SizeClass::medium));
    const auto business_days = static_cast<double>(days.count_before(config.to));
    if (business_days < cycle) {
      throw ParameterError("to",
                           "at least a sales cycle after from = " + to_string(config.from) + ", " +
                               std::to_string(static_cast<int>(cycle) + 1) + " business days",
                           to_string(config.to), {"from"});
    }
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      const double mean = opportunities_per_day[size] * business_days;
      if (mean + 8 * std::sqrt(mean) + 20 > static_cast<double>(max_opportunities)) {
        throw ParameterError(
            "company.opportunities",
            "fewer: companies have room for " + std::to_string(max_opportunities) + " in the whole time",
            retailsim::detail::number_text(config.company.opportunities), {"from", "to"});
      }
    }
  }
};

}  // namespace retailsim::crm
