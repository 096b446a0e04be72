#include <cmath>
#include <random>
#include <span>
#include <string>

#include <retailsim/bench/harness.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/uniform.hpp>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::bench;

namespace {

const HarnessOptions quick{.sizes = {64, 1000}, .repetitions = 1, .seconds = 1e-4, .sample = 20'000};
double uniform_cdf(double x) { return x < 0 ? 0 : x < 1 ? x : 1; }

}  // namespace

TEST_CASE("Harness: measures laws of every kind at every size", "[bench]") {
  Harness harness;
  harness.add({"uniform", {0, 1}, "retailsim"}, Uniform{0, 1}, uniform_cdf);
  harness.add({"uniform", {0, 1}, "std"}, std::uniform_real_distribution<>(0, 1), uniform_cdf);
  harness.add({"uniform", {0, 1}, "minstd"}, drawn_by(std::minstd_rand{}, std::uniform_real_distribution<>(0, 1)),
              uniform_cdf);
  harness.add(
      "halves", [](std::span<double> out) { std::ranges::fill(out, 0.5); }, uniform_cdf);
  harness.add("constant", [] { return 0.25; });
  const auto results = harness.run(quick);
  REQUIRE(results.size() == 10);
  for (const Result& result : results) {
    CHECK(result.ns_per_variate > 0);
    CHECK((result.n == 64 || result.n == 1000));
  }
  CHECK(results[0].source == "retailsim");
  CHECK(results[0].words_per_variate == 1);
  CHECK(results[2].words_per_variate == 1);  // the Mersenne Twister of 64 bits gives a double a word
  CHECK(results[4].words_per_variate == 1);  // two calls of 31 bits
  CHECK(results[0].quality->p_value > 1e-6);
  CHECK(results[2].quality->p_value > 1e-6);
  CHECK(results[6].law == "halves");
  CHECK(results[6].quality->p_value < 1e-6);
  CHECK(!results[8].quality);
}

TEST_CASE("Harness: whole numbers may come as floating-point ones", "[bench]") {
  Harness harness;
  const auto cdf = [](double x) { return x < 0 ? 0 : x < 1 ? 0.7 : 1; };
  harness.add("coin", Bernoulli{0.3}, cdf);
  harness.add(
      "coin of doubles", [engine = std::mt19937_64(1)]() mutable { return engine() % 10 < 3 ? 1.0 : 0.0; }, cdf, true);
  for (const Result& result : harness.run(quick)) {
    CHECK(result.quality->test == "chi-square");
    CHECK(result.quality->p_value > 1e-6);
  }
}

TEST_CASE("Harness: options out of range are refused", "[bench]") {
  Harness harness;
  harness.add("constant", [] { return 0.25; });
  const auto refused = [&](HarnessOptions options) {
    try {
      harness.run(options);
    } catch (const std::invalid_argument& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(refused({.repetitions = 0}) == "HarnessOptions: repetitions must be >= 1, got 0");
  CHECK(refused({.seconds = 0}) == "HarnessOptions: seconds must be finite and > 0, got 0");
  CHECK(refused({.sizes = {0}}) == "HarnessOptions: sizes must be >= 1, got 0");
  CHECK(refused({.sample = 10}) == "HarnessOptions: sample must be >= 1000, got 10");
}
