#include <cmath>
#include <vector>

#include <retailsim/forecast/nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>

#include "forecast/one_customer.hpp"
#include "forecast/simulated_histories.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;
using retailsim::testing::alive;
using retailsim::testing::expected;

namespace {

struct Case {
  const char* what;
  double r, alpha, s, beta;
  int x;
  double t_x, T, t, expected, alive;
};

// By quadrature of the likelihood over the time of death in 40 digits (mpmath).
const Case cases[] = {
    {"s = 1", 0.553, 10.578, 1, 11.669, 2, 30.43, 38.86, 39, 1.1860522822793437, 0.79463129490427156},
    {"s = 1 + 1e-12", 0.553, 10.578, 1.000000000001, 11.669, 2, 30.43, 38.86, 39, 1.1860522822787362,
     0.79463129490409184},
    {"x = 132, last order now", 0.55, 10.58, 0.61, 11.67, 132, 200, 200, 10, 6.2060517889629323, 1.0},
    {"x = 133, last order now", 0.55, 10.58, 0.61, 11.67, 133, 200, 200, 10, 6.2528722475744973, 1.0},
    {"an early last order", 10.465, 0.00798565181, 3.0516, 2.82, 400, 5, 6, 10, 1.1902358489996988e-28,
     5.1374581133207671e-31},
    {"x = 221", 0.5143, 2.8845, 0.2856, 14.1087, 221, 103.42857, 103.57143, 10, 20.556042642205034,
     0.99959605231793813},
    {"x = 254", 0.5143, 2.8845, 0.2856, 14.1087, 254, 97.14286, 97.28571, 10, 25.083304338602715, 0.99955822612301072},
    {"x = 161", 0.5143, 2.8845, 0.2856, 14.1087, 161, 94.71429, 98, 10, 11.851886264148775, 0.74948775225811094},
    {"alpha = beta", 0.55, 10.58, 0.61, 10.58, 3, 20, 38, 39, 1.2652002677061857, 0.53789707308318103},
    {"s near 0", 0.55, 10.58, 4.64e-10, 11.67, 3, 20, 38, 39, 2.8499382442636253, 0.9999999994707784},
    {"beta below alpha", 0.55, 100, 0.61, 1e-3, 0, 0, 38, 39, 0.00016599683005554146, 0.0013480662720661778},
    {"alpha below beta", 0.55, 1e-4, 0.61, 1000, 1, 3, 38, 39, 1.3932509728666824, 0.8857767133087681},
    {"x = 10000", 0.55, 10.58, 0.61, 11.67, 10000, 36499, 36500, 365, 99.671398748558534, 0.99998078078710305},
    {"age 1e5", 0.55, 10.58, 0.61, 11.67, 10, 90000, 100000, 100, 0.0093951661656893489, 0.89090284410323945},
    {"long horizon", 0.55, 10.58, 0.61, 11.67, 10, 30, 38, 1e6, 961.62161275059439, 0.74447348862114024},
    {"age 0", 0.55, 10.58, 0.61, 11.67, 0, 0, 0, 39, 1.2023523628319925, 1.0},
};

}  // namespace

TEST_CASE("ParetoNbd: expectations agree with 40 digits where other forms break", "[forecast]") {
  for (const Case& c : cases) {
    INFO(c.what);
    const ParetoNbd model(c.r, c.alpha, c.s, c.beta);
    CHECK(alive(model, c.x, c.t_x, c.T) == Approx(c.alive).epsilon(1e-11));
    CHECK(expected(model, c.x, c.t_x, c.T, c.t) == Approx(c.expected).epsilon(1e-11));
  }
}

TEST_CASE("ParetoNbd: the likelihood of one customer is that of the closed form", "[forecast]") {
  // x = 0, T = t: P(no order) by counts, and r + s, alpha = beta: an elementary integral.
  const ParetoNbd model(0.55, 10.58, 0.61, 11.67);
  PurchaseHistory row;
  row.push_back(0, 0, 30);
  CHECK(model.log_likelihood(GroupedHistory(row)) ==
        Approx(std::log(model.count_probabilities(30, 1)[0])).epsilon(1e-12));
  const double r = 0.55, s = 0.61, alpha = 10.58, T = 38, t_x = 20, x = 3;
  const double q = r + x + s;
  const double value = std::pow(alpha + T, -q) + s / q * (std::pow(alpha + t_x, -q) - std::pow(alpha + T, -q));
  PurchaseHistory other;
  other.push_back(3, t_x, T);
  const double expected_value = std::lgamma(r + x) - std::lgamma(r) + (r + s) * std::log(alpha) + std::log(value);
  CHECK(ParetoNbd(r, alpha, s, alpha).log_likelihood(GroupedHistory(other)) == Approx(expected_value).epsilon(1e-13));
}

TEST_CASE("ParetoNbd: the gradient is that of the likelihood", "[forecast]") {
  auto data = test::simulate_pareto({.n = 300, .seed = 5}, 0.55, 10.6, 0.6, 11.7);
  data.history.push_back(132, 200, 200);
  data.history.push_back(800, 150, 200);
  data.history.push_back(0, 0, 0);
  const GroupedHistory history(data.history);
  const detail::ParetoLikelihood likelihood(history);
  detail::WorkerPool pool(1);
  for (const std::vector<double>& start :
       {std::vector{0.5, 9.0, 0.7, 15.0}, std::vector{0.5, 15.0, 1.0, 9.0}, std::vector{3.0, 1e-2, 5.0, 1e3}}) {
    std::vector<double> at = start, gradient(4), other(4);
    likelihood(at, gradient, pool);
    for (std::size_t k = 0; k < 4; ++k) {
      const double value = at[k], h = 1e-5 * value;
      at[k] = value + h;
      const double above = likelihood(at, other, pool);
      at[k] = value - h;
      const double below = likelihood(at, other, pool);
      at[k] = value;
      CHECK(gradient[k] == Approx((above - below) / (2 * h)).epsilon(1e-6).margin(1e-4));
    }
  }
}

TEST_CASE("ParetoNbd: probabilities of counts sum to 1 and have the expectation as mean", "[forecast]") {
  PurchaseHistory rows;
  rows.push_back(0, 0, 30);
  rows.push_back(3, 20, 38);
  rows.push_back(40, 38, 38);
  for (const ParetoNbd& model :
       {ParetoNbd(0.55, 10.58, 0.61, 11.67), ParetoNbd(2, 5, 3, 100), ParetoNbd(1, 50, 1, 2)}) {
    const std::size_t n = 500;
    std::vector<double> pmf(3 * n), mean(3);
    model.count_probabilities(rows, 20, n, pmf);
    model.expected_purchases(rows, 20, mean);
    for (std::size_t i = 0; i < 3; ++i) {
      double sum = 0, first = 0;
      for (std::size_t k = 0; k < n; ++k) {
        sum += pmf[i * n + k];
        first += static_cast<double>(k) * pmf[i * n + k];
      }
      CHECK(sum == Approx(1).epsilon(1e-9));
      CHECK(first == Approx(mean[i]).epsilon(1e-8));
    }
  }
}

TEST_CASE("ParetoNbd: silence lowers the probability to be alive, a horizon raises expectations", "[forecast]") {
  const ParetoNbd model(0.553, 10.578, 0.606, 11.669);
  for (const int x : {0, 1, 3, 20}) {
    double before = 2;
    for (double T = 10; T < 300; T += 10) {
      const double p = alive(model, x, x == 0 ? 0 : 10, T);
      CHECK(p < before);
      before = p;
    }
    double less = -1;
    for (const double t : {0.0, 1e-6, 0.5, 3.0, 50.0, 800.0, 1e7}) {
      const double e = expected(model, x, x == 0 ? 0 : 10, 30, t);
      CHECK(e > less);
      less = e;
    }
  }
}

TEST_CASE("ParetoNbd: discounted purchases are the sum of discounted expectations", "[forecast]") {
  const ParetoNbd model(0.553, 10.578, 0.606, 11.669);
  PurchaseHistory rows;
  rows.push_back(7, 35.0, 40.0);
  const double delta = std::log(1.15) / 52;
  double discounted = 0;
  model.discounted_purchases(rows, delta, {&discounted, 1});
  double sum = 0, before = 0;
  for (double t = 0.25; t < 8000; t += 0.25) {
    const double now = expected(model, 7, 35, 40, t);
    sum += (now - before) * std::exp(-delta * (t - 0.125));
    before = now;
  }
  CHECK(discounted == Approx(sum).epsilon(1e-5));
  // Rows of few ages, in any order and on any number of threads, are each what they are alone.
  PurchaseHistory many;
  for (int i = 0; i < 6000; ++i) many.push_back(i % 9 == 0 ? 0 : i % 5 + 1, i % 9 == 0 ? 0 : 10, 20 + i % 37);
  std::vector<double> one(many.size()), three(many.size());
  model.discounted_purchases(many, delta, one, 1);
  model.discounted_purchases(many, delta, three, 3);
  CHECK(one == three);
  for (const std::size_t i : {0u, 5u, 5999u}) {
    PurchaseHistory row;
    row.push_back(many.n_repeat_orders[i], many.age_at_last_order[i], many.age[i]);
    double alone = 0;
    model.discounted_purchases(row, delta, {&alone, 1});
    CHECK(one[i] == Approx(alone).epsilon(1e-14));
  }
}

TEST_CASE("ParetoNbd: without death it is the NBD", "[forecast]") {
  const ParetoNbd pareto(0.5, 6, 1e-12, 10);
  CHECK(expected(pareto, 3, 5, 40, 26) == Approx(3.5 / 46 * 26).epsilon(1e-9));
  const auto data = test::simulate_nbd({.n = 5000, .seed = 9}, 0.5, 6);
  const auto fit = ParetoNbd::fit(GroupedHistory(data.history));
  const auto nbd = Nbd::fit(GroupedHistory(data.history));
  CHECK(fit.report.log_likelihood >= nbd.report.log_likelihood - 1e-3);
  CHECK(fit.report.log_likelihood - nbd.report.log_likelihood < 6);
  // Nothing dies: s -> 0 or beta -> infinity, and the report says so.
  CHECK(!fit.report.warnings.empty());
}

TEST_CASE("ParetoNbd: what nothing can be learnt from is refused or flagged", "[forecast]") {
  PurchaseHistory none, all_now, one;
  for (int i = 0; i < 50; ++i) {
    none.push_back(0, 0, 10 + i);
    all_now.push_back(1, 20 + i, 20 + i);
  }
  one.push_back(3, 10, 20);
  CHECK_THROWS_WITH(ParetoNbd::fit(GroupedHistory(none)), contains("ParetoNbd: histories must hold repeat orders"));
  CHECK_THROWS_WITH(ParetoNbd::fit(GroupedHistory(all_now)), contains("ParetoNbd: histories must show a silence"));
  const auto single = ParetoNbd::fit(GroupedHistory(one));
  CHECK(!single.report.warnings.empty());
  for (const double p : single.report.parameters) CHECK((std::isfinite(p) && p > 0));
  CHECK_THROWS_WITH(ParetoNbd(1, 1, 1, 0), contains("ParetoNbd: beta must be finite and > 0, got 0"));
}

TEST_CASE("ParetoNbd: ten years by the day with orders by the thousand reach the optimum", "[forecast]") {
  const auto data = test::simulate_pareto({.n = 3000, .seed = 4, .shortest = 30, .longest = 3650, .horizon = 0}, 0.35,
                                          3.35, 0.15, 53);
  const auto fit = ParetoNbd::fit(GroupedHistory(data.history));
  CHECK(fit.report.converged);
  CHECK(fit.model.r() == Approx(0.35).epsilon(0.2));
  CHECK(fit.model.alpha() == Approx(3.35).epsilon(0.3));
  const ParetoNbd truth(0.35, 3.35, 0.15, 53);
  CHECK(fit.report.log_likelihood >= truth.log_likelihood(GroupedHistory(data.history)));
}
