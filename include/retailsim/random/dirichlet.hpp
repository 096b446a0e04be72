#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/gamma_chunk.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Dirichlet law: k shares > 0 that sum to 1, in proportion to gamma numbers of shapes alpha_1 ... alpha_k; the mean of
/// share j is alpha_j / sum(alpha). Component j of an element is drawn at index * k + j of its address.
/// Source: L. Devroye, Non-Uniform Random Variate Generation, 1986, chapter XI.4.
class Dirichlet {
 public:
  /// \throws std::invalid_argument unless there are 1 to 65536 shapes, each in [0.001, 1e9]
  explicit Dirichlet(std::span<const double> alphas) {
    detail::in_range<std::size_t>(alphas.size(), 1, 65536, "Dirichlet: number of alphas");
    for (const double alpha : alphas) {
      samplers_.emplace_back(detail::in_range(alpha, 1e-3, 1e9, "Dirichlet: alpha"));
      alphas_.push_back(alpha);
      sum_ += alpha;
    }
  }
  Dirichlet(std::initializer_list<double> alphas) : Dirichlet(std::span<const double>(alphas.begin(), alphas.size())) {}

  std::size_t size() const { return alphas_.size(); }
  double mean(std::size_t component) const { return alphas_[component] / sum_; }
  double variance(std::size_t component) const { return mean(component) * (1 - mean(component)) / (sum_ + 1); }

  /// Writes one row of size() shares for each element of the draws, row after row.
  /// \param rows  shape {n, size()}, row-major
  /// \throws std::logic_error if the purpose is a slice: a gamma number needs whole blocks
  void fill(std::span<double> rows, const Draws& draws) const {
    draws.require_plain("Dirichlet");
    const std::size_t k = size();
    assert(rows.size() % k == 0);
    draws.for_chunks(rows.size() / k, [&](std::size_t begin, std::size_t n) {
      const auto piece = rows.subspan(begin * k, n * k);
      draw_logarithms(draws.part(begin, n), n, piece);
      for (std::size_t i = 0; i < n; ++i) {
        const auto row = piece.subspan(i * k, k);
        const double largest = *std::max_element(row.begin(), row.end());
        for (double& x : row) x -= largest;
      }
      detail::kernels().exp_in_place(piece.data(), n * k);
      for (std::size_t i = 0; i < n; ++i) {
        const auto row = piece.subspan(i * k, k);
        double total = 0;
        for (const double x : row) total += x;
        for (double& x : row) x /= total;
      }
    });
  }

 private:
  void draw_logarithms(const Draws& draws, std::size_t n, std::span<double> rows) const {
    const std::size_t k = size();
    alignas(64) double column[Draws::chunk_size];
    std::uint32_t indices[Draws::chunk_size];
    for (std::size_t j = 0; j < k; ++j) {
      const auto component_index = [&](std::size_t i) { return static_cast<std::uint32_t>(draws.index_of(i) * k + j); };
      Draws component = draws.at_index(component_index(0));
      if (!draws.indices.empty()) {
        for (std::size_t i = 0; i < n; ++i) indices[i] = component_index(i);
        component.indices = {indices, n};
      }
      samplers_[j].draw(component, 0, true, {column, n});
      for (std::size_t i = 0; i < n; ++i) rows[i * k + j] = column[i];
    }
  }

  std::vector<double> alphas_;
  std::vector<detail::GammaSampler> samplers_;
  double sum_ = 0;
};

}  // namespace retailsim
