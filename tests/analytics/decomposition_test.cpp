#include "support/catch.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include <retailsim/analytics/decomposition.hpp>

using namespace retailsim;

namespace {

// Four years of months: a trend that bends, a season that grows, and a rest that is the same everywhere.
std::vector<double> series() {
  std::vector<double> y;
  for (int i = 0; i < 48; ++i) {
    const double t = i;
    y.push_back(100 + 0.5 * t + 0.01 * t * t +
                (10 + 0.1 * t) * (i % 12 == 11  ? 2
                                  : i % 12 == 1 ? -1.5
                                                : i % 3 - 1) +
                (i * 7919 % 13 - 6) / 3.0);
  }
  return y;
}

}  // namespace

TEST_CASE("decompose: a straight line and a fixed season are found exactly", "[analytics]") {
  std::vector<double> y;
  for (int i = 0; i < 60; ++i) y.push_back(50 + 0.7 * i + (i % 12 == 5 ? 11 : -1));
  const Decomposition parts = decompose(y, 12);
  for (std::size_t i = 0; i < y.size(); ++i) {
    CHECK(parts.trend[i] == Approx(50 + 0.7 * static_cast<double>(i)));
    CHECK(parts.season[i] == Approx(i % 12 == 5 ? 11 : -1));
    CHECK(parts.rest[i] == Approx(0).margin(1e-9));
  }
}

TEST_CASE("decompose: the parts add up", "[analytics]") {
  const auto y = series();
  for (const bool outliers : {false, true}) {
    const Decomposition parts = decompose(y, 12, {.outliers = outliers});
    for (std::size_t i = 0; i < y.size(); ++i) CHECK(parts.trend[i] + parts.season[i] + parts.rest[i] == Approx(y[i]));
  }
}

TEST_CASE("decompose: as another implementation has it", "[analytics]") {
  // Trend and season by STL(y, period=12, seasonal=7, robust=...) of statsmodels 0.15.0.
  struct Row {
    std::size_t i;
    double trend, season, robust_trend, robust_season;
  };
  const Decomposition plain = decompose(series(), 12), robust = decompose(series(), 12, {.outliers = true});
  for (const Row& row : {Row{0, 98.82728898445917, -10.036970131646854, 98.47045982180771, -10.306662678123908},
                         Row{1, 99.51613792148122, -16.15645942659938, 99.2203850820806, -15.093596603016538},
                         Row{11, 106.43232201369403, 23.5118525172279, 106.67560811346408, 23.114447873261888},
                         Row{20, 113.66248518774947, 12.101858150652827, 114.07730734833332, 12.522165216240255},
                         Row{30, 123.61772670523317, -11.812984564164049, 124.12829547622457, -12.086467043844694},
                         Row{47, 144.5640198459785, 29.33686219236728, 144.16786844427205, 29.583595133030023}}) {
    CAPTURE(row.i);
    CHECK(plain.trend[row.i] == Approx(row.trend).epsilon(1e-10));
    CHECK(plain.season[row.i] == Approx(row.season).epsilon(1e-10));
    CHECK(robust.trend[row.i] == Approx(row.robust_trend).epsilon(1e-10));
    CHECK(robust.season[row.i] == Approx(row.robust_season).epsilon(1e-10));
  }
}

TEST_CASE("decompose: an outlier does not bend the season where outliers are weighed down", "[analytics]") {
  std::vector<double> y;
  for (int i = 0; i < 60; ++i) y.push_back(50 + 0.7 * i + (i % 12 == 5 ? 11 : -1) + (i * 7919 % 13 - 6) / 30.0);
  y[30] += 100;
  CHECK(std::abs(decompose(y, 12).season[30] + 1) > 5);
  CHECK(std::abs(decompose(y, 12, {.outliers = true}).season[30] + 1) < 0.5);
}

TEST_CASE("decompose: refuses what has no cycles", "[analytics]") {
  const std::vector<double> y(23);
  CHECK_THROWS_WITH(decompose(y, 12), "decompose: length of the series must be two cycles, 24, got 23");
  CHECK_THROWS_WITH(decompose(y, 1), "decompose: period must be >= 2, got 1");
  CHECK_THROWS_WITH(decompose(y, 7, {.season_window = 4}), "decompose: season_window must be odd and >= 3, got 4");
}
