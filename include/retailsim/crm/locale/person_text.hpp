#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include <retailsim/core/text_column.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/name_texts.hpp>
#include <retailsim/crm/locale/person.hpp>

/// People's names as text. The views are valid for good.
namespace retailsim::crm {

inline std::string_view given_name(const Person& person, Script script = Script::native) {
  return NameTexts::all().given(person, script).view();
}

/// The woman's form for a woman, where there are two: Kowalski, Kowalska.
inline std::string_view family_name(const Person& person, Script script = Script::native) {
  return NameTexts::all().family(person, script).view();
}

/// Appends the given name of each.
inline void append_given_names(std::span<const Person> people, TextColumn& out, Script script = Script::native) {
  const NameTexts& texts = NameTexts::all();
  for (const Person& person : people) out.commit(texts.given(person, script).write(out.room(NameTexts::room)));
}

/// Appends the family name of each.
inline void append_family_names(std::span<const Person> people, TextColumn& out, Script script = Script::native) {
  const NameTexts& texts = NameTexts::all();
  for (const Person& person : people) out.commit(texts.family(person, script).write(out.room(NameTexts::room)));
}

/// Appends the whole name of each in the order of their country: `Anna Nowak`, `佐藤 健一`. In Latin letters the given
/// name is first everywhere, as visiting cards for abroad have it: `Kenichi Sato`.
inline void append_full_names(std::span<const Person> people, TextColumn& out, Script script = Script::native) {
  const NameTexts& texts = NameTexts::all();
  for (const Person& person : people) {
    const NameTexts::Text *first = &texts.given(person, script), *last = &texts.family(person, script);
    if (script == Script::native && locales()[person.locale].family_name_first) std::swap(first, last);
    char* to = first->write(out.room(2 * NameTexts::room + 1));
    *to++ = ' ';
    out.commit(last->write(to));
  }
}

}  // namespace retailsim::crm
