#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/check/moments.hpp>

/// What a self-check counts while rows stream by. All of it adds up: the sums of two pieces are those of the whole.
namespace retailsim::check {

/// Values of independent parts beside the mean, variance and third central moment of their sum.
struct Sum {
  std::int64_t n = 0;
  double observed = 0, expected = 0, variance = 0, third = 0;

  /// `count` parts of one law that have added up to `value`.
  void add(const Moments& law, double value, double count = 1) {
    n += static_cast<std::int64_t>(count);
    observed += value;
    expected += count * law.mean;
    variance += count * law.variance;
    third += count * law.third;
  }
  /// `count` trials of probability p with so many hits.
  void add_trials(double p, double hits, double count = 1) {
    n += static_cast<std::int64_t>(count);
    observed += hits;
    expected += count * p;
    variance += count * p * (1 - p);
    third += count * p * (1 - p) * (1 - 2 * p);
  }
  void merge(const Sum& other) {
    n += other.n;
    observed += other.observed;
    expected += other.expected;
    variance += other.variance;
    third += other.third;
  }
};

/// Values of one continuous law, sorted into cells by that law's own quantiles or any other cuts.
struct Cells {
  static constexpr std::size_t n_even = 64;

  std::vector<std::int64_t> counts = std::vector<std::int64_t>(n_even);

  /// A value whose distribution function is u, in [0, 1].
  void add_uniform(double u) { ++counts[static_cast<std::size_t>(std::clamp(u * n_even, 0.0, n_even - 1.0))]; }
  void merge(const Cells& other) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
  }
};

/// Counts of whole numbers from 0; numbers from the largest on share the last count.
struct Histogram {
  std::vector<std::int64_t> counts;

  void merge(const Histogram& other) {
    counts.resize(std::max(counts.size(), other.counts.size()));
    for (std::size_t i = 0; i < other.counts.size(); ++i) counts[i] += other.counts[i];
  }
};

}  // namespace retailsim::check
