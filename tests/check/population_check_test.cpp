#include <retailsim/check/population_check.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "check/row_of.hpp"

using namespace retailsim;
using namespace retailsim::check;
using namespace retailsim::test;

TEST_CASE("rate_law: moments and cells of the rate models", "[check]") {
  CHECK(rate_law(ConstantRate(3)).moments.mean == 3);
  CHECK(rate_law(ConstantRate(3)).moments.variance == 0);

  const RateLaw gamma = rate_law(GammaRates(2, 0.5));
  CHECK(gamma.moments.mean == Approx(4));
  CHECK(gamma.moments.variance == Approx(8));
  REQUIRE(gamma.cuts.size() == 63);
  for (std::size_t c = 0; c < 63; ++c) {
    const double y = gamma.cuts[c] / 2;
    CHECK(1 - std::exp(-y) * (1 + y) == Approx(static_cast<double>(c + 1) / 64));
  }

  const RateLaw whole = rate_law(UniformIntegerRates(3, 10));
  CHECK(whole.moments.mean == Approx(6.5));
  CHECK(whole.moments.variance == Approx(63 / 12.));
  CHECK(whole.cuts == std::vector<double>{3, 4, 5, 6, 7, 8, 9});
  CHECK(whole.p == std::vector<double>(8, 1 / 8.));
}

TEST_CASE("RateCheck: a segment's factor is taken out", "[check]") {
  RateCheck check(rate_law(UniformIntegerRates(3, 10)), {1, 2, 0});
  check.add(4, 0);
  check.add(16, 1);
  check.add(0, 2);
  const auto rows = rows_of(check);
  CHECK(row_of(rows, "orders per year: mean rate").observed == Approx(20 / 3.));
  CHECK(row_of(rows, "orders per year: mean rate").expected == Approx(6.5));
  CHECK(row_of(rows, "orders per year: mean rate").standard_error == Approx(std::sqrt(5.25 * (1 + 4)) / 3));
  CHECK(row_of(rows, "orders per year: variance before segments").observed == Approx((6.25 + 2.25) / 2));
  CHECK(row_of(rows, "orders per year: variance before segments").expected == Approx(5.25));
  CHECK(row_of(rows, "orders per year: law before segments (distance)").observed ==
        Approx(0.25));  // 4 and 8 of 3 to 10
  check.merge(check);
  CHECK(row_of(rows_of(check), "orders per year: mean rate").n == 6);
}

TEST_CASE("TraitCheck: labels of all customers, and within a segment", "[check]") {
  TraitPlan plan;
  plan.genders = {{"male", 1}, {"female", 3}};
  plan.segments = {{"regular", 0.8, 1, {}, {}, {}, {}}, {"loyal", 0.2, 2, {1, 1}, {}, {}, {}}};
  const PlannedTraits planned(plan);
  TraitCheck check(planned);
  const std::array<std::uint8_t, 4> gender{1, 1, 0, 1}, segment{0, 0, 1, 1}, none{};
  const std::array<std::int16_t, 4> city{};
  const std::array<std::int32_t, 4> born{Date{1980, 5, 5}.days, Date{1981, 5, 5}.days, Date{1990, 5, 5}.days,
                                         Date{1997, 5, 5}.days};
  Traits traits;
  traits.gender = gender;
  traits.segment = segment;
  traits.country = traits.channel = traits.loyalty_tier = none;
  traits.city = city;
  traits.birth_date = born;
  for (std::size_t i = 0; i < 4; ++i) check.add(traits, i);
  const auto rows = rows_of(check);
  CHECK(row_of(rows, "gender female").observed == Approx(0.75));
  CHECK(row_of(rows, "gender female").expected == Approx(0.8 * 0.75 + 0.2 * 0.5));
  CHECK(row_of(rows, "segment loyal").observed == Approx(0.5));
  CHECK(row_of(rows, "segment loyal").expected == Approx(0.2));
  CHECK(row_of(rows, "year of birth: mean").observed == Approx((1980 + 1981 + 1990 + 1997) / 4.));
  CHECK(row_of(rows, "year of birth: mean").expected == Approx(1982).margin(0.5));  // aged 20 to 60 in 2023
}
