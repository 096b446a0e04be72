#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <span>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dirichlet_rows.hpp>
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
    detail::fill_dirichlet_rows(rows, size(), draws, tiny_,
                                [this](const Draws& component, std::size_t j, std::size_t, std::span<double> out) {
                                  const auto& sampler = samplers_[which_[j]];
                                  if (tiny_)
                                    sampler.draw_logarithms(component, 0, out);
                                  else
                                    sampler.draw(component, 0, out);
                                });
  }

 private:
  std::vector<double> alphas_;
  std::vector<detail::GammaSampler> samplers_;  // one for each value among the alphas
  std::vector<std::uint32_t> which_;            // of component j
  double sum_ = 0;
  bool tiny_ = false;
};

}  // namespace retailsim
