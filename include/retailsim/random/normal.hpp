#pragma once

#include <cassert>
#include <cmath>
#include <cstdint>
#include <span>

#include <retailsim/core/error.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Normal law: mu + sigma z, z by Box and Muller (1958) from the two halves of a block. By the dense map of `Draws`, 16
/// neighbours share 8 blocks, the first eight taking one of a block's two independent numbers and the others the
/// second. Reaches 8.57 sigma on either side.
class Normal {
 public:
  using value_type = double;

  Normal() : Normal(0.0, 1.0) {}
  /// \throws std::invalid_argument unless mu is finite and sigma finite and > 0
  Normal(double mu, double sigma)
      : mu_(detail::finite(mu, "Normal: mu")), sigma_(detail::positive(sigma, "Normal: sigma")) {}

  double mean() const { return mu_; }
  double variance() const { return sigma_ * sigma_; }
  double cdf(double x) const { return std::erfc((mu_ - x) / sigma_ * 0.70710678118654752) / 2; }

  /// \throws std::logic_error if the purpose is a slice: a normal number needs a whole block
  void draw(const Draws& draws, std::span<double> out, std::uint16_t attempt = 0) const {
    draws.require_plain("Normal");
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      draw_chunk(draws.part(begin, n), draws.tag(attempt), out.subspan(begin, n));
    });
  }

  /// The same from 32 random bits each, which takes half as many words: other numbers, up to 6.76 sigma on either side.
  /// Neighbours share words as they share blocks above.
  void draw_short(const Draws& draws, std::span<double> out) const {
    draws.require_plain("Normal");
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      draw_short_chunk(draws.part(begin, n), out.subspan(begin, n));
    });
  }

 private:
  void draw_chunk(const Draws& draws, std::uint32_t tag, std::span<double> out) const {
    const std::size_t n = out.size();
    const auto& kernels = detail::kernels();
    alignas(64) std::uint64_t a[Draws::chunk_size], b[Draws::chunk_size];
    if (draws.entities.empty() && draws.first_entity % 16 == 0) {
      const std::size_t n_blocks = (n + 15) / 16 * 8;
      kernels.philox_range({draws.seed, draws.index, tag}, draws.first_entity / 2, n_blocks, a, b);
      kernels.normal_dense(a, b, n, mu_, sigma_, out.data());
      return;
    }
    alignas(64) std::uint64_t shared[Draws::chunk_size];
    std::uint8_t second[Draws::chunk_size];
    list_shared(draws, n, shared, second);
    kernels.philox_list({draws.seed, draws.index, tag}, shared, draws.indices.empty() ? nullptr : draws.indices.data(),
                        n, a, b);
    kernels.normal_half(a, b, second, n, mu_, sigma_, out.data());
  }

  void draw_short_chunk(const Draws& draws, std::span<double> out) const {
    const std::size_t n = out.size();
    alignas(64) std::uint64_t words[Draws::chunk_size];
    Draws pairs = draws;
    if (draws.entities.empty() && draws.first_entity % 32 == 0) {
      pairs.first_entity /= 2;
      pairs.words({words, (n + 15) / 16 * 8});
      detail::kernels().short_normal_dense(words, n, mu_, sigma_, out.data());
      return;
    }
    alignas(64) std::uint64_t shared[Draws::chunk_size];
    std::uint8_t second[Draws::chunk_size];
    list_shared(draws, n, shared, second);
    pairs.entities = {shared, n};
    pairs.words({words, n});
    detail::kernels().short_normal_half(words, second, n, mu_, sigma_, out.data());
  }

  /// The entity that element i shares with another, and which of their two numbers it takes.
  static void list_shared(const Draws& draws, std::size_t n, std::uint64_t* shared, std::uint8_t* second) {
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t e = draws.entity(i);
      shared[i] = (e >> 4) << 3 | (e & 7);
      second[i] = static_cast<std::uint8_t>(e >> 3 & 1);
    }
  }

  double mu_, sigma_;
};

}  // namespace retailsim
