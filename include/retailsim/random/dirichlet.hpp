#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
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
    std::map<double, std::uint32_t> known;
    for (const double alpha : alphas) {
      detail::in_range(alpha, 1e-3, 1e9, "Dirichlet: alpha");
      const auto [at, is_new] = known.try_emplace(alpha, static_cast<std::uint32_t>(samplers_.size()));
      if (is_new) samplers_.emplace_back(alpha);
      which_.push_back(at->second);
      alphas_.push_back(alpha);
      sum_ += alpha;
      tiny_ = tiny_ || alpha < 0.1;
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
    if (k == 1) {
      std::fill(rows.begin(), rows.end(), 1.0);
      return;
    }
    // As many elements at a time as keep their gamma numbers in the first-level cache, in whole groups of 16.
    const std::size_t n_at_once = std::clamp<std::size_t>(2048 / k / 16 * 16, 16, Draws::chunk_size);
    std::vector<double> columns(k * n_at_once), factors(n_at_once);
    draws.for_chunks(rows.size() / k, [&](std::size_t begin, std::size_t n) {
      for (std::size_t done = 0; done < n; done += n_at_once) {
        const std::size_t m = std::min(n_at_once, n - done);
        fill_rows(draws.part(begin + done, m), m, columns, factors, rows.subspan((begin + done) * k, m * k));
      }
    });
  }

 private:
  void fill_rows(const Draws& draws, std::size_t n, std::span<double> columns, std::span<double> factors,
                 std::span<double> rows) const {
    const std::size_t k = size();
    draw_columns(draws, n, columns);
    if (tiny_) {  // values can underflow: take each row's logarithms and make its largest value 1
      for (std::size_t i = 0; i < n; ++i) {
        double largest = columns[i];
        for (std::size_t j = 1; j < k; ++j) largest = std::max(largest, columns[j * n + i]);
        for (std::size_t j = 0; j < k; ++j) columns[j * n + i] -= largest;
      }
      detail::kernels().exp_in_place(columns.data(), n * k);
    }
    std::copy_n(columns.begin(), n, factors.begin());
    for (std::size_t j = 1; j < k; ++j)
      for (std::size_t i = 0; i < n; ++i) factors[i] += columns[j * n + i];
    for (std::size_t i = 0; i < n; ++i) factors[i] = 1 / factors[i];
    for (std::size_t j = 0; j < k; ++j)
      for (std::size_t i = 0; i < n; ++i) rows[i * k + j] = columns[j * n + i] * factors[i];
  }

  /// Gamma numbers or, where these can underflow, their logarithms: n of each component.
  void draw_columns(const Draws& draws, std::size_t n, std::span<double> columns) const {
    const std::size_t k = size();
    std::uint32_t indices[Draws::chunk_size];
    for (std::size_t j = 0; j < k; ++j) {
      const auto component_index = [&](std::size_t i) { return static_cast<std::uint32_t>(draws.index_of(i) * k + j); };
      Draws component = draws.at_index(component_index(0));
      if (!draws.indices.empty()) {
        for (std::size_t i = 0; i < n; ++i) indices[i] = component_index(i);
        component.indices = {indices, n};
      }
      const auto& sampler = samplers_[which_[j]];
      if (tiny_)
        sampler.draw_logarithms(component, 0, columns.subspan(j * n, n));
      else
        sampler.draw(component, 0, columns.subspan(j * n, n));
    }
  }

  std::vector<double> alphas_;
  std::vector<detail::GammaSampler> samplers_;  // one for each value among the alphas
  std::vector<std::uint32_t> which_;            // of component j
  double sum_ = 0;
  bool tiny_ = false;
};

}  // namespace retailsim
