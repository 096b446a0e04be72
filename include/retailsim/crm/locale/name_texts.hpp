#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/crm/locale/ascii_fold.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/person.hpp>

namespace retailsim::crm {

/// As it is usually written where the person is from, or in Latin letters.
enum class Script { native, latin };

/// The names of all locales as they are written: native, in Latin letters and in e-mail addresses, made ready once.
class NameTexts {
 public:
  /// A short text at a constant size: it is copied whole, which is one or two instructions, and what follows is written
  /// over its end.
  struct Text {
    char bytes[47] = {};
    std::uint8_t size = 0;

    char* write(char* to) const {
      std::memcpy(to, bytes, sizeof bytes);
      return to + size;
    }
    std::string_view view() const { return {bytes, size}; }
  };
  /// Bytes that a text takes at most where it is written.
  static constexpr std::size_t room = sizeof(Text::bytes);

  static const NameTexts& all() {
    static const NameTexts texts;
    return texts;
  }

  const Text& given(const Person& person, Script script) const {
    return (script == Script::native ? native_ : latin_).given[list_of(person) + person.given_name];
  }
  const Text& family(const Person& person, Script script) const {
    return (script == Script::native ? native_ : latin_).family[list_of(person) + person.family_name];
  }
  const Text& given_in_email(const Person& person) const { return email_.given[list_of(person) + person.given_name]; }
  const Text& family_in_email(const Person& person) const {
    return email_.family[list_of(person) + person.family_name];
  }

 private:
  /// Lists of `name_cells` texts: of locale 0's men, its women, and so on.
  struct Form {
    std::vector<Text> given, family;
  };

  NameTexts() {
    const std::size_t n_texts = 2 * locales().size() * locale_tables::name_cells;
    for (Form* form : {&native_, &latin_, &email_}) {
      form->given.resize(n_texts);
      form->family.resize(n_texts);
    }
    for (std::size_t list = 0; list < 2 * locales().size(); ++list) {
      const Locale& locale = locales()[list / 2];
      const bool female = list % 2 == 1;
      const Umlauts umlauts = locale.umlauts_as_two ? Umlauts::pair : Umlauts::plain;
      const std::size_t first = list * locale_tables::name_cells;
      const auto given_names = locale.given_names(female);
      for (std::size_t i = 0; i < given_names.size(); ++i) {
        native_.given[first + i] = text_of(given_names[i].text);
        latin_.given[first + i] = text_of(given_names[i].in_latin());
        email_.given[first + i] = text_of(email_form(given_names[i].in_latin(), umlauts));
      }
      for (std::size_t i = 0; i < locale.family_names.size(); ++i) {
        const Name& name = locale.family_names[i];
        const std::string_view native = female ? name.of_woman() : name.text;
        const std::string_view latin = name.latin.empty() ? native : name.latin;
        native_.family[first + i] = text_of(native);
        latin_.family[first + i] = text_of(latin);
        email_.family[first + i] = text_of(email_form(latin, umlauts));
      }
    }
  }

  static Text text_of(std::string_view text) {
    Text result;
    if (text.size() > room) throw std::logic_error("NameTexts: too long a name: " + std::string(text));
    std::memcpy(result.bytes, text.data(), text.size());
    result.size = static_cast<std::uint8_t>(text.size());
    return result;
  }
  static std::size_t list_of(const Person& person) {
    return (2u * person.locale + (person.female ? 1 : 0)) * locale_tables::name_cells;
  }

  Form native_, latin_, email_;
};

}  // namespace retailsim::crm
