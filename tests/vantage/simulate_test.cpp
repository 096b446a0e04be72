#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "simulated_year.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

#include <retailsim/vantage/demand.hpp>
#include <retailsim/vantage/discounts.hpp>
#include <retailsim/vantage/stopped.hpp>

using namespace retailsim;
using retailsim::testing::chi_square_counts_p_value;
using retailsim::testing::error_rate;
using vantage::Config;

namespace {

/// A year ten times as busy, its lines beside what their SKU and order say.
struct Lines {
  Config config = vantage_config(11, 350'000);
  vantage::Year year = simulated_year(config);
  double n_orders = static_cast<double>(year.orders.size());
  double n_lines = static_cast<double>(year.line_items.size());
  std::vector<std::size_t> sku;  // of each line, index

  Lines() {
    for (const std::int64_t id : year.line_items.sku_id) sku.push_back(static_cast<std::size_t>(id - 10'000));
  }
  Date day(std::size_t line) const {
    const auto order = static_cast<std::size_t>(year.line_items.order_id[line] - 1);
    return date_of(year.orders.order_ts[order] / micros_per_second);
  }
  int category(std::size_t line) const { return year.products.category[sku[line]]; }
};

const Lines& lines() {
  static const Lines once;
  return once;
}

bool equal(const vantage::Year& a, const vantage::Year& b) {
  return equal_columns(a.products, b.products) && equal_columns(a.orders, b.orders) &&
         equal_columns(a.line_items, b.line_items) && equal_columns(a.marketing, b.marketing) &&
         equal_columns(a.budget, b.budget);
}

}  // namespace

TEST_CASE("simulate: the year of a seed is the same whatever the threads, and another of another seed", "[vantage]") {
  const auto one = simulated_year(vantage_config(42));
  CHECK(equal(one, simulated_year(vantage_config(42))));
  CHECK(equal(one, simulated_year(vantage_config(42), 3)));
  const auto other = simulated_year(vantage_config(43));
  CHECK(!equal_columns(one.products, other.products));
  CHECK(!equal_columns(one.orders, other.orders));
  CHECK(!equal_columns(one.line_items, other.line_items));
  CHECK(!equal_columns(one.marketing, other.marketing));
  CHECK(!equal_columns(one.budget, other.budget));
}

TEST_CASE("simulate: ends where it is asked to stop, in whatever part of it", "[vantage]") {
  Config config = vantage_config(42, 2'000'000);
  for (const bool literal : {false, true}) {  // without the pairing, the first that looks is the simulation itself
    config.literal = literal;
    std::stop_source source;
    source.request_stop();
    CHECK_THROWS_AS(simulated_year(config, 1, source.get_token()), vantage::Stopped);
  }
}

TEST_CASE("simulate: 1, 2, 3, 4 lines with .50 .30 .15 .05, 1 or 2 units with .90 .10", "[vantage][statistical]") {
  const Lines& all = lines();
  std::array<double, 4> sizes{};
  std::array<double, 2> quantities{};
  const auto& t = all.year.line_items;
  for (std::size_t i = 0; i < t.size(); ++i) {
    const bool last = i + 1 == t.size() || t.order_id[i + 1] != t.order_id[i];
    if (last) ++sizes[static_cast<std::size_t>(t.line_no[i] - 1)];
    ++quantities[static_cast<std::size_t>(t.qty[i] - 1)];
  }
  const double n = all.n_orders;
  CHECK(chi_square_counts_p_value(sizes, std::array{0.50 * n, 0.30 * n, 0.15 * n, 0.05 * n}) > error_rate);
  CHECK(chi_square_counts_p_value(quantities, std::array{0.9 * all.n_lines, 0.1 * all.n_lines}) > error_rate);
}

TEST_CASE("simulate: first lines by popularity, the others with threefold odds after shoes", "[vantage][statistical]") {
  const Lines& all = lines();
  const auto& popularity = all.year.products.sales_rank;
  double total = 0, clothing = 0;
  for (std::size_t i = 0; i < popularity.size(); ++i) {
    total += popularity[i];
    clothing += all.year.products.category[i] == 1 ? popularity[i] : 0;
  }
  std::vector<double> first(500), after_shoes(500), after_others(500);
  double n_first = 0, n_shoes = 0, n_others = 0;
  bool shoes = false;
  for (std::size_t i = 0; i < all.sku.size(); ++i) {
    if (all.year.line_items.line_no[i] == 1) {
      shoes = all.category(i) == 2;
      ++first[all.sku[i]];
      ++n_first;
    } else if (shoes) {
      ++after_shoes[all.sku[i]];
      ++n_shoes;
    } else {
      ++after_others[all.sku[i]];
      ++n_others;
    }
  }
  std::vector<double> p(500), prompted(500);
  for (std::size_t i = 0; i < 500; ++i) {
    p[i] = popularity[i] / total;
    prompted[i] = popularity[i] * (all.year.products.category[i] == 1 ? 3 : 1) / (total + 2 * clothing);
  }
  const auto times = [](std::vector<double> values, double factor) {
    for (double& value : values) value *= factor;
    return values;
  };
  CHECK(chi_square_counts_p_value(first, times(p, n_first)) > error_rate);
  CHECK(chi_square_counts_p_value(after_others, times(p, n_others)) > error_rate);
  CHECK(chi_square_counts_p_value(after_shoes, times(prompted, n_shoes)) > error_rate);

  // The odds ratio itself: log of it is normal with variance the sum of 1 / count (Woolf 1955).
  const auto in_clothing = [&](const std::vector<double>& counts) {
    double sum = 0;
    for (std::size_t i = 0; i < 500; ++i) sum += all.year.products.category[i] == 1 ? counts[i] : 0;
    return sum;
  };
  const double a = in_clothing(after_shoes), b = n_shoes - a, c = in_clothing(after_others), d = n_others - c;
  const double z = (std::log(a * d / (b * c)) - std::log(3.0)) / std::sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  CHECK(std::abs(z) < 4.9);
}

TEST_CASE("simulate: 20 % off every line in Black Week, 10 % off one in twenty else", "[vantage][statistical]") {
  const Lines& all = lines();
  const auto& t = all.year.line_items;
  double n_other = 0, n_random = 0, both = 0, pairs = 0;
  bool last = false;
  for (std::size_t i = 0; i < t.size(); ++i) {
    const std::int64_t base = all.year.products.base_price_eur[all.sku[i]];
    const Date day = all.day(i);
    if (day >= Date{2025, 11, 20} && day <= Date{2025, 11, 27}) {
      REQUIRE(t.unit_price_paid[i] == vantage::net_price(base, 2'000));
      continue;
    }
    const bool discounted = t.unit_price_paid[i] < base;
    REQUIRE(t.unit_price_paid[i] == vantage::net_price(base, discounted ? 1'000 : 0));
    ++n_other;
    n_random += discounted;
    if (t.line_no[i] > 1) {  // each line by itself: two lines of one order agree no more than chance has it
      ++pairs;
      both += discounted && last;
    }
    last = discounted;
  }
  CHECK(std::abs(n_random - 0.05 * n_other) < 4.9 * std::sqrt(0.05 * 0.95 * n_other));
  CHECK(std::abs(both - 0.0025 * pairs) < 4.9 * std::sqrt(0.0025 * pairs) + 3);
}

TEST_CASE("simulate: the switch extends the discount to all three events", "[vantage]") {
  Config config = vantage_config(5);
  config.discounts.all_events = true;
  const auto year = simulated_year(config);
  const vantage::Demand demand(config);
  std::size_t n = 0;
  for (std::size_t i = 0; i < year.line_items.size(); ++i) {
    const auto order = static_cast<std::size_t>(year.line_items.order_id[i] - 1);
    const Date day = date_of(year.orders.order_ts[order] / micros_per_second);
    if (demand.factors(day).event == 1) continue;
    ++n;
    const auto sku = static_cast<std::size_t>(year.line_items.sku_id[i] - 10'000);
    REQUIRE(year.line_items.unit_price_paid[i] == vantage::net_price(year.products.base_price_eur[sku], 2'000));
  }
  CHECK(n > 10'000);
}

TEST_CASE("simulate: a line comes back with its SKU's probability, by itself", "[vantage][statistical]") {
  const Lines& all = lines();
  const auto& t = all.year.line_items;
  std::vector<double> found(500), n(500);
  double both = 0, expected_both = 0, variance = 0;
  for (std::size_t i = 0; i < t.size(); ++i) {
    found[all.sku[i]] += t.is_returned[i];
    ++n[all.sku[i]];
    if (i > 0 && t.line_no[i] > 1) {
      const double p =
          all.year.products.return_probability[all.sku[i]] * all.year.products.return_probability[all.sku[i - 1]];
      both += t.is_returned[i] && t.is_returned[i - 1];
      expected_both += p;
      variance += p * (1 - p);
    }
  }
  double statistic = 0, degrees = 0;
  for (std::size_t s = 0; s < 500; ++s) {
    const double p = all.year.products.return_probability[s];
    if (n[s] * p < 8 || n[s] * (1 - p) < 8) continue;
    statistic += (found[s] - n[s] * p) * (found[s] - n[s] * p) / (n[s] * p * (1 - p));
    ++degrees;
  }
  CHECK(degrees > 300);
  CHECK(testing::chi_square_p_value(statistic, degrees) > error_rate);
  // Neighbouring pairs share a line, which widens the spread a little.
  CHECK(std::abs(both - expected_both) < 4.9 * std::sqrt(2 * variance));
}

TEST_CASE("simulate: customers order by Zipf's law, ranks dealt out by chance", "[vantage][statistical]") {
  const Lines& all = lines();
  std::vector<double> counts(5'000), harmonic(5'000);
  for (const std::int64_t customer : all.year.orders.customer_id) {
    REQUIRE(customer >= 1);
    REQUIRE(customer <= 5'000);
    ++counts[static_cast<std::size_t>(customer - 1)];
  }
  CHECK(!std::ranges::is_sorted(counts, std::greater{}));
  double sum = 0;
  for (std::size_t k = 0; k < 5'000; ++k) sum += harmonic[k] = 1 / static_cast<double>(k + 1);
  // The ranks are hidden; the ten best customers are too far apart to change places (1/9 - 1/10 is 14 standard errors
  // of a difference at 350,000 orders).
  auto best = counts;
  std::ranges::sort(best, std::greater{});
  for (std::size_t k = 0; k < 9; ++k) {
    const double expected = all.n_orders * harmonic[k] / sum;
    CHECK(std::abs(best[k] - expected) < 4.9 * std::sqrt(expected));
  }
  // Over all customers: the sum of n (n - 1) has mean N (N - 1) times the sum of squared shares.
  double pairs = 0, squares = 0, cubes = 0;
  for (const double count : counts) pairs += count * (count - 1);
  for (const double h : harmonic) {
    squares += h * h / (sum * sum);
    cubes += h * h * h / (sum * sum * sum);
  }
  const double n = all.n_orders;
  const double variance = 4 * n * n * n * (cubes - squares * squares) + 2 * n * n * squares;
  CHECK(std::abs(pairs - n * (n - 1) * squares) < 4.9 * std::sqrt(variance));
}

TEST_CASE("simulate: the base orders of a world without events are those of one with them", "[vantage]") {
  Config config = vantage_config(42);
  const auto with = simulated_year(config);
  const double base = vantage::Demand(config).base();
  for (auto& event : config.demand.events) event.factor = 1;
  config.demand.orders *= base / vantage::Demand(config).base();
  const auto without = simulated_year(config);
  CHECK(without.orders.size() < with.orders.size());
  std::size_t w = 0;
  for (std::size_t i = 0; i < without.orders.size(); ++i) {
    while (w < with.orders.size() && (with.orders.order_ts[w] != without.orders.order_ts[i] ||
                                      with.orders.customer_id[w] != without.orders.customer_id[i])) {
      ++w;
    }
    REQUIRE(w < with.orders.size());
    REQUIRE(with.orders.shop_id[w] == without.orders.shop_id[i]);
    ++w;
  }
}

TEST_CASE("simulate: other years, pools, shops and ids", "[vantage]") {
  Config config = vantage_config(42, 2'000);
  config.year = 2024;
  config.baskets.n_customers = 10;
  config.baskets.first_customer_id = 700;
  config.catalogue.first_sku_id = 1;
  config.demand.shops = {{"X", 1}};
  config.demand.open_from_hour = 9;
  config.demand.open_to_hour = 10;
  const auto year = simulated_year(config);
  CHECK(year.marketing.size() == 366);
  CHECK(year.budget.size() == 12);
  CHECK(year.products.sku_id.front() == 1);
  CHECK(*std::ranges::min_element(year.orders.customer_id) == 700);
  CHECK(*std::ranges::max_element(year.orders.customer_id) == 709);
  for (const std::int64_t at : year.orders.order_ts) {
    REQUIRE(at / micros_per_second % seconds_per_day / seconds_per_hour == 9);
  }
  // A pool of one whose only customer has all the orders.
  config.baskets.n_customers = 1;
  config.demand.orders = 100'000;
  CHECK(std::abs(static_cast<double>(simulated_year(config).orders.size()) - 100'000) < 4.9 * std::sqrt(100'000));
}
