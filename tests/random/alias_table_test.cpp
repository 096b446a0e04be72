#include <retailsim/random/alias_table.hpp>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>
#include <stdexcept>
#include <vector>

#include <retailsim/random/alias_tables.hpp>
#include <retailsim/random/categorical.hpp>
#include <retailsim/random/discrete_table.hpp>
#include <retailsim/random/uniform.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

namespace {

/// Probability of each cell of a table as built, from its units.
template <int CoinBits>
std::vector<long double> implied(const std::vector<double>& shares) {
  const auto cells = detail::alias_cells<CoinBits>(shares);
  const long double capacity = std::ldexp(1.0L, CoinBits), n = static_cast<long double>(shares.size());
  std::vector<long double> result(shares.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const bool certain = cells.aliases[i] == i;
    const long double own = certain ? capacity : static_cast<long double>(cells.thresholds[i]);
    result[i] += own / (capacity * n);
    result[cells.aliases[i]] += (capacity - own) / (capacity * n);
  }
  return result;
}

std::vector<double> uneven_weights(std::size_t n) {
  std::vector<double> weights(n);
  Draws{.seed = 9, .purpose = Purpose::popularity}.fill(weights, Uniform{0, 1});
  for (double& w : weights) w = w < 0.2 ? 0 : std::exp(8 * w);
  return weights;
}

}  // namespace

TEST_CASE("AliasTable: the built table has the weights' probabilities", "[random]") {
  for (const std::size_t n : {1u, 2u, 3u, 10u, 1000u, 30'000u}) {
    auto weights = uneven_weights(n);
    weights[0] = 1;
    const auto shares = detail::shares_of(weights).values;
    const auto narrow = implied<32>(shares), wide = implied<64>(shares);
    for (std::size_t i = 0; i < n; ++i) {
      // One unit each, and for the largest what all the others leave over.
      REQUIRE(std::abs(static_cast<double>(narrow[i] - shares[i])) < 0x1p-32);
      REQUIRE(std::abs(static_cast<double>(wide[i] - shares[i])) < 0x1p-50);
      REQUIRE((narrow[i] == 0) == (weights[i] == 0));
    }
  }
}

TEST_CASE("AliasTable: coins are wide where a cell is rarer than 2^-20", "[random]") {
  CHECK_FALSE(AliasTable{1, 0x1p-19}.has_wide_coins());
  CHECK_FALSE(AliasTable{1, 0, 1}.has_wide_coins());
  CHECK(AliasTable{1, 0x1p-21}.has_wide_coins());
  CHECK(AliasTable{std::vector<double>(1 << 21, 1.0)}.has_wide_coins());
}

TEST_CASE("AliasTable: the law, with narrow and wide coins", "[random][statistical]") {
  for (const double smallest : {1.0, 1e-7}) {
    const AliasTable table{3, 0, 1, 0.5, smallest, 2, 0, 4};
    CHECK(table.has_wide_coins() == (smallest < 0.1));
    const auto values = sample(Categorical{3, 0, 1, 0.5, smallest, 2, 0, 4}, 1'000'000);
    CHECK(chi_square_p_value(values, 0, 7, [&](std::int64_t k) {
            return table.probability(static_cast<std::size_t>(k));
          }) > error_rate);
    for (const auto value : values) REQUIRE((value != 1 && value != 6));
  }
}

TEST_CASE("AliasTable: weight 0 is never drawn and certainty always, at every coin", "[random]") {
  const std::uint64_t words[]{0, 1, 0x7FFFFFFFFFFFFFFF, 0x8000000000000000, 0xFFFFFFFF00000000, ~std::uint64_t{0}};
  for (const std::uint64_t word : words) {
    CHECK(AliasTable{1}.lookup(word) == 0);
    CHECK(AliasTable{0, 0, 5}.lookup(word) == 2);
    CHECK(AliasTable{0, 1, 1e-9, 0}.lookup(word) % 3 != 0);
    CHECK(AliasTable{0, 1, 1, 0}.lookup(word) % 3 != 0);
  }
  CHECK(AliasTable{1, 1}.lookup(0) == 0);
  CHECK(AliasTable{1, 1}.lookup(~std::uint64_t{0}) == 1);
}

TEST_CASE("AliasTable: a rare cell is drawn as often as it should", "[random][statistical]") {
  // Expected count 1e-5 * 10^7 = 100; without wide coins the nearest unit would do as well, so this tests the wide
  // path.
  const auto values = sample(Categorical{1, 1e-5 / (1 - 1e-5), 1e-12}, 10'000'000, 3);
  double rare = 0, rarest = 0;
  for (const auto value : values) {
    rare += value == 1;
    rarest += value == 2;
  }
  CHECK(normal_p_value((rare - 100) / 10) > error_rate);
  CHECK(rarest == 0);  // expected 1e-5
}

TEST_CASE("AliasTable: a million cells", "[random][statistical]") {
  constexpr std::size_t n = 1'000'000;
  std::vector<double> weights(n);
  for (std::size_t i = 0; i < n; ++i) weights[i] = 1 / std::sqrt(static_cast<double>(i + 1));
  const AliasTable table(weights);
  CHECK(table.has_wide_coins());
  std::vector<std::uint64_t> words(2'000'000);
  std::vector<std::uint32_t> cells(words.size());
  Draws{.seed = 5, .purpose = Purpose::line_promotion}.words(words);
  table.fill(words, cells);
  std::vector<double> counts(1000), expected(1000);
  for (const auto cell : cells) ++counts[cell / 1000];
  for (std::size_t i = 0; i < n; ++i) expected[i / 1000] += 2e6 * table.probability(i);
  CHECK(chi_square_counts_p_value(counts, expected) > error_rate);
}

TEST_CASE("AliasTable: weights of any size are shares", "[random]") {
  for (const double unit : {5e-324, 1e-300, 1.0, 1e308}) {
    const AliasTable table{unit, unit, 0};
    CHECK(table.probability(0) == Approx(0.5));
    CHECK(table.probability(2) == 0);
  }
}

TEST_CASE("AliasTable: refuses bad weights", "[random]") {
  CHECK_THROWS_AS(AliasTable{}, std::invalid_argument);
  CHECK_THROWS_AS((AliasTable{0, 0}), std::invalid_argument);
  CHECK_THROWS_WITH((AliasTable{1, -1}), "AliasTable: weights (each weight) must be finite and >= 0, got -1");
  CHECK_THROWS_AS((AliasTable{1, NAN}), std::invalid_argument);
  CHECK_THROWS_AS((AliasTable{1, INFINITY}), std::invalid_argument);
}

TEST_CASE("AliasTables: each table gives the cells it would give alone", "[random]") {
  for (const double smallest : {0.5, 1e-8}) {
    const std::vector<double> weights{1, 2, 3, smallest, 1, 0, 0, 0, 5, 4, 3, 2};
    const AliasTables tables(4, weights);
    CHECK(tables.size() == 4);
    CHECK(tables.n_tables() == 3);
    CHECK(tables.has_wide_coins() == (smallest < 0.1));
    std::vector<std::uint64_t> words(1000);
    Draws{.seed = 5, .purpose = Purpose::line_promotion}.words(words);
    std::vector<std::uint32_t> which(1000), cells(1000), scalar(1000);
    for (std::uint32_t i = 0; i < 1000; ++i) which[i] = i * 7 % 3;
    tables.fill(words, which, cells);
    for (std::size_t i = 0; i < 1000; ++i) {
      REQUIRE(tables.lookup(words[i], which[i]) == cells[i]);
      REQUIRE(tables.probability(which[i], cells[i]) > 0);
      if (smallest > 0.1) {
        const AliasTable alone(std::span<const double>(weights).subspan(which[i] * 4, 4));
        REQUIRE(alone.lookup(words[i]) == cells[i]);
      }
    }
    const KernelsGuard guard;
    for (const auto& name : available_kernels()) {
      detail::use_kernels(name);
      tables.fill(words, which, scalar);
      CHECK(scalar == cells);
    }
  }
}

TEST_CASE("AliasTables: refuses tables that are not whole", "[random]") {
  CHECK_THROWS_WITH((AliasTables(3, std::vector<double>(7, 1.0))),
                    "AliasTables: number of weights must be a multiple, > 0, of n_cells = 3, got 7");
  CHECK_THROWS_AS((AliasTables(3, std::vector<double>{})), std::invalid_argument);
  CHECK_THROWS_AS((AliasTables(0, std::vector<double>{1})), std::invalid_argument);
  CHECK_THROWS_AS((AliasTables(2, std::vector<double>{1, 1, 0, 0})), std::invalid_argument);
}

TEST_CASE("Categorical: the same categories however they are drawn", "[random]") {
  check_addressing(Categorical{1, 2, 3, 4});
  check_addressing(Categorical{1, 2, 3, 1e-9}, Purpose::trait_country);
  check_seeds(Categorical{1, 2, 3, 4});
  CHECK(Categorical{1, 3}.pmf(1) == Approx(0.75));
  CHECK(Categorical{1, 3}.pmf(2) == 0);
}

TEST_CASE("DiscreteTable: values from the first on, with their moments", "[random][statistical]") {
  const DiscreteTable law{-2, {1, 0, 2, 5}};
  CHECK(law.mean() == Approx((-2 + 0 + 5.0) / 8));
  CHECK(law.variance() == Approx((4 + 0 + 5.0) / 8 - 9.0 / 64));
  CHECK(law.last_value() == 1);
  CHECK(law.pmf(-1) == 0);
  CHECK(law.pmf(1) == Approx(0.625));
  CHECK(law.pmf(2) == 0);
  const auto values = sample(law, 300'000);
  CHECK(mean_p_value(values, law.mean(), law.variance()) > error_rate);
  CHECK(chi_square_p_value(values, -2, 1, [&](std::int64_t k) { return law.pmf(k); }) > error_rate);
  check_addressing(law);
  check_seeds(law);
  CHECK_THROWS_AS((DiscreteTable{0, {0.0}}), std::invalid_argument);
}
