#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/crm/company_config.hpp>
#include <retailsim/crm/deal_config.hpp>
#include <retailsim/crm/interaction_config.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/time_zone.hpp>
#include <retailsim/crm/product_config.hpp>

namespace retailsim::crm {

/// Who sells.
struct SellerConfig {
  int expertise = 4;
  double median_attainment = 0.9;
  std::string domain = "seller.example";
  int hired_days = 2920, days_per_role = 730;

  static auto parameters() {
    using T = SellerConfig;
    return std::tuple{Parameter{"expertise", &T::expertise, "industries that a seller knows", Rule::between(0, 16)},
                      Parameter{"median_attainment", &T::median_attainment,
                                "quotas are set so that half the sellers reach this share", Rule::between(0.01, 100)},
                      Parameter{"hired_days", &T::hired_days, "hired within so many days before the first one",
                                Rule::between(1, 36'500)},
                      Parameter{"days_per_role", &T::days_per_role,
                                "a seller's role is one higher for each so many days, and one more by a coin",
                                Rule::between(1, 36'500)},
                      Parameter{"domain", &T::domain, "of the sellers' e-mail addresses; ends in .example"}};
  }
  void check(const std::string& path) const {
    constexpr std::string_view end = ".example";
    bool good = domain.size() > end.size() && domain.ends_with(end) && domain.size() <= 100;
    for (const char c : domain)
      good = good && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.');
    if (!good)
      throw ParameterError(path + ".domain", "a domain in small letters that ends in .example", '"' + domain + '"');
  }
};

/// Every number of a CRM world. `crm::generate({.seed = 42, .companies = 100, .sales_people = 10})`.
struct SalesConfig {
  std::uint64_t seed = 42;
  std::int64_t companies = 100;
  std::int64_t sales_people = 10;
  Date from{2024, 1, 1};                 ///< opportunities begin from this day on
  Date to{2025, 1, 1};                   ///< rows before this day; they do not depend on it
  std::optional<Date> as_of{};           ///< the set as it was known at the beginning of this day; none: of `to`
  std::vector<std::string> locales{};    ///< where people and companies are; none: everywhere
  std::vector<double> locale_weights{};  ///< of companies and sellers, in the order of `locales`; none: by GDP
  std::string currency = "USD";          ///< of all amounts
  CompanyConfig company{};
  ProductConfig products{};
  DealConfig deals{};
  InteractionConfig interactions{};
  SellerConfig sellers{};

  /// What is odd about the configuration but no mistake; empty: nothing.
  std::string warning() const {
    const std::string ratio =
        std::to_string(sales_people) + " sellers for " + std::to_string(companies) + " companies: ";
    if (sales_people > companies) return ratio + "many will have none";
    if (companies / sales_people > 100) return ratio + "their calendars are full, so many meetings become e-mails";
    return {};
  }
  /// The first instant, UTC, that is not known.
  Seconds known_until() const { return as_of.value_or(to).start(); }

  static constexpr std::int64_t max_companies = std::int64_t{1} << 31;
  static constexpr std::int64_t max_sales_people = 10'000'000;  ///< each takes some ten bytes for the whole run
  static auto parameters() {
    using T = SalesConfig;
    return std::tuple{
        Parameter{"seed", &T::seed, "of all draws"},
        Parameter{"companies", &T::companies, "number of companies",
                  Rule::between(1, static_cast<double>(max_companies))},
        Parameter{"sales_people", &T::sales_people, "number of sellers", Rule::between(1, max_sales_people)},
        Parameter{"from", &T::from, "opportunities begin from this day on"},
        Parameter{"to", &T::to, "rows before this day; they do not depend on it"},
        Parameter{"locales", &T::locales, "where people and companies are, such as de_DE; none: everywhere"},
        Parameter{"locale_weights",
                  &T::locale_weights,
                  "how many companies and sellers each of them has, in proportion; none: by gross domestic product",
                  {.low = 0, .high = 1e9, .above_low = true}},
        Parameter{"currency", &T::currency, "ISO 4217, of all amounts"},
        Parameter{"company", &T::company, "companies"},
        Parameter{"products", &T::products, "products and lines"},
        Parameter{"deals", &T::deals, "how opportunities move"},
        Parameter{"interactions", &T::interactions, "what interactions are like"},
        Parameter{"sellers", &T::sellers, "sellers"}};
  }
  void check(const std::string& path) const {
    using retailsim::detail::join_path;
    if (to <= from)
      throw ParameterError(join_path(path, "to"), "after from = " + to_string(from), to_string(to),
                           {join_path(path, "from")});
    if (as_of && (*as_of <= from || *as_of > to)) {
      throw ParameterError(join_path(path, "as_of"),
                           "after from = " + to_string(from) + " and at most to = " + to_string(to), to_string(*as_of));
    }
    if (from < Date(first_zone_year, 1, 1) || to > Date(last_zone_year, 1, 1)) {
      throw ParameterError(join_path(path, "from"),
                           "in the years of the table of time zones, " + std::to_string(first_zone_year) + " to " +
                               std::to_string(last_zone_year),
                           to_string(from) + " to " + to_string(to), {join_path(path, "to")});
    }
    for (std::size_t i = 0; i < locales.size(); ++i) {
      const auto known = [&](const Locale& locale) { return locale.id == locales[i]; };
      if (std::ranges::none_of(crm::locales(), known)) {
        throw ParameterError(join_path(path, "locales"), "of " + locale_ids(), '"' + locales[i] + '"');
      }
    }
    check_labels(locales, join_path(path, "locales"));
    if (!locale_weights.empty() && locale_weights.size() != locales.size()) {
      throw ParameterError(join_path(path, "locale_weights"),
                           "as many as locales, " + std::to_string(locales.size()) + ", or none",
                           std::to_string(locale_weights.size()), {join_path(path, "locales")});
    }
    bool code = currency.size() == 3;
    for (const char c : currency) code = code && c >= 'A' && c <= 'Z';
    if (!code) throw ParameterError(join_path(path, "currency"), "three capital letters", '"' + currency + '"');
  }
};

}  // namespace retailsim::crm
