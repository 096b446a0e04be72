#include <cstdint>
#include <stdexcept>
#include <vector>

#include <retailsim/bench/word_counter.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/gamma_each.hpp>
#include <retailsim/random/normal.hpp>

#include "support/catch.hpp"

using namespace retailsim;
using namespace retailsim::bench;

TEST_CASE("WordCounter: counts what is drawn, retries included, and changes nothing", "[bench]") {
  const Draws draws{.seed = 3, .purpose = user_purpose(1)};
  std::vector<std::uint64_t> words(1000), others(1000);
  draws.words(words);
  CHECK(WordCounter::words_of([&] { draws.words(others); }) == 1000);
  CHECK(others == words);
  std::vector<double> values(1600);
  CHECK(WordCounter::words_of([&] { draws.fill(values, Normal{}); }) == 1600);
  const std::vector<double> shapes(1600, 2.0), scales(1600, 1.0);
  const auto of_gamma = WordCounter::words_of([&] { draws.fill(values, GammaEach(shapes, scales)); });
  CHECK((of_gamma > 2400 && of_gamma < 2600));  // a word and a half, and two for one in fifty or so
  CHECK(WordCounter::words_of([] {}) == 0);
}

TEST_CASE("WordCounter: the kernels are put back, whatever happens", "[bench]") {
  const auto* before = &detail::kernels();
  CHECK_THROWS_AS(WordCounter::words_of([] { throw std::runtime_error("no"); }), std::runtime_error);
  CHECK(&detail::kernels() == before);
}
