// The fits once more by NLopt: Subplex, which asks for values only and so knows nothing of our gradients or search.
#include "forecast/cdnow.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <retailsim/forecast/bg_nbd.hpp>
#include <retailsim/forecast/covariates.hpp>
#include <retailsim/forecast/gamma_gamma.hpp>
#include <retailsim/forecast/mbg_nbd.hpp>
#include <retailsim/forecast/nbd.hpp>
#include <retailsim/forecast/pareto_nbd.hpp>

#include "forecast/simulated_histories.hpp"
#include "support/catch.hpp"

#ifdef RETAILSIM_WITH_NLOPT
#  include <nlopt.h>

using namespace retailsim::forecast;

namespace {

using LogLikelihood = std::function<double(const std::vector<double>&)>;

/// The maximum over the logarithms of parameters (from `n_logs` on: over themselves).
std::vector<double> maximise(std::size_t k, std::size_t n_logs, const LogLikelihood& log_likelihood,
                             std::vector<double> theta, double& best) {
  struct Problem {
    const LogLikelihood& f;
    std::size_t n_logs;
    std::vector<double> values(const double* theta, unsigned n) const {
      std::vector<double> result(theta, theta + n);
      for (std::size_t i = 0; i < n_logs; ++i) result[i] = std::exp(theta[i]);
      return result;
    }
  } problem{log_likelihood, n_logs};
  const nlopt_opt search = nlopt_create(NLOPT_LN_SBPLX, static_cast<unsigned>(k));
  nlopt_set_lower_bounds1(search, -12);
  nlopt_set_upper_bounds1(search, 12);
  nlopt_set_max_objective(
      search,
      [](unsigned n, const double* at, double*, void* data) {
        const auto* p = static_cast<const Problem*>(data);
        return p->f(p->values(at, n));
      },
      &problem);
  nlopt_set_xtol_abs1(search, 1e-7);
  nlopt_set_maxeval(search, 20'000);
  const nlopt_result status = nlopt_optimize(search, theta.data(), &best);
  nlopt_destroy(search);
  REQUIRE(status > 0);
  return problem.values(theta.data(), static_cast<unsigned>(k));
}

/// \param start  0 for all parameters where none is given
void check_same(const FitReport& report, std::size_t n_logs, const LogLikelihood& log_likelihood,
                std::vector<double> start = {}) {
  REQUIRE(report.converged);
  start.resize(report.parameters.size(), 0.0);
  double best = 0;
  const std::vector<double> other = maximise(report.parameters.size(), n_logs, log_likelihood, start, best);
  CHECK(report.log_likelihood >= best - 1e-6);
  CHECK(report.log_likelihood == Approx(best).margin(1e-4));
  for (std::size_t i = 0; i < other.size(); ++i) {
    INFO(report.names[i]);
    CHECK(other[i] == Approx(report.parameters[i]).epsilon(2e-3).margin(1e-4));
  }
}

template <class Model>
void check_btyd(const PurchaseHistory& history) {
  const GroupedHistory grouped(history);
  check_same(Model::fit(grouped).report, Model::fit(grouped).report.parameters.size(),
             [&](const std::vector<double>& p) {
               if constexpr (std::is_same_v<Model, Nbd>)
                 return Nbd(p[0], p[1]).log_likelihood(grouped);
               else
                 return Model(p[0], p[1], p[2], p[3]).log_likelihood(grouped);
             });
}

}  // namespace

TEST_CASE("NLopt ends where our fits do: CDNOW", "[forecast][cdnow]") {
  const auto data = test::read_cdnow();
  if (!data) return;
  check_btyd<Nbd>(data->history);
  check_btyd<BgNbd>(data->history);
  check_btyd<MbgNbd>(data->history);
  check_btyd<ParetoNbd>(data->history);
}

TEST_CASE("NLopt ends where our fits do: simulated customers", "[forecast]") {
  const test::SimulationPlan plan{.n = 1500, .seed = 17, .horizon = 0};
  check_btyd<Nbd>(test::simulate_nbd(plan, 0.385, 12.07).history);
  check_btyd<BgNbd>(test::simulate_beta_geometric<false>(plan, 0.6, 5, 0.8, 2.4).history);
  check_btyd<MbgNbd>(test::simulate_beta_geometric<true>(plan, 0.525, 6.183, 0.891, 1.614).history);
  check_btyd<ParetoNbd>(test::simulate_pareto(plan, 0.8, 8, 0.7, 10).history);
}

TEST_CASE("NLopt ends where our fits do: spend and covariates", "[forecast]") {
  // Gamma-Gamma by its formula, written out once more.
  std::vector<std::int32_t> x;
  std::vector<double> value;
  const retailsim::Draws draws{.seed = 3};
  for (std::size_t i = 0; i < 800; ++i) {
    x.push_back(1 + static_cast<std::int32_t>(i % 4));
    const double nu = draws.of(retailsim::user_purpose(1)).at(i, retailsim::Gamma(3.74, 1 / 15.44));
    value.push_back(draws.of(retailsim::user_purpose(2)).at(i, retailsim::Gamma(6.25 * x.back(), 1.0)) /
                    (nu * x.back()));
  }
  check_same(GammaGamma::fit({x, value}).report, 3,
             [&](const std::vector<double>& p) {
               double sum = 0;
               for (std::size_t i = 0; i < x.size(); ++i) {
                 const double n = x[i], m = value[i];
                 sum += std::lgamma(p[0] * n + p[1]) - std::lgamma(p[0] * n) - std::lgamma(p[1]) +
                        p[1] * std::log(p[2]) + (p[0] * n - 1) * std::log(m) + p[0] * n * std::log(n) -
                        (p[0] * n + p[1]) * std::log(p[2] + m * n);
               }
               return sum;
             },
             {1, 1, 2});  // from 0 it walks up a ridge and stays there
  const std::vector<std::string> names{"member"};
  PurchaseHistory history;
  std::vector<double> member;
  for (int side = 0; side < 2; ++side) {
    const auto data = test::simulate_pareto({.n = 1000, .seed = 5u + static_cast<std::uint64_t>(side), .horizon = 0},
                                            0.8, side == 1 ? 5 : 8, 0.7, side == 1 ? 14 : 10);
    for (std::size_t i = 0; i < 1000; ++i) {
      history.push_back(data.history.n_repeat_orders[i], data.history.age_at_last_order[i], data.history.age[i]);
      member.push_back(side);
    }
  }
  const CovariateView covariates{names, member};
  check_same(CovariateParetoNbd::fit(history, covariates).report, 4, [&](const std::vector<double>& p) {
    return CovariateParetoNbd({p[0], p[1], p[2], p[3]}, names, {p[4], p[5]}).log_likelihood(history, covariates);
  });
}
#else
TEST_CASE("NLopt ends where our fits do", "[forecast]") { WARN("skipped: NLopt was not found (libnlopt-dev)"); }
#endif
