#include <retailsim/random/poisson.hpp>

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>

#include <retailsim/random/negative_binomial.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

TEST_CASE("Poisson: the table is the law to 13 digits", "[random]") {
  for (const double mean : {1e-8, 0.7, 4.0, 30.0, 1e4, 1e6}) {
    const Poisson law(mean);
    const boost::math::poisson_distribution<long double> exact(mean);
    double total = 0;
    const std::int64_t step = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::sqrt(mean) / 4));
    for (std::int64_t k = law.table().first_value(); k <= law.table().last_value(); ++k) total += law.pmf(k);
    CHECK(total == Approx(1).epsilon(1e-12));
    for (std::int64_t k = law.table().first_value(); k <= law.table().last_value(); k += step) {
      const double p = static_cast<double>(boost::math::pdf(exact, static_cast<long double>(k)));
      REQUIRE(std::abs(law.pmf(k) - p) < 1e-11 * p + 1e-17);
    }
    CHECK(law.table().mean() == Approx(mean).epsilon(1e-11));
    CHECK(law.table().variance() == Approx(mean).epsilon(1e-9));
  }
}

TEST_CASE("Poisson: mean, variance and law", "[random][statistical]") {
  for (const double mean : {0.7, 4.0, 30.0, 1e6}) {
    const Poisson law(mean);
    const auto values = sample(law, 300'000);
    CHECK(mean_p_value(values, mean, mean) > error_rate);
    CHECK(variance_p_value(values, mean, mean, mean * (1 + 3 * mean)) > error_rate);
    const boost::math::poisson_distribution<double> exact(mean);
    const auto width = static_cast<std::int64_t>(6 * std::sqrt(mean) + 3), middle = static_cast<std::int64_t>(mean);
    CHECK(chi_square_p_value(values, std::max<std::int64_t>(0, middle - width), middle + width, [&](std::int64_t k) {
            return boost::math::pdf(exact, static_cast<double>(k));
          }) > error_rate);
  }
}

TEST_CASE("Poisson: mean 0 is always 0, and mean 1e-8 is 1 that rarely", "[random][statistical]") {
  CHECK(sample(Poisson{0}, 1000) == std::vector<std::int64_t>(1000, 0));
  CHECK(Poisson{0}.table().mean() == 0);
  const Poisson rare(1e-8);
  CHECK(rare.table().table().has_wide_coins());
  CHECK(rare.pmf(1) == Approx(1e-8).epsilon(1e-7));
  std::int64_t sum = 0;
  for (const auto value : sample(rare, 10'000'000)) sum += value;
  CHECK(sum <= 4);  // Poisson of mean 0.1: more than 4 in one seed of 10^7
}

TEST_CASE("Poisson: the same numbers however they are drawn; bad parameters", "[random]") {
  check_addressing(Poisson{4});
  check_addressing(Poisson{2e4}, Purpose::order_basket_size);
  check_seeds(Poisson{4});
  CHECK_THROWS_WITH(Poisson{-1}, "Poisson: mean must be in [0, 1e+09], got -1");
  CHECK_THROWS_AS(Poisson{NAN}, std::invalid_argument);
  CHECK_THROWS_AS(Poisson{INFINITY}, std::invalid_argument);
}

TEST_CASE("NegativeBinomial: the table is the law", "[random]") {
  struct Parameters {
    double r, mean;
  };
  for (const auto [r, mean] : {Parameters{0.05, 100}, {0.5, 1e-3}, {1, 4}, {3, 7}, {200, 5000}}) {
    const NegativeBinomial law(r, mean);
    const boost::math::negative_binomial_distribution<long double> exact(r, r / (r + mean));
    const std::int64_t n = law.table().last_value() - law.table().first_value();
    for (std::int64_t i = 0; i <= n; i += 1 + n / 500) {
      const std::int64_t k = law.table().first_value() + i;
      const double p = static_cast<double>(boost::math::pdf(exact, static_cast<long double>(k)));
      REQUIRE(std::abs(law.pmf(k) - p) < 1e-10 * p + 1e-17);
    }
    CHECK(law.table().mean() == Approx(mean).epsilon(1e-9));
    CHECK(law.table().variance() == Approx(law.variance()).epsilon(1e-8));
    CHECK(law.mean() == mean);
  }
}

TEST_CASE("NegativeBinomial: mean and law", "[random][statistical]") {
  for (const double r : {0.05, 1.0, 3.0}) {
    const NegativeBinomial law(r, 7);
    const auto values = sample(law, 300'000);
    CHECK(mean_p_value(values, 7, 7 + 49 / r) > error_rate);
    const boost::math::negative_binomial_distribution<double> exact(r, r / (r + 7));
    CHECK(chi_square_p_value(values, 0, 300, [&](std::int64_t k) {
            return boost::math::pdf(exact, static_cast<double>(k));
          }) > error_rate);
  }
}

TEST_CASE("NegativeBinomial: mean 0 is always 0, and a large r is a Poisson law", "[random]") {
  CHECK(sample(NegativeBinomial{2, 0}, 1000) == std::vector<std::int64_t>(1000, 0));
  const NegativeBinomial nearly(1e15, 4);
  const Poisson poisson(4);
  for (std::int64_t k = 0; k < 20; ++k) CHECK(nearly.pmf(k) == Approx(poisson.pmf(k)).epsilon(1e-12));
}

TEST_CASE("ShiftedNegativeBinomial: from 1, with the mean asked for", "[random][statistical]") {
  const ShiftedNegativeBinomial law(1.5, 4);
  CHECK(law.mean() == Approx(4));
  CHECK(law.table().mean() == Approx(4));
  CHECK(law.variance() == Approx(9));
  CHECK(law.pmf(0) == 0);
  const auto values = sample(law, 300'000);
  CHECK(mean_p_value(values, 4, 9) > error_rate);
  for (const auto value : values) REQUIRE(value >= 1);
  CHECK(sample(ShiftedNegativeBinomial{1.5, 1}, 100) == std::vector<std::int64_t>(100, 1));
}

TEST_CASE("NegativeBinomial: the same numbers however they are drawn; bad parameters", "[random]") {
  check_addressing(NegativeBinomial{3, 7});
  check_seeds(NegativeBinomial{3, 7});
  CHECK_THROWS_WITH((NegativeBinomial{0, 1}), "NegativeBinomial: r must be finite and > 0, got 0");
  CHECK_THROWS_WITH((NegativeBinomial{1, -1}), "NegativeBinomial: mean must be in [0, 1e+06], got -1");
  CHECK_THROWS_WITH((NegativeBinomial{0.5, 1e6}), "NegativeBinomial: mean / r must be <= 4e5, got 2e+06");
  CHECK_THROWS_WITH((ShiftedNegativeBinomial{1, 0.5}), "ShiftedNegativeBinomial: mean must be in [1, 1e+06], got 0.5");
}
