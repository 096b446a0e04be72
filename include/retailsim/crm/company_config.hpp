#pragma once

#include <cmath>
#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/config/parameter.hpp>
#include <retailsim/crm/deal_config.hpp>
#include <retailsim/crm/labels.hpp>
#include <retailsim/crm/locale/industry.hpp>

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
  BySize head_count_from{.small = 5, .medium = 50, .enterprise = 1000};
  BySize head_count_to{.small = 49, .medium = 999, .enterprise = 50'000};
  int revenue_per_head_from = 60'000, revenue_per_head_to = 400'000;
  int customer_days = 3650;

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
        Parameter{"revenue_per_head_from", &T::revenue_per_head_from,
                  "annual revenue per head, in units of the currency, to the thousand; the middle is likelier",
                  Rule::between(1000, 1e7)},
        Parameter{"revenue_per_head_to", &T::revenue_per_head_to, "its highest", Rule::between(1000, 1e7)},
        Parameter{"customer_days", &T::customer_days, "those that bought before began within so many days before it",
                  Rule::between(1, 36'500)},
        Parameter{"share", &T::share, "of companies, by size class"},
        Parameter{"head_count_from", &T::head_count_from, "fewest heads of the size class"},
        Parameter{"head_count_to", &T::head_count_to, "most heads; small numbers are likelier (log-uniform)"},
        Parameter{"contact_factor", &T::contact_factor, "contacts by size class, in proportion"},
        Parameter{"opportunity_factor", &T::opportunity_factor, "opportunities by size class, in proportion"}};
  }
  void check(const std::string& path) const {
    if (!(share.small + share.medium + share.enterprise > 0)) {
      throw ParameterError(path + ".share", "shares that do not sum to 0", "0");
    }
    double above = 0;
    for (std::size_t size = 0; size < n_size_classes; ++size) {
      const double from = head_count_from[size], to = head_count_to[size];
      if (!(from > above && from == std::floor(from))) {
        throw ParameterError(path + ".head_count_from." + size_labels[size],
                             "a whole number above " + retailsim::detail::number_text(above),
                             retailsim::detail::number_text(from));
      }
      if (!(to >= from && to == std::floor(to) && to <= 1e7)) {
        throw ParameterError(path + ".head_count_to." + size_labels[size],
                             "a whole number from head_count_from to 10000000", retailsim::detail::number_text(to),
                             {path + ".head_count_from." + size_labels[size]});
      }
      above = to;
    }
    if (revenue_per_head_to < revenue_per_head_from) {
      throw ParameterError(path + ".revenue_per_head_to", "at least revenue_per_head_from",
                           std::to_string(revenue_per_head_to), {path + ".revenue_per_head_from"});
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

}  // namespace retailsim::crm
