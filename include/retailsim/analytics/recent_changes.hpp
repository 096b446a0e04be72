#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/analytics/detail/tails.hpp>
#include <retailsim/analytics/transactions.hpp>
#include <retailsim/core/error.hpp>

namespace retailsim {

struct RecentChangesOptions {
  int days = 28;            ///< of either window; >= 1
  std::int64_t least = 20;  ///< products with fewer transactions in both windows together are left out; >= 1
  int k = 20;               ///< how many products; >= 1
};

/// What has become of a product lately, beside what has become of all products.
struct RecentChange {
  std::int32_t product = 0;
  std::int64_t before = 0, after = 0;  ///< transactions in the window before the last, and in the last
  double ratio = 0;    ///< after over before, over the same of all products; infinite where there were none before
  double z = 0;        ///< in standard errors of chance
  double p_value = 1;  ///< two-sided, for this product by itself
};

/// The products that changed most in the last days of the file against as many days before, the most certain first;
/// ties by product code. Given both, the transactions of the last window are Binomial(before + after, p), p being the
/// last window's share of all products. Purchases of one product come in clusters: variances are taken larger by the
/// median of z^2 over its value under chance, 0.4549, where that is > 1. The last day of the file may not be whole and
/// is not counted.
/// \throws std::invalid_argument unless the options are in their ranges
inline std::vector<RecentChange> recent_changes(const Transactions& transactions,
                                                const RecentChangesOptions& options = {}) {
  detail::at_least(options.days, 1, "recent_changes: days");
  detail::at_least<std::int64_t>(options.least, 1, "recent_changes: least");
  detail::at_least(options.k, 1, "recent_changes: k");
  const int end = transactions.n_days - 1, middle = end - options.days, first = middle - options.days;
  if (first < 0) return {};
  std::vector<std::int64_t> before(transactions.n_products()), after(transactions.n_products());
  double all_before = 0, all_after = 0;
  for (std::size_t i = 0; i < transactions.size(); ++i) {
    const auto day = static_cast<int>(transactions.day_index(i));
    if (day < first || day >= end) continue;
    ++(day < middle ? before : after)[static_cast<std::size_t>(transactions.product[i])];
    ++(day < middle ? all_before : all_after);
  }
  std::vector<RecentChange> changes;
  if (all_before == 0 || all_after == 0) return changes;
  const double p = all_after / (all_before + all_after);
  std::vector<double> squares;
  for (std::size_t product = 0; product < before.size(); ++product) {
    const std::int64_t n = before[product] + after[product];
    if (n < options.least) continue;
    RecentChange change{
        .product = static_cast<std::int32_t>(product), .before = before[product], .after = after[product]};
    const auto size = static_cast<double>(n);
    change.ratio = static_cast<double>(change.after) / static_cast<double>(change.before) * (1 - p) / p;
    change.z = (static_cast<double>(change.after) - size * p) / std::sqrt(size * p * (1 - p));
    squares.push_back(change.z * change.z);
    changes.push_back(change);
  }
  if (changes.empty()) return changes;
  std::ranges::nth_element(squares, squares.begin() + static_cast<std::ptrdiff_t>(squares.size() / 2));
  constexpr double median_of_chi_square = 0.454936;  // one degree of freedom
  const double clusters = std::max(1.0, squares[squares.size() / 2] / median_of_chi_square);
  for (RecentChange& change : changes) {
    change.z /= std::sqrt(clusters);
    change.p_value = detail::normal_two_tails(change.z);
  }
  std::ranges::stable_sort(changes, std::ranges::greater{}, [](const RecentChange& c) { return std::abs(c.z); });
  if (changes.size() > static_cast<std::size_t>(options.k)) changes.resize(static_cast<std::size_t>(options.k));
  return changes;
}

}  // namespace retailsim
