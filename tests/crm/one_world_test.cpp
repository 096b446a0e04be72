#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/statistics.hpp"

#include <retailsim/crm/locale/ascii_fold.hpp>
#include <retailsim/crm/sales_dataset.hpp>

#include "worlds.hpp"

using namespace retailsim;
using namespace retailsim::crm;
using namespace retailsim::crm::test;

namespace {

const SalesDataset& data() {
  static const SalesDataset set = [] {
    SalesConfig config = config_of(3000, 300);
    return generate(config, {.truth = true});
  }();
  return set;
}

constexpr std::int64_t micros_per_day = seconds_per_day * micros_per_second;

template <class Ids>
std::map<std::int64_t, std::size_t> rows_by(const Ids& ids) {
  std::map<std::int64_t, std::size_t> rows;
  for (std::size_t i = 0; i < ids.size(); ++i) rows[ids(i)] = i;
  return rows;
}

// Whether the address has the family name, which is what follows one of the blanks of the Latin name, in small ASCII
// letters before the @.
bool email_fits(std::string_view email, std::string_view name, const Locale& locale) {
  const std::string_view local = email.substr(0, email.find('@'));
  for (std::size_t at = name.find(' '); at != std::string_view::npos; at = name.find(' ', at + 1)) {
    const std::string family = email_form(name.substr(at + 1), locale.umlauts_as_two ? Umlauts::pair : Umlauts::plain);
    if (local.find(family) != std::string_view::npos) return true;
  }
  return false;
}

// Whether a number in E.164 is one of the block's.
bool fits_block(std::string_view phone, const PhoneBlock& block) {
  std::string form;
  for (const char c : block.international) {
    if (c != ' ') form += c;
  }
  return form.size() == phone.size() &&
         std::ranges::equal(form, phone, [](char f, char p) { return f == '#' ? p >= '0' && p <= '9' : f == p; });
}

}  // namespace

TEST_CASE("crm: every key is there once, and what refers to it exists", "[crm]") {
  const auto unique = [](const auto& ids) {
    std::set<std::int64_t> set(ids.begin(), ids.end());
    CHECK(set.size() == ids.size());
    CHECK(*set.begin() >= 1);
    return set;
  };
  const auto sellers = unique(data().sales_people.sales_person_id), companies = unique(data().companies.company_id),
             contacts = unique(data().contacts.contact_id), deals = unique(data().opportunities.opportunity_id);
  unique(data().interactions.interaction_id);
  CHECK(sellers.size() == 300);
  CHECK(companies.size() == 3000);
  const auto known = [](const auto& set, const auto& ids) {
    return std::ranges::all_of(ids, [&](std::int64_t id) { return set.contains(id); });
  };
  CHECK(known(sellers, data().companies.sales_person_id));
  CHECK(known(companies, data().contacts.company_id));
  CHECK(known(companies, data().opportunities.company_id));
  CHECK(known(sellers, data().opportunities.sales_person_id));
  CHECK(known(deals, data().opportunity_lines.opportunity_id));
  CHECK(known(deals, data().opportunity_stages.opportunity_id));
  CHECK(known(deals, data().interactions.opportunity_id));
  CHECK(known(contacts, data().interactions.contact_id));
  const std::set<std::int64_t> with_contact(data().contacts.company_id.begin(), data().contacts.company_id.end());
  CHECK(with_contact == companies);
  // Owner, deal and interaction name the same seller; the contact is of the deal's company.
  const auto company_rows = rows_by(data().companies.company_id);
  for (std::size_t i = 0; i < data().opportunities.company_id.size(); ++i) {
    CHECK(data().opportunities.sales_person_id(i) ==
          data().companies.sales_person_id(company_rows.at(data().opportunities.company_id(i))));
  }
  for (std::size_t i = 0; i < data().interactions.contact_id.size(); ++i) {
    CHECK(company_of_contact(data().interactions.contact_id(i)) ==
          company_of_opportunity(data().interactions.opportunity_id(i)));
  }
}

TEST_CASE("crm: mean numbers are those of the configuration", "[crm][statistical]") {
  // Bounds of 5.3 standard errors, with the variances of the laws: one false alarm in a million for all five.
  const double n = 3000, n_deals = static_cast<double>(data().opportunities.value.size());
  const auto near = [](double count, double mean, double variance) {
    CAPTURE(count, mean, std::sqrt(variance));
    CHECK(std::abs(count - mean) < 5.3 * std::sqrt(variance));
  };
  // 1 + Poisson of a mean by size class: contacts 4, with classes .7, 1.2 and 2.2 of the mean 1 for shares .6, .3, .1.
  const double unit = .6 * .7 + .3 * 1.2 + .1 * 2.2;
  const double square = .6 * .7 * .7 + .3 * 1.2 * 1.2 + .1 * 2.2 * 2.2;
  near(static_cast<double>(data().contacts.company_id.size()), 4 * n, n * (3 + 16 * (square / unit / unit - 1)));
  // Opportunities: 262 business days of 2024, 365 / 7 * 5 = 260.7 of a year.
  const double rate = 3 * 262 / business_days_per_year;
  const double deal_unit = .6 * .8 + .3 * 1.1 + .1 * 1.9, deal_square = .6 * .64 + .3 * 1.21 + .1 * 3.61;
  near(n_deals, rate * n, n * (rate + rate * rate * (deal_square / deal_unit / deal_unit - 1)));
  near(static_cast<double>(data().opportunity_lines.line_no.size()), 2 * n_deals, n_deals);
}

TEST_CASE("crm: interactions have their mean over the whole lives of deals", "[crm][statistical]") {
  SalesConfig config = config_of(2000, 400);
  config.to = Date(2026, 1, 1);
  const SalesDataset set = generate(config);
  // Deals of the first year, which have all ended but a few in the second.
  double n = 0, sum = 0, squares = 0;
  std::map<std::int64_t, double> count;
  for (const std::int64_t id : set.interactions.opportunity_id) ++count[id];
  for (std::size_t i = 0; i < set.opportunities.created.size(); ++i) {
    if (set.opportunities.created(i) >= Date(2025, 1, 1).start() * micros_per_second) continue;
    const double k = count[set.opportunities.opportunity_id(i)];
    ++n;
    sum += k;
    squares += k * k;
  }
  const double error = std::sqrt((squares / n - sum / n * sum / n) / n);
  CHECK(std::abs(sum / n - 6) < 4.9 * error + 0.02);  // a deal of a thousand is longer than the second year
}

TEST_CASE("crm: sellers' figures are those of their rows", "[crm]") {
  std::map<std::int64_t, std::array<std::int64_t, 4>> sums;  // won, lost, value, time
  for (std::size_t i = 0; i < data().opportunities.value.size(); ++i) {
    auto& [won, lost, value, time] = sums[data().opportunities.sales_person_id(i)];
    const auto status = static_cast<Status>(data().opportunities.status(i));
    if (status == Status::lost) ++lost;
    if (status != Status::won) continue;
    ++won;
    value += data().opportunities.value(i);
    time += data().opportunities.actual_close(i) - data().opportunities.created(i);
  }
  std::size_t n_without = 0;
  for (std::size_t i = 0; i < data().sales_people.quota.size(); ++i) {
    const auto [won, lost, value, time] = sums[data().sales_people.sales_person_id(i)];
    const double real_value = static_cast<double>(value);
    CHECK(data().sales_people.quota_attainment(i) == real_value / static_cast<double>(data().sales_people.quota(i)));
    if (won + lost == 0) {
      CHECK(std::isnan(data().sales_people.win_rate(i)));
    } else {
      CHECK(data().sales_people.win_rate(i) == static_cast<double>(won) / static_cast<double>(won + lost));
    }
    if (won == 0) {
      ++n_without;
      CHECK(data().sales_people.average_deal_size(i) == no_money);
      CHECK(std::isnan(data().sales_people.sales_cycle_days(i)));
    } else {
      CHECK(std::abs(real_value / static_cast<double>(won) -
                     static_cast<double>(data().sales_people.average_deal_size(i))) <= 0.5);
      CHECK(data().sales_people.sales_cycle_days(i) ==
            Approx(static_cast<double>(time) / static_cast<double>(won) / micros_per_day).epsilon(1e-12));
    }
  }
  CHECK(n_without < 30);
}

TEST_CASE("crm: skill drives the win rate", "[crm][statistical]") {
  // Rank correlation of skill and win rate over the sellers: under independence its standard error is 1 / sqrt(n - 1).
  std::vector<std::pair<double, double>> points;
  for (std::size_t i = 0; i < data().sales_people.win_rate.size(); ++i) {
    if (!std::isnan(data().sales_people.win_rate(i))) {
      points.emplace_back(data().sales_people_truth.skill(i), data().sales_people.win_rate(i));
    }
  }
  double concordant = 0;
  for (const auto& a : points) {
    for (const auto& b : points) concordant += (a.first - b.first) * (a.second - b.second) > 0 ? 1 : 0;
  }
  const auto n = static_cast<double>(points.size());
  CHECK(concordant / (n * (n - 1)) > 0.55);  // 0.5 without effect, standard error 0.02
}

TEST_CASE("crm: quotas are set so that half the sellers reach nine tenths", "[crm][statistical]") {
  // A year, a quarter and four years; from four companies of a seller to a hundred.
  const Date year(2025, 1, 1), quarter(2024, 4, 1), long_time(2028, 1, 1);
  for (const auto& [companies, sellers, to] :
       {std::tuple{20'000, 2000, year}, std::tuple{40'000, 1000, year}, std::tuple{8000, 2000, year},
        std::tuple{40'000, 400, year}, std::tuple{20'000, 1000, quarter}, std::tuple{5000, 500, long_time}}) {
    SalesConfig config = config_of(companies, sellers, 3);
    config.to = to;
    const SalesWorld world(config);
    std::vector<double> attainments;
    generate(world, [&](const SalesRows& rows) {
      const auto& column = rows.sales_people.quota_attainment;
      attainments.insert(attainments.end(), column.begin(), column.end());
    });
    std::ranges::sort(attainments);
    CAPTURE(companies, sellers, to.days);
    // Standard error of the median 0.02 to 0.04; the log-normal form of the quota's median is the rest, most in the
    // quarter, in which a seller wins one deal or two.
    CHECK(attainments[attainments.size() / 2] > (to == quarter ? 0.75 : 0.8));
    CHECK(attainments[attainments.size() / 2] < 1.0);
  }
}

TEST_CASE("crm: value is the sum of the lines, to the cent, with the discounts of the tiers", "[crm]") {
  std::map<std::int64_t, std::int64_t> sums;
  std::map<std::int64_t, std::set<std::int64_t>> products;
  const auto& lines = data().opportunity_lines;
  for (std::size_t i = 0; i < lines.amount.size(); ++i) {
    const auto product = static_cast<std::size_t>(lines.product_id(i) - 1);
    REQUIRE(product < data().products.product_id.size());
    CHECK(lines.list_price(i) == data().products.price[product]);
    std::int32_t percent = 0;
    for (std::size_t t = 0; t < data().products.tier_quantities[product].size(); ++t) {
      if (lines.quantity(i) >= data().products.tier_quantities[product][t])
        percent = data().products.tier_percents[product][t];
    }
    CHECK(lines.discount_percent(i) == percent);
    const std::int64_t full = lines.quantity(i) * lines.list_price(i) * (100 - percent);
    CHECK(lines.amount(i) == (full + 50) / 100);
    CHECK(lines.quantity(i) >= 1);
    sums[lines.opportunity_id(i)] += lines.amount(i);
    CHECK(products[lines.opportunity_id(i)].insert(lines.product_id(i)).second);
    if (lines.customisation(i) != no_label) {
      CHECK(std::ranges::count(data().products.customisation_options[product], lines.customisation(i)) == 1);
    }
  }
  for (std::size_t i = 0; i < data().opportunities.value.size(); ++i) {
    CHECK(data().opportunities.value(i) == sums.at(data().opportunities.opportunity_id(i)));
  }
}

TEST_CASE("crm: revenue, head count and size class agree", "[crm]") {
  constexpr std::int32_t low[] = {5, 50, 1000}, high[] = {49, 999, 50'000};
  std::array<std::size_t, 3> counts{};
  for (std::size_t i = 0; i < data().companies.head_count.size(); ++i) {
    const auto size = data().companies.size_class(i);
    ++counts[size];
    CHECK(data().companies.head_count(i) >= low[size]);
    CHECK(data().companies.head_count(i) <= high[size]);
    const std::int64_t per_head = data().companies.annual_revenue(i) / data().companies.head_count(i);
    CHECK((per_head >= 60'000 && per_head <= 400'000));
    CHECK(data().companies.sub_industry(i) / 3 == data().companies.industry(i));
  }
  CHECK(retailsim::testing::chi_square_counts_p_value(
            std::vector<double>{double(counts[0]), double(counts[1]), double(counts[2])},
            std::vector<double>{1800, 900, 300}) > retailsim::testing::error_rate);
}

TEST_CASE("crm: stages follow each other, and status, probability and dates follow the stages", "[crm]") {
  const auto rows = rows_by(data().opportunities.opportunity_id);
  std::map<std::int64_t, std::vector<std::pair<std::int64_t, Stage>>> stages;
  for (std::size_t i = 0; i < data().opportunity_stages.stage.size(); ++i) {
    stages[data().opportunity_stages.opportunity_id(i)].emplace_back(
        data().opportunity_stages.entered(i), static_cast<Stage>(data().opportunity_stages.stage(i)));
  }
  CHECK(stages.size() == rows.size());
  const std::int64_t end = data().config.to.start() * micros_per_second;
  for (const auto& [id, path] : stages) {
    const std::size_t row = rows.at(id);
    CHECK(path.front().second == Stage::identified);
    CHECK(path.front().first == data().opportunities.created(row));
    for (std::size_t i = 1; i < path.size(); ++i) {
      CHECK(path[i].first >= path[i - 1].first);
      const bool next = static_cast<int>(path[i].second) == static_cast<int>(path[i - 1].second) + 1 &&
                        path[i - 1].second < Stage::won;
      CHECK((next || (path[i].second == Stage::lost && path[i - 1].second < Stage::won)));
    }
    CHECK(path.back().first < end);
    const auto status = static_cast<Status>(data().opportunities.status(row));
    CHECK(status == status_of(path.back().second));
    const bool closed = path.back().second >= Stage::won;
    CHECK(data().opportunities.actual_close(row) == (closed ? path.back().first : no_time));
    const double p = data().opportunities.probability(row);
    if (status == Status::won) CHECK(p == 1);
    if (status == Status::lost) CHECK(p == 0);
    if (!closed) CHECK((p > 0 && p < 1));
    CHECK((data().opportunities.loss_reason(row) != no_loss_reason) == (status == Status::lost));
    if (data().opportunities.loss_reason(row) == static_cast<std::uint8_t>(LossReason::competitor)) {
      CHECK(!data().opportunities.competitors[row].empty());
    }
    CHECK(data().opportunities.expected_close(row) > data().opportunities.created(row) / micros_per_day);
  }
}

TEST_CASE("crm: customers are those who bought", "[crm]") {
  std::map<std::int64_t, std::int32_t> first_won;
  for (std::size_t i = 0; i < data().opportunities.value.size(); ++i) {
    if (static_cast<Status>(data().opportunities.status(i)) != Status::won) continue;
    const auto day = static_cast<std::int32_t>(data().opportunities.actual_close(i) / micros_per_day);
    const auto [at, is_new] = first_won.try_emplace(data().opportunities.company_id(i), day);
    if (!is_new) at->second = std::min(at->second, day);
  }
  std::size_t before = 0;
  for (std::size_t i = 0; i < data().companies.company_id.size(); ++i) {
    const std::int32_t since = data().companies.customer_since(i);
    const auto won = first_won.find(data().companies.company_id(i));
    if (since != no_date && since < data().config.from.days) {
      ++before;
    } else if (won == first_won.end()) {
      CHECK(since == no_date);
    } else {
      CHECK(since == won->second);
    }
  }
  CHECK(std::abs(static_cast<double>(before) - 0.35 * 3000) < 4.9 * std::sqrt(3000 * 0.35 * 0.65));
}

TEST_CASE("crm: people, companies and zones fit each other", "[crm]") {
  std::set<std::string> emails, domains;
  const auto company_rows = rows_by(data().companies.company_id);
  for (std::size_t i = 0; i < data().companies.company_id.size(); ++i) {
    CHECK(domains.insert(std::string(data().companies.domain[i])).second);
  }
  for (std::size_t i = 0; i < data().contacts.contact_id.size(); ++i) {
    CHECK(emails.insert(std::string(data().contacts.email[i])).second);
    const std::size_t company = company_rows.at(data().contacts.company_id(i));
    CHECK(data().contacts.email[i].ends_with("@" + std::string(data().companies.domain[company])));
    CHECK(data().contacts.nationality(i) == data().companies.country(company));
    const Locale& locale = locales()[static_cast<std::size_t>(data().companies.country(company))];
    const auto city = CityCodes::all().labels()[static_cast<std::size_t>(data().companies.city(company))];
    const auto found = std::ranges::find(locale.cities, city, &City::name);
    REQUIRE(found != locale.cities.end());
    CHECK(found->zone == time_zones()[static_cast<std::size_t>(data().contacts.time_zone(i))].name);
    for (const std::int16_t language : data().contacts.languages[i]) {
      const std::string& tag = LanguageCodes::all().tags()[static_cast<std::size_t>(language)];
      CHECK(std::ranges::find(locale.languages, tag, &Language::tag) != locale.languages.end());
    }
    CHECK(email_fits(data().contacts.email[i], data().contacts.name_latin[i], locale));
    const auto fits = [&](const PhoneBlock& block) { return fits_block(data().contacts.phone[i], block); };
    CHECK((std::ranges::any_of(locale.phones, fits) || fits(found->phone)));
  }
  for (std::size_t i = 0; i < data().sales_people.email.size(); ++i) {
    CHECK(emails.insert(std::string(data().sales_people.email[i])).second);
    CHECK(data().sales_people.expertise[i].size() == 4);
    CHECK(data().sales_people.hire_date(i) < data().config.from.days);
  }
}

TEST_CASE("crm: sellers are within three hours of their companies, and alike whatever the number of companies",
          "[crm]") {
  const auto zone_of_seller = [&](std::int64_t id) {
    return time_zones()[static_cast<std::size_t>(data().sales_people.time_zone(static_cast<std::size_t>(id - 1)))];
  };
  const auto company_rows = rows_by(data().companies.company_id);
  std::set<std::int16_t> countries;
  std::size_t at_home = 0;
  for (std::size_t i = 0; i < data().contacts.contact_id.size(); ++i) {
    const std::size_t company = company_rows.at(data().contacts.company_id(i));
    const TimeZone& zone = time_zones()[static_cast<std::size_t>(data().contacts.time_zone(i))];
    const std::int64_t seller = data().companies.sales_person_id(company);
    CHECK(standard_distance(zone, zone_of_seller(seller)) <= 180);
    countries.insert(data().companies.country(company));
    at_home +=
        data().sales_people.nationality(static_cast<std::size_t>(seller - 1)) == data().companies.country(company);
  }
  CHECK(countries.size() == locales().size());
  CHECK(static_cast<double>(at_home) > 0.8 * static_cast<double>(data().contacts.contact_id.size()));
  // One seller alone has companies within reach only.
  const SalesDataset alone = crm::generate({.seed = 4, .companies = 40, .sales_people = 1});
  CHECK(alone.companies.company_id.size() == 40);
  for (std::size_t i = 0; i < alone.contacts.contact_id.size(); ++i) {
    CHECK(standard_distance(time_zones()[static_cast<std::size_t>(alone.contacts.time_zone(i))],
                            time_zones()[static_cast<std::size_t>(alone.sales_people.time_zone(0))]) <= 180);
  }
}

TEST_CASE("crm: interactions lie in working hours and in the opportunity's life, and nobody is in two at once",
          "[crm]") {
  // The usual load, and one under which calendars are full.
  SalesConfig busy = config_of(1500, 10);
  const SalesDataset full = generate(busy);
  for (const SalesDataset* set : {&data(), &full}) {
    const auto deal_rows = rows_by(set->opportunities.opportunity_id), contact_rows = rows_by(set->contacts.contact_id);
    std::map<std::int64_t, std::vector<std::pair<std::int64_t, std::int64_t>>> of_seller, of_contact;
    std::size_t wrong = 0;
    const auto in_hours = [](const TimeZone& zone, Seconds start, Seconds end) {
      const Seconds local = utc_to_local(zone, start), day = date_of(local).start();
      return date_of(local).weekday() < 5 && local - day >= 9 * 3600 &&
             utc_to_local(zone, end) - day <= 17 * 3600 + 1800;
    };
    const auto& rows = set->interactions;
    for (std::size_t i = 0; i < rows.interaction_id.size(); ++i) {
      const Seconds start = rows.start_utc(i) / micros_per_second, end = start + 60 * rows.duration_minutes(i);
      const TimeZone& seller_zone = time_zones()[static_cast<std::size_t>(rows.time_zone(i))];
      const TimeZone& contact_zone =
          time_zones()[static_cast<std::size_t>(set->contacts.time_zone(contact_rows.at(rows.contact_id(i))))];
      wrong += rows.start_local(i) != utc_to_local(seller_zone, start) * micros_per_second;
      wrong += !in_hours(seller_zone, start, end) || !in_hours(contact_zone, start, end);
      const std::size_t deal = deal_rows.at(rows.opportunity_id(i));
      wrong += rows.start_utc(i) < set->opportunities.created(deal);
      const std::int64_t close = set->opportunities.actual_close(deal);
      wrong += close != no_time && end * micros_per_second > close;
      wrong += end > set->config.to.start();
      wrong += !(rows.sentiment(i) >= -1 && rows.sentiment(i) <= 1);
      wrong += rows.topics[i].empty() || rows.notes[i].empty();
      wrong += rows.next_step[i].empty() != (rows.next_step_date(i) == no_date);
      wrong += rows.next_step_date(i) != no_date && rows.next_step_date(i) <= date_of(start).days;
      const bool email = static_cast<InteractionType>(rows.type(i)) == InteractionType::email;
      const bool is_silent = static_cast<Outcome>(rows.outcome(i)) == Outcome::no_response;
      wrong += (email || is_silent) != (rows.duration_minutes(i) == 0);
      if (email || is_silent) continue;
      of_seller[rows.sales_person_id(i)].emplace_back(start, end);
      of_contact[rows.contact_id(i)].emplace_back(start, end);
    }
    CHECK(wrong == 0);
    std::size_t clashes = 0;
    for (auto* people : {&of_seller, &of_contact}) {
      for (auto& [person, meetings] : *people) {
        std::ranges::sort(meetings);
        for (std::size_t i = 1; i < meetings.size(); ++i) clashes += meetings[i].first < meetings[i - 1].second;
      }
    }
    CHECK(clashes == 0);
  }
}

TEST_CASE("crm: what is drawn of an interaction does not know the future", "[crm][statistical]") {
  // Given strength, stage and good ones so far, whether the next interaction is good is a coin of the law.
  const auto& truth = data().opportunities_truth;
  const SalesWorld world(data().config);
  std::map<std::int64_t, std::size_t> rows = rows_by(truth.opportunity_id);
  std::array<double, 2> good{}, expected{}, variance{};
  for (std::size_t i = 0; i < data().interactions.outcome.size(); ++i) {
    const std::int64_t id = data().interactions.opportunity_id(i);
    const std::size_t deal = rows.at(id);
    const Seconds at = data().interactions.start_utc(i);
    std::size_t stage = 0;
    // Stages lie together; the one of the interaction is the last entered before it.
    static std::size_t cursor = 0;
    while (data().opportunity_stages.opportunity_id(cursor) != id)
      cursor = (cursor + 1) % data().opportunity_stages.stage.size();
    for (std::size_t k = cursor;
         k < data().opportunity_stages.stage.size() && data().opportunity_stages.opportunity_id(k) == id; ++k) {
      if (data().opportunity_stages.entered(k) <= at && data().opportunity_stages.stage(k) < n_open_stages)
        stage = data().opportunity_stages.stage(k);
    }
    const double p = world.law.factors(truth.strength(deal)).good[stage];
    const std::size_t won = truth.stage(deal) == static_cast<std::uint8_t>(Stage::won) ? 1 : 0;
    good[won] += data().interactions.outcome(i) == static_cast<std::uint8_t>(Outcome::positive);
    expected[won] += p;
    variance[won] += p * (1 - p);
  }
  // All together; among the deals that end well there are more good ones, as they helped to end them well.
  CHECK(std::abs(good[0] + good[1] - expected[0] - expected[1]) < 4.9 * std::sqrt(variance[0] + variance[1]));
}

TEST_CASE("crm: a deal whose interactions are all numbered goes on at its own pace", "[crm]") {
  SalesConfig config = config_of(700, 100, 5);
  config.deals.interactions = 200;
  config.company.opportunities = 1;
  const SalesDataset set = generate(config);
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> counts;  // number, last start
  for (std::size_t i = 0; i < set.interactions.opportunity_id.size(); ++i) {
    auto& [n, last] = counts[set.interactions.opportunity_id(i)];
    ++n;
    last = std::max<std::int64_t>(last, set.interactions.start_utc(i));
  }
  // Stages take weeks. Were each further interaction an advance, such deals would be won within hours.
  double days = 0, n_capped = 0;
  for (std::size_t i = 0; i < set.opportunities.opportunity_id.size(); ++i) {
    const auto [n, last] = counts[set.opportunities.opportunity_id(i)];
    CHECK(n <= max_interactions);
    if (n < max_interactions || set.opportunities.actual_close(i) == no_time) continue;
    ++n_capped;
    days += static_cast<double>(set.opportunities.actual_close(i) - last) / micros_per_day;
  }
  REQUIRE(n_capped >= 1);
  CHECK(days / n_capped > 2);
}
