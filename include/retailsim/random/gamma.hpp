#pragma once

#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/gamma_chunk.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Gamma law of the given shape and scale: mean shape * scale, variance shape * scale^2. Values are finite and > 0:
/// below the smallest normal number, which happens with shapes below about 0.05 only, they stop there. For shapes from
/// 0.2 to 1000 the variate rises with the normal number of the same address; see detail::GammaSampler for the methods.
class Gamma {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless shape is in [0.001, 1e9] and scale finite and > 0
  Gamma(double shape, double scale)
      : shape_(detail::in_range(shape, 1e-3, 1e9, "Gamma: shape")),
        scale_(detail::positive(scale, "Gamma: scale")),
        sampler_(shape, scale) {}

  double mean() const { return shape_ * scale_; }
  double variance() const { return shape_ * scale_ * scale_; }

  /// \throws std::logic_error if the purpose is a slice: a gamma number needs whole blocks
  void draw(const Draws& draws, std::span<double> out) const {
    draws.require_plain("Gamma");
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      sampler_.draw(draws.part(begin, n), 0, out.subspan(begin, n));
    });
  }

 private:
  double shape_, scale_;
  detail::GammaSampler sampler_;
};

}  // namespace retailsim
