// Nanoseconds per variate of each law into a buffer of 4096 elements that stays in the cache, for every set of kernels
// that this processor has.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <retailsim/random/alias_tables.hpp>
#include <retailsim/random/bernoulli.hpp>
#include <retailsim/random/bernoulli_each.hpp>
#include <retailsim/random/beta.hpp>
#include <retailsim/random/binomial.hpp>
#include <retailsim/random/binomial_each.hpp>
#include <retailsim/random/categorical.hpp>
#include <retailsim/random/dirichlet.hpp>
#include <retailsim/random/discrete_power_law.hpp>
#include <retailsim/random/exponential.hpp>
#include <retailsim/random/exponential_each.hpp>
#include <retailsim/random/gamma.hpp>
#include <retailsim/random/gamma_each.hpp>
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
#include <retailsim/random/uniform.hpp>
#include <retailsim/random/uniform_int.hpp>
#include <retailsim/random/weibull.hpp>
#include <retailsim/random/zipf.hpp>

namespace {

using namespace retailsim;

constexpr std::size_t n_variates = 4096;

/// Registers `body(entity)`, which makes `n` items from an entity on, under "<name>/<set of kernels>".
template <class Body>
void add(const std::string& name, const Body& body) {
  for (const std::string isa : {"scalar", "avx2", "avx512", "neon"}) {
    if (!detail::find_kernels(isa)) continue;
    benchmark::RegisterBenchmark((name + "/" + isa).c_str(), [isa, body = Body(body)](benchmark::State& state) mutable {
      detail::use_kernels(isa);
      std::size_t items = 0;
      std::uint64_t entity = 0;
      for (auto _ : state) {
        items += body(entity);
        entity += n_variates;
      }
      state.SetItemsProcessed(static_cast<std::int64_t>(items));
      state.counters["per_item"] =
          benchmark::Counter(static_cast<double>(items), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    });
  }
}

template <class Law>
void add_law(const std::string& name, const Law& law, Purpose purpose = Purpose::list_price) {
  std::vector<typename Law::value_type> values(n_variates);
  add(name, [law, purpose, values](std::uint64_t entity) mutable {
    Draws{.seed = 7, .purpose = purpose, .first_entity = entity}.fill(values, law);
    benchmark::DoNotOptimize(values.data());
    return values.size();
  });
}

void add_others() {
  add("words", [words = std::vector<std::uint64_t>(n_variates)](std::uint64_t entity) mutable {
    Draws{.seed = 7, .purpose = Purpose::list_price, .first_entity = entity}.words(words);
    benchmark::DoNotOptimize(words.data());
    return words.size();
  });
  add("blocks", [a = std::vector<std::uint64_t>(n_variates),
                 b = std::vector<std::uint64_t>(n_variates)](std::uint64_t entity) mutable {
    fill_block(7, 0x20, 0, entity, 0, a, b);
    benchmark::DoNotOptimize(a.data());
    return a.size();
  });
  add("Dirichlet of 8", [law = Dirichlet{1, 2, 3, 0.5, 0.5, 4, 1, 1},
                         rows = std::vector<double>(n_variates)](std::uint64_t entity) mutable {
    law.fill(rows, Draws{.seed = 7, .purpose = Purpose::sku_brand, .first_entity = entity});
    benchmark::DoNotOptimize(rows.data());
    return rows.size();
  });
  std::vector<std::uint32_t> which(n_variates), cells(n_variates);
  for (std::uint32_t i = 0; i < n_variates; ++i) which[i] = i % 5;
  add("AliasTables 5 x 2000", [tables = AliasTables(2000, Zipf::weights(10'000, 0.8)), which, cells,
                               words = std::vector<std::uint64_t>(n_variates)](std::uint64_t entity) mutable {
    Draws{.seed = 7, .purpose = Purpose::line_sku, .first_entity = entity}.words(words);
    tables.fill(words, which, cells);
    benchmark::DoNotOptimize(cells.data());
    return cells.size();
  });
}

/// Chains of 2048 customers over 1000 days, with the other half of each block; an item is an event.
void add_renewal(const std::string& name, double gap_days, int shape) {
  constexpr std::size_t n = 2048;
  add(name, [=, entities = std::vector<std::uint64_t>(n), gaps = std::vector<double>(n, gap_days * 0x1p32),
             start = std::vector<std::int64_t>(n), end = std::vector<std::int64_t>(n, std::int64_t{1000} << 32),
             limit = std::vector<std::uint32_t>(n, 60'000), counts = std::vector<std::uint32_t>(n),
             times = std::vector<std::int64_t>(16'384),
             words = std::vector<std::uint64_t>(16'384)](std::uint64_t entity) mutable {
    for (std::size_t c = 0; c < n; ++c) entities[c] = entity + c;
    RenewalBlock block(RenewalLaw{.seed = 7, .shape = shape}, {entities, gaps, start, end, limit});
    std::size_t events = 0;
    while (!block.done()) events += block.next(times, words, counts).n_times;
    return events;
  });
}

bool add_all() {
  add_others();
  add_law("Uniform", Uniform{});
  add_law("Uniform, 32-bit slice", Uniform{}, Purpose::line_quantity);
  add_law("UniformInt", UniformInt{1, 6});
  add_law("Normal", Normal{});
  add_law("LogNormal", LogNormal{1, 0.4});
  add_law("Exponential", Exponential{2});
  add_law("Weibull 0.7", Weibull{0.7, 2});
  add_law("Pareto", Pareto{1, 2});
  add_law("Gamma 2.5", Gamma{2.5, 1});
  add_law("Gamma 0.5", Gamma{0.5, 1});
  add_law("Beta 2, 5", Beta{2, 5});
  add_law("Bernoulli", Bernoulli{0.3});
  add_law("Geometric", Geometric{0.2});
  add_law("Categorical of 4", Categorical{1, 2, 3, 4});
  add_law("Poisson 4", Poisson{4});
  add_law("NegativeBinomial", NegativeBinomial{3, 7});
  add_law("Zipf 10^4", Zipf{10'000, 1.1});
  add_law("Zipf 10^6", Zipf{1'000'000, 0.8});
  add_law("DiscretePowerLaw 2.5", DiscretePowerLaw{2.5});
  add_law("NormalQuantile", NormalQuantile{});
  add_law("Binomial 20, 0.3", Binomial{20, 0.3});
  static const auto each = [](double x) { return std::vector<double>(n_variates, x); };
  static const std::vector<double> ones = each(1), shapes = each(2.5), halves = each(0.5), fours = each(4),
                                   sevenths = each(0.7), thirties = each(30);
  static const std::vector<std::int64_t> trials(n_variates, 20), many_trials(n_variates, 1000);
  add_law("NormalEach", NormalEach{ones, shapes});
  add_law("LogNormalEach", LogNormalEach{ones, halves});
  add_law("ExponentialEach", ExponentialEach{shapes});
  add_law("BernoulliEach", BernoulliEach{sevenths});
  add_law("GammaEach 2.5", GammaEach{shapes, ones});
  add_law("GammaEach 0.5", GammaEach{halves, ones});
  add_law("PoissonEach 0.7", PoissonEach{sevenths});
  add_law("PoissonEach 4", PoissonEach{fours});
  add_law("PoissonEach 30", PoissonEach{thirties});
  add_law("BinomialEach 20, 0.7", BinomialEach{trials, sevenths});
  add_law("BinomialEach 1000, 0.7", BinomialEach{many_trials, sevenths});
  add_law("NegativeBinomialEach 2.5, 4", NegativeBinomialEach{shapes, fours});
  add_renewal("Renewal, 4 events", 250, 1);
  add_renewal("Renewal, 40 events", 25, 1);
  add_renewal("Renewal, 40 events, Erlang 3", 25, 3);
  return true;
}

[[maybe_unused]] const bool added = add_all();

}  // namespace
