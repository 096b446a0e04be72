// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/check/check_row.hpp>
#include <retailsim/check/moments.hpp>
#include <retailsim/check/sums.hpp>
#include <retailsim/check/tail.hpp>

/// Counts and sums turned into rows of a report, each with the tail that fits it.
namespace retailsim::check {

inline constexpr double fewest_to_judge = 50;
/// A sum more skewed than this is not judged: three moments do not tell its far tail.
inline constexpr double most_skewness = 0.3;

/// `hits` of n independent trials of probability p; values are shares. Exact.
inline CheckRow share_row(std::string subject, std::string name, std::int64_t n, double p, std::int64_t hits) {
  const double size = static_cast<double>(std::max<std::int64_t>(n, 1));
  const bool certain = p <= 0 || p >= 1;
  return {.subject = std::move(subject),
          .name = std::move(name),
          .expected = p,
          .observed = static_cast<double>(hits) / size,
          .standard_error = certain ? 0 : std::sqrt(p * (1 - p) / size),
          .p_value = binomial_tail(n, p, hits),
          .n = n,
          .can_be_judged = n > 0 && (certain || size * std::min(p, 1 - p) >= fewest_to_judge)};
}

/// A Poisson count against its mean. Exact.
inline CheckRow count_row(std::string subject, std::string name, double mean, std::int64_t count) {
  return {.subject = std::move(subject),
          .name = std::move(name),
          .expected = mean,
          .observed = static_cast<double>(count),
          .standard_error = std::sqrt(mean),
          .p_value = poisson_tail(mean, count),
          .n = count,
          .can_be_judged = !(mean > 0) || mean >= fewest_to_judge};
}

/// A sum of trials of different probabilities; values are sums, or shares of the trials.
inline CheckRow trials_row(std::string subject, std::string name, const Sum& sum, bool as_share) {
  const double scale = as_share ? 1 / static_cast<double>(std::max<std::int64_t>(sum.n, 1)) : 1;
  const double off = sum.observed - sum.expected;
  // Half a step towards the mean, as sums of trials are whole numbers.
  const double corrected = std::copysign(std::max(0.0, std::abs(off) - 0.5), off);
  // Where every trial is certain, what is left of the difference is rounding.
  const bool certain = sum.variance <= 1e-9 * static_cast<double>(std::max<std::int64_t>(sum.n, 1));
  return {
      .subject = std::move(subject),
      .name = std::move(name),
      .expected = certain ? std::round(sum.expected) * scale : sum.expected * scale,
      .observed = sum.observed * scale,
      .standard_error = certain ? 0 : std::sqrt(sum.variance) * scale,
      .p_value = certain ? (std::abs(off) < 0.5 ? 1.0 : 0.0) : skewed_tail(corrected, sum.variance, sum.third),
      .n = sum.n,
      .can_be_judged = certain || std::min(sum.expected, static_cast<double>(sum.n) - sum.expected) >= fewest_to_judge};
}

/// The mean of n values, where `sum` is that of the values.
inline CheckRow mean_row(std::string subject, std::string name, const Sum& sum) {
  const double size = static_cast<double>(std::max<std::int64_t>(sum.n, 1));
  const double off = sum.observed - sum.expected;
  // Sums of doubles: differences below this are rounding.
  const bool certain = sum.variance <= 1e-24 * sum.expected * sum.expected;
  const double skewness = certain ? 0 : sum.third / std::pow(sum.variance, 1.5);
  return {
      .subject = std::move(subject),
      .name = std::move(name),
      .expected = sum.expected / size,
      .observed = certain && std::abs(off) <= 1e-9 * std::abs(sum.expected) ? sum.expected / size : sum.observed / size,
      .standard_error = certain ? 0 : std::sqrt(sum.variance) / size,
      .p_value = certain ? (std::abs(off) <= 1e-9 * std::abs(sum.expected) ? 1.0 : 0.0)
                         : skewed_tail(off, sum.variance, sum.third),
      .n = sum.n,
      .can_be_judged = sum.n > 0 && (certain || (size >= fewest_to_judge && std::abs(skewness) <= most_skewness))};
}

/// How far the empirical distribution is from the law: cell counts against the law's probability of each cell. The
/// bound holds for every n and law; the standard error is the largest that the distribution has anywhere.
inline CheckRow law_row(std::string subject, std::string name, std::span<const std::int64_t> counts,
                        std::span<const double> p) {
  std::int64_t n = 0;
  for (const std::int64_t count : counts) n += count;
  double distance = 0, seen = 0, implied = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    seen += static_cast<double>(counts[i]);
    implied += p[i];
    distance = std::max(distance, std::abs(seen / static_cast<double>(std::max<std::int64_t>(n, 1)) - implied));
  }
  if (n == 0) distance = 0;
  return {.subject = std::move(subject),
          .name = std::move(name) + " (distance)",
          .expected = 0,
          .observed = distance,
          .standard_error = n > 0 ? 0.5 / std::sqrt(static_cast<double>(n)) : 0,
          .p_value = distance_tail(n, distance),
          .n = n,
          .can_be_judged = static_cast<double>(n) >= fewest_to_judge};
}

inline CheckRow law_row(std::string subject, std::string name, const Cells& cells) {
  const std::vector<double> even(cells.counts.size(), 1 / static_cast<double>(cells.counts.size()));
  return law_row(std::move(subject), std::move(name), cells.counts, even);
}

/// Something that must hold for each of n rows, and does not for `n_wrong` of them.
inline CheckRow identity_row(std::string subject, std::string name, std::int64_t n, std::int64_t n_wrong) {
  return {.subject = std::move(subject),
          .name = std::move(name),
          .expected = 0,
          .observed = static_cast<double>(n_wrong),
          .standard_error = 0,
          .p_value = n_wrong == 0 ? 1.0 : 0.0,
          .n = n};
}

/// One row for several of a kind: the one that is farthest out, its tail times the number of those that can be judged.
/// Its own name is appended.
inline CheckRow worst_of(std::string name, std::span<const CheckRow> rows) {
  if (rows.empty()) {  // such as a delay of less than a day, which has no days to compare
    CheckRow none;
    none.name = std::move(name) + ": nothing to compare";
    none.can_be_judged = false;
    return none;
  }
  const CheckRow* worst = &rows.front();
  double judged = 0;
  for (const CheckRow& row : rows) {
    judged += row.can_be_judged ? 1 : 0;
    if (row.can_be_judged > worst->can_be_judged ||
        (row.can_be_judged == worst->can_be_judged && row.p_value < worst->p_value)) {
      worst = &row;
    }
  }
  CheckRow result = *worst;
  result.name = std::move(name) + ", farthest of " + std::to_string(rows.size()) + ": " + worst->name;
  result.p_value = std::min(1.0, worst->p_value * std::max(judged, 1.0));
  return result;
}

/// Mean, variance and law of n whole numbers >= 0 whose law has these probabilities: p[i] for the number i.
inline void add_law_rows(std::vector<CheckRow>& rows, const std::string& subject, const std::string& name,
                         const Histogram& histogram, std::span<const double> p) {
  std::vector<double> values(p.size());
  for (std::size_t i = 0; i < p.size(); ++i) values[i] = static_cast<double>(i);
  const Moments law = Moments::discrete(values, p);
  Sum sum, square;
  std::int64_t n_impossible = 0;
  std::vector<std::int64_t> counts(p.size());
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    const auto count = static_cast<double>(histogram.counts[i]);
    const double distance = static_cast<double>(i) - law.mean;
    sum.add(law, count * static_cast<double>(i), count);
    square.add({.mean = law.variance, .variance = law.variance_of_square(), .third = law.third_of_square()},
               count * distance * distance, count);
    if (i < p.size()) counts[i] = histogram.counts[i];
    if (i >= p.size() || !(p[i] > 0)) n_impossible += histogram.counts[i];
  }
  rows.push_back(mean_row(subject, name + ": mean", sum));
  if (law.variance > 0) {
    rows.push_back(mean_row(subject, name + ": variance", square));
    rows.push_back(law_row(subject, name + ": law", counts, p));
  }
  rows.push_back(identity_row(subject, name + ": values that cannot be", sum.n, n_impossible));
}

}  // namespace retailsim::check
