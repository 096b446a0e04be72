#include <retailsim/crm/locale/person.hpp>

#include <cmath>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include <retailsim/crm/locale/person_text.hpp>

#include "crm/locale/named_person.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using namespace retailsim::crm;
using testing::named_person;

namespace {

std::vector<Person> people_of(std::span<const std::uint8_t> places, const Draws& draws) {
  std::vector<Person> people(places.size());
  draw_people(places, draws, people);
  return people;
}

std::vector<std::uint8_t> mixed_places(std::size_t n) {
  std::vector<std::uint8_t> places(n);
  for (std::size_t i = 0; i < n; ++i) places[i] = static_cast<std::uint8_t>(i * i % locales().size());
  return places;
}

/// p-value of the counts of items against their weights.
template <class Item>
double weights_p_value(std::span<const Item> items, const std::vector<double>& counts) {
  double n = 0, whole = 0;
  for (const double count : counts) n += count;
  for (const Item& item : items) whole += static_cast<double>(item.weight);
  std::vector<double> expected;
  for (const Item& item : items) expected.push_back(n * static_cast<double>(item.weight) / whole);
  return testing::chi_square_counts_p_value(std::span(counts).first(items.size()), expected);
}

// Four laws of names, cities and languages for each locale, and two of shares: the stated rate holds for all together.
const double one_in_a_million = testing::error_rate / (6.0 * static_cast<double>(locales().size()));

}  // namespace

TEST_CASE("draw_people: names come by their weights", "[crm][locale][statistical]") {
  constexpr std::size_t n = 200'000;
  for (std::size_t place = 0; place < locales().size(); ++place) {
    const Locale& locale = locales()[place];
    INFO(locale.id);
    const std::vector<std::uint8_t> places(n, static_cast<std::uint8_t>(place));
    const auto people = people_of(places, {.seed = 11, .first_entity = 1});
    std::vector<double> given[2] = {std::vector<double>(256), std::vector<double>(256)}, family(256), first(8);
    double n_women = 0;
    for (const Person& person : people) {
      REQUIRE(person.locale == place);
      REQUIRE(person.given_name < locale.given_names(person.female).size());
      REQUIRE(person.family_name < locale.family_names.size());
      ++given[person.female][person.given_name];
      ++family[person.family_name];
      ++first[person.first_language];
      n_women += person.female ? 1 : 0;
    }
    CHECK(weights_p_value(locale.male_names, given[0]) > one_in_a_million);
    CHECK(weights_p_value(locale.female_names, given[1]) > one_in_a_million);
    CHECK(weights_p_value(locale.family_names, family) > one_in_a_million);
    CHECK(testing::normal_p_value((n_women - n / 2.0) / std::sqrt(n / 4.0)) > one_in_a_million);

    std::vector<double> expected;
    double whole = 0;
    for (const Language& language : locale.languages) whole += language.first;
    for (const Language& language : locale.languages) expected.push_back(n * language.first / whole);
    CHECK(testing::chi_square_counts_p_value(std::span(first).first(expected.size()), expected) > one_in_a_million);
  }
}

TEST_CASE("draw_people: second languages are as common as their locale says", "[crm][locale][statistical]") {
  constexpr std::size_t n = 200'000;
  for (std::size_t place = 0; place < locales().size(); ++place) {
    const Locale& locale = locales()[place];
    const std::vector<std::uint8_t> places(n, static_cast<std::uint8_t>(place));
    const auto people = people_of(places, {.seed = 12, .first_entity = 1});
    for (std::size_t l = 0; l < locale.languages.size(); ++l) {
      INFO(locale.id << ": " << locale.languages[l].name);
      double others = 0, speak = 0;
      for (const Person& person : people) {
        if (person.first_language == l) {
          REQUIRE((person.other_languages >> l & 1) == 0);
          continue;
        }
        ++others;
        speak += person.speaks(l) ? 1 : 0;
      }
      const double p = std::floor(locale.languages[l].second * 65.536) / 65'536;
      if (p == 0) {
        CHECK(speak == 0);
      } else {
        CHECK(testing::normal_p_value((speak - others * p) / std::sqrt(others * p * (1 - p))) > one_in_a_million);
      }
    }
  }
}

TEST_CASE("draw_cities: by their inhabitants", "[crm][locale][statistical]") {
  constexpr std::size_t n = 100'000;
  for (std::size_t place = 0; place < locales().size(); ++place) {
    INFO(locales()[place].id);
    const std::vector<std::uint8_t> places(n, static_cast<std::uint8_t>(place));
    std::vector<std::uint32_t> cities(n);
    draw_cities(places, {.seed = 13, .first_entity = 1}, cities);
    std::vector<double> counts(64);
    for (const std::uint32_t city : cities) {
      REQUIRE(city < locales()[place].cities.size());
      ++counts[city];
    }
    CHECK(weights_p_value(locales()[place].cities, counts) > one_in_a_million);
  }
}

TEST_CASE("draw_people: a person alone, in a block and in a list is the same", "[crm][locale]") {
  constexpr std::size_t n = 1'500;
  const auto places = mixed_places(n);
  const Draws draws{.seed = 14, .first_entity = 1'000'003, .index = 1};
  const auto people = people_of(places, draws);
  for (std::size_t i = 0; i < n; ++i) REQUIRE(draw_person(places[i], draws, i) == people[i]);

  const std::size_t cut = 700;
  CHECK(people_of(std::span(places).subspan(cut), draws.part(cut, n - cut)) ==
        std::vector<Person>(people.begin() + cut, people.end()));

  std::vector<std::uint64_t> entities(n);
  for (std::size_t i = 0; i < n; ++i) entities[i] = draws.first_entity + (n - 1 - i);
  const std::vector<std::uint8_t> reversed(places.rbegin(), places.rend());
  CHECK(people_of(reversed, {.seed = 14, .index = 1, .entities = entities}) ==
        std::vector<Person>(people.rbegin(), people.rend()));
}

TEST_CASE("draw_people: the index tells one table's people from another's", "[crm][locale]") {
  const std::vector<std::uint8_t> places(500, 0);
  CHECK(people_of(places, {.seed = 15, .first_entity = 1}) !=
        people_of(places, {.seed = 15, .first_entity = 1, .index = 1}));
}

TEST_CASE("draw_people: these people stay as they are", "[crm][locale]") {
  std::vector<std::uint8_t> places(locales().size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = static_cast<std::uint8_t>(i);
  TextColumn names;
  append_full_names(people_of(places, {.seed = 42, .first_entity = 1}), names);
  append_full_names(people_of(places, {.seed = 42, .first_entity = 1}), names, Script::latin);
  CHECK(names.bytes() ==
        "James Turner"
        "Margaret Wilson"
        "Uwe Fischer"
        "Alexandre André"
        "Marta Campos"
        "Giuseppe Ferrari"
        "Anouk Pronk"
        "Mateusz Maciejewski"
        "Thomas Andersson"
        "Maria Paiva"
        "山口 健一"
        "कविता मेहता"
        "James Turner"
        "Margaret Wilson"
        "Uwe Fischer"
        "Alexandre André"
        "Marta Campos"
        "Giuseppe Ferrari"
        "Anouk Pronk"
        "Mateusz Maciejewski"
        "Thomas Andersson"
        "Maria Paiva"
        "Kenichi Yamaguchi"
        "Kavita Mehta");
}

TEST_CASE("names as text: script, order and the form of women", "[crm][locale]") {
  const std::vector<Person> people = {
      named_person("pl_PL", true, "Anna", "Kowalski"), named_person("pl_PL", false, "Piotr", "Kowalski"),
      named_person("pl_PL", true, "Ewa", "Nowak"),     named_person("ja_JP", false, "健一", "佐藤"),
      named_person("hi_IN", true, "सुनीता", "शर्मा"),    named_person("nl_NL", false, "Kees", "van den Berg")};
  TextColumn native, latin, given, family;
  append_full_names(people, native);
  append_full_names(people, latin, Script::latin);
  append_given_names(people, given);
  append_family_names(people, family);
  const std::string_view wanted[][2] = {{"Anna Kowalska", "Anna Kowalska"}, {"Piotr Kowalski", "Piotr Kowalski"},
                                        {"Ewa Nowak", "Ewa Nowak"},         {"佐藤 健一", "Kenichi Sato"},
                                        {"सुनीता शर्मा", "Sunita Sharma"},    {"Kees van den Berg", "Kees van den Berg"}};
  for (std::size_t i = 0; i < people.size(); ++i) {
    CHECK(native[i] == wanted[i][0]);
    CHECK(latin[i] == wanted[i][1]);
    CHECK(given[i] == given_name(people[i]));
    CHECK(family[i] == family_name(people[i]));
  }
}
