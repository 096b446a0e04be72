#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>

#include <retailsim/random/detail/normal_transform.hpp>
#include <retailsim/random/detail/rejection.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>

namespace retailsim::detail {

/// Attempts of one gamma variate. By rejection, the first try takes the normal number of the first attempt and 32 bits
/// of the last but one; the tries after it take the blocks of the attempts between; the last holds the word of the
/// boost.
inline constexpr std::uint16_t attempts_per_gamma = 0x2000;

/// Gamma variates of scale 1 and a shape for each element, of 1 more where the shape is below 1, by Marsaglia and
/// Tsang: 95 % and more are accepted at the first try. At most chunk_size elements.
inline void reject_gamma(const Draws& draws, std::uint16_t first_attempt, const double* shapes, std::span<double> out) {
  constexpr std::size_t size = Draws::chunk_size;
  const std::size_t n = out.size();
  alignas(64) double normals[size];
  alignas(64) std::uint64_t halves[size / 2];
  std::uint32_t open[size + 8];
  Normal{}.draw(draws, {normals, n}, first_attempt);
  draws.short_words(0, n, static_cast<std::uint16_t>(first_attempt + attempts_per_gamma - 2), halves);
  const std::size_t n_open = kernels().gamma_first(normals, halves, shapes, n, out.data(), open);
  try_again(draws, static_cast<std::uint16_t>(first_attempt + 1), open, n_open, std::array{shapes}, out,
            [](const auto* a, const auto* b, const auto& parameters, std::size_t m, double* values, auto* rejected) {
              return kernels().gamma_try(a, b, parameters[0], m, values, rejected);
            });
}

/// Gamma variates of scale 1 and a shape for each element; at most chunk_size elements.
inline void draw_gamma_each(const Draws& draws, std::uint16_t first_attempt, const double* shapes,
                            std::span<double> out) {
  const std::size_t n = out.size();
  reject_gamma(draws, first_attempt, shapes, out);
  if (kernels().count_between(shapes, n, 0, 1) == 0) return;
  const auto last_attempt = static_cast<std::uint16_t>(first_attempt + attempts_per_gamma - 1);
  const Selection<1> small(draws, n, {shapes}, [shapes](std::size_t i) { return shapes[i] < 1; });
  alignas(64) std::uint64_t a[Draws::chunk_size], b[Draws::chunk_size];
  alignas(64) double values[Draws::chunk_size];
  small.draws().blocks({a, small.size()}, {b, small.size()}, last_attempt);
  for (std::size_t i = 0; i < small.size(); ++i) values[i] = out[small[i]];
  kernels().gamma_boost(a, small.parameters()[0], small.size(), values);
  for (std::size_t i = 0; i < small.size(); ++i) out[small[i]] = values[i];
}

/// The logarithms of such variates, which never underflow; at most chunk_size elements.
inline void draw_log_gamma_each(const Draws& draws, std::uint16_t first_attempt, const double* shapes,
                                std::span<double> out) {
  const std::size_t n = out.size();
  reject_gamma(draws, first_attempt, shapes, out);
  kernels().log_in_place(out.data(), n);
  if (kernels().count_between(shapes, n, 0, 1) == 0) return;
  alignas(64) std::uint64_t a[Draws::chunk_size], b[Draws::chunk_size];
  alignas(64) double log_u[Draws::chunk_size];
  draws.blocks({a, n}, {b, n}, static_cast<std::uint16_t>(first_attempt + attempts_per_gamma - 1));
  kernels().scaled_log(a, n, 1, log_u);
  for (std::size_t i = 0; i < n; ++i) out[i] += shapes[i] < 1 ? log_u[i] / shapes[i] : 0;
}

/// Shapes whose laws are drawn as a function of a normal number. The relative error of a variate is below 4e-7 at 0.2,
/// 6e-9 at 0.5, 3e-9 at 1 (1e-7 in the last 1e-15 of its tail) and falls from there on; the set-up takes some 0.1 ms.
inline bool has_pieces(double shape) { return shape >= 0.2 && shape <= 1000; }

/// Gamma variates of one shape.
///
/// Where `has_pieces`, the variate is the gamma law's quantile of the same probability as the normal number of its
/// address: the cube of a polynomial in z for shapes from 1 on (E. B. Wilson and M. M. Hilferty, The Distribution of
/// Chi-square, 1931: almost a straight line), below 1 the exponential of one. Other shapes by
/// rejection; those below 1 by the boost G(shape) = G(shape + 1) u^(1 / shape), taken in logarithms, so that nothing
/// underflows. A variate takes the attempts from `first_attempt` on, at most `attempts_per_gamma`.
class GammaSampler {
 public:
  explicit GammaSampler(double shape, double scale = 1) : shape_(shape), scale_(scale), boosted_(shape < 1) {
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
    if (boosted_) {
      draw_logarithms(draws, first_attempt, out);
      active.exp_in_place(out.data(), out.size());
    } else {
      reject(draws, first_attempt, out);
    }
    for (double& x : out) x = std::max(x * scale_, std::numeric_limits<double>::min());
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
    draws.blocks({a, n}, {b, n}, static_cast<std::uint16_t>(first_attempt + attempts_per_gamma - 1));
    kernels().scaled_log(a, n, 1 / shape_, log_u);
    // The factor 1 / shape is in the product already: a plain sum of two rounded numbers.
    for (std::size_t i = 0; i < n; ++i) out[i] += log_u[i];
  }

 private:
  /// By rejection, with scale 1 and of shape 1 more where boosted; at most chunk_size elements.
  void reject(const Draws& draws, std::uint16_t first_attempt, std::span<double> out) const {
    double shapes[Draws::chunk_size];
    std::fill_n(shapes, out.size(), shape_);
    reject_gamma(draws, first_attempt, shapes, out);
  }

  double shape_, scale_;
  bool boosted_;
  std::shared_ptr<const Pieces> pieces_;
};

}  // namespace retailsim::detail
