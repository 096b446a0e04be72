#include <retailsim/random/zipf.hpp>

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <boost/math/special_functions/zeta.hpp>

#include <retailsim/random/discrete_power_law.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

TEST_CASE("Zipf: the law, from uniform to steep", "[random][statistical]") {
  for (const double s : {0.0, 0.7, 1.1, 3.0}) {
    constexpr std::uint32_t n = 5000;
    const Zipf law(n, s);
    double sum = 0;
    for (std::uint32_t k = 1; k <= n; ++k) sum += std::pow(k, -s);
    for (const std::uint32_t k : {1u, 2u, 77u, 5000u})
      CHECK(law.pmf(k) == Approx(std::pow(k, -s) / sum).epsilon(1e-12));
    CHECK(law.pmf(0) == 0);
    CHECK(law.pmf(n + 1) == 0);
    const auto values = sample(law, 500'000);
    CHECK(chi_square_p_value(values, 1, n, [&](std::int64_t k) { return law.pmf(static_cast<std::uint32_t>(k)); }) >
          error_rate);
  }
}

TEST_CASE("Zipf: one SKU, and a million", "[random][statistical]") {
  CHECK(sample(Zipf{1, 1.2}, 1000) == std::vector<std::uint32_t>(1000, 1));
  const Zipf law(1'000'000, 1);
  const auto values = sample(law, 1'000'000);
  std::vector<double> counts(2000), expected(2000);
  for (const auto rank : values) {
    REQUIRE((rank >= 1 && rank <= 1'000'000));
    ++counts[(rank - 1) / 500];
  }
  for (std::uint32_t k = 1; k <= 1'000'000; ++k) expected[(k - 1) / 500] += 1e6 * law.pmf(k);
  CHECK(chi_square_counts_p_value(counts, expected) > error_rate);
}

TEST_CASE("Zipf: the same ranks however they are drawn; bad parameters", "[random]") {
  check_addressing(Zipf{1000, 1.1});
  check_addressing(Zipf{100'000, 1.1}, Purpose::line_sku);
  check_seeds(Zipf{1000, 1.1});
  CHECK_THROWS_WITH((Zipf{0, 1}), "Zipf: n must be in [1, 67108864], got 0");
  CHECK_THROWS_WITH((Zipf{10, -1}), "Zipf: s must be in [0, 100], got -1");
  CHECK_THROWS_AS((Zipf{10, NAN}), std::invalid_argument);
}

TEST_CASE("DiscretePowerLaw: the normaliser is the zeta function", "[random]") {
  for (const double alpha : {1.001, 1.05, 1.5, 2.0, 2.5, 4.0, 20.0})
    CHECK(DiscretePowerLaw{alpha}.normalizer() == Approx(boost::math::zeta(alpha)).epsilon(1e-13));
}

TEST_CASE("DiscretePowerLaw: the law, head and tail", "[random][statistical]") {
  for (const double alpha : {1.05, 1.5, 2.5}) {
    const DiscretePowerLaw law{alpha};
    const double zeta = boost::math::zeta(alpha);
    const auto values = sample(law, 2'000'000);
    // Single values up to 100, then ranges whose borders double, up to far beyond the table's end.
    std::vector<double> counts(160), expected(160);
    const auto cell = [](double k) {
      return k <= 100 ? static_cast<std::size_t>(k) : static_cast<std::size_t>(101 + std::log2(k / 100.5));
    };
    for (const auto k : values) {
      REQUIRE(k >= 1);
      ++counts[cell(static_cast<double>(k))];
    }
    // Sum of k^-alpha from a on, by Euler and Maclaurin.
    const auto tail = [&](double a) {
      return std::pow(a, 1 - alpha) / (alpha - 1) + std::pow(a, -alpha) / 2 + alpha * std::pow(a, -alpha - 1) / 12;
    };
    for (int k = 1; k <= 100; ++k) expected[static_cast<std::size_t>(k)] = 2e6 * std::pow(k, -alpha) / zeta;
    const std::size_t last = cell(0x1p62);  // all values above 2^62 are given as that
    double low = 101;
    for (std::size_t c = 101; c <= last; ++c) {
      const double high = std::ceil(100.5 * std::exp2(static_cast<double>(c) - 100));
      expected[c] = 2e6 * (tail(low) - (c == last ? 0 : tail(high))) / zeta;
      low = high;
    }
    CHECK(chi_square_counts_p_value(counts, expected) > error_rate);
  }
}

TEST_CASE("DiscretePowerLaw: just beyond the table's end values fall one by one", "[random][statistical]") {
  const DiscretePowerLaw law{1.05};
  std::vector<std::int64_t> near;
  for (const auto k : sample(law, 3'000'000, 31)) {
    if (k >= 3996 && k < 4196) near.push_back(k);
  }
  double total = 0;
  for (std::int64_t k = 3996; k < 4196; ++k) total += law.pmf(k);
  CHECK(chi_square_p_value(near, 3996, 4195, [&](std::int64_t k) { return law.pmf(k) / total; }) > error_rate);
}

TEST_CASE("DiscretePowerLaw: the same numbers however they are drawn; bad parameters", "[random]") {
  check_addressing(DiscretePowerLaw{1.2});
  check_addressing(DiscretePowerLaw{2.5}, Purpose::order_gap);
  check_seeds(DiscretePowerLaw{1.2});
  for (const auto k : sample(DiscretePowerLaw{1.001}, 5000)) REQUIRE((k >= 1 && k <= std::int64_t{1} << 62));
  CHECK_THROWS_WITH(DiscretePowerLaw{1}, "DiscretePowerLaw: alpha must be in [1.001, 100], got 1");
  CHECK_THROWS_AS(DiscretePowerLaw{NAN}, std::invalid_argument);
}
