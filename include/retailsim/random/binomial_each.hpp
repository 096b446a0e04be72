#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>

#include <retailsim/random/detail/count_chunk.hpp>
#include <retailsim/random/detail/each.hpp>
#include <retailsim/random/draws.hpp>

namespace retailsim {

/// Binomial laws, element i of trials[i] trials with probability probabilities[i]: by inversion of one word where fewer
/// than 10 successes or failures are expected, by transformed rejection else. Parameters are looked at, not copied.
/// Source: W. Hoermann, The Generation of Binomial Random Variates, 1993.
class BinomialEach {
 public:
  using value_type = std::int64_t;

  /// \throws std::invalid_argument unless the sizes are equal, each number of trials is in [0, 1e9] and each
  /// probability in [0, 1]
  BinomialEach(std::span<const std::int64_t> trials, std::span<const double> probabilities)
      : trials_(trials), probabilities_(probabilities) {
    detail::same_size(trials.size(), probabilities.size(), "BinomialEach: trials and probabilities");
    for (const std::int64_t n : trials)
      if (n < 0 || n > 1'000'000'000) detail::in_range<std::int64_t>(n, 0, 1'000'000'000, "BinomialEach: trials");
    detail::each_in_range(probabilities, 0, 1, "BinomialEach: probability");
  }

  std::size_t size() const { return trials_.size(); }
  BinomialEach part(std::size_t begin, std::size_t n) const {
    BinomialEach result = *this;
    result.trials_ = trials_.subspan(begin, n);
    result.probabilities_ = probabilities_.subspan(begin, n);
    return result;
  }

  /// \throws std::logic_error if the purpose is a slice: large means need whole blocks
  void draw(const Draws& draws, std::span<std::int64_t> out) const {
    draws.require_plain("BinomialEach");
    assert(out.size() == size());
    draws.for_chunks(out.size(), [&](std::size_t begin, std::size_t n) {
      part(begin, n).draw_chunk(draws.part(begin, n), out.subspan(begin, n));
    });
  }

 private:
  void draw_chunk(const Draws& draws, std::span<std::int64_t> out) const {
    const std::size_t n = out.size();
    // The rarer of success and failure is counted.
    double trials[Draws::chunk_size], rarer[Draws::chunk_size], few[Draws::chunk_size];
    std::size_t n_large = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double p = probabilities_[i];
      trials[i] = static_cast<double>(trials_[i]);
      rarer[i] = p > 0.5 ? 1 - p : p;
      const bool large = trials[i] * rarer[i] >= detail::large_mean;
      n_large += large ? 1 : 0;
      few[i] = large ? 0 : trials[i];
    }
    if (n_large < n) {
      alignas(64) std::uint64_t words[Draws::chunk_size];
      draws.words({words, n});
      detail::kernels().binomial_small(words, few, rarer, n, out.data());
    }
    if (n_large > 0) {
      const detail::Selection<2> selected(draws, n, {trials, rarer},
                                          [&](std::size_t i) { return trials[i] * rarer[i] >= detail::large_mean; });
      std::int64_t values[Draws::chunk_size];
      detail::draw_by_rejection(
          selected.draws(), 1, selected.parameters(), std::span(values, n_large),
          [](const auto* a, const auto* b, const auto& parameters, std::size_t m, auto* to, auto* rejected) {
            return detail::kernels().binomial_try(a, b, parameters[0], parameters[1], m, to, rejected);
          });
      for (std::size_t i = 0; i < n_large; ++i) out[selected[i]] = values[i];
    }
    for (std::size_t i = 0; i < n; ++i)
      if (probabilities_[i] > 0.5) out[i] = trials_[i] - out[i];
  }

  std::span<const std::int64_t> trials_;
  std::span<const double> probabilities_;
};

}  // namespace retailsim
