#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/error.hpp>

namespace retailsim {

/// What can be wrong with a row.
enum class DefectKind : std::uint8_t {
  duplicate,         ///< the row is there twice, one copy after the other
  late,              ///< it comes at the end of its block, behind rows that are younger
  missing,           ///< it is not there
  broken_reference,  ///< an id of something that does not exist
  null,              ///< a value is not there
  typo,              ///< a letter dropped, doubled, swapped or replaced; in a number a letter or a comma
  encoding,          ///< UTF-8 read as Latin-1, U+FFFD, `?`, or in CSV a byte of Latin-1
  unit,              ///< single pieces for packs, grams for kilograms, cents for currency units
  currency,          ///< an amount in another currency
  swap,              ///< the values of two columns changed places
  time_zone,         ///< a time of another place
  outlier,           ///< a number far too large, or a day that stands for none: 0001-01-01, 9999-12-31
};
inline constexpr std::size_t n_defect_kinds = 12;

inline const std::array<std::string_view, n_defect_kinds>& names_of(DefectKind) {
  static constexpr std::array<std::string_view, n_defect_kinds> names{
      "duplicate", "late",     "missing", "broken_reference", "null",   "typo", "encoding",
      "unit",      "currency", "swap",    "time_zone",        "outlier"};
  return names;
}

/// How much of what a `DefectPass` does: for each kind the share of the rows of every table that get it. A row gets one
/// defect at most, so the shares sum to 1 at most.
struct DefectPlan {
  std::uint64_t seed = 1;
  double duplicate = 0, late = 0, missing = 0, broken_reference = 0, null = 0, typo = 0, encoding = 0, unit = 0,
         currency = 0, swap = 0, time_zone = 0, outlier = 0;
  std::vector<double> unit_factors{6, 12, 1000};
  std::vector<double> exchange_rates{1.08, 0.85, 7.46, 163};
  std::vector<double> hours{-8, -5, -1, 1, 2, 5.5, 9};
  bool invalid_bytes = true;
  std::vector<std::string> tables{};

  /// Every kind at one rate. \throws std::invalid_argument unless it is in [0, 1/12]
  static DefectPlan all(double rate) {
    detail::in_range(rate, 0, 1.0 / n_defect_kinds, "DefectPlan: rate of each of 12 kinds");
    DefectPlan plan;
    for (const auto member : rate_members()) plan.*member = rate;
    return plan;
  }

  double rate(DefectKind kind) const { return this->*rate_members()[static_cast<std::size_t>(kind)]; }
  /// Whether rows of the table get any.
  bool concerns(std::string_view table) const {
    return tables.empty() || std::ranges::find(tables, table) != tables.end();
  }

  /// \throws ParameterError unless the rates are shares that sum to 1 at most
  void check(const std::string& path) const {
    double sum = 0;
    for (const auto member : rate_members()) sum += this->*member;
    if (sum > 1 + 1e-9) {
      throw ParameterError(detail::join_path(path, "duplicate"),
                           "a rate that makes those of all kinds sum to 1 at most, as a row gets one defect",
                           detail::number_text(duplicate) + " in a sum of " + detail::number_text(sum));
    }
    const auto some = [&](const auto& list, std::string_view name) {
      if (list.empty()) throw ParameterError(detail::join_path(path, name), "at least one number", "none");
    };
    some(unit_factors, "unit_factors");
    some(exchange_rates, "exchange_rates");
    some(hours, "hours");
  }

  static auto parameters() {
    using T = DefectPlan;
    return std::tuple{
        Parameter{"seed", &T::seed, "other rows get other defects; the clean rows stay as they are"},
        Parameter{"duplicate", &T::duplicate, "share of rows that are there twice", Rule::share()},
        Parameter{"late", &T::late, "that come at the end of their block of customers, or of the table", Rule::share()},
        Parameter{"missing", &T::missing, "that are left out", Rule::share()},
        Parameter{"broken_reference", &T::broken_reference, "with an id of something that does not exist",
                  Rule::share()},
        Parameter{"null", &T::null, "without a value that must be there", Rule::share()},
        Parameter{"typo", &T::typo, "with a slip of the keyboard; in Parquet of texts only", Rule::share()},
        Parameter{"encoding", &T::encoding, "with a text that went through a wrong character set", Rule::share()},
        Parameter{"unit", &T::unit, "with a quantity, or an amount in cents, of another unit", Rule::share()},
        Parameter{"currency", &T::currency, "with an amount of another currency", Rule::share()},
        Parameter{"swap", &T::swap, "with two values that changed columns", Rule::share()},
        Parameter{"time_zone", &T::time_zone, "with a time of another time zone", Rule::share()},
        Parameter{"outlier", &T::outlier, "with a number 100 to 999 times too large, or a day that stands for none",
                  Rule::share()},
        Parameter{"unit_factors", &T::unit_factors, "of a quantity in another unit; money is multiplied by 100",
                  Rule::between(0.001, 1000)},
        Parameter{"exchange_rates", &T::exchange_rates, "by which an amount is multiplied", Rule::between(0.001, 1000)},
        Parameter{"hours", &T::hours, "by which a time is shifted", Rule::between(-26, 26)},
        Parameter{"invalid_bytes", &T::invalid_bytes, "CSV may hold bytes that are not UTF-8"},
        Parameter{"tables", &T::tables, "names of the tables that get defects; none: all"}};
  }

 private:
  static const std::array<double DefectPlan::*, n_defect_kinds>& rate_members() {
    using T = DefectPlan;
    static constexpr std::array<double T::*, n_defect_kinds> members{
        &T::duplicate, &T::late,     &T::missing, &T::broken_reference, &T::null,   &T::typo, &T::encoding,
        &T::unit,      &T::currency, &T::swap,    &T::time_zone,        &T::outlier};
    return members;
  }
};

}  // namespace retailsim
