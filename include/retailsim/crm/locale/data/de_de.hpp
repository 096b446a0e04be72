#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// Germany
namespace retailsim::crm::locale_data::de_de {

inline constexpr Language languages[] = {
    {"de", "German", 870, 0}, {"en", "English", 20, 560}, {"fr", "French", 5, 140}};

inline constexpr Name female_names[] = {{"Anna", 300}, {"Jörg-Anna", 1}};

inline constexpr Name male_names[] = {{"Jörg", 300}, {"Hans-Peter", 100}};

inline constexpr Name family_names[] = {{"Müller", 256}, {"Weiß", 30}};

inline constexpr City cities[] = {{"Berlin", 3'755, "Europe/Berlin", {"+49 30 23125 ###", "030 23125-###"}},
                                  {"München", 1'512, "Europe/Berlin", {"+49 89 99998 ###", "089 99998-###"}}};

inline constexpr PhoneBlock phones[] = {{"+49 176 040690 ##", "0176 040690##"}};

inline constexpr LegalForm legal_forms[] = {{"GmbH", 80}, {"AG", 10}};

inline constexpr Locale locale = {
    .id = "de_DE",
    .country_code = "DE",
    .country = "Germany",
    .nationality = "German",
    .currency = "EUR",
    .weight = 4'456,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .phones = phones,
    .legal_forms = legal_forms,
    .industry_words = {"Software", "Maschinenbau", "Logistik", "Handel", "Medizintechnik", "Finanz", "Energie", "Bau",
                       "Lebensmittel", "Beratung", "Bildung", "Medien", "Telekom", "Agrar", "Automobil", "Hotel"},
    .umlauts_as_two = true,
};

}  // namespace retailsim::crm::locale_data::de_de
