#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/core/table.hpp>
#include <retailsim/crm/config.hpp>
#include <retailsim/crm/labels.hpp>
#include <retailsim/crm/locale/industry.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/time_zone.hpp>
#include <retailsim/crm/product_list.hpp>

namespace retailsim::crm {

inline constexpr std::size_t n_sub_industries = 3;  ///< of each industry
inline constexpr std::array<std::string_view, n_industries * n_sub_industries> sub_industry_names{
    "Business Applications",
    "Developer Tools",
    "Games",  // Software
    "Machine Building",
    "Electronics",
    "Packaging",  // Manufacturing
    "Road Freight",
    "Warehousing",
    "Parcel Delivery",  // Logistics
    "Fashion",
    "Home and Garden",
    "Online Retail",  // Retail
    "Hospitals",
    "Medical Devices",
    "Laboratories",  // Healthcare
    "Banking",
    "Insurance",
    "Asset Management",  // Finance
    "Power Supply",
    "Renewables",
    "Oil and Gas",  // Energy
    "Building",
    "Civil Engineering",
    "Facility Services",  // Construction
    "Bakery",
    "Beverages",
    "Frozen Food",  // Food
    "Management Consulting",
    "Engineering Offices",
    "Tax and Audit",  // Consulting
    "Universities",
    "Vocational Training",
    "E-Learning",  // Education
    "Publishing",
    "Broadcasting",
    "Advertising",  // Media
    "Mobile Networks",
    "Fixed Networks",
    "Network Equipment",  // Telecommunications
    "Crop Farming",
    "Livestock",
    "Farm Equipment",  // Agriculture
    "Car Parts",
    "Dealerships",
    "Fleet Services",  // Automotive
    "Hotels",
    "Restaurants",
    "Travel Agencies"};  // Hospitality

/// Roles of contacts: four of each seniority.
inline constexpr std::size_t roles_per_seniority = 4;
inline const Labels contact_role_labels{"Purchasing Specialist",
                                        "Systems Administrator",
                                        "Business Analyst",
                                        "Project Coordinator",
                                        "IT Manager",
                                        "Procurement Manager",
                                        "Operations Manager",
                                        "Finance Manager",
                                        "IT Director",
                                        "Head of Procurement",
                                        "Operations Director",
                                        "Finance Director",
                                        "Chief Executive",
                                        "Chief Financial Officer",
                                        "Chief Information Officer",
                                        "Chief Operating Officer"};

/// Sellers of the same things; coined names. Their number is prime, so that a step between two of them, repeated, meets
/// each.
inline const Labels competitor_labels{"Altivane", "Borundia", "Cerrafix", "Dovantis", "Everlith", "Foxmera", "Grandolo",
                                      "Hexavolt", "Imparion", "Joltrana", "Kryonova", "Lentivar", "Mondexa"};

/// What the codes of all label columns mean, for one configuration.
struct SalesLabels {
  Labels countries, nationalities;                          ///< by place in `locales()`
  Labels zones;                                             ///< by place in `time_zones()`
  Labels languages;                                         ///< BCP 47 tags
  std::vector<std::array<std::int16_t, 8>> language_codes;  ///< in `languages`, by locale and its language
  Labels cities;                                            ///< of all locales
  std::vector<std::int16_t> first_city;                     ///< in `cities`, by locale
  Labels industries, sub_industries, lead_sources, currencies, topics;

  SalesLabels(const SalesConfig& config, const ProductList& products) {
    for (const Locale& locale : locales()) {
      countries.emplace_back(locale.country);
      nationalities.emplace_back(locale.nationality);
      first_city.push_back(static_cast<std::int16_t>(cities.size()));
      for (const City& city : locale.cities) cities.emplace_back(city.name);
      auto& codes = language_codes.emplace_back();
      for (std::size_t i = 0; i < locale.languages.size(); ++i) codes[i] = language_code(locale.languages[i].tag);
    }
    for (const TimeZone& zone : time_zones()) zones.emplace_back(zone.name);
    industries.assign(industry_names.begin(), industry_names.end());
    sub_industries.assign(sub_industry_names.begin(), sub_industry_names.end());
    for (const LeadSource& source : config.deals.lead_sources) lead_sources.push_back(source.name);
    currencies.push_back(config.currency);
    topics = {"needs",       "budget",     "timeline",    "decision process", "current system", "demo feedback",
              "integration", "security",   "pricing",     "discount",         "contract terms", "delivery",
              "training",    "references", "competitors", "priorities"};
    for (std::size_t i = 0; i < products.size(); ++i) topics.push_back(products[i].name);
  }

  /// Topics that are no products; those come after them.
  static constexpr std::int16_t n_plain_topics = 16;

 private:
  std::int16_t language_code(std::string_view tag) {
    const auto found = std::ranges::find(languages, tag);
    if (found != languages.end()) return static_cast<std::int16_t>(found - languages.begin());
    languages.emplace_back(tag);
    return static_cast<std::int16_t>(languages.size() - 1);
  }
};

}  // namespace retailsim::crm
