#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <retailsim/random/detail/alias_build.hpp>
#include <retailsim/random/detail/portable.hpp>
#include <retailsim/random/detail/scalar_math.hpp>

namespace retailsim {

/// Weights of SKUs in several tables that differ by a factor for each class of SKUs: weight popularity_i * factor_tc of
/// SKU i in table t, where c is the class of i.
struct ClassFactors {
  std::vector<std::uint32_t> class_of_sku;  ///< shape {n_skus}
  std::size_t n_classes = 0;                ///< none of them empty
  std::vector<double> factors;              ///< shape {n_tables, n_classes}, row-major; finite and > 0

  std::size_t n_tables() const { return factors.size() / n_classes; }
  double factor(std::size_t table, std::size_t sku_index) const {
    return factors[table * n_classes + class_of_sku[sku_index]];
  }
};

/// The laws of such tables in memory that does not grow with their number, for catalogues of very many SKUs: a word
/// gives a class by the table's cumulated shares, and what is left of the word a SKU by an alias table of the class,
/// which all tables share.
// 36 tables of 400,000 SKUs: 33 ns a draw and 10 ms to make, of 11 MB; AliasTables 16 ns and 1 s, of 346 MB. Of 2000
// SKUs 19 ns, AliasTables 1.4 ns. (Xeon, family 6 model 207, g++ 12.2 -O3, AVX2 kernels.)
class ClassTables {
 public:
  /// \param popularity  of each SKU, finite and >= 0, and one at least > 0
  ClassTables(std::span<const double> popularity, ClassFactors classes)
      : popularity_(popularity.begin(), popularity.end()), classes_(std::move(classes)) {
    const std::size_t n_classes = classes_.n_classes;
    std::vector<std::vector<std::uint32_t>> members(n_classes);
    for (std::uint32_t i = 0; i < popularity.size(); ++i) members[classes_.class_of_sku[i]].push_back(i);
    std::vector<double> of_class(n_classes), weights;
    cells_.reserve(popularity.size());
    for (std::size_t c = 0; c < n_classes; ++c) {
      weights.clear();
      detail::CarefulSum sum;
      for (const std::uint32_t i : members[c]) {
        weights.push_back(popularity[i]);
        sum.add(popularity[i]);
      }
      of_class[c] = sum.value();
      if (of_class[c] > 0) add_cells(members[c], weights);
      first_cell_.push_back(cells_.size());
    }
    for (std::size_t t = 0; t < n_tables(); ++t) add_bounds(t, of_class);
  }

  std::size_t n_tables() const { return classes_.n_tables(); }
  double probability(std::size_t table, std::size_t sku_index) const {
    return popularity_[sku_index] * classes_.factor(table, sku_index) / total_[table];
  }

  /// The SKU that table tables[i] gives for words[i].
  void fill(std::span<const std::uint64_t> words, std::span<const std::uint32_t> tables,
            std::span<std::uint32_t> skus) const {
    assert(words.size() == skus.size() && words.size() == tables.size());
    for (std::size_t i = 0; i < words.size(); ++i) skus[i] = lookup(words[i], tables[i]);
  }

 private:
  /// A cell of a class's alias table: `own` where the coin is below the threshold, else `other`.
  struct Cell {
    std::uint64_t threshold;
    std::uint32_t own, other;
  };

  void add_cells(std::span<const std::uint32_t> members, std::span<const double> weights) {
    const detail::AliasCells cells = detail::alias_cells<64>(detail::shares_of(weights).values);
    for (std::size_t k = 0; k < members.size(); ++k) {
      cells_.push_back({cells.thresholds[k], members[k], members[cells.aliases[k]]});
    }
  }

  /// Where the classes of a table end on the scale of words, the last one that has any weight at 2^64: not written.
  void add_bounds(std::size_t table, std::span<const double> of_class) {
    const auto factors = std::span(classes_.factors).subspan(table * of_class.size(), of_class.size());
    detail::CarefulSum total;
    std::size_t last = 0;
    for (std::size_t c = 0; c < of_class.size(); ++c) {
      total.add(of_class[c] * factors[c]);
      if (of_class[c] > 0) last = c;
    }
    total_.push_back(total.value());
    double below = 0;
    for (std::size_t c = 0; c < last; ++c) {
      below += of_class[c] * factors[c] / total.value();
      bounds_.push_back(below < 1 ? static_cast<std::uint64_t>(below * 0x1p64) : ~std::uint64_t{0});
    }
    first_bound_.push_back(bounds_.size());
  }

  std::uint32_t lookup(std::uint64_t word, std::size_t table) const {
    const std::size_t first = first_bound_[table], end = first_bound_[table + 1];
    std::size_t b = first;
    for (std::size_t k = first; k < end; ++k) b += bounds_[k] <= word;  // few classes: no branch to guess
    const std::uint64_t low = b == first ? 0 : bounds_[b - 1];
    const detail::uint128 high = b == end ? detail::uint128{1} << 64 : detail::uint128{bounds_[b]};
    const auto left = static_cast<std::uint64_t>((detail::uint128{word - low} << 64) / (high - low));
    const std::size_t first_cell = first_cell_[b - first], n = first_cell_[b - first + 1] - first_cell;
    const Cell& cell = cells_[first_cell + detail::multiply_high(left, n)];
    return left * n < cell.threshold ? cell.own : cell.other;
  }

  std::vector<double> popularity_;
  ClassFactors classes_;
  std::vector<Cell> cells_;                  // class after class
  std::vector<std::size_t> first_cell_{0};   // of each class; none where nobody buys of it
  std::vector<double> total_;                // weight of each table
  std::vector<std::uint64_t> bounds_;        // of each table's classes but the last that has weight
  std::vector<std::size_t> first_bound_{0};  // of each table
};

}  // namespace retailsim
