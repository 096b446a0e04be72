#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include <retailsim/bench/sampler.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/normal.hpp>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::bench;

static_assert(LibraryLaw<Normal> && !EngineLaw<Normal>);
static_assert(EngineLaw<std::normal_distribution<>>);
static_assert(!AnyLaw<int>);

TEST_CASE("Sampler: each kind of law fills the buffer with its own values", "[bench]") {
  constexpr std::size_t n = 300;
  Sampler ours(Normal{1, 2});
  ours.fill(n);
  std::vector<double> expected(n);
  Draws{.seed = 2026, .purpose = user_purpose(0)}.fill(expected, Normal{1, 2});
  CHECK(ours.values(n) == expected);
  CHECK(!ours.whole());

  Sampler of_std(std::uniform_int_distribution<int>(1, 6));
  of_std.fill(n);
  std::mt19937_64 engine(2026);
  std::uniform_int_distribution<int> die(1, 6);
  for (double& x : expected) x = die(engine);
  CHECK(of_std.values(n) == expected);
  CHECK(of_std.whole());

  Sampler plain([k = 0]() mutable { return ++k; });
  plain.fill(n);
  CHECK(plain.values(n).back() == n);
  CHECK(plain.whole());
}

TEST_CASE("Sampler: a bulk law writes doubles, floats or integers", "[bench]") {
  const auto last_of = [](auto law, bool whole) {
    Sampler sampler(law);
    sampler.fill(10);
    CHECK(sampler.whole() == whole);
    return sampler.values(10).back();
  };
  const auto fill = [](auto out, auto value) {
    for (auto& x : out) x = value;
  };
  CHECK(last_of([&](std::span<double> out) { fill(out, 0.5); }, false) == 0.5);
  CHECK(last_of([&](std::span<float> out) { fill(out, 0.25F); }, false) == 0.25);
  CHECK(last_of([&](std::span<std::int32_t> out) { fill(out, -7); }, true) == -7);
  CHECK(last_of([&](std::span<std::int64_t> out) { fill(out, std::int64_t{1} << 40); }, true) == 0x1p40);
  CHECK(last_of([&](std::span<std::uint64_t> out) { fill(out, std::uint64_t{1} << 63); }, true) == 0x1p63);
}

TEST_CASE("Sampler: words for each variate", "[bench]") {
  CHECK(Sampler(Normal{}).words_per_variate() == 1);
  CHECK(Sampler(Bernoulli{0.3}).words_per_variate() == Approx(0.5).epsilon(1e-3));  // and one in 2^32 times more
  CHECK(Sampler(std::uniform_real_distribution<>()).words_per_variate() == 1);
  CHECK(Sampler(drawn_by(std::mt19937(1), std::uniform_int_distribution<std::uint32_t>())).words_per_variate() == 0.5);
  CHECK(!Sampler([] { return 0.5; }).words_per_variate());
}
