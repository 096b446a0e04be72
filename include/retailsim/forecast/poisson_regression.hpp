// Needs xtensor-blas and LAPACK.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/xtensor.hpp>
#include <xtensor-blas/xlinalg.hpp>

#include <retailsim/core/error.hpp>

namespace retailsim::forecast {

/// Generalised linear models of counts with a log link, E[y] = exp(b_0 + b' z), by iteratively reweighted least
/// squares: Poisson, variance mu, or negative binomial of a given dispersion, variance mu + dispersion mu^2. Features
/// are standardised; a slight ridge keeps collinear ones apart.
/// Source: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd edition, 1989, section 2.5; the moment
/// estimator of the dispersion is A. C. Cameron and P. K. Trivedi, Regression Analysis of Count Data, 1998,
/// section 3.3.
class CountRegression {
 public:
  struct Options {
    double dispersion = 0;  ///< 0: Poisson; < 0: negative binomial, estimated from a Poisson fit's residuals
    double ridge = 1e-6;    ///< penalty per row on squares of standardised coefficients
    int max_iterations = 100;
  };

  CountRegression() = default;
  /// A fitted model from its coefficients, intercept first, of features as they are.
  CountRegression(std::vector<double> coefficients, double dispersion)
      : coefficients_(std::move(coefficients)), dispersion_(dispersion) {}

  /// \param features  n x n_features, row-major, finite
  /// \param counts    n, >= 0
  /// \throws std::invalid_argument for unequal lengths, values out of range, and counts that are all 0
  static CountRegression fit(std::span<const double> features, std::size_t n_features, std::span<const double> counts,
                             Options options) {
    const std::size_t n = counts.size(), k = n_features + 1;
    if (features.size() != n * n_features || n == 0)
      throw std::invalid_argument("CountRegression: features must be " + std::to_string(n) + " rows of " +
                                  std::to_string(n_features) + ", got " + std::to_string(features.size()) + " values");
    double total = 0;
    for (const double y : counts) total += retailsim::detail::not_negative(y, "CountRegression: counts (each)");
    if (!(total > 0)) throw std::invalid_argument("CountRegression: counts must not all be 0");
    std::vector<double> mean(n_features, 0.0), scale(n_features, 0.0);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n_features; ++j)
        mean[j] += retailsim::detail::finite(features[i * n_features + j], "CountRegression: features (each)") /
                   static_cast<double>(n);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n_features; ++j) {
        const double off = features[i * n_features + j] - mean[j];
        scale[j] += off * off / static_cast<double>(n);
      }
    for (double& s : scale) s = s > 1e-20 ? std::sqrt(s) : 0;

    xt::xtensor<double, 2> z = xt::xtensor<double, 2>::from_shape({n, k});
    for (std::size_t i = 0; i < n; ++i) {
      z(i, 0) = 1;
      for (std::size_t j = 0; j < n_features; ++j)
        z(i, j + 1) = scale[j] > 0 ? (features[i * n_features + j] - mean[j]) / scale[j] : 0;
    }
    double dispersion = std::max(options.dispersion, 0.0);
    std::vector<double> b(k, 0.0);
    b[0] = std::log(total / static_cast<double>(n));
    irls(z, counts, dispersion, options, b);
    if (options.dispersion < 0) {
      double above = 0, squares = 0;
      for (std::size_t i = 0; i < n; ++i) {
        const double mu = std::exp(linear(z, i, b));
        above += (counts[i] - mu) * (counts[i] - mu) - mu;
        squares += mu * mu;
      }
      dispersion = std::max(above / squares, 0.0);
      irls(z, counts, dispersion, options, b);
    }
    CountRegression result;
    result.dispersion_ = dispersion;
    result.coefficients_.assign(k, 0.0);
    result.coefficients_[0] = b[0];
    for (std::size_t j = 0; j < n_features; ++j) {
      if (!(scale[j] > 0)) continue;
      result.coefficients_[j + 1] = b[j + 1] / scale[j];
      result.coefficients_[0] -= b[j + 1] * mean[j] / scale[j];
    }
    return result;
  }

  /// Intercept, then one for each feature.
  const std::vector<double>& coefficients() const { return coefficients_; }
  double dispersion() const { return dispersion_; }

  void predict(std::span<const double> features, std::span<double> out) const {
    const std::size_t n_features = coefficients_.size() - 1;
    if (features.size() != out.size() * n_features)
      throw std::invalid_argument("CountRegression: features must be " + std::to_string(out.size()) + " rows of " +
                                  std::to_string(n_features) + ", got " + std::to_string(features.size()) + " values");
    for (std::size_t i = 0; i < out.size(); ++i) {
      double sum = coefficients_[0];
      for (std::size_t j = 0; j < n_features; ++j) sum += coefficients_[j + 1] * features[i * n_features + j];
      out[i] = std::exp(std::clamp(sum, -50.0, 50.0));
    }
  }

 private:
  static double linear(const xt::xtensor<double, 2>& z, std::size_t i, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t j = 0; j < b.size(); ++j) sum += z(i, j) * b[j];
    return std::clamp(sum, -50.0, 50.0);
  }

  /// Deviance, halved, up to terms of the counts alone, with the ridge.
  static double loss(const xt::xtensor<double, 2>& z, std::span<const double> counts, double dispersion, double ridge,
                     const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const double eta = linear(z, i, b), mu = std::exp(eta);
      sum += dispersion > 0 ? (counts[i] + 1 / dispersion) * std::log1p(dispersion * mu) - counts[i] * eta
                            : mu - counts[i] * eta;
    }
    for (std::size_t j = 1; j < b.size(); ++j) sum += 0.5 * ridge * static_cast<double>(counts.size()) * b[j] * b[j];
    return sum;
  }

  static void irls(const xt::xtensor<double, 2>& z, std::span<const double> counts, double dispersion,
                   const Options& options, std::vector<double>& b) {
    const std::size_t n = counts.size(), k = b.size();
    double before = loss(z, counts, dispersion, options.ridge, b);
    xt::xtensor<double, 2> weighted = xt::xtensor<double, 2>::from_shape({n, k});
    for (int iteration = 0; iteration < options.max_iterations; ++iteration) {
      xt::xtensor<double, 1> score = xt::zeros<double>({k});
      for (std::size_t i = 0; i < n; ++i) {
        const double mu = std::exp(linear(z, i, b)), w = mu / (1 + dispersion * mu);
        const double residual = (counts[i] - mu) / (1 + dispersion * mu), root = std::sqrt(w);
        for (std::size_t j = 0; j < k; ++j) {
          weighted(i, j) = root * z(i, j);
          score(j) += residual * z(i, j);
        }
      }
      xt::xtensor<double, 2> information = xt::linalg::dot(xt::transpose(weighted), weighted);
      for (std::size_t j = 1; j < k; ++j) {
        const double ridge = options.ridge * static_cast<double>(n);
        information(j, j) += ridge + 1e-12 * static_cast<double>(n);
        score(j) -= ridge * b[j];
      }
      const xt::xtensor<double, 1> step = xt::linalg::solve(information, score);
      double length = 1, now = before;
      std::vector<double> next = b;
      for (int halving = 0; halving < 30; ++halving, length /= 2) {
        for (std::size_t j = 0; j < k; ++j) next[j] = b[j] + length * step(j);
        now = loss(z, counts, dispersion, options.ridge, next);
        if (now <= before + 1e-12 * std::abs(before)) break;
      }
      b = next;
      if (before - now <= 1e-10 * std::abs(before)) return;
      before = now;
    }
  }

  std::vector<double> coefficients_;
  double dispersion_ = 0;
};

}  // namespace retailsim::forecast
