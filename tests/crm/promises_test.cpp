#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/catch.hpp"

#include <retailsim/crm/lookup.hpp>
#include <retailsim/crm/sales_dataset.hpp>

#include "worlds.hpp"

using namespace retailsim;
using namespace retailsim::crm;
using namespace retailsim::crm::test;

namespace {

const std::vector<std::string> tables_of_events{"contacts", "opportunity_lines", "opportunity_stages", "interactions"};

}  // namespace

TEST_CASE("crm: the same rows whatever the threads", "[crm]") {
  const SalesWorld world(config_of(3000, 120));
  std::vector<Texts> runs;
  std::vector<std::int64_t> sellers;
  for (const int threads : {1, 2, 3}) {
    runs.push_back(texts_of(world, {.truth = true, .threads = threads}));
    SalesRows rows;
    generate(world, [&](const SalesRows& batch) { append(rows, batch); }, {.threads = threads});
    CHECK(rows.companies.company_id.size() == 3000);
    if (threads == 1) sellers = rows.sales_people.sales_person_id;
    CHECK(rows.sales_people.sales_person_id == sellers);  // in the order of the sellers
  }
  CHECK(runs[0] == runs[1]);
  CHECK(runs[0] == runs[2]);
  CHECK(runs[0].at("interactions").size() > 30'000);
}

TEST_CASE("crm: more companies only add rows", "[crm]") {
  const auto few = texts_of(SalesWorld(config_of(400, 20))), many = texts_of(SalesWorld(config_of(1000, 20)));
  for (const std::string name :
       {"companies", "contacts", "opportunities", "opportunity_lines", "opportunity_stages", "interactions"}) {
    CAPTURE(name);
    CHECK(holds_all(many.at(name), few.at(name)));
    CHECK(many.at(name).size() > few.at(name).size());
  }
}

TEST_CASE("crm: time only adds interactions and stages", "[crm]") {
  // Few sellers, so that there are many clashes.
  SalesConfig config = config_of(600, 10);
  const auto later = texts_of(SalesWorld(config));
  for (const Date to : {Date(2024, 12, 31), Date(2024, 9, 14), Date(2024, 5, 1)}) {
    config.to = to;
    const auto earlier = texts_of(SalesWorld(config));
    for (const std::string& name : tables_of_events) {
      CAPTURE(name, to_string(to));
      CHECK(holds_all(later.at(name), earlier.at(name)));
      CHECK(earlier.at(name).size() > 100);
    }
  }
}

TEST_CASE("crm: as of a day is the set that ends there, and the labels are what came of it", "[crm]") {
  SalesConfig config = config_of(600, 30);
  const Date day(2024, 8, 1);
  config.as_of = day;
  const SalesWorld known(config);
  const auto as_of = texts_of(known, {.truth = true});
  config.as_of.reset();
  const SalesDataset later = generate(SalesWorld(config));
  config.to = day;
  auto until = texts_of(SalesWorld(config), {.truth = true});
  until["labels"] = as_of.at("labels");
  CHECK(as_of == until);

  SalesRows rows;
  generate(known, [&](const SalesRows& batch) { append(rows, batch); });
  std::size_t next = 0, n_closed = 0;
  for (std::size_t i = 0; i < rows.opportunities.status.size(); ++i) {
    if (rows.opportunities.actual_close[i] != no_time) continue;
    REQUIRE(next < rows.outcomes.opportunity_id.size());
    REQUIRE(rows.outcomes.opportunity_id[next] == rows.opportunities.opportunity_id[i]);
    std::size_t at = 0;
    while (later.opportunities.opportunity_id(at) != rows.opportunities.opportunity_id[i]) ++at;
    CHECK(rows.outcomes.closed_at[next] == later.opportunities.actual_close(at));
    const bool closed = later.opportunities.actual_close(at) != no_time;
    n_closed += closed ? 1 : 0;
    const auto status = static_cast<Status>(later.opportunities.status(at));
    CHECK(rows.outcomes.outcome[next] == (!closed                 ? 255
                                          : status == Status::won ? static_cast<int>(Stage::won)
                                                                  : static_cast<int>(Stage::lost)));
    ++next;
  }
  CHECK(next == rows.outcomes.opportunity_id.size());
  CHECK(n_closed > 50);
}

TEST_CASE("crm: a book, a person and single rows are those of the whole", "[crm]") {
  const SalesWorld world(config_of(500, 25));
  SalesRows whole;
  generate(world, [&](const SalesRows& batch) { append(whole, batch); });
  const Texts all = texts_of(whole, world.labels);
  const SalesRows one = book(world, 7);
  for (const auto& [name, lines] : texts_of(one, world.labels)) {
    CAPTURE(name);
    CHECK(holds_all(all.at(name), lines));
  }
  CHECK(one.sales_people.sales_person_id == std::vector<std::int64_t>{7});
  CHECK(one.companies.company_id.size() > 5);

  const auto line_of = [&](auto SalesRows::*table, auto row) {
    SalesRows rows;
    rows.*table = row;
    Texts texts = texts_of(rows, world.labels);
    std::erase_if(texts, [](const auto& entry) { return entry.second.empty(); });
    REQUIRE(texts.size() == 1);
    REQUIRE(texts.begin()->second.size() == 1);
    CHECK(holds_all(all.at(texts.begin()->first), texts.begin()->second));
  };
  line_of(&SalesRows::contacts, person(world, whole.contacts.contact_id[77]));
  line_of(&SalesRows::sales_people, sales_person(world, 9));
  line_of(&SalesRows::companies, company(world, 321));
  line_of(&SalesRows::opportunities, opportunity(world, whole.opportunities.opportunity_id[99]));
  line_of(&SalesRows::interactions, interaction(world, whole.interactions.interaction_id[555]));

  const SalesDataset data = crm::generate({.seed = 5, .companies = 100, .sales_people = 10});
  CHECK(person(std::uint64_t{5}, data.contacts.contact_id(3)).email[0] == data.contacts.email[3]);
  CHECK(company(std::uint64_t{5}, 50).domain.size() == 1);
  CHECK(sales_person(std::uint64_t{5}, 1).quota[0] == data.sales_people.quota(0));
  CHECK(opportunity(std::uint64_t{5}, data.opportunities.opportunity_id(3)).value[0] == data.opportunities.value(3));
  CHECK(interaction(std::uint64_t{5}, data.interactions.interaction_id(3)).notes[0] == data.interactions.notes[3]);

  CHECK_THROWS_WITH(person(world, 501 << contact_bits | 1), "crm: there is no contact 128257");
  CHECK_THROWS_AS(person(world, 1 << contact_bits | 255), std::out_of_range);
  CHECK_THROWS_AS(company(world, 0), std::out_of_range);
  CHECK_THROWS_AS(opportunity(world, 5), std::out_of_range);
  CHECK_THROWS_AS(interaction(world, -1), std::out_of_range);
  CHECK_THROWS_AS(book(world, 26), std::out_of_range);
}

TEST_CASE("crm: a stop that is asked for ends the run between batches", "[crm]") {
  const SalesWorld world(config_of(3000, 300));
  std::stop_source source;
  std::size_t batches = 0;
  const auto summary = generate(world,
                                [&](const SalesRows&) {
                                  ++batches;
                                  source.request_stop();
                                },
                                {.stop = source.get_token()});
  CHECK(batches == 1);
  CHECK(summary.companies < 3000);
}

TEST_CASE("crm: ids tell what they belong to", "[crm]") {
  const SalesDataset data = crm::generate({.seed = 1, .companies = 50, .sales_people = 5});
  for (std::size_t i = 0; i < data.contacts.contact_id.size(); ++i) {
    CHECK(company_of_contact(data.contacts.contact_id(i)) == data.contacts.company_id(i));
  }
  for (std::size_t i = 0; i < data.opportunities.company_id.size(); ++i) {
    CHECK(company_of_opportunity(data.opportunities.opportunity_id(i)) == data.opportunities.company_id(i));
  }
  for (std::size_t i = 0; i < data.interactions.interaction_id.size(); ++i) {
    CHECK(opportunity_of_interaction(data.interactions.interaction_id(i)) == data.interactions.opportunity_id(i));
  }
  CHECK((((SalesConfig::max_companies << opportunity_bits | max_opportunities) << interaction_bits) |
         max_interactions) < std::int64_t{1} << 53);
}
