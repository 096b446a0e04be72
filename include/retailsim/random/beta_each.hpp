#pragma once

#include <cassert>
#include <cstddef>
#include <span>

#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/detail/gamma_chunk.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Beta laws on (0, 1], element i with the parameters as[i] and bs[i]: X / (X + Y) of gamma numbers X, Y of these
/// shapes, taken in logarithms. Parameters are looked at, not copied. Source: L. Devroye, Non-Uniform Random Variate
/// Generation, 1986, chapter IX.4.
class BetaEach {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless the sizes are equal and each parameter is in [0.001, 1e9]
  BetaEach(std::span<const double> as, std::span<const double> bs) : as_(as), bs_(bs) {
    detail::same_size(as.size(), bs.size(), "BetaEach: as and bs");
    detail::each_in_range(as, 1e-3, 1e9, "BetaEach: a");
    detail::each_in_range(bs, 1e-3, 1e9, "BetaEach: b");
  }

  std::size_t size() const { return as_.size(); }
  BetaEach part(std::size_t begin, std::size_t n) const {
    BetaEach result = *this;
    result.as_ = as_.subspan(begin, n);
    result.bs_ = bs_.subspan(begin, n);
    return result;
  }

  /// \throws std::logic_error if the purpose is a slice: a beta number needs whole blocks
  void draw(const Draws& draws, std::span<double> out) const {
    draws.require_plain("BetaEach");
    assert(out.size() == size());
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      const Draws elements = draws.part(begin, n);
      const auto piece = out.subspan(begin, n);
      alignas(64) double log_x[Draws::chunk_size];
      detail::draw_log_gamma_each(elements, 0, as_.data() + begin, {log_x, n});
      detail::draw_log_gamma_each(elements, detail::attempts_per_gamma, bs_.data() + begin, piece);
      for (std::size_t i = 0; i < n; ++i) piece[i] -= log_x[i];
      detail::kernels().exp_in_place(piece.data(), n);
      for (double& x : piece) x = 1 / (1 + x);
    });
  }

 private:
  std::span<const double> as_, bs_;
};

}  // namespace retailsim
