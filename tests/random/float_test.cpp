// Laws of doubles that fill floats.
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include <retailsim/random/exponential.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/gamma_each.hpp>
#include <retailsim/random/log_normal.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/random/normal_quantile.hpp>
#include <retailsim/random/uniform.hpp>
#include <retailsim/random/weibull.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

namespace {

constexpr std::size_t n_sample = 1'000'000;

template <class Law>
std::vector<float> floats_of(const Law& law, std::size_t n = n_sample, std::uint64_t seed = 7) {
  std::vector<float> values(n);
  Draws{.seed = seed, .purpose = Purpose::list_price}.fill(values, law);
  return values;
}

/// Mean, variance and the law itself. Rounding to 24 bits moves a distance between distribution functions by less than
/// 1e-6, which a million variates do not show.
template <class Law>
void check_law(const Law& law, double fourth_central_moment) {
  const auto floats = floats_of(law);
  const std::vector<double> values(floats.begin(), floats.end());
  CHECK(mean_p_value(values, law.mean(), law.variance()) > error_rate);
  CHECK(variance_p_value(values, law.mean(), law.variance(), fourth_central_moment) > error_rate);
  CHECK(kolmogorov_smirnov_p_value(values, [&](double x) { return law.cdf(x); }) > error_rate);
}

}  // namespace

TEST_CASE("floats: the laws of 32 random bits", "[random][statistical]") {
  check_law(Uniform{-3, 7}, 1e4 / 80);
  check_law(Normal{5, 2}, 3 * 16);
  check_law(Exponential{3}, 9 * 81);
}

TEST_CASE("floats: logarithms of log-normal numbers are normal", "[random][statistical]") {
  const auto floats = floats_of(LogNormal{1, 0.7});
  std::vector<double> logs(floats.begin(), floats.end());
  for (double& x : logs) x = std::log(x);
  CHECK(mean_p_value(logs, 1, 0.49) > error_rate);
  CHECK(kolmogorov_smirnov_p_value(logs, [](double x) { return Normal(1, 0.7).cdf(x); }) > error_rate);
}

TEST_CASE("floats: neighbours that share a word are uncorrelated, and so are their squares", "[random][statistical]") {
  const auto values = floats_of(Normal{}, 1'600'000, 23);
  double product = 0, squares = 0;
  for (std::size_t group = 0; group < values.size(); group += 16) {
    for (std::size_t l = 0; l < 8; ++l) {
      const double x = values[group + l], y = values[group + 8 + l];
      product += x * y;
      squares += (x * x - 1) * (y * y - 1);
    }
  }
  const double n = static_cast<double>(values.size()) / 2;
  CHECK(normal_p_value(product / std::sqrt(n)) > error_rate);
  CHECK(normal_p_value(squares / std::sqrt(4 * n)) > error_rate);
}

TEST_CASE("floats: the same numbers however they are drawn", "[random]") {
  check_addressing_of<float>(Uniform{-3, 7});
  check_addressing_of<float>(Uniform{}, Purpose::line_quantity);  // a slice of 32 bits
  check_addressing_of<float>(Uniform{}, Purpose::line_sku);       // of 64
  check_addressing_of<float>(Normal{1, 2});
  check_addressing_of<float>(LogNormal{1, 2});
  check_addressing_of<float>(Exponential{2});
  check_addressing_of<float>(Weibull{1.5, 2});
  check_addressing_of<float>(NormalQuantile{});
  check_addressing_of<float>(Gamma{2.5, 1});
}

TEST_CASE("floats: laws of more than one word give their doubles, rounded", "[random]") {
  const std::vector<double> shapes(1000, 0.7), scales(1000, 3.0);
  const GammaEach each(shapes, scales);
  const Draws draws{.seed = 3, .purpose = Purpose::list_price, .first_entity = 77};
  std::vector<double> doubles(1000), doubles_each(1000);
  std::vector<float> floats(1000), floats_each(1000);
  draws.fill(doubles, Gamma{2.5, 1});
  draws.fill(floats, Gamma{2.5, 1});
  draws.fill(doubles_each, each);
  draws.fill(floats_each, each);
  bool equal = true;
  for (std::size_t i = 0; i < floats.size(); ++i) {
    equal = equal && floats[i] == static_cast<float>(doubles[i]) &&
            floats_each[i] == static_cast<float>(doubles_each[i]) && draws.at<float>(i, each) == floats_each[i];
  }
  CHECK(equal);
}

TEST_CASE("floats: the first and the last of 2^32 cells stay in range", "[random]") {
  for (const std::uint64_t half : {std::uint64_t{0}, std::uint64_t{0xFFFFFFFF}}) {
    const std::uint64_t halves = half << 32 | half;
    std::uint64_t words[2];
    detail::kernels().widen_halves(&halves, 2, words);
    const auto float_of = [&](const auto& law, double most) {
      double value;
      float result;
      law.transform(std::span<const std::uint64_t>(words, 1), std::span<double>(&value, 1));
      detail::kernels().to_float(&value, 1, -std::numeric_limits<float>::max(), most, &result);
      return result;
    };
    const float u = float_of(Uniform{}, static_cast<double>(Uniform{}.largest_float()));
    CHECK((u > 0 && u < 1));
    const float x = float_of(Exponential{1}, std::numeric_limits<float>::max());
    CHECK((x > 0 && x < 22.9F));
    double normals[16];
    const std::vector<std::uint64_t> same(8, halves);
    detail::kernels().short_normal_dense(same.data(), 16, 0, 1, normals);
    for (const double z : normals) CHECK(std::abs(z) < 6.77);
  }
}

TEST_CASE("floats: uniform numbers stay below the upper end, huge ones finite", "[random]") {
  CHECK(Uniform{}.largest_float() == 1 - 0x1p-24F);
  CHECK(Uniform(0, 0.1).largest_float() < 0.1);  // the nearest float of 0.1 is above it
  CHECK(Uniform(-1, 0).largest_float() < 0);
  CHECK(Uniform(2, 1 + 0x1p24).largest_float() == 0x1p24F);  // a double between two floats
  for (const float x : floats_of(LogNormal{0, 500}, 2000)) CHECK(std::isfinite(x));
  for (const float x : floats_of(Uniform{1, 1 + 0x1p-23}, 2000)) CHECK((x >= 1 && x < 1 + 0x1p-23));
}
