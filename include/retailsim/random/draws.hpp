#pragma once

#include <algorithm>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>

#include <retailsim/random/detail/dispatch.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/random/word_engine.hpp>

namespace retailsim {

/// Words already computed: halves A and B of one block (attempt 0) for every element of a `Draws`, so that purposes
/// that share the block do not compute it again.
struct SharedWords {
  std::uint16_t block_id = 0;
  std::span<const std::uint64_t> a{}, b{};
  const SharedWords* next = nullptr;  ///< another block for the same elements, or none
};

/// The random numbers of a block of entities for one purpose: what a model draws from.
///
/// A number belongs to the address (seed, purpose, entity, index) and to nothing else, so it is the same in whatever
/// block, order or thread it is drawn. Elements are entities first_entity + i at `index`, or, in the list form,
/// (entities[i], indices[i]).
///
/// | expression             | effect                                                                     |
/// |------------------------|----------------------------------------------------------------------------|
/// | `d.fill(out, law)`     | out[i] is the law's variate of element i; one call of a law kernel per 512 |
/// |                        | elements. Laws of doubles fill floats too                                  |
/// | `d.at(i, law)`         | the same for one element                                                   |
/// | `d.words(out)`         | one 64-bit word per element                                                |
/// | `d.of(p)`, `d.part(…)` | the same entities for another purpose; some of the elements                |
///
/// From address to word. The counter of a block is (entity, index, block id, attempt), see Philox4x32; A and B are its
/// halves. A slice of 64 bits is one half; a slice x of 32 bits gives the word x << 32 | 0x80000000, the midpoint of
/// its cell. A plain purpose gives entity e half (e >> 3) & 1 of the block of entity (e >> 4) << 3 | (e & 7): the
/// *dense* map, by which 16 neighbours share 8 blocks and bulk code needs no shuffles. Laws of 32 random bits take half
/// e & 1 (0 the low one) of what the dense map gives e >> 1. Laws that need a whole block per variate use that of the
/// entity itself.
struct Draws {
  std::uint64_t seed = 0;
  Purpose purpose{};
  std::uint64_t first_entity = 0;
  std::uint32_t index = 0;
  std::span<const std::uint64_t> entities{};  ///< list form where not empty
  std::span<const std::uint32_t> indices{};   ///< list form: one per entity, or none: `index` for all
  const SharedWords* shared = nullptr;        ///< for these elements, from element `shared_offset` on; may be null
  std::size_t shared_offset = 0;

  /// Elements drawn with one call of a kernel: buffers of this many words stay in the first-level cache.
  static constexpr std::size_t chunk_size = 512;

  std::uint64_t first() const { return first_entity; }

  Draws of(Purpose other) const {
    Draws result = *this;
    result.purpose = other;
    return result;
  }

  Draws at_index(std::uint32_t other) const {
    Draws result = *this;
    result.index = other;
    result.indices = {};
    result.shared = nullptr;
    return result;
  }

  /// Elements offset to offset + n.
  Draws part(std::size_t offset, std::size_t n) const {
    Draws result = *this;
    result.first_entity += offset;
    if (!entities.empty()) {
      assert(offset + n <= entities.size());
      result.entities = entities.subspan(offset, n);
      if (!indices.empty()) result.indices = indices.subspan(offset, n);
    }
    result.shared_offset += offset;
    return result;
  }

  std::uint64_t entity(std::size_t i) const { return entities.empty() ? first_entity + i : entities[i]; }
  std::uint32_t index_of(std::size_t i) const { return indices.empty() ? index : indices[i]; }

  /// Writes one variate per element of `out`.
  /// A law has `draw(draws, out)`, or `transform(words, out)` for one word per variate, or both: then `draw` is called.
  /// Only these have the same bits everywhere: a law's mean, variance, pmf and cdf are for checks and may use the
  /// platform's mathematics.
  template <class Law>
  void fill(std::span<typename Law::value_type> out, const Law& law) const {
    assert(entities.empty() || out.size() <= entities.size());
    assert(indices.empty() || indices.size() == entities.size());
    if constexpr (requires { law.draw(*this, out); })
      law.draw(*this, out);
    else
      transform_words(out, law);
  }

  /// Writes one variate per element as a float: half the memory, and for laws of one word (`transform`), `Normal` and
  /// `LogNormal` half the words, 32 random bits a variate, so that nothing lies beyond the quantiles of 2^-33 on either
  /// side. These are other numbers than those of doubles; the other laws give their doubles, rounded. Values stay
  /// finite. A slice gives its 32 bits, or the high ones of its 64.
  template <class Law>
    requires std::same_as<typename Law::value_type, double>
  void fill(std::span<float> out, const Law& law) const {
    assert(entities.empty() || out.size() <= entities.size());
    double most = std::numeric_limits<float>::max();
    if constexpr (requires { law.largest_float(); }) most = law.largest_float();
    alignas(64) double values[chunk_size];
    for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      const Draws piece = part(begin, n);
      const std::span<double> doubles(values, n);
      if constexpr (requires { law.draw_short(piece, doubles); }) {
        law.draw_short(piece, doubles);
      } else if constexpr (requires(std::span<const std::uint64_t> words) { law.transform(words, doubles); }) {
        alignas(64) std::uint64_t halves[chunk_size / 2], words[chunk_size];
        piece.short_words(0, n, 0, halves);
        detail::kernels().widen_halves(halves, n, words);
        law.transform(std::span<const std::uint64_t>(words, n), doubles);
      } else if constexpr (requires { law.part(begin, n); }) {
        piece.fill(doubles, law.part(begin, n));
      } else {
        piece.fill(doubles, law);
      }
      detail::kernels().to_float(values, n, -std::numeric_limits<float>::max(), most, out.data() + begin);
    });
  }

  /// Writes law.transform of one 64-bit word per element.
  template <class Law>
  void transform_words(std::span<typename Law::value_type> out, const Law& law) const {
    alignas(64) std::uint64_t words[chunk_size];
    for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      law.transform(part(begin, n).words_in(std::span<std::uint64_t>(words, n)), out.subspan(begin, n));
    });
  }

  /// The variate of element i: the same bits as `fill` gives it; `at<float>(i, law)` those of floats.
  template <class Value = void, class Law>
  auto at(std::size_t i, const Law& law) const {
    std::conditional_t<std::is_void_v<Value>, typename Law::value_type, Value> value;
    const std::span out(&value, 1);
    if constexpr (requires { law.part(i, std::size_t{1}); })
      part(i, 1).fill(out, law.part(i, 1));  // a law with parameters for each element
    else
      part(i, 1).fill(out, law);
    return value;
  }

  /// Writes one 64-bit word per element of `out`, of the given attempt.
  void words(std::span<std::uint64_t> out, std::uint16_t attempt = 0) const {
    assert(entities.empty() || out.size() <= entities.size());
    for_chunks(out.size(),
               [&](std::size_t begin, std::size_t n) { chunk_words(begin, n, attempt, out.data() + begin); });
  }

  /// The words of the first elements, as many as `buffer` has: where they lie already, else written to the buffer.
  std::span<const std::uint64_t> words_in(std::span<std::uint64_t> buffer) const {
    if (detail::width(purpose) == 2) {
      if (const SharedWords* known = find_shared()) return half_of(*known).subspan(shared_offset, buffer.size());
    }
    words(buffer);
    return buffer;
  }

  /// One 32-bit word per element: element i is half i & 1 of out[i >> 1], n at most chunk_size. Of a slice, the highest
  /// 32 bits of its word.
  void short_words(std::size_t begin, std::size_t n, std::uint16_t attempt, std::uint64_t* out) const {
    const bool plain = detail::is_plain(purpose);
    if (plain && entities.empty() && (first_entity + begin) % 32 == 0) {
      detail::kernels().philox_dense({seed, index, tag(attempt)}, (first_entity + begin) / 2, (n + 1) / 2, out);
      return;
    }
    alignas(64) std::uint64_t words[chunk_size + 1];
    if (plain) {
      std::uint64_t halved[chunk_size];
      for (std::size_t i = 0; i < n; ++i) halved[i] = entity(begin + i) >> 1;
      Draws list = *this;
      list.entities = {halved, n};
      list.indices = indices.empty() ? indices : indices.subspan(begin, n);
      list.dense_words(0, n, attempt, words);
      for (std::size_t i = 0; i < n; ++i)
        words[i] = (entity(begin + i) & 1) != 0 ? words[i] >> 32 : words[i] & 0xFFFFFFFF;
    } else {
      slice_words(begin, n, attempt, words);
      for (std::size_t i = 0; i < n; ++i) words[i] >>= 32;
    }
    words[n] = 0;
    for (std::size_t i = 0; i < n; i += 2) out[i / 2] = words[i] | words[i + 1] << 32;
  }

  /// All words of element i's own block, for std and Boost laws.
  /// \throws std::logic_error if the purpose is a slice: its block holds words of other purposes
  WordEngine engine(std::size_t i) const {
    require_plain("Draws::engine");
    return {seed, entity(i), index_of(i), detail::block_id(purpose)};
  }

  /// Whole blocks: halves A and B of each element's own block. For laws and engines.
  void blocks(std::span<std::uint64_t> a, std::span<std::uint64_t> b, std::uint16_t attempt = 0) const {
    assert(a.size() == b.size());
    const detail::BlockAddress at{seed, index, tag(attempt)};
    if (entities.empty()) {
      detail::kernels().philox_range(at, first_entity, a.size(), a.data(), b.data());
    } else {
      assert(a.size() <= entities.size());
      detail::kernels().philox_list(at, entities.data(), indices.empty() ? nullptr : indices.data(), a.size(), a.data(),
                                    b.data());
    }
  }

  /// \throws std::logic_error "<owner>: ..." unless the purpose is plain
  void require_plain(const char* owner) const {
    if (!detail::is_plain(purpose))
      throw std::logic_error(std::string(owner) + ": needs a purpose with a block of its own, not a slice");
  }

  /// Calls body(begin, n) for consecutive pieces of at most `chunk_size` elements, cut where the dense maps are
  /// aligned.
  template <class Body>
  void for_chunks(std::size_t size, Body&& body) const {
    for (std::size_t begin = 0; begin < size;) {
      std::size_t n = std::min(chunk_size, size - begin);
      const std::size_t past = static_cast<std::size_t>((first_entity + begin + n) % 32);
      if (entities.empty() && n == chunk_size && past != 0) n -= past;
      body(begin, n);
      begin += n;
    }
  }

  std::uint32_t tag(std::uint16_t attempt) const {
    return static_cast<std::uint32_t>(detail::block_id(purpose)) << 16 | attempt;
  }

 private:
  void chunk_words(std::size_t begin, std::size_t n, std::uint16_t attempt, std::uint64_t* out) const {
    if (detail::is_plain(purpose))
      dense_words(begin, n, attempt, out);
    else
      slice_words(begin, n, attempt, out);
  }

  const SharedWords* find_shared() const {
    const SharedWords* known = shared;
    while (known && known->block_id != detail::block_id(purpose)) known = known->next;
    return known;
  }
  std::span<const std::uint64_t> half_of(const SharedWords& known) const {
    return detail::first_word(purpose) >= 2 ? known.b : known.a;
  }

  void slice_words(std::size_t begin, std::size_t n, std::uint16_t attempt, std::uint64_t* out) const {
    const SharedWords* known = attempt == 0 ? find_shared() : nullptr;
    const std::uint64_t* half = known ? half_of(*known).data() + shared_offset + begin : out;
    if (!known) {
      const bool in_b = detail::first_word(purpose) >= 2;
      alignas(64) std::uint64_t other[chunk_size];
      const std::span<std::uint64_t> mine(out, n), rest(other, n);
      part(begin, n).blocks(in_b ? rest : mine, in_b ? mine : rest, attempt);
    }
    if (detail::width(purpose) == 2) {
      if (known) std::copy_n(half, n, out);
    } else if (detail::first_word(purpose) % 2 == 0) {
      for (std::size_t i = 0; i < n; ++i) out[i] = half[i] << 32 | 0x80000000;
    } else {
      for (std::size_t i = 0; i < n; ++i) out[i] = (half[i] & 0xFFFFFFFF00000000) | 0x80000000;
    }
  }

  void dense_words(std::size_t begin, std::size_t n, std::uint16_t attempt, std::uint64_t* out) const {
    if (entities.empty() && (first_entity + begin) % 16 == 0) {
      detail::kernels().philox_dense({seed, index, tag(attempt)}, first_entity + begin, n, out);
      return;
    }
    alignas(64) std::uint64_t a[chunk_size], b[chunk_size], block_entities[chunk_size];
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t e = entity(begin + i);
      block_entities[i] = (e >> 4) << 3 | (e & 7);
    }
    detail::kernels().philox_list({seed, index, tag(attempt)}, block_entities,
                                  indices.empty() ? nullptr : indices.data() + begin, n, a, b);
    for (std::size_t i = 0; i < n; ++i) out[i] = (entity(begin + i) >> 3 & 1) != 0 ? b[i] : a[i];
  }
};

/// Halves A and B of the blocks (seed, entity, index, block id, attempt) of consecutive entities at one index.
inline void fill_block(std::uint64_t seed, std::uint16_t block_id, std::uint16_t attempt, std::uint64_t first_entity,
                       std::uint32_t index, std::span<std::uint64_t> a, std::span<std::uint64_t> b) {
  Draws{.seed = seed, .purpose = static_cast<Purpose>(block_id), .first_entity = first_entity, .index = index}.blocks(
      a, b, attempt);
}

/// The same for a list of entities, with one index each or, where `indices` is empty, index 0 for all.
inline void fill_block(std::uint64_t seed, std::uint16_t block_id, std::uint16_t attempt,
                       std::span<const std::uint64_t> entities, std::span<const std::uint32_t> indices,
                       std::span<std::uint64_t> a, std::span<std::uint64_t> b) {
  if (entities.empty()) return;
  Draws{.seed = seed, .purpose = static_cast<Purpose>(block_id), .entities = entities, .indices = indices}.blocks(
      a, b, attempt);
}

}  // namespace retailsim
