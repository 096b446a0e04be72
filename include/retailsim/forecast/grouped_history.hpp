#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/forecast/purchase_history.hpp>

namespace retailsim::forecast {

/// Histories grouped by equal (x, t_x, T), in rising order of (x, T, t_x), each with the number of its customers: what
/// models are fitted to. A million customers observed by the day are a tenth as many groups. Whatever the order of the
/// customers, the groups are the same, and so is a fit, to the bit.
class GroupedHistory {
 public:
  GroupedHistory() = default;

  /// \param weights  how many customers each row stands for, finite and >= 0; none: one each
  /// \throws std::invalid_argument as HistoryView::check, for a weight that is not, and without any customer
  explicit GroupedHistory(const HistoryView& rows, std::span<const double> weights = {}) {
    rows.check("GroupedHistory");
    if (!weights.empty() && weights.size() != rows.size())
      throw std::invalid_argument("GroupedHistory: weights must be one for each row, got " +
                                  std::to_string(weights.size()) + " for " + std::to_string(rows.size()) + " rows");
    std::vector<std::uint32_t> first, group_of;
    std::vector<double> count;
    collect(rows, weights, first, count);
    std::vector<std::uint32_t> order(first.size());
    std::iota(order.begin(), order.end(), 0u);
    std::ranges::sort(order, {}, [&](std::uint32_t g) {
      const std::size_t i = first[g];
      return std::tuple(rows.n_repeat_orders[i], rows.age[i], rows.age_at_last_order[i]);
    });
    for (const std::uint32_t g : order) {
      if (count[g] == 0) continue;
      const std::size_t i = first[g];
      if (values_.empty() || values_.back() != rows.n_repeat_orders[i]) {
        values_.push_back(rows.n_repeat_orders[i]);
        value_weights_.push_back(0);
      }
      x_.push_back(rows.n_repeat_orders[i]);
      slot_.push_back(static_cast<std::uint32_t>(values_.size() - 1));
      t_x_.push_back(rows.age_at_last_order[i]);
      T_.push_back(rows.age[i]);
      weight_.push_back(count[g]);
      value_weights_.back() += count[g];
    }
    n_customers_ = std::accumulate(value_weights_.begin(), value_weights_.end(), 0.0);
    if (!(n_customers_ > 0)) throw std::invalid_argument("GroupedHistory: there must be a customer, got none");
  }

  std::size_t size() const { return x_.size(); }
  double n_customers() const { return n_customers_; }
  std::span<const double> x() const { return x_; }
  std::span<const double> t_x() const { return t_x_; }
  std::span<const double> T() const { return T_; }
  std::span<const double> weight() const { return weight_; }

  /// The distinct x, rising, how many customers have each, and of each group which of them is its x: tables in x take
  /// the place of special functions per row.
  std::span<const double> distinct_x() const { return values_; }
  std::span<const double> distinct_x_weight() const { return value_weights_; }
  std::span<const std::uint32_t> x_slot() const { return slot_; }

  double sum_x() const { return std::inner_product(values_.begin(), values_.end(), value_weights_.begin(), 0.0); }
  double sum_T() const { return std::inner_product(T_.begin(), T_.end(), weight_.begin(), 0.0); }

  /// The same groups with times divided by `unit`.
  GroupedHistory scaled(double unit) const {
    GroupedHistory result = *this;
    for (double& t : result.t_x_) t /= unit;
    for (double& t : result.T_) t /= unit;
    return result;
  }

 private:
  static std::uint64_t mixed(std::uint64_t h) {
    h = (h ^ h >> 32) * 0x9E3779B97F4A7C15;
    return h ^ h >> 29;
  }

  /// The first row of each group and its weight, by an open table of twice as many places as groups, at least.
  static void collect(const HistoryView& rows, std::span<const double> weights, std::vector<std::uint32_t>& first,
                      std::vector<double>& count) {
    std::vector<std::uint32_t> places(1024, empty);
    const auto hash = [&](std::size_t i) {
      // + 0.0 makes -0 and 0 one.
      const auto t_x = std::bit_cast<std::uint64_t>(rows.age_at_last_order[i] + 0.0);
      const auto T = std::bit_cast<std::uint64_t>(rows.age[i] + 0.0);
      return mixed(mixed(t_x + static_cast<std::uint64_t>(rows.n_repeat_orders[i])) + T * 0xD1B54A32D192ED03);
    };
    const auto find = [&](std::size_t i) {
      const std::size_t mask = places.size() - 1;
      std::size_t place = hash(i) & mask;
      for (; places[place] != empty; place = (place + 1) & mask) {
        const std::size_t other = first[places[place]];
        if (rows.n_repeat_orders[other] == rows.n_repeat_orders[i] && rows.age[other] == rows.age[i] &&
            rows.age_at_last_order[other] == rows.age_at_last_order[i])
          break;
      }
      return place;
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double weight =
          weights.empty() ? 1 : retailsim::detail::not_negative(weights[i], "GroupedHistory: weights (each)");
      const std::size_t place = find(i);
      if (places[place] != empty) {
        count[places[place]] += weight;
        continue;
      }
      places[place] = static_cast<std::uint32_t>(first.size());
      first.push_back(static_cast<std::uint32_t>(i));
      count.push_back(weight);
      if (2 * first.size() > places.size()) {
        places.assign(4 * places.size(), empty);
        for (std::uint32_t g = 0; g < first.size(); ++g) places[find(first[g])] = g;
      }
    }
  }

  static constexpr std::uint32_t empty = 0xFFFFFFFF;
  std::vector<double> x_, t_x_, T_, weight_, values_, value_weights_;
  std::vector<std::uint32_t> slot_;
  double n_customers_ = 0;
};

}  // namespace retailsim::forecast
