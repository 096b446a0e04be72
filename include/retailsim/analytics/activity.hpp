#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/analytics/transactions.hpp>

namespace retailsim {

/// How many transactions each customer or product has.
/// \returns shape {n_codes}
inline std::vector<std::int32_t> counts_of(std::span<const std::int32_t> codes, std::size_t n_codes) {
  std::vector<std::int32_t> counts(n_codes);
  for (const std::int32_t code : codes) ++counts[static_cast<std::size_t>(code)];
  return counts;
}

/// Codes with what they have of something, the most first; of equal values the lower code, that is the lower id, first.
struct Ranking {
  std::vector<std::int32_t> code;
  std::vector<std::int32_t> value;  ///< descending

  std::size_t size() const { return code.size(); }
};

/// The codes whose counts are > 0 in descending order of count, ties by code. A counting sort where the largest count
/// is of the order of the number of codes, as usual.
/// \param counts  each >= 0
inline Ranking ranked(std::span<const std::int32_t> counts) {
  Ranking ranking;
  const auto n = static_cast<std::size_t>(std::ranges::count_if(counts, [](std::int32_t c) { return c > 0; }));
  ranking.code.resize(n);
  ranking.value.resize(n);
  if (n == 0) return ranking;
  const auto most = static_cast<std::size_t>(std::ranges::max(counts));
  if (most <= 4 * counts.size() + 65'536) {
    std::vector<std::uint32_t> next(most + 2);  // of count c, at most - c: where its next code goes
    for (const std::int32_t count : counts) {
      if (count > 0) ++next[most - static_cast<std::size_t>(count) + 1];
    }
    for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
    for (std::size_t code = 0; code < counts.size(); ++code) {
      if (counts[code] <= 0) continue;
      const std::uint32_t to = next[most - static_cast<std::size_t>(counts[code])]++;
      ranking.code[to] = static_cast<std::int32_t>(code);
      ranking.value[to] = counts[code];
    }
    return ranking;
  }
  std::size_t to = 0;
  for (std::size_t code = 0; code < counts.size(); ++code) {
    if (counts[code] > 0) ranking.code[to++] = static_cast<std::int32_t>(code);
  }
  std::ranges::stable_sort(ranking.code, std::ranges::greater{},
                           [&](std::int32_t code) { return counts[static_cast<std::size_t>(code)]; });
  std::ranges::transform(ranking.code, ranking.value.begin(),
                         [&](std::int32_t code) { return counts[static_cast<std::size_t>(code)]; });
  return ranking;
}

/// Transactions per customer in descending order, ties by customer id: what SQL says to
/// `select customer, count(*) n ... group by customer order by n desc, customer`.
inline Ranking activity(const Transactions& transactions) {
  return ranked(counts_of(transactions.customer, transactions.n_customers()));
}

/// How unevenly a total is spread: the Lorenz curve from the most active down.
struct Concentration {
  std::vector<double> share_of_customers;  ///< shape {n_points}, from 0 to 1
  std::vector<double> share_of_total;      ///< what that share of the customers, the most active ones, has of it
  double gini = 0;                         ///< 0: all alike; towards 1: one has all
};

/// The curve at `n_points` shares of the customers, evenly apart, and the Gini coefficient of all of them,
/// G = 2 sum_i i x_(i) / (n sum x) - (n + 1) / n with x ascending.
/// Source: C. Gini, Measurement of Inequality of Incomes, 1921.
/// \param descending  as `Ranking::value`
/// \throws std::invalid_argument unless n_points is >= 2
inline Concentration concentration(std::span<const std::int32_t> descending, std::size_t n_points = 101) {
  detail::at_least<std::int64_t>(static_cast<std::int64_t>(n_points), 2, "concentration: n_points");
  Concentration curve;
  const std::size_t n = descending.size();
  if (n == 0) return curve;
  std::vector<double> before(n + 1);
  double weighted = 0;
  for (std::size_t i = 0; i < n; ++i) {
    before[i + 1] = before[i] + descending[i];
    weighted += static_cast<double>(n - i) * descending[i];
  }
  const auto size = static_cast<double>(n);
  curve.gini = 2 * weighted / (size * before[n]) - (size + 1) / size;
  for (std::size_t k = 0; k < n_points; ++k) {
    const double share = static_cast<double>(k) / static_cast<double>(n_points - 1);
    const double at = share * size;
    const std::size_t whole = std::min(static_cast<std::size_t>(at), n - 1);
    curve.share_of_customers.push_back(share);
    curve.share_of_total.push_back((before[whole] + (at - static_cast<double>(whole)) * descending[whole]) / before[n]);
  }
  return curve;
}

}  // namespace retailsim
