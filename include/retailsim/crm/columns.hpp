#pragma once

#include <cstdint>
#include <tuple>

#include <retailsim/core/columns.hpp>
#include <retailsim/core/list_column.hpp>
#include <retailsim/core/text_column.hpp>

/// The tables of the CRM set, as those of the simulation (core/columns.hpp): numbers and labels in whatever storage,
/// texts and lists in one buffer each. Times are microseconds since 1970, UTC unless said; money is cents.
namespace retailsim::crm {

inline constexpr std::int32_t no_date = INT32_MIN;
inline constexpr std::int64_t no_money = INT64_MIN;
inline constexpr std::int16_t no_label = -1;

template <template <class> class Column>
struct ProductColumns {
  Column<std::int64_t> product_id;
  TextColumn name;
  Column<std::uint8_t> category;
  Column<std::int64_t> price, cost;
  TextColumn description;
  ListColumn<std::int16_t> features, customisation_options;
  ListColumn<std::int32_t> tier_quantities, tier_percents;  ///< from this quantity on, so many per cent off

  static auto fields() {
    using T = ProductColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"product_id", &T::product_id, integer, delta},
                      Field{"name", &T::name, text, plain},
                      Field{"category", &T::category, label, dictionary},
                      Field{"price", &T::price, money, plain},
                      Field{"cost", &T::cost, money, plain},
                      Field{"description", &T::description, text, plain},
                      Field{"features", &T::features, label, dictionary},
                      Field{"customisation_options", &T::customisation_options, label, dictionary},
                      Field{"tier_quantities", &T::tier_quantities, integer, dictionary},
                      Field{"tier_percents", &T::tier_percents, integer, dictionary}};
  }
};

template <template <class> class Column>
struct SalesPersonColumns {
  Column<std::int64_t> sales_person_id;
  TextColumn given_name, family_name, name_latin, email, phone;
  Column<std::uint8_t> role;
  Column<std::int16_t> nationality;
  ListColumn<std::int16_t> languages;
  Column<std::int16_t> time_zone;
  Column<std::int32_t> hire_date;
  Column<std::int64_t> quota;
  Column<double> quota_attainment;         ///< won value of the span over the quota
  Column<std::int64_t> average_deal_size;  ///< of won deals; null without any
  Column<double> win_rate;                 ///< won / (won + lost); null without any
  Column<double> sales_cycle_days;         ///< mean of won deals; null without any
  ListColumn<std::int16_t> territories;    ///< countries of the book's companies
  ListColumn<std::int16_t> expertise;      ///< industries

  static auto fields() {
    using T = SalesPersonColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"sales_person_id", &T::sales_person_id, integer, delta},
                      Field{"given_name", &T::given_name, text, dictionary},
                      Field{"family_name", &T::family_name, text, dictionary},
                      Field{"name_latin", &T::name_latin, text, plain},
                      Field{"email", &T::email, text, plain},
                      Field{"phone", &T::phone, text, plain},
                      Field{"role", &T::role, label, dictionary},
                      Field{"nationality", &T::nationality, label, dictionary},
                      Field{"languages", &T::languages, label, dictionary},
                      Field{"time_zone", &T::time_zone, label, dictionary},
                      Field{"hire_date", &T::hire_date, date, plain},
                      Field{"quota", &T::quota, money, plain},
                      Field{"quota_attainment", &T::quota_attainment, real, plain},
                      Field{"average_deal_size", &T::average_deal_size, money, plain, no_money},
                      Field{"win_rate", &T::win_rate, real, plain, 0},
                      Field{"sales_cycle_days", &T::sales_cycle_days, real, plain, 0},
                      Field{"territories", &T::territories, label, dictionary},
                      Field{"expertise", &T::expertise, label, dictionary}};
  }
};

template <template <class> class Column>
struct CompanyColumns {
  Column<std::int64_t> company_id;
  TextColumn name, name_latin;
  Column<std::int16_t> industry, sub_industry;
  Column<std::uint8_t> size_class;
  Column<std::int32_t> head_count;
  Column<std::int64_t> annual_revenue;  ///< whole units of the currency
  Column<std::int16_t> city, country;
  TextColumn domain;
  Column<std::int64_t> sales_person_id;
  Column<std::int32_t> customer_since;  ///< null: never bought so far

  static auto fields() {
    using T = CompanyColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"company_id", &T::company_id, integer, delta},
                      Field{"name", &T::name, text, plain},
                      Field{"name_latin", &T::name_latin, text, plain},
                      Field{"industry", &T::industry, label, dictionary},
                      Field{"sub_industry", &T::sub_industry, label, dictionary},
                      Field{"size_class", &T::size_class, label, dictionary},
                      Field{"head_count", &T::head_count, integer, plain},
                      Field{"annual_revenue", &T::annual_revenue, integer, plain},
                      Field{"city", &T::city, label, dictionary},
                      Field{"country", &T::country, label, dictionary},
                      Field{"domain", &T::domain, text, plain},
                      Field{"sales_person_id", &T::sales_person_id, integer, delta},
                      Field{"customer_since", &T::customer_since, date, plain, no_date}};
  }
};

template <template <class> class Column>
struct ContactColumns {
  Column<std::int64_t> contact_id, company_id;
  TextColumn given_name, family_name, name_latin;
  Column<std::int16_t> role;
  Column<std::uint8_t> seniority;
  TextColumn email, phone;
  Column<std::int16_t> nationality;
  ListColumn<std::int16_t> languages;
  Column<std::int16_t> time_zone;
  Column<std::uint8_t> preferred_channel;

  static auto fields() {
    using T = ContactColumns;
    using enum ColumnKind;
    using enum ColumnEncoding;
    return std::tuple{Field{"contact_id", &T::contact_id, integer, delta},
                      Field{"company_id", &T::company_id, integer, delta},
                      Field{"given_name", &T::given_name, text, dictionary},
                      Field{"family_name", &T::family_name, text, dictionary},
                      Field{"name_latin", &T::name_latin, text, plain},
                      Field{"role", &T::role, label, dictionary},
                      Field{"seniority", &T::seniority, label, dictionary},
                      Field{"email", &T::email, text, plain},
                      Field{"phone", &T::phone, text, plain},
                      Field{"nationality", &T::nationality, label, dictionary},
                      Field{"languages", &T::languages, label, dictionary},
                      Field{"time_zone", &T::time_zone, label, dictionary},
                      Field{"preferred_channel", &T::preferred_channel, label, dictionary}};
  }
};

}  // namespace retailsim::crm
