#include <retailsim/random/draws.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <set>
#include <stdexcept>
#include <vector>

#include <boost/random/normal_distribution.hpp>

#include <retailsim/random/exponential.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/random/uniform.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

namespace {

struct Halves {
  std::uint64_t a, b;
};

/// The address map, once more and as plainly as possible.
Halves block_at(std::uint64_t seed, std::uint64_t entity, std::uint32_t index, std::uint32_t block,
                std::uint32_t attempt) {
  const auto w = Philox4x32<10>::block(
      {static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32), index, block << 16 | attempt},
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
  return {static_cast<std::uint64_t>(w[1]) << 32 | w[0], static_cast<std::uint64_t>(w[3]) << 32 | w[2]};
}

constexpr std::uint64_t seed = 0x123456789ABCDEF0;
constexpr std::uint64_t far_entity = 0xFFFFFFFFull * 5 + 3;  // crosses a border of 2^32 within the test

std::vector<std::uint64_t> words_of(const Draws& draws, std::size_t n, std::uint16_t attempt = 0) {
  std::vector<std::uint64_t> words(n);
  draws.words(words, attempt);
  return words;
}

}  // namespace

TEST_CASE("Draws: a 64-bit slice is one half of the entity's own block", "[random]") {
  const Draws draws{.seed = seed, .purpose = Purpose::order_gap, .first_entity = far_entity, .index = 9};
  const auto gap = words_of(draws, 700), size = words_of(draws.of(Purpose::order_basket_size), 700, 3);
  for (std::size_t i = 0; i < 700; ++i) {
    REQUIRE(gap[i] == block_at(seed, far_entity + i, 9, 0x20, 0).a);
    REQUIRE(size[i] == block_at(seed, far_entity + i, 9, 0x20, 3).b);
  }
}

TEST_CASE("Draws: a 32-bit slice is the midpoint of its cell", "[random]") {
  const Draws draws{.seed = seed, .first_entity = far_entity, .index = 2};
  const std::array purposes{Purpose::trait_gender, Purpose::trait_channel, Purpose::trait_segment,
                            Purpose::trait_loyalty};
  for (std::size_t word = 0; word < 4; ++word) {
    const auto words = words_of(draws.of(purposes[word]), 40);
    for (std::size_t i = 0; i < 40; ++i) {
      const Halves block = block_at(seed, far_entity + i, 2, 0x10, 0);
      const std::uint64_t half = word < 2 ? block.a : block.b;
      const std::uint32_t x = static_cast<std::uint32_t>(word % 2 == 0 ? half : half >> 32);
      REQUIRE(words[i] == (static_cast<std::uint64_t>(x) << 32 | 0x80000000));
    }
  }
}

TEST_CASE("Draws: a plain purpose takes words by the dense map", "[random]") {
  for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{5}, far_entity}) {
    const Draws draws{.seed = seed, .purpose = Purpose::cost, .first_entity = first, .index = 1};
    const auto words = words_of(draws, 1200, 2);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::uint64_t e = first + i;
      const Halves block = block_at(seed, (e >> 4) << 3 | (e & 7), 1, 0x41, 2);
      REQUIRE(words[i] == ((e >> 3 & 1) != 0 ? block.b : block.a));
    }
  }
}

TEST_CASE("Draws: the dense map gives every entity a word of its own", "[random]") {
  const auto words = words_of(Draws{.seed = 1, .purpose = Purpose::cost}, 100'000);
  CHECK(std::set<std::uint64_t>(words.begin(), words.end()).size() == words.size());
}

TEST_CASE("Draws: words are the same alone, in pieces, as lists and with every set of kernels", "[random]") {
  for (const Purpose purpose : {Purpose::cost, Purpose::order_gap, Purpose::trait_city, Purpose::line_discount})
    check_addressing(Uniform{}, purpose);
}

TEST_CASE("Draws: shared words stand for the block they name and no other", "[random]") {
  const Draws draws{.seed = seed, .purpose = Purpose::line_sku, .first_entity = 40};
  std::vector<std::uint64_t> a(600), b(600);
  fill_block(seed, 0x30, 0, 40, 0, a, b);
  const SharedWords shared{.block_id = 0x30, .a = a, .b = b};
  Draws quick = draws;
  quick.shared = &shared;
  for (const Purpose purpose :
       {Purpose::line_sku, Purpose::line_quantity, Purpose::line_discount, Purpose::line_return, Purpose::cost}) {
    const auto expected = words_of(draws.of(purpose), 600);
    CHECK(words_of(quick.of(purpose), 600) == expected);
    CHECK(words_of(quick.of(purpose).part(100, 50), 50) ==
          std::vector<std::uint64_t>(expected.begin() + 100, expected.begin() + 150));
  }
  CHECK(words_of(quick, 600, 1) == words_of(draws, 600, 1));
  CHECK(words_of(quick.at_index(1), 600) == words_of(draws.at_index(1), 600));
  // The words really come from there.
  std::fill(a.begin(), a.end(), 5);
  CHECK(words_of(quick, 3) == std::vector<std::uint64_t>{5, 5, 5});
}

TEST_CASE("fill_block: ranges and lists give the same halves", "[random]") {
  std::vector<std::uint64_t> a(50), b(50), list_a(50), list_b(50), entities(50);
  std::vector<std::uint32_t> indices(50, 6);
  for (std::size_t i = 0; i < 50; ++i) entities[i] = far_entity + i;
  fill_block(seed, 0x77, 5, far_entity, 6, a, b);
  fill_block(seed, 0x77, 5, entities, indices, list_a, list_b);
  CHECK(a == list_a);
  CHECK(b == list_b);
  CHECK(a[7] == block_at(seed, far_entity + 7, 6, 0x77, 5).a);
  CHECK(b[49] == block_at(seed, far_entity + 49, 6, 0x77, 5).b);
  fill_block(seed, 0x77, 0, {}, {}, {}, {});
}

TEST_CASE("Draws: nothing to draw is nothing done", "[random]") {
  const Draws draws{.seed = 1, .purpose = Purpose::cost};
  std::vector<double> none;
  draws.fill(none, Uniform{});
  draws.fill(none, Normal{});
  draws.part(5, 0).fill(none, Uniform{});
  CHECK(none.empty());
}

TEST_CASE("Draws: an element's engine gives the words of its own block", "[random]") {
  const Draws draws{.seed = seed, .purpose = Purpose::cost, .first_entity = far_entity, .index = 4};
  WordEngine engine = draws.engine(3);
  for (std::uint32_t attempt = 0; attempt < 5; ++attempt) {
    const Halves block = block_at(seed, far_entity + 3, 4, 0x41, attempt);
    CHECK(engine() == block.a);
    CHECK(engine() == block.b);
  }
}

TEST_CASE("Draws: an engine ends with its address, and slices have none", "[random]") {
  WordEngine engine = Draws{.seed = 1, .purpose = Purpose::cost}.engine(0);
  for (int i = 0; i < 131072; ++i) engine();
  CHECK_THROWS_AS(engine(), std::length_error);
  const Draws slice{.seed = 1, .purpose = Purpose::order_gap};
  CHECK_THROWS_AS(slice.engine(0), std::logic_error);
}

TEST_CASE("Draws: std and Boost laws draw from an engine", "[random][statistical]") {
  static_assert(std::uniform_random_bit_generator<WordEngine>);
  const Draws draws{.seed = 3, .purpose = Purpose::cost};
  std::vector<double> from_std, from_boost;
  for (std::size_t i = 0; i < 20'000; ++i) {
    WordEngine engine = draws.engine(i);
    from_std.push_back(std::gamma_distribution<double>(2.5, 1)(engine));
    boost::random::normal_distribution<double> normal(3, 2);
    from_boost.push_back(normal(engine));
  }
  CHECK(mean_p_value(from_std, 2.5, 2.5) > error_rate);
  CHECK(kolmogorov_smirnov_p_value(from_std, [](double x) { return boost::math::gamma_p(2.5, x); }) > error_rate);
  CHECK(kolmogorov_smirnov_p_value(from_boost, [](double x) { return Normal{3, 2}.cdf(x); }) > error_rate);
}

TEST_CASE("Draws: the two halves, neighbours, indices, attempts and seeds are uncorrelated", "[random][statistical]") {
  constexpr std::size_t n = 200'000;
  const Draws draws{.seed = 5, .purpose = Purpose::order_gap};
  std::vector<double> x(n + 16), y(n);
  draws.fill(x, Uniform{-1, 1});
  // The mean of n products of independent numbers on (-1, 1), each of variance 1/9.
  const auto p_value = [&](const std::vector<double>& other) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += x[i] * other[i];
    return normal_p_value(sum / std::sqrt(static_cast<double>(n) / 9));
  };
  for (const std::size_t lag : {1u, 8u, 16u}) CHECK(p_value({x.begin() + static_cast<int>(lag), x.end()}) > error_rate);
  draws.of(Purpose::order_basket_size).fill(y, Uniform{-1, 1});
  CHECK(p_value(y) > error_rate);
  draws.at_index(1).fill(y, Uniform{-1, 1});
  CHECK(p_value(y) > error_rate);
  Draws{.seed = 6, .purpose = Purpose::order_gap}.fill(y, Uniform{-1, 1});
  CHECK(p_value(y) > error_rate);
  std::vector<std::uint64_t> words(n);
  draws.words(words, 1);
  Uniform{-1, 1}.transform(words, y);
  CHECK(p_value(y) > error_rate);
}
