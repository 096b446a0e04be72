// Questions to ten million transactions in memory: 500,000 customers, 20,000 products, three years, in order of time.
// `benchmarks/peers/analytics_peers.py` asks DuckDB and polars the same of the same rows.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <utility>
#include <vector>

#include <retailsim/analytics/activity.hpp>
#include <retailsim/analytics/order_rows.hpp>
#include <retailsim/analytics/product_months.hpp>
#include <retailsim/analytics/rfm.hpp>
#include <retailsim/analytics/top_products.hpp>
#include <retailsim/analytics/transactions.hpp>

namespace {

using namespace retailsim;

constexpr std::int64_t n_customers = 500'000, n_products = 20'000, n_days = 1096;

std::uint64_t mix(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return x ^ x >> 31;
}

std::size_t n_rows() {
  const char* const n = std::getenv("RETAILSIM_BENCHMARK_ROWS");
  return n != nullptr ? static_cast<std::size_t>(std::atoll(n)) : 10'000'000;
}

Ids ids(std::int64_t n) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(n));
  std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
  return Ids(std::move(numbers));
}

// Some customers and products are much more frequent than others, and those lie anywhere among the ids.
const Transactions& rows() {
  static const Transactions table = [] {
    Transactions result;
    const std::size_t n = n_rows();
    result.customer.resize(n);
    result.product.resize(n);
    result.at.resize(n);
    result.quantity.resize(n);
    result.amount.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint64_t word = mix(i);
      const double u = static_cast<double>(word & 0xFFFFFF) / 0x1p24;
      const double v = static_cast<double>(word >> 24 & 0xFFFFFF) / 0x1p24;
      const auto customer_rank = static_cast<std::int64_t>(static_cast<double>(n_customers) * (u * u));
      const auto product_rank = static_cast<std::int64_t>(static_cast<double>(n_products) * (v * v * v));
      result.customer[i] = static_cast<std::int32_t>(customer_rank * 48'271 % n_customers);
      result.product[i] = static_cast<std::int32_t>(product_rank * 7'919 % n_products);
      result.at[i] = static_cast<std::uint32_t>(i * static_cast<std::uint64_t>(n_days * seconds_per_day) / n);
      result.quantity[i] = static_cast<std::int32_t>(1 + (word >> 48) % 4);
      result.amount[i] = result.quantity[i] * static_cast<std::int64_t>(99 + 100 * (product_rank % 80));
    }
    result.first_day = Date{2016, 1, 1};
    result.n_days = n_days;
    result.customers = ids(n_customers);
    result.products = ids(n_products);
    return result;
  }();
  return table;
}

template <class Question>
void ask(benchmark::State& state, Question&& question) {
  const Transactions& table = rows();
  for (auto _ : state) benchmark::DoNotOptimize(question(table));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(table.size()));
}

void activity_ranking(benchmark::State& state) {
  ask(state, [](const Transactions& table) { return activity(table); });
}
void product_month_table(benchmark::State& state) {
  ask(state, [](const Transactions& table) { return ProductMonths(table); });
}
void top_5_each_month(benchmark::State& state) {
  const ProductMonths months(rows());
  for (auto _ : state) benchmark::DoNotOptimize(top_each_month(months));
}
void rfm_of_all(benchmark::State& state) {
  ask(state, [](const Transactions& table) { return rfm(table, table.end_day().start()); });
}
void orders_of_all(benchmark::State& state) {
  ask(state, [](const Transactions& table) { return order_rows(table); });
}
void top_index_build(benchmark::State& state) {
  ask(state, [](const Transactions& table) { return TopProducts(table); });
}
// Any instant: 1,000 spread over the years to odd seconds, one by one.
void top_5_at_an_instant(benchmark::State& state) {
  const Transactions& table = rows();
  const TopProducts index(table);
  const auto measure = static_cast<Measure>(state.range(0));
  std::uint64_t i = 0;
  for (auto _ : state) {
    const auto offset = static_cast<Seconds>(mix(++i % 1000) % static_cast<std::uint64_t>(n_days * seconds_per_day));
    benchmark::DoNotOptimize(index.at(table.first_day.start() + offset, {.measure = measure}));
  }
}
void top_5_at_every_midnight(benchmark::State& state) {
  const Transactions& table = rows();
  const TopProducts index(table);
  std::vector<Seconds> midnights;
  for (int day = 0; day < n_days; ++day) midnights.push_back((table.first_day + day).start());
  for (auto _ : state) benchmark::DoNotOptimize(index.at_each(midnights));
}

BENCHMARK(activity_ranking)->Unit(benchmark::kMillisecond);
BENCHMARK(product_month_table)->Unit(benchmark::kMillisecond);
BENCHMARK(top_5_each_month)->Unit(benchmark::kMillisecond);
BENCHMARK(rfm_of_all)->Unit(benchmark::kMillisecond);
BENCHMARK(orders_of_all)->Unit(benchmark::kMillisecond);
BENCHMARK(top_index_build)->Unit(benchmark::kMillisecond);
BENCHMARK(top_5_at_an_instant)->DenseRange(0, 2)->Unit(benchmark::kMicrosecond);
BENCHMARK(top_5_at_every_midnight)->Unit(benchmark::kMillisecond);

}  // namespace
