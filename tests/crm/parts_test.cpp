#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/statistics.hpp"

#include <retailsim/crm/appointments.hpp>
#include <retailsim/crm/business_time.hpp>
#include <retailsim/crm/product_list.hpp>
#include <retailsim/crm/words.hpp>

using namespace retailsim;
using namespace retailsim::crm;

TEST_CASE("ShortChoice: shares are those of the weights, what has none is never chosen", "[crm]") {
  const std::array weights{0.0, 3.0, 1.0, 0.0};
  const ShortChoice choice(weights);
  CHECK(choice(0) == 1);
  CHECK(choice(0xBFFFFFFF) == 1);
  CHECK(choice(0xC0000000) == 2);
  CHECK(choice(0xFFFFFFFF) == 2);
  CHECK(choice.share(1) == 0.75);
  CHECK_THROWS_AS(ShortChoice(std::array{0.0, 0.0}), std::invalid_argument);
}

TEST_CASE("BusinessDays: Mondays to Fridays, from any day of the week on", "[crm]") {
  for (int shift = 0; shift < 7; ++shift) {
    const Date from = Date(2024, 1, 1) + shift;  // a Monday
    const BusinessDays days(from);
    Date expected = from;
    for (std::int64_t day = 0; day < 600; ++day) {
      while (expected.weekday() > 4) expected = expected + 1;
      CHECK(days.date(day) == expected);
      CHECK(days.count_before(expected) == day);
      CHECK(days.count_before(expected + 1) == day + 1);
      expected = expected + 1;
    }
  }
}

TEST_CASE("SharedHours: every tick lets the longest appointment end in both people's hours", "[crm]") {
  const BusinessDays days(Date(2024, 1, 1));
  const OpeningTimes opens(days, 700, 9 * 3600);
  const Seconds length = 8 * 3600 + 1800, longest = 90 * 60;
  // New York and London are five hours apart, four for some weeks; Sao Paulo and Chicago never less than two.
  for (const auto& [a, b] :
       {std::pair{"America/Chicago", "America/Los_Angeles"}, std::pair{"America/Sao_Paulo", "America/Chicago"},
        std::pair{"Europe/London", "Europe/Berlin"}}) {
    const TimeZone &zone_a = time_zone(a), &zone_b = time_zone(b);
    const SharedHours hours(opens.of(time_zone_index(a)), opens.of(time_zone_index(b)), length, longest);
    Seconds last = 0;
    for (Ticks tick = 0; tick < 700 * ticks_per_day; tick += 1777) {
      Seconds utc = 0;
      REQUIRE(hours.to_utc(tick, utc));
      CHECK(utc >= last);
      last = utc;
      for (const TimeZone& zone : {zone_a, zone_b}) {
        const Seconds local = utc_to_local(zone, utc), of_day = local - date_of(local).start();
        CHECK(date_of(local) == days.date(tick / ticks_per_day));
        CHECK(of_day >= 9 * 3600);
        CHECK(of_day + longest <= 9 * 3600 + length);
      }
      Seconds back = 0;
      const Ticks first = hours.first_tick(tick / ticks_per_day, utc);
      REQUIRE(hours.to_utc(first, back));
      CHECK(back >= utc);
      CHECK(first <= tick);
    }
    Seconds none = 0;
    CHECK(!hours.to_utc(700 * ticks_per_day, none));
  }
}

TEST_CASE("Appointments: two never share five minutes, and the next free time is taken", "[crm]") {
  Appointments calendar;
  const Seconds begin = Date(2024, 1, 1).start();
  calendar.reset(begin, begin + seconds_per_day);
  CHECK(calendar.book(begin + 3600, begin + 7200, 1800, 900) == begin + 3600);
  CHECK(calendar.book(begin + 3600, begin + 7200, 1800, 900) == begin + 5400);
  CHECK(!calendar.book(begin + 3600, begin + 7200, 300, 300));
  CHECK(calendar.book(begin + 2700, begin + 7200, 900, 900) == begin + 2700);
  CHECK(calendar.book(begin, begin + 7200, 2700, 300) == begin);  // across the 64 slots of a word: 05:20
  CHECK(calendar.book(begin + 5 * 3600, begin + 6 * 3600, 3600, 300) == begin + 5 * 3600);
  CHECK(!calendar.book(begin + 5 * 3600, begin + 6 * 3600, 300, 300));
  // Not past the calendar's end.
  CHECK(!calendar.book(begin + seconds_per_day - 600, begin + 2 * seconds_per_day, 900, 300));
  // Against a list of what was booked.
  calendar.reset(begin, begin + 10 * seconds_per_day);
  std::vector<bool> taken(2880, false);
  std::uint64_t state = 7;
  for (int i = 0; i < 3000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const auto at = static_cast<std::size_t>((state >> 33) % 2800),
               n = 1 + static_cast<std::size_t>((state >> 20) % 18);
    const auto booked =
        calendar.book(begin + static_cast<Seconds>(at) * 300, begin + 2880 * 300, static_cast<Seconds>(n) * 300, 300);
    std::size_t expected = at;
    const auto is_free = [&](std::size_t from) {
      for (std::size_t k = from; k < from + n; ++k) {
        if (taken[k]) return false;
      }
      return true;
    };
    while (expected + n <= 2880 && !is_free(expected)) ++expected;
    REQUIRE(booked.has_value() == (expected + n <= 2880));
    if (!booked) continue;
    REQUIRE(*booked == begin + static_cast<Seconds>(expected) * 300);
    for (std::size_t k = expected; k < expected + n; ++k) taken[k] = true;
  }
}

TEST_CASE("ProductList: names differ, both lists of the tiers rise, amounts are to the cent", "[crm]") {
  const ProductList products(42, 1000);
  std::set<std::string> names;
  const auto& columns = products.columns();
  for (std::size_t i = 0; i < products.size(); ++i) {
    const Product& product = products[i];
    names.insert(product.name);
    CHECK(columns.cost[i] < product.price);
    CHECK(columns.cost[i] > 0);
    REQUIRE(product.tier_quantities.size() == product.tier_percents.size());
    REQUIRE(!product.tier_quantities.empty());
    for (std::size_t t = 0; t < product.tier_quantities.size(); ++t) {
      CHECK(product.tier_quantities[t] > (t == 0 ? 1 : product.tier_quantities[t - 1]));
      CHECK(product.tier_percents[t] > (t == 0 ? 0 : product.tier_percents[t - 1]));
      CHECK(product.tier_percents[t] < 100);
      CHECK(product.discount(product.tier_quantities[t]) == product.tier_percents[t]);
      CHECK(product.discount(product.tier_quantities[t] - 1) == (t == 0 ? 0 : product.tier_percents[t - 1]));
    }
    CHECK(columns.features[i].size() >= 3);
    CHECK(columns.customisation_options[i].size() >= 2);
  }
  CHECK(names.size() == products.size());
  // A product is the same however many there are.
  const ProductList few(42, 8);
  for (std::size_t i = 0; i < few.size(); ++i) {
    CHECK(few[i].name == products[i].name);
    CHECK(few[i].price == products[i].price);
  }
  Product product;
  product.price = 333;
  product.tier_quantities = {10};
  product.tier_percents = {5};
  CHECK(product.amount(1) == 333);
  CHECK(product.amount(10) == 3164);  // 3330 * 0.95 = 3163.5, half up
}
