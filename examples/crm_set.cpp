// The world of a CRM in memory: companies, people, opportunities, interactions, and one of them alone.
#include <cassert>
#include <iostream>

#include <retailsim/crm/lookup.hpp>
#include <retailsim/crm/sales_dataset.hpp>

using namespace retailsim;

int main() {
  const crm::SalesDataset data = crm::generate({.seed = 42, .companies = 100, .sales_people = 10});
  std::int64_t won = 0, expected = 0;
  for (std::size_t i = 0; i < data.opportunities.value.size(); ++i) {
    const auto status = static_cast<crm::Status>(data.opportunities.status(i));
    if (status == crm::Status::won) won += data.opportunities.value(i);
    if (data.opportunities.actual_close(i) == no_time) {  // open: what it is worth times the chance to win it
      expected += static_cast<std::int64_t>(static_cast<double>(data.opportunities.value(i)) *
                                            data.opportunities.probability(i));
    }
  }
  std::cout << data.companies.name[0] << " and 99 more; won " << won / 100 << " USD, " << expected / 100
            << " more expected\n"
            << data.interactions.notes[0] << '\n';

  // Random access: a contact alone is the same as in the whole.
  const std::int64_t id = data.contacts.contact_id(7);
  const auto contact = crm::person(42, id);
  assert(contact.email[0] == data.contacts.email[7]);

  // A later end adds rows: all interactions of the year before are there again.
  crm::SalesConfig longer{.seed = 42, .companies = 100, .sales_people = 10};
  longer.to = Date(2026, 1, 1);
  const crm::SalesDataset later = crm::generate(longer);
  assert(later.interactions.notes.size() > data.interactions.notes.size());
  assert(later.companies.domain[99] == data.companies.domain[99]);
}
