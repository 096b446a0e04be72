#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/random/purpose.hpp>

namespace retailsim {

/// Why one Tuesday differs from the next beyond Poisson noise: a factor for each day that all customers share.
///
///     shock_t = exp(sigma x_t - sigma^2 / 2),   sigma^2 = ln(1 + cv^2),
///     x_t = (z_t + phi z_{t-1} + ... + phi^63 z_{t-63}) / sqrt(1 + phi^2 + ... + phi^126),   z ~ N(0, 1),
///
/// so every shock has mean 1 and coefficient of variation `cv`, and ln shock is a stationary autoregression of order 1,
/// its past cut after 64 days: correlation at lag l is phi^l (1 - phi^(128 - 2l)) / (1 - phi^128), below 64. Shops show
/// cv .10 to .25 and phi .05 to .55 (with phi = `memory`).
///
/// z_t is drawn at the address of day t, so a day's shock depends on seed and date alone: there is no day on which the
/// process begins, and any range of days shows the same values.
class DayShocks {
 public:
  static constexpr std::size_t n_terms = 64;

  DayShocks() = default;

  /// \param cv      coefficient of variation of the factor, in [0, 100]; 0: every factor is 1
  /// \param memory  phi, correlation of the logarithms of neighbouring days, in [-0.95, 0.95]
  explicit DayShocks(double cv, double memory = 0)
      : cv_(detail::in_range(cv, 0.0, 100.0, "DayShocks: cv")),
        memory_(detail::in_range(memory, -0.95, 0.95, "DayShocks: memory")) {
    variance_ = detail::portable_log(std::fma(cv, cv, 1.0));
    sigma_ = std::sqrt(variance_);
    double power = 1, sum = 0;
    for (std::size_t k = 0; k < n_terms; ++k) {
      terms_[k] = power;
      sum = std::fma(power, power, sum);
      power *= memory;
    }
    const double norm = std::sqrt(sum);
    for (double& term : terms_) term /= norm;
  }

  double cv() const { return cv_; }
  /// Variance and correlation at lag `days` of ln shock.
  double log_variance() const { return variance_; }
  double log_correlation(std::size_t days) const {
    double sum = 0;
    for (std::size_t k = 0; k + days < n_terms; ++k) sum += terms_[k] * terms_[k + days];
    return sum;
  }

  /// Writes the factor of each day from `first` on.
  void fill(std::span<double> shocks, Date first, std::uint64_t seed) const {
    if (!(cv_ > 0)) {
      for (double& shock : shocks) shock = 1;
      return;
    }
    std::vector<double> noise(shocks.size() + n_terms - 1);
    const std::int64_t entity = std::int64_t{first.days} + day_zero - static_cast<std::int64_t>(n_terms - 1);
    Draws{.seed = seed, .purpose = Purpose::day_noise, .first_entity = static_cast<std::uint64_t>(entity)}.fill(
        noise, Normal{});
    for (std::size_t t = 0; t < shocks.size(); ++t) {
      double x = 0;
      for (std::size_t k = 0; k < n_terms; ++k) x = std::fma(terms_[k], noise[t + n_terms - 1 - k], x);
      shocks[t] = std::fma(sigma_, x, -0.5 * variance_);
    }
    detail::kernels().exp_in_place(shocks.data(), shocks.size());
  }

 private:
  // Entities are days from a point long ago, so that those of consecutive days are consecutive numbers even across
  // 1970.
  static constexpr std::int64_t day_zero = std::int64_t{1} << 24;

  double cv_ = 0, memory_ = 0, variance_ = 0, sigma_ = 0;
  std::array<double, n_terms> terms_{};
};

}  // namespace retailsim
