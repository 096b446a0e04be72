#include <retailsim/crm/locale/locales.hpp>

#include <algorithm>
#include <cstdint>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/crm/locale/ascii_fold.hpp>
#include <retailsim/crm/locale/phone.hpp>
#include <retailsim/crm/locale/time_zone.hpp>

#include "support/catch.hpp"

using namespace retailsim::crm;

namespace {

/// Is it UTF-8 without control characters, and without blanks at its ends?
bool is_clean(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  for (std::size_t at = 0; at < text.size();) {
    if (folding::next_code_point(text, at) < 0x20) return false;
  }
  return true;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void check_names(std::span<const Name> names, const Locale& locale) {
  CHECK(names.size() >= 60);
  CHECK(names.size() <= 256);
  std::set<std::string_view> seen;
  for (const Name& name : names) {
    INFO(locale.id << ": " << name.text);
    CHECK(seen.insert(name.text).second);
    CHECK(name.weight > 0);
    CHECK(is_clean(name.text));
    CHECK(name.latin.empty() != locale.native_script);
    if (locale.native_script) CHECK(is_ascii(name.latin));
    CHECK(email_form(name.in_latin()).size() >= 2);
    if (!name.female.empty()) {
      CHECK(is_clean(name.female));
      CHECK(name.female != name.text);
    }
  }
}

}  // namespace

TEST_CASE("locales: the twelve are there, by their ids", "[crm][locale]") {
  const std::vector<std::string> ids = {"en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT",
                                        "nl_NL", "pl_PL", "sv_SE", "pt_BR", "ja_JP", "hi_IN"};
  REQUIRE(locales().size() == ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    CHECK(locales()[i].id == ids[i]);
    CHECK(locale_index(ids[i]) == i);
    CHECK(&locale_of(ids[i]) == &locales()[i]);
    CHECK(locales()[i].id.substr(3) == locales()[i].country_code);
  }
  CHECK_THROWS_AS(locale_of("xx_YY"), std::invalid_argument);
  CHECK_THROWS_WITH(locale_of("de"),
                    "locale must be one of en_US, en_GB, de_DE, fr_FR, es_ES, it_IT, nl_NL, pl_PL, "
                    "sv_SE, pt_BR, ja_JP, hi_IN, got de");
}

TEST_CASE("locales: names are clean, different and weighted", "[crm][locale]") {
  for (const Locale& locale : locales()) {
    check_names(locale.female_names, locale);
    check_names(locale.male_names, locale);
    check_names(locale.family_names, locale);
  }
}

TEST_CASE("locales: what is not a name is complete", "[crm][locale]") {
  for (const Locale& locale : locales()) {
    INFO(locale.id);
    CHECK(locale.weight > 0);
    CHECK(locale.currency.size() == 3);
    CHECK(!locale.nationality.empty());
    CHECK(locale.legal_forms.size() >= 1);
    CHECK(locale.legal_forms.size() <= 8);
    for (const LegalForm& form : locale.legal_forms) {
      CHECK(form.weight > 0);
      CHECK(is_clean(form.text));
      CHECK(form.latin.empty() != locale.katakana_companies);
    }
    for (const std::string_view word : locale.industry_words) {
      CHECK(is_clean(word));
      CHECK(word.find(' ') == std::string_view::npos);
    }
  }
}

TEST_CASE("locales: languages are shares of a whole, second ones among the first four", "[crm][locale]") {
  for (const Locale& locale : locales()) {
    INFO(locale.id);
    REQUIRE(locale.languages.size() <= 8);
    CHECK(locale.languages[0].tag == locale.id.substr(0, 2));
    std::set<std::string_view> tags;
    unsigned first = 0;
    for (std::size_t l = 0; l < locale.languages.size(); ++l) {
      const Language& language = locale.languages[l];
      CHECK(tags.insert(language.tag).second);
      first += language.first;
      CHECK(language.first > 0);
      CHECK(language.second < 1000);
      if (l >= 4) CHECK(language.second == 0);
    }
    CHECK(first <= 1000);
    CHECK(first >= 900);
  }
}

TEST_CASE("locales: cities have a zone of the library and a number nobody has", "[crm][locale]") {
  for (const Locale& locale : locales()) {
    REQUIRE(locale.cities.size() >= 15);
    REQUIRE(locale.cities.size() <= 64);
    std::set<std::string_view> seen;
    for (const City& city : locale.cities) {
      INFO(locale.id << ": " << city.name);
      CHECK(seen.insert(city.name).second);
      CHECK(is_clean(city.name));
      CHECK(city.weight > 0);
      CHECK_NOTHROW(time_zone(city.zone));
      CHECK(city.latin.empty() != locale.native_script);
      CHECK_NOTHROW(ascii_fold(city.in_latin()));
      CHECK((!city.phone.international.empty() || !locale.phones.empty()));
    }
  }
}
