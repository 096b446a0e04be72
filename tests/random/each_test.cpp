// Laws with parameters for each element.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/bernoulli_each.hpp>
#include <retailsim/random/beta_each.hpp>
#include <retailsim/random/binomial.hpp>
#include <retailsim/random/binomial_each.hpp>
#include <retailsim/random/dirichlet_each.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/exponential_each.hpp>
#include <retailsim/random/gamma_each.hpp>
#include <retailsim/random/log_normal.hpp>
#include <retailsim/random/log_normal_each.hpp>
#include <retailsim/random/negative_binomial.hpp>
#include <retailsim/random/negative_binomial_each.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/random/normal_each.hpp>
#include <retailsim/random/poisson.hpp>
#include <retailsim/random/poisson_each.hpp>
#include <retailsim/random/uniform.hpp>

#include "random/law_checks.hpp"

using namespace retailsim;
using namespace retailsim::testing;

namespace {

/// n values from low to high, each a factor above the one before, in an order that mixes them.
std::vector<double> spread(std::size_t n, double low, double high) {
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i)
    values[i] = low * std::pow(high / low, static_cast<double>(i * 7 % n) / static_cast<double>(n - 1));
  return values;
}

constexpr std::size_t n_small = 1500;

/// As check_addressing does for other laws.
template <class Law>
void check_each(const Law& law) {
  using Value = typename Law::value_type;
  const std::size_t n = law.size();
  const Draws draws{.seed = 11, .purpose = Purpose::list_price, .first_entity = 1005, .index = 3};
  std::vector<Value> whole(n), other(n);
  draws.fill(whole, law);
  for (const std::size_t piece : {7u, 333u, 1024u}) {
    for (std::size_t begin = 0; begin < n; begin += piece) {
      const std::size_t size = std::min(piece, n - begin);
      draws.part(begin, size).fill(std::span<Value>(other).subspan(begin, size), law.part(begin, size));
    }
    CHECK(other == whole);
  }
  bool single = true;
  for (std::size_t i = 0; i < n; i += 13) single = single && draws.at(i, law) == whole[i];
  CHECK(single);
  std::vector<std::uint64_t> entities(n);
  std::vector<std::uint32_t> indices(n, 3);
  for (std::size_t i = 0; i < n; ++i) entities[i] = 1005 + i;
  Draws{.seed = 11, .purpose = Purpose::list_price, .entities = entities, .indices = indices}.fill(other, law);
  CHECK(other == whole);
  const KernelsGuard guard;
  for (const auto& name : available_kernels()) {
    detail::use_kernels(name);
    draws.fill(other, law);
    CHECK(other == whole);
  }
}

/// Variates of many laws are made uniform by their own distribution functions, counts with a random number between
/// P(X < k) and P(X <= k).
template <class Law, class Cdf>
void check_uniform(const Law& law, const Cdf& cdf) {
  using Value = typename Law::value_type;
  std::vector<Value> values(law.size());
  std::vector<double> u(law.size()), between(law.size());
  Draws{.seed = 5, .purpose = Purpose::cost}.fill(values, law);
  Draws{.seed = 5, .purpose = Purpose::popularity}.fill(between, Uniform{});
  for (std::size_t i = 0; i < u.size(); ++i) {
    if constexpr (std::is_integral_v<Value>) {
      const double below = values[i] > 0 ? cdf(i, static_cast<double>(values[i]) - 1) : 0.0;
      u[i] = below + between[i] * (cdf(i, static_cast<double>(values[i])) - below);
    } else {
      u[i] = cdf(i, values[i]);
    }
  }
  CHECK(kolmogorov_smirnov_p_value(u, [](double x) { return x; }) > error_rate);
}

}  // namespace

TEST_CASE("NormalEach, LogNormalEach, ExponentialEach, BernoulliEach: what the laws of one parameter give",
          "[random]") {
  const auto sigmas = spread(n_small, 0.01, 5);
  std::vector<double> mus(n_small);
  for (std::size_t i = 0; i < n_small; ++i) mus[i] = static_cast<double>(i % 17) - 8;
  const NormalEach normal(mus, sigmas);
  const LogNormalEach log_normal(mus, sigmas);
  const ExponentialEach exponential(sigmas);
  std::vector<double> shares(n_small);
  for (std::size_t i = 0; i < n_small; ++i) shares[i] = static_cast<double>(i % 101) / 100;
  const BernoulliEach coin(shares);
  check_each(normal);
  check_each(log_normal);
  check_each(exponential);
  check_each(coin);
  const Draws draws{.seed = 3, .purpose = Purpose::cost};
  std::vector<std::uint64_t> words(n_small);
  draws.words(words);
  for (std::size_t i = 0; i < n_small; i += 11) {
    CHECK(draws.at(i, normal) == draws.at(i, Normal{mus[i], sigmas[i]}));
    CHECK(draws.at(i, log_normal) == draws.at(i, LogNormal{mus[i], sigmas[i]}));
    CHECK(draws.at(i, exponential) == Approx(draws.at(i, Exponential{sigmas[i]})).epsilon(1e-15));
    CHECK(draws.at(i, coin) == Bernoulli{shares[i]}(words[i]));
  }
}

TEST_CASE("GammaEach: the law from shape 0.01 to 10^6", "[random][statistical]") {
  const auto shapes = spread(300'000, 0.01, 1e4), scales = spread(300'000, 5, 0.2);
  check_uniform(GammaEach(shapes, scales),
                [&](std::size_t i, double x) { return boost::math::gamma_p(shapes[i], x / scales[i]); });
  for (const double shape : {0.05, 0.6, 1.0, 1e6}) {
    const std::vector<double> all(20'000, shape), ones(20'000, 1.0);
    check_uniform(GammaEach(all, ones), [&](std::size_t, double x) { return boost::math::gamma_p(shape, x); });
  }
}

TEST_CASE("GammaEach: the same numbers however they are drawn", "[random]") {
  const auto shapes = spread(n_small, 0.05, 500), scales = spread(n_small, 5, 0.2);
  check_each(GammaEach(shapes, scales));
  const std::vector<double> small(n_small, 0.3);
  check_each(GammaEach(small, scales));
}

TEST_CASE("PoissonEach: the law from mean 0 to 10^6", "[random][statistical]") {
  auto means = spread(300'000, 1e-3, 1e3);
  const auto cdf = [&](std::size_t i, double k) { return boost::math::gamma_q(k + 1, means[i]); };
  check_uniform(PoissonEach(means), cdf);
  for (const double mean : {0.0, 0.7, 9.999, 10.0, 30.0, 1e6}) {
    means.assign(mean < 1000 ? 100'000 : 20'000, mean);
    check_uniform(PoissonEach(means),
                  [&](std::size_t, double k) { return mean == 0 ? 1.0 : boost::math::gamma_q(k + 1, mean); });
    std::vector<std::int64_t> values(means.size());
    Draws{.seed = 6, .purpose = Purpose::cost}.fill(values, PoissonEach(means));
    if (mean > 0) CHECK(mean_p_value(values, mean, mean) > error_rate);
    if (mean > 0) CHECK(variance_p_value(values, mean, mean, mean + 3 * mean * mean) > error_rate);
  }
}

TEST_CASE("PoissonEach: the same numbers however they are drawn", "[random]") {
  check_each(PoissonEach(spread(n_small, 0.01, 9)));
  check_each(PoissonEach(spread(n_small, 10, 1e5)));
  check_each(PoissonEach(spread(n_small, 0.5, 100)));
}

TEST_CASE("BinomialEach: the law for few and many trials", "[random][statistical]") {
  std::vector<std::int64_t> trials(200'000);
  std::vector<double> shares(trials.size());
  for (std::size_t i = 0; i < trials.size(); ++i) {
    trials[i] = static_cast<std::int64_t>(i * 31 % 300);
    shares[i] = 0.02 + static_cast<double>(i * 17 % 97) / 100;
  }
  check_uniform(BinomialEach(trials, shares), [&](std::size_t i, double k) {
    return trials[i] == 0 ? 1.0 : boost::math::cdf(boost::math::binomial(static_cast<double>(trials[i]), shares[i]), k);
  });
  struct Case {
    std::int64_t n;
    double p;
  };
  for (const auto c : {Case{20, 0.3}, {20, 0.5}, {25, 0.99}, {1'000'000, 1e-6}, {1'000'000, 0.7}, {40, 0.25}}) {
    trials.assign(50'000, c.n);
    shares.assign(50'000, c.p);
    const boost::math::binomial law(static_cast<double>(c.n), c.p);
    check_uniform(BinomialEach(trials, shares), [&](std::size_t, double k) { return boost::math::cdf(law, k); });
  }
  trials.assign(100, 12);
  for (const double p : {0.0, 1.0}) {
    shares.assign(100, p);
    std::vector<std::int64_t> values(100);
    Draws{.seed = 6, .purpose = Purpose::cost}.fill(values, BinomialEach(trials, shares));
    CHECK(values == std::vector<std::int64_t>(100, p > 0 ? 12 : 0));
  }
}

TEST_CASE("BinomialEach: the same numbers however they are drawn", "[random]") {
  std::vector<std::int64_t> trials(n_small);
  for (std::size_t i = 0; i < n_small; ++i) trials[i] = static_cast<std::int64_t>(i * 31 % 300);
  check_each(BinomialEach(trials, spread(n_small, 0.01, 1)));
}

TEST_CASE("Binomial: the table is the law", "[random][statistical]") {
  for (const double p : {0.0, 0.3, 0.9, 1.0}) {
    const Binomial law{30, p};
    double sum = 0;
    for (std::int64_t k = 0; k <= 30; ++k) {
      sum += law.pmf(k);
      CHECK(law.pmf(k) == Approx(boost::math::pdf(boost::math::binomial(30, p), static_cast<double>(k))).margin(1e-16));
    }
    CHECK(sum == Approx(1));
    CHECK(law.table().mean() == Approx(30 * p));
    CHECK(law.pmf(31) == 0);
  }
  const auto values = sample(Binomial{1'000'000, 0.25}, 300'000);
  CHECK(mean_p_value(values, 250'000, 187'500) > error_rate);
  check_addressing(Binomial{30, 0.4});
  CHECK_THROWS_WITH((Binomial{-1, 0.5}), "Binomial: n must be in [0, 1000000000], got -1");
  CHECK_THROWS_WITH((Binomial{1, 1.5}), "Binomial: p must be in [0, 1], got 1.5");
}

TEST_CASE("NegativeBinomialEach: the law", "[random][statistical]") {
  const auto rs = spread(200'000, 0.05, 50), means = spread(200'000, 300, 0.1);
  check_uniform(NegativeBinomialEach(rs, means), [&](std::size_t i, double k) {
    return boost::math::cdf(boost::math::negative_binomial(rs[i], rs[i] / (rs[i] + means[i])), k);
  });
  check_each(NegativeBinomialEach(spread(n_small, 0.05, 50), spread(n_small, 300, 0.1)));
}

TEST_CASE("BetaEach: the law, with parameters from 0.05 to 1000", "[random][statistical]") {
  const auto as = spread(300'000, 0.05, 1000), bs = spread(300'000, 50, 0.4);
  check_uniform(BetaEach(as, bs), [&](std::size_t i, double x) { return boost::math::ibeta(as[i], bs[i], x); });
  check_each(BetaEach(spread(n_small, 0.05, 500), spread(n_small, 30, 0.2)));
}

TEST_CASE("DirichletEach: each share has its beta law, whatever the row's parameters", "[random][statistical]") {
  constexpr std::size_t n = 100'000, k = 3;
  const auto alphas = spread(n * k, 0.03, 20);
  const DirichletEach law(alphas, k);
  CHECK((law.size() == k && law.n_rows() == n));
  std::vector<double> rows(n * k), u(n);
  const Draws draws{.seed = 4, .purpose = Purpose::sku_brand, .first_entity = 3};
  law.fill(rows, draws);
  for (std::size_t j = 0; j < k; ++j) {
    for (std::size_t i = 0; i < n; ++i) {
      const double *alpha = &alphas[i * k], others = alpha[0] + alpha[1] + alpha[2] - alpha[j];
      u[i] = boost::math::ibeta(alpha[j], others, rows[i * k + j]);
    }
    CHECK(kolmogorov_smirnov_p_value(u, [](double x) { return x; }) > error_rate);
  }
  bool whole = true;
  for (std::size_t i = 0; i < n; ++i)
    whole = whole && std::abs(rows[3 * i] + rows[3 * i + 1] + rows[3 * i + 2] - 1) < 1e-14;
  CHECK(whole);
  for (const auto& name : available_kernels()) {
    const KernelsGuard guard;
    detail::use_kernels(name);
    std::vector<double> other(n * k);
    for (std::size_t begin = 0; begin < n; begin += 33'333) {
      const std::size_t size = std::min<std::size_t>(33'333, n - begin);
      DirichletEach(std::span(alphas).subspan(begin * k, size * k), k)
          .fill(std::span(other).subspan(begin * k, size * k), draws.part(begin, size));
    }
    CHECK(other == rows);
  }
}

TEST_CASE("laws with parameters for each element: bad parameters", "[random]") {
  const std::vector<double> good(3, 0.5), bad{0.5, -1, 0.5}, nan{0.5, NAN, 1}, two(2, 0.5);
  const std::vector<std::int64_t> trials{1, -2, 3};
  CHECK_THROWS_WITH(ExponentialEach(bad), "ExponentialEach: mean must be finite and > 0, got -1");
  CHECK_THROWS_WITH(NormalEach(nan, good), "NormalEach: mu must be finite, got nan");
  CHECK_THROWS_WITH(NormalEach(good, two), "NormalEach: mus and sigmas must be of equal sizes, got 3 and 2");
  CHECK_THROWS_WITH(BernoulliEach(bad), "BernoulliEach: probability must be in [0, 1], got -1");
  CHECK_THROWS_WITH(GammaEach(bad, good), "GammaEach: shape must be in [0.001, 1e+09], got -1");
  CHECK_THROWS_WITH(GammaEach(good, nan), "GammaEach: scale must be finite and > 0, got nan");
  CHECK_THROWS_WITH(PoissonEach(bad), "PoissonEach: mean must be in [0, 1e+09], got -1");
  CHECK_THROWS_WITH(BinomialEach(trials, good), "BinomialEach: trials must be in [0, 1000000000], got -2");
  CHECK_THROWS_WITH(NegativeBinomialEach(good, bad), "NegativeBinomialEach: mean must be in [0, 1e+06], got -1");
  CHECK_THROWS_WITH(BetaEach(good, bad), "BetaEach: b must be in [0.001, 1e+09], got -1");
  CHECK_THROWS_WITH(DirichletEach(good, 0), "DirichletEach: k must be in [1, 65536], got 0");
  CHECK_THROWS_WITH(DirichletEach(good, 2), "DirichletEach: alphas must be a multiple of k = 2 in number, got 3");
  CHECK_THROWS_WITH(DirichletEach(bad, 3), "DirichletEach: alpha must be in [0.001, 1e+09], got -1");
  std::vector<std::int64_t> out(3);
  CHECK_THROWS_AS((Draws{.seed = 1, .purpose = Purpose::order_gap}.fill(out, PoissonEach(good))), std::logic_error);
}
