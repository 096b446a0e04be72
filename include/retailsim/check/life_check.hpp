// Needs Boost.Math.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <retailsim/check/rows.hpp>
#include <retailsim/check/sums.hpp>
#include <retailsim/churn/months_law.hpp>
#include <retailsim/churn/registration.hpp>
#include <retailsim/core/blocks.hpp>
#include <retailsim/core/time.hpp>
#include <retailsim/seasonality/calendar.hpp>

namespace retailsim::check {

/// Days of registration against the model's: every day alike, or by the calendar as drawn.
class RegistrationCheck {
 public:
  RegistrationCheck(Registration registration, Date first, Date last, const Calendar& calendar)
      : first_(first), counts_(static_cast<std::size_t>(last - first)) {
    const auto& base = calendar.base();
    const auto all = static_cast<double>(base.ticks_at(last.start()) - base.ticks_at(first.start()));
    for (Date day = first; day < last; day = day + 1) {
      const auto ticks = static_cast<double>(base.ticks_at((day + 1).start()) - base.ticks_at(day.start()));
      p_.push_back(registration == Registration::seasonal && all > 0 ? ticks / all
                                                                     : 1 / static_cast<double>(counts_.size()));
    }
  }

  void add(Seconds registered_at) {
    const auto day = static_cast<std::size_t>(std::max<Seconds>(registered_at - first_.start(), 0) / seconds_per_day);
    day < counts_.size() && registered_at >= first_.start() ? ++counts_[day] : ++n_wrong_;
  }
  void merge(const RegistrationCheck& other) {
    for (std::size_t d = 0; d < counts_.size(); ++d) counts_[d] += other.counts_[d];
    n_wrong_ += other.n_wrong_;
  }
  void add_rows(std::vector<CheckRow>& rows) const {
    std::array<std::int64_t, 7> counts{};
    std::array<double, 7> shares{};
    std::int64_t n = 0;
    for (std::size_t d = 0; d < counts_.size(); ++d) {
      const auto weekday = static_cast<std::size_t>((first_ + static_cast<int>(d)).weekday());
      counts[weekday] += counts_[d];
      shares[weekday] += p_[d];
      n += counts_[d];
    }
    if (counts_.size() > 1) rows.push_back(law_row("customers", "day of registration: law", counts_, p_));
    constexpr std::string_view names[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    std::vector<CheckRow> weekdays;
    for (std::size_t d = 0; d < 7 && counts_.size() >= 7; ++d) {
      weekdays.push_back(share_row("customers", std::string(names[d]), n, shares[d], counts[d]));
    }
    if (!weekdays.empty()) rows.push_back(worst_of("weekday of registration", weekdays));
    rows.push_back(identity_row("customers", "registrations out of range", n + n_wrong_, n_wrong_));
  }

 private:
  Date first_;
  std::vector<std::int64_t> counts_;
  std::vector<double> p_;
  std::int64_t n_wrong_ = 0;
};

/// What a churn model says of lives: shares of all customers, and the laws of their stretches. See `LifetimeChurn`.
struct LifeSetting {
  double never_buys = 0, at_registration = 0;  ///< shares of all customers
  double buy_and_go = 0;                       ///< share of those who buy
  MonthsLaw lifetime = MonthsLaw::forever();
  double latest_months = 0;  ///< first orders come no later than this; 0: delays are not looked at
  /// Share of all customers whose first order comes after registration and within so many months.
  std::function<double(double months)> delayed_within{};
};

/// Latent lives of all customers, whatever the window shows of them: nothing is censored.
class LifeCheck {
 public:
  explicit LifeCheck(LifeSetting setting) : setting_(std::move(setting)) {
    n_days_ = static_cast<std::size_t>(std::ceil(setting_.latest_months * days_per_month)) + 1;
    if (setting_.latest_months > 0 && n_days_ <= most_days) set_delays();
  }

  void add(Seconds registered, Seconds first_order, Seconds end, std::uint32_t max_orders) {
    ++n_;
    if (setting_.lifetime.is_forever()) {
      n_wrong_ends_ += end != never;
    } else if (end == never || end <= registered) {
      ++n_wrong_ends_;
    } else {
      const double months = static_cast<double>(end - registered) / MonthsLaw::seconds_per_month;
      lifetime_total_ += months;
      lifetimes_.add_uniform(setting_.lifetime.cdf(months));
    }
    if (first_order == never) {
      ++n_never_;
      return;
    }
    n_go_ += max_orders == 1;
    n_wrong_orders_ += first_order < registered || first_order >= end || max_orders == 0;
    if (first_order == registered) {
      ++n_at_registration_;
    } else if (delay_is_known()) {
      add_delay(registered, first_order);
    }
  }

  void merge(const LifeCheck& other) {
    n_ += other.n_;
    n_never_ += other.n_never_;
    n_at_registration_ += other.n_at_registration_;
    n_go_ += other.n_go_;
    n_wrong_ends_ += other.n_wrong_ends_;
    n_wrong_orders_ += other.n_wrong_orders_;
    lifetime_total_ += other.lifetime_total_;
    lifetimes_.merge(other.lifetimes_);
    delay_.merge(other.delay_);
    for (std::size_t k = 0; k < within_.size(); ++k) within_[k].merge(other.within_[k]);
  }

  void add_rows(std::vector<CheckRow>& rows) const {
    const std::int64_t n_buyers = n_ - n_never_;
    rows.push_back(share_row("customers", "share never buying", n_, setting_.never_buys, n_never_));
    rows.push_back(
        share_row("customers", "share buying at registration", n_, setting_.at_registration, n_at_registration_));
    rows.push_back(share_row("customers", "share of buyers who buy and go", n_buyers, setting_.buy_and_go, n_go_));
    if (delay_.n > 0) {
      rows.push_back(mean_row("customers", "days until a delayed first order: mean", delay_));
      std::vector<CheckRow> parts;
      for (std::size_t k = 0; k < within_.size(); ++k) {
        parts.push_back(trials_row("customers", std::to_string(cuts_[k]) + " days", within_[k], true));
      }
      rows.push_back(worst_of("share of delayed first orders within", parts));
    }
    if (!setting_.lifetime.is_forever()) {
      Sum lifetimes;
      lifetimes.add(moments(setting_.lifetime), lifetime_total_, static_cast<double>(n_));
      rows.push_back(mean_row("customers", "lifetime in months: mean", lifetimes));
      if (!setting_.lifetime.is_fixed()) rows.push_back(law_row("customers", "lifetime: law", lifetimes_));
    }
    rows.push_back(identity_row("customers", "lives that cannot be", n_, n_wrong_ends_ + n_wrong_orders_));
  }

 private:
  static constexpr std::size_t most_days = 2000, n_cuts = 7;

  static Moments moments(const MonthsLaw& law) {
    const std::vector<double> kinks = law.kinks();
    return kinks.size() == 2 ? Moments::uniform(kinks[0], kinks[1]) : Moments::gamma(1, law.mean());
  }

  bool delay_is_known() const { return !cdf_.empty(); }

  /// Only the day of a delayed first order is as drawn; within it the calendar decides. So days are counted, given the
  /// second of the day of registration: P(at most j midnights) at each full hour, and between them by a straight line.
  void set_delays() {
    constexpr int steps = 4;  // per day; G is next to straight between
    std::vector<double> g;
    for (std::size_t i = 0; i <= n_days_ * steps + steps; ++i) {
      g.push_back(setting_.delayed_within(static_cast<double>(i) / (steps * days_per_month)));
    }
    if (!(g.back() > 0)) return;
    cdf_.resize(25 * n_days_);
    mean_.assign(25, {});
    std::vector<double> p(n_days_), values(n_days_);
    for (int hour = 0; hour <= 24; ++hour) {
      for (std::size_t j = 0; j < n_days_; ++j) {
        const double at = (static_cast<double>(j + 1) - hour / 24.0) * steps;
        const auto i = static_cast<std::size_t>(at);
        const double value = (g[i] + (at - static_cast<double>(i)) * (g[i + 1] - g[i])) / g.back();
        cdf(hour, j) = std::min(value, 1.0);
        p[j] = cdf(hour, j) - (j > 0 ? cdf(hour, j - 1) : 0);
        values[j] = static_cast<double>(j);
      }
      mean_[static_cast<std::size_t>(hour)] = Moments::discrete(values, p);
    }
    for (std::size_t k = 1; k <= n_cuts; ++k) {
      const std::size_t cut = (n_days_ - 1) * k / (n_cuts + 1);
      if (cut > 0 && (cuts_.empty() || cut > cuts_.back())) cuts_.push_back(cut);
    }
    within_.resize(cuts_.size());
  }

  double& cdf(int hour, std::size_t days) { return cdf_[static_cast<std::size_t>(hour) * n_days_ + days]; }
  double cdf(int hour, std::size_t days) const { return cdf_[static_cast<std::size_t>(hour) * n_days_ + days]; }

  void add_delay(Seconds registered, Seconds first_order) {
    const Date day = date_of(registered);
    const auto days = static_cast<std::size_t>(date_of(first_order) - day);
    const Seconds second = registered - day.start();
    const int hour = static_cast<int>(second / seconds_per_hour);
    const double part = static_cast<double>(second % seconds_per_hour) / static_cast<double>(seconds_per_hour);
    const auto between = [&](double a, double b) { return a + part * (b - a); };
    const Moments &a = mean_[static_cast<std::size_t>(hour)], &b = mean_[static_cast<std::size_t>(hour) + 1];
    delay_.add({.mean = between(a.mean, b.mean),
                .variance = between(a.variance, b.variance),
                .third = between(a.third, b.third)},
               static_cast<double>(days));
    for (std::size_t k = 0; k < cuts_.size(); ++k) {
      within_[k].add_trials(between(cdf(hour, cuts_[k] - 1), cdf(hour + 1, cuts_[k] - 1)), days < cuts_[k]);
    }
  }

  LifeSetting setting_;
  std::size_t n_days_ = 0;
  std::vector<double> cdf_;    // by full hour of registration and days
  std::vector<Moments> mean_;  // of the days, by full hour
  std::vector<std::size_t> cuts_;
  std::int64_t n_ = 0, n_never_ = 0, n_at_registration_ = 0, n_go_ = 0, n_wrong_ends_ = 0, n_wrong_orders_ = 0;
  double lifetime_total_ = 0;
  Cells lifetimes_;
  Sum delay_;
  std::vector<Sum> within_;
};

}  // namespace retailsim::check
