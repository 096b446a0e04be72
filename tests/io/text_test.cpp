#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

#include "support/catch.hpp"

#include <retailsim/io/detail/parse.hpp>
#include <retailsim/io/detail/text.hpp>

using namespace retailsim;

namespace {

template <class F>
std::string written(F&& f) {
  char text[64];
  char* const end = f(text);
  return {text, end};
}

std::string integer(std::int64_t value) {
  return written([&](char* to) { return detail::write_integer(to, value); });
}
std::string money(std::int64_t value) {
  return written([&](char* to) { return detail::write_money(to, value); });
}
std::string real(double value) {
  return written([&](char* to) { return detail::write_real(to, value); });
}
std::string time_text(std::int64_t micros) {
  detail::DateTexts dates;
  return written([&](char* to) { return detail::write_timestamp(to, micros, dates, "test"); });
}
std::string date(std::int32_t day) {
  detail::DateTexts dates;
  return written([&](char* to) { return dates.write(to, day, "test"); });
}

constexpr auto lowest = std::numeric_limits<std::int64_t>::min(), highest = std::numeric_limits<std::int64_t>::max();

}  // namespace

TEST_CASE("text: integers of every length and sign are those of the standard library", "[io]") {
  for (const std::int64_t value : {std::int64_t{0}, lowest, highest, lowest + 1}) {
    CHECK(integer(value) == std::to_string(value));
  }
  std::int64_t power = 1;
  for (int digits = 1; digits <= 18; ++digits, power *= 10) {
    for (const std::int64_t near : {power - 1, power, power + 1, 7 * power + power / 3}) {
      CHECK(integer(near) == std::to_string(near));
      CHECK(integer(-near) == std::to_string(-near));
    }
  }
}

TEST_CASE("text: money has two decimals, also below one unit and below zero", "[io]") {
  CHECK(money(0) == "0.00");
  CHECK(money(5) == "0.05");
  CHECK(money(-5) == "-0.05");
  CHECK(money(99) == "0.99");
  CHECK(money(-100) == "-1.00");
  CHECK(money(123'456) == "1234.56");
  CHECK(money(highest) == "92233720368547758.07");
  CHECK(money(lowest) == "-92233720368547758.08");
}

TEST_CASE("text: dates and times of leap years, before 1970 and at the ends of the calendar", "[io]") {
  for (const Date day : {Date{1970, 1, 1}, Date{2024, 2, 29}, Date{2000, 12, 31}, Date{1900, 3, 1}, Date{1, 1, 1},
                         Date{9999, 12, 31}, Date{0, 1, 1}}) {
    CHECK(date(day.days) == to_string(day));
  }
  CHECK(time_text(0) == "1970-01-01 00:00:00");
  CHECK(time_text(-1) == "1969-12-31 23:59:59");
  CHECK(time_text(999'999) == "1970-01-01 00:00:00");
  CHECK(time_text(Date{2024, 2, 29}.start() * 1'000'000 + 86'399'000'000) == "2024-02-29 23:59:59");
  CHECK(time_text(Date{1969, 7, 20}.start() * 1'000'000 + 73'060'000'000) == "1969-07-20 20:17:40");
  CHECK_THROWS_WITH(date(2'932'897), "test must be in the years 0 to 9999, got day 2932897 from 1970-01-01");
  CHECK_THROWS_AS(date(-719'529), std::invalid_argument);
}

TEST_CASE("text: the memory of dates gives the same text for days that share a place in it", "[io]") {
  detail::DateTexts dates;
  char text[16];
  for (int round = 0; round < 2; ++round) {
    for (std::int32_t day = -9000; day < 30'000; day += 4096 / 2) {
      CHECK(std::string(text, dates.write(text, day, "test")) == to_string(Date{day}));
    }
  }
}

TEST_CASE("text: reals read back as the same number", "[io]") {
  CHECK(real(0.1) == "0.1");
  CHECK(real(-1.5) == "-1.5");
  for (double value = 1e-300; value < 1e300; value *= 1.7e7) {
    CHECK(detail::parse_real(real(value)) == value);
    CHECK(detail::parse_real(real(-value / 3)) == -value / 3);
  }
}

TEST_CASE("parse: amounts are exact and rounded half away from zero", "[io]") {
  using detail::parse_fixed;
  CHECK(parse_fixed("12.34", 2) == 1234);
  CHECK(parse_fixed(" -0.05 ", 2) == -5);
  CHECK(parse_fixed("7", 2) == 700);
  CHECK(parse_fixed("7.", 2) == 700);
  CHECK(parse_fixed(".5", 2) == 50);
  CHECK(parse_fixed("+1.005", 2) == 101);
  CHECK(parse_fixed("-1.005", 2) == -101);
  CHECK(parse_fixed("1.00499", 2) == 100);
  CHECK(parse_fixed("10000000000.00", 2) == 1'000'000'000'000);
  for (const char* wrong : {"", ".", "-", "1.2.3", "1e5", "12a", "$5", "1,000", "99999999999999999999"}) {
    CAPTURE(wrong);
    CHECK(!parse_fixed(wrong, 2));
  }
}

TEST_CASE("parse: whole numbers, also as tools write a column with gaps", "[io]") {
  using detail::parse_integer;
  CHECK(parse_integer("12346") == 12346);
  CHECK(parse_integer("12346.0") == 12346);
  CHECK(parse_integer("-3.00") == -3);
  CHECK(parse_integer("+3") == 3);
  CHECK(parse_integer("9223372036854775807") == highest);
  for (const char* wrong : {"", "x", "1.5", "9223372036854775808", "1 2", "C536379", "1e3"}) {
    CAPTURE(wrong);
    CHECK(!parse_integer(wrong));
  }
}

TEST_CASE("parse: times with and without seconds, fractions and the T", "[io]") {
  using detail::parse_timestamp;
  const std::int64_t day = Date{2011, 12, 9}.start() * 1'000'000;
  CHECK(parse_timestamp("2011-12-09") == day);
  CHECK(parse_timestamp("2011-12-09 12:50") == day + 46'200'000'000);
  CHECK(parse_timestamp("2011-12-09T12:50:01") == day + 46'201'000'000);
  CHECK(parse_timestamp("2011-12-09 12:50:01.25") == day + 46'201'250'000);
  for (const char* wrong : {"", "2011-12-9", "2011-02-29", "2011-12-09 24:00:00", "2011-12-09 12:60", "2011-12-09 12",
                            "2011-12-09 12:50:61", "2011-12-09 12:50:", "2011-12-09 12:50:01.", "2011-12-09x12:50",
                            "2011-12-09 12:50:01 PM"}) {
    CAPTURE(wrong);
    CHECK(!parse_timestamp(wrong));
  }
}
