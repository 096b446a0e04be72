// A program with a thread pool of its own lends it to the simulation: here oneTBB's. The rows are the same as ever.
#include <cassert>
#include <iostream>

#include <oneapi/tbb/parallel_for.h>

#include <retailsim/models.hpp>
#include <retailsim/simulation.hpp>

using namespace retailsim;

int main() {
  const Simulation simulation{LogNormalPrice{2.5, 0.8}, IndependentBasket{}, LifetimeChurn{}, GammaRates{0.9, 0.1}};
  const Scenario scenario{.seed = 5, .n_customers = 20'000};

  RunOptions pooled{.threads = 4};
  pooled.executor = [](int n, const std::function<void()>& worker) {
    oneapi::tbb::parallel_for(0, n, [&](int) { worker(); });
  };
  const Dataset data = simulation.run(scenario, pooled), alone = simulation.run(scenario);
  std::cout << data.n_lines() << " lines, made by oneTBB's threads\n";
  assert(data.n_lines() > 0 && data.lines.order_id == alone.lines.order_id);
  assert(data.lines.amount == alone.lines.amount);
}
