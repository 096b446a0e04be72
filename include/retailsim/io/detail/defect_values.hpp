#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/io/defect_plan.hpp>
#include <retailsim/io/detail/row_judge.hpp>
#include <retailsim/io/detail/row_text.hpp>
#include <retailsim/io/detail/text.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::detail {

/// Of defects: entity = address of table and key; index 0: which kind, then what it needs.
inline constexpr Purpose defect_purpose = static_cast<Purpose>(purpose_code(0x00D0));

/// Whole numbers drawn for one row, one after the other: index 1, 2, ... of its address.
class RowDraws {
 public:
  RowDraws(std::uint64_t seed, std::uint64_t entity)
      : draws_{.seed = seed, .purpose = defect_purpose, .first_entity = entity} {}

  /// In [0, n), n below 2^32.
  std::size_t below(std::size_t n) {
    std::uint64_t word = 0;
    draws_.at_index(++index_).words({&word, 1});
    return static_cast<std::size_t>((word >> 32) * n >> 32);
  }

 private:
  Draws draws_;
  std::uint32_t index_ = 0;
};

/// Changes single values of rows.
class DefectValues {
 public:
  /// \param typed  what is written must be of the column's type, as in Parquet
  DefectValues(const DefectPlan& plan, bool typed) : plan_(plan), typed_(typed) {}

  /// Whether a column may get a defect of this kind at all.
  bool takes(DefectKind kind, const RuledColumn& column) const {
    switch (kind) {
      case DefectKind::broken_reference:
        return column.reference != nullptr && !column.small;
      case DefectKind::null:
        return !column.nullable;
      case DefectKind::typo:
        return column.is_text() || !typed_;
      case DefectKind::encoding:
        return column.is_text();
      case DefectKind::unit:
        return column.quantity || column.kind == ColumnKind::money;
      case DefectKind::currency:
        return column.kind == ColumnKind::money;
      case DefectKind::time_zone:
        return column.kind == ColumnKind::timestamp;
      case DefectKind::outlier:
        return column.quantity || column.kind == ColumnKind::money || column.is_time();
      default:
        return false;
    }
  }
  /// Whether the values of two columns can change places.
  bool takes_swap(const RuledColumn& a, const RuledColumn& b) const {
    return !typed_ || (a.is_text() ? b.is_text() : a.kind == b.kind && a.small == b.small);
  }

  /// The value changed, or nothing where this kind leaves it as it is.
  std::optional<std::string> changed(DefectKind kind, const RuledColumn& column, std::string_view value,
                                     RowDraws& draws) const {
    std::string result;
    switch (kind) {
      case DefectKind::broken_reference:
        result = std::to_string(first_id_of_nothing + static_cast<std::int64_t>(draws.below(1'000'000'000)));
        break;
      case DefectKind::typo:
        result = column.is_text() ? text_typo(value, draws) : number_typo(value, draws);
        break;
      case DefectKind::encoding:
        result = wrong_characters(value, draws);
        break;
      case DefectKind::unit:
        result = multiplied(column, value, column.quantity ? pick(plan_.unit_factors, draws) : 100);
        break;
      case DefectKind::currency:
        result = multiplied(column, value, pick(plan_.exchange_rates, draws));
        break;
      case DefectKind::time_zone:
        result = shifted(column, value, pick(plan_.hours, draws));
        break;
      case DefectKind::outlier:
        if (column.is_time()) {
          result = draws.below(2) == 0 ? "0001-01-01" : "9999-12-31";
          if (column.kind == ColumnKind::timestamp) result += " 00:00:00";
        } else {
          result = multiplied(column, value, static_cast<double>(100 + draws.below(900)));
        }
        break;
      default:
        break;
    }
    if (result.empty() || result == value) return std::nullopt;
    return result;
  }

 private:
  // Ids of this library stay below 2^53.
  static constexpr std::int64_t first_id_of_nothing = 9'100'000'000'000'000;

  static double pick(const std::vector<double>& from, RowDraws& draws) { return from[draws.below(from.size())]; }

  // Factors have four decimals: integers only, so that every machine rounds alike. Decimals of Parquet have 12 digits.
  static std::string multiplied(const RuledColumn& column, std::string_view text, double factor) {
    const auto value = stored_value(column.kind, text);
    const auto scaled = std::llround(factor * 10'000);
    if (!value || std::abs(*value) > 900'000'000'000) return {};
    const std::int64_t product = *value * scaled;  // factors are 1000 at most, so it fits
    const std::int64_t result = (product + (product < 0 ? -5000 : 5000)) / 10'000;
    const std::int64_t most = column.kind == ColumnKind::money ? 900'000'000'000 : 2'000'000'000;
    if (std::abs(result) > most) return {};
    char to[32];
    return {to, column.kind == ColumnKind::money ? write_money(to, result) : write_integer(to, result)};
  }

  static std::string shifted(const RuledColumn& column, std::string_view text, double hours) {
    const auto micros = stored_value(column.kind, text);
    if (!micros) return {};
    const auto seconds = std::llround(hours * 3600);
    DateTexts dates;
    char to[32];
    return {to, write_timestamp(to, *micros + seconds * micros_per_second, dates, "DefectPass: a shifted time")};
  }

  // A letter that looks like the digit, or a comma for the point: nobody reads it as a number or a date.
  static std::string number_typo(std::string_view value, RowDraws& draws) {
    static constexpr std::string_view alike = "OlZEASGTBg";
    std::string text(value);
    const std::size_t at = draws.below(text.size());
    if (text[at] >= '0' && text[at] <= '9') {
      text[at] = alike[static_cast<std::size_t>(text[at] - '0')];
    } else {
      text[at] = text[at] == '.' ? ',' : 'x';
    }
    return text;
  }

  static std::string text_typo(std::string_view value, RowDraws& draws) {
    auto letters = characters(value);
    const std::size_t at = draws.below(letters.size());
    const auto i = static_cast<std::ptrdiff_t>(at);
    switch (letters.size() == 1 ? 1 : draws.below(4)) {
      case 0:
        letters.erase(letters.begin() + i);
        break;
      case 1:
        letters.insert(letters.begin() + i, letters[at]);
        break;
      case 2:
        std::swap(letters[at], letters[at + 1 < letters.size() ? at + 1 : at - 1]);
        break;
      default:
        letters[at] = std::string_view("abcdefghijklmnopqrstuvwxyz").substr(draws.below(26), 1);
    }
    std::string text;
    for (const auto letter : letters) text += letter;
    if (text == value) text += text.back();  // two letters alike changed places, or one became itself
    return text;
  }

  std::string wrong_characters(std::string_view value, RowDraws& draws) const {
    const auto letters = characters(value);
    std::vector<std::size_t> foreign;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      if (letters[i].size() > 1) foreign.push_back(i);
    }
    // Where all is ASCII a blank that must not break a line came along.
    const bool added = foreign.empty();
    const std::size_t at = added ? draws.below(letters.size() + 1) : foreign[draws.below(foreign.size())];
    const std::string_view letter = added ? std::string_view("\xC2\xA0") : letters[at];
    const std::size_t form = draws.below(!typed_ && plan_.invalid_bytes ? 4 : 3);
    std::string damaged;
    if (form == 0) {  // its bytes, each taken for a character
      for (const char c : letter) {
        const auto byte = static_cast<unsigned char>(c);
        damaged += static_cast<char>(0xC0 | byte >> 6);
        damaged += static_cast<char>(0x80 | (byte & 0x3F));
      }
    } else if (form == 1) {
      damaged = "\xEF\xBF\xBD";
    } else if (form == 2) {
      damaged = "?";
    } else {
      damaged = "\xA0";
      if (letter[0] == '\xC2' || letter[0] == '\xC3')
        damaged = static_cast<char>((letter[0] & 0x03) << 6 | (letter[1] & 0x3F));
    }
    std::string text;
    for (std::size_t i = 0; i <= letters.size(); ++i) {
      if (i == at) text += damaged;
      if (i < letters.size() && (i != at || added)) text += letters[i];
    }
    return text;
  }

  const DefectPlan& plan_;
  bool typed_;
};

}  // namespace retailsim::detail
