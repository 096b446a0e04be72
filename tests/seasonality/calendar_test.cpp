#include <retailsim/seasonality/calendar.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <retailsim/core/blocks.hpp>
#include <retailsim/seasonality/no_seasonality.hpp>
#include <retailsim/seasonality/retail_calendar.hpp>

#include "random/law_checks.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

namespace {

/// A shop that is open from 9 to 17, closed on Sundays and all through August, and of uneven hours.
struct OpeningHours {
  void hour_weights(std::span<double> weights, Date first, const Draws&) const {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Date day = first + static_cast<int>(i / 24);
      const std::size_t hour = i % 24;
      const bool is_open = hour >= 9 && hour < 17 && day.weekday() != 6 && day.month() != 8;
      weights[i] = is_open ? 1 + 0.37 * static_cast<double>(hour) : 0;
    }
  }
};
static_assert(SeasonalityModel<OpeningHours>);
static_assert(!EventfulSeasonality<OpeningHours>);

/// Closed hours alone, hours of very little weight and of very much.
struct ExtremeHours {
  void hour_weights(std::span<double> weights, Date, const Draws&) const {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      weights[i] = i % 7 == 0 ? 0 : i % 11 == 0 ? 1e-9 : i % 5 == 0 ? 3e3 : 1;
    }
  }
};

struct ConstantWeight {
  double weight;
  void hour_weights(std::span<double> weights, Date, const Draws&) const { std::ranges::fill(weights, weight); }
};

struct OneFactor {
  double factor;
  void hour_weights(std::span<double> weights, Date, const Draws&) const { std::ranges::fill(weights, 1.0); }
  void event_factors(std::span<double> factors, Date, const Draws&) const { std::ranges::fill(factors, factor); }
};
static_assert(EventfulSeasonality<OneFactor>);

struct WithoutWeights {};
static_assert(!SeasonalityModel<WithoutWeights>);

const Date start{2023, 1, 1}, end{2024, 3, 1};

Calendar opening_hours(Date first = start, Date last = end) { return Calendar(OpeningHours{}, first, last, start, 1); }

RetailCalendar lively() {
  auto parameters = RetailCalendarParameters::mild();
  parameters.events = {CalendarEvent::yearly("Sale", 11, 20, 11, 27, 3.0),
                       CalendarEvent::once("Works", Date{2023, 5, 1}, Date{2023, 5, 3}, 0.25)};
  return RetailCalendar(parameters);
}

}  // namespace

TEST_CASE("Calendar: a tick and its second belong together", "[seasonality]") {
  for (const Calendar& calendar : {opening_hours(), Calendar(lively(), start, end, start, 5)}) {
    const CumulatedIntensity& base = calendar.base();
    const Ticks total = base.total();
    REQUIRE(total > 0);
    for (int i = 0; i < 200'000; ++i) {
      const Ticks ticks = total / 200'000 * i + i % 1009;
      const Seconds at = base.seconds_at(ticks);
      REQUIRE((base.ticks_at(at) <= ticks && ticks < base.ticks_at(at + 1)));
    }
    CHECK(base.seconds_at(0) >= start.start());
    CHECK(base.seconds_at(total - 1) < end.start());
  }
}

TEST_CASE("Calendar: the second of a second's first tick is that second, in every open hour", "[seasonality]") {
  const Calendar calendar = opening_hours();
  const CumulatedIntensity& base = calendar.base();
  std::int64_t n_open = 0;
  for (Seconds at = start.start(); at < end.start(); at += 61) {
    const Date day = date_of(at);
    const Seconds hour = (at - day.start()) / seconds_per_hour;
    const bool is_open = hour >= 9 && hour < 17 && day.weekday() != 6 && day.month() != 8;
    if (is_open) {
      REQUIRE(base.seconds_at(base.ticks_at(at)) == at);
      ++n_open;
    } else {
      // No time passes: what is asked for comes in the next open hour.
      REQUIRE(base.ticks_at(at) == base.ticks_at(at + 1));
    }
  }
  CHECK(n_open > 100'000);
}

TEST_CASE("Calendar: many times at once, by every set of kernels, are the single ones", "[seasonality]") {
  const testing::KernelsGuard guard;
  for (const Calendar& calendar :
       {opening_hours(), Calendar(lively(), start, end, start, 1), Calendar(ExtremeHours{}, start, end, start, 1)}) {
    const CumulatedIntensity& time = calendar.base();
    std::vector<Seconds> at{start.start() - 1, end.start(), end.start() + 1, never, -never};
    for (Seconds hour = start.start(); hour < end.start(); hour += seconds_per_hour) {
      for (const Seconds second : {0, 1, 1799, 3599}) at.push_back(hour + second);
    }
    std::vector<Ticks> ticks{0, time.total() - 1};
    for (const Seconds second : at) {
      for (const Ticks tick : {time.ticks_at(second) - 1, time.ticks_at(second)}) {
        if (tick >= 0 && tick < time.total()) ticks.push_back(tick);
      }
    }
    for (std::uint64_t i = 1; i < 20'000; ++i) {
      const std::uint64_t word = i * 0x9E3779B97F4A7C15;
      ticks.push_back(static_cast<Ticks>(detail::multiply_high(word, static_cast<std::uint64_t>(time.total()))));
    }
    std::vector<Ticks> expected_ticks;
    for (const Seconds second : at) expected_ticks.push_back(time.ticks_at(second));
    std::vector<Seconds> expected_at;
    for (const Ticks tick : ticks) expected_at.push_back(time.seconds_at(tick));
    for (const auto& name : testing::available_kernels()) {
      detail::use_kernels(name);
      std::vector<Ticks> found_ticks(at.size());
      time.ticks_at(at, found_ticks);
      CHECK((found_ticks == expected_ticks));  // 40,000 values take minutes to print
      std::vector<Seconds> found_at(ticks.size());
      time.seconds_at(ticks, found_at);
      CHECK((found_at == expected_at));
      for (std::size_t n = 0; n < 20; ++n) {  // nothing past the end is touched
        std::vector<Seconds> some(n + 1, 7);
        time.seconds_at(std::span<const Ticks>(ticks).first(n), std::span(some).first(n));
        CHECK(std::equal(some.begin(), some.end() - 1, expected_at.begin()));
        CHECK(some.back() == 7);
      }
    }
  }
}

TEST_CASE("Calendar: no tick falls into closed hours, days or months", "[seasonality]") {
  const Calendar calendar = opening_hours();
  const Ticks total = calendar.base().total();
  for (int i = 0; i <= 300'000; ++i) {
    const Seconds at = calendar.base().seconds_at(static_cast<Ticks>(static_cast<double>(total - 1) / 300'000 * i));
    const Date day = date_of(at);
    const Seconds hour = (at - day.start()) / seconds_per_hour;
    REQUIRE((hour >= 9 && hour < 17 && day.weekday() != 6 && day.month() != 8));
  }
  const Seconds closing = Date(2023, 7, 31).start() + 17 * seconds_per_hour;
  CHECK(calendar.base().seconds_at(calendar.base().ticks_at(closing)) == Date(2023, 9, 1).start() + 9 * 3600);
  CHECK(calendar.base().seconds_at(calendar.base().ticks_at(closing) - 1) == closing - 1);
}

TEST_CASE("Calendar: ticks grow with time and stand still outside the range", "[seasonality]") {
  const Calendar calendar = opening_hours();
  const CumulatedIntensity& base = calendar.base();
  CHECK(base.ticks_at(start.start()) == 0);
  CHECK(base.ticks_at(start.start() - 1) == 0);
  CHECK(base.ticks_at(Date(1900, 1, 1).start()) == 0);
  CHECK(base.ticks_at(end.start()) == base.total());
  CHECK(base.ticks_at(Date(2199, 1, 1).start()) == base.total());
  Ticks before = 0;
  for (Seconds at = start.start() - 86'400; at < end.start() + 86'400; at += 997) {
    const Ticks now = base.ticks_at(at);
    REQUIRE(now >= before);
    before = now;
  }
  const Calendar none;
  CHECK(none.base().total() == 0);
  CHECK(none.mean_count(0, 1'000'000'000) == 0);
}

TEST_CASE("Calendar: the reference year has 365 mean days, whatever the scale of the weights", "[seasonality]") {
  const Seconds year_end = start.start() + days_per_year * seconds_per_day;
  for (const double weight : {1e-200, 3e-7, 1.0, 1e9, 1e200}) {
    const Calendar calendar(ConstantWeight{weight}, start, end, start, 1);
    CHECK(calendar.mean_count(start.start(), year_end) == Approx(365).epsilon(1e-8));
    CHECK(calendar.mean_count(start.start(), start.start() + seconds_per_day) == Approx(1).epsilon(1e-8));
  }
  CHECK(opening_hours().mean_count(start.start(), year_end) == Approx(365).epsilon(1e-8));
  const Ticks lively_year = Calendar(lively(), start, end, start, 5).base().ticks_at(year_end);
  CHECK(static_cast<double>(lively_year) / ticks_per_day == Approx(365).epsilon(1e-8));
  // Half of an hour's weight passes in half of the hour.
  const Calendar calendar = opening_hours();
  const Seconds nine = Date(2023, 3, 1).start() + 9 * seconds_per_hour;
  CHECK(2 * calendar.mean_count(nine, nine + 1800) == Approx(calendar.mean_count(nine, nine + 3600)).epsilon(1e-9));
  CHECK(calendar.mean_count(nine + 7200, nine + 10'800) / calendar.mean_count(nine, nine + 3600) ==
        Approx((1 + 0.37 * 11) / (1 + 0.37 * 9)).epsilon(1e-9));
}

TEST_CASE("Calendar: a longer or earlier range leaves the times of the shorter one as they are", "[seasonality]") {
  const auto check = [](const auto& model) {
    const Calendar whole(model, Date{2022, 2, 3}, Date{2026, 1, 1}, start, 9), part(model, start, end, start, 9);
    const Ticks offset = whole.base().ticks_at(start.start());
    REQUIRE(whole.base().ticks_at(end.start()) - offset == part.base().total());
    for (int i = 0; i < 20'000; ++i) {
      const Ticks ticks = part.base().total() / 20'000 * i + i;
      REQUIRE(whole.base().seconds_at(offset + ticks) == part.base().seconds_at(ticks));
    }
    const Ticks extra = whole.extra().ticks_at(start.start());
    for (Seconds at = start.start(); at < end.start(); at += 1733) {
      REQUIRE(whole.keep_threshold(at) == part.keep_threshold(at));
      REQUIRE(whole.extra().ticks_at(at) - extra == part.extra().ticks_at(at));
    }
    for (Date day = start; day < end; day = day + 1) {
      const std::uint64_t word = 0x9E3779B97F4A7C15u * static_cast<std::uint64_t>(day.days);
      REQUIRE(whole.time_of_day(day, word) == part.time_of_day(day, word));
    }
  };
  check(NoSeasonality{});
  check(OpeningHours{});
  check(lively());
}

TEST_CASE("Calendar: another reference year changes the scale alone", "[seasonality]") {
  const Calendar one(OpeningHours{}, start, end, Date{2023, 1, 1}, 1);
  const Calendar other(OpeningHours{}, start, end, Date{2024, 1, 1}, 1);
  const double ratio = static_cast<double>(one.base().total()) / static_cast<double>(other.base().total());
  for (Seconds at = start.start() + 12 * 3600; at < end.start(); at += 50'021) {
    const double a = static_cast<double>(one.base().ticks_at(at)), b = static_cast<double>(other.base().ticks_at(at));
    REQUIRE(std::abs(a - ratio * b) <= 1e-9 * a + 1e6);
  }
}

TEST_CASE("Calendar: an event that raises demand is extra intensity, one that lowers it a coin", "[seasonality]") {
  const Seconds from = start.start(), to = end.start();
  const Calendar plain(OneFactor{1.0}, start, end, start, 1);
  CHECK_FALSE(plain.has_extra());
  CHECK_FALSE(plain.lowers());
  CHECK(plain.kept_share(from, to) == 1);
  CHECK(plain.keep_threshold(from) == std::uint64_t{1} << 32);

  const Calendar raised(OneFactor{3.5}, start, end, start, 1);
  CHECK(raised.base().total() == plain.base().total());
  CHECK(static_cast<double>(raised.extra().total()) == Approx(2.5 * static_cast<double>(plain.base().total())));
  CHECK(raised.mean_count(from, to) == Approx(3.5 * plain.mean_count(from, to)));
  CHECK_FALSE(raised.lowers());

  const Calendar lowered(OneFactor{0.3}, start, end, start, 1);
  CHECK(lowered.base().total() == plain.base().total());
  CHECK_FALSE(lowered.has_extra());
  CHECK(lowered.lowers());
  CHECK(static_cast<double>(lowered.keep_threshold(from + 5)) / 0x1p32 == Approx(0.3).epsilon(1e-9));
  CHECK(lowered.kept_share(from, to) == Approx(0.3).epsilon(1e-7));
  CHECK(lowered.mean_count(from, to) == Approx(0.3 * plain.mean_count(from, to)).epsilon(1e-7));
  CHECK(lowered.keep_threshold(from - 1) == std::uint64_t{1} << 32);
  CHECK(lowered.keep_threshold(to) == std::uint64_t{1} << 32);

  const Calendar closed(OneFactor{0.0}, start, end, start, 1);
  CHECK(closed.keep_threshold(from) == 0);
  CHECK(closed.mean_count(from, to) == 0);
}

TEST_CASE("Calendar: times of day of many days are the single ones, closed days among them or not", "[seasonality]") {
  const Calendar calendar = opening_hours();
  for (const int step : {1, 7}) {  // 2023-01-02 is a Monday: steps of a week meet no Sunday, but the closed August
    for (const int n : {30, 200}) {
      std::vector<Seconds> at;
      std::vector<std::uint64_t> words;
      for (int i = 0; i < n && (start + 1 + i * step) < end; ++i) {
        at.push_back((start + 1 + i * step).start());
        words.push_back(static_cast<std::uint64_t>(i + 1) * 0x9E3779B97F4A7C15);
      }
      std::vector<Seconds> expected;
      for (std::size_t i = 0; i < at.size(); ++i) expected.push_back(calendar.time_of_day(date_of(at[i]), words[i]));
      calendar.times_of_day(at, words);
      CHECK(at == expected);
    }
  }
}

TEST_CASE("Calendar: a time of day follows the day's hours", "[seasonality][statistical]") {
  const Calendar calendar = opening_hours();
  const Date wednesday{2023, 3, 1}, sunday{2023, 3, 5};
  constexpr std::size_t n = 100'000;
  std::vector<std::uint64_t> words(n);
  Draws{.seed = 3, .purpose = user_purpose(1)}.words(words);
  std::vector<std::int64_t> hours;
  std::vector<double> seconds;
  for (const std::uint64_t word : words) {
    const Seconds at = calendar.time_of_day(wednesday, word);
    REQUIRE(date_of(at) == wednesday);
    hours.push_back((at - wednesday.start()) / seconds_per_hour);
    const Seconds on_closed_day = calendar.time_of_day(sunday, word);
    REQUIRE(date_of(on_closed_day) == sunday);
    seconds.push_back((static_cast<double>(on_closed_day - sunday.start()) + 0.5) / 86'400);
  }
  double sum = 0;
  for (int h = 9; h < 17; ++h) sum += 1 + 0.37 * h;
  const auto share = [&](std::int64_t hour) { return (1 + 0.37 * static_cast<double>(hour)) / sum; };
  CHECK(testing::chi_square_p_value(hours, 9, 16, share) > testing::error_rate);
  // Whole seconds are a step of 1e-5, far below the 1e-3 that 100,000 draws can tell.
  CHECK(testing::kolmogorov_smirnov_p_value(seconds, [](double x) { return x; }) > testing::error_rate);
  CHECK(calendar.time_of_day(wednesday, 0) == wednesday.start() + 9 * 3600);
  CHECK(calendar.time_of_day(wednesday, ~std::uint64_t{0}) == wednesday.start() + 17 * 3600 - 1);
}

TEST_CASE("Calendar: weights and factors that cannot be are refused", "[seasonality]") {
  const auto with = [](double weight) { return Calendar(ConstantWeight{weight}, start, end, start, 1); };
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(with(nan), "SeasonalityModel: hour weight must be finite and >= 0, got nan");
  CHECK_THROWS_WITH(with(inf), "SeasonalityModel: hour weight must be finite and >= 0, got inf");
  CHECK_THROWS_WITH(with(-1), "SeasonalityModel: hour weight must be finite and >= 0, got -1");
  CHECK_THROWS_WITH(with(0),
                    "SeasonalityModel: largest hour weight of the reference year must be finite and > 0, got 0");
  CHECK_THROWS_WITH(Calendar(OneFactor{-0.5}, start, end, start, 1),
                    "SeasonalityModel: event factor must be finite and >= 0, got -0.5");
  CHECK_THROWS_WITH(Calendar(OneFactor{nan}, start, end, start, 1),
                    "SeasonalityModel: event factor must be finite and >= 0, got nan");
  CHECK_THROWS_AS(Calendar(OneFactor{1e12}, start, end, start, 1), std::invalid_argument);
}
