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

/// Negative binomial laws on 0, 1, 2, ..., element i of shape rs[i] and mean means[i]: Poisson variates whose means are
/// gamma variates. Parameters are looked at, not copied.
/// Source: M. Greenwood and G. U. Yule, An Inquiry into the Nature of Frequency Distributions, 1920.
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
      const Draws elements = draws.part(begin, n);
      alignas(64) double rates[Draws::chunk_size];
      detail::draw_gamma_each(elements, 0, rs_.data() + begin, {rates, n});
      for (std::size_t i = 0; i < n; ++i) rates[i] *= means_[begin + i] / rs_[begin + i];
      detail::draw_poisson_each(elements, 0x4000, rates, out.subspan(begin, n));
    });
  }

 private:
  std::span<const double> rs_, means_;
};

}  // namespace retailsim
