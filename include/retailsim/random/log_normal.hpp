#pragma once

#include <cmath>
#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>

namespace retailsim {

/// Log-normal law: exp(N(mu, sigma^2)), median exp(mu), mean exp(mu + sigma^2 / 2). Values are finite and > 0: beyond
/// the range of a double they stop at its smallest and largest normal numbers.
/// Source: J. Aitchison and J. A. C. Brown, The Lognormal Distribution, 1957.
class LogNormal {
 public:
  using value_type = double;

  /// \param mu,sigma  mean and standard deviation of the logarithm; sigma > 0
  /// \throws std::invalid_argument unless both are finite and sigma > 0
  LogNormal(double mu, double sigma)
      : mu_(detail::finite(mu, "LogNormal: mu")),
        sigma_(detail::positive(sigma, "LogNormal: sigma")),
        log_(mu, sigma) {}

  double mean() const { return std::exp(mu_ + sigma_ * sigma_ / 2); }
  double variance() const { return std::expm1(sigma_ * sigma_) * mean() * mean(); }
  double cdf(double x) const { return x <= 0 ? 0.0 : log_.cdf(std::log(x)); }

  /// \throws std::logic_error if the purpose is a slice: a normal number needs a whole block
  void draw(const Draws& draws, std::span<double> out) const {
    draws.require_plain("LogNormal");
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      const auto piece = out.subspan(begin, n);
      log_.draw(draws.part(begin, n), piece);
      detail::kernels().exp_in_place(piece.data(), n);
    });
  }

  /// The same from 32 random bits each; see `Normal::draw_short`.
  void draw_short(const Draws& draws, std::span<double> out) const {
    draws.require_plain("LogNormal");
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      const auto piece = out.subspan(begin, n);
      log_.draw_short(draws.part(begin, n), piece);
      detail::kernels().exp_in_place(piece.data(), n);
    });
  }

 private:
  double mu_, sigma_;
  Normal log_;
};

}  // namespace retailsim
