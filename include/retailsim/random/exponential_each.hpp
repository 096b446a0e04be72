#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/exponential.hpp>

namespace retailsim {

/// Exponential laws, element i of mean means[i]: the number that Exponential gives, but for the last place. The means
/// are looked at, not copied.
class ExponentialEach {
 public:
  using value_type = double;

  /// \throws std::invalid_argument unless each mean is finite and > 0
  explicit ExponentialEach(std::span<const double> means) : means_(means) {
    detail::each_positive(means, "ExponentialEach: mean");
  }

  std::size_t size() const { return means_.size(); }
  ExponentialEach part(std::size_t begin, std::size_t n) const {
    ExponentialEach result = *this;
    result.means_ = means_.subspan(begin, n);
    return result;
  }

  void draw(const Draws& draws, std::span<double> out) const {
    assert(out.size() == size());
    draws.fill(out, Exponential{1});
    detail::kernels().scale_each(means_.data(), out.size(), out.data());
  }

 private:
  std::span<const double> means_;
};

}  // namespace retailsim
