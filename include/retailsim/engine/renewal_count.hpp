#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace retailsim::engine {

/// The Poisson law of a given mean up to a count: terms p_0 ... p_n, and what lies above. Built from its mode by the
/// ratios of neighbours and normalised, so without libm and without underflow. Source: any text; no approximation.
class PoissonTerms {
 public:
  explicit PoissonTerms(double mean) {
    const auto mode = static_cast<std::size_t>(mean);
    std::vector<double> up{1.0};
    for (double term = 1.0; term > 1e-20;) {
      term *= mean / static_cast<double>(mode + up.size());
      up.push_back(term);
    }
    first_ = mode;
    std::vector<double> down;
    for (double term = 1.0; first_ > 0 && term > 1e-20; --first_) {
      term *= static_cast<double>(first_) / mean;
      down.push_back(term);
    }
    terms_.assign(down.rbegin(), down.rend());
    terms_.insert(terms_.end(), up.begin(), up.end());
    double sum = 0;
    for (const double term : terms_) sum += term;
    for (double& term : terms_) term /= sum;
    // Tail sums from above: at_least_[i] = P(N >= first_ + i).
    at_least_.resize(terms_.size() + 1);
    for (std::size_t i = terms_.size(); i-- > 0;) at_least_[i] = at_least_[i + 1] + terms_[i];
  }

  /// P(N >= n).
  double at_least(std::uint64_t n) const {
    if (n <= first_) return 1.0;
    const std::uint64_t i = n - first_;
    return i < at_least_.size() ? at_least_[i] : 0.0;
  }
  std::uint64_t largest() const { return first_ + terms_.size(); }

 private:
  std::size_t first_ = 0;
  std::vector<double> terms_, at_least_;
};

/// Expected number of events, at most `most`, of a renewal process with Erlang(shape) gaps of unit mean over a time
/// `span` that begins `age` after the last event.
///
/// The process is every shape-th event of a Poisson process of rate `shape`. Given no event in `age`, that process has
/// made j < shape steps with probability proportional to (shape age)^j / j!, and n events need n shape - j more.
/// Source: D. R. Cox, Renewal Theory, 1962, chapter 3.
inline double expected_renewals(int shape, double age, double span, std::uint64_t most) {
  if (!(span > 0) || most == 0) return 0;
  constexpr std::uint64_t no_limit = UINT64_MAX;
  if (shape == 1 && most == no_limit) return span;
  const PoissonTerms steps(shape * span);
  std::vector<double> stage(static_cast<std::size_t>(shape));
  // Products that are added to something are fused by hand, or a compiler may or may not.
  double sum = 1, term = stage[0] = 1;
  for (int j = 1; j < shape; ++j) {
    const double ratio = shape * age / j;
    sum = std::fma(term, ratio, sum);
    stage[static_cast<std::size_t>(j)] = term *= ratio;
  }
  double expected = 0;
  for (int j = 0; j < shape; ++j) {
    double events = 0;
    for (std::uint64_t n = 1; n <= most; ++n) {
      const std::uint64_t needed = n * static_cast<std::uint64_t>(shape) - static_cast<std::uint64_t>(j);
      if (needed > steps.largest()) break;
      events += steps.at_least(needed);
    }
    expected = std::fma(stage[static_cast<std::size_t>(j)] / sum, events, expected);
  }
  return expected;
}

}  // namespace retailsim::engine
