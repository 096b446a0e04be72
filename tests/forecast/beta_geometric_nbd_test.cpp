#include <cmath>
#include <limits>
#include <vector>

#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/mbg_nbd.hpp>
#include <retailsim/forecast/nbd.hpp>

#include "forecast/one_customer.hpp"
#include "forecast/simulated_histories.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;
using retailsim::testing::alive;
using retailsim::testing::expected;

namespace {

struct Case {
  const char* what;
  double r, alpha, a, b;
  int x;
  double t_x, T, t, expected, alive;
};

// By the closed forms with 2F1 of Fader, Hardie and Lee 2005 in 80 digits (mpmath); at a = 1 the mean of a = 1 +-
// 1e-30.
const Case cases[] = {
    {"a = 1", 0.243, 4.414, 1, 2.426, 2, 30.43, 38.86, 39, 1.1021367860399558, 0.67817561485440386},
    {"a = 1 + 1e-9", 0.243, 4.414, 1.000000001, 2.426, 2, 30.43, 38.86, 39, 1.1021367854937253, 0.67817561463615041},
    {"a + b = 1, x = 0", 0.243, 4.414, 0.4, 0.6, 0, 0, 30, 20, 0.1253657961503936, 1.0},
    {"short horizon", 0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 1e-9, 3.7660390365616089e-11, 0.72657857008067291},
    {"long horizon", 0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 1e6, 87.328040046510521, 0.72657857008067291},
    {"x = 2000", 0.243, 4.414, 0.793, 2.426, 2000, 38.8, 38.86, 39, 1366.1463000229904, 0.99368352971619024},
    {"large a and b", 0.243, 4.414, 5000, 5000000, 2, 30.43, 38.86, 39, 2.015244127807648, 0.99837685038710396},
    {"small a and b", 0.243, 4.414, 1e-4, 1e-3, 2, 30.43, 38.86, 39, 2.021032281201348, 0.99983760990768765},
    {"small alpha", 0.243, 1e-6, 0.793, 2.426, 2, 30.43, 38.86, 39, 1.3193547221174246, 0.7139875427785148},
    {"hours", 0.243, 741.552, 0.793, 2.426, 2, 5112.24, 6528.48, 6552, 1.2260281747671444, 0.72657857008067291},
    {"age 0", 0.243, 4.414, 0.793, 2.426, 0, 0, 0, 39, 1.1967231933208168, 1.0},
    {"last order now", 0.243, 4.414, 0.793, 2.426, 3, 38, 38, 39, 2.0709530611240458, 0.84805518298524622},
    {"r = 100", 100, 4.414, 0.793, 2.426, 3, 30, 38, 39, 5.4581185442724334e-8, 2.4946419467276555e-9},
    {"age 1e5", 0.243, 4.414, 0.793, 2.426, 10, 90000, 100000, 100, 0.0085028352071295558, 0.83042833437135456},
    {"x = 10000", 0.243, 4.414, 0.793, 2.426, 10000, 36499, 36500, 365, 99.585969708056261, 0.99989573443525306},
};

template <class Likelihood>
void check_gradient(const Likelihood& likelihood, std::vector<double> at) {
  detail::WorkerPool pool(1);
  std::vector<double> gradient(at.size()), other(at.size());
  likelihood(at, gradient, pool);
  for (std::size_t k = 0; k < at.size(); ++k) {
    const double value = at[k], h = 1e-4 * value;
    at[k] = value + h;
    const double above = likelihood(at, other, pool);
    at[k] = value - h;
    const double below = likelihood(at, other, pool);
    at[k] = value;
    CHECK(gradient[k] == Approx((above - below) / (2 * h)).epsilon(1e-6).margin(1e-5));
  }
}

}  // namespace

TEST_CASE("BgNbd: expectations agree with 80 digits where other forms break", "[forecast]") {
  for (const Case& c : cases) {
    INFO(c.what);
    const BgNbd model(c.r, c.alpha, c.a, c.b);
    CHECK(alive(model, c.x, c.t_x, c.T) == Approx(c.alive).epsilon(1e-12));
    CHECK(expected(model, c.x, c.t_x, c.T, c.t) == Approx(c.expected).epsilon(1e-11));
  }
}

TEST_CASE("BgNbd: published values of the CDNOW parameters", "[forecast]") {
  const BgNbd model(0.243, 4.414, 0.793, 2.426);
  CHECK(expected(model, 2, 30.43, 38.86, 39) == Approx(1.226).margin(5e-4));
  CHECK(model.count_probabilities(39, 1)[0] == Approx(0.5737864).margin(5e-8));
  CHECK(model.count_probabilities(2, 11)[10] == Approx(1.07869e-07).epsilon(1e-5));
  const double tail[] = {0.0019995214, 0.0015170236, 0.0011633150, 0.0009003148, 0.0007023638,
                         0.0005517902, 0.0004361913, 0.0003467171, 0.0002769613, 0.0002222260};
  const std::vector<double> pmf = model.count_probabilities(30, 21);
  for (std::size_t k = 0; k < 10; ++k) CHECK(pmf[11 + k] == Approx(tail[k]).margin(5e-10));
  // The same with all digits of the fit: means of a new customer, and customers whose expectation falls with x.
  const BgNbd fitted(0.2425945, 4.4136019, 0.7929199, 2.4258881);
  CHECK(fitted.expected_purchases(52) == Approx(1.444004).margin(1e-5));
  CHECK(expected(fitted, 26, 30.857, 31, 52) == Approx(25.75659).epsilon(1e-4));
  CHECK(alive(fitted, 26, 30.857, 31) == Approx(0.9688523).epsilon(1e-5));
  CHECK(expected(fitted, 10, 20, 39, 52) == Approx(0.3474606).epsilon(1e-4));
  CHECK(expected(fitted, 25, 20, 39, 52) == Approx(0.0003583685).epsilon(1e-3));
}

TEST_CASE("BgNbd: probabilities of counts sum to 1 and have the expectation as mean", "[forecast]") {
  PurchaseHistory rows;
  rows.push_back(0, 0, 30);
  rows.push_back(3, 20, 38);
  rows.push_back(40, 38, 38);
  const auto check = [&](const auto& model) {
    const std::size_t n = 400;
    std::vector<double> pmf(3 * n), mean(3);
    model.count_probabilities(rows, 20, n, pmf);
    model.expected_purchases(rows, 20, mean);
    for (std::size_t i = 0; i < 3; ++i) {
      double sum = 0, first = 0;
      for (std::size_t k = 0; k < n; ++k) {
        CHECK(pmf[i * n + k] >= 0);
        sum += pmf[i * n + k];
        first += static_cast<double>(k) * pmf[i * n + k];
      }
      CHECK(sum == Approx(1).epsilon(1e-10));
      CHECK(first == Approx(mean[i]).epsilon(1e-9));
    }
  };
  check(BgNbd(0.243, 4.414, 0.793, 2.426));
  check(MbgNbd(0.525, 6.183, 0.891, 1.614));
  check(BgNbd(2, 10, 1, 0.5));
  check(Nbd(0.385, 12.07));
}

TEST_CASE("BgNbd: the gradient is that of the likelihood", "[forecast]") {
  const auto data = test::simulate_beta_geometric<false>({.n = 300, .seed = 5}, 0.6, 4, 0.8, 2.4);
  const GroupedHistory history(data.history);
  check_gradient(detail::BetaGeometricLikelihood(history, false), {0.5, 5, 0.9, 2});
  check_gradient(detail::BetaGeometricLikelihood(history, true), {0.5, 5, 0.9, 2});
  check_gradient(detail::BetaGeometricLikelihood(history, true), {30, 200, 1e-3, 50});
}

TEST_CASE("BgNbd: a fit depends on neither order, threads nor grouping", "[forecast]") {
  const auto data = test::simulate_beta_geometric<false>({.n = 20'000, .seed = 6}, 0.25, 4.4, 0.8, 2.4);
  PurchaseHistory days = data.history, reversed;
  for (std::size_t i = 0; i < days.size(); ++i) {
    days.age[i] = std::floor(days.age[i]);
    days.age_at_last_order[i] = std::floor(days.age_at_last_order[i]);
  }
  for (std::size_t i = days.size(); i-- > 0;)
    reversed.push_back(days.n_repeat_orders[i], days.age_at_last_order[i], days.age[i]);
  const auto one = BgNbd::fit(GroupedHistory(days), {.n_threads = 1});
  const auto two = BgNbd::fit(GroupedHistory(days), {.n_threads = 2});
  const auto three = BgNbd::fit(GroupedHistory(reversed), {.n_threads = 3});
  CHECK(one.report.parameters == two.report.parameters);
  CHECK(one.report.parameters == three.report.parameters);
  // Every customer twice, as weights and as rows.
  PurchaseHistory twice = days;
  for (std::size_t i = 0; i < days.size(); ++i)
    twice.push_back(days.n_repeat_orders[i], days.age_at_last_order[i], days.age[i]);
  const auto rows = BgNbd::fit(GroupedHistory(twice));
  const auto weights = BgNbd::fit(GroupedHistory(days, std::vector<double>(days.size(), 2.0)));
  for (std::size_t k = 0; k < 4; ++k) {
    CHECK(rows.report.parameters[k] == Approx(weights.report.parameters[k]).epsilon(1e-10));
    CHECK(rows.report.parameters[k] == Approx(one.report.parameters[k]).epsilon(1e-6));
    CHECK(rows.report.standard_errors[k] * std::sqrt(2.0) == Approx(one.report.standard_errors[k]).epsilon(1e-4));
  }
}

TEST_CASE("BgNbd: silence lowers the probability to be alive, a horizon raises expectations", "[forecast]") {
  const BgNbd bg(0.243, 4.414, 0.793, 2.426);
  const MbgNbd mbg(0.525, 6.183, 0.891, 1.614);
  CHECK(alive(bg, 0, 0, 500) == 1);
  for (const int x : {1, 3, 20}) {
    double before = 2, mbg_before = 2;
    for (double T = 10; T < 300; T += 10) {
      const double p = alive(bg, x, 10, T), q = alive(mbg, x, 10, T);
      CHECK(p < before);
      CHECK(q < mbg_before);
      before = p;
      mbg_before = q;
    }
    double less = -1;
    for (const double t : {0.0, 1e-6, 0.5, 3.0, 50.0, 800.0, 5000.0, 1e7}) {
      const double e = expected(bg, x, 10, 30, t);
      CHECK(e > less);
      less = e;
    }
  }
}

TEST_CASE("BgNbd: the sum and the integral of the expectation meet", "[forecast]") {
  for (const double a : {0.05, 0.8, 1.0, 7.0})
    for (const double b : {0.1, 2.4, 60.0})
      for (const double r : {0.2, 3.0, 40.0}) {
        // z = t / (alpha + t) of 0.985: the last that is summed.
        const double sum = detail::beta_geometric_mean({r, 10, a, b}, 650);
        INFO(a << ' ' << b << ' ' << r);
        CHECK(detail::integrated_mean({r, 10, a, b}, 650) == Approx(sum).epsilon(1e-11));
      }
}

TEST_CASE("BgNbd: without drop-out it is the NBD", "[forecast]") {
  const BgNbd bg(0.5, 6, 1e-12, 1);
  const Nbd nbd(0.5, 6);
  CHECK(expected(bg, 3, 5, 40, 26) == Approx(expected(nbd, 3, 5, 40, 26)).epsilon(1e-8));
  const auto data = test::simulate_nbd({.n = 5000, .seed = 9}, 0.5, 6);
  const auto bg_fit = BgNbd::fit(GroupedHistory(data.history));
  const auto nbd_fit = Nbd::fit(GroupedHistory(data.history));
  CHECK(bg_fit.report.log_likelihood >= nbd_fit.report.log_likelihood - 1e-6);
  CHECK(bg_fit.report.log_likelihood - nbd_fit.report.log_likelihood < 6);
  CHECK(bg_fit.model.a() / (bg_fit.model.a() + bg_fit.model.b()) < 0.02);
}

TEST_CASE("BgNbd: discounted purchases are the integral of discounted expectations", "[forecast]") {
  // By parts, the integral of delta e^(-delta t) E(t) dt, in s = delta t by panels, narrow ones where E rises at once.
  const auto by_expectations = [](const auto& model, int x, double t_x, double T, double delta) {
    const auto f = [&](double s) { return std::exp(-s) * expected(model, x, t_x, T, s / delta); };
    return detail::integrate(0, 0.03, 0.002, f) + detail::integrate(0.03, 0.75, 0.04, f) +
           detail::integrate(0.75, 45, 0.75, f);
  };
  const auto check = [&](const auto& model, int x, double t_x, double T, double delta) {
    PurchaseHistory row;
    row.push_back(x, t_x, T);
    double value = 0;
    model.discounted_purchases(row, delta, {&value, 1});
    INFO(x << ' ' << T << ' ' << delta);
    CHECK(value == Approx(by_expectations(model, x, t_x, T, delta)).epsilon(1e-7));
  };
  const double yearly = std::log(1.15) / 52;
  for (const double delta : {yearly, 0.2}) {
    check(BgNbd(0.243, 4.414, 0.793, 2.426), 2, 30.43, 38.86, delta);
    check(BgNbd(0.243, 4.414, 0.793, 2.426), 0, 0, 30, delta);
    check(MbgNbd(0.525, 6.183, 0.891, 1.614), 26, 30.857, 31, delta);
    check(BgNbd(2, 10, 1, 0.01), 0, 0, 5, delta);
    check(BgNbd(0.5, 6, 40, 80), 3, 10, 12, delta);
    check(BgNbd(3, 20, 0.01, 1), 200, 150, 151, delta);
  }
  // Without drop-out: the NBD's; a thousand rows of 20 ages in any order and on any number of threads.
  PurchaseHistory rows;
  for (int i = 0; i < 1000; ++i) rows.push_back(i % 7 == 0 ? 0 : i % 5 + 1, i % 7 == 0 ? 0 : 10, 20 + i % 20);
  std::vector<double> one(1000), three(1000);
  BgNbd(0.5, 6, 1e-12, 1).discounted_purchases(rows, yearly, one);
  Nbd(0.5, 6).discounted_purchases(rows, yearly, three);
  for (std::size_t i = 0; i < 1000; ++i) REQUIRE(one[i] == Approx(three[i]).epsilon(1e-6));
  const BgNbd model(0.243, 4.414, 0.793, 2.426);
  model.discounted_purchases(rows, yearly, one, 1);
  model.discounted_purchases(rows, yearly, three, 3);
  CHECK(one == three);
  PurchaseHistory last;
  last.push_back(rows.n_repeat_orders[999], rows.age_at_last_order[999], rows.age[999]);
  double alone = 0;
  model.discounted_purchases(last, yearly, {&alone, 1});
  CHECK(one[999] == alone);
  CHECK_THROWS_WITH(model.discounted_purchases(rows, 0, one), contains("BgNbd: delta must be finite and > 0, got 0"));
}

TEST_CASE("BgNbd: what nothing can be learnt from is refused or flagged", "[forecast]") {
  PurchaseHistory none, all_now, one, few;
  for (int i = 0; i < 50; ++i) {
    none.push_back(0, 0, 10 + i);
    all_now.push_back(1, 20 + i, 20 + i);
  }
  one.push_back(3, 10, 20);
  CHECK_THROWS_WITH(BgNbd::fit(GroupedHistory(none)), contains("BgNbd: histories must hold repeat orders"));
  CHECK_THROWS_WITH(BgNbd::fit(GroupedHistory(all_now)), contains("BgNbd: histories must show a silence"));
  CHECK_THROWS_WITH(GroupedHistory(PurchaseHistory{}), contains("there must be a customer"));
  const auto single = BgNbd::fit(GroupedHistory(one));
  CHECK(!single.report.warnings.empty());
  for (const double p : single.report.parameters) CHECK((std::isfinite(p) && p > 0));
  CHECK(std::isfinite(single.report.log_likelihood));
  CHECK(std::isfinite(expected(single.model, 3, 10, 20, 10)));

  PurchaseHistory bad;
  bad.push_back(1, 5, 4);
  CHECK_THROWS_WITH(GroupedHistory(bad), contains("age_at_last_order must be in [0, age], got 5 in row 0"));
  bad.age[0] = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(GroupedHistory(bad), std::invalid_argument);
  CHECK_THROWS_WITH(BgNbd(1, -1, 1, 1), contains("BgNbd: alpha must be finite and > 0, got -1"));
  CHECK_THROWS_WITH(MbgNbd(1, 1, 0, 1), contains("MbgNbd: a must be finite and > 0, got 0"));
}

TEST_CASE("BgNbd: a prior settles what few customers leave open", "[forecast]") {
  const auto data = test::simulate_beta_geometric<false>({.n = 30, .seed = 3}, 0.25, 4.4, 0.8, 2.4);
  const GroupedHistory history(data.history);
  const auto free = BgNbd::fit(history);
  const auto tied = BgNbd::fit(
      history, {.priors = {LogNormalPrior{0.3, 1}, LogNormalPrior{5, 1}, LogNormalPrior{1, 1}, LogNormalPrior{2, 1}}});
  CHECK(tied.report.converged);
  CHECK(tied.report.warnings.empty());
  CHECK(tied.report.log_likelihood <= free.report.log_likelihood + 1e-9);
  CHECK_THROWS_WITH(BgNbd::fit(history, {.priors = {LogNormalPrior{}}}), contains("priors must be one for each of 4"));
}

TEST_CASE("BgNbd: extreme customers leave every answer finite", "[forecast]") {
  // One bot with 50,000 orders, a tenth of ages 0, ages of 1e5 days, orders by the thousand.
  auto data =
      test::simulate_beta_geometric<false>({.n = 2000, .seed = 8, .shortest = 100, .longest = 1e5}, 0.5, 300, 0.8, 2.4);
  PurchaseHistory& rows = data.history;
  for (int i = 0; i < 200; ++i) rows.push_back(0, 0, 0);
  rows.push_back(50'000, 3650, 3650);
  rows.push_back(10'000, 2000, 99'999);
  const auto check = [&](const auto& fitted) {
    CHECK(fitted.report.converged);
    std::vector<double> e(rows.size()), p(rows.size());
    for (const double t : {1e-9, 30.0, 1e6}) {
      fitted.model.expected_purchases(rows, t, e);
      for (const double v : e) REQUIRE((std::isfinite(v) && v >= 0));
    }
    fitted.model.probability_alive(rows, p);
    for (const double v : p) REQUIRE((v >= 0 && v <= 1));
  };
  check(BgNbd::fit(GroupedHistory(rows)));
  check(MbgNbd::fit(GroupedHistory(rows)));
  // Truth 1e-855: the probability is 0 and its logarithm is not.
  const BgNbd bg(0.243, 4.414, 0.793, 2.426);
  CHECK(alive(bg, 1000, 10, 100) == Approx(0).margin(1e-300));
  CHECK(bg.log_probability_alive(1000, 10, 100) < -1900);
  CHECK(std::isfinite(bg.log_probability_alive(1000, 10, 100)));
}
