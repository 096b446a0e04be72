#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include <boost/math/special_functions/beta.hpp>

#include "support/catch.hpp"
#include "support/statistics.hpp"

#include <retailsim/crm/sales_dataset.hpp>

#include "worlds.hpp"

using namespace retailsim;
using namespace retailsim::crm;
using namespace retailsim::crm::test;

namespace {

/// An open deal at the day, and what came of it by the end two years later.
struct OpenDeal {
  std::int64_t seller;
  double shown, conditional;
  bool won;
  double bad = 0;        ///< negative ones among the interactions that were not good, less their expectation
  double sentiment = 0;  ///< of all interactions, less the middle of their outcome's range
};

// Companies with thirty opportunities a year, as of the end of the first quarter, when most of them are open: many
// deals at little work, and ages that end at the window's length.
SalesConfig many_open(std::int64_t companies, std::int64_t sellers, std::uint64_t seed) {
  SalesConfig config = config_of(companies, sellers, seed);
  config.company.opportunities = 30;
  config.to = Date(2024, 4, 1);
  return config;
}

std::vector<OpenDeal> open_deals(SalesConfig config) {
  config.as_of = config.to;
  config.to = config.to + 730;
  std::vector<OpenDeal> deals;
  std::size_t n_unknown = 0;
  generate(SalesWorld(config),
           [&](const SalesRows& rows) {
             std::size_t label = 0, at = 0;
             const InteractionConfig& moods = config.interactions;
             for (std::size_t i = 0; i < rows.opportunities.status.size(); ++i) {
               if (rows.opportunities.actual_close[i] != no_time) continue;
               const std::uint8_t outcome = rows.outcomes.outcome[label++];
               if (outcome == 255) ++n_unknown;
               const std::int64_t id = rows.opportunities.opportunity_id[i];
               double bad = 0, sentiment = 0;
               while (at < rows.interactions.outcome.size() && rows.interactions.opportunity_id[at] < id) ++at;
               for (; at < rows.interactions.outcome.size() && rows.interactions.opportunity_id[at] == id; ++at) {
                 const std::size_t mood = rows.interactions.outcome[at];
                 if (mood != 0) bad += (mood == static_cast<std::size_t>(Outcome::negative) ? 1 : 0) - moods.negative;
                 sentiment +=
                     rows.interactions.sentiment[at] - (moods.sentiment_from[mood] + moods.sentiment_to[mood]) / 2;
               }
               deals.push_back({rows.opportunities.sales_person_id[i], rows.opportunities.probability[i],
                                rows.opportunities_truth.win_probability[i],
                                outcome == static_cast<std::uint8_t>(Stage::won), bad, sentiment});
             }
           },
           {.truth = true});
  CHECK(n_unknown < deals.size() / 2000);
  return deals;
}

// P(X <= k) and P(X >= k) of a binomial law.
double lower_tail(double k, double n, double p) { return k >= n ? 1 : boost::math::ibetac(k + 1, n - k, p); }
double upper_tail(double k, double n, double p) { return k <= 0 ? 1 : boost::math::ibeta(k, n - k + 1, p); }

}  // namespace

TEST_CASE("crm: the shown probability is that of winning, by exact binomial tails", "[crm][statistical]") {
  // Without skill and fit deals are independent, and all that show the same probability have it.
  SalesConfig config = many_open(20'000, 20'000, 12);
  config.deals.skill = config.deals.fit = 0;
  std::map<double, std::pair<double, double>> counts;  // won, all
  double n = 0, excess = 0, variance = 0;
  for (const OpenDeal& deal : open_deals(config)) {
    auto& [won, all] = counts[deal.shown];
    won += deal.won ? 1 : 0;
    ++all;
    ++n;
    excess += (deal.won ? 1 : 0) - deal.shown;
    variance += deal.shown * (1 - deal.shown);
  }
  CHECK(n > 45'000);
  CHECK(counts.size() > 60);
  CAPTURE(excess, std::sqrt(variance));
  CHECK(std::abs(excess) < 4.9 * std::sqrt(variance));  // probabilities 2 % off fail here
  for (const auto& [p, count] : counts) {
    CAPTURE(p, count.first, count.second);
    const double tails = 2 * static_cast<double>(counts.size());
    CHECK(lower_tail(count.first, count.second, p) > retailsim::testing::error_rate / tails);
    CHECK(upper_tail(count.first, count.second, p) > retailsim::testing::error_rate / tails);
  }
}

TEST_CASE("crm: in bins of the probabilities, as many are won as they say", "[crm][statistical]") {
  // Deals of one seller share their skill: given the conditional probability they are independent, given the shown one
  // they are not, so the spread of that is taken from the sums over sellers. 20 comparisons at 5.5 standard errors: one
  // false alarm in a million for all of them.
  constexpr std::size_t n_bins = 10;
  struct Bin {
    double n = 0, excess = 0, variance = 0;
    std::map<std::int64_t, double> of_seller;
  };
  std::vector<Bin> shown(n_bins), conditional(n_bins);
  const auto deals = open_deals(many_open(10'000, 10'000, 13));
  CHECK(deals.size() > 22'000);
  for (const OpenDeal& deal : deals) {
    const auto add = [&](std::vector<Bin>& bins, double p) {
      Bin& bin = bins[static_cast<std::size_t>(p * n_bins)];
      const double excess = (deal.won ? 1 : 0) - p;
      ++bin.n;
      bin.excess += excess;
      bin.variance += p * (1 - p);
      bin.of_seller[deal.seller] += excess;
    };
    add(shown, deal.shown);
    add(conditional, deal.conditional);
  }
  for (std::size_t i = 0; i < n_bins; ++i) {
    CAPTURE(i, shown[i].n, shown[i].excess, conditional[i].n, conditional[i].excess);
    double squares = 0;
    for (const auto& [seller, excess] : shown[i].of_seller) squares += excess * excess;
    if (shown[i].n >= 100) CHECK(std::abs(shown[i].excess) < 5.5 * std::sqrt(squares));
    if (conditional[i].n >= 100) CHECK(std::abs(conditional[i].excess) < 5.5 * std::sqrt(conditional[i].variance));
  }
}

TEST_CASE("crm: nothing that was said before tells more of the end than the state does", "[crm][statistical]") {
  // Given its strength, stage and good interactions so far, a deal is won with the conditional probability, whatever
  // else happened. Were bad interactions or moods drawn with a look at the end, they would go with what the probability
  // leaves open. 4.9 standard errors: one seed in a million.
  double bad = 0, bad_variance = 0, mood = 0, mood_variance = 0;
  for (const OpenDeal& deal : open_deals(many_open(10'000, 10'000, 14))) {
    const double rest = (deal.won ? 1 : 0) - deal.conditional;
    const double variance = deal.conditional * (1 - deal.conditional);
    bad += rest * deal.bad;
    bad_variance += variance * deal.bad * deal.bad;
    mood += rest * deal.sentiment;
    mood_variance += variance * deal.sentiment * deal.sentiment;
  }
  CHECK(bad_variance > 200);
  CHECK(std::abs(bad) < 4.9 * std::sqrt(bad_variance));
  CHECK(std::abs(mood) < 4.9 * std::sqrt(mood_variance));
}

TEST_CASE("crm: the conditional probability knows more than the shown one", "[crm][statistical]") {
  double shown = 0, conditional = 0;
  for (const OpenDeal& deal : open_deals(config_of(10'000, 1000, 14))) {
    shown += std::pow((deal.won ? 1 : 0) - deal.shown, 2);
    conditional += std::pow((deal.won ? 1 : 0) - deal.conditional, 2);
  }
  CHECK(conditional < 0.97 * shown);  // Brier scores
}
