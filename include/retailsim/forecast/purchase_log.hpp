#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <numbers>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/forecast/purchase_history.hpp>

namespace retailsim::forecast {

/// Of each row of a log, where it is known: what features of price and mix are made of.
struct PurchaseDetails {
  std::span<const std::uint32_t> product{};  ///< code of each row's product, or none
  std::span<const double> amount{};          ///< value of each row in one currency, finite, or none
};

/// Columns of one's own: what is known of customers beside their purchases and does not change, as numbers. A category
/// of k values is k - 1 columns of 0 and 1.
struct CustomerColumns {
  std::vector<std::string> names;
  std::vector<double> values;  ///< n_customers x names.size(), row-major, finite
};

/// Customers as they are seen at an origin, the first day that is not seen: what models predict from.
struct Snapshot {
  std::int32_t origin = 0;              ///< day
  std::int32_t horizon = 0;             ///< days to predict: [origin, origin + horizon)
  std::vector<std::uint32_t> customer;  ///< code of each row's customer, rising: those with an order before the origin
  PurchaseHistory history;              ///< in days, to the day before the origin
  std::size_t n_own = 0;                ///< how many of them, the last ones, are columns of one's own
  std::vector<double> features;         ///< n x names.size(), row-major

  /// Those of every log. Counts and days are ln(1 + value); trailing windows are 1, 3, 6 and 12 horizons long.
  static constexpr std::size_t n_features = 11;
  static constexpr const char* feature_names[n_features] = {
      "orders",     "days_since_last_order", "tenure",   "trailing_1", "trailing_3",
      "trailing_6", "trailing_12",           "log_rate", "silence",    "season_sin",
      "season_cos"};
  /// Those of a log that knows products: ln(1 + rows per purchase day), and different products per row; and amounts:
  /// ln(1 + value per purchase day), of the last purchase day, and per row.
  static constexpr const char* product_feature_names[] = {"lines_per_day", "variety"};
  static constexpr const char* amount_feature_names[] = {"value_per_day", "last_value", "value_per_line"};

  /// Of the features: `feature_names`, those of details, columns of one's own.
  std::vector<std::string> names{std::begin(feature_names), std::end(feature_names)};

  std::size_t size() const { return customer.size(); }
  std::span<const std::string> own_names() const { return std::span(names).last(n_own); }
  /// The columns of one's own, n x n_own.
  std::vector<double> own() const {
    std::vector<double> result;
    for (std::size_t i = 0; i < size(); ++i) {
      const auto row = std::span(features).subspan(i * names.size(), names.size()).last(n_own);
      result.insert(result.end(), row.begin(), row.end());
    }
    return result;
  }
  Snapshot part(std::size_t begin, std::size_t n) const {
    const auto of = [&]<class T>(const std::vector<T>& all, std::size_t width = 1) {
      const auto first = all.begin() + static_cast<std::ptrdiff_t>(begin * width);
      return std::vector<T>(first, first + static_cast<std::ptrdiff_t>(n * width));
    };
    Snapshot result;
    result.origin = origin;
    result.horizon = horizon;
    result.customer = of(customer);
    result.history = {of(history.n_repeat_orders), of(history.age_at_last_order), of(history.age)};
    result.names = names;
    result.n_own = n_own;
    result.features = of(features, names.size());
    return result;
  }
};

/// The days on which customers bought, each once or as often as they bought: customer after customer, days rising.
class PurchaseLog {
 public:
  /// \param customer  code of each row, in [0, n_customers)
  /// \param day       of each row, days since 1970-01-01, in any order
  /// \param once      a day counts once, however many rows it has; else each row is a purchase
  /// \throws std::invalid_argument for columns of unequal length, a code out of range, amounts that are not finite
  PurchaseLog(std::span<const std::uint32_t> customer, std::span<const std::int32_t> day, std::size_t n_customers,
              bool once = true, const PurchaseDetails& details = {})
      : has_product_(!details.product.empty()), has_amount_(!details.amount.empty()) {
    const auto check_length = [&](std::size_t size) {
      if (size != customer.size())
        throw std::invalid_argument("PurchaseLog: the columns must be of equal length, got " +
                                    std::to_string(customer.size()) + " and " + std::to_string(size));
    };
    check_length(day.size());
    if (has_product_) check_length(details.product.size());
    if (has_amount_) check_length(details.amount.size());
    for (const double amount : details.amount) retailsim::detail::finite(amount, "PurchaseLog: amount (each)");
    std::vector<std::size_t> at(n_customers + 1, 0);
    for (const std::uint32_t c : customer) {
      if (c >= n_customers)
        throw std::invalid_argument("PurchaseLog: customer must be below " + std::to_string(n_customers) + ", got " +
                                    std::to_string(c));
      ++at[c + 1];
    }
    for (std::size_t c = 0; c < n_customers; ++c) at[c + 1] += at[c];
    std::vector<std::pair<std::int32_t, std::size_t>> rows(day.size());  // day and row, customer after customer
    std::vector<std::size_t> next(at.begin(), at.end() - 1);
    for (std::size_t i = 0; i < day.size(); ++i) rows[next[customer[i]]++] = {day[i], i};
    offset_.push_back(0);
    for (std::size_t c = 0; c < n_customers; ++c) {
      const auto mine = std::span(rows).subspan(at[c], at[c + 1] - at[c]);
      std::ranges::sort(mine);
      for (const auto& [when, row] : mine)
        if (!once || day_.size() == offset_.back() || day_.back() != when) day_.push_back(when);
      if (has_product_ || has_amount_) add_totals(mine, once, details);
      offset_.push_back(day_.size());
    }
  }

  /// \throws std::invalid_argument for another number of values, one that is not finite, and a name that is empty,
  /// twice
  ///   there or that of a feature
  void set_columns(CustomerColumns columns) {
    if (columns.values.size() != n_customers() * columns.names.size())
      throw std::invalid_argument("PurchaseLog: columns must be " + std::to_string(n_customers()) + " rows of " +
                                  std::to_string(columns.names.size()) + ", got " +
                                  std::to_string(columns.values.size()) + " values");
    for (const double value : columns.values) retailsim::detail::finite(value, "PurchaseLog: columns (each value)");
    own_ = {};
    std::vector<std::string> names = feature_names();
    for (const std::string& name : columns.names) {
      if (name.empty() || std::ranges::find(names, name) != names.end())
        retailsim::detail::invalid("PurchaseLog: the name of a column", "one that is not taken", '"' + name + '"');
      names.push_back(name);
    }
    own_ = std::move(columns);
  }

  /// Of a snapshot of this log.
  std::vector<std::string> feature_names() const {
    std::vector<std::string> result(std::begin(Snapshot::feature_names), std::end(Snapshot::feature_names));
    if (has_product_)
      result.insert(result.end(), std::begin(Snapshot::product_feature_names),
                    std::end(Snapshot::product_feature_names));
    if (has_amount_)
      result.insert(result.end(), std::begin(Snapshot::amount_feature_names), std::end(Snapshot::amount_feature_names));
    result.insert(result.end(), own_.names.begin(), own_.names.end());
    return result;
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
    result.has_product_ = has_product_;
    result.has_amount_ = has_amount_;
    result.own_ = own_;
    result.offset_.push_back(0);
    for (std::size_t c = 0; c < n_customers(); ++c) {
      for (std::size_t k = offset_[c]; k < offset_[c + 1] && day_[k] < origin; ++k) {
        result.day_.push_back(day_[k]);
        if (!totals_.empty()) result.totals_.push_back(totals_[k]);
      }
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
    result.names = feature_names();
    result.n_own = own_.names.size();
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
      if (!totals_.empty()) add_details(offset_[c] + seen.size() - 1, seen.size(), result.features);
      const auto own = std::span(own_.values).subspan(c * result.n_own, result.n_own);
      result.features.insert(result.features.end(), own.begin(), own.end());
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

  /// Of a customer from the first day to the end of one.
  struct Totals {
    double lines = 0, products = 0, amount = 0;
  };

  /// \param mine  days and rows of one customer, rising, whose days have just been added
  void add_totals(std::span<const std::pair<std::int32_t, std::size_t>> mine, bool once,
                  const PurchaseDetails& details) {
    std::vector<std::uint32_t> seen;  // products, rising
    Totals so_far;
    for (std::size_t k = 0; k < mine.size(); ++k) {
      const std::size_t row = mine[k].second;
      so_far.lines += 1;
      if (has_amount_) so_far.amount += details.amount[row];
      if (has_product_) {
        const auto place = std::ranges::lower_bound(seen, details.product[row]);
        if (place == seen.end() || *place != details.product[row]) {
          seen.insert(place, details.product[row]);
          so_far.products += 1;
        }
      }
      if (!once || k + 1 == mine.size() || mine[k + 1].first != mine[k].first) totals_.push_back(so_far);
    }
  }

  /// \param last    place of the customer's last day that is seen
  /// \param n_days  how many are
  void add_details(std::size_t last, std::size_t n_days, std::vector<double>& features) const {
    const Totals& total = totals_[last];
    const auto days = static_cast<double>(n_days);
    // Returns may leave a customer a value below 0.
    const auto log_value = [](double value) { return std::log1p(std::max(value, 0.0)); };
    if (has_product_) {
      features.push_back(std::log1p(total.lines / days));
      features.push_back(total.products / total.lines);
    }
    if (has_amount_) {
      features.push_back(log_value(total.amount / days));
      features.push_back(log_value(total.amount - (n_days > 1 ? totals_[last - 1].amount : 0)));
      features.push_back(log_value(total.amount / total.lines));
    }
  }

  std::vector<std::int32_t> day_;
  std::vector<std::size_t> offset_;
  std::vector<Totals> totals_;  ///< of each element of day_, or none
  bool has_product_ = false, has_amount_ = false;
  CustomerColumns own_;
};

}  // namespace retailsim::forecast
