#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include <boost/math/special_functions/gamma.hpp>

#include <retailsim/core/time.hpp>

#include "evaluation.hpp"
#include "finding_text.hpp"

namespace retailsim::dynamics {
namespace {

using nlohmann::json;

constexpr std::size_t n_bins = 8;  // 0 to 6, 7 or more
const std::vector<std::string> bin_labels{"0", "1", "2", "3", "4", "5", "6", "7+"};
constexpr std::array levels{0.5, 0.8, 0.95};

json json_of(const forecast::Score& score) {
  return {{"value", score.value}, {"low", score.low}, {"high", score.high}};
}

/// The exact 95 % interval of the mean of a Poisson count.
std::pair<double, double> poisson_interval(double count) {
  return {count > 0 ? boost::math::gamma_p_inv(count, 0.025) : 0, boost::math::gamma_p_inv(count + 1, 0.975)};
}

json json_of(const ScoredForecast& each) {
  json deciles = json::array();
  for (const forecast::CalibrationBin& bin : each.scores.deciles) {
    const auto [low, high] = poisson_interval(bin.actual);
    deciles.push_back({{"n", bin.n},
                       {"expected", bin.expected},
                       {"actual", bin.actual},
                       {"deviation", bin.deviation()},
                       {"low", low},
                       {"high", high}});
  }
  json result{{"deviance", json_of(each.scores.deviance)},
              {"crps", json_of(each.scores.crps)},
              {"mae", json_of(each.scores.mae)},
              {"rmse", json_of(each.scores.rmse)},
              {"bias", json_of(each.scores.bias)},
              {"expected", each.scores.expected},
              {"actual", each.scores.actual},
              {"top_tenth", each.scores.top_tenth},
              {"calibration", deciles}};
  if (each.role != Role::baseline) result["gain"] = json_of(each.gain);
  if (each.share_of_way) result["share_of_way"] = *each.share_of_way;
  return result;
}

std::string interval(const forecast::Score& score, int places = 4) {
  return fmt::format("{:.{}f} [{:.{}f}, {:.{}f}]", score.value, places, score.low, places, score.high, places);
}

TextTable table_of(const Comparison& comparison) {
  const bool has_bound = comparison.has(Role::bound);
  TextTable table{.header = {"forecast", "is", "deviance (95 %)", "CRPS", "MAE", "bias", "gain over best baseline"}};
  if (has_bound) table.header.push_back("way to the bound");
  constexpr std::array what{"model", "baseline", "bound", "outlook (unreachable)"};
  std::vector<const ScoredForecast*> order;
  for (const ScoredForecast& each : comparison.forecasts) order.push_back(&each);
  std::ranges::stable_sort(order, {}, [](const ScoredForecast* f) { return f->scores.deviance.value; });
  for (const ScoredForecast* each : order) {
    table.rows.push_back({each->name, what[static_cast<std::size_t>(each->role)], interval(each->scores.deviance),
                          fmt::format("{:.4f}", each->scores.crps.value), fmt::format("{:.4f}", each->scores.mae.value),
                          fmt::format("{:+.1f} %", 100 * each->scores.bias.value),
                          each->role == Role::baseline
                              ? ""
                              : fmt::format("{:.1f} % [{:.1f}, {:.1f}]", 100 * each->gain.value, 100 * each->gain.low,
                                            100 * each->gain.high)});
    if (has_bound)
      table.rows.back().push_back(each->share_of_way ? fmt::format("{:.0f} %", 100 * *each->share_of_way) : "");
  }
  return table;
}

/// Rows in rising order of a forecast, in `n` parts.
template <class Visit>
void for_quantiles(const std::vector<double>& forecast, std::size_t n, Visit&& visit) {
  std::vector<std::size_t> order(forecast.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return forecast[i]; });
  for (std::size_t part = 0; part < n; ++part) {
    const std::size_t begin = part * order.size() / n, end = (part + 1) * order.size() / n;
    if (end > begin) visit(std::span(order).subspan(begin, end - begin));
  }
}

Section scores_section(const Holdout& holdout) {
  const ScoredForecast& model = holdout.comparison.forecasts[0];
  Section section{.id = "scores", .title = "The saved model on the days after its training"};
  section.sentences = {
      verdict(holdout.comparison, ""),
      fmt::format(
          "{} customers had bought before {}; they made {} purchases in the {} days from then on, {} forecast {}.",
          count(holdout.rows.size()), to_string(Date(holdout.rows.origin)), fixed(model.scores.actual, 0),
          holdout.rows.horizon, model.name, fixed(model.scores.expected, 1)),
      "Deviance is the score to compare by: its mean is least for the true mean. MAE is for information; \"nobody "
      "buys\" "
      "has the best one on sparse counts."};
  if (holdout.comparison.has(Role::outlook))
    section.sentences.push_back(
        "The outlook knows each customer's own rate and end, which no history tells: it is a line to look at, out of "
        "reach, and nothing is compared with it.");
  section.table = table_of(holdout.comparison);
  for (const ScoredForecast& each : holdout.comparison.forecasts) section.figures[each.name] = json_of(each);
  Chart chart{.title = "Poisson deviance, 95 % interval", .kind = Chart::Kind::bar, .y_name = "deviance"};
  chart.series = {{.name = "deviance", .y = {}}};
  for (const ScoredForecast& each : holdout.comparison.forecasts) {
    chart.labels.push_back(each.name);
    chart.series[0].y.push_back(each.scores.deviance.value);
    chart.series[0].low.push_back(each.scores.deviance.low);
    chart.series[0].high.push_back(each.scores.deviance.high);
  }
  section.charts = {chart};
  return section;
}

Section calibration_section(const Holdout& holdout) {
  const ScoredForecast& model = holdout.comparison.forecasts[0];
  const std::vector<double>& counts = holdout.comparison.counts;
  Section section{.id = "calibration", .title = "Calibration"};
  Chart scatter{.title = "Predicted against actual: means of customers of neighbouring forecasts",
                .x_name = "predicted purchases per customer",
                .y_name = "actual",
                .log_x = true,
                .log_y = true};
  scatter.series = {{.name = "actual", .y = {}}, {.name = "if right", .y = {}}};
  for_quantiles(model.forecast, 20, [&](std::span<const std::size_t> rows) {
    double predicted = 0, actual = 0;
    for (const std::size_t i : rows) {
      predicted += model.forecast[i] / static_cast<double>(rows.size());
      actual += counts[i] / static_cast<double>(rows.size());
    }
    scatter.x.push_back(predicted);
    scatter.series[0].y.push_back(actual);
    scatter.series[1].y.push_back(predicted);
  });
  Chart deciles{.title = "Actual over predicted by tenths of the forecast, 95 % Poisson interval",
                .kind = Chart::Kind::line,
                .x_name = "tenth, lowest forecasts first",
                .y_name = "actual / predicted"};
  deciles.series = {{.name = "actual / predicted", .y = {}}, {.name = "if right", .y = {}}};
  section.table.header = {"tenth", "customers", "predicted", "actual", "deviation"};
  int off = 0;
  for (std::size_t k = 0; k < model.scores.deciles.size(); ++k) {
    const forecast::CalibrationBin& bin = model.scores.deciles[k];
    const auto [low, high] = poisson_interval(bin.actual);
    const double scale = bin.expected > 0 ? 1 / bin.expected : NAN;
    deciles.labels.push_back(std::to_string(k + 1));
    deciles.series[0].y.push_back(bin.actual * scale);
    deciles.series[0].low.push_back(low * scale);
    deciles.series[0].high.push_back(high * scale);
    deciles.series[1].y.push_back(1);
    off += bin.expected < low || bin.expected > high;
    section.table.rows.push_back({std::to_string(k + 1), std::to_string(bin.n), fixed(bin.expected, 1),
                                  fixed(bin.actual, 0), fmt::format("{:+.1f}", bin.deviation())});
  }
  Chart frequency{.title = "Purchases by number of repeat purchases before: conditional expectation",
                  .x_name = "repeat purchases before",
                  .y_name = "purchases per customer",
                  .labels = bin_labels};
  const ScoredForecast& baseline = holdout.comparison.best(Role::baseline);
  std::vector<double> n(n_bins, 0.0), actual(n_bins, 0.0), of_model(n_bins, 0.0), of_baseline(n_bins, 0.0);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto bin =
        std::min<std::size_t>(static_cast<std::size_t>(holdout.rows.history.n_repeat_orders[i]), n_bins - 1);
    n[bin] += 1;
    actual[bin] += counts[i];
    of_model[bin] += model.forecast[i];
    of_baseline[bin] += baseline.forecast[i];
  }
  frequency.series = {{.name = "actual", .y = {}}, {.name = model.name, .y = {}}, {.name = baseline.name, .y = {}}};
  for (std::size_t bin = 0; bin < n_bins; ++bin) {
    const auto [low, high] = poisson_interval(actual[bin]);
    const double scale = n[bin] > 0 ? 1 / n[bin] : NAN;
    frequency.series[0].y.push_back(actual[bin] * scale);
    frequency.series[0].low.push_back(low * scale);
    frequency.series[0].high.push_back(high * scale);
    frequency.series[1].y.push_back(of_model[bin] * scale);
    frequency.series[2].y.push_back(of_baseline[bin] * scale);
  }
  section.sentences = {fmt::format(
      "In {} of the ten tenths the forecast's total lies outside the 95 % interval of the actual one. In all the "
      "forecast is {} than what happened by {}.",
      off, model.scores.bias.value < 0 ? "lower" : "higher", percent(std::abs(model.scores.bias.value)))};
  section.figures = {{"tenths_outside", off}, {"bias", json_of(model.scores.bias)}};
  section.charts = {scatter, deciles, frequency};
  return section;
}

/// How often counts lie in the middle of their laws, ties broken at random: as often as the level says where right.
double coverage(const Holdout& holdout, double level) {
  double inside = 0;
  for (const double u : holdout.pit) inside += std::abs(u - 0.5) <= level / 2;
  return inside / static_cast<double>(holdout.pit.size());
}

std::vector<double> histogram(const std::vector<double>& counts) {
  std::vector<double> result(n_bins, 0.0);
  for (const double y : counts) result[std::min<std::size_t>(static_cast<std::size_t>(y), n_bins - 1)] += 1;
  return result;
}

json laws_json(const Holdout& holdout) {
  json result{{"kolmogorov", holdout.pit_distance}, {"dispersion", holdout.dispersion}};
  result["pit"] = std::vector<double>(10, 0.0);
  for (const double u : holdout.pit) {
    json& cell = result["pit"][std::min<std::size_t>(static_cast<std::size_t>(10 * u), 9)];
    cell = cell.get<double>() + 1 / static_cast<double>(holdout.pit.size());
  }
  const double total = holdout.comparison.forecasts[0].scores.actual;
  const std::vector<double> seen = histogram(holdout.comparison.counts);
  for (const double level : levels) {
    const std::string key = fmt::format("{:.0f}", 100 * level);
    const forecast::Band band = holdout.futures.total_band(level);
    result["coverage"][key] = coverage(holdout, level);
    result["total"][key] = {{"low", band.low}, {"high", band.high}, {"holds", band.holds(total)}};
  }
  result["total"]["actual"] = total;
  result["n_futures"] = holdout.futures.n_draws;
  result["histogram"] = json::array();
  for (std::size_t bin = 0; bin < n_bins; ++bin) {
    const forecast::Band band = holdout.futures.bin_band(bin, 0.95);
    result["histogram"].push_back(
        {{"count", bin_labels[bin]}, {"actual", seen[bin]}, {"low", band.low}, {"high", band.high}});
  }
  return result;
}

Section laws_section(const Holdout& holdout) {
  Section section{.id = "laws", .title = "What could have happened: simulated futures"};
  const json laws = laws_json(holdout);
  const double total = laws["total"]["actual"];
  const json& band = laws["total"]["95"];
  section.sentences.push_back(fmt::format(
      "{} futures of the same customers, drawn from the model's laws of counts{}: the total of {} purchases is {} the "
      "middle 95 % of theirs, {} to {}.",
      holdout.futures.n_draws,
      holdout.dispersion > 0
          ? fmt::format(" (negative binomial around its forecasts, dispersion {:.2f}, as it has none "
                        "of its own)",
                        holdout.dispersion)
          : "",
      fixed(total, 0), band["holds"].get<bool>() ? "within" : "outside", fixed(band["low"].get<double>(), 0),
      fixed(band["high"].get<double>(), 0)));
  section.sentences.push_back(fmt::format(
      "Of the customers' counts {} lie in the middle 50 % of their laws, {} in the middle 80 % and {} in the middle "
      "95 %, ties broken at random.",
      percent(laws["coverage"]["50"]), percent(laws["coverage"]["80"]), percent(laws["coverage"]["95"])));
  section.sentences.push_back(fmt::format(
      "Places of counts in their laws are {} from uniform: Kolmogorov's distance is {:.2f}, and right laws exceed 1.36 "
      "in one case of twenty.",
      holdout.pit_distance > 1.36 ? "far" : "not to be told", holdout.pit_distance));
  Chart counts{.title = "Customers by number of purchases, and the middle 95 % of the futures",
               .kind = Chart::Kind::bar,
               .x_name = "purchases",
               .y_name = "customers",
               .labels = bin_labels};
  counts.series = {{.name = "actual", .y = {}}, {.name = "futures", .y = {}}};
  section.table.header = {"purchases", "actual customers", "low", "high"};
  for (std::size_t bin = 0; bin < n_bins; ++bin) {
    const json& of = laws["histogram"][bin];
    const forecast::Band middle = holdout.futures.bin_band(bin, 0);
    counts.series[0].y.push_back(of["actual"]);
    counts.series[1].y.push_back(middle.low);
    counts.series[1].low.push_back(of["low"]);
    counts.series[1].high.push_back(of["high"]);
    section.table.rows.push_back({bin_labels[bin], fixed(of["actual"].get<double>(), 0),
                                  fixed(of["low"].get<double>(), 0), fixed(of["high"].get<double>(), 0)});
  }
  Chart totals{
      .title = "Totals of the futures, and what happened", .x_name = "share of futures, %", .y_name = "purchases"};
  std::vector<double> sorted = holdout.futures.totals;
  std::ranges::sort(sorted);
  totals.series = {{.name = "futures", .y = {}}, {.name = "actual", .y = {}}};
  for (std::size_t d = 0; d < sorted.size(); ++d) {
    totals.x.push_back(100 * (static_cast<double>(d) + 0.5) / static_cast<double>(sorted.size()));
    totals.series[0].y.push_back(sorted[d]);
    totals.series[1].y.push_back(total);
  }
  Chart pit{.title = "Places of counts in their laws (randomised PIT): flat where the laws are right",
            .kind = Chart::Kind::bar,
            .x_name = "place",
            .y_name = "share of customers"};
  pit.series = {{.name = "share", .y = laws["pit"].get<std::vector<double>>()}};
  for (int k = 0; k < 10; ++k) pit.labels.push_back(fmt::format("{:.1f}", 0.1 * k));
  section.charts = {counts, totals, pit};
  section.figures = laws;
  return section;
}

Section tracking_section(const std::string& model, const Holdout& holdout) {
  Section section{.id = "tracking", .title = "Tracking"};
  const bool whole = !holdout.expected.empty() && std::isfinite(holdout.expected.front());
  section.sentences = {
      fmt::format("Repeat purchases of the {} customers seen before {}, cumulated week by week; {}.",
                  count(holdout.rows.size()), to_string(Date(holdout.rows.origin)),
                  whole ? "expected from the day of each customer's first purchase alone"
                        : "the model forecasts from the end of its training on only, drawn as a straight line")};
  Chart chart{.title = "Cumulated repeat purchases (training ends on " + to_string(Date(holdout.rows.origin)) + ")",
              .x_name = "days since the first of the file",
              .y_name = "repeat purchases"};
  chart.x = holdout.weeks;
  chart.series = {{.name = "actual", .y = holdout.actual}, {.name = model, .y = holdout.expected}};
  const double last = holdout.expected.back(), seen = holdout.actual.back();
  if (seen > 0)
    section.sentences.push_back(fmt::format("At the end {} were expected and {} made: {:+.1f} %.", fixed(last, 0),
                                            fixed(seen, 0), 100 * (last / seen - 1)));
  section.figures = {{"expected", last}, {"actual", seen}};
  section.charts = {chart};
  return section;
}

json origins_json(const RollingOrigins& rolling) {
  json result{{"horizon_days", rolling.horizon}, {"left_out", rolling.left_out}, {"origins", json::array()}};
  for (const std::int32_t origin : rolling.origins) result["origins"].push_back(to_string(Date(origin)));
  if (rolling.origins.empty()) return result;
  for (std::size_t m = 0; m < rolling.comparison.forecasts.size(); ++m) {
    const ScoredForecast& each = rolling.comparison.forecasts[m];
    json of = json_of(each);
    for (const forecast::Scores& scores : rolling.backtest.results[m].each_origin)
      of["deviance_by_origin"].push_back(scores.deviance.value);
    result["scores"][each.name] = std::move(of);
  }
  result["finding"] = verdict(rolling.comparison, "");
  return result;
}

Section origins_section(const RollingOrigins& rolling) {
  Section section{.id = "origins", .title = "Rolling origins: which model to take"};
  if (rolling.origins.empty()) {
    section.sentences = {"The file is too short for months to forecast with three months before each."};
    return section;
  }
  section.sentences = {
      verdict(rolling.comparison, ""),
      fmt::format(
          "At each of {} origins, a month ({} days) apart up to the end of the file, every model was fitted to "
          "the days before it (training; stacking weights from months held back at its end, validation) and "
          "forecast the month after it (test) of all customers seen before. Forecasts were made again from a log "
          "that ends at the origin, and are the same to the bit: nothing leaks.",
          rolling.origins.size(), rolling.horizon)};
  for (const std::string& why : rolling.left_out) section.sentences.push_back("Left out: " + why + ".");
  section.table = table_of(rolling.comparison);
  Chart chart{.title = "Deviance at each origin", .x_name = "origin", .y_name = "deviance"};
  for (const std::int32_t origin : rolling.origins) chart.labels.push_back(to_string(Date(origin)));
  std::vector<std::size_t> order(rolling.comparison.forecasts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto deviance = [&](std::size_t m) { return rolling.comparison.forecasts[m].scores.deviance.value; };
  std::ranges::stable_sort(order, {}, deviance);
  order.resize(std::min<std::size_t>(order.size(), 8));  // as many as there are colours
  for (const std::size_t m : order) {
    Series series{.name = rolling.comparison.forecasts[m].name, .y = {}};
    for (const forecast::Scores& scores : rolling.backtest.results[m].each_origin)
      series.y.push_back(scores.deviance.value);
    chart.series.push_back(std::move(series));
  }
  section.charts = {chart};
  section.figures = origins_json(rolling);
  return section;
}

}  // namespace

std::vector<Section> evaluation_sections(const std::string& model, const Holdout& holdout,
                                         const std::optional<RollingOrigins>& origins) {
  std::vector<Section> sections{scores_section(holdout), calibration_section(holdout), laws_section(holdout),
                                tracking_section(model, holdout)};
  if (origins) sections.insert(sections.begin(), origins_section(*origins));
  return sections;
}

json evaluation_json(const std::string& model, const Holdout& holdout, const std::optional<RollingOrigins>& origins) {
  json result{{"model", model},
              {"until", to_string(Date(holdout.rows.origin))},
              {"horizon_days", holdout.rows.horizon},
              {"n_customers", holdout.rows.size()},
              {"actual", holdout.comparison.forecasts[0].scores.actual},
              {"finding", verdict(holdout.comparison, "")},
              {"laws", laws_json(holdout)}};
  for (const ScoredForecast& each : holdout.comparison.forecasts) result["scores"][each.name] = json_of(each);
  if (origins) result["rolling_origins"] = origins_json(*origins);
  return result;
}

}  // namespace retailsim::dynamics
