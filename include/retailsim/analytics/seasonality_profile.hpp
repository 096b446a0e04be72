#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <retailsim/analytics/detail/quasi_poisson.hpp>
#include <retailsim/analytics/detail/tails.hpp>
#include <retailsim/analytics/month.hpp>
#include <retailsim/analytics/transactions.hpp>

namespace retailsim {

/// How busy the parts of a cycle are: the months of a year, the days of a week, the hours of a day.
struct SeasonalProfile {
  std::vector<double> factor;                            ///< mean 1 over the parts: 1.2 is 20 % above an average one
  std::vector<double> low, high;                         ///< 95 % interval of each factor by itself
  double p_value = 1;                                    ///< of the test against "all parts alike"
  double f_statistic = 0, n_parts_free = 0, n_free = 0;  ///< F and its degrees of freedom
  double dispersion = 1;  ///< variance per mean of the counts, given the profile: 1 for Poisson counts
  bool identifiable = false;
  std::string why_not{};  ///< where it is not identifiable: one sentence
};

/// How transactions grow from year to year.
struct Growth {
  double per_year = 0, low = 0, high = 0;  ///< 0.1: 10 % a year; 95 % interval
  bool identifiable = false;
  std::string why_not{};
};

/// Seasonal profiles and growth of the number of transactions.
struct Seasonality {
  SeasonalProfile month;    ///< January to December
  SeasonalProfile weekday;  ///< Monday to Sunday
  SeasonalProfile hour;     ///< 0 to 23
  Growth growth;
};

/// Transactions by day and by hour.
struct DayCounts {
  Date first_day;
  std::vector<double> by_day;   ///< shape {n_days}
  std::vector<double> by_hour;  ///< shape {n_days, 24}
};

inline DayCounts day_counts(const Transactions& transactions) {
  const auto n_days = static_cast<std::size_t>(transactions.n_days);
  DayCounts counts{.first_day = transactions.first_day,
                   .by_day = std::vector<double>(n_days),
                   .by_hour = std::vector<double>(24 * n_days)};
  for (const std::uint32_t at : transactions.at) ++counts.by_hour[at / static_cast<std::uint32_t>(seconds_per_hour)];
  for (std::size_t day = 0; day < n_days; ++day) {
    for (std::size_t hour = 0; hour < 24; ++hour) counts.by_day[day] += counts.by_hour[24 * day + hour];
  }
  return counts;
}

namespace detail {

/// Factors of mean 1 and their intervals from the log factors of the parts in use, the first of which is 0. Parts that
/// are not in use have the factor 0.
inline void set_factors(SeasonalProfile& profile, std::size_t n_parts, std::span<const std::size_t> used,
                        std::span<const double> log_factor, const std::vector<double>& variance) {
  const std::size_t m = used.size();
  double sum = 0;
  for (const double value : log_factor) sum += std::exp(value);
  const double t = t_quantile(0.975, profile.n_free);
  profile.factor.assign(n_parts, 0);
  profile.low.assign(n_parts, 0);
  profile.high.assign(n_parts, 0);
  for (std::size_t j = 0; j < m; ++j) {
    // log factor_j = b_j - log(sum_k exp b_k) + log n: its gradient is 1 at j, less the shares of all.
    double spread = 0;
    for (std::size_t a = 0; a < m; ++a) {
      for (std::size_t b = 0; b < m; ++b) {
        const double ga = (a == j) - std::exp(log_factor[a]) / sum, gb = (b == j) - std::exp(log_factor[b]) / sum;
        spread += ga * gb * variance[a * m + b];
      }
    }
    const double middle = static_cast<double>(n_parts) * std::exp(log_factor[j]) / sum;
    const double width = std::exp(t * std::sqrt(std::max(spread, 0.0)));
    profile.factor[used[j]] = middle;
    profile.low[used[j]] = middle / width;
    profile.high[used[j]] = middle * width;
  }
}

/// Fits counts by a level that moves (the first columns of the design) and by parts of a cycle, and tests the parts.
inline SeasonalProfile fit_profile(const Design& level, std::span<const std::size_t> part, std::size_t n_parts,
                                   std::span<const double> counts, std::span<const double> exposure) {
  SeasonalProfile profile;
  std::vector<double> total(n_parts);
  for (std::size_t i = 0; i < part.size(); ++i) total[part[i]] += counts[i];
  std::vector<std::size_t> used, column_of(n_parts, n_parts);
  for (std::size_t j = 0; j < n_parts; ++j) {
    if (total[j] > 0) {
      column_of[j] = used.size();
      used.push_back(j);
    }
  }
  if (used.size() < 2) {
    profile.why_not = "all transactions fall into one part of the cycle";
    return profile;
  }
  // Parts that never have a transaction, such as days on which a shop is closed, have no logarithm and are left out.
  const std::size_t p = level.n_columns, m = used.size() - 1;
  Design full(p + m), none(p);
  std::vector<double> kept_counts, kept_exposure;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (column_of[part[i]] == n_parts) continue;
    const auto row = full.add_row();
    std::ranges::copy(level.row(i), row.begin());
    if (column_of[part[i]] > 0) row[p + column_of[part[i]] - 1] = 1;
    std::ranges::copy(level.row(i), none.add_row().begin());
    kept_counts.push_back(counts[i]);
    kept_exposure.push_back(exposure[i]);
  }
  const QuasiPoissonFit with = fit_quasi_poisson(full, kept_counts, kept_exposure);
  const QuasiPoissonFit without = fit_quasi_poisson(none, kept_counts, kept_exposure);
  if (!with.ok || !without.ok || !(with.dispersion > 0)) {
    profile.why_not = "there are too few transactions, or they are too uneven, to tell level and profile apart";
    return profile;
  }
  profile.identifiable = true;
  profile.n_parts_free = static_cast<double>(m);
  profile.n_free = with.n_free;
  profile.dispersion = with.dispersion;
  profile.f_statistic = std::max(without.deviance - with.deviance, 0.0) / static_cast<double>(m) / with.dispersion;
  profile.p_value = f_tail(profile.f_statistic, profile.n_parts_free, profile.n_free);

  std::vector<double> log_factor(m + 1), variance((m + 1) * (m + 1));
  for (std::size_t a = 0; a < m; ++a) {
    log_factor[a + 1] = with.beta[p + a];
    for (std::size_t b = 0; b < m; ++b) {
      variance[(a + 1) * (m + 1) + b + 1] = with.variance[(p + a) * (p + m) + p + b];
    }
  }
  set_factors(profile, n_parts, used, log_factor, variance);
  return profile;
}

/// A level that is piecewise linear in time with a knot every `step` units: hat functions, one column each.
inline Design moving_level(std::span<const double> time, double step) {
  const double first = time.front(), length = std::max(time.back() - first, 1e-9);
  const auto n_pieces = std::max<std::size_t>(1, static_cast<std::size_t>(length / step + 0.5));
  Design design(n_pieces + 1);
  for (const double t : time) {
    const double place = (t - first) / length * static_cast<double>(n_pieces);
    const std::size_t piece = std::min(static_cast<std::size_t>(place), n_pieces - 1);
    const auto row = design.add_row();
    row[piece + 1] = place - static_cast<double>(piece);
    row[piece] = 1 - row[piece + 1];
  }
  return design;
}

inline SeasonalProfile weekday_profile(const DayCounts& counts) {
  SeasonalProfile profile;
  const std::size_t n = counts.by_day.size();
  if (n < 28) {
    profile.why_not = "there are fewer than four weeks";
    return profile;
  }
  std::vector<double> time(n), exposure(n, 1);
  std::vector<std::size_t> part(n);
  for (std::size_t day = 0; day < n; ++day) {
    time[day] = static_cast<double>(day);
    part[day] = static_cast<std::size_t>((counts.first_day + static_cast<int>(day)).weekday());
  }
  // A level that may turn every quarter takes the year's season and the trend out of the days of the week.
  return fit_profile(moving_level(time, 91), part, 7, counts.by_day, exposure);
}

/// Days by hours: given its total, how a day's transactions spread over its hours. What moves whole days cancels.
inline SeasonalProfile hour_profile(const DayCounts& counts) {
  SeasonalProfile profile;
  std::vector<double> by_hour(24);
  double total = 0;
  std::size_t n_days = 0;
  for (std::size_t day = 0; day < counts.by_day.size(); ++day) {
    n_days += counts.by_day[day] > 0;
    total += counts.by_day[day];
    for (std::size_t hour = 0; hour < 24; ++hour) by_hour[hour] += counts.by_hour[24 * day + hour];
  }
  std::vector<std::size_t> used;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    if (by_hour[hour] > 0) used.push_back(hour);
  }
  if (n_days < 14) {
    profile.why_not = "there are fewer than 14 days with transactions";
    return profile;
  }
  if (used.size() < 2) {
    profile.why_not = "the times have no hours, or all transactions fall into one";
    return profile;
  }
  double pearson = 0, deviance = 0;
  for (std::size_t day = 0; day < counts.by_day.size(); ++day) {
    for (const std::size_t hour : used) {
      const double mean = counts.by_day[day] * by_hour[hour] / total;
      const double residual = counts.by_hour[24 * day + hour] - mean;
      if (mean > 0) pearson += residual * residual / mean;
    }
  }
  for (const std::size_t hour : used) deviance += 2 * by_hour[hour] * std::log(24 * by_hour[hour] / total);
  profile.identifiable = true;
  profile.n_parts_free = 23;
  profile.n_free = static_cast<double>((n_days - 1) * (used.size() - 1));
  profile.dispersion = std::max(1.0, pearson / profile.n_free);
  profile.f_statistic = deviance / 23 / profile.dispersion;
  profile.p_value = f_tail(profile.f_statistic, 23, profile.n_free);
  profile.factor.assign(24, 0);
  profile.low.assign(24, 0);
  profile.high.assign(24, 0);
  const double t = t_quantile(0.975, profile.n_free);
  for (const std::size_t hour : used) {
    const double share = by_hour[hour] / total;
    const double width = std::exp(t * std::sqrt(profile.dispersion * (1 - share) / by_hour[hour]));
    profile.factor[hour] = 24 * share;
    profile.low[hour] = 24 * share / width;
    profile.high[hour] = 24 * share * width;
  }
  return profile;
}

/// The months of the file, as counts with the busyness of their days of the week as exposure.
struct MonthCounts {
  std::vector<double> counts{}, exposure{}, time{};  ///< time: years from the first month
  std::vector<std::size_t> part{};                   ///< 0 = January
};

inline MonthCounts month_counts(const DayCounts& counts, const SeasonalProfile& weekday) {
  MonthCounts months;
  const MonthAxis axis(counts.first_day, static_cast<int>(counts.by_day.size()));
  months.counts.resize(axis.size());
  months.exposure.resize(axis.size());
  for (std::size_t day = 0; day < counts.by_day.size(); ++day) {
    const std::size_t month = axis.month_of_day()[day];
    const auto weekday_index = static_cast<std::size_t>((counts.first_day + static_cast<int>(day)).weekday());
    months.counts[month] += counts.by_day[day];
    months.exposure[month] += weekday.identifiable ? weekday.factor[weekday_index] : 1;
  }
  for (std::size_t m = 0; m < axis.size(); ++m) {
    months.time.push_back(static_cast<double>(m) / 12);
    months.part.push_back(static_cast<std::size_t>(axis[m].month() - 1));
    months.exposure[m] = std::max(months.exposure[m], 1e-3);  // a piece of a month on closed days alone
  }
  return months;
}

inline constexpr int two_years = 730;  // days

inline std::string years_text(std::size_t n_days) {
  const auto tenths = static_cast<int>(static_cast<double>(n_days) / 36.525 + 0.5);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

inline SeasonalProfile month_profile(const DayCounts& counts, const SeasonalProfile& weekday) {
  SeasonalProfile profile;
  if (counts.by_day.size() < two_years) {
    profile.why_not = "not identifiable: with " + years_text(counts.by_day.size()) +
                      " years of data a month of the year cannot be told from the trend; it takes two";
    return profile;
  }
  const MonthCounts months = month_counts(counts, weekday);
  return fit_profile(moving_level(months.time, 1), months.part, 12, months.counts, months.exposure);
}

inline Growth growth_of(const DayCounts& counts, const SeasonalProfile& weekday) {
  Growth growth;
  if (counts.by_day.size() < two_years) {
    growth.why_not = "not identifiable: with " + years_text(counts.by_day.size()) +
                     " years of data growth cannot be told from the season; it takes two";
    return growth;
  }
  const MonthCounts months = month_counts(counts, weekday);
  Design design(13);  // one level, one slope, eleven months
  for (std::size_t m = 0; m < months.counts.size(); ++m) {
    const auto row = design.add_row();
    row[0] = 1;
    row[1] = months.time[m];
    if (months.part[m] > 0) row[1 + months.part[m]] = 1;
  }
  const QuasiPoissonFit fit = fit_quasi_poisson(design, months.counts, months.exposure);
  if (!fit.ok) {
    growth.why_not = "there are months of the year without a transaction";
    return growth;
  }
  const double width = t_quantile(0.975, fit.n_free) * std::sqrt(fit.variance[1 * 13 + 1]);
  growth.identifiable = true;
  growth.per_year = std::expm1(fit.beta[1]);
  growth.low = std::expm1(fit.beta[1] - width);
  growth.high = std::expm1(fit.beta[1] + width);
  return growth;
}

}  // namespace detail

/// Profiles with intervals, each tested against "none", and growth.
///
/// Days of one shop differ by more than chance: weather, holidays, campaigns. So counts are taken as quasi-Poisson,
/// their variance a multiple of the mean that is estimated with the profile (1 at least: rows spaced evenly by a
/// program are no certainty about the season), and the tests are F tests on the deviance:
/// - weekday: days, with a level that may turn every quarter;
/// - month: months, with a level that may turn every year, and with the busyness of their weekdays as exposure. With
///   under two years a month cannot be told from the trend, and nothing is said but that;
/// - hour: the hours of a day given its total.
/// Growth is the slope of the log level over the years, beside the months.
/// Source: P. McCullagh and J. A. Nelder, Generalized Linear Models, 2nd edition, 1989, sections 4.5 and 6.2.
inline Seasonality seasonality(const DayCounts& counts) {
  Seasonality result;
  result.weekday = detail::weekday_profile(counts);
  result.hour = detail::hour_profile(counts);
  result.month = detail::month_profile(counts, result.weekday);
  result.growth = detail::growth_of(counts, result.weekday);
  return result;
}
inline Seasonality seasonality(const Transactions& transactions) { return seasonality(day_counts(transactions)); }

}  // namespace retailsim
