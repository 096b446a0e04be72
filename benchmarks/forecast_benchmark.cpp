// Fits and predictions for a million customers, and sufficient statistics of ten million purchases. "grouped" histories
// are by equal (x, t_x, T); making groups is a benchmark of its own. With RETAILSIM_FORECAST_DATA=<folder> in the
// environment the histories are written there as little-endian columns, for peers/lifetimes_forecast.py.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/covariates.hpp>
#include <retailsim/forecast/gamma_gamma.hpp>
#include <retailsim/forecast/mbg_nbd.hpp>
#include <retailsim/forecast/nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>
#include <retailsim/forecast/summarise_purchases.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/uniform.hpp>
#include <retailsim/random/uniform_int.hpp>

namespace {

using namespace retailsim;
using namespace retailsim::forecast;

constexpr std::size_t n_customers = 1'000'000;

template <class T>
void write_column(const std::string& name, const std::vector<T>& values) {
  if (const char* folder = std::getenv("RETAILSIM_FORECAST_DATA")) {
    std::ofstream file(std::string(folder) + "/" + name, std::ios::binary);
    file.write(reinterpret_cast<const char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
  }
}

/// Customers of the CDNOW parameters in weeks, first orders spread over 12 weeks, times floored to days.
PurchaseHistory make_history(bool pareto) {
  std::vector<double> rate(n_customers), join(n_customers), p(n_customers), mu(n_customers), life(n_customers);
  const Draws draws{.seed = 42};
  draws.of(user_purpose(1)).fill(rate, pareto ? Gamma(0.553, 1 / 10.578) : Gamma(0.243, 1 / 4.414));
  draws.of(user_purpose(2)).fill(join, Uniform(0.0, 84.0));
  draws.of(user_purpose(3)).fill(p, Beta(0.793, 2.426));
  draws.of(user_purpose(4)).fill(mu, Gamma(0.606, 1 / 11.669));
  draws.of(user_purpose(5)).fill(life, Exponential(1.0));
  PurchaseHistory history;
  const Exponential gap(1.0);
  const Uniform coin(0.0, 1.0);
  for (std::size_t i = 0; i < n_customers; ++i) {
    const double start = join[i] / 7, T = 39 - start;
    const double end = pareto ? life[i] / mu[i] : std::numeric_limits<double>::infinity();
    double t = 0, last = 0;
    std::int32_t x = 0;
    for (std::uint32_t k = 1;; ++k) {
      t += draws.of(user_purpose(6)).at_index(k).at(i, gap) / rate[i];
      if (t > T || t > end) break;
      ++x;
      last = t;
      if (!pareto && draws.of(user_purpose(7)).at_index(k).at(i, coin) < p[i]) break;
    }
    const double age = std::floor(7 * T) / 7;
    history.push_back(x, std::min(std::floor(7 * last) / 7, age), age);
  }
  const std::string name = pareto ? "pareto" : "bg";
  write_column(name + "_x.i32", history.n_repeat_orders);
  write_column(name + "_t_x.f64", history.age_at_last_order);
  write_column(name + "_T.f64", history.age);
  return history;
}

const PurchaseHistory& history(bool pareto) {
  static const PurchaseHistory bg = make_history(false), pareto_nbd = make_history(true);
  return pareto ? pareto_nbd : bg;
}
const GroupedHistory& grouped(bool pareto) {
  static const GroupedHistory bg(history(false)), pareto_nbd(history(true));
  return pareto ? pareto_nbd : bg;
}

template <class Model>
constexpr bool is_pareto = std::is_same_v<Model, ParetoNbd>;

void group(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(GroupedHistory(history(false)).size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n_customers));
  state.counters["groups"] = static_cast<double>(grouped(false).size());
}

template <class Model>
void fit(benchmark::State& state) {
  const GroupedHistory& data = grouped(is_pareto<Model>);
  int evaluations = 0;
  for (auto _ : state) {
    const auto fitted = Model::fit(data, {.n_threads = static_cast<int>(state.range(0))});
    evaluations = fitted.report.n_evaluations;
    benchmark::DoNotOptimize(fitted.report.log_likelihood);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n_customers));
  state.counters["evaluations"] = evaluations;
}

struct Spend {
  std::vector<std::int32_t> n_orders;
  std::vector<double> mean_value;
};
const Spend& spend() {
  static const Spend data = [] {
    Spend result;
    std::vector<double> nu(n_customers);
    const Draws draws{.seed = 43};
    draws.of(user_purpose(1)).fill(nu, Gamma(3.74, 1 / 15.44));
    for (std::size_t i = 0; i < n_customers; ++i) {
      const std::int32_t x = history(false).n_repeat_orders[i];
      if (x == 0) continue;
      result.n_orders.push_back(x);
      result.mean_value.push_back(draws.of(user_purpose(2)).at(i, Gamma(6.25 * x, 1.0)) / (nu[i] * x));
    }
    write_column("spend_x.i32", result.n_orders);
    write_column("spend_m.f64", result.mean_value);
    return result;
  }();
  return data;
}

void fit_spend(benchmark::State& state) {
  const Spend& data = spend();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        GammaGamma::fit({data.n_orders, data.mean_value}, {.n_threads = static_cast<int>(state.range(0))})
            .report.log_likelihood);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(data.n_orders.size()));
}

const BgNbd bg(0.243, 4.414, 0.793, 2.426);
const MbgNbd mbg(0.525, 6.183, 0.891, 1.614);
const ParetoNbd pareto(0.553, 10.578, 0.606, 11.669);

template <class Model>
void expected(benchmark::State& state, const Model& model) {
  std::vector<double> out(n_customers);
  for (auto _ : state) {
    model.expected_purchases(history(is_pareto<Model>), 39, out, static_cast<int>(state.range(0)));
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n_customers));
}
template <class Model>
void alive(benchmark::State& state, const Model& model) {
  std::vector<double> out(n_customers);
  for (auto _ : state) {
    model.probability_alive(history(is_pareto<Model>), out, static_cast<int>(state.range(0)));
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n_customers));
}

/// Discounted expected residual transactions at 15 % a year.
template <class Model>
void discounted(benchmark::State& state, const Model& model) {
  std::vector<double> out(n_customers);
  for (auto _ : state) {
    model.discounted_purchases(history(is_pareto<Model>), std::log(1.15) / 52, out, static_cast<int>(state.range(0)));
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n_customers));
}

void expected_spend(benchmark::State& state) {
  const GammaGamma model(6.25, 3.74, 15.44);
  const Spend& data = spend();
  std::vector<double> out(data.n_orders.size());
  for (auto _ : state) {
    model.expected_value({data.n_orders, data.mean_value}, out);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
}

/// Half of the customers are members: BG/NBD with that as a covariate.
void fit_covariate(benchmark::State& state) {
  static const std::vector<std::string> names{"member"};
  static const std::vector<double> member = [] {
    std::vector<double> result(n_customers);
    for (std::size_t i = 0; i < n_customers; ++i) result[i] = static_cast<double>(i % 2);
    return result;
  }();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        CovariateBgNbd::fit(history(false), {names, member}, {.n_threads = static_cast<int>(state.range(0))})
            .report.log_likelihood);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n_customers));
}

/// Ten million purchases of 500,000 customers in 36 months, sorted by time.
void summarise(benchmark::State& state) {
  constexpr std::size_t n_rows = 10'000'000, n_buyers = 500'000;
  static const std::vector<std::int32_t> day = [] {
    std::vector<std::int32_t> result(n_rows);
    for (std::size_t i = 0; i < n_rows; ++i) result[i] = static_cast<std::int32_t>(17'000 + i * 1096 / n_rows);
    return result;
  }();
  static const std::vector<std::uint32_t> customer = [] {
    std::vector<std::int64_t> wide(n_rows);
    Draws{.seed = 44, .purpose = user_purpose(1)}.fill(wide, UniformInt(0, n_buyers - 1));
    return std::vector<std::uint32_t>(wide.begin(), wide.end());
  }();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        summarise_purchases<std::int32_t>(customer, day, n_buyers,
                                          {.until = 18'000, .unit = 7, .n_threads = static_cast<int>(state.range(0))})
            .history.size());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n_rows));
}

BENCHMARK(group)->Unit(benchmark::kMillisecond);
BENCHMARK(fit<Nbd>)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(fit<BgNbd>)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(fit<MbgNbd>)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(fit<ParetoNbd>)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(fit_spend)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(expected, bg_nbd, bg)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(expected, pareto_nbd, pareto)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(expected, mbg_nbd, mbg)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(alive, mbg_nbd, mbg)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(discounted, bg_nbd, bg)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(discounted, pareto_nbd, pareto)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(expected_spend)->Unit(benchmark::kMillisecond);
BENCHMARK(fit_covariate)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(alive, bg_nbd, bg)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(alive, pareto_nbd, pareto)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(summarise)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
