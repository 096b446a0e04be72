#include <retailsim/random/renewal.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

#include <boost/math/special_functions/gamma.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

namespace {

constexpr double day = 4294967296.0;
constexpr std::int64_t days(double n) { return static_cast<std::int64_t>(n * day); }

std::vector<std::int64_t> chain(std::uint64_t entity, int shape, double ticks_per_gap, std::int64_t start,
                                std::int64_t end, std::uint32_t first_number = 0, std::uint32_t max_events = 5000) {
  std::vector<std::int64_t> times(max_events + 16);
  times.resize(renewal_times(7, Purpose::order_gap, Purpose::order_gap_stage, entity, shape, ticks_per_gap, start, end,
                             first_number, max_events, times.data()));
  return times;
}

}  // namespace

TEST_CASE("renewal_times: gaps are the words of the order's own address", "[random]") {
  std::vector<std::uint64_t> entities(200, 42);
  std::vector<std::uint32_t> numbers(200);
  for (std::uint32_t j = 0; j < 200; ++j) numbers[j] = j + 3;
  std::vector<std::uint64_t> words(200);
  Draws{.seed = 7, .purpose = Purpose::order_gap, .entities = entities, .indices = numbers}.words(words);
  const auto times = chain(42, 1, 2 * day, days(100), days(10'000), 3, 200);
  REQUIRE(times.size() == 200);
  std::int64_t before = days(100);
  for (std::size_t j = 0; j < 200; ++j) {
    const long double u = (static_cast<long double>(words[j] >> 12) + 0.5L) * 0x1p-52L;
    const long double gap = -std::log(u) * 2 * static_cast<long double>(day);
    REQUIRE(std::abs(static_cast<long double>(times[j] - before) - gap) < 0.51L);
    before = times[j];
  }
}

TEST_CASE("renewal_times: further stages come from the plain purpose at attempt 1, 2, ...", "[random]") {
  for (const std::uint64_t entity : {5u, 13u}) {  // both halves of the dense map
    std::vector<std::uint64_t> word(1);
    long double log_sum = 0;
    for (std::uint16_t stage = 0; stage < 40; ++stage) {
      Draws{.seed = 7,
            .purpose = stage == 0 ? Purpose::order_gap : Purpose::order_gap_stage,
            .first_entity = entity,
            .index = 9}
          .words(word, stage);
      log_sum += std::log((static_cast<long double>(word[0] >> 12) + 0.5L) * 0x1p-52L);
    }
    const auto times = chain(entity, 40, 10 * day, 0, days(1e5), 9, 1);
    REQUIRE(times.size() == 1);
    CHECK(std::abs(static_cast<long double>(times[0]) + log_sum / 40 * 10 * day) < 0.51L);
  }
}

TEST_CASE("renewal_times: gaps have the Erlang law", "[random][statistical]") {
  for (const int shape : {1, 2, 3, 17}) {
    std::vector<double> gaps;
    for (std::uint64_t entity = 0; entity < 100; ++entity) {
      std::int64_t before = 0;
      for (const std::int64_t t : chain(entity, shape, 3 * day, 0, days(1e6), 0, 1000)) {
        gaps.push_back(static_cast<double>(t - before) / (3 * day));
        before = t;
      }
    }
    REQUIRE(gaps.size() == 100'000);
    CHECK(mean_p_value(gaps, 1, 1.0 / shape) > error_rate);
    CHECK(kolmogorov_smirnov_p_value(gaps, [&](double x) { return boost::math::gamma_p(shape, shape * x); }) >
          error_rate);
  }
}

TEST_CASE("renewal_times: the number of events in a window is a Poisson count", "[random][statistical]") {
  std::vector<double> counts;
  for (std::uint64_t entity = 0; entity < 50'000; ++entity)
    counts.push_back(static_cast<double>(chain(entity, 1, 10 * day, days(3), days(33), 0, 100).size()));
  CHECK(mean_p_value(counts, 3, 3) > error_rate);
  CHECK(chi_square_p_value(counts, 0, 15, [](std::int64_t k) {
          return std::exp(-3.0) * std::pow(3.0, static_cast<double>(k)) / std::tgamma(static_cast<double>(k) + 1);
        }) > error_rate);
}

TEST_CASE("renewal_times: stops at the end and at the limit, and a later end only adds", "[random]") {
  const auto all = chain(4, 2, day, 0, days(300));
  REQUIRE(all.size() > 200);
  CHECK(std::is_sorted(all.begin(), all.end()));
  CHECK(all.back() < days(300));
  for (const double end : {0.0, 1.0, 17.3, 100.0}) {
    const auto some = chain(4, 2, day, 0, days(end));
    const auto n = std::lower_bound(all.begin(), all.end(), days(end)) - all.begin();
    CHECK(some == std::vector<std::int64_t>(all.begin(), all.begin() + n));
  }
  for (const std::uint32_t limit : {0u, 1u, 7u, 8u, 9u, 50u})
    CHECK(chain(4, 2, day, 0, days(300), 0, limit) == std::vector<std::int64_t>(all.begin(), all.begin() + limit));
  // An end that is a time itself is outside.
  CHECK(chain(4, 2, day, 0, all[10]).size() == 10);
  CHECK(chain(4, 2, day, 0, all[10] + 1).size() == 11);
  CHECK(chain(4, 2, day, days(5), days(5)).empty());
  CHECK(chain(4, 2, day, days(6), days(5)).empty());
}

TEST_CASE("renewal_times: negative times, and gaps of the extremes", "[random]") {
  const auto from_zero = chain(8, 1, day, 0, days(40)), earlier = chain(8, 1, day, days(-30), days(10));
  REQUIRE(from_zero.size() == earlier.size());
  for (std::size_t i = 0; i < earlier.size(); ++i) CHECK(earlier[i] == from_zero[i] - days(30));
  CHECK(chain(8, 1, 1e300, 0, (std::int64_t{1} << 51) - 1).empty());
  const auto cut_off = chain(8, 1, 1e300, 0, std::int64_t{1} << 60, 0, 20);
  REQUIRE(cut_off.size() == 20);
  CHECK(cut_off[0] == (std::int64_t{1} << 51) - 1);
  CHECK(chain(8, 1, 1e-9, 0, 1, 0, 20) == std::vector<std::int64_t>(20, 0));
}

TEST_CASE("RenewalBlock: any buffer and every set of kernels give each customer's own chain", "[random]") {
  constexpr std::size_t n = 60;
  std::vector<std::uint64_t> entities(n);
  std::vector<double> gaps(n);
  std::vector<std::int64_t> start(n), end(n);
  std::vector<std::uint32_t> limit(n);
  std::vector<std::vector<std::int64_t>> expected(n);
  for (std::size_t c = 0; c < n; ++c) {
    entities[c] = 100 + 3 * c;
    gaps[c] = (1 + static_cast<double>(c % 7)) * 20 * day;
    start[c] = days(static_cast<double>(c) * 5);
    end[c] = c % 11 == 0 ? start[c] : days(400 + 100.0 * static_cast<double>(c % 5));
    limit[c] = c % 13 == 0 ? 2 : c % 17 == 0 ? 0 : 1000;
    expected[c] = chain(entities[c], 2, gaps[c], start[c], end[c], 1, limit[c]);
  }
  const RenewalLaw law{.seed = 7, .shape = 2, .first_number = 1};
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> piece_ends;
  const KernelsGuard guard;
  for (const auto& name : available_kernels()) {
    detail::use_kernels(name);
    for (const std::size_t buffer : {16u, 17u, 30u, 100u, 100'000u}) {
      for (const std::size_t n_counts : {1u, 5u, 100u}) {
        std::vector<std::int64_t> times(buffer);
        std::vector<std::uint64_t> other(buffer);
        std::vector<std::uint32_t> counts(n_counts);
        std::vector<std::vector<std::int64_t>> found(n);
        std::vector<std::size_t> ends;
        bool words_match = true, numbers_match = true;
        RenewalBlock block(law, {entities, gaps, start, end, limit});
        while (!block.done()) {
          const auto piece = block.next(times, other, counts);
          std::size_t at = 0;
          ends.push_back(piece.first_customer + piece.n_customers);
          ends.push_back(piece.n_times);
          for (std::size_t c = 0; c < piece.n_customers; ++c) {
            auto& mine = found[piece.first_customer + c];
            if (c == 0) numbers_match = numbers_match && piece.first_number == 1 + mine.size();
            for (std::uint32_t k = 0; k < counts[c]; ++k, ++at) {
              const Draws size{.seed = 7,
                               .purpose = Purpose::order_basket_size,
                               .first_entity = entities[piece.first_customer + c],
                               .index = static_cast<std::uint32_t>(1 + mine.size())};
              std::uint64_t word;
              size.words({&word, 1});
              words_match = words_match && word == other[at];
              mine.push_back(times[at]);
            }
          }
          REQUIRE(at == piece.n_times);
        }
        CHECK(found == expected);
        if (name == "scalar") piece_ends[{buffer, n_counts}] = ends;
        CHECK(piece_ends[{buffer, n_counts}] == ends);
        CHECK(words_match);
        CHECK(numbers_match);
      }
    }
  }
}

TEST_CASE("renewal_round: rounds over many chains give each chain's own events", "[random]") {
  const KernelsGuard guard;
  for (const auto& name : available_kernels()) {
    detail::use_kernels(name);
    for (const std::size_t n : {1u, 7u, 8u, 9u, 60u}) {
      for (const int shape : {1, 3, 17}) {
        constexpr std::uint32_t first = 2;
        std::vector<std::uint64_t> entity(n + 8), minus_ticks(n + 8), words(n + 8);
        std::vector<std::int64_t> time(n + 8), end(n + 8), times(n + 8);
        std::vector<std::uint32_t> end_number(n + 8), chain_of(n + 8), which(n + 8);
        std::vector<std::vector<std::int64_t>> expected(n), found(n);
        for (std::size_t c = 0; c < n; ++c) {
          const double gap = (1 + static_cast<double>(c % 7)) * 20 * day;
          entity[c] = 100 + 3 * c;
          minus_ticks[c] = std::bit_cast<std::uint64_t>(-gap / shape);
          time[c] = days(static_cast<double>(c) * 5);
          end[c] = c % 11 == 10 ? time[c] : days(400 + 100.0 * static_cast<double>(c % 5));
          const std::uint32_t limit = c % 13 == 3 ? 2 : c % 17 == 5 ? 0 : 1000;
          end_number[c] = first + limit;
          chain_of[c] = static_cast<std::uint32_t>(c);
          expected[c] = chain(entity[c], shape, gap, time[c], end[c], first, limit);
        }
        const auto entities = entity;
        const auto law = RenewalLaw{.seed = 7, .shape = shape}.parameters();
        bool in_order = true, words_match = true;
        std::size_t left = n;
        for (std::uint32_t number = first; left > 0; ++number) {
          left = detail::kernels().renewal_round(
              law, number,
              {entity.data(), minus_ticks.data(), end.data(), end_number.data(), time.data(), chain_of.data()}, left,
              {times.data(), words.data(), which.data()});
          for (std::size_t k = 0; k < left; ++k) {
            in_order = in_order && (k == 0 || which[k - 1] < which[k]) && which[k] == chain_of[k];
            found[which[k]].push_back(times[k]);
            std::uint64_t word;
            Draws{.seed = 7, .purpose = Purpose::order_basket_size, .first_entity = entities[which[k]], .index = number}
                .words({&word, 1});
            words_match = words_match && word == words[k];
          }
        }
        CHECK(found == expected);
        CHECK(in_order);
        CHECK(words_match);
      }
    }
  }
}

TEST_CASE("RenewalBlock: no customers is done at once", "[random]") { CHECK(RenewalBlock(RenewalLaw{}, {}).done()); }

TEST_CASE("RenewalLaw: refuses bad shapes and purposes", "[random]") {
  CHECK_THROWS_WITH((RenewalLaw{.shape = 0}.parameters()), "RenewalLaw: shape must be in [1, 1000], got 0");
  CHECK_THROWS_AS((RenewalLaw{.gap = Purpose::cost}.parameters()), std::invalid_argument);
  CHECK_THROWS_AS((RenewalLaw{.stage = Purpose::order_gap}.parameters()), std::invalid_argument);
}
