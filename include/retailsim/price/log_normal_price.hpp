#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/price/concept.hpp>
#include <retailsim/price/cost_ratio.hpp>
#include <retailsim/random/log_normal.hpp>

namespace retailsim {

/// List price = exp(N(mu, sigma^2)), clipped to [min, max]: median exp(mu), mean exp(mu + sigma^2 / 2) where nothing is
/// clipped, in currency units. Lines are paid at list price.
/// Source: J. Aitchison and J. A. C. Brown, The Lognormal Distribution, 1957.
class LogNormalPrice {
 public:
  struct Parameters {
    double mu = 3.0;     ///< mean of the log price; median price exp(mu)
    double sigma = 0.8;  ///< standard deviation of the log price; > 0; shops have .55 to 1.10
    double min = 0;      ///< lower prices become this one; >= 0
    double max = std::numeric_limits<double>::infinity();  ///< higher prices become this one; > min
    CostRatio cost{};
  };

  /// \throws std::invalid_argument unless mu is finite, sigma finite and > 0
  LogNormalPrice(double mu, double sigma) : LogNormalPrice(Parameters{.mu = mu, .sigma = sigma}) {}

  /// \throws std::invalid_argument naming the parameter out of range
  explicit LogNormalPrice(const Parameters& parameters) : parameters_(parameters) {
    detail::finite(parameters.mu, "LogNormalPrice: mu");
    detail::positive(parameters.sigma, "LogNormalPrice: sigma");
    detail::not_negative(parameters.min, "LogNormalPrice: min");
    detail::require(parameters.max > parameters.min, parameters.max, "LogNormalPrice: max", "> min");
    parameters.cost.checked("LogNormalPrice");
  }

  void list_prices(std::span<double> prices, std::span<double> costs, const Catalogue&, const Draws& draws) const {
    draws.of(Purpose::list_price).fill(prices, LogNormal{parameters_.mu, parameters_.sigma});
    for (double& price : prices) price = std::min(std::max(price, parameters_.min), parameters_.max);
    parameters_.cost.write(costs, prices, draws);
  }

  void paid_prices(std::span<std::int64_t>, std::span<std::int32_t>, const LineBlock&, const Draws&) const {}

  const Parameters& parameters() const { return parameters_; }

 private:
  Parameters parameters_;
};
static_assert(PriceModel<LogNormalPrice>);

}  // namespace retailsim
