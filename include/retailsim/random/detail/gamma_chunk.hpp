#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim::detail {

/// Gamma variates of scale 1 by Marsaglia and Tsang, each element trying the blocks of its own address until one is
/// accepted (95 % and more at the first). The attempts from `first_attempt` on are the tries of one variate; the 8192nd
/// holds the word of the boost for shapes below 1: G(shape) = G(shape + 1) u^(1 / shape), taken in logarithms, so that
/// nothing underflows.
class GammaSampler {
 public:
  static constexpr std::uint16_t attempts_per_variate = 0x2000;

  explicit GammaSampler(double shape, double scale = 1)
      : boosted_(shape < 1),
        inverse_shape_(1 / shape),
        d_((boosted_ ? shape + 1 : shape) - 1.0 / 3),
        c_(1 / __builtin_sqrt(9 * d_)),
        scale_(d_ * scale) {}

  bool boosted() const { return boosted_; }

  /// out[i] is the variate or, for `logarithms` and boosted shapes, its logarithm; at most chunk_size elements.
  void draw(const Draws& draws, std::uint16_t first_attempt, bool logarithms, std::span<double> out) const {
    const std::size_t n = out.size();
    const Kernels& active = kernels();
    alignas(64) std::uint64_t a[Draws::chunk_size], b[Draws::chunk_size];
    std::uint32_t rejected[Draws::chunk_size];
    draws.blocks({a, n}, {b, n}, first_attempt);
    std::size_t n_rejected = active.gamma_try(a, b, n, d_, c_, scale_, out.data(), rejected);
    for (unsigned attempt = 1; n_rejected > 0; ++attempt) {
      assert(attempt < attempts_per_variate - 1u);
      n_rejected = retry(draws, static_cast<std::uint16_t>(first_attempt + attempt), n_rejected, rejected, out);
    }
    if (!logarithms && !boosted_) return;
    active.log_in_place(out.data(), n);
    if (!boosted_) return;
    alignas(64) double log_u[Draws::chunk_size];
    draws.blocks({a, n}, {b, n}, static_cast<std::uint16_t>(first_attempt + attempts_per_variate - 1));
    active.scaled_log(a, n, inverse_shape_, log_u);
    // The factor 1 / shape is in the product already: a plain sum of two rounded numbers.
    for (std::size_t i = 0; i < n; ++i) out[i] += log_u[i];
  }

 private:
  /// One more try of the listed elements; keeps those that fail again in the list.
  std::size_t retry(const Draws& draws, std::uint16_t attempt, std::size_t n, std::uint32_t* elements,
                    std::span<double> out) const {
    std::uint64_t entities[Draws::chunk_size], a[Draws::chunk_size], b[Draws::chunk_size];
    std::uint32_t indices[Draws::chunk_size], again[Draws::chunk_size];
    double values[Draws::chunk_size];
    for (std::size_t i = 0; i < n; ++i) {
      entities[i] = draws.entity(elements[i]);
      indices[i] = draws.index_of(elements[i]);
    }
    kernels().philox_list({draws.seed, 0, draws.tag(attempt)}, entities, indices, n, a, b);
    const std::size_t n_again = kernels().gamma_try(a, b, n, d_, c_, scale_, values, again);
    for (std::size_t i = 0; i < n; ++i) out[elements[i]] = values[i];
    for (std::size_t i = 0; i < n_again; ++i) elements[i] = elements[again[i]];
    return n_again;
  }

  bool boosted_;
  double inverse_shape_, d_, c_, scale_;
};

}  // namespace retailsim::detail
