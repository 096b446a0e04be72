#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/alias_table.hpp>
#include <retailsim/random/detail/scalar_math.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Power law on 1, 2, 3, ... (zeta law): P(k) = k^-alpha / zeta(alpha). An alias table gives the values below 4096 and,
/// as its last cell, all others; these come by rejection from a Pareto number rounded down, taking two attempts a try.
/// Values above 2^62, which alphas near 1 have, are given as 2^62.
/// Source: L. Devroye, Non-Uniform Random Variate Generation, 1986, chapter X.6.
class DiscretePowerLaw {
 public:
  using value_type = std::int64_t;

  /// \throws std::invalid_argument unless alpha is in [1.001, 100]
  explicit DiscretePowerLaw(double alpha) : alpha_(detail::in_range(alpha, 1.001, 100, "DiscretePowerLaw: alpha")) {
    std::vector<double> weights(head);
    detail::CarefulSum total;
    for (std::int64_t k = 1; k < head; ++k) {
      weights[static_cast<std::size_t>(k - 1)] = detail::portable_pow(static_cast<double>(k), -alpha);
    }
    // Euler and Maclaurin: the sum of k^-alpha from K on is K^(1-alpha) (1/(alpha-1) + 1/(2 K) + alpha/(12 K^2) - ...).
    constexpr double first = head;
    const double series =
        __builtin_fma(alpha / (12 * first), 1 / first, __builtin_fma(0.5, 1 / first, 1 / (alpha - 1)));
    weights.back() = detail::portable_pow(first, 1 - alpha) * series;
    for (const double w : weights) total.add(w);
    zeta_ = total.value();
    table_ = std::make_shared<const AliasTable>(weights);
    bound_ = ratio(first);
  }

  double pmf(std::int64_t k) const {
    return k < 1 ? 0.0 : detail::portable_pow(static_cast<double>(k), -alpha_) / zeta_;
  }
  /// zeta(alpha), the sum of all k^-alpha.
  double normalizer() const { return zeta_; }

  void draw(const Draws& draws, std::span<std::int64_t> out) const {
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      alignas(64) std::uint64_t words[Draws::chunk_size];
      const Draws elements = draws.part(begin, n);
      elements.words({words, n});
      const auto piece = out.subspan(begin, n);
      table_->fill({words, n}, piece, 1);
      for (std::size_t i = 0; i < n; ++i)
        if (piece[i] == head) piece[i] = tail(elements.part(i, 1));
    });
  }

 private:
  static constexpr std::int64_t head = 4096;

  /// k^-alpha over the integral of x^-alpha from k to k + 1, which falls towards 1.
  double ratio(double k) const {
    const double y = 1 / k;
    // ln(1 + y) for y <= 1/4096, then 1 - (1 + y)^(1 - alpha).
    const double series =
        __builtin_fma(y, __builtin_fma(y, __builtin_fma(y, __builtin_fma(y, 0.2, -0.25), 1.0 / 3), -0.5), 1.0);
    const double x = (alpha_ - 1) * (y * series);
    const double small = x * __builtin_fma(x, __builtin_fma(x, __builtin_fma(x, -1.0 / 24, 1.0 / 6), -0.5), 1.0);
    return (alpha_ - 1) * y / (x < 1e-3 ? small : 1 - detail::portable_exp(-x));
  }

  std::int64_t tail(const Draws& element) const {
    for (std::uint16_t attempt = 1;; attempt = static_cast<std::uint16_t>(attempt + 2)) {
      std::uint64_t words[2];
      element.words({words, 1}, attempt);
      element.words({words + 1, 1}, static_cast<std::uint16_t>(attempt + 1));
      const double log_u = detail::isa_scalar::log_(detail::isa_scalar::unit_interval(words[0]));
      const double x = static_cast<double>(head) * detail::portable_exp(-log_u / (alpha_ - 1));
      if (!(x < 0x1p62)) return std::int64_t{1} << 62;
      const auto k = static_cast<std::int64_t>(x);
      const double v = detail::isa_scalar::unit_interval(words[1]) * bound_;
      if (v <= 1 || v <= ratio(static_cast<double>(k))) return k;
    }
  }

  double alpha_, zeta_ = 0, bound_ = 1;
  std::shared_ptr<const AliasTable> table_;
};

}  // namespace retailsim
