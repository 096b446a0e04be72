#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/random/alias_table.hpp>

namespace retailsim {

/// Several discrete laws over the same cells 0 .. n - 1 in one array, each draw from the one it names: the SKUs as each
/// group of customers likes them. All have the same width of coin; see AliasTable.
class AliasTables {
 public:
  /// \param n_cells  cells of each table
  /// \param weights  table after table, n_tables * n_cells values
  /// \throws std::invalid_argument unless the tables are whole and each is one that AliasTable takes
  AliasTables(std::size_t n_cells, std::span<const double> weights)
      : n_cells_(static_cast<std::size_t>(
            detail::in_range<std::uint64_t>(n_cells, 1, AliasTable::max_size, "AliasTables: n_cells"))),
        n_tables_(weights.size() / n_cells) {
    detail::require(n_tables_ > 0 && weights.size() == n_tables_ * n_cells, weights.size(),
                    "AliasTables: number of weights", "a multiple, > 0, of n_cells = " + detail::number_text(n_cells));
    detail::in_range<std::uint64_t>(weights.size(), 1, AliasTable::max_size, "AliasTables: number of weights");
    for (std::size_t t = 0; t < n_tables_; ++t) {
      const auto table = weights.subspan(t * n_cells_, n_cells_);
      detail::weights(table, "AliasTables: weights");
      const detail::Shares shares = detail::shares_of(table);
      wide_ = wide_ || !(shares.least >= 0x1p-20);
      probabilities_.insert(probabilities_.end(), shares.values.begin(), shares.values.end());
    }
    for (std::size_t t = 0; t < n_tables_; ++t) {
      const std::span<const double> shares(probabilities_);
      detail::append_alias_entries(shares.subspan(t * n_cells_, n_cells_), wide_, entries_);
    }
  }

  std::size_t size() const { return n_cells_; }
  std::size_t n_tables() const { return n_tables_; }
  bool has_wide_coins() const { return wide_; }
  double probability(std::size_t table, std::size_t cell) const { return probabilities_[table * n_cells_ + cell]; }

  /// The cell that table tables[i] gives for words[i].
  void fill(std::span<const std::uint64_t> words, std::span<const std::uint32_t> tables,
            std::span<std::uint32_t> cells) const {
    assert(words.size() == cells.size() && words.size() == tables.size());
    const auto& kernels = detail::kernels();
    (wide_ ? kernels.alias_wide_tables : kernels.alias_narrow_tables)(
        words.data(), tables.data(), words.size(), entries_.data(), static_cast<std::uint32_t>(n_cells_), cells.data());
  }

  std::uint32_t lookup(std::uint64_t word, std::uint32_t table) const {
    std::uint32_t cell;
    fill({&word, 1}, {&table, 1}, {&cell, 1});
    return cell;
  }

 private:
  std::size_t n_cells_, n_tables_;
  std::vector<std::uint64_t> entries_;
  std::vector<double> probabilities_;
  bool wide_ = false;
};

}  // namespace retailsim
