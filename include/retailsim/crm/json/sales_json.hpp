// Needs nlohmann-json: link retailsim::json.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include <nlohmann/json.hpp>

#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_views.hpp>
#include <retailsim/io/json/json_rows.hpp>

namespace retailsim::crm {

/// The companies of a batch as JSON, each with its contacts and opportunities, these with lines, stages and
/// interactions; and its sellers.
class SalesJson {
 public:
  explicit SalesJson(const SalesLabels& labels) : labels_(labels) {}

  /// Takes the rows of a batch, which hold the companies whole and in the order of the other tables.
  template <template <class> class Column>
  void bind(const SalesTables<Column>& rows) {
    companies_.bind("companies", rows.companies, rows.companies.company_id.data(), labels_);
    contacts_.bind("contacts", rows.contacts, rows.contacts.company_id.data(), labels_);
    opportunities_.bind("opportunities", rows.opportunities, rows.opportunities.company_id.data(), labels_);
    lines_.bind("opportunity_lines", rows.opportunity_lines, rows.opportunity_lines.opportunity_id.data(), labels_);
    stages_.bind("opportunity_stages", rows.opportunity_stages, rows.opportunity_stages.opportunity_id.data(), labels_);
    interactions_.bind("interactions", rows.interactions, rows.interactions.opportunity_id.data(), labels_);
    sales_people_.bind("sales_people", rows.sales_people, rows.sales_people.sales_person_id.data(), labels_);
    opportunity_ids_ = rows.opportunities.opportunity_id.data();
  }

  /// The next company of the batch; false at its end.
  bool next_company(nlohmann::ordered_json& company) {
    if (companies_.at_end()) return false;
    const std::int64_t id = companies_.key();
    company = companies_.take();
    company["contacts"] = contacts_.all_of(id);
    nlohmann::ordered_json& opportunities = company["opportunities"] = nlohmann::ordered_json::array();
    while (opportunities_.is_at(id)) {
      const std::int64_t opportunity_id = opportunity_ids_[opportunities_.row];
      nlohmann::ordered_json opportunity = opportunities_.take();
      opportunity["lines"] = lines_.all_of(opportunity_id);
      opportunity["stages"] = stages_.all_of(opportunity_id);
      opportunity["interactions"] = interactions_.all_of(opportunity_id);
      opportunities.push_back(std::move(opportunity));
    }
    return true;
  }

  /// The next seller of the batch; false at its end.
  bool next_sales_person(nlohmann::ordered_json& person) {
    if (sales_people_.at_end()) return false;
    person = sales_people_.take();
    return true;
  }

 private:
  // A table that is walked through beside the others, by a key that it shares with them.
  struct Walk {
    JsonRows rows{{"start_local"}};
    const std::int64_t* keys = nullptr;
    std::size_t row = 0;

    template <class Table>
    void bind(const char* name, const Table& table, const std::int64_t* the_keys, const SalesLabels& labels) {
      rows.bind(view_of(name, table, labels));
      keys = the_keys;
      row = 0;
    }
    bool at_end() const { return row == rows.size(); }
    std::int64_t key() const { return keys[row]; }
    bool is_at(std::int64_t key) const { return !at_end() && keys[row] == key; }
    nlohmann::ordered_json take() { return rows[row++]; }
    nlohmann::ordered_json all_of(std::int64_t key) {
      nlohmann::ordered_json list = nlohmann::ordered_json::array();
      while (is_at(key)) list.push_back(take());
      return list;
    }
  };

  const SalesLabels& labels_;
  Walk companies_, contacts_, opportunities_, lines_, stages_, interactions_, sales_people_;
  const std::int64_t* opportunity_ids_ = nullptr;
};

}  // namespace retailsim::crm
