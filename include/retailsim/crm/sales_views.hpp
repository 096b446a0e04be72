#pragma once

#include <string_view>

#include <retailsim/core/table.hpp>
#include <retailsim/crm/labels.hpp>
#include <retailsim/crm/locale/labels.hpp>
#include <retailsim/crm/sales_labels.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/io/table_viewer.hpp>

namespace retailsim::crm {

/// A table of the CRM set as writers see it: `view_of("contacts", rows.contacts, world.labels)`. The labels must
/// outlive the view.
template <class Table>
TableView view_of(std::string_view name, const Table& table, const SalesLabels& labels) {
  // One list of labels for each name of a column: the same name means the same thing in every table.
  return TableViewer(name, {{"category", &category_labels},
                            {"features", &labels.features},
                            {"customisation_options", &labels.customisation_options},
                            {"customisation", &labels.customisation_options},
                            {"role", name == "sales_people" ? &seller_role_labels : &contact_role_labels},
                            {"nationality", &nationality_labels()},
                            {"languages", &LanguageCodes::all().tags()},
                            {"time_zone", &time_zone_labels()},
                            {"territories", &country_labels()},
                            {"expertise", &industry_labels},
                            {"industry", &industry_labels},
                            {"sub_industry", &sub_industry_labels},
                            {"size_class", &size_labels},
                            {"city", &CityCodes::all().labels()},
                            {"country", &country_labels()},
                            {"seniority", &seniority_labels},
                            {"preferred_channel", &channel_labels},
                            {"lead_source", &labels.lead_sources},
                            {"status", &status_labels},
                            {"currency", &labels.currencies},
                            {"competitors", &labels.competitors},
                            {"loss_reason", &loss_labels},
                            {"stage", &stage_labels},
                            {"type", &interaction_labels},
                            {"outcome", name == "labels" ? &stage_labels : &outcome_labels},
                            {"topics", &labels.topics}})
      .view(table);
}

}  // namespace retailsim::crm
