#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <retailsim/bench/quality.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/poisson.hpp>

#include "support/catch.hpp"

using namespace retailsim;
using bench::judge;

namespace {

template <class Law>
std::vector<double> sample(const Law& law, std::size_t n, std::uint64_t seed = 3) {
  std::vector<typename Law::value_type> values(n);
  Draws{.seed = seed, .purpose = user_purpose(1)}.fill(values, law);
  return {values.begin(), values.end()};
}

double poisson_cdf(double mean, double x) {
  double sum = 0, term = std::exp(-mean);
  for (int k = 0; k <= x; ++k, term *= mean / k) sum += term;
  return sum;
}

}  // namespace

TEST_CASE("judge: a right sample of a continuous law passes, one a per cent off does not", "[bench][statistical]") {
  const auto values = sample(Exponential{2}, 200'000);
  const auto right = judge(
      values, [](double x) { return 1 - std::exp(-x / 2); }, false);
  CHECK(right.test == "KS");
  CHECK(right.n == 200'000);
  CHECK(right.p_value > 1e-6);
  CHECK(right.moment_error < 4.9);
  CHECK(right.smallest > 0);
  CHECK(right.largest > 10);
  const auto wrong = judge(
      values, [](double x) { return 1 - std::exp(-x / 2.04); }, false);
  CHECK(wrong.p_value < 1e-6);
  CHECK(wrong.moment_error > 4.9);
}

TEST_CASE("judge: the same for whole numbers", "[bench][statistical]") {
  const auto values = sample(Poisson{0.7}, 200'000);
  const auto right = judge(
      values, [](double x) { return poisson_cdf(0.7, x); }, true);
  CHECK(right.test == "chi-square");
  CHECK(right.p_value > 1e-6);
  CHECK(right.moment_error < 4.9);
  CHECK(right.smallest == 0);
  const auto wrong = judge(
      values, [](double x) { return poisson_cdf(0.72, x); }, true);
  CHECK(wrong.p_value < 1e-6);
}

TEST_CASE("judge: p-values of right samples are uniform", "[bench][statistical]") {
  std::vector<double> continuous, whole;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    continuous.push_back(judge(
                             sample(Exponential{1}, 2000, seed), [](double x) { return 1 - std::exp(-x); }, false)
                             .p_value);
    whole.push_back(judge(
                        sample(Poisson{2}, 8000, seed), [](double x) { return poisson_cdf(2, x); }, true)
                        .p_value);
  }
  const auto uniform = [](double p) { return p; };
  CHECK(judge({continuous}, uniform, false).p_value > 1e-6);
  CHECK(judge({whole}, uniform, false).p_value > 1e-6);
}

TEST_CASE("judge: a value that is no number is refused at once", "[bench]") {
  std::vector<double> values(2000, 0.5);
  values[7] = std::numeric_limits<double>::quiet_NaN();
  CHECK(judge(
            values, [](double x) { return x; }, false)
            .p_value == 0);
}
