#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/detail/blocks.hpp>

namespace retailsim::forecast {

/// Gradient-boosted trees for counts: E[y] = exp(sum of trees), Poisson loss. Features are binned once by quantiles;
/// trees grow leaf by leaf where the gain is largest, from histograms of gradients, the larger child's being the
/// parent's less the smaller's. A leaf's value is -G / (H + l2), shrunk by the learning rate.
/// Source: J. H. Friedman, Greedy Function Approximation, Annals of Statistics 29, 2001; G. Ke and others, LightGBM: A
/// Highly Efficient Gradient Boosting Decision Tree, 2017.
class HistogramBooster {
 public:
  struct Options {
    int n_trees = 200;
    int n_leaves = 31;
    int n_bins = 255;
    double learning_rate = 0.05;
    double l2 = 0;
    /// Hessians are exp(score + max_delta_step), as LightGBM's poisson_max_delta_step: steps are shorter by e to it,
    /// and leaves of few purchases learn what they say more slowly.
    double max_delta_step = 0.7;
    double smallest_hessian = 1e-3;  ///< of a leaf
    int smallest_leaf = 20;          ///< rows
    int n_threads = 0;
  };

  /// A node: feature < 0 is a leaf of that value; else rows of feature <= threshold go left.
  struct Node {
    int feature = -1;
    int left = 0, right = 0;
    double threshold = 0, value = 0;
  };
  using Tree = std::vector<Node>;

  HistogramBooster() = default;
  /// Trees that were grown before.
  /// \throws std::invalid_argument unless every node's feature and children exist, children after their parent
  HistogramBooster(double start, std::size_t n_features, std::vector<Tree> trees)
      : start_(retailsim::detail::finite(start, "HistogramBooster: start")),
        n_features_(n_features),
        trees_(std::move(trees)) {
    for (const Tree& tree : trees_) {
      if (tree.empty()) throw std::invalid_argument("HistogramBooster: a tree must have a node, got none");
      const auto size = static_cast<int>(tree.size());
      for (int i = 0; i < size; ++i) {
        const Node& node = tree[static_cast<std::size_t>(i)];
        retailsim::detail::in_range(node.value, -100, 100, "HistogramBooster: a leaf's value");
        if (node.feature < 0) continue;
        retailsim::detail::in_range(node.feature, 0, static_cast<int>(n_features_) - 1, "HistogramBooster: a feature");
        retailsim::detail::finite(node.threshold, "HistogramBooster: a threshold");
        retailsim::detail::in_range(node.left, i + 1, size - 1, "HistogramBooster: a left child");
        retailsim::detail::in_range(node.right, i + 1, size - 1, "HistogramBooster: a right child");
      }
    }
  }

  /// \param features  n x n_features, row-major, finite
  /// \param counts    n, >= 0
  /// \throws std::invalid_argument for unequal lengths, values out of range, and counts that are all 0
  static HistogramBooster fit(std::span<const double> features, std::size_t n_features, std::span<const double> counts,
                              const Options& options) {
    const std::size_t n = counts.size();
    if (features.size() != n * n_features || n == 0)
      throw std::invalid_argument("HistogramBooster: features must be " + std::to_string(n) + " rows of " +
                                  std::to_string(n_features) + ", got " + std::to_string(features.size()) + " values");
    retailsim::detail::in_range(options.n_bins, 2, 255, "HistogramBooster: n_bins");
    retailsim::detail::at_least(options.n_leaves, 2, "HistogramBooster: n_leaves");
    retailsim::detail::not_negative(options.max_delta_step, "HistogramBooster: max_delta_step");
    double total = 0;
    for (const double y : counts) total += retailsim::detail::not_negative(y, "HistogramBooster: counts (each)");
    if (!(total > 0)) throw std::invalid_argument("HistogramBooster: counts must not all be 0");
    for (const double f : features) retailsim::detail::finite(f, "HistogramBooster: features (each)");
    HistogramBooster result;
    result.n_features_ = n_features;
    result.start_ = std::log(total / static_cast<double>(n));
    Grower grower(features, n_features, counts, options, result.start_);
    for (int i = 0; i < options.n_trees; ++i) result.trees_.push_back(grower.grow());
    return result;
  }

  double start() const { return start_; }
  std::size_t n_features() const { return n_features_; }
  const std::vector<Tree>& trees() const { return trees_; }

  void predict(std::span<const double> features, std::span<double> out) const {
    if (features.size() != out.size() * n_features_)
      throw std::invalid_argument("HistogramBooster: features must be " + std::to_string(out.size()) + " rows of " +
                                  std::to_string(n_features_) + ", got " + std::to_string(features.size()) + " values");
    for (std::size_t i = 0; i < out.size(); ++i) {
      const double* row = features.data() + i * n_features_;
      double sum = start_;
      for (const Tree& tree : trees_) {
        const Node* node = &tree[0];
        while (node->feature >= 0)
          node = &tree[static_cast<std::size_t>(row[node->feature] <= node->threshold ? node->left : node->right)];
        sum += node->value;
      }
      out[i] = std::exp(sum);
    }
  }

 private:
  struct Cell {
    double gradient = 0, hessian = 0;
    std::uint32_t n = 0;
  };
  struct Split {
    double gain = 0;
    int feature = -1, bin = 0;
  };
  struct Leaf {
    std::size_t begin = 0, end = 0;  ///< of the row list
    int node = 0;
    double gradient = 0, hessian = 0;
    std::vector<Cell> cells;  ///< feature after feature, 256 bins each
    Split best;
  };

  class Grower {
   public:
    Grower(std::span<const double> features, std::size_t n_features, std::span<const double> counts,
           const Options& options, double start)
        : options_(options),
          n_(counts.size()),
          n_features_(n_features),
          counts_(counts),
          pool_(detail::thread_count(options.n_threads)),
          bins_(n_features, std::vector<std::uint8_t>(n_)),
          edges_(n_features),
          score_(n_, start),
          gradient_(n_),
          hessian_(n_),
          rows_(n_),
          spare_(n_) {
      pool_.run(n_features, [&](std::size_t f) { bin_feature(features, f); });
    }

    Tree grow() {
      for (std::size_t i = 0; i < n_; ++i) {
        const double mean = std::exp(score_[i]);
        hessian_[i] = mean * stretch_;
        gradient_[i] = mean - counts_[i];
      }
      std::iota(rows_.begin(), rows_.end(), 0u);
      Tree tree(1);
      std::vector<Leaf> leaves(1);
      leaves[0].end = n_;
      fill(leaves[0]);
      find_split(leaves[0]);
      while (static_cast<int>(leaves.size()) < options_.n_leaves) {
        const auto best = std::ranges::max_element(leaves, {}, [](const Leaf& leaf) { return leaf.best.gain; });
        if (best->best.feature < 0 || !(best->best.gain > 1e-12)) break;
        split(tree, leaves, static_cast<std::size_t>(best - leaves.begin()));
      }
      for (const Leaf& leaf : leaves) {
        const double value = value_of(leaf);
        tree[static_cast<std::size_t>(leaf.node)].value = value;
        for (std::size_t i = leaf.begin; i < leaf.end; ++i) score_[rows_[i]] += value;
      }
      return tree;
    }

   private:
    static constexpr std::size_t stride = 256;

    double value_of(const Leaf& leaf) const {
      // A leaf without purchases would step for ever; one step is at most a factor of e^(5 rate).
      return options_.learning_rate * std::clamp(-leaf.gradient / (leaf.hessian + options_.l2 + 1e-12), -5.0, 5.0);
    }

    void bin_feature(std::span<const double> features, std::size_t f) {
      std::vector<double> values(n_);
      for (std::size_t i = 0; i < n_; ++i) values[i] = features[i * n_features_ + f];
      std::ranges::sort(values);
      std::vector<double> distinct = values;
      distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
      std::vector<double>& edges = edges_[f];
      const auto n_bins = static_cast<std::size_t>(options_.n_bins);
      if (distinct.size() <= n_bins) {
        for (std::size_t i = 0; i + 1 < distinct.size(); ++i) edges.push_back(0.5 * (distinct[i] + distinct[i + 1]));
      } else {
        for (std::size_t b = 1; b < n_bins; ++b) {
          const double value = values[b * n_ / n_bins];
          const auto above = std::ranges::upper_bound(distinct, value);
          if (above == distinct.end()) break;
          const double edge = 0.5 * (value + *above);
          if (edges.empty() || edge > edges.back()) edges.push_back(edge);
        }
      }
      for (std::size_t i = 0; i < n_; ++i)
        bins_[f][i] =
            static_cast<std::uint8_t>(std::ranges::lower_bound(edges, features[i * n_features_ + f]) - edges.begin());
    }

    void fill(Leaf& leaf) {
      leaf.cells.assign(n_features_ * stride, Cell{});
      pool_.run(n_features_, [&](std::size_t f) {
        Cell* cells = leaf.cells.data() + f * stride;
        const std::uint8_t* bins = bins_[f].data();
        for (std::size_t i = leaf.begin; i < leaf.end; ++i) {
          const std::uint32_t row = rows_[i];
          Cell& cell = cells[bins[row]];
          cell.gradient += gradient_[row];
          cell.hessian += hessian_[row];
          ++cell.n;
        }
      });
      sum_up(leaf);
    }

    void sum_up(Leaf& leaf) const {
      leaf.gradient = leaf.hessian = 0;
      for (std::size_t b = 0; b < stride; ++b) {
        leaf.gradient += leaf.cells[b].gradient;
        leaf.hessian += leaf.cells[b].hessian;
      }
    }

    void find_split(Leaf& leaf) const {
      leaf.best = {};
      const auto gain_of = [&](double g, double h) { return g * g / (h + options_.l2 + 1e-12); };
      const double whole = gain_of(leaf.gradient, leaf.hessian);
      const auto n = static_cast<std::uint32_t>(leaf.end - leaf.begin);
      const auto smallest = static_cast<std::uint32_t>(options_.smallest_leaf);
      for (std::size_t f = 0; f < n_features_; ++f) {
        double g = 0, h = 0;
        std::uint32_t left = 0;
        for (std::size_t b = 0; b < edges_[f].size(); ++b) {
          const Cell& cell = leaf.cells[f * stride + b];
          g += cell.gradient;
          h += cell.hessian;
          left += cell.n;
          if (left < smallest || h < options_.smallest_hessian) continue;
          if (n - left < smallest || leaf.hessian - h < options_.smallest_hessian) break;
          const double gain = gain_of(g, h) + gain_of(leaf.gradient - g, leaf.hessian - h) - whole;
          if (gain > leaf.best.gain) leaf.best = {gain, static_cast<int>(f), static_cast<int>(b)};
        }
      }
    }

    void split(Tree& tree, std::vector<Leaf>& leaves, std::size_t at) {
      Leaf parent = std::move(leaves[at]);
      const auto f = static_cast<std::size_t>(parent.best.feature);
      const auto bin = static_cast<std::uint8_t>(parent.best.bin);
      // A stable partition of the rows: sums do not depend on how the tree came to be.
      std::size_t left = parent.begin, n_right = 0;
      for (std::size_t i = parent.begin; i < parent.end; ++i) {
        const std::uint32_t row = rows_[i];
        if (bins_[f][row] <= bin)
          rows_[left++] = row;
        else
          spare_[n_right++] = row;
      }
      std::copy_n(spare_.begin(), n_right, rows_.begin() + static_cast<std::ptrdiff_t>(left));
      Leaf below, above;
      below.begin = parent.begin;
      below.end = above.begin = left;
      above.end = parent.end;
      below.node = static_cast<int>(tree.size());
      above.node = below.node + 1;
      Node& node = tree[static_cast<std::size_t>(parent.node)];
      node.feature = parent.best.feature;
      node.threshold = edges_[f][bin];
      node.left = below.node;
      node.right = above.node;
      tree.resize(tree.size() + 2);
      Leaf& smaller = below.end - below.begin <= n_right ? below : above;
      Leaf& larger = &smaller == &below ? above : below;
      fill(smaller);
      larger.cells = std::move(parent.cells);
      for (std::size_t c = 0; c < larger.cells.size(); ++c) {
        larger.cells[c].gradient -= smaller.cells[c].gradient;
        larger.cells[c].hessian -= smaller.cells[c].hessian;
        larger.cells[c].n -= smaller.cells[c].n;
      }
      sum_up(larger);
      find_split(below);
      find_split(above);
      leaves[at] = std::move(below);
      leaves.push_back(std::move(above));
    }

    Options options_;
    double stretch_ = std::exp(options_.max_delta_step);
    std::size_t n_, n_features_;
    std::span<const double> counts_;
    detail::WorkerPool pool_;
    std::vector<std::vector<std::uint8_t>> bins_;
    std::vector<std::vector<double>> edges_;
    std::vector<double> score_, gradient_, hessian_;
    std::vector<std::uint32_t> rows_, spare_;
  };

  double start_ = 0;
  std::size_t n_features_ = 0;
  std::vector<Tree> trees_;
};

}  // namespace retailsim::forecast
