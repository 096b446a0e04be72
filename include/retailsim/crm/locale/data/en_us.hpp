#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// United States
namespace retailsim::crm::locale_data::en_us {

inline constexpr Language languages[] = {
    {"en", "English", 780, 0}, {"es", "Spanish", 135, 60}, {"zh", "Chinese", 11, 0}, {"fr", "French", 4, 20}};

inline constexpr Name female_names[] = {{"Mary", 3'541}, {"Jennifer", 2'000}};

inline constexpr Name male_names[] = {{"James", 4'700}, {"John", 4'500}};

inline constexpr Name family_names[] = {{"Smith", 2'442}, {"Johnson", 1'932}};

inline constexpr City cities[] = {{"New York", 8'804, "America/New_York", {"+1 212 555 01##", "(212) 555-01##"}},
                                  {"Chicago", 2'746, "America/Chicago", {"+1 312 555 01##", "(312) 555-01##"}},
                                  {"Los Angeles", 3'898, "America/Los_Angeles", {"+1 213 555 01##", "(213) 555-01##"}}};

inline constexpr LegalForm legal_forms[] = {{"Inc.", 50}, {"LLC", 35}, {"Corp.", 15}};

inline constexpr Locale locale = {
    .id = "en_US",
    .country_code = "US",
    .country = "United States",
    .nationality = "American",
    .currency = "USD",
    .weight = 27'361,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .legal_forms = legal_forms,
    .industry_words = {"Software", "Manufacturing", "Logistics", "Retail", "Health", "Financial", "Energy",
                       "Construction", "Foods", "Consulting", "Learning", "Media", "Telecom", "Farms", "Automotive",
                       "Hotels"},
};

}  // namespace retailsim::crm::locale_data::en_us
