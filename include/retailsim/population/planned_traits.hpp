#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/population/detail/birth_dates.hpp>
#include <retailsim/population/trait_plan.hpp>
#include <retailsim/random/alias_table.hpp>
#include <retailsim/random/alias_tables.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/purpose.hpp>

namespace retailsim {

/// Draws the traits of a `TraitPlan`, each from 32 bits at the customer's address, and knows their exact shares.
class PlannedTraits {
 public:
  /// \throws std::invalid_argument on lists without positive weight, segments whose lists are not as long as the
  ///   plan's, ages out of order or outside 0 to 150, more than 255 labels (32,767 cities), labels that occur twice
  explicit PlannedTraits(const TraitPlan& plan)
      : segments_(weights_of(plan.segments)),
        genders_(by_segment(plan, plan.genders, &SegmentPlan::gender, "gender")),
        channels_(by_segment(plan, plan.channels, &SegmentPlan::channel, "channel")),
        loyalty_(by_segment(plan, plan.loyalty_tiers, &SegmentPlan::loyalty, "loyalty")),
        birth_dates_(plan),
        countries_(weights_of(plan.countries)),
        cities_(cities_of(plan)) {
    const auto names = [](const auto& list, const char* what) {
      Labels labels;
      for (const auto& entry : list) labels.push_back(label_of(entry));
      detail::in_range<std::size_t>(labels.size(), 1, 255, std::string("TraitPlan: number of ") + what);
      Labels sorted = labels;
      std::ranges::sort(sorted);
      if (const auto twice = std::ranges::adjacent_find(sorted); twice != sorted.end()) {
        detail::invalid(std::string("TraitPlan: ") + what, "labels that differ", *twice + " twice");
      }
      return labels;
    };
    labels_.gender = names(plan.genders, "genders");
    labels_.country = names(plan.countries, "countries");
    labels_.channel = names(plan.channels, "channels");
    labels_.segment = names(plan.segments, "segments");
    labels_.loyalty_tier = names(plan.loyalty_tiers, "loyalty_tiers");
    labels_.city = city_labels_;
    for (const SegmentPlan& segment : plan.segments) {
      rate_factors_.push_back(detail::not_negative(segment.rate_factor, "SegmentPlan: rate_factor of " + segment.name));
    }
  }

  const TraitLabels& labels() const { return labels_; }
  double rate_factor(std::size_t segment) const { return rate_factors_[segment]; }

  void fill(const TraitSpans& traits, const Draws& draws) const {
    std::uint64_t words[Draws::chunk_size];
    std::uint32_t segments[Draws::chunk_size], codes[Draws::chunk_size];
    for (std::size_t at = 0; at < traits.segment.size(); at += Draws::chunk_size) {
      const std::size_t n = std::min(Draws::chunk_size, traits.segment.size() - at);
      const Draws part = draws.part(at, n);
      const std::span word_span(words, n);
      const std::span code_span(codes, n), segment_span(segments, n);
      part.of(Purpose::trait_segment).words(word_span);
      segments_.fill(word_span, segment_span);
      narrow(segment_span, traits.segment.subspan(at, n));
      const auto conditional = [&](Purpose purpose, const AliasTables& tables, std::span<std::uint8_t> out) {
        part.of(purpose).words(word_span);
        tables.fill(word_span, segment_span, code_span);
        narrow(code_span, out.subspan(at, n));
      };
      conditional(Purpose::trait_gender, genders_, traits.gender);
      conditional(Purpose::trait_channel, channels_, traits.channel);
      conditional(Purpose::trait_loyalty, loyalty_, traits.loyalty_tier);
      part.of(Purpose::trait_birth_date).words(word_span);
      for (std::size_t i = 0; i < n; ++i) traits.birth_date[at + i] = birth_dates_.date_of(words[i], segments[i]).days;

      part.of(Purpose::trait_country).words(word_span);
      countries_.fill(word_span, segment_span);  // the segments are done with
      narrow(segment_span, traits.country.subspan(at, n));
      part.of(Purpose::trait_city).words(word_span);
      cities_.fill(word_span, segment_span, code_span);
      for (std::size_t i = 0; i < n; ++i) traits.city[at + i] = city_code(segments[i], codes[i]);
    }
  }

  // Exact shares of all customers.
  double segment_share(std::size_t code) const { return segments_.probability(code); }
  double gender_share(std::size_t code) const { return mixed(genders_, code); }
  double channel_share(std::size_t code) const { return mixed(channels_, code); }
  double loyalty_share(std::size_t code) const { return mixed(loyalty_, code); }
  double country_share(std::size_t code) const { return countries_.probability(code); }
  double city_share(std::size_t code) const {
    double share = 0;
    for (std::size_t country = 0; country < countries_.size(); ++country) {
      for (std::size_t cell = 0; cell < cities_.size(); ++cell) {
        if (static_cast<std::size_t>(city_code(country, cell)) == code) {
          share += countries_.probability(country) * cities_.probability(country, cell);
        }
      }
    }
    return share;
  }
  // Within a segment.
  double gender_share(std::size_t code, std::size_t segment) const { return genders_.probability(segment, code); }
  double channel_share(std::size_t code, std::size_t segment) const { return channels_.probability(segment, code); }
  double loyalty_share(std::size_t code, std::size_t segment) const { return loyalty_.probability(segment, code); }
  /// P(born on or before the day | segment).
  double born_by(Date day, std::size_t segment) const { return birth_dates_.cdf(day, segment); }
  double born_by(Date day) const {
    double share = 0;
    for (std::size_t s = 0; s < segments_.size(); ++s) share += segments_.probability(s) * birth_dates_.cdf(day, s);
    return share;
  }
  /// Mean of the rate factor's power over customers.
  double mean_rate_factor(int power = 1) const {
    double mean = 0;
    for (std::size_t s = 0; s < segments_.size(); ++s) {
      mean += segments_.probability(s) * (power == 2 ? rate_factors_[s] * rate_factors_[s] : rate_factors_[s]);
    }
    return mean;
  }

 private:
  static const std::string& label_of(const WeightedLabel& entry) { return entry.label; }
  static const std::string& label_of(const auto& entry) { return entry.name; }

  static AliasTable weights_of(const auto& list) {
    std::vector<double> weights;
    for (const auto& entry : list) weights.push_back(entry.weight);
    return AliasTable(weights);
  }

  /// One table per segment: its own weights or the plan's.
  static AliasTables by_segment(const TraitPlan& plan, const auto& list, std::vector<double> SegmentPlan::*own,
                                const char* what) {
    std::vector<double> all;
    for (const SegmentPlan& segment : plan.segments) {
      const std::vector<double>& weights = segment.*own;
      const std::string name = "SegmentPlan: " + (what + (" of " + segment.name));
      if (weights.empty()) {
        for (const auto& entry : list) all.push_back(entry.weight);
      } else {
        detail::require(weights.size() == list.size(), weights.size(), name, "one weight per label, or none");
        detail::weights(weights, name);
        all.insert(all.end(), weights.begin(), weights.end());
      }
    }
    return AliasTables(list.size(), all);
  }

  /// One table per country over as many cells as the country of most cities has; the codes of the cells beside it. A
  /// name that two countries have is one label.
  AliasTables cities_of(const TraitPlan& plan) {
    static const std::vector<WeightedLabel> unknown{{"unknown", 1}};
    const auto list_of = [](const CountryPlan& country) -> const std::vector<WeightedLabel>& {
      return country.cities.empty() ? unknown : country.cities;
    };
    for (const CountryPlan& country : plan.countries) n_cells_ = std::max(n_cells_, list_of(country).size());
    std::map<std::string, std::int16_t> codes;
    std::vector<double> all;
    for (const CountryPlan& country : plan.countries) {
      for (const WeightedLabel& city : list_of(country)) {
        const auto [at, is_new] = codes.try_emplace(city.label, static_cast<std::int16_t>(city_labels_.size()));
        if (is_new) city_labels_.push_back(city.label);
        city_codes_.push_back(at->second);
        all.push_back(detail::not_negative(city.weight, "CountryPlan: weight of " + city.label));
      }
      city_codes_.resize((city_codes_.size() + n_cells_ - 1) / n_cells_ * n_cells_);
      all.resize(city_codes_.size());
    }
    detail::in_range<std::size_t>(city_labels_.size(), 1, 32767, "TraitPlan: number of cities");
    return AliasTables(n_cells_, all);
  }

  std::int16_t city_code(std::size_t country, std::size_t cell) const { return city_codes_[country * n_cells_ + cell]; }

  static void narrow(std::span<const std::uint32_t> from, std::span<std::uint8_t> to) {
    for (std::size_t i = 0; i < from.size(); ++i) to[i] = static_cast<std::uint8_t>(from[i]);
  }
  double mixed(const AliasTables& tables, std::size_t code) const {
    double share = 0;
    for (std::size_t s = 0; s < segments_.size(); ++s) share += segments_.probability(s) * tables.probability(s, code);
    return share;
  }

  TraitLabels labels_;
  std::vector<double> rate_factors_;
  Labels city_labels_;  // filled by cities_of, as are the next two
  std::vector<std::int16_t> city_codes_;
  std::size_t n_cells_ = 1;
  AliasTable segments_;
  AliasTables genders_, channels_, loyalty_;
  detail::BirthDates birth_dates_;
  AliasTable countries_;
  AliasTables cities_;
};

}  // namespace retailsim
