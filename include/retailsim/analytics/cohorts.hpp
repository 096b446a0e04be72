#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/analytics/month.hpp>
#include <retailsim/analytics/transactions.hpp>

namespace retailsim {

/// How many customers of each cohort, those whose first transaction falls in one month, buy again in the months after.
class CohortRetention {
 public:
  explicit CohortRetention(const Transactions& transactions) : months_(transactions.first_day, transactions.n_days) {
    const std::size_t n = months_.size();
    active_.resize(n * n);
    // One bit for each customer and month.
    const std::size_t n_words = (n + 63) / 64;
    std::vector<std::uint64_t> bought(n_words * transactions.n_customers());
    for (std::size_t i = 0; i < transactions.size(); ++i) {
      const std::size_t month = months_.month_of_day()[transactions.day_index(i)];
      bought[static_cast<std::size_t>(transactions.customer[i]) * n_words + month / 64] |= std::uint64_t{1}
                                                                                           << month % 64;
    }
    for (std::size_t c = 0; c < transactions.n_customers(); ++c) {
      std::size_t first = n;
      for (std::size_t word = 0; word < n_words; ++word) {
        for (std::uint64_t bits = bought[c * n_words + word]; bits != 0; bits &= bits - 1) {
          const std::size_t month = 64 * word + static_cast<std::size_t>(std::countr_zero(bits));
          if (first == n) first = month;
          ++active_[first * n + month - first];
        }
      }
    }
  }

  const MonthAxis& months() const { return months_; }
  /// Customers of the cohort of month `cohort` who buy `after` months later; 0 where the file does not reach so far.
  std::int32_t active(std::size_t cohort, std::size_t after) const { return active_[cohort * months_.size() + after]; }
  std::int32_t size(std::size_t cohort) const { return active(cohort, 0); }
  /// How many months after that of the cohort there are in the file.
  std::size_t n_after(std::size_t cohort) const { return months_.size() - cohort; }

  /// Share of all customers who could be seen `after` months later that bought then; cohorts are weighted by size.
  double retention(std::size_t after) const {
    double seen = 0, bought = 0;
    for (std::size_t cohort = 0; cohort + after < months_.size(); ++cohort) {
      seen += size(cohort);
      bought += active(cohort, after);
    }
    return seen > 0 ? bought / seen : 0;
  }

 private:
  MonthAxis months_;
  std::vector<std::int32_t> active_;  // by cohort, then months after
};

}  // namespace retailsim
