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
             std::size_t label = 0;
             for (std::size_t i = 0; i < rows.opportunities.status.size(); ++i) {
               if (rows.opportunities.actual_close[i] != no_time) continue;
               const std::uint8_t outcome = rows.outcomes.outcome[label++];
               if (outcome == 255) ++n_unknown;
               deals.push_back({rows.opportunities.sales_person_id[i], rows.opportunities.probability[i],
                                rows.opportunities_truth.win_probability[i],
                                outcome == static_cast<std::uint8_t>(Stage::won)});
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

TEST_CASE("crm: the conditional probability knows more than the shown one", "[crm][statistical]") {
  double shown = 0, conditional = 0;
  for (const OpenDeal& deal : open_deals(config_of(10'000, 1000, 14))) {
    shown += std::pow((deal.won ? 1 : 0) - deal.shown, 2);
    conditional += std::pow((deal.won ? 1 : 0) - deal.conditional, 2);
  }
  CHECK(conditional < 0.97 * shown);  // Brier scores
}
