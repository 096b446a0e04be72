#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <retailsim/forecast/covariates.hpp>

#include "forecast/simulated_histories.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;

namespace {

const std::vector<std::string> names{"member", "distance"};

/// Customers of four segments: member 0 or 1, distance 1 or 3 (an effect is not to depend on where a column's 0 is).
struct Shop {
  PurchaseHistory history;
  std::vector<double> values;
  CovariateView covariates() const { return {names, values}; }
};

template <class Model, class Simulate>
Shop simulate(const Model& truth, std::size_t n_each, std::uint64_t seed, Simulate&& simulate_segment) {
  Shop shop;
  for (std::uint64_t segment = 0; segment < 4; ++segment) {
    const std::vector<double> z{static_cast<double>(segment % 2), segment < 2 ? 1.0 : 3.0};
    const test::SimulatedHistories data =
        simulate_segment({.n = n_each, .seed = 4 * seed + segment, .horizon = 0}, truth.of(z));
    for (std::size_t i = 0; i < n_each; ++i) {
      shop.history.push_back(data.history.n_repeat_orders[i], data.history.age_at_last_order[i], data.history.age[i]);
      shop.values.insert(shop.values.end(), z.begin(), z.end());
    }
  }
  return shop;
}
Shop simulate_bg(const CovariateBgNbd& truth, std::size_t n_each, std::uint64_t seed) {
  return simulate(truth, n_each, seed, [](const test::SimulationPlan& plan, const BgNbd& m) {
    return test::simulate_beta_geometric<false>(plan, m.r(), m.alpha(), m.a(), m.b());
  });
}
Shop simulate_pareto(const CovariateParetoNbd& truth, std::size_t n_each, std::uint64_t seed) {
  return simulate(truth, n_each, seed, [](const test::SimulationPlan& plan, const ParetoNbd& m) {
    return test::simulate_pareto(plan, m.r(), m.alpha(), m.s(), m.beta());
  });
}

const CovariateBgNbd bg_truth({0.6, 5, 0.8, 2.4}, names, {0.5, -0.2, -0.4, 0.1, 0.3, 0.15});
const CovariateParetoNbd pareto_truth({0.8, 8, 0.7, 10}, names, {0.5, -0.2, -0.4, 0.25});

// Of 200 fits 95 % or more within three standard errors for each parameter: in logarithms for parameters, as they are
// for effects. A right fit misses 0.27 % of the time; that more than 10 of 200 miss has then probability 1e-11.
template <class Model, class Simulate>
void check_recovery(const Model& truth, Simulate&& simulate_shop) {
  std::vector<double> target(truth.base().begin(), truth.base().end());
  target.insert(target.end(), truth.effects().begin(), truth.effects().end());
  const std::size_t k = target.size();
  std::vector<int> near(k, 0);
  std::vector<double> mean(k, 0.0), square(k, 0.0), error(k, 0.0);
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Shop shop = simulate_shop(seed);
    const FitReport report = Model::fit(shop.history, shop.covariates()).report;
    REQUIRE(report.converged);
    for (std::size_t i = 0; i < k; ++i) {
      const double off = i < 4 ? std::log(report.parameters[i] / target[i]) : report.parameters[i] - target[i];
      const double sigma = std::sqrt(report.covariance[i * k + i]);
      near[i] += std::abs(off) < 3 * sigma;
      mean[i] += off / 200;
      square[i] += off * off / 200;
      error[i] += sigma / 200;
    }
  }
  for (std::size_t i = 0; i < k; ++i) {
    INFO("parameter " << i << ": bias " << mean[i] << ", spread " << std::sqrt(square[i] - mean[i] * mean[i])
                      << ", mean standard error " << error[i]);
    CHECK(near[i] >= 190);
    // The stated errors are those seen: 20 %, four standard errors of a spread over 200 runs.
    CHECK(error[i] == Approx(std::sqrt(square[i] - mean[i] * mean[i])).epsilon(0.2));
  }
}

}  // namespace

TEST_CASE("CovariateBgNbd: parameters and effects come back", "[forecast][statistical]") {
  check_recovery(bg_truth, [](std::uint64_t seed) { return simulate_bg(bg_truth, 1500, seed); });
}

TEST_CASE("CovariateParetoNbd: parameters and effects come back", "[forecast][statistical]") {
  check_recovery(pareto_truth, [](std::uint64_t seed) { return simulate_pareto(pareto_truth, 1000, seed); });
}

TEST_CASE("CovariateModel: without effects it is the plain model", "[forecast]") {
  const auto data = test::simulate_beta_geometric<false>({.n = 200, .seed = 4}, 0.6, 5, 0.8, 2.4);
  std::vector<double> values(2 * 200);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i * 7 % 13);
  const CovariateView covariates{names, values};
  const CovariateBgNbd flat({0.6, 5, 0.8, 2.4}, names, std::vector<double>(6, 0.0));
  const BgNbd plain(0.6, 5, 0.8, 2.4);
  std::vector<double> a(200), b(200), pmf_a(600), pmf_b(600);
  flat.expected_purchases(data.history, covariates, 20, a);
  plain.expected_purchases(data.history, 20, b);
  CHECK(a == b);
  flat.probability_alive(data.history, covariates, a);
  plain.probability_alive(data.history, b);
  CHECK(a == b);
  flat.count_probabilities(data.history, covariates, 20, 3, pmf_a);
  plain.count_probabilities(data.history, 20, 3, pmf_b);
  CHECK(pmf_a == pmf_b);
  CHECK(flat.log_likelihood(data.history, covariates) ==
        Approx(plain.log_likelihood(GroupedHistory(data.history))).epsilon(1e-12));
}

TEST_CASE("CovariateModel: a customer's model has the parameters of the note", "[forecast]") {
  const std::vector<double> z{1, 3};
  const BgNbd bg = bg_truth.of(z);
  CHECK(bg.r() == 0.6);
  CHECK(bg.alpha() == Approx(5 * std::exp(-(0.5 - 0.6))));
  CHECK(bg.a() == Approx(0.8 * std::exp(-0.4 + 0.3)));
  CHECK(bg.b() == Approx(2.4 * std::exp(0.3 + 0.45)));
  const ParetoNbd pareto = pareto_truth.of(z);
  CHECK(pareto.alpha() == Approx(8 * std::exp(-(0.5 - 0.6))));
  CHECK(pareto.s() == 0.7);
  CHECK(pareto.beta() == Approx(10 * std::exp(-(-0.4 + 0.75))));
}

TEST_CASE("CovariateModel: a fit is the top of the likelihood and moves with units and order", "[forecast]") {
  const Shop shop = simulate_pareto(pareto_truth, 300, 7);
  const auto fit = CovariateParetoNbd::fit(shop.history, shop.covariates());
  CHECK(fit.report.converged);
  CHECK(fit.report.names[4] == "rate.member");
  CHECK(fit.report.names.back() == "death.distance");
  const double top = fit.model.log_likelihood(shop.history, shop.covariates());
  CHECK(top == Approx(fit.report.log_likelihood).epsilon(1e-10));
  for (std::size_t i = 0; i < 8; ++i) {
    for (const double step : {-0.01, 0.01}) {
      std::array<double, 4> base = fit.model.base();
      std::vector<double> effects = fit.model.effects();
      if (i < 4)
        base[i] *= std::exp(step);
      else
        effects[i - 4] += step;
      CHECK(CovariateParetoNbd(base, names, effects).log_likelihood(shop.history, shop.covariates()) < top);
    }
  }
  // Days for weeks, a column from 100 on in tenths, customers in reverse, three threads.
  Shop other;
  for (std::size_t i = shop.history.size(); i-- > 0;) {
    other.history.push_back(shop.history.n_repeat_orders[i], 7 * shop.history.age_at_last_order[i],
                            7 * shop.history.age[i]);
    other.values.push_back(shop.values[2 * i]);
    other.values.push_back(100 + 10 * shop.values[2 * i + 1]);
  }
  const auto moved = CovariateParetoNbd::fit(other.history, other.covariates(), {.n_threads = 3});
  CHECK(moved.report.parameter("rate.member") == Approx(fit.report.parameter("rate.member")).epsilon(1e-5));
  CHECK(10 * moved.report.parameter("death.distance") == Approx(fit.report.parameter("death.distance")).epsilon(1e-5));
  CHECK(10 * moved.report.standard_error("rate.distance") ==
        Approx(fit.report.standard_error("rate.distance")).epsilon(1e-4));
  const double shift = std::exp(10 * fit.report.parameter("rate.distance"));
  CHECK(moved.model.base()[1] == Approx(7 * fit.model.base()[1] * shift).epsilon(1e-4));
  const auto again = CovariateParetoNbd::fit(other.history, other.covariates(), {.n_threads = 1});
  CHECK(again.report.parameters == moved.report.parameters);
}

TEST_CASE("CovariateModel: customers who all differ are fitted too, a prior draws an effect to 0", "[forecast]") {
  const std::vector<std::string> one{"age"};
  auto data = test::simulate_beta_geometric<false>({.n = 1500, .seed = 9}, 0.6, 5, 0.8, 2.4);
  std::vector<double> age(1500);
  for (std::size_t i = 0; i < age.size(); ++i) age[i] = 20 + 0.04 * static_cast<double>(i);
  const CovariateView covariates{one, age};
  const auto fit = CovariateBgNbd::fit(data.history, covariates);
  CHECK(fit.report.converged);
  // Age says nothing here: no effect is five standard errors from 0.
  for (std::size_t i = 4; i < 7; ++i) CHECK(std::abs(fit.report.parameters[i]) < 5 * fit.report.standard_errors[i]);
  const auto three = CovariateBgNbd::fit(data.history, covariates, {.n_threads = 3});
  CHECK(three.report.parameters == fit.report.parameters);
  FitOptions tied{
      .priors = {{}, {}, {}, {}, LogNormalPrior{1, 1e-6}, LogNormalPrior{1, 1e-6}, LogNormalPrior{1, 1e-6}}};
  const auto held = CovariateBgNbd::fit(data.history, covariates, tied);
  const auto plain = BgNbd::fit(GroupedHistory(data.history));
  for (std::size_t i = 4; i < 7; ++i) CHECK(std::abs(held.report.parameters[i]) < 1e-5);
  CHECK(held.report.log_likelihood == Approx(plain.report.log_likelihood).epsilon(1e-6));
  CHECK(held.model.of(std::vector<double>{50}).alpha() == Approx(plain.model.alpha()).epsilon(1e-3));
  // A prior is in the units of its column: of years and of tenths of years the fit is one.
  std::vector<double> tenths = age;
  for (double& a : tenths) a *= 10;
  const auto years_fit =
      CovariateBgNbd::fit(data.history, covariates, {.priors = {{}, {}, {}, {}, LogNormalPrior{1, 0.002}, {}, {}}});
  const auto tenths_fit =
      CovariateBgNbd::fit(data.history, {one, tenths}, {.priors = {{}, {}, {}, {}, LogNormalPrior{1, 0.0002}, {}, {}}});
  CHECK(10 * tenths_fit.report.parameters[4] == Approx(years_fit.report.parameters[4]).epsilon(1e-4));
  CHECK(std::abs(years_fit.report.parameters[4]) < 0.9 * std::abs(fit.report.parameters[4]));
  // ... and draws as the posterior says: the log posterior is no higher a little to either side.
  const auto posterior = [&](double step) {
    std::vector<double> effects = years_fit.model.effects();
    effects[0] += step;
    return CovariateBgNbd(years_fit.model.base(), one, effects).log_likelihood(data.history, covariates) -
           0.5 * effects[0] * effects[0] / (0.002 * 0.002);
  };
  for (const double step : {-1e-5, 1e-5}) CHECK(posterior(step) < posterior(0));
}

TEST_CASE("CovariateModel: bad covariates are refused", "[forecast]") {
  const Shop shop = simulate_bg(bg_truth, 50, 3);
  std::vector<double> values = shop.values;
  CHECK_THROWS_WITH(CovariateBgNbd::fit(shop.history, {names, std::span(values).first(10)}),
                    contains("CovariateBgNbd: covariates must be 200 rows of 2, got 10 values"));
  values[5] = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(CovariateBgNbd::fit(shop.history, {names, values}),
                    contains("distance must be finite, got nan in row 2"));
  for (std::size_t i = 0; i < values.size(); i += 2) values[i + 1] = 3;
  CHECK_THROWS_WITH(CovariateBgNbd::fit(shop.history, {names, values}),
                    contains("distance must differ between customers, got 3 for all"));
  const std::vector<std::string> others{"distance", "member"};
  std::vector<double> out(200);
  CHECK_THROWS_WITH(bg_truth.expected_purchases(shop.history, {others, shop.values}, 3, out),
                    contains("covariates must be the columns member, distance in this order"));
  CHECK_THROWS_WITH(CovariateBgNbd({1, 1, 1, 1}, names, {1}), contains("effects must be 6, got 1"));
  CHECK_THROWS_WITH(CovariateParetoNbd({1, 1, 0, 1}, names, {0, 0, 0, 0}), contains("s must be finite and > 0"));
}
