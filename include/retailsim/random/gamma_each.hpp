#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/detail/gamma_chunk.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Gamma laws, element i of shape shapes[i] and scale scales[i]. By rejection, so not the numbers that Gamma gives;
/// values are finite and > 0. Parameters are looked at, not copied.
/// Source: G. Marsaglia and W. W. Tsang, A Simple Method for Generating Gamma Variables, 2000.
class GammaEach {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless the sizes are equal, each shape is in [0.001, 1e9] and each scale finite and
  /// > 0
  GammaEach(std::span<const double> shapes, std::span<const double> scales) : shapes_(shapes), scales_(scales) {
    detail::same_size(shapes.size(), scales.size(), "GammaEach: shapes and scales");
    detail::each_in_range(shapes, 1e-3, 1e9, "GammaEach: shape");
    detail::each_positive(scales, "GammaEach: scale");
  }

  std::size_t size() const { return shapes_.size(); }
  GammaEach part(std::size_t begin, std::size_t n) const {
    GammaEach result = *this;
    result.shapes_ = shapes_.subspan(begin, n);
    result.scales_ = scales_.subspan(begin, n);
    return result;
  }

  /// \throws std::logic_error if the purpose is a slice: a gamma number needs whole blocks
  void draw(const Draws& draws, std::span<double> out) const {
    draws.require_plain("GammaEach");
    assert(out.size() == size());
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      const auto piece = out.subspan(begin, n);
      detail::draw_gamma_each(draws.part(begin, n), 0, shapes_.data() + begin, piece);
      detail::kernels().scale_each(scales_.data() + begin, n, piece.data());
    });
  }

 private:
  std::span<const double> shapes_, scales_;
};

}  // namespace retailsim
