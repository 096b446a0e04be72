#include "model_choice.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <stdexcept>
#include <type_traits>

#include <retailsim/forecast/model_file.hpp>

namespace retailsim::dynamics {

using namespace forecast;

const std::vector<std::string>& count_models() {
  static const std::vector<std::string> names{"nbd", "bg-nbd", "mbg-nbd", "pareto-nbd", "glm", "boost", "lightgbm", "ensemble"};
  return names;
}

AnyModel make_model(const std::string& name, double unit, bool season, const FitOptions& options) {
  const auto btyd = [&]<class Btyd>(std::type_identity<Btyd>) -> AnyModel {
    if (!season) return BtydForecast<Btyd>(options, unit);
    if (unit != 1) throw std::invalid_argument("--season must be with --time-unit day: operational time is in days");
    return SeasonalForecast<Btyd>(options);
  };
  if (name == "nbd") return btyd(std::type_identity<Nbd>{});
  if (name == "bg-nbd") return btyd(std::type_identity<BgNbd>{});
  if (name == "mbg-nbd") return btyd(std::type_identity<MbgNbd>{});
  if (name == "pareto-nbd") return btyd(std::type_identity<ParetoNbd>{});
  if (name == "glm" && !season) return PoissonRegressionForecast();
  if (name == "boost" && !season) return BoosterForecast();
  if (name == "lightgbm" && !season) return LightGbmForecast();
  if (name == "ensemble") {
    std::vector<AnyModel> members{BtydForecast<BgNbd>(options), BtydForecast<ParetoNbd>(options),
                                  PoissonRegressionForecast(), BoosterForecast()};
    if (season) {
      members.push_back(SeasonalForecast<BgNbd>(options));
      members.push_back(SeasonalForecast<ParetoNbd>(options));
    }
    return StackedForecast(std::move(members));
  }
  if (name == "glm" || name == "boost" || name == "lightgbm")
    throw std::invalid_argument(
        "--season must be with a model in time (nbd, bg-nbd, mbg-nbd, pareto-nbd, ensemble), got " + name);
  if (std::optional<AnyModel> registered = make_registered_model(name); registered && !season) return *registered;
  throw std::invalid_argument(
      "--model must be one of nbd, bg-nbd, mbg-nbd, pareto-nbd, gamma-gamma, glm, boost, lightgbm, ensemble, got " + name);
}

PurchaseLog purchase_log(const Transactions& transactions) {
  std::vector<std::uint32_t> customer(transactions.size());
  std::vector<std::int32_t> day(transactions.size());
  for (std::size_t i = 0; i < transactions.size(); ++i) {
    customer[i] = static_cast<std::uint32_t>(transactions.customer[i]);
    day[i] = transactions.first_day.days + static_cast<std::int32_t>(transactions.day_index(i));
  }
  return {customer, day, transactions.n_customers()};
}

std::int32_t parse_horizon(const std::string& text, const std::string& option) {
  std::int32_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  const std::string unit(end, text.data() + text.size());
  const std::int32_t days = unit == "d" || unit == "day" || unit == "days"         ? 1
                            : unit == "w" || unit == "week" || unit == "weeks"     ? 7
                            : unit == "month" || unit == "months" || unit == "mon" ? days_per_month
                                                                                   : 0;
  if (error != std::errc{} || days == 0 || n < 1 || n > 36'500 / days)
    throw std::invalid_argument(option + " must be a time such as 30d, 6w or 1month, of at most 100 years, got " +
                                text);
  return n * days;
}

Outlook outlook_of(const AnyModel& model, const PurchaseLog& log, const Snapshot& rows) {
  Outlook result;
  result.expected.resize(rows.size());
  model.predict(log, rows, result.expected);
  const auto add = [&](const auto& btyd, const PurchaseHistory& history, double t) {
    const HistoryView view = history;
    result.alive.resize(rows.size());
    btyd.probability_alive(view, result.alive);
    std::vector<double> pmf;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::int32_t low = -1, high = -1;
      for (std::size_t size = 16 + static_cast<std::size_t>(2 * result.expected[i]); high < 0; size *= 4) {
        pmf.assign(size, 0);
        btyd.count_probabilities(view.part(i, 1), t, size, pmf, 1);
        double below = 0;
        low = -1;
        for (std::size_t k = 0; k < size && high < 0; ++k) {
          below += pmf[k];
          if (low < 0 && below >= 0.1) low = static_cast<std::int32_t>(k);
          if (below >= 0.9) high = static_cast<std::int32_t>(k);
        }
        if (size > 1'000'000) high = static_cast<std::int32_t>(size);
      }
      result.low.push_back(std::max(low, 0));
      result.high.push_back(high);
    }
  };
  const auto try_btyd = [&]<class Btyd>(std::type_identity<Btyd>) {
    if (const auto* plain = model.as<BtydForecast<Btyd>>())
      add(plain->fitted().model, plain->history(rows), rows.horizon / plain->unit());
    else if (const auto* seasonal = model.as<SeasonalForecast<Btyd>>())
      add(seasonal->fitted().model, seasonal->history(rows),
          seasonal->profile().passed(rows.origin, rows.origin + rows.horizon));
  };
  try_btyd(std::type_identity<Nbd>{});
  try_btyd(std::type_identity<BgNbd>{});
  try_btyd(std::type_identity<MbgNbd>{});
  try_btyd(std::type_identity<ParetoNbd>{});
  return result;
}

}  // namespace retailsim::dynamics
