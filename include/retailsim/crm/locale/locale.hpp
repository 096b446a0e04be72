#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <retailsim/crm/locale/industry.hpp>

/// What a locale knows of its people, places and companies: static tables, UTF-8 in composed form (NFC) throughout.
namespace retailsim::crm {

/// A given or family name.
struct Name {
  std::string_view text;      ///< as it is usually written: Devanagari, kanji, Latin with its diacritics
  std::uint32_t weight = 0;   ///< how often, in proportion to the others of its list; > 0
  std::string_view latin{};   ///< Latin form of a name in another script; empty: the text is Latin
  std::string_view female{};  ///< of a family name: the form of women where it differs

  constexpr std::string_view in_latin() const { return latin.empty() ? text : latin; }
  constexpr std::string_view of_woman() const { return female.empty() ? text : female; }
};

/// A language of a country's people of working age.
struct Language {
  std::string_view tag;   ///< BCP 47
  std::string_view name;  ///< in English
  std::uint32_t first;    ///< per mille of the people whose first language it is
  std::uint32_t second;   ///< per mille of the others who speak it too
};

/// Numbers nobody has, of one form. `#` stands for a digit that is drawn; each of the 10^n is as likely.
struct PhoneBlock {
  std::string_view international;  ///< "+49 30 23125###"; without the blanks it is E.164
  std::string_view national;       ///< "030 23125###", as it is written in the country
};

struct City {
  std::string_view name;
  std::uint32_t weight = 0;  ///< inhabitants in thousands
  std::string_view zone{};   ///< IANA name, one of `time_zones()`
  PhoneBlock phone{};        ///< of its own area code; empty: the locale's `phones` serve
  std::string_view latin{};  ///< Latin form of a name in another script; empty: the name is Latin

  constexpr std::string_view in_latin() const { return latin.empty() ? name : latin; }
};

/// The legal form in a company's name.
struct LegalForm {
  std::string_view text;
  std::uint32_t weight = 0;
  std::string_view latin{};  ///< of a form in another script, which stands before the name; in Latin it follows
};

/// A language and country, and all that follows from it. See `locales()`.
struct Locale {
  std::string_view id;            ///< "de_DE": ISO 639 language, ISO 3166-1 country
  std::string_view country_code;  ///< ISO 3166-1 alpha-2
  std::string_view country;       ///< in English
  std::string_view nationality;   ///< English adjective
  std::string_view currency;      ///< ISO 4217
  std::uint32_t weight;           ///< gross domestic product, 10^9 US dollars: how many companies are where

  std::span<const Language> languages;   ///< at most 8; the locale's own is first
  std::span<const Name> female_names;    ///< given names, at most 256
  std::span<const Name> male_names;      ///< given names, at most 256
  std::span<const Name> family_names;    ///< at most 256
  std::span<const City> cities;          ///< at most 64
  std::span<const PhoneBlock> phones{};  ///< mobile or of no area; empty where every city has its own
  std::span<const LegalForm> legal_forms;
  std::array<std::string_view, n_industries> industry_words;  ///< in company names, by `Industry`

  bool family_name_first = false;   ///< family name, then given name
  bool umlauts_as_two = false;      ///< ä, ö, ü are ae, oe, ue in ASCII
  bool native_script = false;       ///< people's names have a Latin form beside the text
  bool katakana_companies = false;  ///< companies' names are in katakana

  constexpr std::span<const Name> given_names(bool female) const { return female ? female_names : male_names; }
};

}  // namespace retailsim::crm
