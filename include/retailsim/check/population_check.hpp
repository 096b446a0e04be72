// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>

#include <retailsim/check/moments.hpp>
#include <retailsim/check/rows.hpp>
#include <retailsim/check/sums.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/population/constant_rate.hpp>
#include <retailsim/population/gamma_rates.hpp>
#include <retailsim/population/planned_traits.hpp>
#include <retailsim/population/uniform_integer_rates.hpp>

namespace retailsim::check {

/// Law of the rates that a population draws, before any factor of the customer's segment.
struct RateLaw {
  Moments moments{};
  std::vector<double> cuts{};  ///< cell c holds rates in (cuts[c - 1], cuts[c]]; the last has no upper end
  std::vector<double> p{};     ///< probability of each cell; empty: the law is not known
};

// One overload per model; a population without one has no rows on rates.
inline RateLaw rate_law(const ConstantRate& model) {
  return {.moments = {.mean = model.mean_rate()}, .cuts = {}, .p = {1.0}};
}
inline RateLaw rate_law(const GammaRates& model) {
  RateLaw law{.moments = Moments::gamma(model.r(), 1 / model.alpha())};
  for (std::size_t c = 0; c < Cells::n_even; ++c) {
    law.p.push_back(1.0 / Cells::n_even);
    if (c > 0) {
      const double u = static_cast<double>(c) / Cells::n_even;
      law.cuts.push_back(boost::math::gamma_p_inv(model.r(), u, tail_policy) / model.alpha());
    }
  }
  return law;
}
inline RateLaw rate_law(const UniformIntegerRates& model) {
  // n whole numbers around the mean have variance (n^2 - 1) / 12.
  const double n = std::round(std::sqrt(12 * model.rate_variance() + 1));
  const double low = std::round(model.mean_rate() - (n - 1) / 2);
  std::vector<double> values;
  RateLaw law;
  for (double value = low; value < low + n; value += 1) values.push_back(value);
  const std::vector<double> even(values.size(), 1 / n);
  law.moments = Moments::discrete(values, even);
  const auto step = std::max<std::size_t>(1, values.size() / Cells::n_even);
  for (std::size_t i = 0; i < values.size(); i += step) {
    const std::size_t end = std::min(values.size(), i + step);
    law.p.push_back(static_cast<double>(end - i) / n);
    if (end < values.size()) law.cuts.push_back(values[end - 1]);
  }
  return law;
}

/// Rates of customers against the population's law; those of a segment are divided by its factor first.
class RateCheck {
 public:
  explicit RateCheck(RateLaw law, std::vector<double> factor_of_segment)
      : law_(std::move(law)), factors_(std::move(factor_of_segment)), of_segment_(factors_.size()) {
    cells_.counts.assign(law_.p.size(), 0);
  }

  const RateLaw& law() const { return law_; }

  void add(double rate, std::size_t segment) {
    OfSegment& sums = of_segment_[segment];
    ++sums.n;
    sums.total += rate;
    if (!(factors_[segment] > 0)) return;
    const double plain = rate / factors_[segment], off = plain - law_.moments.mean;
    sums.squares += off * off;
    ++cells_.counts[cell(plain)];
  }

  void merge(const RateCheck& other) {
    cells_.merge(other.cells_);
    for (std::size_t s = 0; s < of_segment_.size(); ++s) {
      of_segment_[s].n += other.of_segment_[s].n;
      of_segment_[s].total += other.of_segment_[s].total;
      of_segment_[s].squares += other.of_segment_[s].squares;
    }
  }

  void add_rows(std::vector<CheckRow>& rows) const {
    const Moments& law = law_.moments;
    Sum mean, square;
    for (std::size_t s = 0; s < of_segment_.size(); ++s) {
      const auto n = static_cast<double>(of_segment_[s].n);
      mean.add(law.scaled(factors_[s]), of_segment_[s].total, n);
      if (!(factors_[s] > 0)) continue;
      square.add({.mean = law.variance, .variance = law.variance_of_square(), .third = law.third_of_square()},
                 of_segment_[s].squares, n);
    }
    rows.push_back(mean_row("customers", "orders per year: mean rate", mean));
    if (!(law.variance > 0)) return;
    rows.push_back(mean_row("customers", "orders per year: variance before segments", square));
    rows.push_back(law_row("customers", "orders per year: law before segments", cells_.counts, law_.p));
  }

 private:
  struct OfSegment {
    std::int64_t n = 0;
    double total = 0, squares = 0;
  };
  /// Number of cuts below a value, by halves without branches: every guess would be a coin.
  std::size_t cell(double value) const {
    const double* first = law_.cuts.data();
    std::size_t n = law_.cuts.size();
    while (n > 0) {
      const std::size_t half = (n + 1) / 2;
      first += first[half - 1] < value ? half : 0;
      n -= half;
    }
    return static_cast<std::size_t>(first - law_.cuts.data());
  }

  RateLaw law_;
  std::vector<double> factors_;
  std::vector<OfSegment> of_segment_;
  Cells cells_;
};

/// Traits of customers against the plan's exact shares: each label of each trait, those of a segment within it, and the
/// year of birth.
class TraitCheck {
 public:
  /// \param traits  outlives this
  explicit TraitCheck(const PlannedTraits& traits)
      : traits_(&traits),
        gender_(size(traits.labels().gender)),
        channel_(size(traits.labels().channel)),
        loyalty_(size(traits.labels().loyalty_tier)),
        country_(size(traits.labels().country)),
        city_(traits.labels().city.size()),
        birth_year_(n_years) {}

  void add(const Traits& traits, std::size_t i) {
    const std::size_t segment = traits.segment[i], n_segments = traits_->labels().segment.size();
    ++gender_[traits.gender[i] * n_segments + segment];
    ++channel_[traits.channel[i] * n_segments + segment];
    ++loyalty_[traits.loyalty_tier[i] * n_segments + segment];
    ++country_[traits.country[i] * n_segments];
    ++city_[static_cast<std::size_t>(traits.city[i])];
    const int year = Date{traits.birth_date[i]}.year() - first_year;
    ++birth_year_[static_cast<std::size_t>(std::clamp(year, 0, n_years - 1))];
    ++n_;
  }

  void merge(const TraitCheck& other) {
    const auto add_up = [](auto& to, const auto& from) {
      for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
    };
    add_up(gender_, other.gender_);
    add_up(channel_, other.channel_);
    add_up(loyalty_, other.loyalty_);
    add_up(country_, other.country_);
    add_up(city_, other.city_);
    add_up(birth_year_, other.birth_year_);
    n_ += other.n_;
  }

  void add_rows(std::vector<CheckRow>& rows) const {
    const PlannedTraits& t = *traits_;
    const TraitLabels& labels = t.labels();
    add_trait(rows, "gender", labels.gender, gender_, [&](std::size_t c) { return t.gender_share(c); });
    add_trait(rows, "country", labels.country, country_, [&](std::size_t c) { return t.country_share(c); });
    add_trait(rows, "channel", labels.channel, channel_, [&](std::size_t c) { return t.channel_share(c); });
    add_trait(rows, "loyalty tier", labels.loyalty_tier, loyalty_, [&](std::size_t c) { return t.loyalty_share(c); });
    std::vector<std::int64_t> of_segment(labels.segment.size());
    for (std::size_t i = 0; i < gender_.size(); ++i) of_segment[i % of_segment.size()] += gender_[i];
    add_labels(rows, "segment", labels.segment, of_segment, n_, [&](std::size_t s) { return t.segment_share(s); });
    add_labels(rows, "city", labels.city, city_, n_, [&](std::size_t c) { return t.city_share(c); });
    const auto within = [&](const char* trait, const Labels& names, const std::vector<std::int64_t>& counts,
                            const auto& share) {
      std::vector<CheckRow> parts;
      for (std::size_t s = 0; s < of_segment.size(); ++s) {
        for (std::size_t c = 0; c < names.size(); ++c) {
          parts.push_back(share_row("customers", names[c] + " of " + labels.segment[s], of_segment[s], share(c, s),
                                    counts[c * of_segment.size() + s]));
        }
      }
      if (of_segment.size() > 1 && names.size() > 1) {
        rows.push_back(worst_of(std::string(trait) + " by segment", parts));
      }
    };
    within("gender", labels.gender, gender_, [&](auto c, auto s) { return t.gender_share(c, s); });
    within("channel", labels.channel, channel_, [&](auto c, auto s) { return t.channel_share(c, s); });
    within("loyalty tier", labels.loyalty_tier, loyalty_, [&](auto c, auto s) { return t.loyalty_share(c, s); });
    add_birth_rows(rows);
  }

 private:
  static constexpr int first_year = 1750, n_years = 500;

  std::size_t size(const Labels& labels) const { return labels.size() * traits_->labels().segment.size(); }

  /// Counts by label and segment, summed over segments.
  template <class Share>
  void add_trait(std::vector<CheckRow>& rows, const char* trait, const Labels& labels,
                 const std::vector<std::int64_t>& counts, const Share& share) const {
    std::vector<std::int64_t> of_label(labels.size());
    for (std::size_t i = 0; i < counts.size(); ++i) of_label[i * labels.size() / counts.size()] += counts[i];
    add_labels(rows, trait, labels, of_label, n_, share);
  }

  /// A row per label; one row for all where there are many.
  template <class Share>
  static void add_labels(std::vector<CheckRow>& rows, const char* trait, const Labels& labels,
                         const std::vector<std::int64_t>& counts, std::int64_t n, const Share& share) {
    if (labels.size() < 2) return;
    std::vector<CheckRow> parts;
    for (std::size_t c = 0; c < labels.size(); ++c) {
      parts.push_back(share_row("customers", labels[c], n, share(c), counts[c]));
    }
    if (labels.size() > 8) {
      rows.push_back(worst_of(trait, parts));
      return;
    }
    for (CheckRow& row : parts) {
      row.name = trait + (" " + row.name);
      rows.push_back(std::move(row));
    }
  }

  void add_birth_rows(std::vector<CheckRow>& rows) const {
    std::vector<double> years, p;
    Sum sum;
    for (int y = 0; y < n_years; ++y) {
      years.push_back(first_year + y);
      p.push_back(traits_->born_by(Date{first_year + y, 12, 31}) - traits_->born_by(Date{first_year + y - 1, 12, 31}));
      sum.observed += static_cast<double>(birth_year_[static_cast<std::size_t>(y)]) * years.back();
    }
    const double seen = sum.observed;
    sum = {};
    sum.add(Moments::discrete(years, p), seen, static_cast<double>(n_));
    rows.push_back(mean_row("customers", "year of birth: mean", sum));
    rows.push_back(law_row("customers", "year of birth: law", birth_year_, p));
  }

  const PlannedTraits* traits_;
  std::vector<std::int64_t> gender_, channel_, loyalty_, country_;  // by label and segment
  std::vector<std::int64_t> city_, birth_year_;
  std::int64_t n_ = 0;
};

}  // namespace retailsim::check
