#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <retailsim/core/time.hpp>
#include <retailsim/forecast/purchase_log.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/uniform.hpp>

/// Worlds of customers whose truth is known, by the day.
namespace test {

using retailsim::Draws;
using retailsim::user_purpose;

struct WorldPlan {
  std::size_t n_customers = 20'000;
  std::uint64_t seed = 1;
  int n_days = 1000;           ///< from 2021-01-01 on
  int n_joining_days = 720;    ///< first orders are spread evenly over them
  double season = 0;           ///< the year's wave, +- this share
  double r = 0.8, alpha = 60;  ///< of the order rate, per day
  bool lives = false;          ///< dies at a rate ~ Gamma(s, beta), Erlang-2 gaps; else drops out by Beta(a, b)
  double a = 0.8, b = 4, s = 0.6, beta = 120;
};

struct World {
  std::vector<std::uint32_t> customer;
  std::vector<std::int32_t> day;
  std::vector<double> rate;  ///< of each customer, per day of a mean season
  WorldPlan plan;
  std::int32_t begin = 0;

  retailsim::forecast::PurchaseLog log() const { return {customer, day, plan.n_customers}; }
  /// Operational days from the world's first day to a day: how much season has passed.
  double passed(std::int32_t d) const { return cumulated[static_cast<std::size_t>(d - begin)]; }
  std::vector<double> cumulated;
};

inline World make_world(const WorldPlan& plan) {
  World world;
  world.plan = plan;
  world.begin = retailsim::Date(2021, 1, 1).days;
  const std::size_t n = plan.n_customers;
  // Operational time: the integral of 1 + season sin(2 pi day / 365.25).
  world.cumulated.assign(static_cast<std::size_t>(plan.n_days) + 1, 0);
  for (std::size_t d = 0; d < static_cast<std::size_t>(plan.n_days); ++d)
    world.cumulated[d + 1] =
        world.cumulated[d] + 1 + plan.season * std::sin(6.283185307179586 * static_cast<double>(d) / 365.25);
  world.rate.resize(n);
  std::vector<double> join(n), p(n), mu(n), life(n);
  const Draws draws{.seed = plan.seed};
  draws.of(user_purpose(1)).fill(world.rate, retailsim::Gamma(plan.r, 1 / plan.alpha));
  draws.of(user_purpose(2)).fill(join, retailsim::Uniform(0.0, static_cast<double>(plan.n_joining_days)));
  draws.of(user_purpose(3)).fill(p, retailsim::Beta(plan.a, plan.b));
  draws.of(user_purpose(4)).fill(mu, retailsim::Gamma(plan.s, 1 / plan.beta));
  draws.of(user_purpose(5)).fill(life, retailsim::Exponential(1.0));
  const retailsim::Exponential gap(1.0);
  const retailsim::Gamma erlang(2.0, 0.5);
  const retailsim::Uniform coin(0.0, 1.0);
  for (std::size_t i = 0; i < n; ++i) {
    const auto first = static_cast<std::size_t>(join[i]);
    world.customer.push_back(static_cast<std::uint32_t>(i));
    world.day.push_back(world.begin + static_cast<std::int32_t>(first));
    double at = world.cumulated[first];
    const double death = static_cast<double>(first) + life[i] / mu[i];
    std::size_t day = first;
    for (std::uint32_t k = 1;; ++k) {
      const Draws here = draws.at_index(k);
      at += (plan.lives ? here.of(user_purpose(6)).at(i, erlang) : here.of(user_purpose(6)).at(i, gap)) / world.rate[i];
      while (day < static_cast<std::size_t>(plan.n_days) && world.cumulated[day + 1] <= at) ++day;
      if (day >= static_cast<std::size_t>(plan.n_days)) break;
      if (plan.lives && static_cast<double>(day) > death) break;
      world.customer.push_back(static_cast<std::uint32_t>(i));
      world.day.push_back(world.begin + static_cast<std::int32_t>(day));
      if (!plan.lives && here.of(user_purpose(7)).at(i, coin) < p[i]) break;
    }
  }
  return world;
}

}  // namespace test
