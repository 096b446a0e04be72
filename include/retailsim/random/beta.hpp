#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/gamma_chunk.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>

namespace retailsim {

/// Beta law on (0, 1], mean a / (a + b).
///
/// For parameters from 0.2 to 1000 the variate is the law's quantile of the same probability as the normal number of
/// its address: by a polynomial of it whose cube is the variate or, above the middle, its distance from 1; with a
/// parameter below 1, the logistic function of one. Others are X / (X + Y) of gamma numbers X, Y of shapes a and b,
/// taken in logarithms, 1 / (1 + exp(ln Y - ln X)), so that small shapes lose nothing near 0.
/// Source of the latter: L. Devroye, Non-Uniform Random Variate Generation, 1986, chapter IX.4.
class Beta {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless a and b are in [0.001, 1e9]
  Beta(double a, double b)
      : a_(detail::in_range(a, 1e-3, 1e9, "Beta: a")), b_(detail::in_range(b, 1e-3, 1e9, "Beta: b")) {
    using Tails = detail::LogitBetaTails;
    if (!detail::has_pieces(a) || !detail::has_pieces(b)) {
      gammas_ = std::make_shared<const std::array<detail::GammaSampler, 2>>(
          std::array{detail::GammaSampler(a), detail::GammaSampler(b)});
    } else if (cubes()) {
      pieces_ = std::make_shared<const detail::Pieces>(detail::fit_pieces(Tails(a, b), [](double logit, int piece) {
        return detail::portable_exp(Tails::log_portion(piece < 4 ? logit : -logit) / 3);
      }));
    } else {
      pieces_ = std::make_shared<const detail::Pieces>(
          detail::fit_pieces(Tails(a, b), [](double logit, int) { return logit; }));
    }
  }

  double mean() const { return a_ / (a_ + b_); }
  double variance() const { return a_ * b_ / ((a_ + b_) * (a_ + b_) * (a_ + b_ + 1)); }

  /// For laws made of this one; null where parameters are out of the polynomials' range.
  const detail::Pieces* pieces() const { return pieces_.get(); }

  /// \throws std::logic_error if the purpose is a slice: a beta number needs whole blocks
  void draw(const Draws& draws, std::span<double> out) const {
    draws.require_plain("Beta");
    draws.for_chunks(
        out.size(), [&](std::size_t begin, std::size_t n) { draw_chunk(draws.part(begin, n), out.subspan(begin, n)); });
  }

 private:
  bool cubes() const { return a_ >= 1 && b_ >= 1; }

  void draw_chunk(const Draws& draws, std::span<double> out) const {
    const std::size_t n = out.size();
    const auto& kernels = detail::kernels();
    if (pieces_) {
      Normal{}.draw(draws, out);
      (cubes() ? kernels.cubes_of_normal : kernels.logistic_of_normal)(*pieces_, out.data(), n);
      return;
    }
    alignas(64) double log_x[Draws::chunk_size];
    (*gammas_)[0].draw_logarithms(draws, 0, {log_x, n});
    (*gammas_)[1].draw_logarithms(draws, detail::attempts_per_gamma, out);
    for (std::size_t i = 0; i < n; ++i) out[i] -= log_x[i];
    kernels.exp_in_place(out.data(), n);
    for (double& x : out) x = 1 / (1 + x);
  }

  double a_, b_;
  std::shared_ptr<const detail::Pieces> pieces_;
  std::shared_ptr<const std::array<detail::GammaSampler, 2>> gammas_;
};

}  // namespace retailsim
