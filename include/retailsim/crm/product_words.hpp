#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <retailsim/crm/labels.hpp>

/// The words that products are made of. Names are coined; where a real product has one, that is chance.
namespace retailsim::crm::product_words {

inline constexpr std::array<std::string_view, 40> brands{
    "Aldura",  "Brevanta", "Cortevis", "Dalmara", "Elvanto",  "Fenora",   "Galvexa",  "Harmela", "Ivoresta", "Jantora",
    "Kelvaro", "Lumetra",  "Movanda",  "Nerolis", "Ostrelva", "Pelmondo", "Quenvara", "Rivendo", "Solvetta", "Tarmino",
    "Ulvaro",  "Ventrisa", "Wexora",   "Xandrel", "Yolventa", "Zarmela",  "Arvetis",  "Belmora", "Corvanto", "Dexora",
    "Ermalis", "Florvent", "Gremora",  "Helvaro", "Ildora",   "Kastrel",  "Lorvanta", "Merivo",  "Norvexa",  "Ortelis"};

inline constexpr std::size_t n_nouns = 10, n_features = 10, n_options = 6;  ///< of each category

struct CategoryWords {
  std::array<std::string_view, n_nouns> nouns;
  std::array<std::string_view, n_features> features;
  std::array<std::string_view, n_options> options;
  std::string_view unit;  ///< what a quantity counts
};

inline constexpr std::array<CategoryWords, n_categories> categories{{
    {{"Analytics", "CRM", "Ledger", "Workflow", "Insight", "Planner", "Gateway", "Vault", "Studio", "Desk"},
     {"single sign-on", "role-based access", "audit log", "open API", "mobile app", "dashboards", "data export",
      "workflow automation", "encryption at rest", "multi-language interface"},
     {"on-premises hosting", "private cloud", "custom branding", "extended retention", "sandbox",
      "named support engineer"},
     "licences"},
    {{"Terminal", "Scanner", "Router", "Sensor Kit", "Edge Server", "Display", "Printer", "Storage Array", "Tablet",
      "Gate"},
     {"three-year warranty", "remote management", "dust protection", "low-power mode", "dual network ports",
      "hot-swap drives", "tamper detection", "quick mount", "extended temperature range", "colour display"},
     {"custom housing", "extra memory", "rack mount", "rugged case", "pre-installed software", "laser engraving"},
     "units"},
    {{"Onboarding", "Care Plan", "Migration", "Training", "Integration", "Monitoring", "Managed Hosting", "Rollout",
      "Support Desk", "Health Check"},
     {"named contact", "response within four hours", "on-site visits", "remote sessions", "training material",
      "acceptance test", "monthly report", "weekend cover", "handover document", "escalation path"},
     {"evening hours", "second language", "on-site team", "extended warranty", "24/7 cover",
      "data protection addendum"},
     "days"},
    {{"Strategy Review", "Process Audit", "Data Roadmap", "Security Assessment", "Change Programme", "Cost Analysis",
      "Market Study", "Architecture Review", "Compliance Review", "Growth Workshop"},
     {"senior consultant", "executive summary", "benchmark of the industry", "workshop series", "interview programme",
      "business case", "risk register", "implementation plan", "progress reviews", "management presentation"},
     {"board presentation", "several sites", "second opinion", "follow-up review", "tailored benchmark", "joint team"},
     "days"},
}};

}  // namespace retailsim::crm::product_words
