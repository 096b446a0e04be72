#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <retailsim/basket/customer_groups.hpp>
#include <retailsim/churn/registration.hpp>
#include <retailsim/config/parameter.hpp>
#include <retailsim/core/table.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/presets/law_config.hpp>

namespace retailsim {

inline constexpr std::array<std::string_view, 2> registration_names{"evenly", "seasonal"};
constexpr const auto& names_of(Registration) { return registration_names; }

struct AgeConfig {
  int low = 20, high = 60;
  double weight = 1;

  static auto parameters() {
    using C = AgeConfig;
    return std::tuple{Parameter{"low", &C::low, "youngest, completed years", Rule::between(0, 150)},
                      Parameter{"high", &C::high, "oldest, completed years", Rule::between(0, 150)},
                      Parameter{"weight", &C::weight, "share of customers, any scale", Rule::not_negative()}};
  }
  void check(const std::string& path) const {
    if (high < low) {
      throw ParameterError(path + ".high", ">= low = " + std::to_string(low), std::to_string(high), {path + ".low"});
    }
  }
};

struct CountryConfig {
  std::string name = "unknown";
  double weight = 1;
  WeightedLabels cities{{"unknown", 1}};

  static auto parameters() {
    using C = CountryConfig;
    return std::tuple{Parameter{"name", &C::name, "label"},
                      Parameter{"weight", &C::weight, "share of customers, any scale", Rule::not_negative()},
                      Parameter{"cities", &C::cities, "shares within the country, any scale"}};
  }
};

/// A kind of customer. Weights that it names hold for it in place of everybody's.
struct SegmentConfig {
  std::string name = "all";
  double weight = 1;
  double rate_factor = 1;
  std::vector<double> gender{}, channel{}, loyalty{}, age{};

  static auto parameters() {
    using C = SegmentConfig;
    return std::tuple{
        Parameter{"name", &C::name, "label"},
        Parameter{"weight", &C::weight, "share of customers, any scale", Rule::not_negative()},
        Parameter{"rate_factor", &C::rate_factor, "times everybody's number of orders a year", Rule::between(0, 1000)},
        Parameter{"gender", &C::gender, "weights in the order of customers.gender; empty: as everybody",
                  Rule::not_negative()},
        Parameter{"channel", &C::channel, "weights in the order of customers.channels; empty: as everybody",
                  Rule::not_negative()},
        Parameter{"loyalty", &C::loyalty, "weights in the order of customers.loyalty_tiers; empty: as everybody",
                  Rule::not_negative()},
        Parameter{"age", &C::age, "weights in the order of customers.ages; empty: as everybody", Rule::not_negative()}};
  }
};

/// Who the customers are and when they register.
struct CustomersConfig {
  std::int64_t count = 10'000;
  Date registered_from{2023, 1, 1};
  Date registered_to{2025, 1, 1};
  Registration registration = Registration::evenly;
  WeightedLabels gender{{"female", 0.5}, {"male", 0.4}, {"unknown", 0.1}};
  Date ages_as_of{2025, 1, 1};
  std::vector<AgeConfig> ages{{}};
  std::vector<CountryConfig> countries{{}};
  WeightedLabels channels{{"unknown", 1}};
  WeightedLabels loyalty_tiers{{"none", 1}};
  std::vector<SegmentConfig> segments{{}};

  static auto parameters() {
    using C = CustomersConfig;
    return std::tuple{
        Parameter{"count", &C::count, "customers who register", Rule::between(1, 1e10)},
        Parameter{"registered_from", &C::registered_from, "customers register from this day on"},
        Parameter{"registered_to", &C::registered_to, "and before this one"},
        Parameter{"registration", &C::registration, "evenly: every day alike; seasonal: more on busy days"},
        Parameter{"gender", &C::gender, "shares, any scale"},
        Parameter{"ages_as_of", &C::ages_as_of, "the day on which customers have the ages below"},
        Parameter{"ages", &C::ages, "age bands; every birth date of a band alike"},
        Parameter{"countries", &C::countries, "where customers live"},
        Parameter{"channels", &C::channels, "how customers came to the shop; shares, any scale"},
        Parameter{"loyalty_tiers", &C::loyalty_tiers, "shares, any scale"},
        Parameter{"segments", &C::segments, "kinds of customers"}};
  }
  /// What a trait with labels can say; none for ages.
  Labels labels(Trait trait) const {
    Labels all;
    const auto add = [&](const auto& list, auto label) {
      for (const auto& entry : list) all.push_back(entry.*label);
    };
    if (trait == Trait::gender) add(gender, &WeightedLabel::label);
    if (trait == Trait::country) add(countries, &CountryConfig::name);
    if (trait == Trait::channel) add(channels, &WeightedLabel::label);
    if (trait == Trait::segment) add(segments, &SegmentConfig::name);
    if (trait == Trait::loyalty_tier) add(loyalty_tiers, &WeightedLabel::label);
    return all;
  }

  void check(const std::string& path) const {
    if (registered_to <= registered_from) {
      throw ParameterError(path + ".registered_to", "after registered_from = " + to_string(registered_from),
                           to_string(registered_to), {path + ".registered_from"});
    }
    const auto some = [&](const auto& list, const char* name) {
      double sum = 0;
      for (const auto& entry : list) sum += entry.weight;
      if (!(sum > 0)) throw ParameterError(path + '.' + name, "a list with weights that do not sum to 0", "none");
    };
    some(ages, "ages");
    some(countries, "countries");
    some(segments, "segments");
    constexpr std::size_t most = 255;
    check_labels(gender, path + ".gender", &WeightedLabel::label, most);
    check_labels(countries, path + ".countries", &CountryConfig::name, most);
    check_labels(channels, path + ".channels", &WeightedLabel::label, most);
    check_labels(loyalty_tiers, path + ".loyalty_tiers", &WeightedLabel::label, most);
    check_labels(segments, path + ".segments", &SegmentConfig::name, most);
    for (std::size_t s = 0; s < segments.size(); ++s) {
      const auto as_long = [&](const std::vector<double>& weights, std::size_t n, const char* name, const char* list) {
        double sum = 0;
        for (const double weight : weights) sum += weight;
        if (!weights.empty() && (weights.size() != n || !(sum > 0))) {
          throw ParameterError(
              detail::join_path(path + ".segments", s) + '.' + name,
              "a weight for each of the " + std::to_string(n) + " in " + path + '.' + list + ", not all 0; or none",
              std::to_string(weights.size()) + " that sum to " + detail::number_text(sum), {path + '.' + list});
        }
      };
      as_long(segments[s].gender, gender.size(), "gender", "gender");
      as_long(segments[s].channel, channels.size(), "channel", "channels");
      as_long(segments[s].loyalty, loyalty_tiers.size(), "loyalty", "loyalty_tiers");
      as_long(segments[s].age, ages.size(), "age", "ages");
    }
  }
};

enum class RateLawName { gamma, uniform_integer };
inline constexpr std::array<std::string_view, 2> rate_law_names{"gamma", "uniform_integer"};
constexpr const auto& names_of(RateLawName) { return rate_law_names; }

/// How often customers buy while they are alive.
struct FrequencyConfig {
  RateLawName law = RateLawName::gamma;
  double r = 1, mean = 6;
  int low = 3, high = 10;
  int gap_shape = 1;

  static auto parameters() {
    using C = FrequencyConfig;
    constexpr auto gamma = [](const C& c) { return c.law == RateLawName::gamma; };
    constexpr auto integer = [](const C& c) { return c.law == RateLawName::uniform_integer; };
    return std::tuple{
        Parameter{"law", &C::law, "of customers' own rates: gamma or uniform_integer"},
        Parameter{"r", &C::r, "gamma shape: the smaller, the more uneven customers are", Rule::between(0.01, 1000),
                  gamma},
        Parameter{"mean", &C::mean, "mean rate, orders in a year of 365 days", Rule{0, 10'000, true}, gamma},
        Parameter{"low", &C::low, "lowest rate, orders in a year of 365 days", Rule::between(0, 10'000), integer},
        Parameter{"high", &C::high, "highest rate, orders in a year of 365 days", Rule::between(0, 10'000), integer},
        Parameter{"gap_shape", &C::gap_shape, "Erlang shape of gaps between orders; 1: exponential",
                  Rule::between(1, 16)}};
  }
  double mean_rate() const { return law == RateLawName::gamma ? mean : (low + high) / 2.0; }

  void check(const std::string& path) const {
    if (law == RateLawName::uniform_integer && high < low) {
      throw ParameterError(path + ".high", ">= low = " + std::to_string(low), std::to_string(high), {path + ".low"});
    }
  }
};

/// What becomes of customers; see `LifetimeChurn`.
struct LifeConfig {
  double never_buys = 0, at_registration = 1;
  DelayConfig first_delay{};
  double lost_after_months = 3;
  double buy_and_go = 0;
  LifetimeConfig lifetime{.law = LifetimeLaw::forever};

  static auto parameters() {
    using C = LifeConfig;
    return std::tuple{Parameter{"never_buys", &C::never_buys, "share of all customers", Rule::share()},
                      Parameter{"at_registration", &C::at_registration,
                                "share of the others: first order when registering", Rule::share()},
                      Parameter{"first_delay", &C::first_delay, "of the rest: from registration to the first order"},
                      Parameter{"lost_after_months", &C::lost_after_months,
                                "who has not bought this long after registration is lost for good",
                                Rule{0, MonthsLaw::most_months, true}},
                      Parameter{"buy_and_go", &C::buy_and_go, "share of buyers who never return after the first order",
                                Rule::share()},
                      Parameter{"lifetime", &C::lifetime, "from registration; nothing happens after it"}};
  }
};

}  // namespace retailsim
