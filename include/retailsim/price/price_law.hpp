#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/log_normal.hpp>
#include <retailsim/random/uniform_int.hpp>

namespace retailsim {

/// The law of one SKU's list price, in currency units: what CategoryPrice gives to each category.
class PriceLaw {
 public:
  /// exp(N(mu, sigma^2)), clipped to [min, max].
  /// \throws std::invalid_argument unless mu is finite, sigma finite and > 0, 0 <= min < max
  static PriceLaw log_normal(double mu, double sigma, double min = 0,
                             double max = std::numeric_limits<double>::infinity()) {
    detail::finite(mu, "PriceLaw: mu");
    detail::positive(sigma, "PriceLaw: sigma");
    detail::not_negative(min, "PriceLaw: min");
    detail::require(max > min, max, "PriceLaw: max", "> min");
    return {mu, sigma, min, max};
  }

  /// Every whole cent from low to high equally likely, both included.
  /// \throws std::invalid_argument unless low is in [0.01, 1e9] and high in [low, 1e9]
  static PriceLaw uniform(double low, double high) {
    detail::in_range(low, 0.01, 1e9, "PriceLaw: low");
    detail::in_range(high, low, 1e9, "PriceLaw: high");
    return {0, 0, low, high};
  }

  static PriceLaw fixed(double price) { return uniform(price, price); }

  /// The price of SKU draws.entity(i). The two kinds draw from different addresses: neighbours share the words of a
  /// normal number.
  double draw(const Draws& draws, std::size_t i) const {
    if (sigma_ > 0) {
      const double price = draws.of(Purpose::list_price).at(i, LogNormal{mu_, sigma_});
      return std::min(std::max(price, low_), high_);
    }
    const std::int64_t amount = draws.of(Purpose::list_price).at_index(1).at(i, UniformInt{cents(low_), cents(high_)});
    return static_cast<double>(amount) / 100.0;
  }

  /// Mean of the law; of a log-normal one before clipping.
  double mean() const {
    return sigma_ > 0 ? std::exp(mu_ + sigma_ * sigma_ / 2) : static_cast<double>(cents(low_) + cents(high_)) / 200.0;
  }

  bool is_log_normal() const { return sigma_ > 0; }
  double mu() const { return mu_; }
  double sigma() const { return sigma_; }
  double low() const { return low_; }
  double high() const { return high_; }

 private:
  PriceLaw(double mu, double sigma, double low, double high) : mu_(mu), sigma_(sigma), low_(low), high_(high) {}
  static std::int64_t cents(double amount) { return static_cast<std::int64_t>(std::fma(amount, 100.0, 0.5)); }

  double mu_, sigma_;  // sigma 0: uniform
  double low_, high_;
};

}  // namespace retailsim
