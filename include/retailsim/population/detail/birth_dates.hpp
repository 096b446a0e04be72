#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/population/trait_plan.hpp>

namespace retailsim::detail {

/// Birth dates by age band: a band has a piece of the 2^32 values of a word in proportion to its weight, and within it
/// its days follow each other evenly. One set of pieces per segment.
class BirthDates {
 public:
  explicit BirthDates(const TraitPlan& plan) {
    if (plan.ages.empty()) invalid("TraitPlan: ages", "at least one band", "none");
    for (const AgeBand& band : plan.ages) {
      in_range(band.from, 0, 150, "AgeBand: from");
      in_range(band.to, band.from, 150, "AgeBand: to");
      // On that day someone is n years old who was born after the day n + 1 years before and not after that n before.
      const Date first = years_before(plan.ages_as_of, band.to + 1) + 1;
      days_.push_back({first, years_before(plan.ages_as_of, band.from) - first + 1});
    }
    std::vector<double> shared;
    for (const AgeBand& band : plan.ages) shared.push_back(band.weight);
    for (const SegmentPlan& segment : plan.segments) {
      const std::string name = segment.age.empty() ? "TraitPlan: ages" : "SegmentPlan: age of " + segment.name;
      const std::vector<double>& own = segment.age.empty() ? shared : segment.age;
      require(own.size() == days_.size(), own.size(), name, "one weight per age band, or none");
      weights(own, name);
      double sum = 0, cumulated = 0;
      for (const double weight : own) sum += weight;
      for (const double weight : own) {
        cuts_.push_back(static_cast<std::uint64_t>(std::fma(cumulated / sum, 0x1p32, 0.5)));
        cumulated += weight;
      }
      cuts_.push_back(std::uint64_t{1} << 32);
    }
  }

  /// The birth date of a word's high 32 bits.
  Date date_of(std::uint64_t word, std::size_t segment) const {
    const std::uint64_t x = word >> 32;
    const std::uint64_t* cut = cuts_.data() + segment * (days_.size() + 1);
    std::size_t band = 0;
    while (x >= cut[band + 1]) ++band;
    const std::uint64_t day =
        (x - cut[band]) * static_cast<std::uint64_t>(days_[band].count) / (cut[band + 1] - cut[band]);
    return days_[band].first + static_cast<int>(day);
  }

  /// P(born on or before the day | segment).
  double cdf(Date day, std::size_t segment) const {
    const std::uint64_t* cut = cuts_.data() + segment * (days_.size() + 1);
    double sum = 0;
    for (std::size_t band = 0; band < days_.size(); ++band) {
      const double n_born = std::min(std::max(day - days_[band].first + 1, 0), days_[band].count);
      sum += static_cast<double>(cut[band + 1] - cut[band]) * 0x1p-32 * (n_born / days_[band].count);
    }
    return sum;
  }

 private:
  struct Days {
    Date first;
    int count;
  };

  static Date years_before(Date day, int n_years) {
    const auto ymd = day.ymd() - std::chrono::years{n_years};
    // 29 February of a year without one is the last day of February.
    return ymd.ok() ? Date{static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                           static_cast<unsigned>(ymd.day())}
                    : Date{static_cast<int>(ymd.year()), 2, 28};
  }

  std::vector<Days> days_;           // of each band
  std::vector<std::uint64_t> cuts_;  // segment after segment: the start of each band's piece, and 2^32
};

}  // namespace retailsim::detail
