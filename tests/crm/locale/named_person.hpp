#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/person.hpp>

namespace retailsim::testing {

/// The person of a locale with these names, as they stand in its lists (family names in the form of men).
inline crm::Person named_person(std::string_view locale_id, bool female, std::string_view given,
                                std::string_view family) {
  const auto place_of = [](std::span<const crm::Name> names, std::string_view text) {
    for (std::size_t place = 0; place < names.size(); ++place) {
      if (names[place].text == text) return static_cast<std::uint32_t>(place);
    }
    throw std::logic_error("named_person: no such name: " + std::string(text));
  };
  const crm::Locale& locale = crm::locale_of(locale_id);
  return {.given_name = place_of(locale.given_names(female), given),
          .family_name = place_of(locale.family_names, family),
          .locale = crm::locale_index(locale_id),
          .female = female};
}

}  // namespace retailsim::testing
