#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/core/table.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/person.hpp>
#include <retailsim/crm/locale/time_zone.hpp>

/// Labels of columns of codes, for all locales in one list. What belongs to a locale as such has its place in
/// `locales()` for a code.
namespace retailsim::crm {

namespace labels {

template <class TextOf>
Labels of_locales(TextOf text_of) {
  Labels texts;
  for (const Locale& locale : locales()) texts.emplace_back(text_of(locale));
  return texts;
}

}  // namespace labels

/// "de_DE", ...; code: place in `locales()`, as of the next ones.
inline const Labels& locale_labels() {
  static const Labels all = labels::of_locales([](const Locale& locale) { return locale.id; });
  return all;
}
/// "Germany", ...
inline const Labels& country_labels() {
  static const Labels all = labels::of_locales([](const Locale& locale) { return locale.country; });
  return all;
}
/// "DE", ...
inline const Labels& country_code_labels() {
  static const Labels all = labels::of_locales([](const Locale& locale) { return locale.country_code; });
  return all;
}
/// "German", ...
inline const Labels& nationality_labels() {
  static const Labels all = labels::of_locales([](const Locale& locale) { return locale.nationality; });
  return all;
}
/// "EUR", ...; more than one country has some.
inline const Labels& currency_labels() {
  static const Labels all = labels::of_locales([](const Locale& locale) { return locale.currency; });
  return all;
}

/// "Europe/Berlin", ...; code: place in `time_zones()`.
inline const Labels& time_zone_labels() {
  static const Labels all = [] {
    Labels texts;
    for (const TimeZone& zone : time_zones()) texts.emplace_back(zone.name);
    return texts;
  }();
  return all;
}

/// The cities of all locales in one list.
class CityCodes {
 public:
  static const CityCodes& all() {
    static const CityCodes codes;
    return codes;
  }

  /// Code of a city, from 0.
  std::int16_t code(std::uint8_t locale, std::uint32_t city) const {
    assert(city < locales()[locale].cities.size());
    return static_cast<std::int16_t>(first_[locale] + static_cast<std::int32_t>(city));
  }
  /// Code of a city's zone.
  std::uint8_t zone(std::uint8_t locale, std::uint32_t city) const {
    return zones_[static_cast<std::size_t>(code(locale, city))];
  }
  const Labels& labels() const { return names_; }  ///< in native script
  const Labels& latin_labels() const { return latin_names_; }

 private:
  CityCodes() {
    for (const Locale& locale : locales()) {
      first_.push_back(static_cast<std::int32_t>(names_.size()));
      for (const City& city : locale.cities) {
        names_.emplace_back(city.name);
        latin_names_.emplace_back(city.in_latin());
        zones_.push_back(static_cast<std::uint8_t>(time_zone_index(city.zone)));
      }
    }
  }

  std::vector<std::int32_t> first_;
  std::vector<std::uint8_t> zones_;
  Labels names_, latin_names_;
};

/// The languages of all locales in one list, each once.
class LanguageCodes {
 public:
  static const LanguageCodes& all() {
    static const LanguageCodes codes;
    return codes;
  }

  /// Code of a locale's language.
  std::uint8_t code(std::uint8_t locale, std::size_t language) const {
    return codes_[locale * locale_tables::language_cells + language];
  }
  /// Appends the codes of the languages that a person speaks, the first language first.
  template <class Codes>
  void append(const Person& person, Codes& codes) const {
    codes.push_back(code(person.locale, person.first_language));
    for (std::size_t l = 0; l < locales()[person.locale].languages.size(); ++l) {
      if (l != person.first_language && person.speaks(l)) codes.push_back(code(person.locale, l));
    }
  }
  const Labels& tags() const { return tags_; }     ///< BCP 47: "de"
  const Labels& labels() const { return names_; }  ///< "German"

 private:
  LanguageCodes() : codes_(locales().size() * locale_tables::language_cells) {
    for (std::size_t i = 0; i < locales().size(); ++i) {
      const auto languages = locales()[i].languages;
      for (std::size_t l = 0; l < languages.size(); ++l) {
        const auto known = std::find(tags_.begin(), tags_.end(), languages[l].tag);
        codes_[i * locale_tables::language_cells + l] = static_cast<std::uint8_t>(known - tags_.begin());
        if (known == tags_.end()) {
          tags_.emplace_back(languages[l].tag);
          names_.emplace_back(languages[l].name);
        }
      }
    }
  }

  std::vector<std::uint8_t> codes_;
  Labels tags_, names_;
};

}  // namespace retailsim::crm
