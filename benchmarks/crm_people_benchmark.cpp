// How fast contacts become columns: people a second of processor time, one thread, four to a company, all locales.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <retailsim/core/text_column.hpp>
#include <retailsim/crm/locale/company_name.hpp>
#include <retailsim/crm/locale/email.hpp>
#include <retailsim/crm/locale/labels.hpp>
#include <retailsim/crm/locale/locale_choice.hpp>
#include <retailsim/crm/locale/person.hpp>
#include <retailsim/crm/locale/person_text.hpp>
#include <retailsim/crm/locale/phone.hpp>
#include <retailsim/crm/locale/time_zone.hpp>

namespace {

using namespace retailsim;
using namespace retailsim::crm;

constexpr std::size_t contacts_per_company = 4;

/// A batch of companies and what is drawn of their people.
struct Batch {
  explicit Batch(std::size_t n_companies)
      : company_locales(n_companies),
        company_cities(n_companies),
        patterns(n_companies),
        locales_of(n_companies * contacts_per_company),
        cities(locales_of.size()),
        people(locales_of.size()),
        phones(locales_of.size()) {}

  std::size_t n_people() const { return people.size(); }

  void draw(std::uint64_t seed, std::uint64_t first_company, const LocaleChoice& choice) {
    const Draws companies{.seed = seed, .first_entity = first_company};
    choice.draw(companies, company_locales);
    draw_cities(company_locales, companies, company_cities);
    draw_email_patterns(companies, patterns);
    for (std::size_t i = 0; i < n_people(); ++i) {
      locales_of[i] = company_locales[i / contacts_per_company];
      cities[i] = company_cities[i / contacts_per_company];
    }
    const Draws contacts{.seed = seed, .first_entity = first_company * contacts_per_company};
    draw_people(locales_of, contacts, people);
    draw_phones(locales_of, cities, contacts, phones);
  }

  std::vector<std::uint8_t> company_locales;
  std::vector<std::uint32_t> company_cities;
  std::vector<EmailPattern> patterns;
  std::vector<std::uint8_t> locales_of;
  std::vector<std::uint32_t> cities;
  std::vector<Person> people;
  std::vector<Phone> phones;
};

void draw_only(benchmark::State& state) {
  Batch batch(static_cast<std::size_t>(state.range(0)));
  const LocaleChoice choice;
  std::uint64_t first = 1;
  for (auto _ : state) {
    batch.draw(42, first, choice);
    first += batch.patterns.size();
    benchmark::DoNotOptimize(batch.phones.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch.n_people()));
}

void contacts_into_columns(benchmark::State& state) {
  Batch batch(static_cast<std::size_t>(state.range(0)));
  const LocaleChoice choice;
  const CompanyNames names(42);
  TextColumn company_names, domains, given, family, latin, emails, phone_texts;
  std::vector<std::uint8_t> languages;
  std::uint64_t first = 1;
  for (auto _ : state) {
    for (TextColumn* column : {&company_names, &domains, &given, &family, &latin, &emails, &phone_texts})
      column->clear();
    languages.clear();
    batch.draw(42, first, choice);
    for (std::size_t c = 0; c < batch.patterns.size(); ++c) {
      names.append_name(first + c, batch.company_locales[c], static_cast<Industry>(c % n_industries), company_names);
      names.append_domain(first + c, domains);
      append_emails(std::span(batch.people).subspan(c * contacts_per_company, contacts_per_company), batch.patterns[c],
                    domains[c], emails);
    }
    append_given_names(batch.people, given);
    append_family_names(batch.people, family);
    append_full_names(batch.people, latin, Script::latin);
    append_e164(batch.phones, phone_texts);
    for (const Person& person : batch.people) LanguageCodes::all().append(person, languages);
    first += batch.patterns.size();
    benchmark::DoNotOptimize(emails.bytes().data());
    benchmark::DoNotOptimize(languages.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch.n_people()));
}

void domains_of_companies(benchmark::State& state) {
  const CompanyNames names(42);
  TextColumn domains;
  std::uint64_t id = static_cast<std::uint64_t>(state.range(0));
  for (auto _ : state) {
    domains.clear();
    for (int i = 0; i < 1'000; ++i) names.append_domain(id++, domains);
    benchmark::DoNotOptimize(domains.bytes().data());
  }
  state.SetItemsProcessed(state.iterations() * 1'000);
}

void offsets_of_instants(benchmark::State& state) {
  const auto zones = time_zones();
  std::int64_t utc = Date(2024, 1, 1).start(), sum = 0;
  for (auto _ : state) {
    for (std::size_t i = 0; i < 1'000; ++i) sum += utc_offset(zones[i % zones.size()], utc += 7'919);
    utc = Date(2024, 1, 1).start();
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * 1'000);
}

}  // namespace

BENCHMARK(draw_only)->Arg(1'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(contacts_into_columns)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(domains_of_companies)->Arg(1)->Arg(1'000'000)->Arg(900'000'000)->Unit(benchmark::kMicrosecond);
BENCHMARK(offsets_of_instants)->Unit(benchmark::kMicrosecond);
