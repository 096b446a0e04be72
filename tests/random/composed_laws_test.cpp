// Truncated, Shifted, NormalQuantile and GaussianCopula.
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <retailsim/random/exponential.hpp>
#include <retailsim/random/gaussian_copula.hpp>
#include <retailsim/random/normal_quantile.hpp>
#include <retailsim/random/poisson.hpp>
#include <retailsim/random/shifted.hpp>
#include <retailsim/random/truncated.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

TEST_CASE("NormalQuantile: the quantile of u, within 1e-15", "[random]") {
  const auto words = sample(NormalQuantile{}, 10).size();
  CHECK(words == 10);
  std::vector<std::uint64_t> ws(20'000);
  Draws{.seed = 3, .purpose = Purpose::cost}.words(ws);
  for (std::size_t i = 0; i < 60; ++i) ws[i] = std::uint64_t{1} << (i + 3);  // the tail below
  ws[60] = 0;
  ws[61] = ~std::uint64_t{0};
  std::vector<double> z(ws.size());
  NormalQuantile{}.transform(ws, z);
  double worst = 0;
  for (std::size_t i = 0; i < ws.size(); ++i) {
    const double u = (static_cast<double>(ws[i] >> 12) + 0.5) * 0x1p-52;
    const double tail = z[i] < 0 ? u : 1 - u;
    const double own = std::erfc(std::abs(z[i]) / std::sqrt(2.0)) / 2;
    const double density = std::exp(-z[i] * z[i] / 2) / std::sqrt(2 * M_PI);
    worst = std::max(worst, std::abs(own - tail) / density / std::max(1.0, std::abs(z[i])));
  }
  CHECK(worst < 4e-15);
  CHECK(z[60] == Approx(-8.209536).epsilon(1e-6));
}

TEST_CASE("NormalQuantile: rises with the word; words and their complements are antithetic", "[random]") {
  std::vector<std::uint64_t> words(100'000), complements;
  Draws{.seed = 4, .purpose = Purpose::cost}.words(words);
  std::sort(words.begin(), words.end());
  for (const std::uint64_t w : words) complements.push_back(~w);
  std::vector<double> z(words.size()), opposite(words.size());
  NormalQuantile{}.transform(words, z);
  NormalQuantile{}.transform(complements, opposite);
  CHECK(std::is_sorted(z.begin(), z.end()));
  bool antithetic = true;
  for (std::size_t i = 0; i < z.size(); ++i) antithetic = antithetic && z[i] == -opposite[i];
  CHECK(antithetic);
}

TEST_CASE("NormalQuantile: mean, variance and law; the same however drawn", "[random][statistical]") {
  const NormalQuantile law{3, 2};
  const auto values = sample(law, 300'000);
  CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return law.cdf(x); }) > error_rate);
  CHECK(mean_p_value(values, 3, 4) > error_rate);
  CHECK(variance_p_value(values, 3, 4, 3 * 16) > error_rate);
  check_addressing(law);
  check_addressing(law, Purpose::order_gap);
  CHECK_THROWS_WITH((NormalQuantile{0, -1}), "NormalQuantile: sigma must be finite and > 0, got -1");
}

TEST_CASE("Truncated: the law between its bounds, the law's own variates where these are inside",
          "[random][statistical]") {
  const Truncated law{NormalQuantile{0, 1}, 0.5, 2.0};
  const auto values = sample(law, 200'000);
  CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return law.cdf(x); }) > error_rate);
  const auto own = sample(NormalQuantile{0, 1}, 2'000);
  for (std::size_t i = 0; i < own.size(); ++i) {
    CHECK((values[i] >= 0.5 && values[i] <= 2));
    if (own[i] >= 0.5 && own[i] <= 2) CHECK(values[i] == own[i]);
  }
  const Truncated counts{Poisson{4}, 3, 6};
  std::vector<double> found(4), expected;
  for (const std::int64_t k : sample(counts, 200'000)) ++found.at(static_cast<std::size_t>(k - 3));
  for (std::int64_t k = 3; k <= 6; ++k) {
    const double mean = 200'000 * counts.pmf(k);
    CHECK(std::abs(found[static_cast<std::size_t>(k - 3)] - mean) < 5.5 * std::sqrt(mean));  // 4 of 4e-8
  }
  check_addressing(law);
  check_addressing(counts);
  check_addressing(Truncated{Exponential{3}, 0.0, 1.0}, Purpose::line_exchange);
  CHECK_THROWS_WITH((Truncated{Exponential{1}, 3.0, 2.0}), "Truncated: high must be >= low = 3, got 2");
  CHECK_THROWS_AS((Truncated{Exponential{1}, 30.0, 31.0}), std::invalid_argument);
}

TEST_CASE("Shifted: the law plus a constant", "[random]") {
  const Shifted law{Exponential{2}, 1.5};
  const auto values = sample(law, 100), own = sample(Exponential{2}, 100);
  for (std::size_t i = 0; i < 100; ++i) CHECK(values[i] == own[i] + 1.5);
  CHECK(law.mean() == 3.5);
  CHECK(law.variance() == 4);
  CHECK(law.cdf(1.5 + 2) == Approx(1 - std::exp(-1)));
  CHECK(Shifted{Poisson{3}, 2}.pmf(1) == 0);
  check_addressing(law);
  CHECK_THROWS_WITH((Shifted{Exponential{2}, double(INFINITY)}), "Shifted: offset must be finite, got inf");
}

TEST_CASE("GaussianCopula: correlations, and uniform margins", "[random][statistical]") {
  const std::vector<double> r{1, 0.6, -0.3, 0.6, 1, 0.2, -0.3, 0.2, 1};
  const GaussianCopula copula(r);
  constexpr std::size_t n = 200'000;
  std::vector<double> z(3 * n), u(3 * n);
  const Draws draws{.seed = 12, .purpose = Purpose::customer_brands};
  copula.fill_normal(z, draws);
  copula.fill_uniform(u, draws);
  for (std::size_t i = 0; i < 3; ++i) {
    std::vector<double> column(n);
    for (std::size_t row = 0; row < n; ++row) column[row] = u[3 * row + i];
    CHECK(kolmogorov_smirnov_p_value(column, [](double x) { return x; }) > error_rate);
    for (std::size_t j = 0; j < 3; ++j) {
      double sum = 0;
      for (std::size_t row = 0; row < n; ++row) sum += z[3 * row + i] * z[3 * row + j];
      const double rho = r[3 * i + j];
      CHECK(std::abs(sum / n - rho) < 5.5 * std::sqrt((1 + rho * rho) / n));  // nine of 4e-8
    }
  }
  for (std::size_t i = 0; i < 3 * n; i += 97)
    CHECK(u[i] == Approx(std::erfc(-z[i] / std::sqrt(2.0)) / 2).epsilon(1e-7));
}

TEST_CASE("GaussianCopula: the same rows however they are drawn; bad correlations", "[random]") {
  const GaussianCopula copula{1, 0.5, 0.5, 1};
  constexpr std::size_t n = 700;
  const Draws draws{.seed = 8, .purpose = Purpose::customer_brands, .first_entity = 21, .index = 2};
  std::vector<double> whole(2 * n), other(2 * n);
  copula.fill_uniform(whole, draws);
  for (std::size_t begin = 0; begin < n; begin += 99)
    copula.fill_uniform(std::span<double>(other).subspan(2 * begin, 2 * std::min<std::size_t>(99, n - begin)),
                        draws.part(begin, 99));
  CHECK(other == whole);
  std::vector<std::uint64_t> entities(n);
  std::vector<std::uint32_t> indices(n, 2);
  for (std::size_t i = 0; i < n; ++i) entities[i] = 21 + i;
  copula.fill_uniform(other,
                      Draws{.seed = 8, .purpose = Purpose::customer_brands, .entities = entities, .indices = indices});
  CHECK(other == whole);
  const KernelsGuard guard;
  for (const auto& name : available_kernels()) {
    detail::use_kernels(name);
    copula.fill_uniform(other, draws);
    CHECK(other == whole);
  }
  CHECK_THROWS_WITH((GaussianCopula{1, 0.5, 0.4, 1}), "GaussianCopula: correlations must be symmetric, got 0.4");
  CHECK_THROWS_WITH((GaussianCopula{1, 0.5, 0.5, 2}), "GaussianCopula: diagonal must be 1, got 2");
  CHECK_THROWS_AS((GaussianCopula{1, 1, 1, 1}), std::invalid_argument);
  CHECK_THROWS_AS((GaussianCopula{1, 0.5, 0.5}), std::invalid_argument);
}
