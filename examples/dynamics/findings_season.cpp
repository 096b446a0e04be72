#include <array>
#include <cmath>

#include <retailsim/analytics/decomposition.hpp>
#include <retailsim/analytics/month.hpp>

#include "finding_text.hpp"
#include "findings.hpp"

namespace retailsim::dynamics {
namespace {

struct Part {
  const char* id;
  const char* title;
  const SeasonalProfile& profile;
  std::vector<std::string> labels;
};

std::vector<std::string> hours() {
  std::vector<std::string> labels;
  for (int hour = 0; hour < 24; ++hour) labels.push_back(std::to_string(hour));
  return labels;
}

// Transactions of every month, and how many of its days are in the file.
struct MonthSeries {
  MonthAxis axis;
  std::vector<double> n;
  std::vector<int> days;
};

MonthSeries month_series(const Transactions& table) {
  MonthSeries series{.axis = MonthAxis(table.first_day, table.n_days), .n = {}, .days = {}};
  series.n.resize(series.axis.size());
  series.days.resize(series.axis.size());
  for (const std::uint16_t month : series.axis.month_of_day()) ++series.days[month];
  for (std::size_t i = 0; i < table.size(); ++i) ++series.n[series.axis.month_of_day()[table.day_index(i)]];
  return series;
}

}  // namespace

Section volume_section(const Transactions& table) {
  const MonthSeries months = month_series(table);
  Section section{.id = "volume", .title = "Transactions by month"};
  Chart chart{.title = "Transactions by month", .x_name = "month", .y_name = "transactions"};
  chart.series = {{.name = "transactions", .y = months.n}};
  section.table.header = {"month", "transactions", "days in the file"};
  for (std::size_t m = 0; m < months.axis.size(); ++m) {
    chart.labels.push_back(to_string(months.axis[m]));
    section.table.rows.push_back(
        {chart.labels[m], count(static_cast<std::int64_t>(months.n[m])), std::to_string(months.days[m])});
  }
  std::size_t best = 0;
  for (std::size_t m = 0; m < months.n.size(); ++m) {
    if (months.n[m] / months.days[m] > months.n[best] / months.days[best]) best = m;
  }
  section.sentences = {
      fmt::format("The busiest month by day is {} with {} transactions a day; all days of the file have {} on "
                  "average.",
                  chart.labels[best], fixed(months.n[best] / months.days[best], 1),
                  fixed(static_cast<double>(table.size()) / table.n_days, 1))};
  section.figures = {{"busiest_month", chart.labels[best]},
                     {"mean_per_day", static_cast<double>(table.size()) / table.n_days}};
  section.charts = {chart};
  // Whole months alone have a season that can be taken apart.
  std::vector<double> whole;
  std::vector<std::string> labels;
  for (std::size_t m = 0; m < months.n.size(); ++m) {
    if (months.days[m] != months.axis[m].n_days()) continue;
    whole.push_back(months.n[m]);
    labels.push_back(chart.labels[m]);
  }
  if (whole.size() >= 24) {
    const Decomposition parts = decompose(whole, 12, {.outliers = true});
    Chart split{.title = "Decomposition of the whole months (STL)",
                .x_name = "month",
                .y_name = "transactions",
                .labels = labels};
    split.series = {
        {.name = "trend", .y = parts.trend}, {.name = "season", .y = parts.season}, {.name = "rest", .y = parts.rest}};
    section.charts.push_back(split);
  } else {
    section.sentences.push_back(fmt::format(
        "With {} whole months there is no decomposition into trend and season: it takes 24.", whole.size()));
  }
  return section;
}

Section season_section(const Seasonality& found) {
  Section section{.id = "season", .title = "Season: months of the year, days of the week, hours of the day"};
  const std::array parts{
      Part{"month",
           "month of the year",
           found.month,
           {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}},
      Part{"weekday", "day of the week", found.weekday, {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}},
      Part{"hour", "hour of the day", found.hour, hours()}};
  section.table.header = {"cycle", "part", "factor", "95 % from", "to"};
  for (const Part& part : parts) {
    const SeasonalProfile& profile = part.profile;
    const std::string title = std::string(1, static_cast<char>(part.title[0] - 32)) + (part.title + 1);
    if (!profile.identifiable) {
      section.sentences.push_back(title + ": " + profile.why_not + ".");
      section.figures[part.id] = {{"identifiable", false}, {"why_not", profile.why_not}};
      continue;
    }
    std::size_t most = 0, least = profile.factor.size();
    for (std::size_t i = 0; i < profile.factor.size(); ++i) {
      if (profile.factor[i] > profile.factor[most]) most = i;
      if (profile.factor[i] > 0 && (least == profile.factor.size() || profile.factor[i] < profile.factor[least]))
        least = i;
    }
    std::string closed;
    for (std::size_t i = 0; i < profile.factor.size(); ++i) {
      if (profile.factor[i] == 0) closed += (closed.empty() ? "" : ", ") + part.labels[i];
    }
    section.sentences.push_back(
        fmt::format("{}: {} ({}, F test, counts {} times as variable as Poisson); {} is busiest with {} times the "
                    "mean, {} quietest with "
                    "{}{}.",
                    title, profile.p_value < 0.05 ? "there is a season" : "no season is seen", p_text(profile.p_value),
                    fixed(profile.dispersion, 1), part.labels[most], fixed(profile.factor[most]), part.labels[least],
                    fixed(profile.factor[least]), closed.empty() ? "" : "; never a transaction: " + closed));
    section.figures[part.id] = {{"identifiable", true},
                                {"p_value", profile.p_value},
                                {"f", profile.f_statistic},
                                {"dispersion", profile.dispersion},
                                {"factor", profile.factor}};
    Chart chart{.title = title,
                .kind = Chart::Kind::bar,
                .x_name = part.title,
                .y_name = "times the mean",
                .labels = part.labels};
    chart.series = {{.name = "factor", .y = profile.factor, .low = profile.low, .high = profile.high}};
    section.charts.push_back(std::move(chart));
    for (std::size_t i = 0; i < profile.factor.size(); ++i) {
      section.table.rows.push_back(
          {part.title, part.labels[i], fixed(profile.factor[i]), fixed(profile.low[i]), fixed(profile.high[i])});
    }
  }
  if (!found.month.identifiable) {
    section.sentences.push_back(
        "So what needs a season of the year is left out: the seasonal naive baseline, \"same as in the training "
        "year\", and "
        "models of purchases with an estimated season (--season).");
    section.figures["left_out"] = {"seasonal naive", "same as in the training year", "season-aware models (--season)"};
  }
  return section;
}

Section growth_section(const Transactions& table, const Seasonality& found) {
  Section section{.id = "growth", .title = "Growth"};
  if (found.growth.identifiable) {
    section.sentences = {
        fmt::format("Transactions grow by {} a year (95 %: {} to {}), the months of the year taken out.",
                    percent(found.growth.per_year), percent(found.growth.low), percent(found.growth.high))};
    section.figures = {{"identifiable", true},
                       {"per_year", found.growth.per_year},
                       {"low", found.growth.low},
                       {"high", found.growth.high}};
  } else {
    section.sentences = {"A rate of growth is " + found.growth.why_not + "."};
    section.figures = {{"identifiable", false}, {"why_not", found.growth.why_not}};
  }
  // A month against the same month of the year before, by day; pieces of months are as good as the days they have.
  const MonthSeries months = month_series(table);
  if (months.axis.size() <= 12) {
    section.sentences.push_back("No month of the file comes twice.");
    return section;
  }
  Chart chart{.title = "Transactions a day against the same month of the year before",
              .kind = Chart::Kind::bar,
              .x_name = "month",
              .y_name = "%"};
  chart.series = {{.name = "change", .y = {}}};
  section.table.header = {"month", "transactions a day", "a year before", "change"};
  for (std::size_t m = 12; m < months.axis.size(); ++m) {
    const double now = months.n[m] / months.days[m], then = months.n[m - 12] / months.days[m - 12];
    const double change = then > 0 ? now / then - 1 : NAN;
    chart.labels.push_back(to_string(months.axis[m]));
    chart.series[0].y.push_back(100 * change);
    section.table.rows.push_back(
        {chart.labels.back(), fixed(now, 1), fixed(then, 1), then > 0 ? percent(change) : std::string()});
  }
  section.charts = {chart};
  return section;
}

}  // namespace retailsim::dynamics
