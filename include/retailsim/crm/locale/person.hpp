#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/random/alias_tables.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::crm {

/// Who somebody is, as places in the static tables of a locale. Text is made of it when a column is written.
struct Person {
  std::uint32_t given_name = 0;   ///< in Locale::given_names(female)
  std::uint32_t family_name = 0;  ///< in Locale::family_names
  std::uint8_t locale = 0;        ///< in `locales()`
  bool female = false;
  std::uint8_t first_language = 0;   ///< in Locale::languages
  std::uint8_t other_languages = 0;  ///< bit l: speaks Locale::languages[l] too; never the first one's

  bool speaks(std::size_t language) const {
    return language == first_language || (other_languages >> language & 1) != 0;
  }
  bool operator==(const Person&) const = default;
};

namespace locale_tables {

// Every list has as many cells, the last ones of weight 0: what a word gives depends on its own list only, so rows of a
// locale stay as they are when another one gets a longer list.
inline constexpr std::size_t name_cells = 256, city_cells = 64, language_cells = 8;

/// `n_tables` alias tables of `cells` cells; weights_of(table, cells) writes the weights of one.
template <class WeightsOf>
AliasTables tables(std::size_t cells, std::size_t n_tables, WeightsOf weights_of) {
  std::vector<double> weights(cells * n_tables, 0.0);
  for (std::size_t table = 0; table < n_tables; ++table) {
    weights_of(table, std::span(weights).subspan(table * cells, cells));
  }
  return AliasTables(cells, weights);
}

template <class Item>
void copy_weights(std::span<const Item> items, std::span<double> weights) {
  assert(items.size() <= weights.size());
  std::transform(items.begin(), items.end(), weights.begin(),
                 [](const Item& item) { return static_cast<double>(item.weight); });
}

/// Given names: table 2 * locale + female.
inline const AliasTables& given_names() {
  static const AliasTables all = tables(name_cells, 2 * locales().size(), [](std::size_t table, auto weights) {
    copy_weights(locales()[table / 2].given_names(table % 2 == 1), weights);
  });
  return all;
}
inline const AliasTables& family_names() {
  static const AliasTables all = tables(name_cells, locales().size(), [](std::size_t table, auto weights) {
    copy_weights(locales()[table].family_names, weights);
  });
  return all;
}
inline const AliasTables& cities() {
  static const AliasTables all = tables(city_cells, locales().size(), [](std::size_t table, auto weights) {
    copy_weights(locales()[table].cities, weights);
  });
  return all;
}
inline const AliasTables& first_languages() {
  static const AliasTables all = tables(language_cells, locales().size(), [](std::size_t table, auto weights) {
    const auto languages = locales()[table].languages;
    assert(languages.size() <= weights.size());
    std::transform(languages.begin(), languages.end(), weights.begin(),
                   [](const Language& language) { return static_cast<double>(language.first); });
  });
  return all;
}

/// Of each locale, the value below which 16 random bits mean that a language is spoken as a second one.
inline const std::vector<std::array<std::uint16_t, language_cells>>& second_languages() {
  static const auto all = [] {
    std::vector<std::array<std::uint16_t, language_cells>> thresholds(locales().size());
    for (std::size_t i = 0; i < locales().size(); ++i) {
      const auto languages = locales()[i].languages;
      for (std::size_t l = 0; l < languages.size(); ++l) {
        thresholds[i][l] = static_cast<std::uint16_t>(languages[l].second * 65'536 / 1'000);
      }
    }
    return thresholds;
  }();
  return all;
}

}  // namespace locale_tables

/// Draws who people are: person i, of locale locales_of[i], at entity and index of element i of `draws`, whose purpose
/// is not looked at. Names by the weights of the lists, women and men alike likely, languages by their shares.
/// \param locales_of  places in `locales()`, as many as people
inline void draw_people(std::span<const std::uint8_t> locales_of, const Draws& draws, std::span<Person> people) {
  assert(locales_of.size() == people.size());
  constexpr std::size_t most = Draws::chunk_size;
  alignas(64) std::uint64_t names_a[most], names_b[most], languages_a[most], languages_b[most], words[most];
  std::uint32_t tables[most], cells[most];
  const auto& thresholds = locale_tables::second_languages();
  draws.for_chunks(people.size(), [&](std::size_t begin, std::size_t n) {
    Draws chunk = draws.part(begin, n);
    chunk.of(Purpose::person_given_name).blocks({names_a, n}, {names_b, n});
    chunk.of(Purpose::person_other_languages).blocks({languages_a, n}, {languages_b, n});
    const SharedWords shared{detail::block_id(Purpose::person_given_name), {names_a, n}, {names_b, n}};
    chunk.shared = &shared;
    chunk.shared_offset = 0;
    Person* const out = people.data() + begin;
    const std::uint8_t* const locale = locales_of.data() + begin;

    chunk.of(Purpose::person_gender).words(std::span(words, n));
    for (std::size_t i = 0; i < n; ++i) {
      out[i].locale = locale[i];
      out[i].female = (words[i] >> 63) != 0;
      tables[i] = 2u * locale[i] + (out[i].female ? 1 : 0);
    }
    chunk.of(Purpose::person_given_name).words(std::span(words, n));
    locale_tables::given_names().fill({words, n}, {tables, n}, {cells, n});
    for (std::size_t i = 0; i < n; ++i) out[i].given_name = cells[i];

    for (std::size_t i = 0; i < n; ++i) tables[i] = locale[i];
    chunk.of(Purpose::person_family_name).words(std::span(words, n));
    locale_tables::family_names().fill({words, n}, {tables, n}, {cells, n});
    for (std::size_t i = 0; i < n; ++i) out[i].family_name = cells[i];
    chunk.of(Purpose::person_first_language).words(std::span(words, n));
    locale_tables::first_languages().fill({words, n}, {tables, n}, {cells, n});
    for (std::size_t i = 0; i < n; ++i) {
      out[i].first_language = static_cast<std::uint8_t>(cells[i]);
      const auto& threshold = thresholds[locale[i]];
      std::uint32_t spoken = 0;
      // 16 bits for each of the first four languages: no locale has second languages beyond.
      for (std::size_t l = 0; l < 4; ++l) {
        spoken |= static_cast<std::uint32_t>((languages_a[i] >> (16 * l) & 0xFFFF) < threshold[l]) << l;
      }
      out[i].other_languages = static_cast<std::uint8_t>(spoken & ~(1u << cells[i]));
    }
  });
}

/// One person: the same as `draw_people` gives element i.
inline Person draw_person(std::uint8_t locale, const Draws& draws, std::size_t i = 0) {
  Person person;
  draw_people({&locale, 1}, draws.part(i, 1), {&person, 1});
  return person;
}

/// Draws where companies or people are: cities[i] in the cities of locale locales_of[i], by their inhabitants.
inline void draw_cities(std::span<const std::uint8_t> locales_of, const Draws& draws, std::span<std::uint32_t> cities) {
  assert(locales_of.size() == cities.size());
  constexpr std::size_t most = Draws::chunk_size;
  alignas(64) std::uint64_t words[most];
  std::uint32_t tables[most];
  draws.for_chunks(cities.size(), [&](std::size_t begin, std::size_t n) {
    draws.part(begin, n).of(Purpose::place_city).words(std::span(words, n));
    for (std::size_t i = 0; i < n; ++i) tables[i] = locales_of[begin + i];
    locale_tables::cities().fill({words, n}, {tables, n}, cities.subspan(begin, n));
  });
}

inline std::uint32_t draw_city(std::uint8_t locale, const Draws& draws, std::size_t i = 0) {
  std::uint32_t city;
  draw_cities({&locale, 1}, draws.part(i, 1), {&city, 1});
  return city;
}

}  // namespace retailsim::crm
