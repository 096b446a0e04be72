#include "forecast/cdnow.hpp"

#include <cmath>
#include <vector>

#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/gamma_gamma.hpp>
#include <retailsim/forecast/mbg_nbd.hpp>
#include <retailsim/forecast/nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>

#include "support/catch.hpp"

using namespace retailsim::forecast;

namespace {

const std::optional<test::Cdnow>& cdnow() {
  static const std::optional<test::Cdnow> data = test::read_cdnow();
  if (!data) WARN("the CDNOW sample is absent (option RETAILSIM_CDNOW): nothing is compared with the published fits");
  return data;
}

struct Holdout {
  double total = 0, mean_alive = 0, mae = 0, rmse = 0, deviance = 0;
};

template <class Model>
Holdout score(const Model& model, const test::Cdnow& data) {
  const std::size_t n = data.history.size();
  std::vector<double> expected(n), alive(n);
  model.expected_purchases(data.history, 39, expected);
  model.probability_alive(data.history, alive);
  Holdout result;
  for (std::size_t i = 0; i < n; ++i) {
    const double y = data.holdout[i], mu = expected[i], size = static_cast<double>(n);
    result.total += mu;
    result.mean_alive += alive[i] / size;
    result.mae += std::abs(y - mu) / size;
    result.rmse += (y - mu) * (y - mu) / size;
    result.deviance += 2 * ((y > 0 ? y * std::log(y / mu) : 0) - y + mu) / size;
  }
  result.rmse = std::sqrt(result.rmse);
  return result;
}

}  // namespace

TEST_CASE("CDNOW: the histories are those of the papers", "[forecast][cdnow]") {
  if (!cdnow()) return;
  const GroupedHistory grouped(cdnow()->history);
  double holdout = 0, buyers = 0;
  for (const double y : cdnow()->holdout) holdout += y;
  for (const int x : cdnow()->history.n_repeat_orders) buyers += x > 0;
  CHECK(grouped.n_customers() == 2357);
  CHECK(grouped.sum_x() == 2457);
  CHECK(grouped.distinct_x().back() == 29);
  CHECK(buyers == 946);
  CHECK(holdout == 1882);
}

// Fader, Hardie and Lee 2005; r and alpha agree to all digits, a and b, which optimisers end less exactly, to 1e-5.
TEST_CASE("CDNOW: BG/NBD has the published parameters", "[forecast][cdnow]") {
  if (!cdnow()) return;
  const auto [model, report] = BgNbd::fit(GroupedHistory(cdnow()->history));
  CHECK(report.log_likelihood == Approx(-9582.429).margin(0.0005));
  CHECK(model.r() == Approx(0.2425945).epsilon(1e-6));
  CHECK(model.alpha() == Approx(4.4136019).epsilon(1e-6));
  CHECK(model.a() == Approx(0.7929199).epsilon(1e-5));
  CHECK(model.b() == Approx(2.4258881).epsilon(1e-5));
  CHECK(report.warnings.empty());
  const Holdout holdout = score(model, *cdnow());
  CHECK(holdout.total == Approx(1653.41).margin(0.01));
  CHECK(holdout.mean_alive == Approx(0.81344).margin(1e-5));
  CHECK(holdout.mae == Approx(0.7855).margin(1e-4));
  CHECK(holdout.rmse == Approx(1.6080).margin(1e-4));
  CHECK(holdout.deviance == Approx(1.5992).margin(1e-4));
}

TEST_CASE("CDNOW: Pareto/NBD has the published parameters and standard errors", "[forecast][cdnow]") {
  if (!cdnow()) return;
  const auto [model, report] = ParetoNbd::fit(GroupedHistory(cdnow()->history));
  CHECK(report.log_likelihood == Approx(-9594.976).margin(0.0005));
  CHECK(model.r() == Approx(0.55315).epsilon(1e-3));
  CHECK(model.alpha() == Approx(10.57633).epsilon(1e-3));
  CHECK(model.s() == Approx(0.60625).epsilon(1e-3));
  CHECK(model.beta() == Approx(11.67150).epsilon(1e-3));
  CHECK(report.standard_error("r") == Approx(0.0476264).epsilon(1e-3));
  CHECK(report.standard_error("alpha") == Approx(0.8427222).epsilon(1e-3));
  CHECK(report.standard_error("s") == Approx(0.1872594).epsilon(1e-3));
  CHECK(report.standard_error("beta") == Approx(6.2105448).epsilon(1e-3));
  const Holdout holdout = score(model, *cdnow());
  CHECK(holdout.total == Approx(1665.5).margin(0.1));
  CHECK(holdout.mean_alive == Approx(0.44628).margin(1e-5));
  CHECK(holdout.mae == Approx(0.7545).margin(1e-4));
  CHECK(holdout.deviance == Approx(1.5940).margin(1e-4));
  // E[X(52)] and customer 1516 of BTYD's walkthrough.
  CHECK(model.expected_purchases(52) == Approx(1.473434).epsilon(1e-6));
  PurchaseHistory customer;
  customer.push_back(26, 30.857, 31);
  double expected = 0, alive = 0;
  model.expected_purchases(customer, 52, {&expected, 1});
  model.probability_alive(customer, {&alive, 1});
  CHECK(expected == Approx(25.456).epsilon(1e-4));
  CHECK(alive == Approx(0.997874).epsilon(1e-5));
}

TEST_CASE("CDNOW: MBG/NBD and NBD have the published parameters", "[forecast][cdnow]") {
  if (!cdnow()) return;
  const auto mbg = MbgNbd::fit(GroupedHistory(cdnow()->history));
  CHECK(mbg.report.log_likelihood == Approx(-9582.1357).margin(0.0005));
  CHECK(mbg.model.r() == Approx(0.525).epsilon(1e-3));
  CHECK(mbg.model.alpha() == Approx(6.183).epsilon(1e-3));
  CHECK(mbg.model.a() == Approx(0.891).epsilon(1e-3));
  CHECK(mbg.model.b() == Approx(1.614).epsilon(1e-3));
  CHECK(score(mbg.model, *cdnow()).total == Approx(1576.7).margin(0.1));
  const auto nbd = Nbd::fit(GroupedHistory(cdnow()->history));
  CHECK(nbd.report.log_likelihood == Approx(-9763.6576).margin(0.0001));
  CHECK(nbd.model.r() == Approx(0.38477).epsilon(1e-4));
  CHECK(nbd.model.alpha() == Approx(12.07202).epsilon(1e-4));
  const Holdout without = score(nbd.model, *cdnow()), with = score(mbg.model, *cdnow());
  CHECK(without.total == Approx(2929.8).margin(0.1));
  CHECK(with.deviance < 0.92 * without.deviance);
}

TEST_CASE("CDNOW: Gamma-Gamma has the published parameters", "[forecast][cdnow]") {
  if (!cdnow()) return;
  const SpendView spend{cdnow()->history.n_repeat_orders, cdnow()->mean_repeat_value};
  const auto [model, report] = GammaGamma::fit(spend);
  CHECK(report.n_customers == 946);
  CHECK(report.log_likelihood == Approx(-4055.9177).margin(0.0005));
  CHECK(model.p() == Approx(6.2496).epsilon(1e-4));
  CHECK(model.q() == Approx(3.7442).epsilon(1e-4));
  CHECK(model.gamma() == Approx(15.4435).epsilon(1e-4));
}

TEST_CASE("CDNOW: fits in days, weeks and hours are one but for scale", "[forecast][cdnow]") {
  if (!cdnow()) return;
  const auto weeks = ParetoNbd::fit(GroupedHistory(cdnow()->history));
  for (const double unit : {7.0, 168.0, 604800.0, 1 / 52.0}) {
    PurchaseHistory other = cdnow()->history;
    for (double& t : other.age_at_last_order) t *= unit;
    for (double& t : other.age) t *= unit;
    const auto fit = ParetoNbd::fit(GroupedHistory(other));
    CHECK(fit.model.r() == Approx(weeks.model.r()).epsilon(1e-6));
    CHECK(fit.model.alpha() == Approx(weeks.model.alpha() * unit).epsilon(1e-6));
    CHECK(fit.model.beta() == Approx(weeks.model.beta() * unit).epsilon(1e-6));
    CHECK(fit.report.log_likelihood + 2457 * std::log(unit) == Approx(weeks.report.log_likelihood).epsilon(1e-10));
  }
}
