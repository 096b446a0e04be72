#pragma once

#include <algorithm>
#include <span>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/population/no_traits.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Every customer orders equally often.
class ConstantRate : public NoTraits {
 public:
  /// \param per_year orders per year of 365 days while alive; >= 0
  explicit ConstantRate(double per_year = 12) : per_year_(detail::not_negative(per_year, "ConstantRate: per_year")) {}

  void rates(std::span<double> rates, const CustomerBlock&, const Draws&) const { std::ranges::fill(rates, per_year_); }
  double mean_rate() const { return per_year_; }
  double rate_variance() const { return 0; }

 private:
  double per_year_;
};
static_assert(Population<ConstantRate>);

}  // namespace retailsim
