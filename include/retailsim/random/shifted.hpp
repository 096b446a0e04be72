#pragma once

#include <concepts>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// A law plus a constant: Shifted{Exponential{2}, 1.5} has values above 1.5.
template <class Law>
class Shifted {
 public:
  using value_type = typename Law::value_type;

  /// \throws std::invalid_argument unless the offset is finite
  Shifted(const Law& law, value_type offset) : law_(law), offset_(offset) {
    if constexpr (std::floating_point<value_type>) detail::finite(offset, "Shifted: offset");
  }

  double mean() const { return law_.mean() + static_cast<double>(offset_); }
  double variance() const { return law_.variance(); }
  double cdf(double x) const
    requires requires(const Law law) { law.cdf(0.0); }
  {
    return law_.cdf(x - offset_);
  }
  double pmf(value_type k) const
    requires requires(const Law law) { law.pmf(0); }
  {
    return law_.pmf(k - offset_);
  }

  void draw(const Draws& draws, std::span<value_type> out) const {
    draws.fill(out, law_);
    for (value_type& x : out) x += offset_;
  }

 private:
  Law law_;
  value_type offset_;
};

}  // namespace retailsim
