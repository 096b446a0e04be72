#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/crm/deal_config.hpp>
#include <retailsim/crm/labels.hpp>
#include <retailsim/crm/locale/industry.hpp>
#include <retailsim/crm/locale/locales.hpp>
#include <retailsim/crm/locale/time_zone.hpp>

namespace retailsim::crm {

/// Who the companies are and what they hold.
struct CompanyConfig {
  BySize share{.small = 0.6, .medium = 0.3, .enterprise = 0.1};
  double contacts = 4;
  BySize contact_factor{.small = 0.7, .medium = 1.2, .enterprise = 2.2};
  double opportunities = 3;
  BySize opportunity_factor{.small = 0.8, .medium = 1.1, .enterprise = 1.9};
  double customers_before = 0.35;
  double same_country = 0.8;
  std::vector<double> industries = std::vector<double>(n_industries, 1.0);
  std::vector<double> seniority{4, 2, 1, 1};
  std::vector<double> channels{4, 2, 1, 1};

  static auto parameters() {
    using T = CompanyConfig;
    return std::tuple{
        Parameter{"contacts", &T::contacts, "mean number of contacts of a company", Rule::between(1, 60)},
        Parameter{"opportunities", &T::opportunities, "mean number of opportunities that begin per company and year",
                  Rule::between(0.001, 100)},
        Parameter{"customers_before", &T::customers_before, "share of companies that bought before the first day",
                  Rule::share()},
        Parameter{"same_country", &T::same_country,
                  "share of companies whose seller is chosen among those of their country", Rule::share()},
        Parameter{"industries", &T::industries, "weights of the industries, as crm/locale/industry.hpp lists them",
                  Rule::between(0, 1e9)},
        Parameter{"seniority", &T::seniority, "weights of staff, managers, directors and executives among contacts",
                  Rule::between(0, 1e9)},
        Parameter{"channels", &T::channels, "weights of their preferred e-mail, phone, video call and talk in person",
                  Rule::between(0, 1e9)},
        Parameter{"share", &T::share, "of companies, by size class"},
        Parameter{"contact_factor", &T::contact_factor, "contacts by size class, in proportion"},
        Parameter{"opportunity_factor", &T::opportunity_factor, "opportunities by size class, in proportion"}};
  }
  void check(const std::string& path) const {
    if (!(share.small + share.medium + share.enterprise > 0)) {
      throw ParameterError(path + ".share", "shares that do not sum to 0", "0");
    }
    check_weights(industries, n_industries, n_industries, path + ".industries");
    check_weights(seniority, seniority_labels.size(), seniority_labels.size(), path + ".seniority");
    check_weights(channels, channel_labels.size(), channel_labels.size(), path + ".channels");
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      if (!(contact_factor[size] > 0 && opportunity_factor[size] > 0)) {
        throw ParameterError(path + ".contact_factor, opportunity_factor (" + size_labels[size] + ")", "> 0", "0");
      }
    }
  }
};

/// What is sold.
struct ProductConfig {
  int count = 24;
  double lines = 2;
  BySize quantity{.small = 6, .medium = 25, .enterprise = 90};
  std::vector<double> category_quantity{1, 0.4, 0.25, 0.15};
  double customised = 0.33;

  static auto parameters() {
    using T = ProductConfig;
    return std::tuple{
        Parameter{"count", &T::count, "products", Rule::between(4, 1000)},
        Parameter{"lines", &T::lines, "mean number of lines of an opportunity; the first is certain",
                  Rule::between(1, 10)},
        Parameter{"category_quantity",
                  &T::category_quantity,
                  "factors of the quantity: software, hardware, services, consulting",
                  {.low = 0, .high = 1000, .above_low = true}},
        Parameter{"customised", &T::customised, "share of lines with a customisation", Rule::share()},
        Parameter{"quantity", &T::quantity, "mean quantity of a line of software by the company's size class"}};
  }
  void check(const std::string& path) const {
    if (category_quantity.size() != n_categories) {
      throw ParameterError(path + ".category_quantity", "4 numbers", std::to_string(category_quantity.size()));
    }
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      if (!(quantity[size] > 0 && quantity[size] <= 2000)) {
        throw ParameterError(path + ".quantity." + size_labels[size], "in (0, 2000]",
                             retailsim::detail::number_text(quantity[size]));
      }
    }
  }
};

/// Weights of the four types of interactions in one stage.
struct TypeWeights {
  double call = 1, email = 1, meeting = 1, demo = 1;

  double operator[](std::size_t type) const {
    return type == 0 ? call : type == 1 ? email : type == 2 ? meeting : demo;
  }
  static auto parameters() {
    using T = TypeWeights;
    return std::tuple{Parameter{"call", &T::call, "", Rule::not_negative()},
                      Parameter{"email", &T::email, "", Rule::not_negative()},
                      Parameter{"meeting", &T::meeting, "", Rule::not_negative()},
                      Parameter{"demo", &T::demo, "", Rule::not_negative()}};
  }
  void check(const std::string& path) const {
    if (!(call + email + meeting + demo > 0)) throw ParameterError(path, "weights that do not sum to 0", "0");
  }
};

/// What interactions are like.
struct InteractionConfig {
  TypeWeights identified{5, 4, 0.7, 0.3}, qualified{3, 4, 1.5, 1.5}, proposal{2.5, 4.5, 2, 1},
      negotiation{3, 4, 2.5, 0.2};
  std::vector<int> call_minutes{5, 10, 10, 15, 15, 20, 30}, meeting_minutes{30, 30, 45, 60, 60, 90},
      demo_minutes{30, 45, 60, 60, 90};
  double negative = 0.35;
  double no_response = 0.3;
  double main_contact = 0.6;
  double planned = 0.9, planned_after_bad = 0.67;
  int working_day_from = 9 * 60, working_day_to = 17 * 60 + 30;

  const TypeWeights& weights(std::size_t stage) const {
    return stage == 0 ? identified : stage == 1 ? qualified : stage == 2 ? proposal : negotiation;
  }
  int longest() const {
    int minutes = 0;
    for (const auto* list : {&call_minutes, &meeting_minutes, &demo_minutes}) {
      for (const int value : *list) minutes = std::max(minutes, value);
    }
    return minutes;
  }

  static auto parameters() {
    using T = InteractionConfig;
    const Rule minutes = Rule::between(5, 120);
    return std::tuple{
        Parameter{"call_minutes", &T::call_minutes, "lengths of calls, as likely; multiples of 5", minutes},
        Parameter{"meeting_minutes", &T::meeting_minutes, "lengths of meetings", minutes},
        Parameter{"demo_minutes", &T::demo_minutes, "lengths of demos", minutes},
        Parameter{"negative", &T::negative, "share of negative ones among those that are not positive", Rule::share()},
        Parameter{"no_response", &T::no_response, "share of those without response among them", Rule::share()},
        Parameter{"main_contact", &T::main_contact, "share with the deal's own contact; the others are with any",
                  Rule::share()},
        Parameter{"planned", &T::planned, "share of positive and neutral ones with a next step", Rule::share()},
        Parameter{"planned_after_bad", &T::planned_after_bad, "the same of negative ones and those without response",
                  Rule::share()},
        Parameter{"working_day_from", &T::working_day_from, "minutes after midnight, a multiple of 15",
                  Rule::between(0, 1440)},
        Parameter{"working_day_to", &T::working_day_to, "likewise", Rule::between(0, 1440)},
        Parameter{"identified", &T::identified, "weights of the types of interactions in this stage"},
        Parameter{"qualified", &T::qualified, "likewise"},
        Parameter{"proposal", &T::proposal, "likewise"},
        Parameter{"negotiation", &T::negotiation, "likewise"}};
  }
  void check(const std::string& path) const {
    const std::pair<const char*, const std::vector<int>*> lists[] = {
        {".call_minutes", &call_minutes}, {".meeting_minutes", &meeting_minutes}, {".demo_minutes", &demo_minutes}};
    for (const auto& [name, list] : lists) {
      if (list->empty() || list->size() > 250)
        throw ParameterError(path + name, "1 to 250 lengths", std::to_string(list->size()));
      for (const int value : *list) {
        if (value % 5 != 0) throw ParameterError(path + name, "multiples of 5", std::to_string(value));
      }
    }
    if (negative + no_response > 1) {
      throw ParameterError(path + ".no_response",
                           "at most 1 - negative = " + retailsim::detail::number_text(1 - negative),
                           retailsim::detail::number_text(no_response), {path + ".negative"});
    }
    if (working_day_from % 15 != 0 || working_day_to % 15 != 0) {
      throw ParameterError(path + ".working_day_from, working_day_to", "multiples of 15",
                           std::to_string(working_day_from) + ", " + std::to_string(working_day_to));
    }
    // Three hours between the zones, one more where only one of them has daylight saving, and one to begin in.
    const int least = 4 * 60 + longest() + 60;
    if (working_day_to - working_day_from < least) {
      throw ParameterError(path + ".working_day_to",
                           "at least " + std::to_string(least) + " minutes after working_day_from",
                           std::to_string(working_day_to), {path + ".working_day_from"});
    }
  }
};

/// Who sells.
struct SellerConfig {
  int expertise = 4;
  double median_attainment = 0.9;
  std::string domain = "seller.example";

  static auto parameters() {
    using T = SellerConfig;
    return std::tuple{Parameter{"expertise", &T::expertise, "industries that a seller knows", Rule::between(0, 16)},
                      Parameter{"median_attainment", &T::median_attainment,
                                "quotas are set so that half the sellers reach this share", Rule::between(0.01, 100)},
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
  Date from{2024, 1, 1};               ///< opportunities begin from this day on
  Date to{2025, 1, 1};                 ///< rows before this day; they do not depend on it
  std::optional<Date> as_of{};         ///< the set as it was known at the beginning of this day; none: of `to`
  std::vector<std::string> locales{};  ///< where people and companies are; none: everywhere
  std::string currency = "USD";        ///< of all amounts
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
  static auto parameters() {
    using T = SalesConfig;
    return std::tuple{
        Parameter{"seed", &T::seed, "of all draws"},
        Parameter{"companies", &T::companies, "number of companies",
                  Rule::between(1, static_cast<double>(max_companies))},
        Parameter{"sales_people", &T::sales_people, "number of sellers", Rule::between(1, 100'000'000)},
        Parameter{"from", &T::from, "opportunities begin from this day on"},
        Parameter{"to", &T::to, "rows before this day; they do not depend on it"},
        Parameter{"locales", &T::locales, "where people and companies are, such as de_DE; none: everywhere"},
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
    bool code = currency.size() == 3;
    for (const char c : currency) code = code && c >= 'A' && c <= 'Z';
    if (!code) throw ParameterError(join_path(path, "currency"), "three capital letters", '"' + currency + '"');
  }
};

}  // namespace retailsim::crm
