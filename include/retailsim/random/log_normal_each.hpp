#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal_each.hpp>

namespace retailsim {

/// Log-normal laws, element i with mean mus[i] and standard deviation sigmas[i] of its logarithm: the numbers that
/// LogNormal gives. Parameters are looked at, not copied.
class LogNormalEach {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless the sizes are equal, each mu is finite and each sigma finite and > 0
  LogNormalEach(std::span<const double> mus, std::span<const double> sigmas) : log_(mus, sigmas) {}

  std::size_t size() const { return log_.size(); }
  LogNormalEach part(std::size_t begin, std::size_t n) const { return LogNormalEach(log_.part(begin, n)); }

  /// \throws std::logic_error if the purpose is a slice: a normal number needs a whole block
  void draw(const Draws& draws, std::span<double> out) const {
    assert(out.size() == size());
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      const auto piece = out.subspan(begin, n);
      log_.part(begin, n).draw(draws.part(begin, n), piece);
      detail::kernels().exp_in_place(piece.data(), n);
    });
  }

 private:
  explicit LogNormalEach(const NormalEach& log) : log_(log) {}
  NormalEach log_;
};

}  // namespace retailsim
