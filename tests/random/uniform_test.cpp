#include <retailsim/random/uniform.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <retailsim/random/uniform_int.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

namespace {

template <class Law>
auto of_word(const Law& law, std::uint64_t word) {
  typename Law::value_type value;
  law.transform({&word, 1}, {&value, 1});
  return value;
}

}  // namespace

TEST_CASE("Uniform: the first and the last word are inside (0, 1)", "[random]") {
  CHECK(of_word(Uniform{}, 0) == 0x1p-53);
  CHECK(of_word(Uniform{}, ~std::uint64_t{0}) == 1 - 0x1p-53);
  CHECK(of_word(Uniform{}, std::uint64_t{1} << 63) == 0.5 + 0x1p-53);
  CHECK(of_word(Uniform{}, 4096) == 3 * 0x1p-53);
}

TEST_CASE("Uniform: never reaches its upper bound", "[random]") {
  const std::uint64_t last = ~std::uint64_t{0};
  CHECK(of_word(Uniform{1e6, 1e6 + 1}, last) < 1e6 + 1);
  CHECK(of_word(Uniform{-1, 0}, last) < 0);
  CHECK(of_word(Uniform{-3, -2}, last) < -2);
  CHECK(of_word(Uniform{0, 5e-324}, last) == 0);
  CHECK(of_word(Uniform{0, std::numeric_limits<double>::max()}, last) < std::numeric_limits<double>::max());
}

TEST_CASE("Uniform: mean, variance and law", "[random][statistical]") {
  const Uniform law{-2, 5};
  const auto values = sample(law, 300'000);
  CHECK(mean_p_value(values, 1.5, 49.0 / 12) > error_rate);
  CHECK(variance_p_value(values, 1.5, 49.0 / 12, 2401.0 / 80) > error_rate);
  CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return law.cdf(x); }) > error_rate);
  CHECK(law.cdf(-3) == 0);
  CHECK(law.cdf(6) == 1);
}

TEST_CASE("Uniform: the same numbers however they are drawn", "[random]") {
  check_addressing(Uniform{2, 3});
  check_addressing(Uniform{2, 3}, Purpose::line_quantity);
  check_seeds(Uniform{2, 3});
}

TEST_CASE("Uniform: refuses bad bounds", "[random]") {
  CHECK_THROWS_WITH((Uniform{2, 2}), "Uniform: high must be > low = 2, got 2");
  CHECK_THROWS_WITH((Uniform{NAN, 2}), "Uniform: low must be finite, got nan");
  CHECK_THROWS_WITH((Uniform{0, INFINITY}), "Uniform: high must be finite, got inf");
  CHECK_THROWS_AS((Uniform{-1e308, 1e308}), std::invalid_argument);
}

TEST_CASE("UniformInt: all values alike, at several spans", "[random][statistical]") {
  for (const std::int64_t n : {2, 7, 52}) {
    const UniformInt law{-3, n - 4};
    const auto values = sample(law, 200'000);
    CHECK(mean_p_value(values, law.mean(), law.variance()) > error_rate);
    CHECK(chi_square_p_value(values, -3, n - 4, [&](std::int64_t k) { return law.pmf(k); }) > error_rate);
  }
}

TEST_CASE("UniformInt: spans of one value, of more than 32 bits, and of all words", "[random][statistical]") {
  CHECK(sample(UniformInt{5, 5}, 100) == std::vector<std::int64_t>(100, 5));
  const UniformInt wide{-(std::int64_t{1} << 40), std::int64_t{1} << 42};
  const auto values = sample(wide, 200'000);
  CHECK(mean_p_value(values, wide.mean(), wide.variance()) > error_rate);
  CHECK(of_word(wide, 0) == -(std::int64_t{1} << 40));
  CHECK(of_word(wide, ~std::uint64_t{0}) == std::int64_t{1} << 42);
  const UniformInt full{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
  CHECK(of_word(full, 0) == std::numeric_limits<std::int64_t>::min());
  CHECK(of_word(full, ~std::uint64_t{0}) == std::numeric_limits<std::int64_t>::max());
  CHECK(full.pmf(0) == 0x1p-64);
}

TEST_CASE("UniformInt: the product of word and span in 32-bit parts is exact", "[random]") {
  const UniformInt law{0, 0xFFFFFFFE};
  std::vector<std::uint64_t> words(1000);
  Draws{.seed = 2, .purpose = Purpose::cost}.words(words);
  for (const std::uint64_t word : words)
    REQUIRE(of_word(law, word) == static_cast<std::int64_t>(detail::multiply_high(word, 0xFFFFFFFF)));
}

TEST_CASE("UniformInt: the same numbers however they are drawn; bad bounds", "[random]") {
  check_addressing(UniformInt{3, 10});
  check_addressing(UniformInt{0, std::int64_t{1} << 50});
  check_seeds(UniformInt{0, 1000});
  CHECK_THROWS_WITH((UniformInt{3, 2}), "UniformInt: high must be >= low = 3, got 2");
}
