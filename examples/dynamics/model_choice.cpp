#include "model_choice.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <type_traits>

#include <nlohmann/json.hpp>

#include <retailsim/forecast/model_file.hpp>

#include "own_columns.hpp"

namespace retailsim::dynamics {

using namespace forecast;

const std::vector<std::string>& count_models() {
  static const std::vector<std::string> names{"nbd", "bg-nbd", "mbg-nbd",  "pareto-nbd",
                                              "glm", "boost",  "lightgbm", "ensemble"};
  return names;
}

AnyModel make_model(const std::string& name, double unit, bool season, bool columns, const FitOptions& options) {
  const auto btyd = [&]<class Btyd>(std::type_identity<Btyd>) -> AnyModel {
    if (season && columns) throw std::invalid_argument("--season must be without --features for " + name);
    if (season && unit != 1)
      throw std::invalid_argument("--season must be with --time-unit day: operational time is in days");
    if (season) return SeasonalForecast<Btyd>(options);
    if constexpr (!std::is_same_v<Btyd, Nbd>) {
      if (columns) return CovariateForecast<Btyd>(options, unit);
    } else if (columns) {
      throw std::invalid_argument("--features must be with another model than nbd, which has no use for them");
    }
    return BtydForecast<Btyd>(options, unit);
  };
  if (name == "nbd") return btyd(std::type_identity<Nbd>{});
  if (name == "bg-nbd") return btyd(std::type_identity<BgNbd>{});
  if (name == "mbg-nbd") return btyd(std::type_identity<MbgNbd>{});
  if (name == "pareto-nbd") return btyd(std::type_identity<ParetoNbd>{});
  if (name == "ensemble") {
    std::vector<AnyModel> members;
    if (columns)
      members = {CovariateForecast<BgNbd>(options), CovariateForecast<ParetoNbd>(options)};
    else
      members = {BtydForecast<BgNbd>(options), BtydForecast<ParetoNbd>(options)};
    members.push_back(PoissonRegressionForecast());
    members.push_back(BoosterForecast());
    if (season) {
      members.push_back(SeasonalForecast<BgNbd>(options));
      members.push_back(SeasonalForecast<ParetoNbd>(options));
    }
    return StackedForecast(std::move(members));
  }
  const std::optional<AnyModel> registered = make_registered_model(name);
  if (!registered && std::ranges::find(count_models(), name) == count_models().end())
    throw std::invalid_argument(
        "--model must be one of nbd, bg-nbd, mbg-nbd, pareto-nbd, gamma-gamma, glm, boost, lightgbm, ensemble, got " +
        name);
  if (season)
    throw std::invalid_argument(
        "--season must be with a model in time (nbd, bg-nbd, mbg-nbd, pareto-nbd, ensemble), got " + name);
  if (registered) return *registered;
  if (name == "glm") return PoissonRegressionForecast();
  if (name == "boost") return BoosterForecast();
  return LightGbmForecast();
}

double unit_days(const std::string& time_unit) {
  if (time_unit == "hour") return 1 / 24.0;
  if (time_unit == "day") return 1;
  if (time_unit == "week") return 7;
  if (time_unit == "month") return 365.25 / 12;
  if (time_unit == "year") return 365.25;
  throw std::invalid_argument("--time-unit must be hour, day, week, month or year, got " + time_unit);
}

LogOptions log_options(const nlohmann::json& training, const DataOptions& data) {
  return {.collapse = training.value("collapse", "day"),
          .mix = training.value("mix", false),
          .features = data.features,
          .customer_column = data.read.columns.customer,
          .own = training.value("own_columns", std::vector<std::string>())};
}

PurchaseLog purchase_log(const Transactions& transactions, const LogOptions& options) {
  const std::string& collapse = options.collapse;
  if (collapse != "day" && collapse != "order" && collapse != "none")
    throw std::invalid_argument("--collapse must be day, order or none, got " + collapse);
  if (options.mix && collapse == "order")
    throw std::invalid_argument("--mix must be with --collapse day or none, got order");
  // An order: its number where the file has one, else the second of a customer.
  std::vector<std::size_t> rows(transactions.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (collapse == "order") {
    const auto order_of = [&](std::size_t i) {
      return transactions.order.empty()
                 ? std::tuple(transactions.customer[i], transactions.at[i], std::uint32_t{0})
                 : std::tuple(transactions.customer[i], static_cast<std::uint32_t>(transactions.order[i]),
                              transactions.at[i]);
    };
    std::ranges::sort(rows, {}, order_of);
    const bool has_numbers = !transactions.order.empty();
    const auto same = [&](std::size_t i, std::size_t j) {
      return transactions.customer[i] == transactions.customer[j] &&
             (has_numbers ? transactions.order[i] == transactions.order[j] : transactions.at[i] == transactions.at[j]);
    };
    const auto rest = std::ranges::unique(rows, same);
    rows.erase(rest.begin(), rest.end());
  }
  std::vector<std::uint32_t> customer;
  std::vector<std::int32_t> day;
  customer.reserve(rows.size());
  day.reserve(rows.size());
  for (const std::size_t i : rows) {
    customer.push_back(static_cast<std::uint32_t>(transactions.customer[i]));
    day.push_back(transactions.first_day.days + static_cast<std::int32_t>(transactions.day_index(i)));
  }
  std::vector<std::uint32_t> product;
  std::vector<double> amount;
  if (options.mix) {
    product.assign(transactions.product.begin(), transactions.product.end());
    for (const std::int64_t cents : transactions.amount) amount.push_back(static_cast<double>(cents) / 100);
  }
  PurchaseLog log(customer, day, transactions.n_customers(), collapse == "day", {product, amount});
  CustomerColumns own;
  if (!options.features.empty())
    own = read_own_columns(options.features, transactions.customers, options.customer_column);
  if (!options.own.empty() && own.names != options.own) {
    std::string wanted;
    for (const std::string& name : options.own) wanted += (wanted.empty() ? "" : ", ") + name;
    throw std::invalid_argument("--features must be a file of the columns the model was trained with, " + wanted);
  }
  if (!own.names.empty()) log.set_columns(std::move(own));
  return log;
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

}  // namespace retailsim::dynamics
