// Prints hashes of what models of seasonality, churn and population and the catalogue generator write; every build must
// print the same.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include <retailsim/catalogue/make_catalogue.hpp>
#include <retailsim/churn/bg_nbd_churn.hpp>
#include <retailsim/churn/lifetime_churn.hpp>
#include <retailsim/churn/pareto_nbd_churn.hpp>
#include <retailsim/population/gamma_rates.hpp>
#include <retailsim/population/segmented_population.hpp>
#include <retailsim/population/zipf_rates.hpp>
#include <retailsim/seasonality/retail_calendar.hpp>

namespace {

using namespace retailsim;

constexpr std::size_t n = 50'000;

/// FNV-1a.
class Hash {
 public:
  template <class T>
  void add(const std::vector<T>& values) {
    bytes(reinterpret_cast<const unsigned char*>(values.data()), values.size() * sizeof(T));
  }
  void add(const std::vector<std::string>& values) {
    for (const std::string& value : values) {
      bytes(reinterpret_cast<const unsigned char*>(value.data()), value.size() + 1);
    }
  }
  void print(const char* title) const {
    std::printf("%-28s %016llx\n", title, static_cast<unsigned long long>(value_));
  }

 private:
  void bytes(const unsigned char* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) value_ = (value_ ^ from[i]) * 0x100000001b3;
  }
  std::uint64_t value_ = 0xcbf29ce484222325;
};

RetailCalendar seasonality() {
  auto p = RetailCalendarParameters::mild();
  p.trend = 0.0003;
  p.growth_per_year = 0.07;
  p.payday = 1.15;
  p.shock_cv = 0.17;
  p.shock_memory = 0.33;
  p.events = {CalendarEvent::yearly("Sale", 11, 20, 11, 27, 2.7)};
  return RetailCalendar(p);
}

void print_season() {
  const Date first{1969, 6, 1};
  std::vector<double> weights(24 * 3000);
  seasonality().hour_weights(weights, first,
                             Draws{.seed = 7, .first_entity = static_cast<std::uint64_t>(std::int64_t{first.days})});
  Hash hash;
  hash.add(weights);
  hash.print("hour weights");

  const Calendar calendar(seasonality(), Date{2022, 1, 1}, Date{2025, 1, 1}, Date{2022, 1, 1}, 7);
  std::vector<Ticks> ticks;
  for (Seconds at = calendar.first().start(); at < calendar.last().start(); at += 4999) {
    ticks.push_back(calendar.base().ticks_at(at));
    ticks.push_back(calendar.extra().ticks_at(at));
  }
  Hash of_ticks;
  of_ticks.add(ticks);
  of_ticks.print("calendar ticks");
}

template <class Churn>
void print_lives(const char* title, const Churn& churn) {
  const Scenario scenario;
  const Calendar calendar(seasonality(), scenario.registered_from, scenario.to, scenario.registered_from, 7);
  std::vector<Seconds> registered_at(n), first_order_at(n), ends_at(n);
  std::vector<std::uint32_t> max_orders(n);
  churn.lifecycles({registered_at, first_order_at, ends_at, max_orders}, {}, scenario, calendar, Draws{.seed = 7});
  Hash hash;
  hash.add(registered_at);
  hash.add(first_order_at);
  hash.add(ends_at);
  hash.add(max_orders);
  hash.print(title);
}

template <class Model>
void print_customers(const char* title, const Model& model) {
  std::vector<std::uint8_t> gender(n), country(n), channel(n), segment(n), loyalty(n);
  std::vector<std::int16_t> city(n);
  std::vector<std::int32_t> birth_date(n);
  std::vector<double> rates(n);
  const Draws draws{.seed = 7};
  model.traits(TraitSpans{gender, country, channel, segment, loyalty, city, birth_date}, draws);
  CustomerBlock block;
  block.n = n;
  block.traits = {gender, country, channel, segment, loyalty, city, birth_date};
  model.rates(rates, block, draws);
  Hash hash;
  for (const auto* codes : {&gender, &country, &channel, &segment, &loyalty}) hash.add(*codes);
  hash.add(city);
  hash.add(birth_date);
  hash.add(rates);
  hash.print(title);
}

void print_populations() {
  TraitPlan plan;
  plan.countries = {{"DE", 0.7, {{"Aldorf", 3}, {"Behausen", 1.3}}}, {"AT", 0.31, {}}};
  plan.ages = {{18, 29, 0.3}, {30, 49, 0.57}, {50, 80, 0.2}};
  plan.segments = {{.name = "regular", .weight = 0.73}, {.name = "loyal", .weight = 0.29, .rate_factor = 2.9}};
  print_customers("gamma rates, segments", SegmentedPopulation{GammaRates{0.47, 0.13}, plan});

  Scenario scenario;
  scenario.n_customers = n;
  const Calendar calendar;
  const TraitLabels labels;
  ZipfRates zipf({.s = 1.07, .total_per_year = 123'456.7});
  zipf.prepare({scenario, scenario.catalogue, calendar, labels});
  print_customers("Zipf rates", zipf);
}

void print_catalogue() {
  CataloguePlan plan;
  plan.groups = {{.name = "shirts",
                  .weight = 100,
                  .n_skus = 3000,
                  .categories = {{"Men", {"T-shirt", "Polo"}}, {"Women", {"Blouse"}}},
                  .brands = {"Alba", "Brio", "Cima"},
                  .variants = {{"S", "M", "L"}, {"red", "blue"}},
                  .popularity = PopularityLaw::zipf(0.83)},
                 {.name = "shoes",
                  .weight = 60.3,
                  .n_skus = 2000,
                  .popularity = PopularityLaw::log_normal(1.63),
                  .return_probability = 0.3,
                  .return_concentration = 20}};
  plan.launches.share_before = 0.63;
  const Catalogue catalogue = make_catalogue(plan, 7);
  Hash hash;
  hash.add(catalogue.name);
  hash.add(catalogue.brand);
  hash.add(catalogue.popularity);
  hash.add(catalogue.return_probability);
  hash.add(catalogue.launched_on);
  hash.print("catalogue");
}

}  // namespace

int main() {
  print_season();
  for (const Registration registration : {Registration::evenly, Registration::seasonal}) {
    print_lives("lifetimes", LifetimeChurn({.never_buys = 0.1,
                                            .at_registration = 0.6,
                                            .first_delay = MonthsLaw::uniform(0, 3.3),
                                            .lost_after_months = 2.9,
                                            .buy_and_go = 0.3,
                                            .lifetime = MonthsLaw::exponential(9.7),
                                            .registration = registration}));
  }
  print_lives("BG/NBD", BgNbdChurn(0.793, 2.426));
  print_lives("Pareto/NBD", ParetoNbdChurn(0.606, 81.7));
  print_populations();
  print_catalogue();
}
