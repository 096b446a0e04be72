#pragma once

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// A bijection of 0, 1, ..., n - 1 onto itself that looks random and is computed element by element: unique names,
/// codes and samples without replacement, with no list of those already given. Another seed or purpose is another
/// bijection.
///
/// A Feistel network of 6 rounds over the least even number of bits that holds n; what falls beyond n is sent through
/// again, fewer than 4 times on average. It shuffles; it hides nothing from somebody who wants to know the key.
/// Sources: M. Luby and C. Rackoff, How to Construct Pseudorandom Permutations from Pseudorandom Functions, 1988;
/// J. Black and P. Rogaway, Ciphers with Arbitrary Finite Domains, 2002 (cycle walking).
class KeyedBijection {
 public:
  /// \param n  elements, 1 to 2^62
  /// \param draws  its seed and purpose (a plain one) are the key: words of entities 0 to 5 at index 0
  /// \throws std::invalid_argument unless n is in range
  KeyedBijection(std::uint64_t n, const Draws& draws)
      : n_(detail::in_range<std::uint64_t>(n, 1, std::uint64_t{1} << 62, "KeyedBijection: n")),
        half_bits_((static_cast<int>(std::bit_width(n - 1)) + 1) / 2),
        mask_((std::uint64_t{1} << half_bits_) - 1) {
    Draws{.seed = draws.seed, .purpose = draws.purpose}.words(keys_);
  }

  std::uint64_t size() const { return n_; }

  /// \param i  in [0, n)
  std::uint64_t operator()(std::uint64_t i) const {
    assert(i < n_);
    do {
      std::uint64_t left = i >> half_bits_, right = i & mask_;
      for (const std::uint64_t key : keys_) {
        const std::uint64_t next = left ^ round(right, key);
        left = right;
        right = next;
      }
      i = left << half_bits_ | right;
    } while (i >= n_);
    return i;
  }

  /// The i whose image is `image`, in [0, n).
  std::uint64_t inverse(std::uint64_t image) const {
    assert(image < n_);
    do {
      std::uint64_t left = image >> half_bits_, right = image & mask_;
      for (std::size_t r = n_rounds; r-- > 0;) {
        const std::uint64_t previous = right ^ round(left, keys_[r]);
        right = left;
        left = previous;
      }
      image = left << half_bits_ | right;
    } while (image >= n_);
    return image;
  }

 private:
  static constexpr std::size_t n_rounds = 6;

  // The finalizer of SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014).
  std::uint64_t round(std::uint64_t half, std::uint64_t key) const {
    std::uint64_t z = half + key;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return (z ^ (z >> 31)) & mask_;
  }

  std::uint64_t n_;
  int half_bits_;
  std::uint64_t mask_;
  std::array<std::uint64_t, n_rounds> keys_{};
};

}  // namespace retailsim
