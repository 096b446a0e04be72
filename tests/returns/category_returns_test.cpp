#include "support/catch.hpp"

#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/returns/category_returns.hpp>

#include "support/sales.hpp"

using namespace retailsim;

namespace {

struct Back {
  std::vector<std::int32_t> returned, exchanged;
  bool operator==(const Back&) const = default;
};

Back returns(const CategoryReturns& model, const test::Sales& sales, std::uint64_t seed, std::size_t piece = 1 << 30) {
  const CustomerBlock customers = sales.customers();
  const OrderBlock orders = sales.orders(customers);
  const LineBlock lines = sales.lines(orders);
  const std::size_t n = sales.n_lines();
  Back back{std::vector<std::int32_t>(n), std::vector<std::int32_t>(n)};
  for (std::size_t begin = 0; begin < n; begin += std::min(piece, n - begin)) {
    const std::size_t size = std::min(piece, n - begin);
    model.returns(std::span(back.returned).subspan(begin, size), std::span(back.exchanged).subspan(begin, size),
                  test::Sales::part(lines, begin, size), sales.line_draws(seed).part(begin, size));
  }
  return back;
}

CategoryReturns prepared(const CategoryReturns::Parameters& parameters, Catalogue catalogue) {
  CategoryReturns model(parameters);
  const test::World world(std::move(catalogue));
  model.prepare(world.setting());
  return model;
}

/// Distance, in standard errors, of a count of successes from n p.
double z_of(double count, double n, double p) { return (count - n * p) / std::sqrt(n * p * (1 - p)); }

}  // namespace

TEST_CASE("CategoryReturns: each SKU has its own probability, returns and exchanges exclude each other",
          "[returns][statistical]") {
  Catalogue catalogue = Catalogue::plain(4);
  catalogue.return_probability = {0, 0.1, 0.97, 1};
  const CategoryReturns model = prepared({.exchange_probability = 0.05}, catalogue);
  test::Sales sales(200'000, 1);
  for (std::size_t i = 0; i < sales.n_lines(); ++i) sales.sku_index[i] = static_cast<std::uint32_t>(i % 4);
  const Back back = returns(model, sales, 41);
  std::vector<double> n_returned(4), n_exchanged(4);
  for (std::size_t i = 0; i < sales.n_lines(); ++i) {
    CHECK((back.returned[i] == 0 || back.exchanged[i] == 0));
    n_returned[i % 4] += back.returned[i];
    n_exchanged[i % 4] += back.exchanged[i];
  }
  CHECK(n_returned[0] == 0);
  CHECK(n_returned[3] == 50'000);
  CHECK(n_exchanged[3] == 0);
  CHECK(model.exchange_probability(2) == Approx(0.03).epsilon(1e-12));
  CHECK(n_returned[2] + n_exchanged[2] == 50'000);
  // Four looks: one seed in a million.
  CHECK(std::abs(z_of(n_returned[1], 50'000, 0.1)) < 5.2);
  CHECK(std::abs(z_of(n_returned[2], 50'000, 0.97)) < 5.2);
  CHECK(std::abs(z_of(n_exchanged[0], 50'000, 0.05)) < 5.2);
  CHECK(std::abs(z_of(n_exchanged[1], 50'000, 0.05)) < 5.2);
}

TEST_CASE("CategoryReturns: one probability for all stands in for the catalogue's", "[returns][statistical]") {
  Catalogue catalogue = Catalogue::plain(1);
  catalogue.return_probability = {0.9};
  const CategoryReturns model = prepared({.probability = 0.25}, catalogue);
  CHECK(model.return_probability(0) == 0.25);
  const Back back = returns(model, test::Sales(40'000, 1), 42);
  double n_returned = 0;
  for (const std::int32_t units : back.returned) n_returned += units;
  CHECK(std::abs(z_of(n_returned, 40'000, 0.25)) < 4.9);  // one seed in a million
}

TEST_CASE("CategoryReturns: units of a line that comes back follow their law", "[returns][statistical]") {
  for (const double whole : {0.0, 0.4, 1.0}) {
    const CategoryReturns model = prepared({.probability = 1, .whole_line_share = whole}, Catalogue::plain(1));
    test::Sales sales(50'000, 1);
    sales.quantity.assign(sales.n_lines(), 5);
    const Back back = returns(model, sales, 43);
    std::vector<double> counts(6);
    double sum = 0;
    for (const std::int32_t units : back.returned) {
      counts.at(static_cast<std::size_t>(units)) += 1;
      sum += units;
    }
    CHECK(counts[0] == 0);
    if (whole == 1.0) {
      CHECK(counts[5] == 50'000);
      continue;
    }
    double chi_square = 0;
    for (std::size_t units = 1; units <= 5; ++units) {
      const double expected = 50'000 * ((1 - whole) / 5 + (units == 5 ? whole : 0));
      chi_square += (counts[units] - expected) * (counts[units] - expected) / expected;
    }
    CHECK(chi_square < 34.8);  // 4 degrees of freedom, two looks: one seed in a million
    CHECK(std::abs(sum / 50'000 - model.mean_units(5)) < 0.04);  // 5.6 standard errors or more
  }
}

TEST_CASE("CategoryReturns: never more than was sold, and a single unit is whole", "[returns]") {
  const CategoryReturns model =
      prepared({.probability = 0.5, .exchange_probability = 0.5, .whole_line_share = 0}, Catalogue::plain(1));
  test::Sales sales(3000, 1);
  for (std::size_t i = 0; i < 3000; ++i) sales.quantity[i] = static_cast<std::int32_t>(1 + i % 4);
  const Back back = returns(model, sales, 44);
  bool partial = false;
  for (std::size_t i = 0; i < 3000; ++i) {
    const std::int32_t units = back.returned[i] + back.exchanged[i];
    CHECK((units >= 1 && units <= sales.quantity[i]));
    partial = partial || units < sales.quantity[i];
  }
  CHECK(partial);
}

TEST_CASE("CategoryReturns: any split gives the same returns", "[returns]") {
  const CategoryReturns model =
      prepared({.probability = 0.3, .exchange_probability = 0.2, .whole_line_share = 0.5}, Catalogue::plain(1));
  test::Sales sales(900, 2);
  sales.quantity.assign(sales.n_lines(), 3);
  CHECK(returns(model, sales, 45, 1) == returns(model, sales, 45));
  CHECK(returns(model, sales, 45, 700) == returns(model, sales, 45));
}

TEST_CASE("CategoryReturns: delays are those of the law", "[returns]") {
  const CategoryReturns model({.delay = ReturnDelay::uniform(3, 5)});
  const test::Sales sales(700, 1);
  const CustomerBlock customers = sales.customers();
  std::vector<Seconds> delays(700), expected(700);
  model.delays(delays, sales.orders(customers), sales.order_draws(46));
  ReturnDelay::uniform(3, 5).write(expected, sales.order_draws(46).of(Purpose::order_return_delay));
  CHECK(delays == expected);
}

TEST_CASE("CategoryReturns: bad parameters are named", "[returns]") {
  CHECK_THROWS_WITH(CategoryReturns({.probability = 1.5}), "CategoryReturns: probability must be in [0, 1], got 1.5");
  CHECK_THROWS_WITH(CategoryReturns({.exchange_probability = -0.1}),
                    "CategoryReturns: exchange_probability must be in [0, 1], got -0.1");
  CHECK_THROWS_WITH(CategoryReturns({.whole_line_share = std::nan("")}),
                    "CategoryReturns: whole_line_share must be in [0, 1], got nan");
}
