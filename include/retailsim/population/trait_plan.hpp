#pragma once

#include <string>
#include <vector>

#include <retailsim/core/time.hpp>

namespace retailsim {

/// A label and its weight among its neighbours; any scale.
struct WeightedLabel {
  std::string label;
  double weight = 1;
};

/// Customers whose age lies between two whole years, both included, every birth date equally likely.
struct AgeBand {
  int from = 20, to = 60;
  double weight = 1;
};

struct CountryPlan {
  std::string name;
  double weight = 1;
  std::vector<WeightedLabel> cities{};  ///< none: the one city "unknown"
};

/// A kind of customer. Where a list of weights is given, one per label of the plan in the plan's order, it holds for
/// this segment in place of the plan's own.
struct SegmentPlan {
  std::string name;
  double weight = 1;
  double rate_factor = 1;  ///< times the rate that the rate model gives; >= 0
  std::vector<double> gender{}, channel{}, loyalty{}, age{};
};

/// Who the customers are. Traits are independent given the segment, but for the city, which depends on the country.
struct TraitPlan {
  std::vector<WeightedLabel> genders{{"male", 0.2}, {"female", 0.4}, {"other", 0.2}, {"unknown", 0.1}};
  std::vector<AgeBand> ages{{20, 60, 1}};
  Date ages_as_of{2023, 1, 1};  ///< the day on which customers have these ages
  std::vector<CountryPlan> countries{{"unknown", 1, {}}};
  std::vector<WeightedLabel> channels{{"unknown", 1}};
  std::vector<WeightedLabel> loyalty_tiers{{"none", 1}};
  std::vector<SegmentPlan> segments{{"all", 1, 1, {}, {}, {}, {}}};
};

}  // namespace retailsim
