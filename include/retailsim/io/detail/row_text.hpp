#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <retailsim/io/detail/csv_rows.hpp>

/// Rows of a table as text: fields, CSV lines, and texts whose bytes may be anything.
namespace retailsim::detail {

/// Bytes of the character that begins the text; 0 where it is not UTF-8.
inline std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follow = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
  if (text.empty()) return 0;
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return follow(1) ? 2 : 0;
  if (first >= 0xE0 && first < 0xF0) {
    if (!follow(1) || !follow(2) || (first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) >= 0xA0)) return 0;
    return 3;
  }
  if (first >= 0xF0 && first < 0xF5) {
    if (!follow(1) || !follow(2) || !follow(3) || (first == 0xF0 && byte(1) < 0x90) ||
        (first == 0xF4 && byte(1) > 0x8F))
      return 0;
    return 4;
  }
  return 0;
}

/// The characters of a text; bytes that are not UTF-8 are one each.
inline std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const std::size_t n = utf8_length(text) == 0 ? 1 : utf8_length(text);
    all.push_back(text.substr(0, n));
    text.remove_prefix(n);
  }
  return all;
}

/// Whether a text shows the marks of a wrong character set: bytes that are not UTF-8, U+FFFD, or UTF-8 that was read as
/// Latin-1 (U+00C2 to U+00F4 and then U+0080 to U+00BF, which no language writes).
inline bool is_damaged(std::string_view text) {
  bool leads = false;
  while (!text.empty()) {
    const std::size_t n = utf8_length(text);
    if (n == 0 || text.substr(0, n) == "\xEF\xBF\xBD") return true;
    const auto second = n == 2 ? static_cast<unsigned char>(text[1]) : 0u;
    if (leads && n == 2 && text[0] == '\xC2') return true;
    leads = n == 2 && text[0] == '\xC3' && second >= 0x82 && second <= 0xB4;
    text.remove_prefix(n);
  }
  return false;
}

/// The text itself where it can be read, else `\x` and its bytes in hex.
inline std::string readable(std::string_view text) {
  bool plain = text.substr(0, 2) != "\\x";
  for (std::string_view rest = text; plain && !rest.empty();) {
    const std::size_t n = utf8_length(rest);
    plain = n > 0 && static_cast<unsigned char>(rest[0]) >= 0x20 && rest[0] != 0x7F;
    rest.remove_prefix(n);
  }
  if (plain) return std::string(text);
  static constexpr char digits[] = "0123456789abcdef";
  std::string hex = "\\x";
  for (const char c : text) {
    hex += digits[static_cast<unsigned char>(c) >> 4];
    hex += digits[static_cast<unsigned char>(c) & 15];
  }
  return hex;
}

/// What `readable` made the text of.
inline std::string bytes_of(std::string_view text) {
  if (text.substr(0, 2) != "\\x") return std::string(text);
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 2; i + 1 < text.size(); i += 2) {
    bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
  }
  return bytes;
}

/// The fields of one CSV record, without its line end.
inline std::vector<std::optional<std::string>> split_row(std::string_view line) {
  std::vector<std::optional<std::string>> fields;
  for (;;) {
    if (!line.empty() && line[0] == '"') {
      std::string text;
      std::size_t at = 1;
      for (; at < line.size(); ++at) {
        if (line[at] == '"' && (at + 1 == line.size() || line[at + 1] != '"')) break;
        text += line[at];
        at += line[at] == '"';
      }
      fields.emplace_back(std::move(text));
      line.remove_prefix(at < line.size() ? at + 1 : at);
    } else {
      const std::size_t end = line.find(',') == std::string_view::npos ? line.size() : line.find(',');
      if (end == 0) {
        fields.emplace_back();
      } else {
        fields.emplace_back(line.substr(0, end));
      }
      line.remove_prefix(end);
    }
    if (line.empty()) return fields;
    line.remove_prefix(1);
  }
}

/// The record of the fields, without its line end: what `split_row` takes apart.
inline std::string join_row(const std::vector<std::optional<std::string>>& fields) {
  std::string line;
  for (const auto& field : fields) {
    if (field) line += csv_quoted(*field);
    line += ',';
  }
  line.pop_back();
  return line;
}

}  // namespace retailsim::detail
