#include "support/catch.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <retailsim/returns/return_delay.hpp>

using namespace retailsim;

namespace {

std::vector<Seconds> delays(const ReturnDelay& law, std::size_t n, std::uint64_t seed, std::size_t piece = 1 << 30) {
  const Draws draws{.seed = seed, .purpose = Purpose::order_return_delay};
  std::vector<Seconds> result(n);
  for (std::size_t begin = 0; begin < n; begin += std::min(piece, n - begin)) {
    const std::size_t size = std::min(piece, n - begin);
    law.write(std::span(result).subspan(begin, size), draws.part(begin, size));
  }
  return result;
}

/// Chi-square of 20 cells of equal probability by the law's own distribution function.
double chi_square(const ReturnDelay& law, const std::vector<Seconds>& sample) {
  std::vector<double> counts(20);
  for (const Seconds delay : sample) {
    const double u = law.probability_within(delay);
    counts[std::min<std::size_t>(19, static_cast<std::size_t>(u * 20))] += 1;
  }
  const double expected = static_cast<double>(sample.size()) / 20;
  double sum = 0;
  for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

constexpr double limit_19 = 63.7;  // 19 degrees of freedom: a right law fails one seed in a million

}  // namespace

TEST_CASE("ReturnDelay: a gamma law that the cut hardly touches has the gamma's moments", "[returns]") {
  const ReturnDelay law = ReturnDelay::gamma(2, 9, 365);
  CHECK(law.mean_days() == Approx(9).epsilon(1e-4));
  CHECK(law.variance_days() == Approx(81.0 / 2).epsilon(1e-3));
  // Distribution function of shape 2: 1 - (1 + x) exp(-x), x in units of the scale 4.5.
  for (const int days : {1, 5, 9, 20, 50}) {
    const double x = days / 4.5;
    CHECK(law.probability_within(days * seconds_per_day) == Approx(1 - (1 + x) * std::exp(-x)).margin(2e-4));
  }
}

TEST_CASE("ReturnDelay: samples follow the law", "[returns][statistical]") {
  for (const auto& law : {ReturnDelay::gamma(2, 9, 30), ReturnDelay::gamma(0.5, 20, 14),
                          ReturnDelay::gamma(4, 300, 730), ReturnDelay::uniform(0, 1), ReturnDelay::uniform(7, 100)}) {
    const auto sample = delays(law, 40'000, 31);
    CHECK(chi_square(law, sample) < limit_19);
    const auto [least, most] = std::ranges::minmax(sample);
    CHECK(least >= 1);
    CHECK(most <= law.longest());
    double sum = 0;
    for (const Seconds delay : sample) sum += static_cast<double>(delay) / seconds_per_day - law.mean_days();
    CHECK(std::abs(sum) / std::sqrt(40'000 * law.variance_days()) < 5.3);  // ten looks: one seed in a million
  }
}

TEST_CASE("ReturnDelay: uniform days have their bounds and moments", "[returns]") {
  const ReturnDelay law = ReturnDelay::uniform(2, 4);
  CHECK(law.mean_days() == Approx(3).epsilon(1e-5));
  CHECK(law.variance_days() == Approx(4.0 / 12).epsilon(1e-5));
  CHECK(law.longest() == 4 * seconds_per_day);
  CHECK(law.probability_within(2 * seconds_per_day) == 0);
  CHECK(law.probability_within(3 * seconds_per_day) == Approx(0.5));
  CHECK(law.probability_within(4 * seconds_per_day) == 1);
  const auto sample = delays(law, 1000, 1);
  CHECK(std::ranges::min(sample) > 2 * seconds_per_day);
}

TEST_CASE("ReturnDelay: weights by day are met, and a certain day is certain", "[returns][statistical]") {
  const std::vector<double> weights{1, 0, 3};
  const ReturnDelay law = ReturnDelay::by_day(weights);
  double n_first = 0, n_third = 0;
  for (const Seconds delay : delays(law, 20'000, 32)) {
    n_first += delay <= seconds_per_day;
    n_third += delay > 2 * seconds_per_day;
  }
  CHECK(n_first + n_third == 20'000);
  CHECK(std::abs(n_first - 5000) / std::sqrt(20'000 * 0.1875) < 4.9);  // one seed in a million
  const std::vector<double> third{0, 0, 1};
  for (const Seconds delay : delays(ReturnDelay::by_day(third), 1000, 1)) {
    CHECK((delay > 2 * seconds_per_day && delay <= 3 * seconds_per_day));
  }
}

TEST_CASE("ReturnDelay: any split gives the same delays", "[returns]") {
  const ReturnDelay law = ReturnDelay::gamma(2, 9, 30);
  CHECK(delays(law, 1300, 5, 1) == delays(law, 1300, 5));
  CHECK(delays(law, 1300, 5, 600) == delays(law, 1300, 5));
  CHECK(delays(law, 1300, 6) != delays(law, 1300, 5));
}

TEST_CASE("ReturnDelay: bad parameters are named", "[returns]") {
  CHECK_THROWS_WITH(ReturnDelay::gamma(0, 9, 30), "ReturnDelay: shape must be in [0.1, 1000], got 0");
  CHECK_THROWS_WITH(ReturnDelay::gamma(2, std::nan(""), 30), "ReturnDelay: mean_days must be in [0.01, 3650], got nan");
  CHECK_THROWS_WITH(ReturnDelay::gamma(2, 9, 0), "ReturnDelay: max_days must be in [1, 3650], got 0");
  CHECK_THROWS_WITH(ReturnDelay::uniform(-1, 3), "ReturnDelay: min_days must be in [0, 3649], got -1");
  CHECK_THROWS_WITH(ReturnDelay::uniform(3, 3), "ReturnDelay: max_days must be in [4, 3650], got 3");
  CHECK_THROWS_WITH(ReturnDelay::by_day({}), "ReturnDelay: number of days must be in [1, 3650], got 0");
}
