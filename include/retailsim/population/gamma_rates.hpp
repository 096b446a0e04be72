#pragma once

#include <span>

#include <retailsim/core/blocks.hpp>
#include <retailsim/core/error.hpp>
#include <retailsim/population/concept.hpp>
#include <retailsim/population/no_traits.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/purpose.hpp>

namespace retailsim {

/// A customer's rate ~ Gamma(shape r, rate alpha) in orders per year of 365 days: mean r / alpha, variance
/// r / alpha^2. The number of orders of a customer in t years is then negative binomial (the NBD model): mean r t /
/// alpha, and without order with probability (alpha / (alpha + t))^r. Public data give r of 0.4 to 1.4; a small r means
/// a few heavy buyers among many rare ones.
///
/// alpha has the unit of years; an alpha fitted with time in weeks is 52.14 times as large, in days 365 times.
/// Source: A. S. C. Ehrenberg, The Pattern of Consumer Purchases, Applied Statistics 8, 1959.
class GammaRates : public NoTraits {
 public:
  /// \param r      shape, > 0
  /// \param alpha  rate in years, > 0
  GammaRates(double r, double alpha)
      : r_(detail::positive(r, "GammaRates: r")),
        alpha_(detail::positive(alpha, "GammaRates: alpha")),
        law_(r_, detail::positive(1 / alpha, "GammaRates: 1 / alpha")) {}

  void rates(std::span<double> rates, const CustomerBlock&, const Draws& draws) const {
    draws.of(Purpose::customer_rate).fill(rates, law_);
  }
  double r() const { return r_; }
  double alpha() const { return alpha_; }
  double mean_rate() const { return r_ / alpha_; }
  double rate_variance() const { return r_ / alpha_ / alpha_; }

 private:
  double r_, alpha_;
  Gamma law_;  // with tables that take 0.1 ms to make
};
static_assert(Population<GammaRates>);

}  // namespace retailsim
