// Tests every law on many variates: random_proof [--n 10000000] [--seed 1] [--only text] [--verbose]
//
// For each law and its parameters, from one pass over n variates:
//   chi-square   over 1024 cells of equal probability (counts: over values, pooled to 8 expected)
//   distance     Kolmogorov's statistic at the edges of the cells, where it is at most the whole one
//   tails        the numbers of variates beyond the quantiles of 1e-6 and 1e-7 on either side
//   ranks        mean and spread, which see a wrong place or scale that the cells are too many for
//   lags         correlation of the cells of variates 1, 2, 8, 16 and 512 entities apart
// and for each law, from a tenth as many pairs, chi-square over 32 x 32 cells of neighbours in entity, index and
// purpose, the three ways an address can step. The words themselves are tested bit by bit and as bytes in the three
// steps, and the laws of one word at the first and last words.
//
// The family of all tests fails a right sampler once in a million seeds: each p must be at least 1e-6 / number of
// tests.
//
//   random_proof --words entity|index|purpose   writes 64-bit words without end, for PractRand or TestU01's file
//   readers

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/zeta.hpp>

#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/bernoulli_each.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/beta_each.hpp>
#include <retailsim/random/binomial.hpp>
#include <retailsim/random/binomial_each.hpp>
#include <retailsim/random/categorical.hpp>
#include <retailsim/random/dirichlet.hpp>
#include <retailsim/random/discrete_power_law.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/gamma_each.hpp>
#include <retailsim/random/gaussian_copula.hpp>
#include <retailsim/random/geometric.hpp>
#include <retailsim/random/log_normal.hpp>
#include <retailsim/random/negative_binomial.hpp>
#include <retailsim/random/negative_binomial_each.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/random/normal_quantile.hpp>
#include <retailsim/random/pareto.hpp>
#include <retailsim/random/poisson.hpp>
#include <retailsim/random/poisson_each.hpp>
#include <retailsim/random/truncated.hpp>
#include <retailsim/random/uniform.hpp>
#include <retailsim/random/uniform_int.hpp>
#include <retailsim/random/weibull.hpp>
#include <retailsim/random/zipf.hpp>

namespace {

using namespace retailsim;

constexpr std::size_t block_size = 4096;
constexpr Purpose purpose = user_purpose(7), next_purpose = user_purpose(8);

struct Options {
  std::uint64_t n = 10'000'000, seed = 1;
  std::string only;
  bool verbose = false;
};

struct Result {
  std::string name;
  double p;
};

double normal_p(double z) { return std::erfc(std::abs(z) / std::sqrt(2.0)); }

/// Two-sided probability of a Poisson count at least this far out.
double count_p(double count, double mean) {
  const double at_most = boost::math::gamma_q(count + 1, mean);
  const double at_least = count > 0 ? boost::math::gamma_p(count, mean) : 1.0;
  return std::min(1.0, 2 * std::min(at_most, at_least));
}

double chi_square_p(const std::vector<double>& counts, const std::vector<double>& expected) {
  double statistic = 0, cells = 0, count = 0, wanted = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    count += counts[i];
    wanted += expected[i];
    if (wanted < 8) continue;
    statistic += (count - wanted) * (count - wanted) / wanted;
    cells += 1;
    count = wanted = 0;
  }
  if (wanted > 0 || count > 0) {  // what is left is less than eight: a test of its own
    if (count_p(count, wanted) < 1e-12) return count_p(count, wanted);
  }
  return cells < 2 ? 1.0 : boost::math::gamma_q((cells - 1) / 2, statistic / 2);
}

double kolmogorov_p(double distance, double n) {
  const double lambda = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * distance;
  if (lambda < 0.3) return 1;
  double sum = 0;
  for (int j = 1; j <= 20; ++j) sum += (j % 2 == 1 ? 2 : -2) * std::exp(-2.0 * j * j * lambda * lambda);
  return std::clamp(sum, 0.0, 1.0);
}

/// A law as cells: upper edges of all but the last, and the probability of each. Cell 0 also holds all below.
struct Cells {
  std::vector<double> edges, probabilities;
  double low[2], high[2];  ///< beyond these lie low_p and high_p
  double low_p[2] = {0, 0}, high_p[2] = {0, 0};

  /// The number of edges below x; branchless, as variates are as unpredictable as can be.
  std::size_t operator()(double x) const {
    std::size_t first = 0;
    for (std::size_t step = std::bit_ceil(edges.size() + 1) / 2; step > 0; step /= 2)
      if (first + step <= edges.size() && edges[first + step - 1] < x) first += step;
    return first;
  }
};

/// From a quantile function of probability and complement.
template <class Quantile>
Cells continuous(const Quantile& quantile) {
  constexpr int n = 1024;
  Cells cells;
  for (int i = 1; i < n; ++i)
    cells.edges.push_back(quantile(static_cast<double>(i) / n, 1 - static_cast<double>(i) / n));
  cells.probabilities.assign(n, 1.0 / n);
  for (int i = 0; i < 2; ++i) {
    const double tail = i == 0 ? 1e-6 : 1e-7;
    cells.low[i] = quantile(tail, 1 - tail);
    cells.high[i] = quantile(1 - tail, tail);
    cells.low_p[i] = cells.high_p[i] = tail;
  }
  return cells;
}

template <class Law>
Cells of_boost(const Law& law) {
  return continuous([&](double p, double q) {
    return p < 0.5 ? boost::math::quantile(law, p) : boost::math::quantile(boost::math::complement(law, q));
  });
}

/// From the probabilities of first, first + 1, ...; the last cell holds all above.
Cells discrete(std::int64_t first, const std::function<double(std::int64_t)>& pmf, double mean, double deviation) {
  Cells cells;
  double sum = 0;
  cells.low[0] = cells.low[1] = -1e300;
  cells.high[0] = cells.high[1] = 1e300;
  const auto last = static_cast<std::int64_t>(std::min(1e6, mean + 40 * deviation + 60));
  for (std::int64_t k = first; k <= last; ++k) {
    const double p = pmf(k);
    cells.edges.push_back(static_cast<double>(k) + 0.5);
    cells.probabilities.push_back(p);
    sum += p;
    for (int i = 0; i < 2; ++i) {
      if (1 - sum < (i == 0 ? 1e-6 : 1e-7) && cells.high[i] == 1e300 && 1 - sum > 1e-9) {
        cells.high[i] = static_cast<double>(k) + 0.5;
        cells.high_p[i] = 1 - sum;
      }
    }
  }
  cells.probabilities.push_back(std::max(0.0, 1 - sum));
  return cells;
}

/// A law of doubles that fills floats.
template <class Law>
struct Floats {
  using value_type = float;
  void draw(const Draws& draws, std::span<float> out) const { draws.fill(out, law); }
  Law law;
};

class Proof {
 public:
  explicit Proof(const Options& options) : options_(options) {}

  /// `fill(draws, values)` writes the variates as doubles.
  template <class Fill>
  void law(const std::string& name, const Cells& cells, const Fill& fill) {
    if (name.find(options_.only) == std::string::npos) return;
    one_pass(name, cells, fill);
    pairs(name, cells, fill);
  }

  template <class Law>
  void law_of(const std::string& name, const Cells& cells, const Law& law) {
    std::vector<typename Law::value_type> values(block_size);
    this->law(name, cells, [&, values](const Draws& draws, std::vector<double>& out) mutable {
      draws.fill(std::span(values), law);
      std::copy(values.begin(), values.end(), out.begin());
    });
  }

  void add(const std::string& name, double p) {
    if (options_.verbose) std::printf("%-52s %.3g\n", name.c_str(), p);
    results_.push_back({name, p});
  }

  /// Prints what failed and the smallest p; true if nothing did.
  bool report() const {
    const double limit = 1e-6 / static_cast<double>(results_.size());
    bool right = true;
    const auto* least = &results_.front();
    for (const Result& result : results_) {
      if (!(result.p >= least->p)) least = &result;
      if (!(result.p >= limit)) {
        std::printf("FAILED %s: p = %.3g, at least %.3g wanted\n", result.name.c_str(), result.p, limit);
        right = false;
      }
    }
    std::printf("%zu tests of %llu variates each, seed %llu, smallest p %.3g (%s): %s\n", results_.size(),
                static_cast<unsigned long long>(options_.n), static_cast<unsigned long long>(options_.seed), least->p,
                least->name.c_str(), right ? "ok" : "FAILED");
    return right;
  }

  const Options& options() const { return options_; }

 private:
  template <class Fill>
  void one_pass(const std::string& name, const Cells& cells, const Fill& fill_of) {
    auto fill = fill_of;
    const std::size_t k = cells.probabilities.size();
    std::vector<double> counts(k), values(block_size);
    std::array<double, 2> low{}, high{};
    // Lags within a block of variates: cells' middle ranks, less their mean, which is 1/2 exactly.
    std::vector<double> ranks(k);
    double below = 0, variance = 0, fourth = 0;
    for (std::size_t i = 0; i < k; ++i) {
      ranks[i] = below + cells.probabilities[i] / 2 - 0.5;
      below += cells.probabilities[i];
      variance += cells.probabilities[i] * ranks[i] * ranks[i];
      fourth += cells.probabilities[i] * std::pow(ranks[i], 4);
    }
    constexpr std::size_t lags[] = {1, 2, 8, 16, 512};
    double products[5] = {}, n_products[5] = {};
    std::vector<double> rank(block_size);
    std::uint64_t n = 0;
    for (; n < options_.n; n += block_size) {
      fill(Draws{.seed = options_.seed, .purpose = purpose, .first_entity = n}, values);
      for (std::size_t i = 0; i < block_size; ++i) {
        const double x = values[i];
        const std::size_t cell = cells(x);
        counts[cell] += 1;
        rank[i] = ranks[cell];
        for (int t = 0; t < 2; ++t) {
          low[static_cast<std::size_t>(t)] += x < cells.low[t] ? 1 : 0;
          high[static_cast<std::size_t>(t)] += x > cells.high[t] ? 1 : 0;
        }
      }
      for (int l = 0; l < 5; ++l) {
        double sum = 0;
        for (std::size_t i = lags[l]; i < block_size; ++i) sum += rank[i] * rank[i - lags[l]];
        products[l] += sum;
        n_products[l] += static_cast<double>(block_size - lags[l]);
      }
    }
    const auto size = static_cast<double>(n);
    std::vector<double> expected(k);
    double found = 0, wanted = 0, distance = 0, sum = 0, squares = 0;
    for (std::size_t i = 0; i < k; ++i) {
      sum += counts[i] * ranks[i];
      squares += counts[i] * (ranks[i] * ranks[i] - variance);
      expected[i] = size * cells.probabilities[i];
      found += counts[i];
      wanted += expected[i];
      distance = std::max(distance, std::abs(found - wanted) / size);
    }
    add(name + ", chi-square", chi_square_p(counts, expected));
    add(name + ", distance", kolmogorov_p(distance, size));
    add(name + ", mean of ranks", normal_p(sum / std::sqrt(size * variance)));
    const double spread =
        fourth - variance * variance;  // about 0 for a fair coin, whose ranks are as far on either side
    if (spread > 1e-9 * variance) add(name + ", spread of ranks", normal_p(squares / std::sqrt(size * spread)));
    for (std::size_t t = 0; t < 2; ++t) {
      const std::string beyond = t == 0 ? " beyond 1e-6" : " beyond 1e-7";
      if (cells.low_p[t] > 0) add(name + ", lower tail" + beyond, count_p(low[t], size * cells.low_p[t]));
      if (cells.high_p[t] > 0) add(name + ", upper tail" + beyond, count_p(high[t], size * cells.high_p[t]));
    }
    for (int l = 0; l < 5; ++l)
      add(name + ", lag " + std::to_string(lags[l]), normal_p(products[l] / (variance * std::sqrt(n_products[l]))));
  }

  /// Cells of neighbours in the three ways an address can step, pooled to at most 32 by their cumulative probability.
  template <class Fill>
  void pairs(const std::string& name, const Cells& cells, const Fill& fill_of) {
    auto fill = fill_of;
    const std::size_t k = cells.probabilities.size();
    std::vector<std::size_t> pool(k);
    std::array<double, 32> p{};
    double below = 0;
    for (std::size_t i = 0; i < k; ++i) {
      pool[i] = std::min<std::size_t>(31, static_cast<std::size_t>((below + cells.probabilities[i] / 2) * 32));
      below += cells.probabilities[i];
      p[pool[i]] += cells.probabilities[i];
    }
    for (const char* step : {"entity", "index", "purpose"}) {
      std::vector<double> counts(1024), expected(1024), first(block_size), second(block_size);
      double n = 0;
      for (std::uint64_t entity = 0; entity < options_.n / 10; entity += block_size) {
        const Draws draws{.seed = options_.seed + 1, .purpose = purpose, .first_entity = entity, .index = 5};
        Draws other = draws;
        if (step[0] == 'i') other.index = 6;
        if (step[0] == 'p') other.purpose = next_purpose;
        if (step[0] == 'e') other.first_entity += 1;
        fill(draws, first);
        fill(other, second);
        for (std::size_t i = 0; i < block_size; i += step[0] == 'e' ? 2 : 1) {
          counts[pool[cells(first[i])] * 32 + pool[cells(second[i])]] += 1;
          n += 1;
        }
      }
      for (std::size_t i = 0; i < 1024; ++i) expected[i] = n * p[i / 32] * p[i % 32];
      add(name + ", neighbours in " + step, chi_square_p(counts, expected));
    }
  }

  Options options_;
  std::vector<Result> results_;
};

void words(Proof& proof) {
  const Options& options = proof.options();
  std::vector<std::uint64_t> words(block_size);
  for (const char* step : {"entity", "index", "purpose"}) {
    if (std::string("words").find(options.only) == std::string::npos) return;
    std::array<double, 64> ones{};
    std::vector<double> bytes(8 * 256), xors(64);
    std::uint64_t n = 0, before = 0;
    for (; n < options.n; n += block_size) {
      Draws draws{.seed = options.seed, .purpose = purpose, .first_entity = n};
      if (step[0] == 'e') draws.words(words);
      for (std::size_t i = 0; step[0] != 'e' && i < block_size; ++i) {
        Draws one{.seed = options.seed, .purpose = purpose, .first_entity = 3};
        if (step[0] == 'i') one.index = static_cast<std::uint32_t>(n + i);
        if (step[0] == 'p')
          one.purpose = user_purpose(static_cast<std::uint16_t>(i & 0x7FFF)),
          one.index = static_cast<std::uint32_t>(n / block_size);
        one.words({&words[i], 1});
      }
      for (const std::uint64_t word : words) {
        for (std::size_t bit = 0; bit < 64; ++bit) {
          ones[bit] += static_cast<double>(word >> bit & 1);
          xors[bit] += static_cast<double>((word ^ before) >> bit & 1);
        }
        for (std::size_t byte = 0; byte < 8; ++byte) bytes[byte * 256 + (word >> 8 * byte & 0xFF)] += 1;
        before = word;
      }
      if (step[0] != 'e' && n > options.n / 20) break;  // one by one they are slow
    }
    n += step[0] != 'e' ? block_size : 0;
    const auto size = static_cast<double>(n);
    const std::string name = std::string("words, step in ") + step;
    for (std::size_t bit = 0; bit < 64; ++bit) {
      proof.add(name + ", bit " + std::to_string(bit), normal_p((ones[bit] - size / 2) / std::sqrt(size / 4)));
      proof.add(name + ", change of bit " + std::to_string(bit),
                normal_p((xors[bit] - size / 2) / std::sqrt(size / 4)));
    }
    for (std::size_t byte = 0; byte < 8; ++byte)
      proof.add(name + ", byte " + std::to_string(byte),
                chi_square_p({bytes.begin() + static_cast<std::ptrdiff_t>(byte * 256),
                              bytes.begin() + static_cast<std::ptrdiff_t>(byte * 256 + 256)},
                             std::vector<double>(256, size / 256)));
  }
}

/// Values of the first and the last words must be finite and in the law's range.
template <class Law>
void ends(Proof& proof, const char* name, const Law& law, double low, double high) {
  const std::vector<std::uint64_t> words{
      0, 1, 0xFFF, 0x1000, 0x80000000, 0x8000000000000000, ~std::uint64_t{0}, ~std::uint64_t{0xFFF}};
  std::vector<typename Law::value_type> out(words.size());
  law.transform(words, out);
  bool right = true;
  for (const auto x : out) right = right && static_cast<double>(x) >= low && static_cast<double>(x) <= high;
  proof.add(std::string(name) + ", first and last words", right ? 1.0 : 0.0);
}

void laws(Proof& proof) {
  namespace bm = boost::math;
  const Cells unit = continuous([](double p, double) { return p; });
  proof.law_of("Uniform", unit, Uniform{});
  proof.law_of("Uniform, floats", unit, Floats<Uniform>{{}});
  proof.law_of("Normal, floats", of_boost(bm::normal(1, 2)), Floats<Normal>{{1, 2}});
  proof.law_of("Exponential, floats", of_boost(bm::exponential(0.5)), Floats<Exponential>{Exponential{2}});
  proof.law_of("Truncated",
               continuous([](double p, double) { return bm::quantile(bm::normal(), p * bm::cdf(bm::normal(), 1)); }),
               Truncated{NormalQuantile{}, -40.0, 1.0});
  proof.law("Dirichlet, a share", of_boost(bm::beta_distribution<>(0.7, 3.1)),
            [law = Dirichlet{2.5, 0.7, 0.6}, rows = std::vector<double>(3 * block_size)](
                const Draws& draws, std::vector<double>& out) mutable {
              law.fill(rows, draws);
              for (std::size_t i = 0; i < out.size(); ++i) out[i] = rows[3 * i + 1];
            });
  proof.law("GaussianCopula, a sum", of_boost(bm::normal(0, std::sqrt(3.2))),
            [law = GaussianCopula{1, 0.6, 0.6, 1}, rows = std::vector<double>(2 * block_size)](
                const Draws& draws, std::vector<double>& out) mutable {
              law.fill_normal(rows, draws);
              for (std::size_t i = 0; i < out.size(); ++i) out[i] = rows[2 * i] + rows[2 * i + 1];
            });
  proof.law_of("Normal", of_boost(bm::normal(1, 2)), Normal{1, 2});
  proof.law_of("NormalQuantile", of_boost(bm::normal(1, 2)), NormalQuantile{1, 2});
  proof.law_of("LogNormal", continuous([](double p, double q) {
                 return std::exp(0.4 * (p < 0.5 ? bm::quantile(bm::normal(), p) : -bm::quantile(bm::normal(), q)));
               }),
               LogNormal{0, 0.4});
  proof.law_of("Exponential", of_boost(bm::exponential(0.5)), Exponential{2});
  for (const double shape : {0.3, 1.0, 4.0})
    proof.law_of("Weibull " + std::to_string(shape), of_boost(bm::weibull(shape, 2)), Weibull{shape, 2});
  proof.law_of("Pareto", continuous([](double, double q) { return std::pow(q, -1 / 1.5); }), Pareto{1, 1.5});
  for (const double shape : {0.05, 0.2, 0.5, 0.9, 1.0, 1.5, 2.5, 10.0, 300.0, 2000.0}) {
    const Cells cells = of_boost(bm::gamma_distribution<>(shape, 2));
    proof.law_of("Gamma " + std::to_string(shape), cells, Gamma{shape, 2});
    if (shape == 0.9 || shape == 300) continue;  // the same kernels as their neighbours
    const std::vector<double> shapes(block_size, shape), scales(block_size, 2.0);
    proof.law_of("GammaEach " + std::to_string(shape), cells, GammaEach{shapes, scales});
  }
  struct Two {
    double a, b;
  };
  for (const auto [a, b] : {Two{0.05, 0.4}, {0.3, 0.3}, {0.5, 4}, {1, 1}, {2, 5}, {40, 3}, {500, 700}}) {
    const Cells cells = of_boost(bm::beta_distribution<>(a, b));
    proof.law_of("Beta " + std::to_string(a) + ", " + std::to_string(b), cells, Beta{a, b});
    const std::vector<double> as(block_size, a), bs(block_size, b);
    proof.law_of("BetaEach " + std::to_string(a) + ", " + std::to_string(b), cells, BetaEach{as, bs});
  }
  for (const double mean : {0.01, 0.7, 4.0, 9.9, 10.0, 30.0, 1000.0}) {
    const bm::poisson law(mean);
    const Cells cells = discrete(
        0, [&](std::int64_t k) { return bm::pdf(law, static_cast<double>(k)); }, mean, std::sqrt(mean));
    proof.law_of("Poisson " + std::to_string(mean), cells, Poisson{mean});
    const std::vector<double> means(block_size, mean);
    proof.law_of("PoissonEach " + std::to_string(mean), cells, PoissonEach{means});
  }
  for (const auto [n, p] : {Two{1, 0.3}, {20, 0.3}, {20, 0.95}, {100, 0.5}, {1000, 0.7}, {1e6, 3e-6}}) {
    const bm::binomial law(n, p);
    const Cells cells = discrete(
        0, [&](std::int64_t k) { return static_cast<double>(k) <= n ? bm::pdf(law, static_cast<double>(k)) : 0.0; },
        n * p, std::sqrt(n * p * (1 - p)));
    const auto trials = static_cast<std::int64_t>(n);
    proof.law_of("Binomial " + std::to_string(n) + ", " + std::to_string(p), cells, Binomial{trials, p});
    const std::vector<std::int64_t> all(block_size, trials);
    const std::vector<double> shares(block_size, p);
    proof.law_of("BinomialEach " + std::to_string(n) + ", " + std::to_string(p), cells, BinomialEach{all, shares});
  }
  for (const auto [r, mean] : {Two{0.05, 2}, {0.9, 0.3}, {3, 7}, {1, 9}, {1000, 9.9}, {20, 100}}) {
    const bm::negative_binomial law(r, r / (r + mean));
    const Cells cells = discrete(
        0, [&](std::int64_t k) { return bm::pdf(law, static_cast<double>(k)); }, mean,
        std::sqrt(mean + mean * mean / r));
    proof.law_of("NegativeBinomial " + std::to_string(r) + ", " + std::to_string(mean), cells,
                 NegativeBinomial{r, mean});
    const std::vector<double> rs(block_size, r), means(block_size, mean);
    proof.law_of("NegativeBinomialEach " + std::to_string(r) + ", " + std::to_string(mean), cells,
                 NegativeBinomialEach{rs, means});
  }
  for (const double p : {0.003, 0.2, 0.5, 0.9}) {
    const Cells coin = discrete(
        0, [&](std::int64_t k) { return k == 0   ? 1 - p
                                        : k == 1 ? p
                                                 : 0.0; }, p, 0);
    proof.law_of("Bernoulli " + std::to_string(p), coin, Bernoulli{p});
    const std::vector<double> shares(block_size, p);
    proof.law_of("BernoulliEach " + std::to_string(p), coin, BernoulliEach{shares});
    proof.law_of("Geometric " + std::to_string(p),
                 discrete(
                     0, [&](std::int64_t k) { return p * std::pow(1 - p, static_cast<double>(k)); }, 1 / p, 1 / p),
                 Geometric{p});
  }
  proof.law_of("UniformInt",
               discrete(
                   1, [](std::int64_t k) { return k <= 6 ? 1.0 / 6 : 0.0; }, 6, 0),
               UniformInt{1, 6});
  proof.law_of("Categorical",
               discrete(
                   0, [](std::int64_t k) { return k < 4 ? static_cast<double>(k + 1) / 10 : 0.0; }, 4, 0),
               Categorical{1, 2, 3, 4});
  const auto power = [](double s, std::int64_t n) {
    double sum = 0;
    for (std::int64_t k = n; k > 0; --k) sum += std::pow(static_cast<double>(k), -s);
    return sum;
  };
  const double zipf = power(1.1, 10'000);
  proof.law_of("Zipf 10^4",
               discrete(
                   1, [=](std::int64_t k) { return k <= 10'000 ? std::pow(static_cast<double>(k), -1.1) / zipf : 0.0; },
                   10'000, 0),
               Zipf{10'000, 1.1});
  for (const double alpha : {1.5, 2.5}) {
    const double zeta = bm::zeta(alpha);
    proof.law_of("DiscretePowerLaw " + std::to_string(alpha),
                 discrete(
                     1, [=](std::int64_t k) { return std::pow(static_cast<double>(k), -alpha) / zeta; }, 20'000, 0),
                 DiscretePowerLaw{alpha});
  }
  constexpr double infinity = std::numeric_limits<double>::max();
  ends(proof, "Uniform", Uniform{-1, 2}, -1, std::nextafter(2.0, 0.0));
  ends(proof, "NormalQuantile", NormalQuantile{}, -8.3, 8.3);
  ends(proof, "Exponential", Exponential{1}, 1e-17, 37);
  ends(proof, "Weibull", Weibull{0.01, 1}, std::numeric_limits<double>::min(), infinity);
  ends(proof, "Pareto", Pareto{1, 0.01}, 1, infinity);
  ends(proof, "Geometric", Geometric{1e-9}, 0, 1e11);
  ends(proof, "UniformInt", UniformInt{-3, 3}, -3, 3);
  ends(proof, "Zipf", Zipf{1000, 1}, 1, 1000);
  ends(proof, "Poisson", Poisson{4}, 0, 60);
  ends(proof, "Bernoulli", Bernoulli{0.5}, 0, 1);
}

[[noreturn]] void write_words(std::string_view step, std::uint64_t seed) {
  std::vector<std::uint64_t> words(1 << 16);
  for (std::uint64_t n = 0;; n += words.size()) {
    for (std::size_t begin = 0; begin < words.size(); begin += block_size) {
      const std::span<std::uint64_t> piece(&words[begin], block_size);
      if (step == "entity") {
        Draws{.seed = seed, .purpose = purpose, .first_entity = n + begin}.words(piece);
        continue;
      }
      // One entity's words at successive indices, or purposes: whole blocks, whose first halves are taken.
      std::vector<std::uint64_t> entities(block_size, 3), other(block_size);
      std::vector<std::uint32_t> indices(block_size);
      if (step == "index") {
        for (std::size_t i = 0; i < block_size; ++i) indices[i] = static_cast<std::uint32_t>(n + begin + i);
        for (auto& e : entities) e += (n + begin) >> 32;
        fill_block(seed, 0x8007, 0, entities, indices, piece, other);
      } else {
        for (std::size_t i = 0; i < block_size; ++i)
          Draws{.seed = seed,
                .purpose = user_purpose(static_cast<std::uint16_t>((n + begin + i) & 0x7FFF)),
                .first_entity = 3,
                .index = static_cast<std::uint32_t>((n + begin + i) >> 15)}
              .words(piece.subspan(i, 1));
      }
    }
    if (std::fwrite(words.data(), 8, words.size(), stdout) != words.size()) std::exit(0);  // the reader has enough
  }
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  std::string_view stream;
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : "";
    if (name == "--verbose") {
      options.verbose = true;
      continue;
    }
    if (name == "--n")
      options.n = static_cast<std::uint64_t>(std::atof(value));
    else if (name == "--seed")
      options.seed = std::strtoull(value, nullptr, 10);
    else if (name == "--only")
      options.only = value;
    else if (name == "--words")
      stream = value;
    else {
      std::fprintf(stderr, "random_proof: unknown option %s\n", argv[i]);
      return 2;
    }
    ++i;
  }
  if (!stream.empty()) write_words(stream, options.seed);
  Proof proof(options);
  words(proof);
  laws(proof);
  return proof.report() ? 0 : 1;
}
