#include <retailsim/random/keyed_bijection.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

namespace {

KeyedBijection of(std::uint64_t n, std::uint64_t seed) { return {n, {.seed = seed, .purpose = user_purpose(1)}}; }

}  // namespace

TEST_CASE("KeyedBijection: every element once, and back again", "[random]") {
  for (const std::uint64_t n : {1u, 2u, 3u, 4u, 5u, 15u, 16u, 17u, 64u, 65u, 1'000u, 65'536u, 65'537u, 100'003u}) {
    INFO(n);
    const KeyedBijection bijection = of(n, 5);
    CHECK(bijection.size() == n);
    std::vector<bool> seen(n, false);
    for (std::uint64_t i = 0; i < n; ++i) {
      const std::uint64_t image = bijection(i);
      REQUIRE(image < n);
      REQUIRE(!seen[image]);
      seen[image] = true;
      REQUIRE(bijection.inverse(image) == i);
    }
  }
}

TEST_CASE("KeyedBijection: large ranges, back again", "[random]") {
  for (const std::uint64_t n : {std::uint64_t{1'000'000'007}, (std::uint64_t{1} << 40) + 1, std::uint64_t{1} << 62}) {
    const KeyedBijection bijection = of(n, 6);
    for (std::uint64_t i = 0; i < 10'000; ++i) {
      REQUIRE(bijection(i) < n);
      REQUIRE(bijection.inverse(bijection(i)) == i);
      REQUIRE(bijection.inverse(bijection(n - 1 - i)) == n - 1 - i);
    }
  }
}

TEST_CASE("KeyedBijection: seed and purpose are the key", "[random]") {
  const KeyedBijection a = of(1'000'000, 1), b = of(1'000'000, 2), again = of(1'000'000, 1);
  const KeyedBijection other(1'000'000, {.seed = 1, .purpose = user_purpose(2)});
  int n_same = 0;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    n_same += (a(i) == b(i) ? 1 : 0) + (a(i) == other(i) ? 1 : 0);
    REQUIRE(a(i) == again(i));
  }
  CHECK(n_same <= 5);  // 0.02 expected
}

TEST_CASE("KeyedBijection: neighbours land anywhere", "[random][statistical]") {
  // 2^20 elements in 1,024 cells of equal size: the images of the first 2^17 spread as draws without replacement, whose
  // chi-square is smaller by the share that is left, 7/8.
  constexpr std::uint64_t n = 1 << 20, drawn = 1 << 17, cells = 1'024;
  const KeyedBijection bijection = of(n, 7);
  std::vector<double> counts(cells, 0.0), steps(cells, 0.0);
  for (std::uint64_t i = 0; i < drawn; ++i) {
    ++counts[bijection(i) * cells / n];
    ++steps[(bijection(i + 1) - bijection(i) + n) % n * cells / n];
  }
  const std::vector<double> expected(cells, static_cast<double>(drawn) / cells);
  double statistic = 0;
  for (std::size_t c = 0; c < cells; ++c) {
    statistic += (counts[c] - expected[c]) * (counts[c] - expected[c]) / expected[c];
  }
  CHECK(testing::chi_square_p_value(statistic * 8 / 7, cells - 1) > testing::error_rate / 2);
  CHECK(testing::chi_square_counts_p_value(steps, expected) > testing::error_rate / 2);
}

TEST_CASE("KeyedBijection: sizes out of range are refused", "[random]") {
  CHECK_THROWS_AS(of(0, 1), std::invalid_argument);
  CHECK_THROWS_AS(of((std::uint64_t{1} << 62) + 1, 1), std::invalid_argument);
}

TEST_CASE("KeyedBijection: these images stay as they are", "[random]") {
  const KeyedBijection bijection = of(1'000'000'000, 42);
  const std::vector<std::uint64_t> images = {bijection(0), bijection(1), bijection(2), bijection(999'999'999)};
  CHECK(images == std::vector<std::uint64_t>{978653035, 234542626, 264682371, 193365791});
}
