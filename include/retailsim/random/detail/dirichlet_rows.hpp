#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/random/draws.hpp>

namespace retailsim::detail {

/// Rows of k shares > 0 that sum to 1, in proportion to gamma numbers, one row for each element of the draws.
/// \param rows        shape {n, k}, row-major
/// \param logarithms  whether `draw` gives logarithms: gamma numbers of small shapes can underflow
/// \param draw        draw(component, j, begin, out) writes component j of some elements, the first of them being
///                    element `begin`; `component` has their addresses, index * k + j
template <class Draw>
void fill_dirichlet_rows(std::span<double> rows, std::size_t k, const Draws& draws, bool logarithms, const Draw& draw) {
  assert(rows.size() % k == 0);
  if (k == 1) {
    std::fill(rows.begin(), rows.end(), 1.0);
    return;
  }
  // As many elements at a time as keep their gamma numbers in the first-level cache, in whole groups of 16.
  const std::size_t n_at_once = std::clamp<std::size_t>(2048 / k / 16 * 16, 16, Draws::chunk_size);
  std::vector<double> columns(k * n_at_once), factors(n_at_once);
  std::uint32_t indices[Draws::chunk_size];
  const auto fill_some = [&](std::size_t begin, std::size_t n) {
    const Draws elements = draws.part(begin, n);
    for (std::size_t j = 0; j < k; ++j) {
      const auto index = [&](std::size_t i) { return static_cast<std::uint32_t>(elements.index_of(i) * k + j); };
      Draws component = elements.at_index(index(0));
      if (!elements.indices.empty()) {
        for (std::size_t i = 0; i < n; ++i) indices[i] = index(i);
        component.indices = {indices, n};
      }
      draw(component, j, begin, std::span(columns).subspan(j * n, n));
    }
    if (logarithms) {  // each row's largest value becomes 1
      for (std::size_t i = 0; i < n; ++i) {
        double largest = columns[i];
        for (std::size_t j = 1; j < k; ++j) largest = std::max(largest, columns[j * n + i]);
        for (std::size_t j = 0; j < k; ++j) columns[j * n + i] -= largest;
      }
      kernels().exp_in_place(columns.data(), n * k);
    }
    std::copy_n(columns.begin(), n, factors.begin());
    for (std::size_t j = 1; j < k; ++j)
      for (std::size_t i = 0; i < n; ++i) factors[i] += columns[j * n + i];
    for (std::size_t i = 0; i < n; ++i) factors[i] = 1 / factors[i];
    for (std::size_t j = 0; j < k; ++j)
      for (std::size_t i = 0; i < n; ++i) rows[(begin + i) * k + j] = columns[j * n + i] * factors[i];
  };
  draws.for_chunks(rows.size() / k, [&](std::size_t begin, std::size_t n) {
    for (std::size_t done = 0; done < n; done += n_at_once) fill_some(begin + done, std::min(n_at_once, n - done));
  });
}

}  // namespace retailsim::detail
