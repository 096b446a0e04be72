#pragma once

#include <cstdint>

#include <retailsim/crm/columns.hpp>
#include <retailsim/crm/deal_columns.hpp>

namespace retailsim::crm {

/// All tables of a set, or of some books of it, but for the products.
template <template <class> class Column>
struct SalesTables {
  SalesPersonColumns<Column> sales_people;
  CompanyColumns<Column> companies;
  ContactColumns<Column> contacts;
  OpportunityColumns<Column> opportunities;
  OpportunityLineColumns<Column> opportunity_lines;
  OpportunityStageColumns<Column> opportunity_stages;
  InteractionColumns<Column> interactions;
  SalesPersonTruthColumns<Column> sales_people_truth;  ///< filled where the truth is asked for
  OpportunityTruthColumns<Column> opportunities_truth;
  OutcomeColumns<Column> outcomes;  ///< filled where `as_of` is given

  /// Calls f(name, table) for each table.
  template <class Self, class F>
  static void for_each(Self& self, F&& f) {
    f("sales_people", self.sales_people);
    f("companies", self.companies);
    f("contacts", self.contacts);
    f("opportunities", self.opportunities);
    f("opportunity_lines", self.opportunity_lines);
    f("opportunity_stages", self.opportunity_stages);
    f("interactions", self.interactions);
    f("sales_people_truth", self.sales_people_truth);
    f("opportunities_truth", self.opportunities_truth);
    f("labels", self.outcomes);
  }
};

/// Rows while they are made, and as they are handed on.
using SalesRows = SalesTables<VectorColumn>;

/// No rows; the memory is kept.
inline void clear(SalesRows& rows) {
  SalesRows::for_each(rows, [](const char*, auto& table) {
    for_each_column(table, [](const auto&, auto& column) { column.clear(); });
  });
}

// Ids hold what they belong to, so that a row says where it is from, and a company's ids do not depend on others:
// contact = company * 2^8 + number, opportunity = company * 2^10 + number, interaction = opportunity * 2^10 + number,
// numbers from 1. With at most 2^31 companies they stay below 2^53, which a double holds exactly.
inline constexpr int contact_bits = 8, opportunity_bits = 10, interaction_bits = 10;
inline constexpr std::int64_t max_contacts = (1 << contact_bits) - 1, max_opportunities = (1 << opportunity_bits) - 1,
                              max_interactions = (1 << interaction_bits) - 1;

constexpr std::int64_t company_of_contact(std::int64_t contact_id) { return contact_id >> contact_bits; }
constexpr std::int64_t company_of_opportunity(std::int64_t opportunity_id) {
  return opportunity_id >> opportunity_bits;
}
constexpr std::int64_t opportunity_of_interaction(std::int64_t interaction_id) {
  return interaction_id >> interaction_bits;
}

}  // namespace retailsim::crm
