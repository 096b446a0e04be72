#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/crm/book.hpp>
#include <retailsim/crm/book_companies.hpp>
#include <retailsim/crm/config.hpp>
#include <retailsim/crm/generate.hpp>
#include <retailsim/crm/sales_dataset.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_world.hpp>

/// Single rows of a set, equal to those that `generate` makes, as tables of one row. A person costs their company, all
/// else one seller's book and a look at the owner of every company (5 ns each).
///
///     const auto contact = crm::person(42, 257);   // seed 42, contact 257: the first of company 1
///     contact.email[0];
///
/// The functions of a seed stand for `SalesConfig{.seed = seed}`. Each throws `std::out_of_range` if there is no such
/// row.
namespace retailsim::crm {

namespace detail {

template <class T>
void append_row(std::vector<T>& to, const std::vector<T>& from, std::size_t row) {
  to.push_back(from[row]);
}
inline void append_row(TextColumn& to, const TextColumn& from, std::size_t row) { to.append(from[row]); }
template <class T>
void append_row(ListColumn<T>& to, const ListColumn<T>& from, std::size_t row) {
  to.append(from[row]);
}

/// The row whose key is `id`.
template <class Table>
Table row_of(const Table& table, const std::vector<std::int64_t>& keys, std::int64_t id, std::string_view what) {
  for (std::size_t row = 0; row < keys.size(); ++row) {
    if (keys[row] != id) continue;
    Table result;
    for_each_column(result, table, [&](auto& to, const auto& from) { append_row(to, from, row); });
    return result;
  }
  throw std::out_of_range("crm: there is no " + std::string(what) + ' ' + std::to_string(id));
}

struct Owner {
  std::uint32_t place = 0, seller = 0;
};
/// \throws std::out_of_range unless the company is one of the world's
inline Owner owner_of(const SalesWorld& world, std::int64_t company_id, std::string_view what, std::int64_t id) {
  if (company_id < 1 || company_id > world.config.companies) {
    throw std::out_of_range("crm: there is no " + std::string(what) + ' ' + std::to_string(id));
  }
  Owner owner;
  world.places.draw({.seed = world.config.seed, .first_entity = static_cast<std::uint64_t>(company_id)},
                    {&owner.place, 1}, {&owner.seller, 1});
  return owner;
}

}  // namespace detail

/// The book of one seller.
inline SalesRows book(const SalesWorld& world, std::int64_t sales_person_id, bool truth = false) {
  if (sales_person_id < 1 || sales_person_id > world.config.sales_people) {
    throw std::out_of_range("crm: there is no seller " + std::to_string(sales_person_id));
  }
  const detail::CompanyLists lists(world, sales_person_id - 1, sales_person_id);
  SalesRows rows;
  BookMaker().make(world, sales_person_id, lists.ids, lists.places, truth, rows);
  return rows;
}

/// The book that a company is in. \param what,id  as the error calls what is looked for
inline SalesRows book_of_company(const SalesWorld& world, std::int64_t company_id, std::string_view what,
                                 std::int64_t id) {
  return book(world, std::int64_t{detail::owner_of(world, company_id, what, id).seller} + 1);
}

inline ContactColumns<VectorColumn> person(const SalesWorld& world, std::int64_t contact_id) {
  const std::int64_t company_id = company_of_contact(contact_id);
  const detail::Owner owner = detail::owner_of(world, company_id, "contact", contact_id);
  const std::array ids{static_cast<std::uint64_t>(company_id)};
  SalesRows rows;
  BookCompanies().make(world, std::int64_t{owner.seller} + 1, ids, {&owner.place, 1}, rows);
  return detail::row_of(rows.contacts, rows.contacts.contact_id, contact_id, "contact");
}
inline SalesPersonColumns<VectorColumn> sales_person(const SalesWorld& world, std::int64_t sales_person_id) {
  return book(world, sales_person_id).sales_people;
}
inline CompanyColumns<VectorColumn> company(const SalesWorld& world, std::int64_t company_id) {
  const SalesRows rows = book_of_company(world, company_id, "company", company_id);
  return detail::row_of(rows.companies, rows.companies.company_id, company_id, "company");
}
inline OpportunityColumns<VectorColumn> opportunity(const SalesWorld& world, std::int64_t opportunity_id) {
  const SalesRows rows = book_of_company(world, company_of_opportunity(opportunity_id), "opportunity", opportunity_id);
  return detail::row_of(rows.opportunities, rows.opportunities.opportunity_id, opportunity_id, "opportunity");
}
inline InteractionColumns<VectorColumn> interaction(const SalesWorld& world, std::int64_t interaction_id) {
  const SalesRows rows = book_of_company(world, company_of_opportunity(opportunity_of_interaction(interaction_id)),
                                         "interaction", interaction_id);
  return detail::row_of(rows.interactions, rows.interactions.interaction_id, interaction_id, "interaction");
}

inline ContactColumns<VectorColumn> person(std::uint64_t seed, std::int64_t contact_id) {
  return person(SalesWorld(SalesConfig{.seed = seed}), contact_id);
}
inline SalesPersonColumns<VectorColumn> sales_person(std::uint64_t seed, std::int64_t sales_person_id) {
  return sales_person(SalesWorld(SalesConfig{.seed = seed}), sales_person_id);
}
inline CompanyColumns<VectorColumn> company(std::uint64_t seed, std::int64_t company_id) {
  return company(SalesWorld(SalesConfig{.seed = seed}), company_id);
}
inline OpportunityColumns<VectorColumn> opportunity(std::uint64_t seed, std::int64_t opportunity_id) {
  return opportunity(SalesWorld(SalesConfig{.seed = seed}), opportunity_id);
}
inline InteractionColumns<VectorColumn> interaction(std::uint64_t seed, std::int64_t interaction_id) {
  return interaction(SalesWorld(SalesConfig{.seed = seed}), interaction_id);
}

}  // namespace retailsim::crm
