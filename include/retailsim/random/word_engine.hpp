#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <stdexcept>

#include <retailsim/random/philox.hpp>

namespace retailsim {

/// The words of one address as a `UniformRandomBitGenerator`, so that std and Boost laws can be used where bits need
/// not be portable (their algorithms differ between libraries). Word j is half j & 1 of attempt j >> 1 of the block at
/// the element's own address; an address has 2^17 words.
class WordEngine {
 public:
  using result_type = std::uint64_t;

  WordEngine(std::uint64_t seed, std::uint64_t entity, std::uint32_t index, std::uint16_t block_id)
      : seed_(seed), entity_(entity), index_(index), block_(static_cast<std::uint32_t>(block_id) << 16) {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  /// \throws std::length_error after 2^17 words
  result_type operator()() {
    if (next_ >= n_words) throw std::length_error("WordEngine: an address has 131072 words, all are used");
    if (next_ % 2 == 0) {
      const auto words = Philox4x32<>::block(
          {static_cast<std::uint32_t>(entity_), static_cast<std::uint32_t>(entity_ >> 32), index_, block_ | next_ / 2},
          {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)});
      halves_ = {static_cast<std::uint64_t>(words[1]) << 32 | words[0],
                 static_cast<std::uint64_t>(words[3]) << 32 | words[2]};
    }
    return halves_[next_++ % 2];
  }

 private:
  static constexpr std::uint32_t n_words = 1u << 17;
  std::uint64_t seed_, entity_;
  std::uint32_t index_, block_;
  std::uint32_t next_ = 0;
  std::array<std::uint64_t, 2> halves_{};
};

}  // namespace retailsim
