#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// A one-word law given that its variate lies in [low, high], such as Truncated{Exponential{3}, 0, 30} or
/// Truncated{NormalQuantile{20, 5}, 0, 40}: an element draws again, at the next attempt, until it does. Attempt 0 gives
/// the law's own variate.
template <class Law>
class Truncated {
 public:
  using value_type = typename Law::value_type;

  /// \throws std::invalid_argument unless low <= high and the law lies between them with a probability of at least
  /// 0.001
  Truncated(const Law& law, value_type low, value_type high) : law_(law), low_(low), high_(high) {
    if (!(low <= high))
      detail::invalid("Truncated: high", ">= low = " + detail::number_text(low), detail::number_text(high));
    if constexpr (std::integral<value_type>)
      detail::require(static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) <= 1'000'000, high,
                      "Truncated: high", "at most a million above low");
    share_ = probability();
    detail::require(share_ >= 1e-3, share_, "Truncated: the law's probability of [low, high]", ">= 0.001");
  }

  value_type low() const { return low_; }
  value_type high() const { return high_; }
  double cdf(double x) const
    requires requires(const Law law) { law.cdf(0.0); }
  {
    if (x <= low_) return 0;
    return x >= high_ ? 1.0 : (law_.cdf(x) - law_.cdf(low_)) / share_;
  }
  double pmf(std::int64_t k) const
    requires requires(const Law law) { law.pmf(0); }
  {
    return k < low_ || k > high_ ? 0.0 : law_.pmf(k) / share_;
  }

  void draw(const Draws& draws, std::span<value_type> out) const {
    draws.transform_words(out, law_);
    for (std::size_t i = 0; i < out.size(); ++i) {
      for (std::uint16_t attempt = 1; out[i] < low_ || out[i] > high_; ++attempt) {
        // 65,535 misses of a probability of 0.001: less than one in 10^28.
        std::uint64_t word;
        draws.part(i, 1).words({&word, 1}, attempt);
        law_.transform(std::span<const std::uint64_t>(&word, 1), std::span<value_type>(&out[i], 1));
      }
    }
  }

 private:
  double probability() const {
    if constexpr (requires { law_.cdf(0.0); }) {
      return law_.cdf(static_cast<double>(high_)) - law_.cdf(static_cast<double>(low_));
    } else {
      double sum = 0;
      for (value_type k = low_;; ++k) {
        sum += law_.pmf(k);
        if (k == high_) return sum;
      }
    }
  }

  Law law_;
  value_type low_, high_;
  double share_ = 1;
};

}  // namespace retailsim
