#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/gamma_chunk.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Beta law on (0, 1]: X / (X + Y) of gamma numbers X, Y of shapes a and b, taken in logarithms: 1 / (1 + exp(ln Y - ln
/// X)), so that small shapes lose nothing near 0. Mean a / (a + b). Source: L. Devroye, Non-Uniform Random Variate
/// Generation, 1986, chapter IX.4.
class Beta {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless a and b are in [0.001, 1e9]
  Beta(double a, double b)
      : a_(detail::in_range(a, 1e-3, 1e9, "Beta: a")),
        b_(detail::in_range(b, 1e-3, 1e9, "Beta: b")),
        first_(a),
        second_(b) {}

  double mean() const { return a_ / (a_ + b_); }
  double variance() const { return a_ * b_ / ((a_ + b_) * (a_ + b_) * (a_ + b_ + 1)); }

  /// \throws std::logic_error if the purpose is a slice: a beta number needs whole blocks
  void draw(const Draws& draws, std::span<double> out) const {
    draws.require_plain("Beta");
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      const auto elements = draws.part(begin, n);
      const auto piece = out.subspan(begin, n);
      alignas(64) double log_x[Draws::chunk_size];
      first_.draw(elements, 0, true, {log_x, n});
      second_.draw(elements, detail::GammaSampler::attempts_per_variate, true, piece);
      for (std::size_t i = 0; i < n; ++i) piece[i] -= log_x[i];
      detail::kernels().exp_in_place(piece.data(), n);
      for (double& x : piece) x = 1 / (1 + x);
    });
  }

 private:
  double a_, b_;
  detail::GammaSampler first_, second_;
};

}  // namespace retailsim
