#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include <retailsim/random/detail/normal_transform.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>

namespace retailsim::detail {

/// Shapes whose laws are drawn as a function of a normal number. The relative error of a variate is below 4e-7 at 0.2,
/// 6e-9 at 0.5, 3e-9 at 1 (1e-7 in the last 1e-15 of its tail) and falls from there on; the set-up takes some 0.1 ms.
inline bool has_pieces(double shape) { return shape >= 0.2 && shape <= 1000; }

/// Gamma variates of one shape.
///
/// Where `has_pieces`, the variate is the gamma law's quantile of the same probability as the normal number of its
/// address: the cube of a polynomial in z for shapes from 1 on (E. B. Wilson and M. M. Hilferty, The Distribution of
/// Chi-square, 1931: almost a straight line), below 1 the exponential of one. Other shapes by Marsaglia and Tsang, each
/// element trying the blocks of its own address until one is accepted (95 % and more at the first). The attempts from
/// `first_attempt` on are the tries of one variate; the 8192nd holds the word of the boost for shapes below 1:
/// G(shape) = G(shape + 1) u^(1 / shape), taken in logarithms, so that nothing underflows.
class GammaSampler {
 public:
  static constexpr std::uint16_t attempts_per_variate = 0x2000;

  explicit GammaSampler(double shape, double scale = 1)
      : boosted_(shape < 1),
        inverse_shape_(1 / shape),
        d_((boosted_ ? shape + 1 : shape) - 1.0 / 3),
        c_(1 / __builtin_sqrt(9 * d_)),
        scale_(scale) {
    if (!has_pieces(shape)) return;
    pieces_ = std::make_shared<const Pieces>(fit_pieces(
        LogGammaTails(shape), [&](double log_x, int) { return shape < 1 ? log_x : portable_exp(log_x / 3); }));
  }

  /// Values are normal numbers > 0, but for shapes below about 0.05: these can underflow to the least normal number.
  void draw(const Draws& draws, std::uint16_t first_attempt, std::span<double> out) const {
    const Kernels& active = kernels();
    if (pieces_) {
      Normal{}.draw(draws, out, first_attempt);
      if (boosted_)
        active.exp_of_normal(*pieces_, scale_, out.data(), out.size());
      else
        active.cube_of_normal(*pieces_, scale_, out.data(), out.size());
      return;
    }
    if (!boosted_) return reject(draws, first_attempt, out);
    draw_logarithms(draws, first_attempt, out);
    active.exp_in_place(out.data(), out.size());
  }

  /// The logarithms; at most chunk_size elements.
  void draw_logarithms(const Draws& draws, std::uint16_t first_attempt, std::span<double> out) const {
    if (pieces_)
      draw(draws, first_attempt, out);
    else
      reject(draws, first_attempt, out);
    const std::size_t n = out.size();
    kernels().log_in_place(out.data(), n);
    if (pieces_ || !boosted_) return;
    alignas(64) std::uint64_t a[Draws::chunk_size], b[Draws::chunk_size];
    alignas(64) double log_u[Draws::chunk_size];
    draws.blocks({a, n}, {b, n}, static_cast<std::uint16_t>(first_attempt + attempts_per_variate - 1));
    kernels().scaled_log(a, n, inverse_shape_, log_u);
    // The factor 1 / shape is in the product already: a plain sum of two rounded numbers.
    for (std::size_t i = 0; i < n; ++i) out[i] += log_u[i];
  }

 private:
  /// By rejection, of shape 1 more where boosted; at most chunk_size elements.
  void reject(const Draws& draws, std::uint16_t first_attempt, std::span<double> out) const {
    const std::size_t n = out.size();
    alignas(64) std::uint64_t a[Draws::chunk_size], b[Draws::chunk_size];
    std::uint32_t rejected[Draws::chunk_size];
    draws.blocks({a, n}, {b, n}, first_attempt);
    std::size_t n_rejected = kernels().gamma_try(a, b, n, d_, c_, d_ * scale_, out.data(), rejected);
    for (unsigned attempt = 1; n_rejected > 0; ++attempt) {
      assert(attempt < attempts_per_variate - 1u);
      n_rejected = retry(draws, static_cast<std::uint16_t>(first_attempt + attempt), n_rejected, rejected, out);
    }
  }

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
    const std::size_t n_again = kernels().gamma_try(a, b, n, d_, c_, d_ * scale_, values, again);
    for (std::size_t i = 0; i < n; ++i) out[elements[i]] = values[i];
    for (std::size_t i = 0; i < n_again; ++i) elements[i] = elements[again[i]];
    return n_again;
  }

  bool boosted_;
  double inverse_shape_, d_, c_, scale_;
  std::shared_ptr<const Pieces> pieces_;
};

}  // namespace retailsim::detail
