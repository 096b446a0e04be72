// Needs Google Benchmark, Boost.Math and nlohmann-json: CMake component retailsim::bench.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include <retailsim/bench/cycle_counter.hpp>
#include <retailsim/bench/quality.hpp>
#include <retailsim/bench/result.hpp>
#include <retailsim/bench/sampler.hpp>
#include <retailsim/core/error.hpp>

namespace retailsim::bench {

/// What a candidate is called. Candidates of one law and equal parameters are compared with each other.
struct Name {
  Name(const char* law_and_source) : law(law_and_source), source(law_and_source) {}
  Name(std::string law_name, std::vector<double> law_parameters, std::string source_name)
      : law(std::move(law_name)), parameters(std::move(law_parameters)), source(std::move(source_name)) {}

  std::string law;
  std::vector<double> parameters{};
  std::string source;
};

/// Numbers of variates drawn at a time: buffers of doubles that lie in each cache, and in main memory alone.
inline std::vector<std::size_t> cache_sizes() {
  std::map<int, std::size_t> bytes{{1, 32 << 10}, {2, 1 << 20}, {3, 32 << 20}};
  for (const auto& cache : benchmark::CPUInfo::Get().caches) {
    if (cache.type != "Instruction") bytes[cache.level] = static_cast<std::size_t>(cache.size);
  }
  const std::size_t l3 = bytes[3] / 8;
  // At most half a gigabyte: where the third level holds more than that, no size is called main memory's.
  std::vector<std::size_t> sizes{bytes[1] / 16, bytes[2] / 16, std::min<std::size_t>(l3 / 2, 1 << 22)};
  if (l3 < (1u << 25)) sizes.push_back(std::max<std::size_t>(2 * l3, 1 << 24));
  return sizes;
}

/// How long and how much is measured.
struct HarnessOptions {
  std::vector<std::size_t> sizes{4096};  ///< variates drawn at a time; each >= 1
  int repetitions = 5;                   ///< the median counts; >= 1
  double seconds = 0.05;                 ///< of processor time for each repetition, at least; > 0
  std::size_t sample = 1'000'000;        ///< variates judged for quality; 0: none, else >= 1000
};

/// Measures how fast and how well laws are drawn: this library's, and anything else that can be called.
///
///     bench::Harness harness;
///     harness.add("mine", MyLaw{...}, exact_cdf);
///     std::cout << bench::table_text(harness.run());
///
/// | a law is                                  | it is drawn                                                    |
/// |-------------------------------------------|----------------------------------------------------------------|
/// | a law of this library (`Gamma{2.5, 1}`)   | by `Draws::fill`                                               |
/// | of std's kind, `law(engine)`              | one by one from std::mt19937_64; with an engine of one's own:  |
/// |                                           | `drawn_by(MyEngine{}, std::gamma_distribution<>(2.5, 1))`      |
/// | a function of `std::span<double>`         | a buffer at a time; so are functions of spans of `float`,      |
/// |                                           | `std::int32_t`, `std::int64_t` and `std::uint64_t`             |
/// | a function of nothing                     | one by one                                                     |
///
/// `exact_cdf(x)` is P(X <= x); without one only speed is measured. Processor time of the calling thread counts.
class Harness {
 public:
  /// \param whole  whether the law is one of whole numbers; default: where its values are of an integral type
  template <AnyLaw Law>
  void add(Name name, Law law, std::function<double(double)> exact_cdf = {}, std::optional<bool> whole = {}) {
    Sampler sampler(std::move(law));
    const bool is_whole = whole.value_or(sampler.whole());
    candidates_.push_back({std::move(name), std::move(sampler), std::move(exact_cdf), is_whole});
  }

  std::size_t size() const { return candidates_.size(); }

  /// Measures every candidate at every size, in order.
  /// \throws std::invalid_argument on options out of range
  std::vector<Result> run(const HarnessOptions& options = {}) {
    detail::at_least(options.repetitions, 1, "HarnessOptions: repetitions");
    detail::positive(options.seconds, "HarnessOptions: seconds");
    for (const std::size_t n : options.sizes) detail::at_least<std::size_t>(n, 1, "HarnessOptions: sizes");
    if (options.sample > 0) detail::at_least<std::size_t>(options.sample, 1000, "HarnessOptions: sample");
    std::vector<Result> results;
    for (Candidate& candidate : candidates_) {
      const auto quality = quality_of(candidate, options);
      const auto words = candidate.sampler.words_per_variate();
      for (const std::size_t n : options.sizes) {
        candidate.sampler.fill(n);
        Result result{.law = candidate.name.law,
                      .parameters = candidate.name.parameters,
                      .source = candidate.name.source,
                      .n = n,
                      .ns_per_variate = nanoseconds(candidate.sampler, n, options),
                      .words_per_variate = words,
                      .cycles_per_variate = cycles(candidate.sampler, n),
                      .quality = quality};
        results.push_back(std::move(result));
      }
      candidate.sampler.release();
    }
    return results;
  }

 private:
  struct Candidate {
    Name name;
    Sampler sampler;
    std::function<double(double)> cdf;
    bool whole;
  };

  /// Takes Google Benchmark's figures in place of a table.
  class Collector : public benchmark::BenchmarkReporter {
   public:
    bool ReportContext(const Context&) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
      for (const Run& run : runs) {
        if (run.run_type != Run::RT_Iteration || run.iterations == 0) continue;
        nanoseconds.push_back(run.cpu_accumulated_time * 1e9 / static_cast<double>(run.iterations));
      }
    }
    std::vector<double> nanoseconds;
  };

  static double nanoseconds(Sampler& sampler, std::size_t n, const HarnessOptions& options) {
    static int number = 0;  // names of benchmarks must differ, and cannot be taken back
    const std::string name = "retailsim-harness-" + std::to_string(number++);
    benchmark::RegisterBenchmark(name.c_str(),
                                 [&sampler, n](benchmark::State& state) {
                                   for (auto _ : state) {
                                     sampler.fill(n);
                                     benchmark::ClobberMemory();
                                   }
                                 })
        ->MinTime(options.seconds)
        ->Repetitions(options.repetitions);
    Collector collector;
    benchmark::RunSpecifiedBenchmarks(&collector, name + "/");
    return median(collector.nanoseconds) / static_cast<double>(n);
  }

  static std::optional<double> cycles(Sampler& sampler, std::size_t n) {
    CycleCounter counter;
    std::vector<double> counts;
    for (int i = 0; i < 5; ++i) {
      const auto count = counter.count([&] { sampler.fill(n); });
      if (!count) return std::nullopt;
      counts.push_back(*count / static_cast<double>(n));
    }
    return median(counts);
  }

  static std::optional<Quality> quality_of(Candidate& candidate, const HarnessOptions& options) {
    if (!candidate.cdf || options.sample == 0) return std::nullopt;
    candidate.sampler.fill(options.sample);
    auto quality = judge(candidate.sampler.values(options.sample), candidate.cdf, candidate.whole);
    candidate.sampler.release();
    return quality;
  }

  static double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
  }

  std::vector<Candidate> candidates_;
};

}  // namespace retailsim::bench
