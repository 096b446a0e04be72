#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <retailsim/core/error.hpp>
#include <retailsim/crm/locale/data/de_de.hpp>
#include <retailsim/crm/locale/data/en_gb.hpp>
#include <retailsim/crm/locale/data/en_us.hpp>
#include <retailsim/crm/locale/data/es_es.hpp>
#include <retailsim/crm/locale/data/fr_fr.hpp>
#include <retailsim/crm/locale/data/hi_in.hpp>
#include <retailsim/crm/locale/data/it_it.hpp>
#include <retailsim/crm/locale/data/ja_jp.hpp>
#include <retailsim/crm/locale/data/nl_nl.hpp>
#include <retailsim/crm/locale/data/pl_pl.hpp>
#include <retailsim/crm/locale/data/pt_br.hpp>
#include <retailsim/crm/locale/data/sv_se.hpp>
#include <retailsim/crm/locale/locale.hpp>

namespace retailsim::crm {

namespace locale_data {

// New ones go to the end: people keep their place in this table as their locale.
inline constexpr Locale all[] = {
    en_us::locale, en_gb::locale, de_de::locale, fr_fr::locale, es_es::locale, it_it::locale,
    nl_nl::locale, pl_pl::locale, sv_se::locale, pt_br::locale, ja_jp::locale, hi_in::locale,
};

}  // namespace locale_data

/// All locales; elsewhere a locale is its place in here.
constexpr std::span<const Locale> locales() { return locale_data::all; }

/// Their ids in one line: "en_US, de_DE, ...".
inline std::string locale_ids() {
  std::string ids;
  for (const Locale& locale : locales()) {
    if (!ids.empty()) ids += ", ";
    ids += locale.id;
  }
  return ids;
}

/// Where in `locales()` an id is. \throws std::invalid_argument with the known ones if it is none of them
inline std::uint8_t locale_index(std::string_view id) {
  for (std::size_t i = 0; i < locales().size(); ++i) {
    if (locales()[i].id == id) return static_cast<std::uint8_t>(i);
  }
  retailsim::detail::invalid("locale", "one of " + locale_ids(), id);
}
inline const Locale& locale_of(std::string_view id) { return locales()[locale_index(id)]; }

}  // namespace retailsim::crm
