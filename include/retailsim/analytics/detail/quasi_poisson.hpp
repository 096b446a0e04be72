#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

/// Counts whose variance is a multiple of their mean, explained by a few columns. Small and dense: days or months of a
/// file, not its rows.
namespace retailsim::detail {

/// A matrix by rows.
struct Design {
  std::size_t n_columns = 0;
  std::vector<double> values{};

  explicit Design(std::size_t columns) : n_columns(columns) {}
  std::size_t n_rows() const { return n_columns == 0 ? 0 : values.size() / n_columns; }
  /// A row of zeros to fill.
  std::span<double> add_row() {
    values.resize(values.size() + n_columns);
    return std::span(values).last(n_columns);
  }
  std::span<const double> row(std::size_t i) const { return std::span(values).subspan(i * n_columns, n_columns); }
};

/// Replaces a symmetric positive definite matrix, p by p, by its inverse; false if it is not one.
inline bool invert(std::vector<double>& matrix, std::size_t p) {
  const auto at = [&](std::size_t i, std::size_t j) -> double& { return matrix[i * p + j]; };
  // In place, by Gauss-Jordan steps on the diagonal, which suit positive definite matrices.
  std::vector<double> scale(p);
  for (std::size_t i = 0; i < p; ++i) {
    if (!(at(i, i) > 0)) return false;
    scale[i] = 1 / std::sqrt(at(i, i));
  }
  for (std::size_t i = 0; i < p; ++i) {
    for (std::size_t j = 0; j < p; ++j) at(i, j) *= scale[i] * scale[j];
  }
  for (std::size_t k = 0; k < p; ++k) {
    const double pivot = at(k, k);
    if (!(pivot > 1e-11)) return false;
    at(k, k) = 1;
    for (std::size_t j = 0; j < p; ++j) at(k, j) /= pivot;
    for (std::size_t i = 0; i < p; ++i) {
      if (i == k) continue;
      const double factor = at(i, k);
      if (factor == 0) continue;
      at(i, k) = 0;
      for (std::size_t j = 0; j < p; ++j) at(i, j) -= factor * at(k, j);
    }
  }
  for (std::size_t i = 0; i < p; ++i) {
    for (std::size_t j = 0; j < p; ++j) at(i, j) *= scale[i] * scale[j];
  }
  return true;
}

struct QuasiPoissonFit {
  bool ok = false;                 ///< the columns are independent and the fit converged
  std::vector<double> beta{};      ///< log mean = log exposure + x beta
  std::vector<double> variance{};  ///< of beta, p by p, the dispersion included
  double deviance = 0;
  double dispersion = 1;  ///< Pearson's statistic per degree of freedom, 1 at least
  double n_free = 0;      ///< degrees of freedom: rows less columns
};

/// Maximum likelihood of the Poisson law by iteratively reweighted least squares, with Pearson's estimate of the
/// dispersion.
/// Source: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd edition, 1989, chapters 6 and 9.
/// \param exposure  each > 0
inline QuasiPoissonFit fit_quasi_poisson(const Design& x, std::span<const double> counts,
                                         std::span<const double> exposure) {
  const std::size_t n = x.n_rows(), p = x.n_columns;
  QuasiPoissonFit fit;
  if (n <= p) return fit;
  double total = 0, total_exposure = 0;
  for (std::size_t i = 0; i < n; ++i) total += counts[i], total_exposure += exposure[i];
  if (!(total > 0)) return fit;
  const double rate = total / total_exposure;

  std::vector<double> mean(n), target(p), beta(p);
  for (std::size_t i = 0; i < n; ++i) mean[i] = (counts[i] + rate * exposure[i]) / 2;  // a start that is nowhere 0
  double before = HUGE_VAL;
  for (int step = 0; step < 100; ++step) {
    fit.variance.assign(p * p, 0);
    std::ranges::fill(target, 0);
    for (std::size_t i = 0; i < n; ++i) {
      const auto row = x.row(i);
      const double working = std::log(mean[i] / exposure[i]) + (counts[i] - mean[i]) / mean[i];
      for (std::size_t a = 0; a < p; ++a) {
        if (row[a] == 0) continue;
        const double weighted = mean[i] * row[a];
        target[a] += weighted * working;
        for (std::size_t b = 0; b <= a; ++b) fit.variance[a * p + b] += weighted * row[b];
      }
    }
    for (std::size_t a = 0; a < p; ++a) {
      for (std::size_t b = 0; b < a; ++b) fit.variance[b * p + a] = fit.variance[a * p + b];
    }
    if (!invert(fit.variance, p)) return fit;
    for (std::size_t a = 0; a < p; ++a) {
      beta[a] = 0;
      for (std::size_t b = 0; b < p; ++b) beta[a] += fit.variance[a * p + b] * target[b];
    }
    double deviance = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double log_rate = 0;
      for (std::size_t a = 0; a < p; ++a) log_rate += x.row(i)[a] * beta[a];
      mean[i] = std::max(exposure[i] * std::exp(log_rate), 1e-12);
      deviance += 2 * ((counts[i] > 0 ? counts[i] * std::log(counts[i] / mean[i]) : 0) - (counts[i] - mean[i]));
    }
    if (!std::isfinite(deviance)) return fit;
    fit.deviance = deviance;
    if (std::abs(before - deviance) <= 1e-10 * (std::abs(deviance) + 1)) {
      fit.ok = true;
      break;
    }
    before = deviance;
  }
  double pearson = 0;
  for (std::size_t i = 0; i < n; ++i) pearson += (counts[i] - mean[i]) * (counts[i] - mean[i]) / mean[i];
  fit.beta = std::move(beta);
  fit.n_free = static_cast<double>(n - p);
  fit.dispersion = std::max(1.0, pearson / fit.n_free);
  for (double& v : fit.variance) v *= fit.dispersion;
  return fit;
}

}  // namespace retailsim::detail
