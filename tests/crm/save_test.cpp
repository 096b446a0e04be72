#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

#include <retailsim/crm/json/save_csv.hpp>
#include <retailsim/crm/json/save_json.hpp>
#include <retailsim/crm/sales_dataset.hpp>
#include <retailsim/io/csv_records.hpp>

using namespace retailsim;
using namespace retailsim::crm;

namespace {

SalesDataset small() { return crm::generate({.seed = 3, .companies = 60, .sales_people = 6}, {.truth = true}); }

}  // namespace

TEST_CASE("save_json: one document with everything in its place", "[crm]") {
  const TemporaryDirectory folder;
  const SalesDataset data = small();
  save_json(data, folder / "crm.json");
  const auto document = nlohmann::json::parse(file_text(folder / "crm.json"));
  CHECK(document.size() == 3);
  CHECK(document["products"].size() == data.products.product_id.size());
  CHECK(document["sales_people"].size() == 6);
  REQUIRE(document["companies"].size() == 60);
  std::size_t contacts = 0, deals = 0, lines = 0, stages = 0, interactions = 0;
  for (const auto& company : document["companies"]) {
    contacts += company["contacts"].size();
    for (const auto& contact : company["contacts"]) CHECK(contact["company_id"] == company["company_id"]);
    for (const auto& deal : company["opportunities"]) {
      CHECK(deal["company_id"] == company["company_id"]);
      ++deals;
      lines += deal["lines"].size();
      stages += deal["stages"].size();
      interactions += deal["interactions"].size();
      for (const char* part : {"lines", "stages", "interactions"}) {
        for (const auto& row : deal[part]) CHECK(row["opportunity_id"] == deal["opportunity_id"]);
      }
    }
  }
  CHECK(contacts == data.contacts.contact_id.size());
  CHECK(deals == data.opportunities.value.size());
  CHECK(lines == data.opportunity_lines.amount.size());
  CHECK(stages == data.opportunity_stages.stage.size());
  CHECK(interactions == data.interactions.interaction_id.size());
  CHECK(document["companies"][0]["name"] == std::string(data.companies.name[0]));
  CHECK_THROWS_AS(save_json(data, folder / "crm.json"), std::invalid_argument);
  save_json(data, folder / "crm.json", true);
}

TEST_CASE("save_ndjson: the companies and sellers of the document, one a line", "[crm]") {
  const TemporaryDirectory folder;
  const SalesDataset data = small();
  save_json(data, folder / "crm.json");
  save_ndjson(data, folder / "set");
  const auto document = nlohmann::ordered_json::parse(file_text(folder / "crm.json"));
  for (const std::string name : {"products", "companies", "sales_people"}) {
    std::ifstream in(folder / ("set/" + name + ".ndjson"));
    std::size_t n = 0;
    for (std::string line; std::getline(in, line); ++n) CHECK(nlohmann::ordered_json::parse(line) == document[name][n]);
    CHECK(n == document[name].size());
  }
}

TEST_CASE("save_csv: a file for each table, nested values as JSON text", "[crm]") {
  const TemporaryDirectory folder;
  const SalesDataset data = small();
  save_csv(data, folder / "set");
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "set")) names.insert(entry.path().stem());
  CHECK(names == std::set<std::string>{"products", "sales_people", "companies", "contacts", "opportunities",
                                       "opportunity_lines", "opportunity_stages", "interactions", "sales_people_truth",
                                       "opportunities_truth"});
  CsvRecords records(folder / "set/products.csv");
  REQUIRE(records.next());
  CHECK(std::string(records.fields()[8]) == "tier_quantities");
  REQUIRE(records.next());
  const auto tiers = nlohmann::json::parse(std::string(records.fields()[8]));
  REQUIRE(tiers.size() == data.products.tier_quantities[0].size());
  CHECK(tiers[0] == data.products.tier_quantities[0][0]);
  CHECK_THROWS_AS(save_csv(data, folder / "set"), std::invalid_argument);
}
