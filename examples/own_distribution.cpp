// A distribution of one's own beside the library's and std's, in the harness of retailsim-bench-distributions: how
// fast, and is it right?
#include <cassert>
#include <cmath>
#include <iostream>
#include <random>

#include <retailsim/bench/harness.hpp>
#include <retailsim/random/exponential.hpp>

using namespace retailsim;

/// The sum of two uniform numbers: quick to write, and no exponential.
struct Triangular {
  double operator()(std::mt19937_64& engine) const {
    return std::uniform_real_distribution<>(0, 1)(engine) + std::uniform_real_distribution<>(0, 1)(engine);
  }
};

int main() {
  const auto exact_cdf = [](double x) { return x < 0 ? 0 : 1 - std::exp(-x); };
  bench::Harness harness;
  harness.add({"exponential", {1}, "retailsim"}, Exponential{1}, exact_cdf);
  harness.add({"exponential", {1}, "std"}, std::exponential_distribution<>(1), exact_cdf);
  harness.add({"exponential", {1}, "minstd"}, bench::drawn_by(std::minstd_rand{}, std::exponential_distribution<>(1)),
              exact_cdf);
  harness.add("mine", Triangular{}, exact_cdf);
  const auto results = harness.run({.sizes = {4096}, .repetitions = 3, .seconds = 0.001, .sample = 100'000});
  std::cout << bench::table_text(results);
  assert(results.size() == 4 && results.front().quality->p_value > 1e-6);
  assert(results.back().quality->p_value < 1e-6);  // two uniform numbers do not make an exponential one
}
