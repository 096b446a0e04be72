#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/rejection.hpp>

namespace retailsim::detail {

/// Means from here on are drawn by rejection, smaller ones by inversion of one word.
inline constexpr double large_mean = 10;

/// Poisson variates with a mean for each element; at most chunk_size elements. Small means take the word of attempt
/// `first_attempt`, large ones the blocks of the attempts after it.
inline void draw_poisson_each(const Draws& draws, std::uint16_t first_attempt, const double* means,
                              std::span<std::int64_t> out) {
  const std::size_t n = out.size();
  const auto large = [means](std::size_t i) { return means[i] >= large_mean; };
  const std::size_t n_large = n - kernels().count_between(means, n, -1, large_mean);
  if (n_large < n) {
    alignas(64) std::uint64_t words[Draws::chunk_size];
    draws.words({words, n}, first_attempt);
    const Kernels& active = kernels();
    if (n_large == 0) return active.poisson_small(words, means, n, out.data());
    double small[Draws::chunk_size];
    for (std::size_t i = 0; i < n; ++i) small[i] = large(i) ? 0 : means[i];
    active.poisson_small(words, small, n, out.data());
  }
  const auto draw = [&](const Draws& elements, const double* of, std::span<std::int64_t> to) {
    draw_by_rejection(elements, static_cast<std::uint16_t>(first_attempt + 1), std::array{of}, to,
                      [](const auto* a, const auto* b, const auto& parameters, std::size_t m, auto* values,
                         auto* rejected) { return kernels().poisson_try(a, b, parameters[0], m, values, rejected); });
  };
  if (n_large == n) return draw(draws, means, out);
  const Selection<1> selected(draws, n, {means}, large);
  std::int64_t values[Draws::chunk_size];
  draw(selected.draws(), selected.parameters()[0], {values, n_large});
  for (std::size_t i = 0; i < n_large; ++i) out[selected[i]] = values[i];
}

}  // namespace retailsim::detail
