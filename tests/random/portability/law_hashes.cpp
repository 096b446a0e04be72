// Prints, for each law, a hash of 65,536 variates; every build must print the same.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <span>
#include <vector>

#include <retailsim/random/alias_tables.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/bernoulli_each.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/beta_each.hpp>
#include <retailsim/random/binomial.hpp>
#include <retailsim/random/binomial_each.hpp>
#include <retailsim/random/categorical.hpp>
#include <retailsim/random/dirichlet.hpp>
#include <retailsim/random/dirichlet_each.hpp>
#include <retailsim/random/discrete_power_law.hpp>
#include <retailsim/random/discrete_table.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/exponential_each.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/gamma_each.hpp>
#include <retailsim/random/gaussian_copula.hpp>
#include <retailsim/random/geometric.hpp>
#include <retailsim/random/log_normal.hpp>
#include <retailsim/random/log_normal_each.hpp>
#include <retailsim/random/negative_binomial.hpp>
#include <retailsim/random/negative_binomial_each.hpp>
#include <retailsim/random/normal.hpp>
#include <retailsim/random/normal_each.hpp>
#include <retailsim/random/normal_quantile.hpp>
#include <retailsim/random/pareto.hpp>
#include <retailsim/random/poisson.hpp>
#include <retailsim/random/poisson_each.hpp>
#include <retailsim/random/renewal.hpp>
#include <retailsim/random/shifted.hpp>
#include <retailsim/random/truncated.hpp>
#include <retailsim/random/uniform.hpp>
#include <retailsim/random/uniform_int.hpp>
#include <retailsim/random/weibull.hpp>
#include <retailsim/random/zipf.hpp>

namespace {

using namespace retailsim;

constexpr std::size_t n_variates = 65'536;

/// FNV-1a.
class Hash {
 public:
  template <class T>
  void add(const std::vector<T>& values) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(values.data());
    for (std::size_t i = 0; i < values.size() * sizeof(T); ++i) value_ = (value_ ^ bytes[i]) * 0x100000001b3;
  }
  void print(const char* title) const {
    std::printf("%-28s %016llx\n", title, static_cast<unsigned long long>(value_));
  }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

template <class Law>
void print(const char* title, const Law& law, Purpose purpose = Purpose::list_price) {
  std::vector<typename Law::value_type> values(n_variates);
  Draws{.seed = 20250101, .purpose = purpose, .first_entity = 3, .index = 1}.fill(values, law);
  Hash hash;
  hash.add(values);
  hash.print(title);
}

template <class Law>
void print_floats(const char* title, const Law& law) {
  std::vector<float> values(n_variates);
  Draws{.seed = 20250101, .purpose = Purpose::list_price, .first_entity = 3, .index = 1}.fill(values, law);
  Hash hash;
  hash.add(values);
  hash.print(title);
}

template <class Law>
void print_table(const char* title, const Law& law) {
  print(title, law);
  print(title, law, Purpose::line_quantity);
}

void print_dirichlet(const char* title, const Dirichlet& law) {
  std::vector<double> rows(n_variates);
  law.fill(rows, Draws{.seed = 5, .purpose = Purpose::sku_brand});
  Hash hash;
  hash.add(rows);
  hash.print(title);
}

void print_each() {
  std::vector<double> low(n_variates), high(n_variates), shares(n_variates);
  std::vector<std::int64_t> trials(n_variates);
  for (std::size_t i = 0; i < n_variates; ++i) {
    low[i] = 0.05 + static_cast<double>(i % 61) / 32;
    high[i] = 3 + static_cast<double>(i % 157) / 4;
    shares[i] = static_cast<double>(i % 129) / 128;
    trials[i] = static_cast<std::int64_t>(i % 211);
  }
  print("NormalEach", NormalEach{high, low});
  print("LogNormalEach", LogNormalEach{low, low});
  print("ExponentialEach", ExponentialEach{high});
  print("BernoulliEach", BernoulliEach{shares});
  print("GammaEach", GammaEach{low, high});
  print("PoissonEach", PoissonEach{high});
  print("BinomialEach", BinomialEach{trials, shares});
  print("NegativeBinomialEach", NegativeBinomialEach{low, high});
  print("BetaEach", BetaEach{low, high});
  std::vector<double> rows(n_variates);
  DirichletEach{low, 4}.fill(rows, Draws{.seed = 5, .purpose = Purpose::sku_brand});
  Hash hash;
  hash.add(rows);
  hash.print("DirichletEach of 4");
}

void print_copula() {
  std::vector<double> rows(3 * 21'845);
  GaussianCopula{1, 0.6, -0.3, 0.6, 1, 0.2, -0.3, 0.2, 1}.fill_uniform(rows,
                                                                       Draws{.seed = 5, .purpose = Purpose::sku_brand});
  Hash hash;
  hash.add(rows);
  hash.print("GaussianCopula of 3");
}

void print_alias_tables() {
  const auto weights = Zipf::weights(4000, 0.9);
  const AliasTables tables(500, weights);
  std::vector<std::uint64_t> words(n_variates);
  std::vector<std::uint32_t> which(n_variates), cells(n_variates);
  Draws{.seed = 5, .purpose = Purpose::line_sku}.words(words);
  for (std::uint32_t i = 0; i < n_variates; ++i) which[i] = i * 5 % 8;
  tables.fill(words, which, cells);
  Hash hash;
  hash.add(cells);
  hash.print("AliasTables 8 x 500");
}

// Words of draws do not reach the last bits of a table; its cells do.
template <int CoinBits>
void print_alias_cells(const char* title) {
  const auto shares = retailsim::detail::shares_of(Zipf::weights(4000, 0.9));
  const auto cells = retailsim::detail::alias_cells<CoinBits>(shares.values);
  Hash hash;
  hash.add(cells.thresholds);
  hash.add(cells.aliases);
  hash.print(title);
}

void print_coins_of_words() {
  std::vector<std::uint64_t> words(n_variates);
  std::vector<std::uint8_t> coins(n_variates);
  Draws{.seed = 5, .purpose = Purpose::line_sku}.words(words);
  Bernoulli{0.3}.transform(words, coins);
  Hash hash;
  hash.add(coins);
  hash.print("Bernoulli of words");
}

void print_renewal(const char* title, int shape) {
  constexpr std::size_t n = 2000;
  std::vector<std::uint64_t> entities(n);
  std::vector<double> gaps(n);
  std::vector<std::int64_t> start(n), end(n, std::int64_t{1000} << 32);
  std::vector<std::uint32_t> limit(n, 500), counts(n);
  for (std::size_t c = 0; c < n; ++c) {
    entities[c] = c;
    gaps[c] = static_cast<double>(10 + c % 90) * 0x1p32;
    start[c] = static_cast<std::int64_t>(c) << 30;
  }
  std::vector<std::int64_t> times(4096);
  std::vector<std::uint64_t> words(4096);
  Hash hash;
  RenewalBlock block(RenewalLaw{.seed = 5, .shape = shape}, {entities, gaps, start, end, limit});
  while (!block.done()) {
    const auto piece = block.next(times, words, counts);
    hash.add(std::vector(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(piece.n_times)));
    hash.add(std::vector(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(piece.n_times)));
    hash.add(std::vector(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(piece.n_customers)));
  }
  hash.print(title);
}

}  // namespace

int main() {
  print("Uniform", Uniform{-1, 2.5});
  print("Uniform, 64-bit slice", Uniform{}, Purpose::order_basket_size);
  print("Uniform, 32-bit slice", Uniform{}, Purpose::trait_channel);
  print("UniformInt", UniformInt{3, 10});
  print("UniformInt, wide", UniformInt{-(std::int64_t{1} << 40), std::int64_t{1} << 44});
  print("Normal", Normal{1, 2});
  print("LogNormal", LogNormal{1.2, 0.4});
  print("LogNormal, wide", LogNormal{0, 300});
  print("NormalQuantile", NormalQuantile{1, 2});
  print("Truncated", Truncated{NormalQuantile{1, 2}, 2.0, 4.0});
  print("Exponential", Exponential{3});
  print("Weibull 0.7", Weibull{0.7, 2});
  print("Weibull 0.05", Weibull{0.05, 2});
  print("Pareto", Pareto{2, 1.5});
  print("Gamma 2.5", Gamma{2.5, 2});
  print("Gamma 1", Gamma{1, 1});
  print("Gamma 0.5", Gamma{0.5, 2});
  print("Gamma 2000", Gamma{2000, 2});
  print("Gamma 0.05", Gamma{0.05, 3});
  print("Beta 2, 5", Beta{2, 5});
  print("Beta 0.3, 4", Beta{0.3, 4});
  print("Beta 0.05, 0.4", Beta{0.05, 0.4});
  print_dirichlet("Dirichlet of 8", Dirichlet{0.05, 0.3, 1, 2.5, 0.7, 0.7, 40, 1e-3});
  print_dirichlet("Dirichlet of 4", Dirichlet{0.3, 1, 2.5, 0.7});
  print("Bernoulli", Bernoulli{0.3});
  print_coins_of_words();
  print("Geometric 0.2", Geometric{0.2});
  print("Geometric 1e-9", Geometric{1e-9});
  print("ShiftedGeometric", ShiftedGeometric{0.7});
  print_table("Categorical", Categorical{1, 2, 0, 4, 0.5});
  print_table("DiscreteTable, wide coins", DiscreteTable{-3, {1, 2, 0, 4, 1e-8}});
  print("Poisson 1e-8", Poisson{1e-8});
  print_table("Poisson 4", Poisson{4});
  print("Binomial", Binomial{30, 0.3});
  print("Poisson 1e6", Poisson{1e6});
  print("NegativeBinomial", NegativeBinomial{0.05, 100});
  print("ShiftedNegativeBinomial", ShiftedNegativeBinomial{1.5, 4});
  print_table("Zipf 10^4", Zipf{10'000, 1.1});
  print("Zipf 10^6", Zipf{1'000'000, 0.8});
  print("DiscretePowerLaw 2.5", DiscretePowerLaw{2.5});
  print("DiscretePowerLaw 1.05", DiscretePowerLaw{1.05});
  print_each();
  print_floats("Uniform, floats", Uniform{-3, 7});
  print_floats("Normal, floats", Normal{1, 2});
  print_floats("LogNormal, floats", LogNormal{1.2, 0.4});
  print_floats("Exponential, floats", Exponential{3});
  print_floats("Gamma 2.5, floats", Gamma{2.5, 2});
  print_copula();
  print_alias_tables();
  print_alias_cells<32>("alias cells of 32 bits");
  print_alias_cells<64>("alias cells of 64 bits");
  print("Shifted", Shifted{Exponential{2}, 1.5});
  print_renewal("Renewal chain", 1);
  print_renewal("Renewal chain, Erlang 3", 3);
  print_renewal("Renewal chain, Erlang 40", 40);
  return 0;  // two_units.cmake makes this function one of another name
}
