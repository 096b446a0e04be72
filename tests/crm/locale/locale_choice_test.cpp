#include <retailsim/crm/locale/locale_choice.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using namespace retailsim::crm;

namespace {

std::vector<std::uint8_t> drawn(const LocaleChoice& choice, std::size_t n, std::uint64_t seed) {
  std::vector<std::uint8_t> places(n);
  choice.draw({.seed = seed, .first_entity = 1}, places);
  return places;
}

}  // namespace

TEST_CASE("LocaleChoice: all locales by their product, one as in a block", "[crm][locale][statistical]") {
  constexpr std::size_t n = 100'000;
  const LocaleChoice choice;
  const auto places = drawn(choice, n, 41);
  std::vector<double> counts(locales().size()), expected;
  for (const std::uint8_t place : places) ++counts.at(place);
  double whole = 0;
  for (const Locale& locale : locales()) whole += locale.weight;
  for (std::size_t i = 0; i < locales().size(); ++i) {
    CHECK(choice.probability(i) == Approx(locales()[i].weight / whole));
    expected.push_back(n * locales()[i].weight / whole);
  }
  CHECK(testing::chi_square_counts_p_value(counts, expected) > testing::error_rate);
  for (std::size_t i = 0; i < 1'000; ++i) REQUIRE(choice.draw_one({.seed = 41, .first_entity = 1}, i) == places[i]);
}

TEST_CASE("LocaleChoice: chosen ones only, in whatever order they are given", "[crm][locale]") {
  const std::vector<std::string> ids = {"ja_JP", "de_DE"}, other_way = {"de_DE", "ja_JP"};
  const LocaleChoice choice(ids);
  const auto places = drawn(choice, 10'000, 42);
  for (const std::uint8_t place : places) REQUIRE((place == locale_index("ja_JP") || place == locale_index("de_DE")));
  CHECK(places == drawn(LocaleChoice(other_way), 10'000, 42));
  CHECK(choice.probability(locale_index("en_US")) == 0);

  const std::vector<double> weights = {1, 3};
  CHECK(LocaleChoice(ids, weights).probability(locale_index("de_DE")) == Approx(0.75));
}

TEST_CASE("LocaleChoice: what cannot be chosen is refused", "[crm][locale]") {
  const std::vector<std::string> none, unknown = {"de_DE", "de_XX"}, twice = {"de_DE", "de_DE"}, one = {"de_DE"};
  CHECK_THROWS_WITH(LocaleChoice(none),
                    contains("LocaleChoice: ids must be one or more of en_US") && contains("got none"));
  CHECK_THROWS_WITH(LocaleChoice(unknown), contains("locale must be one of en_US") && contains("got de_XX"));
  CHECK_THROWS_WITH(LocaleChoice(twice), "LocaleChoice: ids must be given once each, got de_DE");
  CHECK_THROWS_WITH(LocaleChoice(one, std::vector<double>{1, 2}),
                    "LocaleChoice: number of weights must be the number of ids, 1, got 2");
  CHECK_THROWS_AS(LocaleChoice(one, std::vector<double>{-1}), std::invalid_argument);
  CHECK_THROWS_AS(LocaleChoice(one, std::vector<double>{0}), std::invalid_argument);
}
