#pragma once

#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim {

/// Uniform law on [low, high): low + (high - low) u, u a midpoint of one of 2^52 cells of (0, 1).
class Uniform {
 public:
  using value_type = double;

  Uniform() : Uniform(0.0, 1.0) {}
  /// \throws std::invalid_argument unless low < high and both, and their distance, are finite
  Uniform(double low, double high)
      : low_(detail::finite(low, "Uniform: low")),
        range_(detail::finite(high, "Uniform: high") - low),
        high_(high),
        largest_(std::bit_cast<double>(std::bit_cast<std::uint64_t>(high) + below(high))) {
    if (!(low < high))
      detail::invalid("Uniform: high", "> low = " + detail::number_text(low), detail::number_text(high));
    detail::finite(range_, "Uniform: high - low");
  }

  double mean() const { return low_ + range_ / 2; }
  double variance() const { return range_ * range_ / 12; }
  double cdf(double x) const { return x <= low_ ? 0.0 : x - low_ >= range_ ? 1.0 : (x - low_) / range_; }

  /// Largest float below `high`, for `Draws::fill` of floats.
  float largest_float() const {
    const auto nearest = static_cast<float>(high_);
    return static_cast<double>(nearest) < high_ ? nearest
                                                : std::nextafter(nearest, -std::numeric_limits<float>::infinity());
  }

  void transform(std::span<const std::uint64_t> words, std::span<double> out) const {
    assert(words.size() == out.size());
    detail::kernels().uniform(words.data(), words.size(), low_, range_, largest_, out.data());
  }

 private:
  /// Step of the bits from `x` to the next smaller double.
  static constexpr std::uint64_t below(double x) {
    if (x == 0) return 0x8000000000000001 - std::bit_cast<std::uint64_t>(x);
    return x > 0 ? ~std::uint64_t{0} : 1;
  }
  double low_, range_, high_, largest_;
};

}  // namespace retailsim
