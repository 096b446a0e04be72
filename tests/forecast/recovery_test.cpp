#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/mbg_nbd.hpp>
#include <retailsim/forecast/nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>

#include "forecast/simulated_histories.hpp"
#include "support/catch.hpp"

using namespace retailsim::forecast;

// Each model's parameters come back from histories simulated by its own story: of 200 fits, 95 % or more within three
// standard errors of the logarithms. A right fit misses 0.27 % of the time where the likelihood is a parabola; that
// more than 10 of 200 miss has then probability 1e-11, and 1e-6 with three times the misses.
namespace {

template <class Simulate>
void check_recovery(const std::vector<double>& truth, Simulate&& simulate_and_fit) {
  const std::size_t k = truth.size();
  std::vector<int> near(k, 0);
  std::vector<double> mean(k, 0.0), square(k, 0.0), error(k, 0.0);
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const FitReport report = simulate_and_fit(seed);
    REQUIRE(report.converged);
    for (std::size_t i = 0; i < k; ++i) {
      const double sigma = std::sqrt(report.covariance[i * k + i]), off = std::log(report.parameters[i] / truth[i]);
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
    // The stated errors are those seen: 15 %, three standard errors of a spread over 200 runs.
    CHECK(error[i] == Approx(std::sqrt(square[i] - mean[i] * mean[i])).epsilon(0.15));
  }
}

}  // namespace

TEST_CASE("Nbd: parameters come back", "[forecast][statistical]") {
  check_recovery({0.385, 12.07}, [](std::uint64_t seed) {
    return Nbd::fit(GroupedHistory(test::simulate_nbd({.n = 2000, .seed = seed}, 0.385, 12.07).history)).report;
  });
}

TEST_CASE("BgNbd: parameters come back", "[forecast][statistical]") {
  check_recovery({0.243, 4.414, 0.793, 2.426}, [](std::uint64_t seed) {
    const auto data =
        test::simulate_beta_geometric<false>({.n = 10'000, .seed = seed, .horizon = 0}, 0.243, 4.414, 0.793, 2.426);
    return BgNbd::fit(GroupedHistory(data.history)).report;
  });
}

TEST_CASE("MbgNbd: parameters come back", "[forecast][statistical]") {
  check_recovery({0.525, 6.183, 0.891, 1.614}, [](std::uint64_t seed) {
    const auto data =
        test::simulate_beta_geometric<true>({.n = 10'000, .seed = seed, .horizon = 0}, 0.525, 6.183, 0.891, 1.614);
    return MbgNbd::fit(GroupedHistory(data.history)).report;
  });
}

TEST_CASE("ParetoNbd: parameters come back", "[forecast][statistical]") {
  check_recovery({0.553, 10.578, 0.606, 11.669}, [](std::uint64_t seed) {
    const auto data = test::simulate_pareto({.n = 10'000, .seed = seed, .horizon = 0}, 0.553, 10.578, 0.606, 11.669);
    return ParetoNbd::fit(GroupedHistory(data.history)).report;
  });
}

// Sums over 100,000 customers. The orders to come are known to 0.3 %; how many live is known less well the less a
// silence tells: standard errors of 0.15 % (BG/NBD), 1 % (Pareto/NBD) and 1.5 % (MBG/NBD), seen over several seeds.
TEST_CASE("Models: totals of a large world are those expected", "[forecast][statistical]") {
  const test::SimulationPlan plan{.n = 100'000, .seed = 11};
  const auto check = [](const auto& fitted, const test::SimulatedHistories& data, double alive_within) {
    std::vector<double> expected(data.later.size()), alive(data.later.size());
    fitted.model.expected_purchases(data.history, 39, expected);
    fitted.model.probability_alive(data.history, alive);
    double sum = 0, seen = 0, living = 0, alive_sum = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      sum += expected[i];
      seen += data.later[i];
      living += data.alive[i];
      alive_sum += alive[i];
    }
    CHECK(sum == Approx(seen).epsilon(0.02));
    CHECK(alive_sum == Approx(living).epsilon(alive_within));
  };
  const auto bg = test::simulate_beta_geometric<false>(plan, 0.243, 4.414, 0.793, 2.426);
  check(BgNbd::fit(GroupedHistory(bg.history)), bg, 0.01);
  const auto mbg = test::simulate_beta_geometric<true>(plan, 0.525, 6.183, 0.891, 1.614);
  check(MbgNbd::fit(GroupedHistory(mbg.history)), mbg, 0.07);
  const auto pareto = test::simulate_pareto(plan, 0.553, 10.578, 0.606, 11.669);
  check(ParetoNbd::fit(GroupedHistory(pareto.history)), pareto, 0.05);
}
