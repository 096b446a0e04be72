// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <retailsim/core/error.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/forecast/concept.hpp>
#include <retailsim/forecast/fit.hpp>
#include <retailsim/forecast/grouped_history.hpp>
#include <retailsim/forecast/parameter_draws.hpp>

namespace retailsim::forecast {

/// How busy each month of the year is, mean 1 over the year, and the operational time it makes: a day of a month of
/// index 1.3 is 1.3 days long.
struct SeasonalProfile {
  std::array<double, 12> index{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};  ///< January first

  /// Operational days in [from, to).
  double passed(std::int32_t from, std::int32_t to) const {
    double sum = 0;
    for (std::int32_t day = from; day < to; ++day) sum += index[static_cast<std::size_t>(Date(day).month() - 1)];
    return sum;
  }
};

/// A model of purchases in operational time: the year's profile is estimated with it. Purchases of each month are
/// compared with those the model, fitted to the time so far, expects of every customer from their first order on; the
/// ratios, over all years and a little drawn to 1, are the profile's next estimate. Drop-out and growth of the customer
/// base are in the expectation, so they are not taken for season.
///
/// Under two years of data, a month cannot be told from the trend: `fit` refuses, and says so.
template <class Btyd>
class SeasonalForecast {
 public:
  explicit SeasonalForecast(FitOptions options = {}) : options_(std::move(options)) {}
  /// A model and profile that were fitted before.
  SeasonalForecast(Fitted<Btyd> fitted, SeasonalProfile profile) : profile_(profile), fitted_(std::move(fitted)) {
    for (const double index : profile_.index)
      retailsim::detail::positive(index, "SeasonalForecast: an index of the profile");
    tabulate();
  }
  std::string name() const { return std::string(Btyd::name) + "-season"; }

  static constexpr std::int32_t shortest = 730;  ///< days

  /// \throws std::invalid_argument if the log has less than two years before the origin: not identifiable
  void fit(const PurchaseLog& log, std::int32_t origin, std::int32_t horizon) {
    std::int32_t begin = origin;
    for (std::size_t c = 0; c < log.n_customers(); ++c)
      if (!log.days_of(c).empty()) begin = std::min(begin, log.days_of(c).front());
    if (origin - begin < shortest)
      throw std::invalid_argument(name() +
                                  ": two years of data are needed, as under them months cannot be told from a "
                                  "trend (not identifiable), got " +
                                  std::to_string(origin - begin) + " days");
    begin_ = begin;
    const Snapshot rows = log.snapshot(origin, horizon);
    profile_ = {};
    for (int round = 0; round < n_rounds; ++round) {
      tabulate();
      fitted_ = Btyd::fit(GroupedHistory(history(rows)), options_);
      estimate(log, rows);
    }
    tabulate();
    fitted_ = Btyd::fit(GroupedHistory(history(rows)), options_);
  }

  void predict(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    fitted().model.expected_purchases(history(rows), profile_.passed(rows.origin, rows.origin + rows.horizon), out,
                                      options_.n_threads);
    for (double& value : out) value = std::max(value, 1e-12);
  }

  void probability_alive(const PurchaseLog&, const Snapshot& rows, std::span<double> out) const {
    fitted().model.probability_alive(history(rows), out, options_.n_threads);
  }
  void count_probabilities(const PurchaseLog&, const Snapshot& rows, std::size_t n_counts,
                           std::span<double> out) const {
    fitted().model.count_probabilities(history(rows), profile_.passed(rows.origin, rows.origin + rows.horizon),
                                       n_counts, out, options_.n_threads);
  }
  /// Of the profile no error is known: it stays.
  SeasonalForecast redrawn(std::uint64_t seed, std::uint32_t index) const {
    SeasonalForecast result = *this;
    result.fitted_->model = redrawn_model<Btyd>(fitted().report, seed, index);
    return result;
  }

  const SeasonalProfile& profile() const { return profile_; }
  /// In operational days. \throws std::logic_error before the first fit
  const Fitted<Btyd>& fitted() const {
    if (!fitted_) throw std::logic_error(name() + ": predict needs a fit");
    return *fitted_;
  }

  /// The rows' histories in operational days.
  PurchaseHistory history(const Snapshot& rows) const {
    PurchaseHistory result = rows.history;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::int32_t first = rows.origin - 1 - static_cast<std::int32_t>(std::lround(rows.history.age[i]));
      const double start = at(first);
      result.age[i] = at(rows.origin - 1) - start;
      result.age_at_last_order[i] = std::min(
          result.age[i], at(first + static_cast<std::int32_t>(std::lround(rows.history.age_at_last_order[i]))) - start);
    }
    return result;
  }

 private:
  static constexpr int n_rounds = 3;
  static constexpr std::int32_t table_days = 36'525;

  /// Operational days from 1970 on, the same for a model that was fitted and one that was loaded.
  void tabulate() {
    cumulated_.assign(1, 0);
    for (std::int32_t day = 0; day < table_days; ++day)
      cumulated_.push_back(cumulated_.back() + profile_.index[static_cast<std::size_t>(Date(day).month() - 1)]);
  }
  double at(std::int32_t day) const {
    if (day < 0) return -profile_.passed(day, 0);
    return day <= table_days ? cumulated_[static_cast<std::size_t>(day)]
                             : cumulated_.back() + profile_.passed(table_days, day);
  }

  void estimate(const PurchaseLog& log, const Snapshot& rows) {
    // Expected purchases of one customer by operational age, on a grid of days.
    const double whole = at(rows.origin) - at(begin_);
    std::vector<double> expected(static_cast<std::size_t>(whole) + 3);
    for (std::size_t age = 0; age < expected.size(); ++age)
      expected[age] = fitted_->model.expected_purchases(static_cast<double>(age));
    const auto mean_to = [&](double age) {
      const auto low = static_cast<std::size_t>(age);
      return expected[low] + (age - static_cast<double>(low)) * (expected[low + 1] - expected[low]);
    };
    const auto n_days = static_cast<std::size_t>(rows.origin - begin_);
    std::vector<double> joining(n_days, 0.0), repeats(n_days, 0.0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::span<const std::int32_t> days = log.days_of(rows.customer[i]);
      joining[static_cast<std::size_t>(days.front() - begin_)] += 1;
      for (std::size_t k = 1; k < days.size() && days[k] < rows.origin; ++k)
        repeats[static_cast<std::size_t>(days[k] - begin_)] += 1;
    }
    std::array<double, 12> actual{}, model{};
    for (std::size_t d = 0; d < n_days; ++d) {
      const auto month = static_cast<std::size_t>(Date(begin_ + static_cast<std::int32_t>(d)).month() - 1);
      actual[month] += repeats[d];
      const double now = at(begin_ + static_cast<std::int32_t>(d)),
                   next = at(begin_ + static_cast<std::int32_t>(d) + 1);
      for (std::size_t j = 0; j < d; ++j)
        if (joining[j] > 0) {
          const double start = at(begin_ + static_cast<std::int32_t>(j));
          model[month] += joining[j] * (mean_to(next - start) - mean_to(now - start));
        }
    }
    double mean = 0;
    for (std::size_t m = 0; m < 12; ++m) {
      profile_.index[m] *= (actual[m] + drawn) / (model[m] + drawn);
      mean += profile_.index[m] / 12;
    }
    for (double& index : profile_.index) index /= mean;
  }

  static constexpr double drawn = 5;  ///< purchases' worth of belief in no season
  FitOptions options_;
  SeasonalProfile profile_;
  std::vector<double> cumulated_;
  std::int32_t begin_ = 0;
  std::optional<Fitted<Btyd>> fitted_;
};

}  // namespace retailsim::forecast
