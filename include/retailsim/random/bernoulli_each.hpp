#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Coins, element i 1 with probability probabilities[i], to the nearest multiple of 2^-52 (from a 32-bit slice, 2^-32);
/// of one word each. Probabilities are looked at, not copied.
class BernoulliEach {
 public:
  using value_type = std::uint8_t;

  /// \throws std::invalid_argument unless each probability is in [0, 1]
  explicit BernoulliEach(std::span<const double> probabilities) : probabilities_(probabilities) {
    detail::each_in_range(probabilities, 0, 1, "BernoulliEach: probability");
  }

  std::size_t size() const { return probabilities_.size(); }
  BernoulliEach part(std::size_t begin, std::size_t n) const {
    BernoulliEach result = *this;
    result.probabilities_ = probabilities_.subspan(begin, n);
    return result;
  }

  void draw(const Draws& draws, std::span<std::uint8_t> out) const {
    assert(out.size() == size());
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      alignas(64) std::uint64_t buffer[Draws::chunk_size];
      const auto words = draws.part(begin, n).words_in({buffer, n});
      detail::kernels().bernoulli_each(words.data(), probabilities_.data() + begin, n, out.data() + begin);
    });
  }

 private:
  std::span<const double> probabilities_;
};

}  // namespace retailsim
