#include <retailsim/random/bernoulli.hpp>

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <retailsim/random/geometric.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

TEST_CASE("Bernoulli: p = 0 never, p = 1 always, from words and from slices", "[random]") {
  const std::vector<std::uint64_t> words{0, 1, ~std::uint64_t{0}, 0x80000000, 0xFFFFFFFF80000000};
  std::vector<std::uint8_t> out(5);
  Bernoulli{0}.transform(words, out);
  CHECK(out == std::vector<std::uint8_t>(5, 0));
  Bernoulli{1}.transform(words, out);
  CHECK(out == std::vector<std::uint8_t>(5, 1));
  CHECK(sample(Bernoulli{0}, 10'000, 1, Purpose::order_keep) == std::vector<std::uint8_t>(10'000, 0));
  CHECK(sample(Bernoulli{1}, 10'000, 1, Purpose::order_keep) == std::vector<std::uint8_t>(10'000, 1));
}

TEST_CASE("Bernoulli: the threshold is exact to 2^-53", "[random]") {
  const Bernoulli law{3 * 0x1p-53};
  CHECK(law(2ull << 11 | 0x7FF));
  CHECK_FALSE(law(3ull << 11));
  CHECK(Bernoulli{0.75 * 0x1p-53}(0));  // the nearest multiple
  CHECK_FALSE(Bernoulli{0.75 * 0x1p-53}(1ull << 11));
  CHECK_FALSE(Bernoulli{0.25 * 0x1p-53}(0));
  CHECK(Bernoulli{1 - 0x1p-53}(((std::uint64_t{1} << 53) - 2) << 11));
  CHECK_FALSE(Bernoulli{1 - 0x1p-53}(~std::uint64_t{0}));
}

TEST_CASE("Bernoulli: a plain purpose gives 32 bits, and 32 more where these equal those of p", "[random]") {
  const Draws draws{.seed = 3, .purpose = Purpose::cost, .first_entity = 70};
  std::vector<std::uint64_t> words(300), more(300);
  for (std::size_t i = 0; i < words.size(); ++i) {
    Draws half = draws;
    half.first_entity = (70 + i) / 2;
    half.words({&words[i], 1});
    words[i] = (70 + i) % 2 == 0 ? words[i] & 0xFFFFFFFF : words[i] >> 32;
  }
  draws.words(more, 1);
  for (std::size_t i = 0; i < words.size(); ++i) {
    // The greatest p whose first bits are below the word's, and those on both sides of all 64 bits.
    const double shorter = static_cast<double>(words[i]) * 0x1p-32;
    const double tie = shorter + static_cast<double>(more[i] >> 43) * 0x1p-53;
    if (shorter < 0.01) continue;  // for exact sums
    CHECK(draws.at(i, Bernoulli{shorter}) == 0);
    CHECK(draws.at(i, Bernoulli{tie}) == 0);
    CHECK(draws.at(i, Bernoulli{tie + 0x1p-53}) == 1);
    std::vector<std::uint8_t> all(words.size());
    draws.fill(all, Bernoulli{tie + 0x1p-53});
    CHECK(all[i] == 1);
  }
}

TEST_CASE("Bernoulli: the share of ones", "[random][statistical]") {
  for (const Purpose purpose : {Purpose::cost, Purpose::order_gap, Purpose::line_return, Purpose::line_exchange}) {
    for (const double p : {0.001, 0.3, 0.5, 0.97}) {
      const auto values = sample(Bernoulli{p}, 1'000'000, 7, purpose);
      CHECK(mean_p_value(values, p, p * (1 - p)) > error_rate);
    }
  }
}

TEST_CASE("Bernoulli: the same coins however they are tossed; bad parameters", "[random]") {
  check_addressing(Bernoulli{0.3});
  check_addressing(Bernoulli{0.3}, Purpose::line_exchange);
  check_seeds(Bernoulli{0.5});
  std::vector<std::uint64_t> words(100);
  const Draws draws{.seed = 3, .purpose = Purpose::line_sku};
  draws.words(words);
  for (std::size_t i = 0; i < 100; ++i) CHECK(Bernoulli{0.4}(words[i]) == (draws.at(i, Bernoulli{0.4}) == 1));
  CHECK_THROWS_WITH(Bernoulli{1.5}, "Bernoulli: p must be in [0, 1], got 1.5");
  CHECK_THROWS_AS(Bernoulli{-1e-9}, std::invalid_argument);
  CHECK_THROWS_AS(Bernoulli{NAN}, std::invalid_argument);
}

TEST_CASE("Geometric: mean, variance and law", "[random][statistical]") {
  for (const double p : {0.02, 0.3, 0.5, 0.999}) {
    const Geometric law{p};
    const auto values = sample(law, 300'000);
    CHECK(mean_p_value(values, law.mean(), law.variance()) > error_rate);
    const double q = 1 - p, v = q / (p * p);
    CHECK(variance_p_value(values, law.mean(), v, v * (p * p + 9 * q) / (p * p)) > error_rate);
    CHECK(chi_square_p_value(values, 0, 400, [&](std::int64_t k) { return law.pmf(k); }) > error_rate);
  }
}

TEST_CASE("Geometric: certain success, and the rarest allowed", "[random][statistical]") {
  CHECK(sample(Geometric{1}, 1000) == std::vector<std::int64_t>(1000, 0));
  CHECK(sample(ShiftedGeometric{1}, 1000) == std::vector<std::int64_t>(1000, 1));
  const Geometric rare{1e-14};
  const auto values = sample(rare, 200'000);
  CHECK(mean_p_value(values, rare.mean(), rare.variance()) > error_rate);
  std::vector<double> as_exponential(values.begin(), values.end());
  CHECK(kolmogorov_smirnov_p_value(as_exponential, [](double x) { return -std::expm1(-x * 1e-14); }) > error_rate);
}

TEST_CASE("ShiftedGeometric: one more than Geometric, word for word", "[random]") {
  const auto from_0 = sample(Geometric{0.4}, 1000), from_1 = sample(ShiftedGeometric{0.4}, 1000);
  for (std::size_t i = 0; i < 1000; ++i) REQUIRE(from_1[i] == from_0[i] + 1);
  CHECK(ShiftedGeometric{0.4}.mean() == Approx(2.5));
  CHECK(ShiftedGeometric{0.4}.pmf(1) == Approx(0.4));
  CHECK(ShiftedGeometric{0.4}.pmf(0) == 0);
}

TEST_CASE("Geometric: the same numbers however they are drawn; bad parameters", "[random]") {
  check_addressing(Geometric{0.1});
  check_addressing(ShiftedGeometric{0.1}, Purpose::line_quantity);
  check_seeds(Geometric{0.1});
  CHECK_THROWS_WITH(Geometric{0}, "Geometric: p must be in [1e-14, 1], got 0");
  CHECK_THROWS_WITH(ShiftedGeometric{1.1}, "ShiftedGeometric: p must be in [1e-14, 1], got 1.1");
  CHECK_THROWS_AS(Geometric{NAN}, std::invalid_argument);
}
