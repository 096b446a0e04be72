#include <retailsim/catalogue/popularity_law.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

TEST_CASE("PopularityLaw: Zipf weights are dealt out by chance, the exponent is the spread", "[catalogue]") {
  auto weights = PopularityLaw::zipf(1.06208).weights(500, Draws{.seed = 3});
  CHECK_FALSE(std::ranges::is_sorted(weights, std::greater{}));
  std::ranges::sort(weights, std::greater{});
  for (std::size_t k = 1; k <= 500; ++k) {
    REQUIRE(weights[k - 1] == Approx(std::pow(static_cast<double>(k), -1.06208)).epsilon(1e-12));
  }
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  CHECK(std::accumulate(weights.begin(), weights.begin() + 100, 0.0) / all == Approx(0.8).margin(1e-5));
}

TEST_CASE("PopularityLaw: log-normal weights", "[catalogue][statistical]") {
  auto weights = PopularityLaw::log_normal(1.65).weights(100'000, Draws{.seed = 3});
  for (double& weight : weights) weight = std::log(weight) / 1.65;
  const auto cdf = [](double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; };
  CHECK(testing::kolmogorov_smirnov_p_value(weights, cdf) > testing::error_rate);
  CHECK(PopularityLaw::log_normal(0).weights(3, Draws{}) == std::vector<double>(3, 1.0));
  CHECK(PopularityLaw::equal().weights(3, Draws{}) == std::vector<double>(3, 1.0));
}

TEST_CASE("PopularityLaw: bad parameters are named", "[catalogue]") {
  CHECK_THROWS_WITH(PopularityLaw::zipf(-1), "PopularityLaw: s must be in [0, 100], got -1");
  CHECK_THROWS_WITH(PopularityLaw::log_normal(std::nan("")), "PopularityLaw: sigma must be in [0, 20], got nan");
}
