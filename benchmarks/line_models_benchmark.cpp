// Time per line of the models on the hot path: choice of SKUs, quantities, prices paid, returns; and per order of
// basket sizes. Words of the lines' block come shared, as in the engine; those of the returns' block are part of the
// figure.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/basket/cross_sell_basket.hpp>
#include <retailsim/basket/dirichlet_brand_basket.hpp>
#include <retailsim/basket/independent_basket.hpp>
#include <retailsim/price/event_discount.hpp>
#include <retailsim/price/log_normal_price.hpp>
#include <retailsim/price/random_discount.hpp>
#include <retailsim/random/zipf.hpp>
#include <retailsim/returns/category_returns.hpp>
#include <retailsim/seasonality/no_seasonality.hpp>

namespace {

using namespace retailsim;

constexpr std::size_t n_orders = 1024, n_lines = 3 * n_orders;

/// Orders of three lines by customers of ten groups, and a catalogue of Zipf popularity.
struct Sales {
  explicit Sales(std::int64_t n_skus, bool launches = false) {
    scenario.catalogue = Catalogue::plain(static_cast<std::size_t>(n_skus));
    scenario.catalogue.popularity = Zipf::weights(static_cast<std::uint32_t>(n_skus), 1.0);
    scenario.catalogue.product_groups = {"a", "b", "c", "d", "e"};
    for (std::size_t i = 0; i < scenario.catalogue.n_skus(); ++i) {
      scenario.catalogue.product_group[i] = static_cast<std::int16_t>(i % 5);
      scenario.catalogue.return_probability[i] = 0.1;
      // A tenth of the SKUs comes after these orders.
      if (launches && i % 10 == 9) scenario.catalogue.launched_on[i] = Date{2023, 12, 1}.days;
    }
    for (int k = 0; k < 9; ++k) {
      labels.segment.push_back("segment " + std::to_string(k));
      affinity.push_back({{Trait::segment, labels.segment.back()},
                          {SkuLabel::product_group, scenario.catalogue.product_groups[static_cast<std::size_t>(k % 5)]},
                          2});
    }
    for (std::uint32_t o = 0; o < n_orders; ++o) {
      customer.push_back(o / 4);
      number.push_back(o % 4);
      group.push_back(o * 7 % 10);
      ordered_at.push_back(Date{2023, 6, 1}.start() + o * 10'000);
      order_entity.push_back(o / 4);
      for (std::uint32_t k = 0; k < 3; ++k) {
        order.push_back(o);
        line_no.push_back(static_cast<std::int32_t>(k + 1));
        line_index.push_back(k);
        line_entity.push_back(std::uint64_t{o / 4} << 24 | o % 4);
        sku.push_back((o * 3 + k) * 2654435761u % static_cast<std::uint32_t>(n_skus));
      }
    }
    quantity.assign(n_lines, 1);
    list_price.assign(n_lines, 999);
    word_a.resize(n_lines);
    word_b.resize(n_lines);
    fill_block(1, detail::block_id(Purpose::line_sku), 0, line_entity, line_index, word_a, word_b);
    customers = {
        .first = 0, .n = n_orders, .traits = {}, .orders_per_year = {}, .registered_at = {}, .affinity_group = group};
    orders = {.customers = &customers, .customer = customer, .number = number, .stream = {}, .ordered_at = ordered_at};
    lines = {.orders = &orders,
             .order = order,
             .line_no = line_no,
             .sku_index = sku,
             .quantity = quantity,
             .list_price = list_price};
    shared = {detail::block_id(Purpose::line_sku), word_a, word_b};
    calendar = Calendar(NoSeasonality{}, Date{2023, 1, 1}, Date{2024, 1, 1}, Date{2023, 1, 1}, 1);
  }
  Sales(const Sales&) = delete;

  Setting setting() const { return {scenario, scenario.catalogue, calendar, labels}; }
  Draws line_draws() const {
    return {.seed = 1, .purpose = {}, .entities = line_entity, .indices = line_index, .shared = &shared};
  }
  Draws order_draws() const { return {.seed = 1, .purpose = {}, .entities = order_entity, .indices = number}; }

  Scenario scenario;
  Calendar calendar;
  TraitLabels labels;
  std::vector<AffinityRule> affinity;
  std::vector<std::uint32_t> customer, number, group, order, line_index, sku;
  std::vector<Seconds> ordered_at;
  std::vector<std::uint64_t> order_entity, line_entity, word_a, word_b;
  std::vector<std::int32_t> line_no, quantity;
  std::vector<std::int64_t> list_price;
  CustomerBlock customers;
  OrderBlock orders;
  LineBlock lines;
  SharedWords shared;
};

void items(benchmark::State& state, std::size_t n) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n));
}

template <class Basket>
void choose(benchmark::State& state, const Sales& sales, Basket basket) {
  basket.prepare(sales.setting());
  std::vector<std::uint32_t> skus(n_lines);
  for (auto _ : state) {
    basket.choose_skus(skus, sales.lines, sales.line_draws());
    benchmark::DoNotOptimize(skus.data());
  }
  items(state, n_lines);
}

void choose_independent(benchmark::State& state) {
  const Sales sales(state.range(0));
  choose(state, sales, IndependentBasket());
}
void choose_with_launches(benchmark::State& state) {
  const Sales sales(state.range(0), true);
  choose(state, sales, IndependentBasket());
}
void choose_by_affinity(benchmark::State& state) {
  const Sales sales(state.range(0));
  choose(state, sales, CrossSellBasket({.affinity = sales.affinity}));
}
void choose_with_cross_sell(benchmark::State& state) {
  const Sales sales(state.range(0));
  choose(state, sales,
         CrossSellBasket({.cross_sell = {{{SkuLabel::product_group, "a"}, {SkuLabel::product_group, "b"}, 3}},
                          .affinity = sales.affinity}));
}
/// The argument is the number of brands; 2000 SKUs, a customer has twelve lines.
void choose_brands(benchmark::State& state) {
  Sales sales(2000);
  sales.scenario.catalogue.brands.clear();
  for (int b = 0; b < state.range(0); ++b) sales.scenario.catalogue.brands.push_back(std::to_string(b));
  for (std::size_t i = 0; i < 2000; ++i) {
    sales.scenario.catalogue.brand[i] = static_cast<std::int16_t>(i % static_cast<std::size_t>(state.range(0)));
  }
  choose(state, sales, DirichletBrandBasket({}));
}
BENCHMARK(choose_brands)->Arg(2)->Arg(10)->Arg(30);
BENCHMARK(choose_independent)->Arg(100)->Arg(2000)->Arg(100'000);
BENCHMARK(choose_with_launches)->Arg(2000);
BENCHMARK(choose_by_affinity)->Arg(100)->Arg(2000);
BENCHMARK(choose_with_cross_sell)->Arg(100)->Arg(2000);

void basket_sizes(benchmark::State& state) {
  const Sales sales(1);
  const IndependentBasket basket({.sizes = {1, {.5, .3, .15, .05}}});
  std::vector<std::int32_t> sizes(n_orders);
  for (auto _ : state) {
    basket.basket_sizes(sizes, sales.orders, sales.order_draws());
    benchmark::DoNotOptimize(sizes.data());
  }
  items(state, n_orders);
}
BENCHMARK(basket_sizes);

void quantities(benchmark::State& state) {
  const Sales sales(1);
  const IndependentBasket basket({.quantities = {1, {.8, .2}}});
  std::vector<std::int32_t> values(n_lines);
  for (auto _ : state) {
    basket.quantities(values, sales.lines, sales.line_draws());
    benchmark::DoNotOptimize(values.data());
  }
  items(state, n_lines);
}
BENCHMARK(quantities);

void paid_prices(benchmark::State& state) {
  const Sales sales(1);
  RandomDiscount model(EventDiscount(LogNormalPrice(3, 1), {{CalendarEvent::yearly("sale", 7, 1, 7, 14, 1), 2000}}),
                       {});
  model.prepare(sales.setting());
  std::vector<std::int64_t> unit_prices(sales.list_price);
  std::vector<std::int32_t> discounts(n_lines);
  for (auto _ : state) {
    model.paid_prices(unit_prices, discounts, sales.lines, sales.line_draws());
    benchmark::DoNotOptimize(discounts.data());
  }
  items(state, n_lines);
}
BENCHMARK(paid_prices);

void returns(benchmark::State& state) {
  const Sales sales(2000);
  CategoryReturns model({.exchange_probability = 0.05, .whole_line_share = 0.5});
  model.prepare(sales.setting());
  std::vector<std::int32_t> returned(n_lines), exchanged(n_lines);
  for (auto _ : state) {
    model.returns(returned, exchanged, sales.lines, sales.line_draws());
    benchmark::DoNotOptimize(returned.data());
  }
  items(state, n_lines);
}
BENCHMARK(returns);

void words_of_returns(benchmark::State& state) {
  const Sales sales(1);
  std::vector<std::uint64_t> words(n_lines);
  for (auto _ : state) {
    sales.line_draws().of(Purpose::line_return).words(words);
    benchmark::DoNotOptimize(words.data());
  }
  items(state, n_lines);
}
BENCHMARK(words_of_returns);

void return_delays(benchmark::State& state) {
  const Sales sales(1);
  const CategoryReturns model;
  std::vector<Seconds> delays(n_orders);
  for (auto _ : state) {
    model.delays(delays, sales.orders, sales.order_draws());
    benchmark::DoNotOptimize(delays.data());
  }
  items(state, n_orders);
}
BENCHMARK(return_delays);

}  // namespace
