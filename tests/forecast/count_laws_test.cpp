#include <cmath>
#include <vector>

#include <retailsim/forecast/baselines.hpp>
#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/btyd_forecast.hpp>
#include <retailsim/forecast/count_laws.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>

#include "forecast/simulated_histories.hpp"
#include "forecast/worlds.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;

static_assert(LifeModel<BtydForecast<BgNbd>>);
static_assert(!LifeModel<TrailingMean>);

TEST_CASE("redrawn_parameters: draws have the fit's covariance", "[forecast][statistical]") {
  const auto data = test::simulate_pareto({.n = 4000, .seed = 3, .horizon = 0}, 0.553, 10.578, 0.606, 11.669);
  const auto fit = ParetoNbd::fit(GroupedHistory(data.history));
  REQUIRE(knows_parameters(fit.report));
  constexpr std::uint32_t n = 4000;
  double mean[4] = {}, product[16] = {};
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::vector<double> p = redrawn_parameters(fit.report, 4, 5, i);
    for (std::size_t j = 0; j < 4; ++j) {
      const double off = std::log(p[j] / fit.report.parameters[j]);
      mean[j] += off / n;
      for (std::size_t k = 0; k < 4; ++k) product[4 * j + k] += off * std::log(p[k] / fit.report.parameters[k]) / n;
    }
  }
  for (std::size_t j = 0; j < 4; ++j) {
    const double s_j = std::sqrt(fit.report.covariance[5 * j]);
    CHECK(std::abs(mean[j]) < 5 * s_j / std::sqrt(n));
    for (std::size_t k = 0; k < 4; ++k) {
      // A sample covariance of n normal pairs spreads by at most s_j s_k sqrt(2 / n).
      const double s_k = std::sqrt(fit.report.covariance[5 * k]);
      CHECK(product[4 * j + k] == Approx(fit.report.covariance[4 * j + k]).margin(5 * s_j * s_k * std::sqrt(2.0 / n)));
    }
  }
  // What the data leave open is not drawn from.
  FitReport open = fit.report;
  open.standard_errors[2] = std::numeric_limits<double>::infinity();
  CHECK(redrawn_parameters(open, 4, 5, 1) == open.parameters);
}

TEST_CASE("CountLaws: right laws give uniform places, wrong ones do not", "[forecast][statistical]") {
  const test::World world = test::make_world({.n_customers = 3000, .seed = 41, .n_days = 600, .n_joining_days = 400});
  const PurchaseLog log = world.log();
  const Snapshot rows = log.snapshot(world.begin + 510, 90);
  const std::vector<double> counts = log.counts(rows.customer, rows.origin, rows.origin + 90);
  AnyModel model = BtydForecast<BgNbd>{};
  model.fit(log, rows.origin, 90);
  // Kolmogorov's distance of n uniform numbers exceeds 2.7 / sqrt(n) once in a million.
  const auto distance = [&](const auto& law) {
    std::vector<double> places;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double u =
          retailsim::Draws{.seed = 9, .purpose = retailsim::user_purpose(50)}.at(i, retailsim::Uniform(0.0, 1.0));
      places.push_back(randomised_pit(counts[i], law(i), u));
    }
    std::ranges::sort(places);
    double most = 0;
    const auto n = static_cast<double>(places.size());
    for (std::size_t k = 0; k < places.size(); ++k)
      most = std::max({most, places[k] - static_cast<double>(k) / n, static_cast<double>(k + 1) / n - places[k]});
    return most * std::sqrt(n);
  };
  const CountLaws laws(model, log, rows);
  CHECK(laws.dispersion() == 0);
  CHECK(distance([&](std::size_t i) { return laws.law(i, counts[i]); }) < 2.7);
  const AnyModel trailing = TrailingMean(4);
  const CountLaws other(trailing, log, rows);
  CHECK(other.dispersion() > 0);
  CHECK(distance([&](std::size_t i) { return other.law(i, counts[i]); }) > 5);
  double sum = 0, mean = 0;
  const std::vector<double> pmf = other.law(5, 3);
  for (std::size_t k = 0; k < pmf.size(); ++k) {
    sum += pmf[k];
    mean += static_cast<double>(k) * pmf[k];
  }
  CHECK(sum == Approx(1).epsilon(1e-8));
  CHECK(mean == Approx(other.mean()[5]).epsilon(1e-6));
}

// In 60 shops of 300 customers the total to come lies in the middle 80 % of futures whose parameters are redrawn as
// often as it should, and less often in that of futures of the fitted parameters, which take a fit of few customers for
// the truth. Binomial counts of 60 within four standard deviations.
TEST_CASE("simulate_futures: what a fit does not know is in the futures", "[forecast][statistical]") {
  int inside = 0, narrow = 0;
  double wide_band = 0, narrow_band = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const test::World world =
        test::make_world({.n_customers = 300, .seed = seed, .n_days = 400, .n_joining_days = 100});
    const PurchaseLog log = world.log();
    const Snapshot rows = log.snapshot(world.begin + 200, 200);
    AnyModel model = BtydForecast<BgNbd>{};
    model.fit(log, rows.origin, 200);
    double total = 0;
    for (const double y : log.counts(rows.customer, rows.origin, rows.origin + 200)) total += y;
    const Band wide = simulate_futures(model, log, rows, {.n_draws = 100, .n_parameter_draws = 20}).total_band(0.8);
    const Band fixed = simulate_futures(model, log, rows, {.n_draws = 100, .n_parameter_draws = 0}).total_band(0.8);
    inside += wide.holds(total);
    narrow += fixed.holds(total);
    wide_band += wide.high - wide.low;
    narrow_band += fixed.high - fixed.low;
  }
  INFO("redrawn " << inside << ", fixed " << narrow << " of 60; widths " << wide_band / narrow_band);
  CHECK(std::abs(inside - 48) <= 12);
  CHECK(wide_band > 1.1 * narrow_band);
}
