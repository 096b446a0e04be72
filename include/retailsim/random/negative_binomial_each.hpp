#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/count_chunk.hpp>
#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/detail/gamma_chunk.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Negative binomial laws on 0, 1, 2, ..., element i of shape rs[i] and mean means[i]: by inversion of one word where
/// the mean is below 10 and r neither far below it nor above 1000, else Poisson variates whose means are gamma
/// variates. Parameters are looked at, not copied. Source: M. Greenwood and G. U. Yule, An Inquiry into the Nature of
/// Frequency Distributions, 1920.
class NegativeBinomialEach {
 public:
  using value_type = std::int64_t;

  /// \throws std::invalid_argument unless the sizes are equal, each r is in [0.001, 1e9] and each mean in [0, 1e6]
  NegativeBinomialEach(std::span<const double> rs, std::span<const double> means) : rs_(rs), means_(means) {
    detail::same_size(rs.size(), means.size(), "NegativeBinomialEach: rs and means");
    detail::each_in_range(rs, 1e-3, 1e9, "NegativeBinomialEach: r");
    detail::each_in_range(means, 0, 1e6, "NegativeBinomialEach: mean");
  }

  std::size_t size() const { return rs_.size(); }
  NegativeBinomialEach part(std::size_t begin, std::size_t n) const {
    NegativeBinomialEach result = *this;
    result.rs_ = rs_.subspan(begin, n);
    result.means_ = means_.subspan(begin, n);
    return result;
  }

  /// \throws std::logic_error if the purpose is a slice: a gamma number needs whole blocks
  void draw(const Draws& draws, std::span<std::int64_t> out) const {
    draws.require_plain("NegativeBinomialEach");
    assert(out.size() == size());
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      part(begin, n).draw_chunk(draws.part(begin, n), out.subspan(begin, n));
    });
  }

 private:
  /// Laws whose inversion is short: few steps on the way to any quantile, and r ln p as exact as the rest.
  static bool is_short(double r, double mean) { return mean < detail::large_mean && mean <= 9 * r && r <= 1000; }

  void draw_chunk(const Draws& draws, std::span<std::int64_t> out) const {
    const std::size_t n = out.size();
    double short_means[Draws::chunk_size];
    std::size_t n_long = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const bool inverted = is_short(rs_[i], means_[i]);
      short_means[i] = inverted ? means_[i] : 0;
      n_long += inverted ? 0 : 1;
    }
    if (n_long < n) {
      alignas(64) std::uint64_t words[Draws::chunk_size];
      draws.words({words, n});
      detail::kernels().negative_binomial_small(words, rs_.data(), short_means, n, out.data());
    }
    if (n_long == 0) return;
    if (n_long == n) return draw_mixture(draws, rs_.data(), means_.data(), out);
    const detail::Selection<2> selected(draws, n, {rs_.data(), means_.data()},
                                        [&](std::size_t i) { return !is_short(rs_[i], means_[i]); });
    std::int64_t values[Draws::chunk_size];
    draw_mixture(selected.draws(), selected.parameters()[0], selected.parameters()[1], {values, n_long});
    for (std::size_t i = 0; i < n_long; ++i) out[selected[i]] = values[i];
  }

  static void draw_mixture(const Draws& draws, const double* rs, const double* means, std::span<std::int64_t> out) {
    alignas(64) double rates[Draws::chunk_size];
    detail::draw_gamma_each(draws, 1, rs, {rates, out.size()});
    for (std::size_t i = 0; i < out.size(); ++i) rates[i] *= means[i] / rs[i];
    detail::draw_poisson_each(draws, 0x4000, rates, out);
  }

  std::span<const double> rs_, means_;
};

}  // namespace retailsim
