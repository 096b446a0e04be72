#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/detail/alias_build.hpp>
#include <retailsim/random/detail/dispatch.hpp>

namespace retailsim {

/// A discrete law over cells 0 .. n - 1 in constant time per draw, from one 64-bit word.
///
/// The word times n is a cell (its integer part) and a coin (its fraction): the cell itself below a threshold, else the
/// cell's alias. Coins have 32 bits where every cell is likelier than 2^-20; else all 64 bits of the fraction are
/// compared. A cell of weight 0 is never drawn, a certain one always. Entries take 8 bytes, with wide coins 16.
/// Source: A. J. Walker, An Efficient Method for Generating Discrete Random Variables with General Distributions, 1977.
class AliasTable {
 public:
  /// \throws std::invalid_argument unless each weight is finite and >= 0, and one at least > 0
  explicit AliasTable(std::span<const double> weights) {
    detail::weights(weights, "AliasTable: weights");
    detail::in_range<std::uint64_t>(weights.size(), 1, max_size, "AliasTable: number of weights");
    detail::Shares shares = detail::shares_of(weights);
    wide_ = !(shares.least >= 0x1p-20);
    detail::append_alias_entries(shares.values, wide_, entries_);
    probabilities_ = std::move(shares.values);
  }
  explicit AliasTable(std::initializer_list<double> weights)
      : AliasTable(std::span<const double>(weights.begin(), weights.size())) {}

  std::size_t size() const { return probabilities_.size(); }
  bool has_wide_coins() const { return wide_; }
  double probability(std::size_t cell) const { return probabilities_[cell]; }

  /// The cell of one word.
  std::uint32_t lookup(std::uint64_t word) const {
    std::uint32_t cell;
    fill({&word, 1}, std::span(&cell, 1));
    return cell;
  }

  /// The cell of each word, plus `first`.
  void fill(std::span<const std::uint64_t> words, std::span<std::uint32_t> cells, std::uint32_t first = 0) const {
    assert(words.size() == cells.size());
    const auto& kernels = detail::kernels();
    (wide_ ? kernels.alias_wide : kernels.alias_narrow)(words.data(), words.size(), entries_.data(),
                                                        static_cast<std::uint32_t>(size()), first, cells.data());
  }
  void fill(std::span<const std::uint64_t> words, std::span<std::int64_t> values, std::int64_t first = 0) const {
    assert(words.size() == values.size());
    const auto& kernels = detail::kernels();
    (wide_ ? kernels.alias_wide_64 : kernels.alias_narrow_64)(words.data(), words.size(), entries_.data(),
                                                              static_cast<std::uint32_t>(size()), first, values.data());
  }

  static constexpr std::uint64_t max_size = std::uint64_t{1} << 31;

 private:
  std::vector<std::uint64_t> entries_;
  std::vector<double> probabilities_;
  bool wide_ = false;
};

}  // namespace retailsim
