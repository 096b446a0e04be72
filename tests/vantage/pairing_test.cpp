#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "support/catch.hpp"

#include <retailsim/random/log_normal.hpp>
#include <retailsim/random/zipf.hpp>
#include <retailsim/vantage/pairing.hpp>

using namespace retailsim;
using vantage::pair_items;
using vantage::PairingGoal;

namespace {

struct Items {
  std::vector<std::int64_t> volumes, cents;

  explicit Items(std::size_t n, std::uint64_t seed = 3) {
    std::vector<double> prices(n), shares = Zipf::weights(static_cast<std::uint32_t>(n), 1.06);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) share /= sum;
    volumes = vantage::whole_volumes(shares);
    Draws{.seed = seed, .purpose = Purpose::list_price}.fill(prices, LogNormal(4.5, 0.6));
    for (const double price : prices) cents.push_back(static_cast<std::int64_t>(price * 100));
  }
  double mean(const std::vector<std::uint32_t>& items) const {
    double sum = 0, total = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      sum += static_cast<double>(volumes[i] * cents[items[i]]);
      total += static_cast<double>(volumes[i]);
    }
    return sum / total;
  }
  std::vector<std::uint32_t> pair(double target, std::int64_t candidates = 100'000, double tolerance = 0.001,
                                  const std::stop_token& stop = {}) const {
    return pair_items(
        volumes, [&](std::size_t, std::size_t item) { return cents[item]; },
        PairingGoal{.target = target, .tolerance = tolerance, .candidates = candidates},
        Draws{.seed = 3, .purpose = Purpose::pairing}, "Test: mean price", stop);
  }
};

}  // namespace

TEST_CASE("pair_items: the mean comes within the tolerance of any target that can be reached", "[vantage]") {
  const Items items(500);
  for (const double target : {7'000.0, 9'000.0, 11'627.0, 14'000.0, 20'000.0}) {
    const auto paired = items.pair(target);
    CHECK(std::abs(items.mean(paired) - target) < 0.001 * target);
    auto sorted = paired;
    std::ranges::sort(sorted);
    std::vector<std::uint32_t> all(500);
    std::iota(all.begin(), all.end(), 0u);
    CHECK(sorted == all);  // nobody gets lost, so the law of the items is as it was
  }
}

TEST_CASE("pair_items: what is near enough already stays as it is", "[vantage]") {
  const Items items(50);
  std::vector<std::uint32_t> as_drawn(50);
  std::iota(as_drawn.begin(), as_drawn.end(), 0u);
  CHECK(items.pair(items.mean(as_drawn) * 1.0005, 0) == as_drawn);
  CHECK(items.pair(items.mean(as_drawn) * 1.002) != as_drawn);
}

TEST_CASE("pair_items: a target out of reach is an error that names it", "[vantage]") {
  const Items items(500);
  CHECK_THROWS_WITH(
      items.pair(1'000'000, 2'000),
      Catch::Matchers::StartsWith("Test: mean price must be within 10.00 of 10000.00 after 2000 pairs of SKUs "
                                  "were looked at, got "));
  CHECK_THROWS_AS(Items(1).pair(5), std::invalid_argument);
  CHECK_THROWS_AS(items.pair(11'627, 1, 1e-9), std::invalid_argument);
}

TEST_CASE("pair_items: stops where it is asked to", "[vantage]") {
  std::stop_source source;
  source.request_stop();
  // So many candidates would take more than a minute.
  CHECK_THROWS_AS(Items(500).pair(1'000'000, 100'000'000'000, 0.001, source.get_token()), vantage::Stopped);
}

TEST_CASE("pair_items: equal draws give equal pairings", "[vantage]") {
  const Items items(300);
  CHECK(items.pair(12'000) == items.pair(12'000));
}

TEST_CASE("whole_volumes: shares become whole numbers that sum to about 2^32", "[vantage]") {
  const std::vector<double> shares{0.5, 0.25, 0.125, 0.125, 0};
  CHECK(vantage::whole_volumes(shares) == std::vector<std::int64_t>{std::int64_t{1} << 31, std::int64_t{1} << 30,
                                                                    std::int64_t{1} << 29, std::int64_t{1} << 29, 0});
}
