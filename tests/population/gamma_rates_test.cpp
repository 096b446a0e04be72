#include <retailsim/population/gamma_rates.hpp>

#include <cmath>

#include <boost/math/distributions/gamma.hpp>

#include "population/block.hpp"
#include "support/catch.hpp"
#include "support/statistics.hpp"

using namespace retailsim;

TEST_CASE("GammaRates: rates follow the gamma law", "[population][statistical]") {
  const auto [r, alpha] =
      GENERATE(std::pair{0.05, 0.02}, std::pair{0.5, 0.1}, std::pair{1.0, 1.0}, std::pair{8.0, 2.0});
  const GammaRates model(r, alpha);
  const auto customers = testing::customers_of(model, 100'000);
  const boost::math::gamma_distribution<> law(r, 1 / alpha);
  CHECK(testing::kolmogorov_smirnov_p_value(customers.rates, [&](double x) { return cdf(law, x); }) >
        testing::error_rate);
  CHECK(testing::mean_p_value(customers.rates, model.mean_rate(), model.rate_variance()) > testing::error_rate);
  CHECK(model.mean_rate() == Approx(r / alpha));
  CHECK(model.rate_variance() == Approx(r / alpha / alpha));
  testing::check_customers(model);
}

TEST_CASE("GammaRates: bad parameters are named", "[population]") {
  CHECK_THROWS_WITH(GammaRates(0, 1), "GammaRates: r must be finite and > 0, got 0");
  CHECK_THROWS_WITH(GammaRates(1, -2), "GammaRates: alpha must be finite and > 0, got -2");
  CHECK_THROWS_AS(GammaRates(1, 1e-320), std::invalid_argument);  // 1 / alpha is infinite
  CHECK_THROWS_AS(GammaRates(std::nan(""), 1), std::invalid_argument);
}
