#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/purchase_log.hpp>

/// What models of purchases must beat. Each forecast is floored at 0.01 purchases: a forecast of 0 makes any purchase
/// impossible, and its deviance infinite.
namespace retailsim::forecast {

inline constexpr double smallest_forecast = 0.01;

/// The mean count of the last n horizons, of one horizon (n = 1: what was bought last month), per horizon. Customers
/// younger than n horizons are judged by the horizons they have.
class TrailingMean {
 public:
  explicit TrailingMean(int n_horizons)
      : n_(retailsim::detail::at_least(n_horizons, 1, "TrailingMean: n_horizons")),
        name_("trailing-" + std::to_string(n_horizons)) {}
  const std::string& name() const { return name_; }

  void fit(const PurchaseLog&, std::int32_t, std::int32_t) {}
  void predict(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const {
    const std::vector<double> counts = log.counts(rows.customer, rows.origin - n_ * rows.horizon, rows.origin);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double lived = (rows.history.age[i] + 1) / rows.horizon;
      out[i] = std::max(counts[i] / std::max(1.0, std::min<double>(n_, lived)), smallest_forecast);
    }
  }

 private:
  int n_;
  std::string name_;
};

/// The count of the same days a year before.
class SeasonalNaive {
 public:
  const std::string& name() const { return name_; }
  void fit(const PurchaseLog&, std::int32_t, std::int32_t) {}
  void predict(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const {
    // 364 days keep the weekdays.
    const std::vector<double> counts =
        log.counts(rows.customer, rows.origin - 364, std::min(rows.origin, rows.origin - 364 + rows.horizon));
    for (std::size_t i = 0; i < rows.size(); ++i) out[i] = std::max(counts[i], smallest_forecast);
  }

 private:
  std::string name_ = "seasonal-naive";
};

/// As in the training year: the customer's purchases in the last 365 days, spread evenly.
class SameAsLastYear {
 public:
  const std::string& name() const { return name_; }
  void fit(const PurchaseLog&, std::int32_t, std::int32_t) {}
  void predict(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const {
    const std::vector<double> counts = log.counts(rows.customer, rows.origin - 365, rows.origin);
    for (std::size_t i = 0; i < rows.size(); ++i)
      out[i] = std::max(counts[i] * rows.horizon / 365.0, smallest_forecast);
  }

 private:
  std::string name_ = "same-as-last-year";
};

}  // namespace retailsim::forecast
