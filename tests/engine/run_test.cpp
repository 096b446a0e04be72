#include <stdexcept>
#include <stop_token>

#include "support/catch.hpp"
#include "support/simulated.hpp"

using namespace retailsim;
using namespace retailsim::test;

TEST_CASE("Dataset: the rows of a run in arrays, in order", "[engine]") {
  const auto simulation = lively_simulation();
  const Scenario scenario = lively_scenario();
  const Rows rows = simulated(simulation, scenario);
  const Dataset data = simulation.run(scenario, {.threads = 2, .customers_per_unit = 100});
  REQUIRE(data.n_lines() == rows.lines.size());
  REQUIRE(data.n_orders() == rows.orders.size());
  REQUIRE(data.n_customers() == rows.customers.size());
  CHECK(data.truth.customer_id.size() == 0);
  for (std::size_t i = 0; i < rows.lines.size(); ++i) {
    REQUIRE(data.lines.order_id(i) == rows.lines[i].order_id);
    REQUIRE(data.lines.amount(i) == rows.lines[i].amount);
  }
  CHECK(data.products.sku_id.size() == 200);
  CHECK(data.products.sku_id.front() == 1);
  CHECK(in_currency(data.lines.amount)(0) == static_cast<double>(rows.lines[0].amount) / 100);
}

TEST_CASE("Simulation: runs in one world share its scratch memory and nothing else", "[engine]") {
  const auto simulation = lively_simulation();
  const auto world = simulation.world(lively_scenario());
  Rows first, again;
  simulation.run_in(world, first);
  simulation.run_in(world, again, {.threads = 3, .customers_per_unit = 77});
  CHECK(first.lines == again.lines);
  CHECK(first.orders == again.orders);
  CHECK(first.customers == again.customers);
}

TEST_CASE("simulate_with: models in any order, neutral ones for the rest", "[engine]") {
  const Scenario scenario = lively_scenario(500);
  const RetailCalendar calendar{lively_calendar()};
  const IndependentBasket basket{lively_baskets()};
  const LifetimeChurn churn{lively_life()};
  const GammaRates rates(1.2, 0.1);
  const auto shuffled = simulate_with(ManyReturns{}, rates, basket, churn, calendar, QuarterOff<>{});
  CHECK(simulated(shuffled, scenario) == simulated(lively_simulation(), scenario));

  const Dataset plain = simulate_with(IndependentBasket(), LogNormalPrice{3, 0.5}).run(scenario);
  // Twelve orders a year of one line, over 18 months.
  CHECK(std::abs(static_cast<double>(plain.n_lines()) - 500 * 12 * 546.0 / 365) <
        4.9 * std::sqrt(500 * 12 * 546.0 / 365));
}

TEST_CASE("Simulation: class template arguments are deduced, and slots have neutral defaults", "[engine]") {
  const LogNormalPrice price{3, 0.5};
  const RetailCalendar calendar{lively_calendar()};
  const IndependentBasket basket{lively_baskets()};
  const LifetimeChurn churn{lively_life()};
  const Simulation shortest{price, basket};
  static_assert(std::is_same_v<decltype(shortest), const Simulation<LogNormalPrice, NoSeasonality, IndependentBasket,
                                                                    NoChurn, ConstantRate, NoReturns>>);
  const Scenario scenario = lively_scenario(200);
  CHECK(simulated(shortest, scenario) == simulated(Simulation{price, NoSeasonality{}, basket}, scenario));

  const Simulation steady{price, basket, churn};
  const Simulation seasonal{price, calendar, basket, churn};
  static_assert(std::is_same_v<decltype(steady),
                               const Simulation<LogNormalPrice, NoSeasonality, IndependentBasket, LifetimeChurn>>);
  static_assert(std::is_same_v<decltype(seasonal),
                               const Simulation<LogNormalPrice, RetailCalendar, IndependentBasket, LifetimeChurn>>);
  CHECK(simulated(steady, scenario) == simulated(simulate_with(churn, price, basket), scenario));
  CHECK(simulated(seasonal, scenario) == simulated(simulate_with(churn, price, basket, calendar), scenario));
  CHECK_FALSE(simulated(steady, scenario) == simulated(shortest, scenario));
}

TEST_CASE("Simulation: bad scenarios are refused before the first row", "[engine]") {
  const auto simulation = lively_simulation();
  std::size_t n_batches = 0;
  const auto sink = [&](const Batch&) { ++n_batches; };
  const auto refused = [&](auto change, const RunOptions& options = {}) {
    Scenario scenario = lively_scenario(10);
    change(scenario);
    try {
      simulation.run(scenario, sink, options);
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  CHECK(refused([](Scenario& s) { s.n_customers = 0; }) == "Scenario: n_customers must be >= 1, got 0");
  CHECK(refused([](Scenario& s) { s.to = s.from; }) == "Scenario: to must be after from 2022-01-01, got 2022-01-01");
  CHECK(refused([](Scenario& s) {
          s.registered_to = Date{2021, 5, 5};
        }) == "Scenario: registered_to must be after registered_from 2022-01-01, got 2021-05-05");
  CHECK(refused([](Scenario& s) {
          s.emit_from = Date{2030, 1, 1};
        }) == "Scenario: to must be after emit_from 2030-01-01, got 2023-07-01");
  CHECK(refused([](Scenario& s) { s.catalogue = {}; }) == "Catalogue: n_skus must be >= 1, got 0");
  CHECK(refused([](Scenario& s) { s.catalogue.popularity.assign(200, 0.0); }) ==
        "Catalogue: popularity must be weights with at least one > 0, got none");
  CHECK(refused([](Scenario& s) { s.catalogue.popularity[3] = NAN; }) ==
        "Catalogue: popularity (each weight) must be finite and >= 0, got nan");
  CHECK(refused([](Scenario& s) {
          s.n_customers = std::int64_t{1} << 36;
        }).starts_with("Scenario: n_customers must be below"));
  CHECK(refused([](Scenario& s) { s.order_id.number_bits = 40; }) ==
        "Scenario: order_id.number_bits must be in [4, 24], got 40");
  CHECK(refused([](Scenario& s) {
          s.to = Date{2300, 1, 1};
        }) == "Scenario: to must be between 1900-01-01 and 2200-01-01, got 2300-01-01");
  CHECK(refused([](Scenario&) {}, {.threads = -1}) == "RunOptions: threads must be in [0, 4096], got -1");
  CHECK(refused([](Scenario&) {}, {.customers_per_unit = 0}) ==
        "RunOptions: customers_per_unit must be in [1, 1048576], got 0");
  CHECK(refused([](Scenario&) {}, {.outlook = Date{2024, 1, 1}}) ==
        "RunOptions: outlook must be at or before the scenario's to 2023-07-01, got 2024-01-01");
  CHECK(n_batches == 0);
  CHECK(refused([](Scenario&) {}) == "accepted");
}

TEST_CASE("Simulation: an order number that does not fit into the id is an error", "[engine]") {
  Scenario scenario = lively_scenario(10);
  const auto simulation = simulate_with(LogNormalPrice{3, 0.5}, IndependentBasket{}, ConstantRate{30'000});
  CHECK_THROWS_AS(simulation.run(scenario), std::overflow_error);
  scenario.order_id.number_bits = 18;
  CHECK(simulation.run(scenario).n_orders() > 400'000);
}

TEST_CASE("Simulation: batches cut through a customer with very many orders, between orders", "[engine]") {
  const auto simulation = simulate_with(LogNormalPrice{3, 0.5}, IndependentBasket{}, ConstantRate{5000});
  const Rows rows = simulated(simulation, lively_scenario(3), {.lines_per_batch = 1000});
  CHECK(rows.largest_batch == 1000);
  CHECK(rows.n_batches > 15);
  CHECK(rows.end_customer == 3);
}

TEST_CASE("Simulation: units shrink where customers buy very much", "[engine]") {
  const auto simulation = simulate_with(LogNormalPrice{3, 0.5}, IndependentBasket{}, ConstantRate{2000});
  std::int64_t before = 0, largest = 0;
  const RunOptions options{.lines_per_batch = 5000, .progress = [&](const Progress& progress) {
                             largest = std::max(largest, progress.lines - before);
                             before = progress.lines;
                           }};
  Rows rows;
  simulation.run(lively_scenario(1000), rows, options);
  // Of customers of some 3000 lines, one after the other.
  CHECK(largest < 15'000);
  CHECK(before > 2'500'000);
  CHECK(rows.largest_batch <= 5000);
}

TEST_CASE("Simulation: units grow to about a batch, and to less where many threads hold one each", "[engine]") {
  const auto simulation = simulate_with(LogNormalPrice{3, 0.5}, IndependentBasket{}, ConstantRate{20});
  // A thread waits for its turn to deliver, so that units in work lag behind what is known of their size.
  for (const auto& [threads, least, most] : {std::tuple{1, 2000, 8000}, {4, 2000, 8000}, {16, 500, 2000}}) {
    std::int64_t before = 0, largest = 0;
    const RunOptions options{.threads = threads,
                             .customers_per_unit = 128,
                             .lines_per_batch = 4000,
                             .progress = [&](const Progress& progress) {
                               largest = std::max(largest, progress.lines - before);
                               before = progress.lines;
                             }};
    simulation.run(
        lively_scenario(3000), [](const Batch&) {}, options);
    CAPTURE(threads);
    CHECK(largest > least);
    CHECK(largest < most);
  }
}

TEST_CASE("Simulation: an exception of the sink ends the run, on every number of threads", "[engine]") {
  const auto simulation = lively_simulation();
  for (const int threads : {1, 4}) {
    int n_batches = 0;
    const auto sink = [&](const Batch&) {
      if (++n_batches == 3) throw std::runtime_error("disk full");
    };
    CHECK_THROWS_WITH(simulation.run(lively_scenario(), sink, {.threads = threads, .customers_per_unit = 50}),
                      "disk full");
    CHECK(n_batches == 3);
  }
}

TEST_CASE("Simulation: a stop token ends the run between units, and progress is told", "[engine]") {
  const auto simulation = lively_simulation();
  std::stop_source stop;
  std::int64_t last = 0, n_calls = 0;
  const RunOptions options{.customers_per_unit = 50,
                           .progress =
                               [&](const Progress& progress) {
                                 CHECK(progress.customers > last);
                                 CHECK(progress.n_customers == 3000);
                                 last = progress.customers;
                                 if (++n_calls == 5) stop.request_stop();
                               },
                           .stop = stop.get_token()};
  const RunSummary summary = simulation.run(
      lively_scenario(), [](const Batch&) {}, options);
  CHECK(summary.stopped);
  CHECK(summary.customers == 16);  // units of 1, 1, 2, 4 and 8 customers
  CHECK(n_calls == 5);
}

TEST_CASE("Simulation: a model that writes outside its range is named", "[engine]") {
  struct BadBasket : IndependentBasket {
    void basket_sizes(std::span<std::int32_t> sizes, const OrderBlock&, const Draws&) const {
      std::ranges::fill(sizes, 0);
    }
  };
  struct BadSkus : IndependentBasket {
    void choose_skus(std::span<std::uint32_t> skus, const LineBlock&, const Draws&) const {
      std::ranges::fill(skus, 200u);
    }
  };
  struct BadPrice : LogNormalPrice {
    using LogNormalPrice::LogNormalPrice;
    void list_prices(std::span<double> prices, std::span<double>, const Catalogue&, const Draws&) const {
      std::ranges::fill(prices, -1.0);
    }
  };
  const Scenario scenario = lively_scenario(10);
  CHECK_THROWS_WITH(simulate_with(LogNormalPrice{3, 0.5}, BadBasket()).run(scenario),
                    "BasketModel: basket_sizes wrote 0, allowed are 1 to 4096");
  CHECK_THROWS_WITH(simulate_with(LogNormalPrice{3, 0.5}, BadSkus()).run(scenario),
                    "BasketModel: choose_skus wrote 200, allowed are 0 to 199");
  CHECK_THROWS_WITH(simulate_with(BadPrice{3, 0.5}, IndependentBasket{}).run(scenario),
                    "PriceModel: a list price must be finite, > 0 and < 1e10, got -1");
}

TEST_CASE("as_span: whole arrays and contiguous views, and no others", "[core]") {
  XtensorColumn<double> column = XtensorColumn<double>::from_shape({6});
  for (std::size_t i = 0; i < 6; ++i) column(i) = static_cast<double>(i);
  CHECK(as_span(column).size() == 6);
  CHECK(as_span(column)[5] == 5.0);
}
