#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

#include <retailsim/crm/book.hpp>
#include <retailsim/crm/config.hpp>
#include <retailsim/crm/sales_tables.hpp>
#include <retailsim/crm/sales_world.hpp>
#include <retailsim/io/detail/worker_pool.hpp>

namespace retailsim::crm {

struct GenerateOptions {
  bool truth = false;  ///< also the tables of what is latent
  int threads = 1;     ///< the rows and their order do not depend on it
  /// Called with the number of sellers done, between batches.
  std::function<void(std::int64_t)> progress{};
  std::stop_token stop{};  ///< asked between batches; what was handed on by then stays
};

/// What a run has made.
struct GenerateSummary {
  std::int64_t sales_people = 0, companies = 0, contacts = 0, opportunities = 0, interactions = 0;
};

namespace detail {

/// The companies of some sellers, seller by seller.
struct CompanyLists {
  std::vector<std::uint64_t> ids;
  std::vector<std::uint32_t> places;
  std::vector<std::size_t> begins;  ///< of each seller's companies, and the end of the last one's

  CompanyLists(const SalesWorld& world, std::int64_t first, std::int64_t end) {
    struct Found {
      std::uint32_t id, seller, place;
    };
    std::vector<Found> found;
    begins.assign(static_cast<std::size_t>(end - first) + 1, 0);
    world.places.for_each_company(
        world.config.companies, first, end, [&](std::int64_t id, std::int64_t seller, std::uint32_t place) {
          found.push_back({static_cast<std::uint32_t>(id), static_cast<std::uint32_t>(seller - first), place});
          ++begins[static_cast<std::size_t>(seller - first) + 1];
        });
    for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
    ids.resize(found.size());
    places.resize(found.size());
    std::vector<std::size_t> next(begins.begin(), begins.end() - 1);
    for (const Found& company : found) {  // ids rise within each seller's, as they do in `found`
      const std::size_t at = next[company.seller]++;
      ids[at] = company.id;
      places[at] = company.place;
    }
  }
};

}  // namespace detail

/// Makes all books and hands their rows to `sink`, some books at a time, in the order of the sellers. `sink(rows)` gets
/// `const SalesRows&`, valid during the call.
///
/// Memory is that of a few books for each thread: owners of companies are looked up for as many sellers at a time as
/// have about a million companies, which costs 5 ns for each company and million of companies.
template <class Sink>
GenerateSummary generate(const SalesWorld& world, Sink&& sink, const GenerateOptions& options = {}) {
  retailsim::detail::in_range(options.threads, 1, 1024, "crm::generate: threads");
  constexpr std::int64_t companies_at_once = std::int64_t{1} << 20;
  constexpr std::size_t companies_per_batch = 256;  // and sellers, who may have none
  const std::int64_t n_sellers = world.config.sales_people, n_companies = world.config.companies;
  const std::int64_t sellers_at_once = n_companies <= companies_at_once
                                           ? n_sellers
                                           : std::max<std::int64_t>(1, n_sellers * companies_at_once / n_companies);
  struct Worker {
    BookMaker maker;
    SalesRows rows;
    std::int64_t first = 0, end = 0;
  };
  retailsim::detail::WorkerPool pool(options.threads);
  std::vector<std::unique_ptr<Worker>> workers;
  for (int i = 0; i < options.threads; ++i) workers.push_back(std::make_unique<Worker>());
  GenerateSummary summary;
  for (std::int64_t first = 0; first < n_sellers; first += sellers_at_once) {
    const std::int64_t end = std::min(first + sellers_at_once, n_sellers);
    const detail::CompanyLists lists(world, first, end);
    for (std::int64_t seller = first; seller < end;) {
      if (options.stop.stop_requested()) return summary;
      std::size_t n_tasks = 0;
      for (; n_tasks < workers.size() && seller < end; ++n_tasks) {
        Worker& worker = *workers[n_tasks];
        worker.first = seller;
        const std::size_t begin = lists.begins[static_cast<std::size_t>(seller - first)];
        while (seller < end && static_cast<std::size_t>(seller - worker.first) < companies_per_batch &&
               lists.begins[static_cast<std::size_t>(seller - first)] - begin < companies_per_batch) {
          ++seller;
        }
        worker.end = seller;
      }
      pool.run(n_tasks, [&](std::size_t task) {
        Worker& worker = *workers[task];
        clear(worker.rows);
        for (std::int64_t s = worker.first; s < worker.end; ++s) {
          const auto i = static_cast<std::size_t>(s - first);
          const std::size_t n = lists.begins[i + 1] - lists.begins[i];
          worker.maker.make(world, s + 1, std::span(lists.ids).subspan(lists.begins[i], n),
                            std::span(lists.places).subspan(lists.begins[i], n), options.truth, worker.rows);
        }
      });
      for (std::size_t task = 0; task < n_tasks; ++task) {
        const SalesRows& rows = workers[task]->rows;
        summary.sales_people += static_cast<std::int64_t>(rows.sales_people.sales_person_id.size());
        summary.companies += static_cast<std::int64_t>(rows.companies.company_id.size());
        summary.contacts += static_cast<std::int64_t>(rows.contacts.contact_id.size());
        summary.opportunities += static_cast<std::int64_t>(rows.opportunities.opportunity_id.size());
        summary.interactions += static_cast<std::int64_t>(rows.interactions.interaction_id.size());
        sink(rows);
      }
      if (options.progress) options.progress(seller);
    }
  }
  return summary;
}

}  // namespace retailsim::crm
