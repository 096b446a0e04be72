#include <retailsim/population/planned_traits.hpp>

#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <retailsim/population/constant_rate.hpp>
#include <retailsim/population/segmented_population.hpp>

#include "population/block.hpp"
#include "support/catch.hpp"
#include "support/shares.hpp"

using namespace retailsim;

namespace {

constexpr std::size_t n = 200'000;

/// A plan in which every trait of two segments differs.
TraitPlan plan() {
  TraitPlan p;
  p.genders = {{"male", 0.2}, {"female", 0.4}, {"other", 0.2}, {"unknown", 0.1}};
  p.ages = {{18, 29, 0.3}, {30, 49, 0.5}, {50, 80, 0.2}};
  p.ages_as_of = Date{2024, 2, 29};
  p.countries = {{"DE", 0.8, {{"Aldorf", 3}, {"Behausen", 1}}}, {"AT", 0.15, {}}, {"CH", 0.05, {{"Aldorf", 1}}}};
  p.channels = {{"search", 5}, {"friends", 3}, {"shop", 2}};
  p.loyalty_tiers = {{"none", 0.7}, {"silver", 0.2}, {"gold", 0.1}};
  p.segments = {{.name = "regular", .weight = 0.75},
                {.name = "loyal",
                 .weight = 0.25,
                 .rate_factor = 3,
                 .gender = {0.1, 0.9, 0, 0},
                 .channel = {0, 1, 1},
                 .loyalty = {0, 0.5, 0.5},
                 .age = {0, 0.4, 0.6}}};
  return p;
}

testing::Customers customers(const TraitPlan& p) {
  return testing::customers_of(SegmentedPopulation(ConstantRate(2), p), n);
}

/// Chi-square of codes against shares of their labels.
template <class Codes, class Share>
double p_of_codes(const Codes& codes, std::size_t n_labels, Share share) {
  return testing::chi_square_p_value(codes, 0, static_cast<std::int64_t>(n_labels) - 1,
                                     [&](std::int64_t code) { return share(static_cast<std::size_t>(code)); });
}

}  // namespace

TEST_CASE("PlannedTraits: every trait has its shares", "[population][statistical]") {
  const PlannedTraits traits(plan());
  const auto c = customers(plan());
  const auto& labels = traits.labels();
  using testing::error_rate;
  CHECK(p_of_codes(c.gender, 4, [&](auto g) { return traits.gender_share(g); }) > error_rate);
  CHECK(p_of_codes(c.channel, 3, [&](auto g) { return traits.channel_share(g); }) > error_rate);
  CHECK(p_of_codes(c.loyalty_tier, 3, [&](auto g) { return traits.loyalty_share(g); }) > error_rate);
  CHECK(p_of_codes(c.segment, 2, [&](auto g) { return traits.segment_share(g); }) > error_rate);
  CHECK(p_of_codes(c.country, 3, [&](auto g) { return traits.country_share(g); }) > error_rate);
  CHECK(p_of_codes(c.city, labels.city.size(), [&](auto g) { return traits.city_share(g); }) > error_rate);

  // The shares themselves, by hand.
  CHECK(traits.segment_share(1) == Approx(0.25));
  CHECK(traits.gender_share(1) == Approx(0.75 * 0.4 / 0.9 + 0.25 * 0.9));
  CHECK(traits.gender_share(3) == Approx(0.75 * 0.1 / 0.9));
  CHECK(traits.channel_share(0) == Approx(0.75 * 0.5));
  CHECK(traits.loyalty_share(2) == Approx(0.75 * 0.1 + 0.25 * 0.5));
  CHECK(traits.loyalty_share(2, 1) == Approx(0.5));
  CHECK(traits.mean_rate_factor() == Approx(1.5));
  CHECK(traits.mean_rate_factor(2) == Approx(0.75 + 0.25 * 9));
}

TEST_CASE("PlannedTraits: within a segment the segment's weights hold", "[population][statistical]") {
  const PlannedTraits traits(plan());
  const auto c = customers(plan());
  for (const std::size_t segment : {0u, 1u}) {
    std::vector<int> gender, channel, loyalty;
    for (std::size_t i = 0; i < n; ++i) {
      if (c.segment[i] != segment) continue;
      gender.push_back(c.gender[i]);
      channel.push_back(c.channel[i]);
      loyalty.push_back(c.loyalty_tier[i]);
      REQUIRE(c.rates[i] == (segment == 1 ? 6 : 2));
      if (segment == 1) REQUIRE((c.gender[i] <= 1 && c.channel[i] != 0 && c.loyalty_tier[i] != 0));
    }
    using testing::error_rate;
    CHECK(p_of_codes(gender, 4, [&](auto g) { return traits.gender_share(g, segment); }) > error_rate);
    CHECK(p_of_codes(channel, 3, [&](auto g) { return traits.channel_share(g, segment); }) > error_rate);
    CHECK(p_of_codes(loyalty, 3, [&](auto g) { return traits.loyalty_share(g, segment); }) > error_rate);
  }
}

TEST_CASE("PlannedTraits: the city is one of the customer's country", "[population][statistical]") {
  const PlannedTraits traits(plan());
  const auto c = customers(plan());
  const auto& labels = traits.labels();
  CHECK(labels.country == Labels{"DE", "AT", "CH"});
  CHECK(labels.city == Labels{"Aldorf", "Behausen", "unknown"});  // a name of two countries is one label
  std::vector<int> german;
  for (std::size_t i = 0; i < n; ++i) {
    if (c.country[i] == 0) german.push_back(c.city[i]);
    if (c.country[i] == 1) REQUIRE(c.city[i] == 2);
    if (c.country[i] == 2) REQUIRE(c.city[i] == 0);
  }
  CHECK(p_of_codes(german, 2, [](auto city) { return city == 0 ? 0.75 : 0.25; }) > testing::error_rate);
  CHECK(traits.city_share(0) == Approx(0.8 * 0.75 + 0.05));
}

TEST_CASE("PlannedTraits: birth dates give the ages of the bands, day by day alike", "[population][statistical]") {
  const PlannedTraits traits(plan());
  const auto c = customers(plan());
  // Whole years on 29 February 2024: the birthday has come if month and day are not after it.
  const auto age = [](Date birth) {
    const bool had_birthday = birth.month() < 2 || (birth.month() == 2 && birth.day() <= 29);
    return 2024 - birth.year() - (had_birthday ? 0 : 1);
  };
  std::vector<int> bands;
  std::vector<double> births;
  for (std::size_t i = 0; i < n; ++i) {
    const int years = age(Date{c.birth_date[i]});
    REQUIRE((years >= 18 && years <= 80));
    if (c.segment[i] == 1) REQUIRE(years >= 30);
    bands.push_back(years < 30 ? 0 : years < 50 ? 1 : 2);
  }
  const double share[] = {0.75 * 0.3, 0.75 * 0.5 + 0.25 * 0.4, 0.75 * 0.2 + 0.25 * 0.6};
  CHECK(p_of_codes(bands, 3, [&](auto band) { return share[band]; }) > testing::error_rate);

  // Every day of the range: about 8.7 expected on the rarest, against the exact distribution function.
  const Date first{1943, 2, 28}, last{2006, 3, 1};
  const auto by_day = [&](std::int64_t day) {
    const Date date{static_cast<std::int32_t>(day)};
    return traits.born_by(date) - traits.born_by(date - 1);
  };
  CHECK(testing::chi_square_p_value(c.birth_date, first.days, last.days, by_day) > testing::error_rate);
  CHECK(traits.born_by(Date{1943, 2, 28}) == 0);
  CHECK(traits.born_by(Date{1943, 3, 1}) > 0);
  CHECK(traits.born_by(Date{2006, 2, 27}) < 1);
  CHECK(traits.born_by(Date{2006, 2, 28}) == Approx(1).epsilon(1e-12));
  CHECK(traits.born_by(Date{2000, 1, 1}, 1) == Approx(1).epsilon(1e-12));
}

TEST_CASE("PlannedTraits: one band of one year, at the ends of life", "[population]") {
  auto p = plan();
  p.segments = {{.name = "all"}};
  p.ages_as_of = Date{2023, 6, 15};
  p.ages = {{0, 0, 1}};
  for (const auto days : customers(p).birth_date) {
    REQUIRE((Date{days} > Date{2022, 6, 15} && Date{days} <= Date{2023, 6, 15}));
  }
  p.ages = {{150, 150, 1}};
  std::set<std::int32_t> seen;
  for (const auto days : customers(p).birth_date) seen.insert(days);
  CHECK(*seen.begin() == Date(1872, 6, 16).days);
  CHECK(*seen.rbegin() == Date(1873, 6, 15).days);
  CHECK(seen.size() == 365);
}

TEST_CASE("PlannedTraits: bad plans are named", "[population]") {
  const auto with = [](auto change) {
    auto p = plan();
    change(p);
    return PlannedTraits(p);
  };
  using P = TraitPlan;
  CHECK_THROWS_WITH(with([](P& p) {
                      p.segments[1].gender = {1, 2};
                    }),
                    "SegmentPlan: gender of loyal must be one weight per label, or none, got 2");
  CHECK_THROWS_WITH(with([](P& p) {
                      p.segments[1].loyalty = {0, 0, 0};
                    }),
                    "SegmentPlan: loyalty of loyal must be weights with at least one > 0, got none");
  CHECK_THROWS_WITH(with([](P& p) { p.segments[1].age = {1}; }),
                    "SegmentPlan: age of loyal must be one weight per age band, or none, got 1");
  CHECK_THROWS_WITH(with([](P& p) { p.segments[1].rate_factor = -2; }),
                    "SegmentPlan: rate_factor of loyal must be finite and >= 0, got -2");
  CHECK_THROWS_WITH(with([](P& p) { p.ages[0].to = 10; }), "AgeBand: to must be in [18, 150], got 10");
  CHECK_THROWS_WITH(with([](P& p) {
                      p.ages.clear();
                      p.segments[1].age.clear();
                    }),
                    "TraitPlan: ages must be at least one band, got none");
  CHECK_THROWS_WITH(with([](P& p) { p.channels[2].label = "search"; }),
                    "TraitPlan: channels must be labels that differ, got search twice");
  CHECK_THROWS_AS(with([](P& p) { p.genders[0].weight = std::nan(""); }), std::invalid_argument);
  CHECK_THROWS_AS(with([](P& p) { p.countries[0].cities[0].weight = -1; }), std::invalid_argument);
  CHECK_THROWS_AS(with([](P& p) { p.countries.clear(); }), std::invalid_argument);
  CHECK_THROWS_AS(with([](P& p) { p.segments.clear(); }), std::invalid_argument);
  CHECK_THROWS_AS(with([](P& p) {
                    p.segments.clear();
                    for (int i = 0; i < 256; ++i) p.segments.push_back({.name = std::to_string(i)});
                  }),
                  std::invalid_argument);
}
