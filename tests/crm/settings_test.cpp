#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "support/catch.hpp"

#include <retailsim/crm/sales_dataset.hpp>

#include "worlds.hpp"

using namespace retailsim;
using namespace retailsim::crm;
using namespace retailsim::crm::test;

namespace {

/// Smallest and largest of what was seen.
struct Range {
  double low = 1e300, high = -1e300;
  void see(double x) {
    low = std::min(low, x);
    high = std::max(high, x);
  }
};

}  // namespace

TEST_CASE("crm: products are as the configuration has them", "[crm]") {
  SalesConfig config = config_of(5, 2);
  ProductConfig& products = config.products;
  products.count = 200;
  products.brands = {"Brandone", "Brandtwo", "Brandthree", "Brandfour", "Brandfive", "Brandsix"};
  products.features_from = products.features_to = 6;
  products.options_from = 1;
  products.options_to = 2;
  products.tiers = {0, 0, 1, 1};
  products.tier_growth = {7};
  products.first_percent_from = 10;
  products.first_percent_to = 12;
  products.percent_step_from = products.percent_step_to = 3;
  products.hardware = {
      .price_from = 2000, .price_to = 3000, .cost_percent_from = 81, .cost_percent_to = 85, .first_tiers = {4, 6, 8}};
  const SalesDataset data = crm::generate(config);
  Range price, cost, features, options, tiers, percent;
  std::set<std::int32_t> first;
  std::set<std::string> brands;
  for (std::size_t i = 0; i < data.products.name.size(); ++i) {
    const std::string_view name = data.products.name[i];
    brands.emplace(name.substr(0, name.find(' ')));
    features.see(static_cast<double>(data.products.features[i].size()));
    options.see(static_cast<double>(data.products.customisation_options[i].size()));
    const auto quantities = data.products.tier_quantities[i];
    const auto percents = data.products.tier_percents[i];
    tiers.see(static_cast<double>(quantities.size()));
    percent.see(percents[0]);
    for (std::size_t t = 1; t < quantities.size(); ++t) {
      CHECK(quantities[t] == 7 * quantities[t - 1]);
      CHECK(percents[t] == percents[t - 1] + 3);
    }
    if (data.products.category[i] != static_cast<std::uint8_t>(ProductCategory::hardware)) continue;
    price.see(static_cast<double>(data.products.price[i]));
    cost.see(std::floor(
        100.0 * static_cast<double>(data.products.cost[i]) / static_cast<double>(data.products.price[i]) + 0.5));
    first.insert(quantities[0]);
  }
  CHECK(brands == std::set<std::string>(products.brands.begin(), products.brands.end()));
  CHECK((features.low == 6 && features.high == 6));
  CHECK((options.low == 1 && options.high == 2));
  CHECK((tiers.low == 3 && tiers.high == 4));
  CHECK((percent.low == 10 && percent.high == 12));
  CHECK(first == std::set<std::int32_t>{4, 6, 8});
  CHECK((price.low >= 1990'00 && price.low < 2200'00 && price.high <= 3000'00 && price.high > 2800'00));
  CHECK((cost.low == 81 && cost.high == 85));
}

TEST_CASE("crm: companies and sellers are as the configuration has them", "[crm][statistical]") {
  SalesConfig config = config_of(3000, 100);
  config.company.head_count_from = {.small = 2, .medium = 10, .enterprise = 300};
  config.company.head_count_to = {.small = 9, .medium = 20, .enterprise = 300};
  config.company.revenue_per_head_from = 10'000;
  config.company.revenue_per_head_to = 13'000;
  config.company.customer_days = 30;
  config.sellers.hired_days = 100;
  config.sellers.days_per_role = 10;
  config.locales = {"de_DE", "nl_NL"};
  config.locale_weights = {1, 3};
  const SalesDataset data = crm::generate(config);
  Range heads[n_size_classes], per_head, since, hired, role;
  double in_the_netherlands = 0;
  for (std::size_t i = 0; i < data.companies.company_id.size(); ++i) {
    const double n = data.companies.head_count(i);
    heads[data.companies.size_class(i)].see(n);
    per_head.see(static_cast<double>(data.companies.annual_revenue(i)) / n);
    const std::int32_t day = data.companies.customer_since(i);
    if (day != no_date && day < config.from.days) since.see(config.from.days - day);
    in_the_netherlands += locales()[static_cast<std::size_t>(data.companies.country(i))].id == "nl_NL" ? 1 : 0;
  }
  CHECK((heads[0].low == 2 && heads[0].high == 9 && heads[1].low == 10 && heads[1].high == 20));
  CHECK((heads[2].low == 300 && heads[2].high == 300));
  CHECK((per_head.low == 10'000 && per_head.high == 13'000));
  CHECK((since.low == 1 && since.high == 30));
  for (std::size_t i = 0; i < data.sales_people.sales_person_id.size(); ++i) {
    const double days = config.from.days - data.sales_people.hire_date(i);
    hired.see(days);
    role.see(data.sales_people.role(i));
  }
  CHECK((hired.low >= 1 && hired.high <= 100 && hired.high > 80));
  CHECK((role.low <= 1 && role.high == 4));
  // 4.9 standard errors: one seed in a million.
  CHECK(std::abs(in_the_netherlands / 3000 - 0.75) < 4.9 * std::sqrt(0.75 * 0.25 / 3000));
}

TEST_CASE("crm: deals and interactions are as the configuration has them", "[crm]") {
  SalesConfig config = config_of(300, 20);
  config.deals.competitors = {1, 1, 1, 1, 1};
  config.deals.competitor_names = {"Rivala", "Rivalb", "Rivalc", "Rivald"};  // not a prime number of them
  config.deals.expected_close_from = config.deals.expected_close_to = 0;
  config.interactions.sentiment_from = {0.5, 0, -0.4, -0.01};
  config.interactions.sentiment_to = {0.6, 0, -0.3, 0.01};
  config.interactions.second_topic = 0;
  config.interactions.product_topic = 1;
  config.interactions.topics.identified = {"security"};
  config.interactions.topics.negotiation = {"training", "delivery"};
  config.interactions.planned = config.interactions.planned_after_bad = 1;
  config.interactions.next_step_days_from = 20;
  config.interactions.next_step_days_to = 22;
  const SalesDataset data = crm::generate(config);
  std::set<std::int16_t> rivals, topics;
  for (std::size_t i = 0; i < data.opportunities.opportunity_id.size(); ++i) {
    const auto own = data.opportunities.competitors[i];
    CHECK(std::set<std::int16_t>(own.begin(), own.end()).size() == own.size());
    rivals.insert(own.begin(), own.end());
  }
  CHECK(rivals == std::set<std::int16_t>{0, 1, 2, 3});
  CHECK(data.labels.competitors == config.deals.competitor_names);
  Range sentiment[4], days;
  for (std::size_t i = 0; i < data.interactions.interaction_id.size(); ++i) {
    sentiment[data.interactions.outcome(i)].see(data.interactions.sentiment(i));
    const auto own = data.interactions.topics[i];
    REQUIRE(own.size() == 2);  // one of the stage, one product
    topics.insert(own[0]);
    CHECK(own[1] >= SalesLabels::n_plain_topics());
    const Date local = date_of(data.interactions.start_local(i) / 1'000'000);
    days.see(data.interactions.next_step_date(i) - local.days);
  }
  CHECK((sentiment[0].low == 0.5 && sentiment[0].high == 0.6));
  CHECK((sentiment[1].low == 0 && sentiment[1].high == 0));
  CHECK((sentiment[2].low == -0.4 && sentiment[2].high == -0.3));
  CHECK((sentiment[3].low == -0.01 && sentiment[3].high == 0.01));
  CHECK((days.low == 20 && days.high == 24));  // Saturdays and Sundays are moved to Mondays
  const auto code = [](const char* name) {
    return static_cast<std::int16_t>(std::ranges::find(topic_labels, name) - topic_labels.begin());
  };
  for (const char* name : {"security", "training", "delivery", "needs", "pricing"})
    CHECK(topics.count(code(name)) == 1);
  for (const char* name : {"priorities", "discount", "contract terms"}) CHECK(topics.count(code(name)) == 0);
  for (std::size_t i = 0; i < data.opportunities.opportunity_id.size(); ++i) {
    // One day after the stage began.
    std::int64_t last = 0;
    for (std::size_t k = 0; k < data.opportunity_stages.opportunity_id.size(); ++k) {
      if (data.opportunity_stages.opportunity_id(k) != data.opportunities.opportunity_id(i)) continue;
      if (data.opportunity_stages.stage(k) < static_cast<std::uint8_t>(Stage::won)) {
        last = data.opportunity_stages.entered(k);
      }
    }
    CHECK(data.opportunities.expected_close(i) == date_of(last / 1'000'000).days + 1);
    if (i > 50) break;
  }
}
