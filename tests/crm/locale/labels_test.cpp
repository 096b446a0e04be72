#include <retailsim/crm/locale/labels.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::crm;

TEST_CASE("labels: of locales by their place", "[crm][locale]") {
  for (const Labels* labels :
       {&locale_labels(), &country_labels(), &country_code_labels(), &nationality_labels(), &currency_labels()}) {
    CHECK(labels->size() == locales().size());
  }
  const std::size_t germany = locale_index("de_DE");
  CHECK(country_labels()[germany] == "Germany");
  CHECK(country_code_labels()[germany] == "DE");
  CHECK(nationality_labels()[germany] == "German");
  CHECK(currency_labels()[germany] == "EUR");
  CHECK(time_zone_labels().size() == time_zones().size());
}

TEST_CASE("CityCodes: each city once, with its zone", "[crm][locale]") {
  const CityCodes& codes = CityCodes::all();
  std::int16_t next = 0;
  for (std::size_t i = 0; i < locales().size(); ++i) {
    for (std::uint32_t c = 0; c < locales()[i].cities.size(); ++c) {
      const City& city = locales()[i].cities[c];
      const std::int16_t code = codes.code(static_cast<std::uint8_t>(i), c);
      REQUIRE(code == next++);
      REQUIRE(codes.labels()[static_cast<std::size_t>(code)] == city.name);
      REQUIRE(codes.latin_labels()[static_cast<std::size_t>(code)] == city.in_latin());
      REQUIRE(time_zones()[codes.zone(static_cast<std::uint8_t>(i), c)].name == city.zone);
    }
  }
  CHECK(codes.labels().size() == static_cast<std::size_t>(next));
}

TEST_CASE("LanguageCodes: each language once, the first language first", "[crm][locale]") {
  const LanguageCodes& codes = LanguageCodes::all();
  CHECK(std::set<std::string>(codes.tags().begin(), codes.tags().end()).size() == codes.tags().size());
  CHECK(std::set<std::string>(codes.labels().begin(), codes.labels().end()).size() == codes.tags().size());
  const std::uint8_t germany = locale_index("de_DE");
  std::vector<std::uint8_t> spoken;
  codes.append({.locale = germany, .first_language = 1, .other_languages = 0b101}, spoken);
  REQUIRE(spoken.size() == 3);
  CHECK(codes.tags()[spoken[0]] == "en");
  CHECK(codes.tags()[spoken[1]] == "de");
  CHECK(codes.labels()[spoken[2]] == "French");
}
