#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>

/// Small decisions from the four 32-bit words of a block.
namespace retailsim::crm {

/// The four words of one block.
struct Words {
  std::uint64_t a = 0, b = 0;

  std::uint32_t word(int i) const {
    const std::uint64_t half = i < 2 ? a : b;
    return static_cast<std::uint32_t>(i % 2 == 0 ? half : half >> 32);
  }
  /// One of 0 .. n - 1; of 2^32 cells no value has more than one above another.
  std::uint32_t below(int i, std::uint32_t n) const { return scaled(word(i), n); }

  static std::uint32_t scaled(std::uint32_t word, std::uint32_t n) {
    return static_cast<std::uint32_t>(std::uint64_t{word} * n >> 32);
  }
};

/// The blocks of some entities for one purpose.
class WordBlocks {
 public:
  /// \param indices  one for each entity, or none: `index` for all
  void draw(std::uint64_t seed, Purpose purpose, std::span<const std::uint64_t> entities,
            std::span<const std::uint32_t> indices = {}, std::uint32_t index = 0) {
    a_.resize(entities.size());
    b_.resize(entities.size());
    if (entities.empty()) return;
    Draws{.seed = seed, .purpose = purpose, .index = index, .entities = entities, .indices = indices}.blocks(a_, b_);
  }
  Words operator[](std::size_t i) const { return {a_[i], b_[i]}; }
  std::size_t size() const { return a_.size(); }
  std::span<const std::uint64_t> a() const { return a_; }

 private:
  std::vector<std::uint64_t> a_, b_;
};

/// The block of one entity.
inline Words draw_words(std::uint64_t seed, Purpose purpose, std::uint64_t entity, std::uint32_t index = 0) {
  Words words;
  Draws{.seed = seed, .purpose = purpose, .first_entity = entity, .index = index}.blocks({&words.a, 1}, {&words.b, 1});
  return words;
}

/// A choice among few by one 32-bit word: the first entry whose cumulated share lies above it. Shares are taken to
/// multiples of 2^-32; an entry of weight 0 is never chosen.
class ShortChoice {
 public:
  ShortChoice() = default;
  /// \throws std::invalid_argument unless each weight is finite and >= 0, and one at least > 0
  explicit ShortChoice(std::span<const double> weights) {
    retailsim::detail::weights(weights, "ShortChoice: weights");
    double total = 0, sum = 0;
    for (const double weight : weights) total += weight;
    for (const double weight : weights) {
      sum += weight;
      ends_.push_back(static_cast<std::uint64_t>(sum / total * 0x1p32));
      shares_.push_back(weight / total);
    }
    std::size_t last = weights.size() - 1;
    while (!(weights[last] > 0)) --last;
    for (std::size_t i = last; i < ends_.size(); ++i) ends_[i] = std::uint64_t{1} << 32;
  }

  std::uint32_t operator()(std::uint32_t word) const {
    assert(!ends_.empty());
    std::uint32_t i = 0;
    while (word >= ends_[i]) ++i;
    return i;
  }
  std::size_t size() const { return ends_.size(); }
  double share(std::size_t i) const { return shares_[i]; }

 private:
  std::vector<std::uint64_t> ends_;
  std::vector<double> shares_;
};

/// The number below which a 32-bit word means yes, with probability p in [0, 1].
inline std::uint64_t coin_threshold(double p) { return static_cast<std::uint64_t>(p * 0x1p32); }

}  // namespace retailsim::crm
