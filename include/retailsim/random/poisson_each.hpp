#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/count_chunk.hpp>
#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Poisson laws, element i of mean means[i]: by inversion of one word below 10, by transformed rejection above. Means
/// are looked at, not copied.
/// Source: W. Hoermann, The Transformed Rejection Method for Generating Poisson Random Variables, 1993.
class PoissonEach {
 public:
  using value_type = std::int64_t;

  /// \throws std::invalid_argument unless each mean is in [0, 1e9]
  explicit PoissonEach(std::span<const double> means) : means_(means) {
    detail::each_in_range(means, 0, 1e9, "PoissonEach: mean");
  }

  std::size_t size() const { return means_.size(); }
  PoissonEach part(std::size_t begin, std::size_t n) const {
    PoissonEach result = *this;
    result.means_ = means_.subspan(begin, n);
    return result;
  }

  /// \throws std::logic_error if the purpose is a slice: large means need whole blocks
  void draw(const Draws& draws, std::span<std::int64_t> out) const {
    draws.require_plain("PoissonEach");
    assert(out.size() == size());
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      detail::draw_poisson_each(draws.part(begin, n), 0, means_.data() + begin, out.subspan(begin, n));
    });
  }

 private:
  std::span<const double> means_;
};

}  // namespace retailsim
