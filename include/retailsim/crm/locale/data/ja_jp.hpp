#pragma once

#include <retailsim/crm/locale/locale.hpp>

/// Japan
namespace retailsim::crm::locale_data::ja_jp {

inline constexpr Language languages[] = {{"ja", "Japanese", 980, 0}, {"en", "English", 4, 150}};

inline constexpr Name female_names[] = {{"陽子", 100, "Yoko"}};

inline constexpr Name male_names[] = {{"健一", 100, "Kenichi"}};

inline constexpr Name family_names[] = {{"佐藤", 1'862, "Sato"}, {"鈴木", 1'781, "Suzuki"}};

inline constexpr City cities[] = {{"東京", 9'733, "Asia/Tokyo", {}, "Tokyo"},
                                  {"大阪", 2'753, "Asia/Tokyo", {}, "Osaka"}};

inline constexpr PhoneBlock phones[] = {{"+81 3 0### ####", "03-0###-####"}};

inline constexpr LegalForm legal_forms[] = {{"株式会社", 80, "K.K."}, {"合同会社", 10, "G.K."}};

inline constexpr Locale locale = {
    .id = "ja_JP",
    .country_code = "JP",
    .country = "Japan",
    .nationality = "Japanese",
    .currency = "JPY",
    .weight = 4'213,
    .languages = languages,
    .female_names = female_names,
    .male_names = male_names,
    .family_names = family_names,
    .cities = cities,
    .phones = phones,
    .legal_forms = legal_forms,
    .industry_words = {"ソフト", "工業", "物流", "商事", "医療", "金融", "電力", "建設", "食品", "総研", "教育",
                       "メディア", "通信", "農産", "自動車", "ホテル"},
    .family_name_first = true,
    .native_script = true,
    .katakana_companies = true,
};

}  // namespace retailsim::crm::locale_data::ja_jp
