#pragma once

#include <cstddef>
#include <cstring>
#include <string_view>

/// Coined words of Latin letters in katakana, the script in which Japan writes foreign and invented names.
namespace retailsim::crm::katakana {

/// Row of a consonant: with a, i, u, e, o after it, and alone. l and r are one row.
struct Row {
  char consonant;
  std::string_view kana[6];
};
inline constexpr Row rows[] = {
    {'b', {"バ", "ビ", "ブ", "ベ", "ボ", "ブ"}},         {'d', {"ダ", "ディ", "ドゥ", "デ", "ド", "ド"}},
    {'f', {"ファ", "フィ", "フ", "フェ", "フォ", "フ"}}, {'g', {"ガ", "ギ", "グ", "ゲ", "ゴ", "グ"}},
    {'k', {"カ", "キ", "ク", "ケ", "コ", "ク"}},         {'l', {"ラ", "リ", "ル", "レ", "ロ", "ル"}},
    {'m', {"マ", "ミ", "ム", "メ", "モ", "ム"}},         {'n', {"ナ", "ニ", "ヌ", "ネ", "ノ", "ン"}},
    {'p', {"パ", "ピ", "プ", "ペ", "ポ", "プ"}},         {'r', {"ラ", "リ", "ル", "レ", "ロ", "ル"}},
    {'s', {"サ", "シ", "ス", "セ", "ソ", "ス"}},         {'t', {"タ", "ティ", "トゥ", "テ", "ト", "ト"}},
    {'v', {"ヴァ", "ヴィ", "ヴ", "ヴェ", "ヴォ", "ヴ"}}, {'x', {"クサ", "クシ", "クス", "クセ", "クソ", "クス"}},
    {'z', {"ザ", "ジ", "ズ", "ゼ", "ゾ", "ズ"}},         {' ', {"ア", "イ", "ウ", "エ", "オ", ""}},
};

/// Bytes of a word of so many letters at most.
constexpr std::size_t most_bytes(std::size_t n_letters) { return 6 * n_letters; }

constexpr const Row& row_of(char consonant) {
  for (const Row& row : rows) {
    if (row.consonant == consonant) return row;
  }
  return rows[sizeof rows / sizeof rows[0] - 1];
}

/// Appends the katakana of a word of small letters; a consonant with no vowel after it gets the one that Japanese puts
/// there (o after t and d, else u).
inline char* write(std::string_view word, char* to) {
  constexpr std::string_view vowels = "aiueo";
  for (std::size_t i = 0; i < word.size();) {
    const bool vowel_alone = vowels.find(word[i]) != std::string_view::npos;
    const Row& row = row_of(vowel_alone ? ' ' : word[i]);
    const std::size_t at = vowel_alone ? i : i + 1;
    const std::size_t vowel = at < word.size() ? vowels.find(word[at]) : std::string_view::npos;
    const std::string_view kana = row.kana[vowel == std::string_view::npos ? 5 : vowel];
    std::memcpy(to, kana.data(), kana.size());
    to += kana.size();
    i = vowel == std::string_view::npos ? i + 1 : at + 1;
  }
  return to;
}

}  // namespace retailsim::crm::katakana
