#include "support/catch.hpp"

#include <cstdint>
#include <vector>

#include <retailsim/analytics/month.hpp>
#include <retailsim/analytics/transactions.hpp>

using namespace retailsim;

namespace {

IdColumn ids(const std::vector<std::int64_t>& numbers) { return encode_ids(std::span<const std::int64_t>(numbers)); }
constexpr std::int64_t micros(Date date, std::int64_t seconds) { return (date.start() + seconds) * micros_per_second; }

}  // namespace

TEST_CASE("make_transactions: times are floored to seconds since the first day", "[analytics]") {
  const Date day{1969, 12, 31};
  const auto table =
      make_transactions(ids({5, 5, 4}), ids({1, 2, 3}),
                        std::vector{micros(day, 86'399) + 999'999, micros(day, 7) - 1, micros(day + 2, 0)});
  CHECK(table.first_day == day);
  CHECK(table.n_days == 3);
  CHECK(table.end_day() == day + 3);
  CHECK(table.at == std::vector<std::uint32_t>{86'399, 6, 2 * 86'400});
  CHECK(table.time(1) == day.start() + 6);
  CHECK(table.day_index(2) == 2);
  CHECK(table.offset(0) == 86'400);
  CHECK(table.offset(day.start() - 5) == 0);
  CHECK(table.offset(day.start() + 1'000'000) == 3 * 86'400);
  CHECK_FALSE(table.has_quantity());
}

TEST_CASE("make_transactions: refuses columns that do not fit together", "[analytics]") {
  const std::vector<std::int64_t> two{0, 0};
  CHECK_THROWS_WITH(make_transactions(ids({1}), ids({1, 2}), two),
                    "make_transactions: customer must be as long as at, 2, got 1");
  CHECK_THROWS_WITH(make_transactions(ids({1, 2}), ids({1, 2}), two, {1}),
                    "make_transactions: quantity must be as long as at, 2, got 1");
  CHECK_THROWS_WITH(make_transactions(ids({1, 2}), ids({1, 2}), two, {1, 1}, {1}),
                    "make_transactions: amount must be as long as at, 2, got 1");
  CHECK_THROWS_WITH(make_transactions(ids({1, 2}), ids({1, 2}),
                                      std::vector{micros(Date(1800, 1, 1), 0), micros(Date(2000, 1, 1), 0)}),
                    "make_transactions: at must be within 136 years, got 1800-01-01 to 2000-01-01");
  CHECK(make_transactions({}, {}, {}).empty());
}

TEST_CASE("Month: a month less at the end of a month", "[analytics]") {
  const auto at = [](int year, unsigned month, unsigned day) { return Date(year, month, day).start() + 3661; };
  CHECK(months_before(at(2023, 8, 31), 6) == at(2023, 2, 28));
  CHECK(months_before(at(2024, 8, 31), 6) == at(2024, 2, 29));
  CHECK(months_before(at(2024, 3, 31), 1) == at(2024, 2, 29));
  CHECK(months_before(at(2024, 2, 29), 12) == at(2023, 2, 28));
  CHECK(months_before(at(2024, 1, 15), 1) == at(2023, 12, 15));
  CHECK(months_before(at(1970, 1, 31), 2) == at(1969, 11, 30));
}

TEST_CASE("Month: counts months, days and their names", "[analytics]") {
  const Month month{2024, 2};
  CHECK(month.n_days() == 29);
  CHECK(to_string(month - 2) == "2023-12");
  CHECK((month + 11).year() == 2025);
  CHECK(month_of(Date(2024, 2, 29)) == month);
  const MonthAxis axis(Date(2023, 12, 31), 3);
  CHECK(axis.size() == 2);
  CHECK(axis.month_of_day() == std::vector<std::uint16_t>{0, 1, 1});
  CHECK(axis[1] == Month(2024, 1));
  CHECK(MonthAxis(Date(), 0).size() == 0);
}
