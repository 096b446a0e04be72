#include "support/catch.hpp"

#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <retailsim/analytics/detail/tails.hpp>

using namespace retailsim;

TEST_CASE("f_tail: as Boost's, from one degree of freedom to many", "[analytics]") {
  for (const double n : {1.0, 6.0, 11.0, 23.0}) {
    for (const double m : {1.0, 2.0, 10.0, 1070.0, 25'000.0}) {
      for (const double f : {1e-3, 0.3, 1.0, 2.5, 40.0}) {
        const boost::math::fisher_f law(n, m);
        CAPTURE(n, m, f);
        CHECK(detail::f_tail(f, n, m) == Approx(boost::math::cdf(boost::math::complement(law, f))).epsilon(1e-9));
      }
    }
  }
  CHECK(detail::f_tail(0, 3, 4) == 1);
  CHECK(detail::f_tail(1e300, 3, 4) == Approx(0).margin(1e-12));
}

TEST_CASE("t_quantile: as Boost's", "[analytics]") {
  for (const double m : {1.0, 3.0, 10.0, 1e4}) {
    for (const double p : {0.6, 0.9, 0.975, 0.9999}) {
      CAPTURE(m, p);
      CHECK(detail::t_quantile(p, m) == Approx(boost::math::quantile(boost::math::students_t(m), p)).epsilon(1e-8));
    }
  }
}

TEST_CASE("normal_two_tails: both sides", "[analytics]") {
  CHECK(detail::normal_two_tails(1.959963985) == Approx(0.05));
  CHECK(detail::normal_two_tails(-1.959963985) == Approx(0.05));
  CHECK(detail::normal_two_tails(0) == 1);
}
