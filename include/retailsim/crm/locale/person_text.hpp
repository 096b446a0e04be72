#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/core/text_column.hpp>
#include <retailsim/crm/locale/ascii_fold.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/person.hpp>

/// People's names and languages as text.
namespace retailsim::crm {

/// As it is usually written where the person is from, or in Latin letters.
enum class Script { native, latin };

inline std::string_view given_name(const Person& person, Script script = Script::native) {
  const Name& name = locales()[person.locale].given_names(person.female)[person.given_name];
  return script == Script::native ? name.text : name.in_latin();
}

/// The woman's form for a woman. (No locale has both gendered family names and a script of its own.)
inline std::string_view family_name(const Person& person, Script script = Script::native) {
  const Name& name = locales()[person.locale].family_names[person.family_name];
  if (script == Script::latin && !name.latin.empty()) return name.latin;
  return person.female ? name.of_woman() : name.text;
}

/// Appends the whole name in the order of its country: `Anna Nowak`, `佐藤 健一`. In Latin letters the given name is
/// first everywhere, as passports and visiting cards for abroad have it.
inline void append_full_name(const Person& person, TextColumn& out, Script script = Script::native) {
  const Locale& locale = locales()[person.locale];
  std::string_view first = given_name(person, script), last = family_name(person, script);
  if (script == Script::native && locale.family_name_first) std::swap(first, last);
  const std::string_view separator = script == Script::native ? locale.name_separator : " ";
  char* to = out.room(first.size() + separator.size() + last.size());
  for (const std::string_view part : {first, separator, last}) {
    std::memcpy(to, part.data(), part.size());
    to += part.size();
  }
  out.commit(to);
}

/// The tags of the languages a person speaks, the first language first: at most 8.
struct SpokenLanguages {
  std::string_view tags[8];
  std::size_t size = 0;
  const std::string_view* begin() const { return tags; }
  const std::string_view* end() const { return tags + size; }
};
inline SpokenLanguages languages_of(const Person& person) {
  const auto languages = locales()[person.locale].languages;
  SpokenLanguages spoken;
  spoken.tags[spoken.size++] = languages[person.first_language].tag;
  for (std::size_t l = 0; l < languages.size(); ++l) {
    if (l != person.first_language && person.speaks(l)) spoken.tags[spoken.size++] = languages[l].tag;
  }
  return spoken;
}

}  // namespace retailsim::crm
