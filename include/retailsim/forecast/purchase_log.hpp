#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/forecast/purchase_history.hpp>

namespace retailsim::forecast {

/// Customers as they are seen at an origin, the first day that is not seen: what models predict from.
struct Snapshot {
  std::int32_t origin = 0;              ///< day
  std::int32_t horizon = 0;             ///< days to predict: [origin, origin + horizon)
  std::vector<std::uint32_t> customer;  ///< code of each row's customer, rising: those with an order before the origin
  PurchaseHistory history;              ///< in days, to the day before the origin
  std::vector<double> features;         ///< n x n_features, row-major, see `feature_names`

  static constexpr std::size_t n_features = 11;
  /// Counts and days as ln(1 + value); trailing windows are 1, 3, 6 and 12 horizons long.
  static constexpr const char* feature_names[n_features] = {
      "orders",     "days_since_last_order", "tenure",   "trailing_1", "trailing_3",
      "trailing_6", "trailing_12",           "log_rate", "silence",    "season_sin",
      "season_cos"};

  std::size_t size() const { return customer.size(); }
};

/// The days on which customers bought, each once: customer after customer, days rising.
class PurchaseLog {
 public:
  /// \param customer  code of each row, in [0, n_customers)
  /// \param day       of each row, days since 1970-01-01, in any order
  /// \throws std::invalid_argument for columns of unequal length and a code out of range
  PurchaseLog(std::span<const std::uint32_t> customer, std::span<const std::int32_t> day, std::size_t n_customers) {
    if (customer.size() != day.size())
      throw std::invalid_argument("PurchaseLog: the columns must be of equal length, got " +
                                  std::to_string(customer.size()) + " and " + std::to_string(day.size()));
    std::vector<std::size_t> at(n_customers + 1, 0);
    for (const std::uint32_t c : customer) {
      if (c >= n_customers)
        throw std::invalid_argument("PurchaseLog: customer must be below " + std::to_string(n_customers) + ", got " +
                                    std::to_string(c));
      ++at[c + 1];
    }
    for (std::size_t c = 0; c < n_customers; ++c) at[c + 1] += at[c];
    std::vector<std::int32_t> days(day.size());
    std::vector<std::size_t> next(at.begin(), at.end() - 1);
    for (std::size_t i = 0; i < day.size(); ++i) days[next[customer[i]]++] = day[i];
    offset_.push_back(0);
    for (std::size_t c = 0; c < n_customers; ++c) {
      const auto begin = days.begin() + static_cast<std::ptrdiff_t>(at[c]);
      const auto end = days.begin() + static_cast<std::ptrdiff_t>(at[c + 1]);
      std::sort(begin, end);
      day_.insert(day_.end(), begin, std::unique(begin, end));
      offset_.push_back(day_.size());
    }
  }

  std::size_t n_customers() const { return offset_.size() - 1; }
  std::span<const std::int32_t> days_of(std::size_t customer) const {
    return std::span(day_).subspan(offset_[customer], offset_[customer + 1] - offset_[customer]);
  }
  /// The first day of all, and the day after the last; 0 and 0 of an empty log.
  std::int32_t begin_day() const { return day_.empty() ? 0 : *std::ranges::min_element(day_); }
  std::int32_t end_day() const { return day_.empty() ? 0 : *std::ranges::max_element(day_) + 1; }

  /// The log without what is not seen at an origin.
  PurchaseLog before(std::int32_t origin) const {
    PurchaseLog result;
    result.offset_.push_back(0);
    for (std::size_t c = 0; c < n_customers(); ++c) {
      for (const std::int32_t day : days_of(c))
        if (day < origin) result.day_.push_back(day);
      result.offset_.push_back(result.day_.size());
    }
    return result;
  }

  /// What is seen at an origin. Days from the origin on are not looked at.
  Snapshot snapshot(std::int32_t origin, std::int32_t horizon) const {
    retailsim::detail::at_least(horizon, 1, "PurchaseLog: horizon");
    Snapshot result;
    result.origin = origin;
    result.horizon = horizon;
    const double middle = (Date(origin + horizon / 2) - Date(Date(origin + horizon / 2).year(), 1, 1)) / 365.25;
    const double season_sin = std::sin(2 * std::numbers::pi * middle),
                 season_cos = std::cos(2 * std::numbers::pi * middle);
    for (std::size_t c = 0; c < n_customers(); ++c) {
      const std::span<const std::int32_t> all = days_of(c);
      const auto seen = all.first(static_cast<std::size_t>(std::ranges::lower_bound(all, origin) - all.begin()));
      if (seen.empty()) continue;
      const double x = static_cast<double>(seen.size() - 1), last = seen.back() - seen.front();
      const double tenure = origin - 1 - seen.front(), silence = tenure - last;
      result.customer.push_back(static_cast<std::uint32_t>(c));
      result.history.push_back(static_cast<std::int32_t>(seen.size() - 1), last, tenure);
      const auto trailing = [&](int n_horizons) {
        const auto from = std::ranges::lower_bound(seen, origin - n_horizons * horizon);
        return std::log1p(static_cast<double>(seen.end() - from));
      };
      const double gap = (last + horizon) / (x + 1);
      for (const double feature :
           {std::log1p(x), std::log1p(silence), std::log1p(tenure), trailing(1), trailing(3), trailing(6), trailing(12),
            std::log((x + 0.5) / (tenure + horizon)), std::log1p(silence / gap), season_sin, season_cos})
        result.features.push_back(feature);
    }
    return result;
  }

  /// Purchases of each of the customers in [from, to).
  std::vector<double> counts(std::span<const std::uint32_t> customers, std::int32_t from, std::int32_t to) const {
    std::vector<double> result(customers.size());
    for (std::size_t i = 0; i < customers.size(); ++i) {
      const std::span<const std::int32_t> days = days_of(customers[i]);
      result[i] = static_cast<double>(std::ranges::lower_bound(days, to) - std::ranges::lower_bound(days, from));
    }
    return result;
  }

 private:
  PurchaseLog() = default;
  std::vector<std::int32_t> day_;
  std::vector<std::size_t> offset_;
};

}  // namespace retailsim::forecast
