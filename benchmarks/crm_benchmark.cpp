// The CRM set: contacts per second of processor time into columns, whole books into columns, and all tables of 100,000
// companies to CSV on one core. Counters are per processor time of the thread.
#include <benchmark/benchmark.h>

#include <sys/resource.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

#include <retailsim/crm/generate.hpp>
#include <retailsim/crm/lookup.hpp>

#include "support.hpp"

#ifdef RETAILSIM_WITH_JSON
#  include <retailsim/crm/json/save_csv.hpp>
#  include <retailsim/crm/sales_files.hpp>
#endif

namespace {

using namespace retailsim;
using measured::thread_seconds;

crm::SalesConfig config_of(std::int64_t companies) {
  crm::SalesConfig config;
  config.companies = companies;
  config.sales_people = std::max<std::int64_t>(1, companies / 10);
  return config;
}

/// Companies and their contacts with all columns, nothing of what happens between them and the sellers, in the books'
/// order.
void contacts(benchmark::State& state) {
  const crm::SalesWorld world(config_of(100'000));
  const crm::detail::CompanyLists lists(world, 0, world.config.sales_people);
  crm::BookCompanies maker;
  crm::SalesRows rows;
  double seconds = 0, made = 0;
  for (auto _ : state) {
    const double start = thread_seconds();
    for (std::size_t seller = 0; seller + 1 < lists.begins.size(); ++seller) {
      const std::size_t begin = lists.begins[seller], n = lists.begins[seller + 1] - begin;
      maker.make(world, static_cast<std::int64_t>(seller) + 1, std::span(lists.ids).subspan(begin, n),
                 std::span(lists.places).subspan(begin, n), rows);
      if (rows.contacts.contact_id.size() < 1000 && seller + 2 < lists.begins.size()) continue;
      made += static_cast<double>(rows.contacts.contact_id.size());
      benchmark::DoNotOptimize(rows.contacts.email.bytes().data());
      clear(rows);
    }
    seconds += thread_seconds() - start;
  }
  state.counters["contacts_per_s"] = made / seconds;
}
BENCHMARK(contacts)->Unit(benchmark::kMillisecond);

/// All tables into columns that are used again.
void columns(benchmark::State& state) {
  const crm::SalesWorld world(config_of(state.range(0)));
  double seconds = 0;
  crm::GenerateSummary made;
  for (auto _ : state) {
    const double start = thread_seconds();
    made =
        generate(world, [](const crm::SalesRows& rows) { benchmark::DoNotOptimize(rows.interactions.notes.size()); });
    seconds += thread_seconds() - start;
  }
  const auto runs = static_cast<double>(state.iterations());
  state.counters["companies_per_s"] = runs * static_cast<double>(made.companies) / seconds;
  state.counters["interactions_per_s"] = runs * static_cast<double>(made.interactions) / seconds;
}
BENCHMARK(columns)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// The tables of a configuration: places, products, the law of deals and its outlook.
void world(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(crm::SalesWorld(config_of(100)).products.size());
}
BENCHMARK(world)->Unit(benchmark::kMillisecond);

/// One seller's book out of so many companies.
void one_book(benchmark::State& state) {
  const crm::SalesWorld the_world(config_of(state.range(0)));
  std::int64_t seller = 0;
  for (auto _ : state) {
    seller = seller % the_world.config.sales_people + 1;
    benchmark::DoNotOptimize(crm::book(the_world, seller).interactions.interaction_id.size());
  }
}
BENCHMARK(one_book)->Arg(1000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

#ifdef RETAILSIM_WITH_JSON
/// All tables to CSV, on a RAM disk where there is one. Wall-clock seconds, and the peak memory of the process so far:
/// the shortest run comes first.
void csv(benchmark::State& state) {
  double wall = 0, processor = 0, bytes = 0;
  for (auto _ : state) {
    const double start = measured::wall_seconds(), processor_start = thread_seconds();
    const crm::SalesWorld the_world(config_of(state.range(0)));
    OutputDirectory out(measured::out_path("crm"));
    crm::SalesFiles<crm::CsvFile> files(
        the_world.labels, the_world.products.columns(), {},
        [&](const std::string& name) { return std::make_unique<crm::CsvFile>(out.file(name + ".csv")); });
    generate(the_world, files);
    files.close();
    wall += measured::wall_seconds() - start;
    processor += thread_seconds() - processor_start;
    bytes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(out.file(""))) {
      bytes += static_cast<double>(entry.file_size());
    }
  }  // the files go with `out`, which was never committed
  const auto runs = static_cast<double>(state.iterations());
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["wall_s"] = wall / runs;
  state.counters["processor_s"] = processor / runs;
  state.counters["MB"] = bytes / 1e6;
  state.counters["MB_per_s"] = bytes * runs / 1e6 / processor;
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1e3;
}
BENCHMARK(csv)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
#endif

}  // namespace
