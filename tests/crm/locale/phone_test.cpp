#include <retailsim/crm/locale/phone.hpp>

#include <cstdint>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;
using namespace retailsim::crm;

namespace {

// The ranges that the sources named in the locales' data keep for fiction, or which the plan gives to nobody.
const std::map<std::string_view, std::string> ranges = {
    {"en_US", R"(\+1[2-9]\d\d55501\d\d)"},
    {"en_GB", R"(\+44(2079460\d{3}|11[3-8]4960\d{3}|1[2-6]14960\d{3}|1914980\d{3}|2896496\d{3}|2920180\d{3}|)"
              R"(1632960\d{3}|7700900\d{3}))"},
    {"de_DE", R"(\+49(3023125\d{3}|6990009\d{3}|4066969\d{3}|2214710\d{3}|8999998\d{3}|17139200\d\d|176040690\d\d))"},
    {"fr_FR", R"(\+33(19900|26191|35301|46571|53649|63998)\d{4})"},
    {"es_ES", R"(\+34929\d{6})"},
    {"it_IT", R"(\+39300\d{7})"},
    {"nl_NL", R"(\+3160\d{7})"},
    {"pl_PL", R"(\+4840\d{7})"},
    {"sv_SE", R"(\+46(3139006\d\d|4062804\d\d|8465004\d\d|9803192\d\d|7017406(0[5-9]|[1-9]\d)))"},
    {"pt_BR", R"(\+55[1-9]\d0\d{7})"},
    {"ja_JP", R"(\+81([36]0\d{7}|(45|52|11|92|44|78|75|48|82|22|43|25|53|96|86|54|99|76|95|98)0\d{6}))"},
    {"hi_IN",
     R"(\+91((22|11|80|40|79|44|33|20)0\d{7}|(261|141|522|512|712|731|755|612|562|542|172|771|651|135|124)0\d{6}))"},
};

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

}  // namespace

TEST_CASE("phones: in the ranges of fiction or in nobody's, in E.164", "[crm][locale]") {
  REQUIRE(ranges.size() == locales().size());
  for (std::size_t place = 0; place < locales().size(); ++place) {
    const Locale& locale = locales()[place];
    INFO(locale.id);
    const std::regex range(ranges.at(locale.id));
    constexpr std::size_t n = 5'000;
    const std::vector<std::uint8_t> places(n, static_cast<std::uint8_t>(place));
    std::vector<std::uint32_t> cities(n);
    for (std::size_t i = 0; i < n; ++i) cities[i] = static_cast<std::uint32_t>(i % locale.cities.size());
    std::vector<Phone> numbers(n);
    const Draws draws{.seed = 31, .first_entity = 1};
    draw_phones(places, cities, draws, numbers);
    TextColumn e164, national;
    append_e164(numbers, e164);
    append_national(numbers, national);
    for (std::size_t i = 0; i < n; ++i) {
      INFO(e164[i]);
      REQUIRE(std::regex_match(std::string(e164[i]), range));
      REQUIRE(e164[i].size() <= 16);
      const Phone alone = draw_phone(places[i], cities[i], draws, i);
      REQUIRE((alone.block == numbers[i].block && alone.number == numbers[i].number));
      // The national form ends in the same digits, but for the country code and the trunk prefix.
      const std::string local = digits_of(national[i]);
      const std::string tail = local.substr(local[0] == '0' ? 1 : 0);
      REQUIRE(digits_of(e164[i]).ends_with(tail));
    }
  }
}

TEST_CASE("phones: of the city's area where it has one", "[crm][locale]") {
  const std::uint8_t us = locale_index("en_US");
  for (std::uint32_t city = 0; city < locales()[us].cities.size(); ++city) {
    const Phone phone = draw_phone(us, city, {.seed = 32, .first_entity = city});
    CHECK(phone.block == &locales()[us].cities[city].phone);
  }
}

TEST_CASE("phones: every number of a block is as likely", "[crm][locale][statistical]") {
  constexpr std::size_t n = 100'000;
  const std::vector<std::uint8_t> places(n, locale_index("en_US"));
  const std::vector<std::uint32_t> cities(n, 0);
  std::vector<Phone> numbers(n);
  draw_phones(places, cities, {.seed = 33, .first_entity = 1}, numbers);
  std::vector<double> counts(100), expected(100, n / 100.0);
  for (const Phone& phone : numbers) ++counts.at(phone.number);
  CHECK(testing::chi_square_counts_p_value(counts, expected) > testing::error_rate);
}

TEST_CASE("phones: half are of the area, half mobile, where a city has both", "[crm][locale][statistical]") {
  constexpr std::size_t n = 100'000;
  const std::uint8_t sweden = locale_index("sv_SE");
  const std::vector<std::uint8_t> places(n, sweden);
  const std::vector<std::uint32_t> cities(n, 0);
  std::vector<Phone> numbers(n);
  draw_phones(places, cities, {.seed = 34, .first_entity = 1}, numbers);
  std::map<const PhoneBlock*, double> counts;
  for (const Phone& phone : numbers) ++counts[phone.block];
  const auto& mobile = locales()[sweden].phones;
  std::vector<double> drawn = {counts[&locales()[sweden].cities[0].phone]}, expected = {n / 2.0};
  for (const PhoneBlock& block : mobile) {
    drawn.push_back(counts[&block]);
    expected.push_back(n / 2.0 / static_cast<double>(mobile.size()));
  }
  CHECK(counts.size() == drawn.size());
  CHECK(testing::chi_square_counts_p_value(drawn, expected) > testing::error_rate);
}

TEST_CASE("phones: blocks have the same digits in both forms", "[crm][locale]") {
  for (const Locale& locale : locales()) {
    std::vector<PhoneBlock> blocks(locale.phones.begin(), locale.phones.end());
    for (const City& city : locale.cities) {
      if (!city.phone.international.empty()) blocks.push_back(city.phone);
    }
    for (const PhoneBlock& block : blocks) {
      INFO(block.international);
      CHECK(block.international.starts_with("+"));
      PhoneBlock national = block;
      national.international = block.national;
      CHECK(size_of(national) == size_of(block));
      CHECK(size_of(block) >= 10);
    }
  }
}
