#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <retailsim/forecast/purchase_history.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/uniform.hpp>

/// Histories by the stories of the models, in continuous time, from addressed draws.
namespace test {

using retailsim::Draws;
using retailsim::user_purpose;
using retailsim::forecast::PurchaseHistory;

struct SimulatedHistories {
  PurchaseHistory history;    ///< to an age T of each, uniform on [shortest, longest]
  std::vector<double> later;  ///< purchases in (T, T + horizon]
  std::vector<double> alive;  ///< 1 where alive at T
};

struct SimulationPlan {
  std::size_t n = 1000;
  std::uint64_t seed = 1;
  double shortest = 27, longest = 39, horizon = 39;
};

/// `die(i)` gives the time of death of customer i, `drops(i, k)` whether the order number k (0 the first) is their
/// last.
template <class Die, class Drops>
SimulatedHistories simulate_histories(const SimulationPlan& plan, double r, double alpha, Die&& die, Drops&& drops) {
  std::vector<double> rate(plan.n), age(plan.n);
  const Draws draws{.seed = plan.seed};
  draws.of(user_purpose(1)).fill(rate, retailsim::Gamma(r, 1 / alpha));
  draws.of(user_purpose(2)).fill(age, retailsim::Uniform(plan.shortest, plan.longest));
  SimulatedHistories result;
  result.later.assign(plan.n, 0);
  result.alive.assign(plan.n, 1);
  const retailsim::Exponential gap(1.0);
  for (std::size_t i = 0; i < plan.n; ++i) {
    const double T = age[i], end = die(i);
    double t = 0, last = 0;
    std::int32_t x = 0;
    bool gone = drops(i, 0);
    for (std::uint32_t k = 1; !gone; ++k) {
      t += draws.of(user_purpose(3)).at_index(k).at(i, gap) / rate[i];
      if (t > end || t > T + plan.horizon) break;
      if (t <= T) {
        ++x;
        last = t;
      } else {
        result.later[i] += 1;
      }
      gone = drops(i, k);
      if (gone && t <= T) result.alive[i] = 0;
    }
    if (end <= T || (gone && x == 0 && t == 0)) result.alive[i] = 0;
    result.history.push_back(x, last, T);
  }
  return result;
}

template <bool drops_at_first>
SimulatedHistories simulate_beta_geometric(const SimulationPlan& plan, double r, double alpha, double a, double b) {
  std::vector<double> p(plan.n);
  const Draws draws{.seed = plan.seed};
  draws.of(user_purpose(4)).fill(p, retailsim::Beta(a, b));
  return simulate_histories(
      plan, r, alpha, [](std::size_t) { return std::numeric_limits<double>::infinity(); },
      [&](std::size_t i, std::uint32_t k) {
        if (k == 0 && !drops_at_first) return false;
        return draws.of(user_purpose(5)).at_index(k).at(i, retailsim::Uniform(0.0, 1.0)) < p[i];
      });
}

inline SimulatedHistories simulate_pareto(const SimulationPlan& plan, double r, double alpha, double s, double beta) {
  std::vector<double> mu(plan.n), life(plan.n);
  const Draws draws{.seed = plan.seed};
  draws.of(user_purpose(6)).fill(mu, retailsim::Gamma(s, 1 / beta));
  draws.of(user_purpose(7)).fill(life, retailsim::Exponential(1.0));
  return simulate_histories(
      plan, r, alpha, [&](std::size_t i) { return life[i] / mu[i]; }, [](std::size_t, std::uint32_t) { return false; });
}

inline SimulatedHistories simulate_nbd(const SimulationPlan& plan, double r, double alpha) {
  return simulate_histories(
      plan, r, alpha, [](std::size_t) { return std::numeric_limits<double>::infinity(); },
      [](std::size_t, std::uint32_t) { return false; });
}

}  // namespace test
