#pragma once

#include <cstddef>
#include <cstdint>

#include <retailsim/core/table.hpp>
#include <retailsim/crm/config.hpp>
#include <retailsim/crm/labels.hpp>
#include <retailsim/crm/locale/industry.hpp>
#include <retailsim/crm/product_list.hpp>

namespace retailsim::crm {

inline const Labels industry_labels(industry_names.begin(), industry_names.end());
inline constexpr std::size_t n_sub_industries = 3;  ///< of each industry
inline const Labels sub_industry_labels{"Business Applications",
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

/// The labels that depend on the configuration; the others are those of crm/labels.hpp and crm/locale/labels.hpp.
struct SalesLabels {
  Labels lead_sources, currencies;
  Labels topics;  ///< first the plain ones, then the products
  Labels competitors;
  Labels features, customisation_options;  ///< of products

  SalesLabels(const SalesConfig& config, const ProductList& products)
      : currencies{config.currency},
        topics(topic_labels),
        competitors(config.deals.competitor_names),
        features(products.feature_labels()),
        customisation_options(products.option_labels()) {
    for (const LeadSource& source : config.deals.lead_sources) lead_sources.push_back(source.name);
    for (std::size_t i = 0; i < products.size(); ++i) topics.push_back(products[i].name);
  }

  /// Topics that are no products.
  static std::int16_t n_plain_topics() { return static_cast<std::int16_t>(topic_labels.size()); }
};

}  // namespace retailsim::crm
