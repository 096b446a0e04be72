#include <fstream>
#include <iterator>
#include <string>

#include <retailsim/crm/sales_world.hpp>

#include "support/bad_values.hpp"
#include "support/catch.hpp"
#include "support/config_json.hpp"
#include "support/config_reader.hpp"
#include "support/config_text.hpp"
#include "support/toml_document.hpp"

using namespace retailsim;
using namespace retailsim::support;

TEST_CASE("crm: crm.toml holds exactly the numbers of the struct", "[crm]") {
  std::ifstream in(RETAILSIM_TEST_SOURCE_DIR "/examples/crm/crm.toml");
  REQUIRE(in);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  crm::SalesConfig config;
  config.seed = 1;
  config.companies = config.sales_people = 1;
  config.deals.lead_sources.clear();
  config.currency = "JPY";  // another than the default
  const TomlDocument document(text, "crm.toml");
  read_config(config, document);
  CHECK(config_json(config) == config_json(crm::SalesConfig{}));
  // Every parameter stands in the file: as many keys as the struct has.
  const auto count = [](const std::string& whole) {
    std::size_t n = 0;
    for (const auto& line : {whole}) {
      for (std::size_t at = line.find(" = "); at != std::string::npos; at = line.find(" = ", at + 1)) ++n;
    }
    return n;
  };
  CHECK(count(text) == count(toml_text(crm::SalesConfig{})));
}

TEST_CASE("crm: bad values in a file are told with their place, name and rule", "[crm]") {
  crm::SalesConfig config;
  config.companies = 5;
  config.sales_people = 2;
  const auto faults = test::bad_messages(config, [](const crm::SalesConfig& read) {
    check_parameters(read);
    if (read.sales_people < 1000) crm::SalesWorld world(read);
  });
  for (const std::string& fault : faults) UNSCOPED_INFO(fault);
  CHECK(faults.empty());
}
