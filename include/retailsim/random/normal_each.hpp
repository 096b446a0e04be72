#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>

namespace retailsim {

/// Normal laws, element i of mean mus[i] and standard deviation sigmas[i]: the numbers that Normal gives. Parameters
/// are looked at, not copied.
class NormalEach {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless the sizes are equal, each mu is finite and each sigma finite and > 0
  NormalEach(std::span<const double> mus, std::span<const double> sigmas) : mus_(mus), sigmas_(sigmas) {
    detail::same_size(mus.size(), sigmas.size(), "NormalEach: mus and sigmas");
    detail::each_finite(mus, "NormalEach: mu");
    detail::each_positive(sigmas, "NormalEach: sigma");
  }

  std::size_t size() const { return mus_.size(); }
  NormalEach part(std::size_t begin, std::size_t n) const {
    NormalEach result = *this;
    result.mus_ = mus_.subspan(begin, n);
    result.sigmas_ = sigmas_.subspan(begin, n);
    return result;
  }

  /// \throws std::logic_error if the purpose is a slice: a normal number needs a whole block
  void draw(const Draws& draws, std::span<double> out) const {
    assert(out.size() == size());
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      const auto piece = out.subspan(begin, n);
      Normal{}.draw(draws.part(begin, n), piece);
      detail::kernels().scale_and_add_each(sigmas_.data() + begin, mus_.data() + begin, n, piece.data());
    });
  }

 private:
  std::span<const double> mus_, sigmas_;
};

}  // namespace retailsim
