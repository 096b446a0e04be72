#pragma once

#include <cstddef>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/dirichlet_rows.hpp>
#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/detail/gamma_chunk.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Dirichlet laws with parameters for each element: row i of `alphas` has those of row i of shares. Otherwise as
/// `Dirichlet`. Parameters are looked at, not copied.
class DirichletEach {
 public:
  /// \param alphas  shape {n, k}, row-major
  /// \param k       shares of a row, 1 to 65536
  /// \throws std::invalid_argument unless k is in its range, the number of alphas a multiple of it, and each alpha in
  ///         [0.001, 1e9]
  DirichletEach(std::span<const double> alphas, std::size_t k) : alphas_(alphas), k_(k) {
    detail::in_range<std::size_t>(k, 1, 65536, "DirichletEach: k");
    if (alphas.size() % k != 0) {
      detail::invalid("DirichletEach: alphas", "a multiple of k = " + detail::number_text(k) + " in number",
                      detail::number_text(alphas.size()));
    }
    detail::each_in_range(alphas, 1e-3, 1e9, "DirichletEach: alpha");
  }

  /// Shares of a row, and rows.
  std::size_t size() const { return k_; }
  std::size_t n_rows() const { return alphas_.size() / k_; }

  /// Writes one row of size() shares for each element of the draws, row after row.
  /// \param rows  shape {n, size()}, row-major, n at most n_rows()
  /// \throws std::logic_error if the purpose is a slice: a gamma number needs whole blocks
  void fill(std::span<double> rows, const Draws& draws) const {
    draws.require_plain("DirichletEach");
    detail::in_range<std::size_t>(rows.size(), 0, alphas_.size(), "DirichletEach: size of rows");
    detail::fill_dirichlet_rows(
        rows, k_, draws, true, [this](const Draws& component, std::size_t j, std::size_t begin, std::span<double> out) {
          double shapes[Draws::chunk_size];
          for (std::size_t i = 0; i < out.size(); ++i) shapes[i] = alphas_[(begin + i) * k_ + j];
          detail::draw_log_gamma_each(component, 0, shapes, out);
        });
  }

 private:
  std::span<const double> alphas_;
  std::size_t k_;
};

}  // namespace retailsim
