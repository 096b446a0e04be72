#pragma once

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>

namespace retailsim {

/// Rows of k correlated numbers: normal numbers of mean 0, variance 1 and the given correlations, or the uniform
/// numbers of the same probabilities, whose quantiles of any laws keep the correlation of ranks. Number j of an element
/// is made of the normal numbers at index * k + 0 ... index * k + j of its address.
///
/// The factorisation and all sums are in a fixed order, so that bits are the same everywhere.
/// Source: A. Sklar, Fonctions de repartition a n dimensions et leurs marges, 1959; factorisation by A.-L. Cholesky.
class GaussianCopula {
 public:
  /// \param correlations  k * k values, row after row
  /// \throws std::invalid_argument unless they are square, symmetric, 1 on the diagonal, and positive definite
  explicit GaussianCopula(std::span<const double> correlations) {
    while (size_ * size_ < correlations.size()) ++size_;
    detail::require(size_ > 0 && size_ * size_ == correlations.size(), correlations.size(),
                    "GaussianCopula: number of correlations", "a square > 0");
    factor(correlations);
  }
  GaussianCopula(std::initializer_list<double> correlations)
      : GaussianCopula(std::span<const double>(correlations.begin(), correlations.size())) {}

  std::size_t size() const { return size_; }

  /// \param rows  shape {n, size()}, row-major
  /// \throws std::logic_error if the purpose is a slice: a normal number needs a whole block
  void fill_normal(std::span<double> rows, const Draws& draws) const { fill_rows(rows, draws, false); }
  /// Uniform on (0, 1), relative error below 1e-7 at both ends.
  void fill_uniform(std::span<double> rows, const Draws& draws) const { fill_rows(rows, draws, true); }

 private:
  void factor(std::span<const double> r) {
    const std::size_t k = size_;
    factor_.assign(k * k, 0.0);
    for (std::size_t i = 0; i < k; ++i) {
      detail::require(r[i * k + i] == 1, r[i * k + i], "GaussianCopula: diagonal", "1");
      for (std::size_t j = 0; j <= i; ++j) {
        detail::require(r[i * k + j] == r[j * k + i], r[i * k + j], "GaussianCopula: correlations", "symmetric");
        double rest = r[i * k + j];
        for (std::size_t l = 0; l < j; ++l) rest = __builtin_fma(-factor_[i * k + l], factor_[j * k + l], rest);
        if (i == j)
          detail::require(rest > 1e-12, rest, "GaussianCopula: pivots of the correlations (positive definite)", "> 0");
        factor_[i * k + j] = i == j ? __builtin_sqrt(rest) : rest / factor_[j * k + j];
      }
    }
  }

  void fill_rows(std::span<double> rows, const Draws& draws, bool uniform) const {
    draws.require_plain("GaussianCopula");
    const std::size_t k = size_;
    assert(rows.size() % k == 0);
    std::vector<double> normals(k * Draws::chunk_size);
    alignas(64) double sums[Draws::chunk_size];
    std::uint32_t indices[Draws::chunk_size];
    draws.for_chunks(rows.size() / k, [&](std::size_t begin, std::size_t n) {
      const Draws elements = draws.part(begin, n);
      for (std::size_t j = 0; j < k; ++j) {
        const auto component_index = [&](std::size_t i) {
          return static_cast<std::uint32_t>(elements.index_of(i) * k + j);
        };
        Draws component = elements.at_index(component_index(0));
        if (!elements.indices.empty()) {
          for (std::size_t i = 0; i < n; ++i) indices[i] = component_index(i);
          component.indices = {indices, n};
        }
        Normal{}.draw(component, {normals.data() + j * n, n});
      }
      for (std::size_t j = 0; j < k; ++j) {
        std::fill_n(sums, n, 0.0);
        for (std::size_t l = 0; l <= j; ++l)
          detail::kernels().add_scaled(factor_[j * k + l], normals.data() + l * n, n, sums);
        if (uniform) {
          for (std::size_t i = 0; i < n; ++i) sums[i] = std::clamp(sums[i], -8.57, 8.57);  // what the polynomials reach
          detail::kernels().cubes_of_normal(uniform_pieces(), sums, n);
        }
        for (std::size_t i = 0; i < n; ++i) rows[(begin + i) * k + j] = sums[i];
      }
    });
  }

  /// The uniform law is the beta law of 1 and 1.
  static const detail::Pieces& uniform_pieces() {
    static const Beta uniform{1, 1};
    return *uniform.pieces();
  }

  std::size_t size_ = 0;
  std::vector<double> factor_;  ///< lower triangle L with L L' = the correlations
};

}  // namespace retailsim
