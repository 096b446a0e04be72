#include "evaluation.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <type_traits>

#include <fmt/format.h>

#include <retailsim/forecast/baselines.hpp>
#include <retailsim/forecast/count_laws.hpp>
#include <retailsim/forecast/model_file.hpp>
#include <retailsim/io/csv_records.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/purpose.hpp>
#include <retailsim/random/uniform.hpp>

#include "finding_text.hpp"
#include "model_choice.hpp"

namespace retailsim::dynamics {
namespace {

using namespace forecast;

std::vector<AnyModel> baselines() {
  return {TrailingMean(1), TrailingMean(3), TrailingMean(6), TrailingMean(12), SeasonalNaive(), SameAsLastYear()};
}

/// A model that is what it is: origins do not change it.
struct Fixed {
  AnyModel model;
  std::string title;
  std::string name() const { return title; }
  void fit(const PurchaseLog&, std::int32_t, std::int32_t) {}
  void predict(const PurchaseLog& log, const Snapshot& rows, std::span<double> out) const {
    model.predict(log, rows, out);
  }
};

/// Repeat purchases a model in time expects of a customer up to a day, given only the day of the first.
class Expectation {
 public:
  Expectation(const AnyModel& model, std::int32_t begin, std::int32_t end) {
    const auto try_btyd = [&]<class Btyd>(std::type_identity<Btyd>) {
      if (const auto* plain = model.as<BtydForecast<Btyd>>()) {
        for (std::int32_t age = 0; age <= end - begin + 1; ++age) {
          by_age_.push_back(plain->fitted().model.expected_purchases(age / plain->unit()));
          passed_.push_back(age);
        }
      } else if (const auto* seasonal = model.as<SeasonalForecast<Btyd>>()) {
        passed_.push_back(0);
        for (std::int32_t day = begin; day <= end; ++day)
          passed_.push_back(passed_.back() + seasonal->profile().passed(day, day + 1));
        for (double age = 0; age <= passed_.back() + 1; ++age)
          by_age_.push_back(seasonal->fitted().model.expected_purchases(age));
      }
    };
    try_btyd(std::type_identity<Nbd>{});
    try_btyd(std::type_identity<BgNbd>{});
    try_btyd(std::type_identity<MbgNbd>{});
    try_btyd(std::type_identity<ParetoNbd>{});
  }
  bool is_known() const { return !by_age_.empty(); }
  /// Both in days since `begin`.
  double operator()(std::size_t first, std::size_t day) const {
    const double age = passed_[day] - passed_[first];
    const auto low = std::min(static_cast<std::size_t>(age), by_age_.size() - 2);
    return by_age_[low] + (age - static_cast<double>(low)) * (by_age_[low + 1] - by_age_[low]);
  }

 private:
  std::vector<double> by_age_, passed_;
};

/// Cumulated repeat purchases of the customers seen before `until`, week by week.
void track(Holdout& holdout, const AnyModel& model, const PurchaseLog& log, std::int32_t end) {
  const std::int32_t begin = log.begin_day(), until = holdout.rows.origin;
  const auto n_days = static_cast<std::size_t>(end - begin);
  std::vector<double> joined(n_days + 1, 0.0), repeats(n_days + 1, 0.0);
  for (const std::uint32_t c : holdout.rows.customer) {
    const auto days = log.days_of(c);
    joined[static_cast<std::size_t>(days.front() - begin)] += 1;
    for (std::size_t k = 1; k < days.size() && days[k] < end; ++k)
      repeats[static_cast<std::size_t>(days[k] - begin)] += 1;
  }
  const Expectation expectation(model, begin, end);
  double forecast = 0, so_far = 0;
  for (const double f : holdout.comparison.forecasts[0].forecast) forecast += f;
  const auto at_until = static_cast<std::size_t>(until - begin);
  std::vector<double> cumulated(n_days + 1, 0.0);
  for (std::size_t d = 0; d < n_days; ++d) cumulated[d + 1] = so_far += repeats[d];
  for (std::size_t day = 0; day <= n_days; day = day == n_days ? n_days + 1 : std::min(day + 7, n_days)) {
    holdout.weeks.push_back(static_cast<double>(day));
    holdout.actual.push_back(cumulated[day]);
    double expected = NAN;
    if (expectation.is_known()) {
      expected = 0;
      for (std::size_t first = 0; first < day; ++first)
        if (joined[first] > 0) expected += joined[first] * expectation(first, day - 1);
    } else if (day >= at_until && n_days > at_until) {
      expected =
          cumulated[at_until] + forecast * static_cast<double>(day - at_until) / static_cast<double>(n_days - at_until);
    }
    holdout.expected.push_back(expected);
  }
}

}  // namespace

bool Comparison::has(Role role) const {
  return std::ranges::any_of(forecasts, [role](const ScoredForecast& f) { return f.role == role; });
}

const ScoredForecast& Comparison::best(Role role) const {
  const ScoredForecast* found = nullptr;
  for (const ScoredForecast& each : forecasts)
    if (each.role == role && (!found || each.scores.deviance.value < found->scores.deviance.value)) found = &each;
  if (!found) throw std::invalid_argument("Comparison: there must be a forecast of the role asked for, got none");
  return *found;
}

void compare(Comparison& comparison) {
  const std::vector<double> baseline = comparison.best(Role::baseline).forecast;
  const double from = comparison.best(Role::baseline).scores.deviance.value;
  for (ScoredForecast& each : comparison.forecasts) {
    if (each.role != Role::baseline)
      each.gain = deviance_gain(each.forecast, baseline, comparison.counts, comparison.customer);
    if (!comparison.has(Role::bound)) continue;
    const double to = comparison.best(Role::bound).scores.deviance.value;
    if (each.role != Role::outlook && from > to) each.share_of_way = (from - each.scores.deviance.value) / (from - to);
  }
}

std::string verdict(const Comparison& comparison, const std::string& where) {
  const ScoredForecast &model = comparison.best(Role::model), &baseline = comparison.best(Role::baseline);
  const auto range = [](const Score& gain) {
    return fmt::format("{:.1f} % ({:.1f} to {:.1f})", 100 * gain.value, 100 * gain.low, 100 * gain.high);
  };
  if (model.gain.value <= 0)
    return fmt::format("Take {}, a baseline{}: the deviance of {} is {:.1f} % above it.", baseline.name, where,
                       model.name, -100 * model.gain.value);
  std::string text = fmt::format("Take {}: its deviance is {} below that of {}, the best baseline{}.", model.name,
                                 range(model.gain), baseline.name, where);
  if (model.gain.low <= 0) text += " The interval holds 0: on so few purchases that may be chance.";
  if (model.share_of_way)
    text += fmt::format(" That is {:.0f} % of the way from it to the bound, which knows the true parameters.",
                        100 * *model.share_of_way);
  return text;
}

Holdout evaluate_holdout(const AnyModel& model, const PurchaseLog& log, std::int32_t until, std::int32_t horizon,
                         const HoldoutOptions& options) {
  Holdout result;
  result.rows = log.snapshot(until, horizon);
  Comparison& comparison = result.comparison;
  comparison.counts = log.counts(result.rows.customer, until, until + horizon);
  comparison.customer = result.rows.customer;
  const auto add = [&](const std::string& name, Role role, std::vector<double> values) {
    Scores scores = score_forecasts(values, comparison.counts);
    comparison.forecasts.push_back({name, role, std::move(values), std::move(scores), {}, {}});
  };
  const auto add_model = [&](const AnyModel& each, Role role) {
    std::vector<double> values(result.rows.size());
    each.predict(log, result.rows, values);
    add(each.name(), role, std::move(values));
  };
  add_model(model, Role::model);
  for (const AnyModel& each : baselines()) add_model(each, Role::baseline);
  if (options.bound) add_model(Fixed{*options.bound, "bound"}, Role::bound);
  if (!options.outlook.empty()) add("outlook", Role::outlook, options.outlook);
  compare(comparison);

  const CountLaws laws(model, log, result.rows);
  result.dispersion = laws.dispersion();
  std::vector<double> uniform(result.rows.size());
  Draws{.seed = 1, .purpose = Purpose::forecast_bootstrap, .index = 1u << 31}.fill(uniform, Uniform(0.0, 1.0));
  for (std::size_t i = 0; i < result.rows.size(); ++i)
    result.pit.push_back(randomised_pit(comparison.counts[i], laws.law(i, comparison.counts[i]), uniform[i]));
  std::vector<double> sorted = result.pit;
  std::ranges::sort(sorted);
  const auto n = static_cast<double>(sorted.size());
  for (std::size_t k = 0; k < sorted.size(); ++k)
    result.pit_distance = std::max(
        {result.pit_distance, sorted[k] - static_cast<double>(k) / n, static_cast<double>(k + 1) / n - sorted[k]});
  result.pit_distance *= std::sqrt(n);
  result.futures = simulate_futures(model, log, result.rows, {.n_draws = options.n_draws});
  track(result, model, log, until + horizon);
  return result;
}

RollingOrigins evaluate_origins(const PurchaseLog& log, int n_origins, const std::optional<AnyModel>& bound) {
  RollingOrigins result;
  const std::int32_t n_months = (log.end_day() - log.begin_day()) / result.horizon;
  if (n_origins < 0) n_origins = std::clamp(n_months / 4, 4, 8);
  n_origins = std::min(n_origins, n_months - 3);
  for (int k = n_origins; k >= 1; --k) result.origins.push_back(log.end_day() - k * result.horizon);
  if (result.origins.empty()) return result;

  const std::int32_t first = result.origins.front();
  std::vector<AnyModel> models;
  std::vector<Role> roles;
  const bool columns = log.snapshot(first, result.horizon).n_own > 0;
  const auto add = [&](const std::string& name, bool season) {
    try {
      AnyModel model = make_model(name, 1, season, columns, {});
      model.fit(log, first, result.horizon);
      models.push_back(std::move(model));
      roles.push_back(Role::model);
    } catch (const std::exception& error) {
      result.left_out.push_back(name + (season ? " in operational time: " : ": ") + error.what());
    }
  };
  for (const std::string& name : count_models()) add(name, false);
  for (const char* const name : {"bg-nbd", "pareto-nbd"}) add(name, true);
  for (AnyModel& each : baselines()) {
    if (each.name() == "seasonal-naive" && first - log.begin_day() < 364) {
      result.left_out.push_back("seasonal-naive: there must be a year before the first origin");
      continue;
    }
    models.push_back(std::move(each));
    roles.push_back(Role::baseline);
  }
  if (bound) {
    models.push_back(Fixed{*bound, "bound"});
    roles.push_back(Role::bound);
  }
  result.backtest = run_backtest(log, models, {.origins = result.origins, .horizon = result.horizon});
  result.comparison.counts = result.backtest.counts;
  result.comparison.customer = result.backtest.customer;
  for (std::size_t m = 0; m < models.size(); ++m) {
    const BacktestResult& of = result.backtest.results[m];
    result.comparison.forecasts.push_back({of.model, roles[m], of.forecast, of.scores, {}, {}});
  }
  compare(result.comparison);
  return result;
}

AnyModel read_true_model(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::invalid_argument(path.string() + ": cannot be read");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  nlohmann::json truth = nlohmann::json::parse(text, nullptr, false);
  if (!truth.is_object() || !truth.contains("model") || !truth.contains("parameters"))
    throw std::invalid_argument(path.string() + R"(: must be {"model": NAME, "parameters": {...}} in days)");
  // What a fit would add.
  nlohmann::json content{{"model", truth["model"]},
                         {"parameters", truth["parameters"]},
                         {"unit_days", 1},
                         {"log_likelihood", 0},
                         {"n_customers", 0},
                         {"n_iterations", 0},
                         {"gradient", 0},
                         {"converged", true},
                         {"warnings", nlohmann::json::array()}};
  for (const auto& [name, value] : truth["parameters"].items()) content["standard_errors"][name] = nullptr;
  if (truth.contains("season")) {
    content["season"] = truth["season"];
    content["model"] = truth["model"].get<std::string>() + "-season";
  }
  return load_model(content, path);
}

std::vector<double> read_outlook(const std::filesystem::path& path, const Ids& customers, const Snapshot& rows) {
  const auto fail = [&](const std::string& why) { throw std::invalid_argument(path.string() + ": " + why); };
  if (rows.horizon != 30 && rows.horizon != 90 && rows.horizon != 365)
    throw std::invalid_argument("--horizon must be 30d, 90d or 365d with --outlook, got " +
                                std::to_string(rows.horizon) + "d");
  const std::string wanted = "expected_orders_" + std::to_string(rows.horizon);
  CsvRecords records(path);
  std::size_t id = 0, value = 0;
  if (!records.next()) fail("must have a header, but is empty");
  const auto column = [&](const std::string& name) {
    const auto fields = records.fields();
    const auto found = std::ranges::find(fields, name);
    if (found == fields.end()) fail("must have a column " + name);
    return static_cast<std::size_t>(found - fields.begin());
  };
  id = column("customer_id");
  value = column(wanted);
  std::vector<double> result(rows.size(), 0.0);
  std::vector<bool> seen(rows.size(), false);
  while (records.next()) {
    const auto fields = records.fields();
    if (fields.size() <= std::max(id, value)) fail("line " + std::to_string(records.line()) + " is too short");
    const auto code = customers.find(fields[id]);
    if (!code) continue;
    const auto at = std::ranges::lower_bound(rows.customer, static_cast<std::uint32_t>(*code));
    if (at == rows.customer.end() || *at != static_cast<std::uint32_t>(*code)) continue;
    const auto i = static_cast<std::size_t>(at - rows.customer.begin());
    const std::string_view text = fields[value];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result[i]);
    if (error != std::errc{} || end != text.data() + text.size() || !(result[i] >= 0))
      fail("line " + std::to_string(records.line()) + ": " + wanted + " must be a number >= 0, got " +
           std::string(text));
    // Who is known to be gone expects 0, which a deviance does not allow.
    result[i] = std::max(result[i], 1e-12);
    seen[i] = true;
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!seen[i])
      fail("must have every customer, but lacks " + customers.text(static_cast<std::int32_t>(rows.customer[i])));
  return result;
}

}  // namespace retailsim::dynamics
