#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>

namespace retailsim::crm {

/// How letters with an umlaut become ASCII: a plain letter, or the pair that German writes where the dots are missing.
enum class Umlauts { plain, pair };

namespace folding {

/// ASCII of U+00C0 to U+017F, row by row of 16: the Latin-1 letters and Latin Extended-A; nothing for the two signs.
inline constexpr std::string_view latin_table[] = {
    "A", "A", "A",  "A",  "A", "A", "AE", "C", "E", "E", "E", "E", "I", "I", "I",  "I",   // 00C0
    "D", "N", "O",  "O",  "O", "O", "O",  "",  "O", "U", "U", "U", "U", "Y", "Th", "ss",  // 00D0
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // 00E0
    "d", "n", "o",  "o",  "o", "o", "o",  "",  "o", "u", "u", "u", "u", "y", "th", "y",   // 00F0
    "A", "a", "A",  "a",  "A", "a", "C",  "c", "C", "c", "C", "c", "C", "c", "D",  "d",   // 0100
    "D", "d", "E",  "e",  "E", "e", "E",  "e", "E", "e", "E", "e", "G", "g", "G",  "g",   // 0110
    "G", "g", "G",  "g",  "H", "h", "H",  "h", "I", "i", "I", "i", "I", "i", "I",  "i",   // 0120
    "I", "i", "IJ", "ij", "J", "j", "K",  "k", "q", "L", "l", "L", "l", "L", "l",  "L",   // 0130
    "l", "L", "l",  "N",  "n", "N", "n",  "N", "n", "n", "N", "n", "O", "o", "O",  "o",   // 0140
    "O", "o", "OE", "oe", "R", "r", "R",  "r", "R", "r", "S", "s", "S", "s", "S",  "s",   // 0150
    "S", "s", "T",  "t",  "T", "t", "T",  "t", "U", "u", "U", "u", "U", "u", "U",  "u",   // 0160
    "U", "u", "U",  "u",  "W", "w", "Y",  "y", "Y", "Z", "z", "Z", "z", "Z", "z",  "s",   // 0170
};

/// Code points beyond that table: letters with comma below, capital sharp s, quotation marks and dashes of names.
struct Folded {
  std::uint32_t code_point;
  std::string_view ascii;
};
inline constexpr Folded further[] = {
    {0x00B4, "'"}, {0x0218, "S"}, {0x0219, "s"}, {0x021A, "T"}, {0x021B, "t"}, {0x1E9E, "SS"}, {0x2010, "-"},
    {0x2011, "-"}, {0x2013, "-"}, {0x2018, "'"}, {0x2019, "'"}, {0x02BC, "'"}, {0x00A0, " "},
};

/// The code point at text[at], which moves past it. \throws std::invalid_argument unless it is well-formed UTF-8
constexpr std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t lead = byte(at++);
  if (lead < 0x80) return lead;
  const std::size_t n = lead >= 0xF0 && lead < 0xF5   ? 3
                        : lead >= 0xE0 && lead < 0xF0 ? 2
                        : lead >= 0xC2 && lead < 0xE0 ? 1
                                                      : 0;
  std::uint32_t code = lead & (0x3Fu >> n);
  bool well_formed = n > 0 && at + n <= text.size();
  for (std::size_t i = 0; well_formed && i < n; ++i) {
    well_formed = (byte(at) & 0xC0) == 0x80;
    code = code << 6 | (byte(at++) & 0x3F);
  }
  constexpr std::uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  if (!well_formed || code < least[n] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
    throw std::invalid_argument("ascii_fold: text must be well-formed UTF-8, got a stray byte");
  }
  return code;
}

constexpr std::string_view umlaut_pair(std::uint32_t code) {
  switch (code) {
    case 0xC4:
      return "Ae";
    case 0xD6:
      return "Oe";
    case 0xDC:
      return "Ue";
    case 0xE4:
      return "ae";
    case 0xF6:
      return "oe";
    case 0xFC:
      return "ue";
    default:
      return {};
  }
}

}  // namespace folding

/// Latin text in ASCII: é is e, ł is l, ß is ss, æ is ae, ø and å are o and a, þ is th; ä is a or, as `pair`, ae.
/// Combining accents (U+0300 to U+036F) are left out, so composed and decomposed text fold alike, but for the pairs,
/// which only composed letters have.
/// \throws std::invalid_argument on a letter of another script (take the name's Latin form) or text that is not UTF-8
inline std::string ascii_fold(std::string_view text, Umlauts umlauts = Umlauts::plain) {
  std::string ascii;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t code = folding::next_code_point(text, at);
    if (code < 0x80) {
      ascii += static_cast<char>(code);
    } else if (umlauts == Umlauts::pair && !folding::umlaut_pair(code).empty()) {
      ascii += folding::umlaut_pair(code);
    } else if (code >= 0xC0 && code < 0x180) {
      ascii += folding::latin_table[code - 0xC0];
    } else if (code < 0x300 || code > 0x36F) {
      const folding::Folded* found = nullptr;
      for (const auto& entry : folding::further) {
        if (entry.code_point == code) found = &entry;
      }
      if (found == nullptr) {
        char name[16] = {};
        std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(code));
        throw std::invalid_argument(std::string("ascii_fold: text must be of Latin letters, got ") + name);
      }
      ascii += found->ascii;
    }
  }
  return ascii;
}

/// A name as it stands in an e-mail address: folded, lower case, letters and inner hyphens only. "D'Angelo" is dangelo,
/// "van den Berg" vandenberg, "Anne-Marie" anne-marie.
inline std::string email_form(std::string_view latin, Umlauts umlauts = Umlauts::plain) {
  std::string form;
  for (const char c : ascii_fold(latin, umlauts)) {
    if (c >= 'A' && c <= 'Z') form += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) form += c;
    if (c == '-' && !form.empty() && form.back() != '-') form += c;
  }
  if (!form.empty() && form.back() == '-') form.pop_back();
  return form;
}

}  // namespace retailsim::crm
