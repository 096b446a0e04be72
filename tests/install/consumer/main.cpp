// Draws prices into an xtensor column: headers of the library, xtensor and the language version must all have arrived.
#include <cstdio>

#include <retailsim/core/xtensor.hpp>
#include <retailsim/random/draws.hpp>
#include <retailsim/random/log_normal.hpp>
#include <retailsim/version.hpp>

int main() {
  const retailsim::Draws draws{.seed = 7, .purpose = retailsim::Purpose::list_price};
  const retailsim::LogNormal law{1.2, 0.4};
  auto prices = retailsim::XtensorColumn<double>::from_shape({1000});
  draws.fill(retailsim::as_span(prices), law);
  std::printf("consumer of retailsim %s with xtensor %d.%d.%d: first price %.2f\n", RETAILSIM_VERSION,
              XTENSOR_VERSION_MAJOR, XTENSOR_VERSION_MINOR, XTENSOR_VERSION_PATCH, prices(0));
  return prices(999) == draws.at(999, law) ? 0 : 1;
}
